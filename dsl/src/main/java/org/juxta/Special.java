package org.juxta;

import org.juxta.tracer.DType;

/**
 * Special functions of reals beyond NumPy's, as {@code scipy.special} and {@code tfp.math} have
 * them; integers are taken as floats. Accurate relative to the result, also in tails and near
 * zeros, and differentiable. Those that NumPy or every network needs are in {@link Np}: {@link
 * Np#erf}, {@link Np#sigmoid}, {@link Nn#softplus}, {@link Np#xlogy}, {@link Np#logsumexp}.
 */
public final class Special {
  private static final double LOG2 = Math.log(2);

  private Special() {}

  private static Array floats(Array x) {
    return Promotion.to(x, Promotion.inexact(x.dtype()));
  }

  /** The standard normal distribution function. */
  public static Array ndtr(Array x) {
    return NormalFunctions.ndtr(floats(x));
  }

  /** The log of {@link #ndtr}, without underflow in the left tail. */
  public static Array logNdtr(Array x) {
    return NormalFunctions.logNdtr(floats(x));
  }

  /** The inverse of {@link #ndtr}; NaN outside [0, 1]. */
  public static Array ndtri(Array p) {
    return NormalFunctions.ndtri(floats(p));
  }

  /** log(p / (1 - p)), the inverse of {@link Np#sigmoid}; NaN outside [0, 1]. */
  public static Array logit(Array p) {
    Array x = floats(p);
    return x.log().sub(x.neg().log1p());
  }

  /** x log(1 + y), and 0 where x is 0. */
  public static Array xlog1py(Array x, Array y) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), y.type()));
    Array factor = Promotion.to(x, dtype);
    Array other = Promotion.to(y, dtype);
    Array usable = factor.ne(0).or(other.gt(-1).and(other.lt(Double.POSITIVE_INFINITY)));
    return factor.mul(Np.log1p(Np.where(usable, other, Array.scalar(0))));
  }

  /** -x log(x), 0 at 0 with infinite slope, and -inf below: a term of an entropy. */
  public static Array entr(Array x) {
    Array p = floats(x);
    Array none = p.eq(0);
    // The square root is 0 at 0 too, and as steep.
    Array atZero = Np.where(none, p, Array.scalar(1)).sqrt();
    Array safe = Np.where(none.or(p.lt(0)), Array.scalar(1), p);
    Array positive = Np.where(none, atZero, safe.mul(safe.log()).neg());
    return Np.where(p.lt(0), Double.NEGATIVE_INFINITY, positive);
  }

  /** x log(x / y), 0 where x is 0 and y is not negative, inf outside: a term of a divergence. */
  public static Array relEntr(Array x, Array y) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), y.type()));
    Array p = Promotion.to(x, dtype);
    Array q = Promotion.to(y, dtype);
    Array both = p.gt(0).and(q.gt(0));
    Array safeP = Np.where(both, p, Array.scalar(1));
    Array safeQ = Np.where(both, q, Array.scalar(1));
    Array inside = safeP.mul(logRatio(safeP, safeQ));
    Array none = p.eq(0).and(q.ge(0));
    Array outside = Np.where(none, Array.scalar(0), Array.scalar(Double.POSITIVE_INFINITY));
    Array unknown = Np.isnan(p).or(Np.isnan(q));
    return Np.where(unknown, p.add(q), Np.where(both, inside, outside));
  }

  /** log(p / q) without overflow of the ratio, and without cancellation where the two are close. */
  private static Array logRatio(Array p, Array q) {
    Array excess = p.sub(q).div(q);
    Array close = excess.abs().lt(0.5);
    Array near = Np.log1p(Np.where(close, excess, Array.scalar(0)));
    return Np.where(close, near, p.log().sub(q.log()));
  }

  /** x log(x / y) - x + y, y where x is 0, inf outside: a term of a divergence of measures. */
  public static Array klDiv(Array x, Array y) {
    Array entropy = relEntr(x, y);
    Array finite = Np.isfinite(entropy);
    Array safe = Np.where(finite, entropy, Array.scalar(0));
    return Np.where(finite, safe.sub(x).add(y), entropy);
  }

  /** log(exp(x) - 1) for positive x: the inverse of {@link Nn#softplus}. */
  public static Array softplusInverse(Array x) {
    Array y = floats(x);
    return y.add(log1mexp(y));
  }

  /** log(1 - exp(-|x|)) (Mächler 2012). */
  public static Array log1mexp(Array x) {
    Array size = floats(x).abs();
    Array near = size.lt(LOG2);
    Array small = Np.where(near, size, Array.scalar(LOG2));
    Array large = Np.where(near, Array.scalar(LOG2), size);
    return Np.where(near, small.neg().expm1().neg().log(), large.neg().exp().neg().log1p());
  }

  /** log(cosh(x)), without overflow and exact near 0. */
  public static Array logcosh(Array x) {
    Array y = floats(x);
    Array near = y.abs().lt(1);
    Array sinh = Np.where(near, y, Array.scalar(0)).sinh();
    Array far = Np.where(near, Array.scalar(1), y).abs();
    Array outer = far.add(far.mul(-2).exp().log1p()).sub(LOG2);
    return Np.where(near, sinh.mul(sinh).log1p().mul(0.5), outer);
  }
}
