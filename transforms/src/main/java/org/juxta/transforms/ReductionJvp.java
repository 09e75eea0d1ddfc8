package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Shape;
import org.juxta.transforms.JvpRules.Result;

/** Forward derivatives of reductions over whole axes. */
final class ReductionJvp {
  private ReductionJvp() {}

  static Result reduce(Reduction.Reduce op, Array x, Tangent tangent) {
    Array y = Primitives.bindOne(op, x);
    if (tangent.isZero()) {
      return Result.constant(List.of(y));
    }
    Array t = tangent.array();
    return switch (op.kind()) {
      case SUM -> Result.of(y, Primitives.bindOne(op, t));
      case PROD -> Result.of(y, product(x, t, op.axes()));
      case MAX, MIN -> Result.of(y, extreme(x, y, t, op.axes()));
      case AND, OR, XOR -> Result.constant(List.of(y));
    };
  }

  /**
   * The tangents of the elements that equal the extreme, averaged. If that is NaN all elements have
   * a part in it, and derivatives NaN: also compiled, where a bool times or by any number is 0 if
   * it is false.
   */
  private static Array extreme(Array x, Array y, Array t, Ints axes) {
    Array isNaN = y.ne(y);
    Array reached =
        x.eq(keepDims(y, x.shape(), axes)).or(keepDims(isNaN, x.shape(), axes)).astype(x.dtype());
    Array count = Lax.reduce(Reduction.ReduceKind.SUM, reached, axes);
    Array parts = Np.where(isNaN, y, count);
    return Lax.reduce(Reduction.ReduceKind.SUM, t.mul(reached), axes).div(parts);
  }

  private static Array keepDims(Array reduced, Shape shape, Ints axes) {
    Shape kept = new Shape(Ints.build(shape.rank(), i -> axes.contains(i) ? 1 : shape.dim(i)));
    return Lax.reshape(reduced, kept);
  }

  /** The product rule over a balanced tree of pairs, which is right also where factors are 0. */
  private static Array product(Array x, Array t, Ints axes) {
    Ints rest = Ints.range(0, x.rank()).without(axes);
    int[] dims = x.shape().dims().at(rest).insert(rest.size(), -1).toArray();
    if (x.size() == 0) {
      return Lax.reduce(Reduction.ReduceKind.SUM, t, axes);
    }
    Array factors = Lax.transpose(x, rest.concat(axes)).reshape(dims);
    Array tangents = Lax.transpose(t, rest.concat(axes)).reshape(dims);
    int axis = rest.size();
    while (factors.dim(axis) > 1) {
      int n = factors.dim(axis);
      int half = n / 2;
      Array a = Lax.sliceAlong(factors, 0, half, axis);
      Array b = Lax.sliceAlong(factors, half, 2 * half, axis);
      Array ta = Lax.sliceAlong(tangents, 0, half, axis);
      Array tb = Lax.sliceAlong(tangents, half, 2 * half, axis);
      List<Array> nextFactors = new ArrayList<>(List.of(a.mul(b)));
      List<Array> nextTangents = new ArrayList<>(List.of(ta.mul(b).add(tb.mul(a))));
      if (n > 2 * half) {
        nextFactors.add(Lax.sliceAlong(factors, n - 1, n, axis));
        nextTangents.add(Lax.sliceAlong(tangents, n - 1, n, axis));
      }
      factors = Lax.concatenate(nextFactors, axis);
      tangents = Lax.concatenate(nextTangents, axis);
    }
    return tangents.squeeze(axis);
  }
}
