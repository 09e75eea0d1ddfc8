package org.juxta.xla;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Structural.Broadcast;
import org.juxta.tracer.Structural.Concatenate;
import org.juxta.tracer.Structural.Iota;
import org.juxta.tracer.Structural.Pad;
import org.juxta.tracer.Structural.Reverse;
import org.juxta.tracer.Structural.Slice;
import org.juxta.tracer.Structural.Transpose;

/** Operations that move elements. Those that change nothing are left out. */
final class LowerStructural {
  private LowerStructural() {}

  static String broadcast(Emitter e, Broadcast op, Equation q) {
    Atom x = q.operands().getFirst();
    return x.type().shape().isScalar() || x.type().shape().equals(op.shape())
        ? e.value(x, op.shape())
        : e.broadcast(e.value(x), x.type(), q.result().type(), op.axes());
  }

  static String reshape(Emitter e, Equation q) {
    Atom x = q.operands().getFirst();
    ArrayType to = q.result().type();
    Literal literal = e.literal(x);
    return literal != null
        ? e.constant(to.dtype(), literal.bits(), to.shape())
        : reshape(e, e.value(x), x.type(), to);
  }

  static String reshape(Emitter e, String value, ArrayType from, ArrayType to) {
    return from.shape().equals(to.shape())
        ? value
        : e.emit("stablehlo.reshape", value, MlirText.type(from), to);
  }

  static String transpose(Emitter e, Transpose op, Equation q) {
    Atom x = q.operands().getFirst();
    return op.permutation().isIdentity()
        ? e.value(x)
        : e.emit(
            "stablehlo.transpose",
            e.value(x) + ", dims = " + op.permutation(),
            MlirText.type(x.type()),
            q.result().type());
  }

  static String slice(Emitter e, Slice op, Equation q) {
    Atom x = q.operands().getFirst();
    return slice(e, e.value(x), x.type(), op, q.result().type());
  }

  private static String slice(Emitter e, String x, ArrayType type, Slice op, ArrayType to) {
    if (type.shape().equals(to.shape())) {
      return x;
    }
    StringBuilder bounds = new StringBuilder();
    for (int i = 0; i < op.starts().size(); i++) {
      bounds.append(i == 0 ? "" : ", ").append(op.starts().get(i));
      bounds.append(':').append(op.limits().get(i));
      bounds.append(op.strides().get(i) == 1 ? "" : ":" + op.strides().get(i));
    }
    return e.emit("stablehlo.slice", x + " [" + bounds + "]", MlirText.type(type), to);
  }

  /** The elements from {@code start} to before {@code limit} by {@code stride} along one axis. */
  static String sliceAlong(
      Emitter e, String x, ArrayType type, int axis, int start, int limit, int stride) {
    int rank = type.rank();
    Slice op =
        new Slice(
            Ints.fill(rank, 0).with(axis, start),
            type.shape().dims().with(axis, limit),
            Ints.fill(rank, 1).with(axis, stride));
    return slice(e, x, type, op, op.infer(List.of(type)).getFirst());
  }

  /** Values, of types that differ along {@code axis} only, one after the other along it. */
  static String concatenate(
      Emitter e, List<String> values, List<ArrayType> types, int axis, ArrayType to) {
    return e.emit(
        "stablehlo.concatenate",
        String.join(", ", values) + ", dim = " + axis,
        MlirText.types(types),
        to);
  }

  static String reverse(Emitter e, String x, ArrayType type, int axis) {
    return e.emit("stablehlo.reverse", x + ", dims = [" + axis + "]", type);
  }

  static String pad(Emitter e, Pad op, Equation q) {
    String operands = e.value(q.operands().get(0)) + ", " + e.value(q.operands().get(1));
    return e.emit(
        "stablehlo.pad",
        operands
            + ", low = "
            + op.low()
            + ", high = "
            + op.high()
            + ", interior = "
            + op.interior(),
        MlirText.types(q.operandTypes()),
        q.result().type());
  }

  static String concatenate(Emitter e, Concatenate op, Equation q) {
    List<Atom> parts = new ArrayList<>(q.operands());
    parts.removeIf(part -> part.type().shape().size() == 0);
    List<String> values = e.values(parts);
    return values.size() == 1
        ? values.getFirst()
        : e.emit(
            "stablehlo.concatenate",
            String.join(", ", values) + ", dim = " + op.axis(),
            MlirText.types(parts.stream().map(Atom::type).toList()),
            q.result().type());
  }

  static String reverse(Emitter e, Reverse op, Equation q) {
    String x = e.value(q.operands().getFirst());
    return op.axes().isEmpty()
        ? x
        : e.emit("stablehlo.reverse", x + ", dims = " + op.axes(), q.result().type());
  }

  static String iota(Emitter e, Iota op, Equation q) {
    return e.emit("stablehlo.iota", "dim = " + op.axis(), q.result().type());
  }

  static List<String> optimizationBarrier(Emitter e, Equation q) {
    return e.emit(
        q.results().size(),
        "stablehlo.optimization_barrier "
            + String.join(", ", e.values(q.operands()))
            + " : "
            + MlirText.types(q.operandTypes()));
  }
}
