package org.juxta;

/**
 * The gamma function's logarithm, its derivative, and the beta function: Lanczos's series with g =
 * 7, in the steps in which XLA computes them, so that draws which hang on them are JAX's.
 */
final class GammaFunctions {
  private static final double G = 7;
  private static final double FIRST = 0.99999999999980993227684700473478;
  private static final double[] LANCZOS = {
    676.520368121885098567009190444019,
    -1259.13921672240287047156078755283,
    771.3234287776530788486528258894,
    -176.61502916214059906584551354,
    12.507343278686904814458936853,
    -0.13857109526572011689554707,
    9.984369578019570859563e-6,
    1.50563273514931155834e-7
  };

  /** B(2k) / (2k (2k - 1)), the coefficients of Stirling's series. */
  private static final double[] STIRLING = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400
  };

  /** From here on Stirling's series is exact. */
  private static final double LARGE = 8;

  private GammaFunctions() {}

  /** log |Γ(x)|; infinite at 0, -1, … */
  static Array gammaln(Array x) {
    Array left = x.lt(0.5);
    Array z = Np.where(left, x.neg(), x.sub(1));
    Array t = z.add(G + 0.5);
    Array logT = z.div(G + 0.5).log1p().add(Math.log(G + 0.5));
    Array power = z.add(0.5).sub(t.div(logT)).mul(logT);
    Array right = power.add(0.5 * Math.log(2 * Math.PI)).add(series(z).log());
    Array sine = reducedFraction(x).mul(Math.PI).sin();
    Array poles = sine.eq(0);
    Array logSine = Np.where(poles, 1.0, sine).log();
    Array reflected = Np.subtract(Math.log(Math.PI), logSine).sub(right);
    Array value = Np.where(left, Np.where(poles, Double.POSITIVE_INFINITY, reflected), right);
    return Np.where(Np.isinf(x), Double.POSITIVE_INFINITY, value);
  }

  /** The distance of |x| to the nearest integer. */
  private static Array reducedFraction(Array x) {
    Array size = x.abs();
    Array fraction = size.sub(Lax.stopGradient(size.floor()));
    return Np.where(fraction.gt(0.5), Np.subtract(1, fraction), fraction);
  }

  private static Array series(Array z) {
    Array sum = Np.fullLike(z, FIRST);
    for (int i = 0; i < LANCZOS.length; i++) {
      sum = sum.add(Np.divide(LANCZOS[i], z.add(i + 1.0)));
    }
    return sum;
  }

  /** The derivative of {@link #gammaln}; NaN at 0, -1, … */
  static Array digamma(Array x) {
    Array left = x.lt(0.5);
    Array z = Np.where(left, x.neg(), x.sub(1));
    Array slope = Np.zerosLike(z);
    for (int i = 0; i < LANCZOS.length; i++) {
      slope = slope.sub(Np.divide(LANCZOS[i], z.add(i + 1.0).square()));
    }
    Array t = z.add(G + 0.5);
    Array logT = z.div(G + 0.5).log1p().add(Math.log(G + 0.5));
    Array right = logT.add(slope.div(series(z))).sub(Np.divide(G, t));
    Array cotangent = Np.divide(Math.PI, x.sub(Lax.stopGradient(x.round())).mul(Math.PI).tan());
    Array value = Np.where(left, right.sub(cotangent), right);
    return Np.where(x.le(0).and(x.eq(x.floor())), Double.NaN, value);
  }

  /** log of the beta function, without cancellation where an argument is large. */
  static Array betaln(Array a, Array b) {
    Array less = Np.minimum(a, b);
    Array more = Np.maximum(a, b);
    Array large = more.ge(LARGE);
    Array first = Np.where(large, Array.scalar(1.0), more);
    Array small = gammaln(less).add(gammaln(first).sub(gammaln(less.add(first))));
    Array ratio = gammaln(less).add(logRatio(less, Np.where(large, more, LARGE)));
    return Np.where(large, ratio, small);
  }

  /** log(Γ(b) / Γ(a + b)) of b from 8 on. */
  private static Array logRatio(Array a, Array b) {
    Array sum = a.add(b);
    Array main = a.sub(b.sub(0.5).mul(a.div(b).log1p())).sub(a.mul(sum.log()));
    return main.add(stirling(b).sub(stirling(sum)));
  }

  private static Array stirling(Array x) {
    Array square = Np.divide(1, x.square());
    Array sum = Np.fullLike(x, STIRLING[STIRLING.length - 1]);
    for (int i = STIRLING.length - 2; i >= 0; i--) {
      sum = sum.mul(square).add(STIRLING[i]);
    }
    return sum.div(x);
  }
}
