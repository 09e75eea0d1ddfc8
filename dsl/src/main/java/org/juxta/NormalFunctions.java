package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;

/** The standard normal distribution function, its logarithm and its inverse. */
final class NormalFunctions {
  private static final double SQRT2 = Math.sqrt(2);

  // Coefficients of Wichura's algorithm AS 241 (1988), lowest power first.
  private static final double[] CENTRE_P = {
    3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
    1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
    3.3430575583588128105e+4, 2.5090809287301226727e+3
  };
  private static final double[] CENTRE_Q = {
    1,
    4.2313330701600911252e+1,
    6.8718700749205790830e+2,
    5.3941960214247511077e+3,
    2.1213794301586595867e+4,
    3.9307895800092710610e+4,
    2.8729085735721942674e+4,
    5.2264952788528545610e+3
  };
  private static final double[] NEAR_P = {
    1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4
  };
  private static final double[] NEAR_Q = {
    1,
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
    1.51986665636164571966e-2,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9
  };
  private static final double[] FAR_P = {
    6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
    2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
    2.71155556874348757815e-5, 2.01033439929228813265e-7
  };
  private static final double[] FAR_Q = {
    1,
    5.99832206555887937690e-1,
    1.36929880922735805310e-1,
    1.48753612908506148525e-2,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15
  };

  private NormalFunctions() {}

  /** The probability of a standard normal not above {@code z}. */
  static Array ndtr(Array z) {
    return Np.erfc(z.mul(-1 / SQRT2)).mul(0.5);
  }

  /** The log of {@link #ndtr}; by erfcx on the left, where erfc underflows. */
  static Array logNdtr(Array z) {
    return CustomDerivative.byArgument(
        "log_ndtr",
        List.of(z),
        in -> log(in.getFirst()),
        List.of((t, _, in) -> t.mul(logSlope(in.getFirst()))));
  }

  private static Array log(Array z) {
    Array right = z.gt(0);
    Array upper = Np.erfc(Np.where(right, z, 0.0).mul(1 / SQRT2)).mul(-0.5).log1p();
    Array x = Np.where(right, 0.0, z);
    Array scaled = ErrorIntegrals.erfcx(x.mul(-1 / SQRT2)).mul(0.5).log();
    return Np.where(right, upper, x.square().mul(-0.5).add(scaled));
  }

  /** The derivative of {@link #logNdtr}: the density over the probability. */
  static Array logSlope(Array z) {
    Array right = z.gt(0);
    Array x = Np.where(right, 0.0, z);
    Array left = Np.divide(Math.sqrt(2 / Math.PI), ErrorIntegrals.erfcx(x.mul(-1 / SQRT2)));
    Array y = Np.where(right, z, 0.0);
    Array density = y.square().mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI));
    return Np.where(right, density.div(ndtr(y)), left);
  }

  /** The inverse of {@link #ndtr} by Wichura's algorithm AS 241; NaN outside [0, 1]. */
  static Array ndtri(Array p) {
    return CustomDerivative.byArgument(
        "ndtri",
        List.of(p),
        in -> quantile(in.getFirst()),
        List.of((t, x, _) -> t.mul(x.square().mul(0.5).exp()).mul(Math.sqrt(2 * Math.PI))));
  }

  private static Array quantile(Array p) {
    Array q = p.sub(0.5);
    Array centre = q.abs().le(0.425);
    Array c = Np.where(centre, q, 0.0);
    Array r = c.mul(c).neg().add(0.180625);
    Array inner =
        c.mul(Approximation.polynomial(CENTRE_P, r)).div(Approximation.polynomial(CENTRE_Q, r));
    Array smaller = Np.minimum(p, Np.subtract(1, p));
    Array inside = smaller.gt(0).and(centre.not());
    Array s = Np.where(inside, smaller, 0.05).log().neg().sqrt();
    Array near = s.le(5);
    Array n = Np.where(near, s, 5.0).sub(1.6);
    Array f = Np.where(near, 5.0, s).sub(5);
    Array outer =
        Np.where(
            near,
            Approximation.polynomial(NEAR_P, n).div(Approximation.polynomial(NEAR_Q, n)),
            Approximation.polynomial(FAR_P, f).div(Approximation.polynomial(FAR_Q, f)));
    Array edge =
        Np.where(smaller.eq(0), Double.POSITIVE_INFINITY, Np.fullLike(smaller, Double.NaN));
    Array magnitude = Np.where(inside, outer, edge);
    return Np.where(centre, inner, Np.where(q.lt(0), magnitude.neg(), magnitude));
  }
}
