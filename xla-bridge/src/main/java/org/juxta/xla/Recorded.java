package org.juxta.xla;

import java.util.List;
import java.util.Objects;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Op;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Structural;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/** A few operations by name, recorded in the current trace, for programs that stand for others. */
final class Recorded {
  private Recorded() {}

  static Value one(Op op, Value... operands) {
    return many(op, operands).getFirst();
  }

  static List<Value> many(Op op, Value... operands) {
    return Objects.requireNonNull(Trace.current()).record(op, List.of(operands));
  }

  static Value binary(BinaryKind kind, Value a, Value b) {
    return one(new Elementwise.Binary(kind), a, b);
  }

  static Value add(Value a, Value b) {
    return binary(BinaryKind.ADD, a, b);
  }

  static Value sub(Value a, Value b) {
    return binary(BinaryKind.SUB, a, b);
  }

  static Value mul(Value a, Value b) {
    return binary(BinaryKind.MUL, a, b);
  }

  static Value div(Value a, Value b) {
    return binary(BinaryKind.DIV, a, b);
  }

  static Value and(Value a, Value b) {
    return binary(BinaryKind.AND, a, b);
  }

  static Value or(Value a, Value b) {
    return binary(BinaryKind.OR, a, b);
  }

  static Value unary(UnaryKind kind, Value a) {
    return one(new Elementwise.Unary(kind), a);
  }

  static Value compare(Value a, Elementwise.Direction direction, Value b) {
    return one(new Elementwise.Compare(direction), a, b);
  }

  static Value select(Value condition, Value a, Value b) {
    return one(new Elementwise.Select(), condition, a, b);
  }

  static Value number(Value like, double value) {
    return Literal.of(ArrayType.of(like.type().dtype()), value);
  }

  static Value integer(long value) {
    return Literal.of(ArrayType.of(DType.I32), value);
  }

  static Value iota(Shape shape, int axis) {
    return one(new Structural.Iota(DType.I32, shape, axis));
  }

  static Value spread(Value a, Shape shape, int... axes) {
    return one(new Structural.Broadcast(shape, Ints.of(axes)), a);
  }

  static Value reshape(Value a, Shape shape) {
    return one(new Structural.Reshape(shape), a);
  }

  static Value sum(Value a, int axis) {
    return one(new Reduction.Reduce(Reduction.ReduceKind.SUM, Ints.of(axis)), a);
  }

  /** The elements from {@code start} to before {@code end} along an axis. */
  static Value part(Value a, int axis, int start, int end) {
    Ints dims = a.type().shape().dims();
    Ints starts = Ints.fill(dims.size(), 0).with(axis, start);
    return one(new Structural.Slice(starts, dims.with(axis, end), Ints.fill(dims.size(), 1)), a);
  }

  /** The slice at a computed position along an axis, without that axis. */
  static Value at(Value a, int axis, Value position) {
    Shape shape = a.type().shape();
    Value[] operands = new Value[1 + shape.rank()];
    operands[0] = a;
    for (int i = 0; i < shape.rank(); i++) {
      operands[1 + i] = i == axis ? position : integer(0);
    }
    Value slice = one(new Indexing.DynamicSlice(shape.dims().with(axis, 1)), operands);
    return reshape(slice, shape.without(Ints.of(axis)));
  }

  static Value joined(Value a, Value b, int axis) {
    return one(new Structural.Concatenate(axis), a, b);
  }
}
