package org.juxta.xla;

import static org.juxta.xla.Recorded.add;
import static org.juxta.xla.Recorded.compare;
import static org.juxta.xla.Recorded.iota;
import static org.juxta.xla.Recorded.mul;
import static org.juxta.xla.Recorded.number;
import static org.juxta.xla.Recorded.one;
import static org.juxta.xla.Recorded.reshape;
import static org.juxta.xla.Recorded.select;
import static org.juxta.xla.Recorded.spread;
import static org.juxta.xla.Recorded.sub;
import static org.juxta.xla.Recorded.sum;
import static org.juxta.xla.Recorded.unary;

import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Program;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Structural;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * Eigenvalues of a batch of symmetric matrices by their singular values, once they are shifted to
 * be positive: what {@link Decomposition.Eigh} means where there is no LAPACK. The compiler's own
 * expander stops at an error of 1e-8 in F64.
 */
final class EighProgram {
  private EighProgram() {}

  static Program of(Decomposition.Eigh op, ArrayType type) {
    Decomposition.Matrix a = Decomposition.Matrix.of(type);
    Shape flat = Shape.of(a.count(), a.rows(), a.rows());
    List<ArrayType> results = op.infer(List.of(type));
    return Trace.record(
            List.of(type),
            in -> {
              List<Value> found = body(op, reshape(in.getFirst(), flat));
              return List.of(
                  reshape(found.get(0), results.get(0).shape()),
                  reshape(found.get(1), results.get(1).shape()));
            })
        .program();
  }

  private static List<Value> body(Decomposition.Eigh op, Value x) {
    Shape shape = x.type().shape();
    Value turned = one(new Structural.Transpose(Ints.of(0, 2, 1)), x);
    Value row = iota(shape, 1);
    Value column = iota(shape, 2);
    Value read = compare(row, op.lower() ? Direction.GE : Direction.LE, column);
    Value symmetric =
        op.symmetrize() ? mul(add(x, turned), number(x, 0.5)) : select(read, x, turned);
    Value sums = sum(unary(UnaryKind.ABS, symmetric), 2);
    Value bound = one(new Reduction.Reduce(Reduction.ReduceKind.MAX, Ints.of(1)), sums);
    Value isDiagonal = compare(row, Direction.EQ, column);
    Value shift = select(isDiagonal, spread(bound, shape, 0), number(x, 0));
    List<Value> svd = Recorded.many(new Decomposition.Svd(false, true), add(symmetric, shift));
    Value values = sub(svd.get(0), spread(bound, Shape.of(shape.dim(0), shape.dim(1)), 0));
    Value vectors = one(new Structural.Transpose(Ints.of(0, 2, 1)), svd.get(2));
    return List.of(
        one(new Structural.Reverse(Ints.of(1)), values),
        one(new Structural.Reverse(Ints.of(2)), vectors));
  }
}
