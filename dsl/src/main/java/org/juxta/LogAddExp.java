package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/** Logarithms of sums of two exponentials. */
final class LogAddExp {
  private LogAddExp() {}

  static Array of(Array a, Array b) {
    DType dtype = Promotion.inexact(Promotion.common(a.type(), b.type()));
    Shape shape = Np.broadcastShapes(a.shape(), b.shape());
    return CustomDerivative.byArgument(
        "logaddexp",
        List.of(
            Np.broadcastTo(Promotion.to(a, dtype), shape),
            Np.broadcastTo(Promotion.to(b, dtype), shape)),
        x -> value(x.get(0), x.get(1)),
        List.of(
            (tangent, _, x) -> tangent.mul(share(x.get(0), x.get(1))),
            (tangent, _, x) -> tangent.mul(share(x.get(1), x.get(0)))));
  }

  private static Array value(Array x, Array y) {
    Array big = Np.maximum(x, y);
    Array below = Np.negative(Np.abs(x.sub(y)));
    // The difference of two equal infinities is NaN; the sum is theirs.
    Array same = Np.isnan(below);
    return Np.where(same, big, big.add(Np.log1p(Np.exp(below))));
  }

  /** exp(x) / (exp(x) + exp(y)); of two infinities, whose difference is NaN, 1 for either. */
  private static Array share(Array x, Array y) {
    Array both = x.eq(Double.POSITIVE_INFINITY).and(y.eq(Double.POSITIVE_INFINITY));
    return Np.where(both, Array.scalar(1), Np.sigmoid(x.sub(y)));
  }

  /** By logarithms to base 2. */
  static Array ofPowersOfTwo(Array a, Array b) {
    double scale = Math.log(2);
    DType dtype = Promotion.inexact(Promotion.common(a.type(), b.type()));
    return of(Promotion.to(a, dtype).mul(scale), Promotion.to(b, dtype).mul(scale)).div(scale);
  }
}
