package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;

/** The principal branch of Lambert's W: w exp(w) = x. */
final class LambertW {
  private static final int STEPS = 5;

  private LambertW() {}

  static Array of(Array x) {
    return CustomDerivative.byArgument(
        "lambertw",
        List.of(x),
        in -> principal(in.getFirst()),
        List.of((t, w, _) -> t.mul(w.neg().exp().div(w.add(1)))));
  }

  /** Halley's iteration on w - x exp(-w) from a series at the branch point or logarithms. */
  private static Array principal(Array x) {
    Array distance = x.mul(Math.E).add(1);
    // The product's rounding error can take the branch point itself to either side.
    Array inside = distance.ge(-8 * Lanes.epsilon(x.dtype()));
    Array finite = inside.and(Np.isfinite(x));
    Array y = Np.where(finite, x, 0);
    Array p = Np.maximum(y.mul(Math.E).add(1), 0).mul(2).sqrt();
    Array series = p.mul(11.0 / 72).sub(1.0 / 3).mul(p).add(1).mul(p).sub(1);
    Array l = Np.maximum(y, 0).log1p();
    Array wide = l.mul(Np.subtract(1, l.log1p().div(l.add(2))));
    Array w = Np.where(y.lt(0), series, wide);
    for (int i = 0; i < STEPS; i++) {
      Array u = y.mul(w.neg().exp());
      Array f = w.sub(u);
      Array slope = u.add(1);
      Array below = slope.square().mul(2).add(f.mul(u));
      Array step = f.mul(slope).mul(2).div(Np.where(below.eq(0), 1, below));
      w = w.sub(step);
    }
    Array end = Np.where(x.gt(0), x, Double.NaN);
    return Np.where(finite, w, end);
  }
}
