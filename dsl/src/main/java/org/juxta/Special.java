package org.juxta;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.Arrays;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.ShapeException;

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

  /** {@code value}, exactly 0 (not -0) under a condition, with its derivatives there as well. */
  static Array zeroWhere(Array condition, Array value) {
    return Np.where(condition, value.sub(Lax.stopGradient(value)), value);
  }

  /** As floats of one type, F32 for narrower ones, and one shape. */
  static List<Array> together(Array... x) {
    DType common = Promotion.inexact(Promotion.common(List.of(x)));
    DType dtype = common.bytes() < DType.F32.bytes() ? DType.F32 : common;
    return Np.broadcastArrays(
        Arrays.stream(x).map(a -> Promotion.to(a, dtype)).toArray(Array[]::new));
  }

  // ---- Normal distribution ----

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

  /** The x with {@link #logNdtr} {@code (x) = y}, for y &lt;= 0. As SciPy's {@code ndtri_exp}. */
  public static Array ndtriExp(Array y) {
    return ErrorIntegrals.ndtriExp(floats(y));
  }

  // ---- Error function ----

  /** exp(x²) erfc(x), which does not underflow; infinite left of about -26. */
  public static Array erfcx(Array x) {
    return ErrorIntegrals.erfcx(floats(x));
  }

  /** The inverse of {@link Np#erfc}: inf at 0, -inf at 2, NaN outside. */
  public static Array erfcinv(Array p) {
    return ErrorIntegrals.erfcinv(floats(p));
  }

  /** The log of {@link Np#erfc}, without underflow. As {@code tfp.math.logerfc}. */
  public static Array logErfc(Array x) {
    return NormalFunctions.logNdtr(floats(x).mul(-Math.sqrt(2))).add(LOG2);
  }

  /** The log of {@link #erfcx}, without overflow. As {@code tfp.math.logerfcx}. */
  public static Array logErfcx(Array x) {
    Array y = floats(x);
    Array left = y.lt(0);
    Array below = logErfc(Np.where(left, y, 0)).add(y.square());
    return Np.where(left, below, erfcx(Np.where(left, Array.scalar(0), y)).log());
  }

  /** Dawson's integral exp(-x²) ∫ exp(t²) dt from 0 to x. */
  public static Array dawsn(Array x) {
    return ErrorIntegrals.dawsn(floats(x));
  }

  /**
   * Owen's T: the probability that X &gt; h and 0 &lt; Y &lt; a X of independent standard normal X
   * and Y.
   */
  public static Array owensT(Array h, Array a) {
    List<Array> both = together(h, a);
    return ErrorIntegrals.owensT(both.get(0), both.get(1));
  }

  // ---- Gamma function ----

  /**
   * Γ(x): inf at 0 (-inf at -0.0), NaN at -1, -2, …; exact at integers while those are.
   *
   * {@snippet class="org.juxta.tests.snippets.SpecialSnippets" region="gamma"}
   */
  public static Array gamma(Array x) {
    return GammaFunctions.gamma(floats(x));
  }

  /** log |Γ(x)|: inf at 0, -1, -2, … and at both infinities. {@code lgamma} in {@code jax.lax}. */
  public static Array gammaln(Array x) {
    return GammaFunctions.gammaln(floats(x));
  }

  /** log Γ(x) where that is real: {@link #gammaln}, and NaN where x &lt; 0. */
  public static Array loggamma(Array x) {
    Array y = floats(x);
    return Np.where(y.lt(0), Double.NaN, gammaln(y));
  }

  /** The sign of Γ(x): 1 or -1, and NaN at -1, -2, … */
  public static Array gammasgn(Array x) {
    return GammaFunctions.gammasgn(floats(x));
  }

  /** x! = Γ(x + 1), and 0 where x &lt; 0. As {@code scipy.special.factorial}. */
  public static Array factorial(Array x) {
    Array y = floats(x);
    Array negative = y.lt(0);
    return Np.where(
        negative, Array.scalar(0), gamma(Np.where(negative, Array.scalar(0), y).add(1)));
  }

  /** The derivative of {@link #gammaln}: -inf at 0 and NaN at -1, -2, … */
  public static Array digamma(Array x) {
    return GammaFunctions.digamma(floats(x));
  }

  /**
   * The derivative of order n of {@link #digamma}; n is a whole number of at least 0, else the
   * result is NaN, as is its derivative by n.
   */
  public static Array polygamma(Array n, Array x) {
    List<Array> both = together(n, x);
    return Zeta.polygamma(both.get(0), both.get(1));
  }

  /** {@link #polygamma(Array, Array)} of one order. */
  public static Array polygamma(int n, Array x) {
    return Zeta.polygamma(n, floats(x));
  }

  /** The log of the multivariate gamma function of dimension d, of a &gt; (d - 1) / 2. */
  public static Array multigammaln(Array a, int d) {
    if (d < 1) {
      throw new ShapeException("multigammaln: the dimension must be at least 1, not " + d);
    }
    Array x = floats(a);
    Array sum = gammaln(x);
    for (int j = 1; j < d; j++) {
      sum = sum.add(gammaln(x.sub(0.5 * j)));
    }
    return sum.add(0.25 * d * (d - 1) * Math.log(Math.PI));
  }

  /** Γ(z + m) / Γ(z). */
  public static Array poch(Array z, Array m) {
    List<Array> both = together(z, m);
    return BetaFunctions.poch(both.get(0), both.get(1));
  }

  /** log |Γ(y) / Γ(x + y)| without cancellation where y is large. As TFP's. */
  public static Array logGammaDifference(Array x, Array y) {
    List<Array> both = together(x, y);
    return BetaFunctions.logGammaDifference(both.get(0), both.get(1));
  }

  // ---- Beta function ----

  /** B(a, b) = Γ(a) Γ(b) / Γ(a + b). */
  public static Array beta(Array a, Array b) {
    List<Array> both = together(a, b);
    return BetaFunctions.beta(both.get(0), both.get(1));
  }

  /** log |B(a, b)|, without cancellation where an argument is large. {@code lbeta} in TFP. */
  public static Array betaln(Array a, Array b) {
    List<Array> both = together(a, b);
    return BetaFunctions.betaln(both.get(0), both.get(1));
  }

  /** The number of ways to choose k of n without repetition; 0 outside 0 &lt;= k &lt;= n. */
  public static Array comb(Array n, Array k) {
    List<Array> both = together(n, k);
    return BetaFunctions.comb(both.get(0), both.get(1));
  }

  /** The number of ways to choose k of n with repetition. */
  public static Array combWithRepetition(Array n, Array k) {
    List<Array> both = together(n, k);
    Array one = both.get(1).eq(0).and(both.get(0).ge(0));
    Array ways = BetaFunctions.comb(both.get(0).add(both.get(1)).sub(1), both.get(1));
    return Np.where(one, Array.scalar(1), ways);
  }

  // ---- Incomplete gamma and beta functions ----

  /**
   * The regularised lower incomplete gamma function P(a, x), a probability of the gamma
   * distribution; NaN where a or x is negative. {@code igamma} in {@code jax.lax}. Differentiable
   * to any order in both arguments.
   *
   * {@snippet class="org.juxta.tests.snippets.SpecialSnippets" region="gammainc"}
   */
  public static Array gammainc(Array a, Array x) {
    return IncompleteGamma.lower(a, x);
  }

  /** The upper one Q(a, x) = 1 - P(a, x), exact in its tail. {@code igammac} in {@code jax.lax}. */
  public static Array gammaincc(Array a, Array x) {
    return IncompleteGamma.upper(a, x);
  }

  /** The derivative of {@link #gammainc} by a. As {@code jax.lax.igamma_grad_a}. */
  public static Array gammaincGradA(Array a, Array x) {
    return IncompleteGamma.byShape(a, x);
  }

  /**
   * The derivative by the shape a of a draw x from the gamma distribution of scale 1: implicit
   * reparameterisation (Figurnov et al. 2018). As {@code jax.lax.random_gamma_grad}.
   */
  public static Array randomGammaGrad(Array a, Array x) {
    return IncompleteGamma.ofSample(a, x);
  }

  /** The x with {@link #gammainc} {@code (a, x) = p}; NaN for p outside [0, 1]. */
  public static Array gammaincinv(Array a, Array p) {
    return InverseIncomplete.gamma(false, a, p);
  }

  /** The x with {@link #gammaincc} {@code (a, x) = q}; NaN for q outside [0, 1]. */
  public static Array gammainccinv(Array a, Array q) {
    return InverseIncomplete.gamma(true, a, q);
  }

  /**
   * The regularised incomplete beta function I_x(a, b), the probability below x of the beta
   * distribution; NaN for negative a or b or x outside [0, 1]. Differentiable to any order in all
   * arguments.
   */
  public static Array betainc(Array a, Array b, Array x) {
    return IncompleteBeta.of(a, b, x);
  }

  /** The x with {@link #betainc} {@code (a, b, x) = p}; NaN for p outside [0, 1]. */
  public static Array betaincinv(Array a, Array b, Array p) {
    return InverseIncomplete.beta(a, b, p);
  }

  // ---- Zeta function ----

  /**
   * Hurwitz's zeta function Σ (q + k)^-s over k &gt;= 0: inf at s = 1 and at poles q, NaN for s
   * &lt; 1, and for negative q of s that are no integers.
   */
  public static Array zeta(Array s, Array q) {
    List<Array> both = together(s, q);
    return Zeta.zeta(both.get(0), both.get(1));
  }

  /** Riemann's zeta function of s &gt;= 1. */
  public static Array zeta(Array s) {
    Array x = floats(s);
    return Zeta.zeta(x, Np.onesLike(x));
  }

  /**
   * The Bernoulli numbers B(0) to B(n), with B(1) = -1/2.
   *
   * @throws ShapeException if n is negative
   */
  public static Array bernoulli(int n, DType dtype) {
    if (n < 0) {
      throw new ShapeException("bernoulli(n) needs n >= 0, not " + n);
    }
    return Np.array(Zeta.bernoulli(n)).astype(dtype);
  }

  // ---- Bessel functions ----

  /** The modified Bessel function of the first kind of order 0. */
  public static Array i0(Array x) {
    return BesselFunctions.i0(floats(x));
  }

  /** exp(-|x|) {@link #i0}{@code (x)}. {@code bessel_i0e} in {@code jax.lax}. */
  public static Array i0e(Array x) {
    return BesselFunctions.i0e(floats(x));
  }

  /** The modified Bessel function of the first kind of order 1. */
  public static Array i1(Array x) {
    return BesselFunctions.i1(floats(x));
  }

  /** exp(-|x|) {@link #i1}{@code (x)}. {@code bessel_i1e} in {@code jax.lax}. */
  public static Array i1e(Array x) {
    return BesselFunctions.i1e(floats(x));
  }

  /**
   * The modified Bessel function of the first kind of real order v, times exp(-x), of x &gt;= 0.
   * Its derivative by v is not defined here: NaN. As {@code tfp.math.bessel_ive}.
   */
  public static Array ive(Array v, Array x) {
    List<Array> both = together(v, x);
    return BesselOfRealOrder.ive(both.get(0), both.get(1));
  }

  /** The modified Bessel function of the second kind, times exp(x); see {@link #ive}. */
  public static Array kve(Array v, Array x) {
    List<Array> both = together(v, x);
    return BesselOfRealOrder.kve(both.get(0), both.get(1));
  }

  /** The log of {@link #ive} of order |v|, without underflow. */
  public static Array logIve(Array v, Array x) {
    List<Array> both = together(v, x);
    return BesselOfRealOrder.logIve(both.get(0), both.get(1));
  }

  /** The log of {@link #kve}, without overflow. */
  public static Array logKve(Array v, Array x) {
    List<Array> both = together(v, x);
    return BesselOfRealOrder.logKve(both.get(0), both.get(1));
  }

  /**
   * The Bessel functions of the first kind J of the orders 0 to {@code order}, stacked along a new
   * first axis, by recurrence downwards from order {@code steps}, which has to be well above both
   * |x| and {@code order}. As {@code jax.scipy.special.bessel_jn}, where it is 50.
   */
  public static Array besselJn(Array x, int order, int steps) {
    return BesselFunctions.bessel(floats(x), order, steps);
  }

  // ---- Exponential and trigonometric integrals ----

  /** E1(x) = ∫ exp(-t) / t dt from x on; inf at 0, NaN left of it. */
  public static Array exp1(Array x) {
    return ExponentialIntegrals.exp1(floats(x));
  }

  /** Ei(x), the principal value of ∫ exp(t) / t dt up to x; -inf at 0. */
  public static Array expi(Array x) {
    return ExponentialIntegrals.expi(floats(x));
  }

  /** E_n(x) = ∫ exp(-x t) / t^n dt from 1 on, of whole n &gt;= 0 and x &gt;= 0. */
  public static Array expn(Array n, Array x) {
    List<Array> both = together(n, x);
    return ExponentialIntegrals.expn(both.get(0), both.get(1));
  }

  /** The sine integral ∫ sin(t) / t dt from 0 to x. */
  public static Array si(Array x) {
    return TrigonometricIntegrals.si(floats(x));
  }

  /** The cosine integral γ + log |x| + ∫ (cos(t) - 1) / t dt from 0 to x. */
  public static Array ci(Array x) {
    return TrigonometricIntegrals.ci(floats(x));
  }

  /** {@link #si} and {@link #ci}. As {@code scipy.special.sici}. */
  public static Tuple2<Array, Array> sici(Array x) {
    return Tuple.of(si(x), ci(x));
  }

  /** The Fresnel integrals ∫ sin(π t² / 2) dt and ∫ cos(π t² / 2) dt from 0 to x. */
  public static Tuple2<Array, Array> fresnel(Array x) {
    Array y = floats(x);
    return Tuple.of(TrigonometricIntegrals.fresnelS(y), TrigonometricIntegrals.fresnelC(y));
  }

  /** The dilogarithm Li2(1 - z) of z &gt;= 0, as SciPy defines it; NaN left of 0. */
  public static Array spence(Array z) {
    return TrigonometricIntegrals.spence(floats(z));
  }

  // ---- Hypergeometric functions ----

  /**
   * Kummer's function 1F1(a; b; x). Its derivatives by a and b are not defined here: NaN. As {@code
   * scipy.special.hyp1f1}.
   */
  public static Array hyp1f1(Array a, Array b, Array x) {
    List<Array> all = together(a, b, x);
    return Hypergeometric.hyp1f1(all.get(0), all.get(1), all.get(2));
  }

  /**
   * Gauss's function 2F1(a, b; c; x), inf for x &gt; 1. Its derivatives by a, b and c are not
   * defined here: NaN. As {@code scipy.special.hyp2f1}.
   */
  public static Array hyp2f1(Array a, Array b, Array c, Array x) {
    List<Array> all = together(a, b, c, x);
    return Hypergeometric.hyp2f1(all.get(0), all.get(1), all.get(2), all.get(3));
  }

  // ---- Logarithms, entropies and powers ----

  /** The principal branch of Lambert's W, with w exp(w) = x; NaN left of -1/e. */
  public static Array lambertw(Array x) {
    return LambertW.of(floats(x));
  }

  /** (x^λ - 1) / λ, and log(x) where λ = 0; smooth in λ. */
  public static Array boxcox(Array x, Array lambda) {
    List<Array> both = together(x, lambda);
    return powerOf(both.get(0).log(), both.get(1));
  }

  /** {@link #boxcox} of 1 + x, exact near 0. */
  public static Array boxcox1p(Array x, Array lambda) {
    List<Array> both = together(x, lambda);
    return powerOf(both.get(0).log1p(), both.get(1));
  }

  /** (exp(λ y) - 1) / λ: y times a power series where λ y is small. */
  private static Array powerOf(Array y, Array lambda) {
    Array none = lambda.eq(0);
    Array z = Np.where(none, Array.scalar(0), y.mul(lambda));
    Array near = z.abs().lt(0.5);
    double[] series = new double[17];
    double term = 1;
    for (int k = 0; k < series.length; k++) {
      series[k] = term;
      term /= k + 2;
    }
    Array usable = Np.where(near, y.mul(lambda), Array.scalar(0));
    Array safe = Np.where(none, Array.scalar(0), usable);
    Array close = y.mul(Approximation.polynomial(series, safe));
    Array far = Np.where(near, Array.scalar(1), z).expm1();
    return Np.where(near, close, far.div(Np.where(none, Array.scalar(1), lambda)));
  }

  /** log(1 + x²), without overflow of the square. As {@code tfp.math.log1psquare}. */
  public static Array log1psquare(Array x) {
    Array y = floats(x).abs();
    Array large = y.gt(y.dtype() == DType.F64 ? 1e10 : 1e5);
    Array near = Np.where(large, Array.scalar(0), y).square().log1p();
    return Np.where(large, Np.where(large, y, Array.scalar(1)).log().mul(2), near);
  }

  /** √(1 + x) - 1, exact near 0. As {@code tfp.math.sqrt1pm1}. */
  public static Array sqrt1pm1(Array x) {
    Array y = floats(x);
    Array root = y.add(1).sqrt();
    Array infinite = y.eq(Double.POSITIVE_INFINITY);
    return Np.where(infinite, y, Np.where(infinite, Array.scalar(0), y).div(root.add(1)));
  }

  /** log |exp(x) - exp(y)| without overflow. As {@code tfp.math.log_sub_exp}. */
  public static Array logSubExp(Array x, Array y) {
    List<Array> both = together(x, y);
    Array more = Np.maximum(both.get(0), both.get(1));
    return more.add(log1mexp(both.get(0).sub(both.get(1))));
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
    Array defined = other.gt(-1).and(other.lt(Double.POSITIVE_INFINITY)).or(Np.isnan(other));
    Array usable = factor.ne(0).or(defined);
    Array product = factor.mul(Np.log1p(Np.where(usable, other, Array.scalar(0))));
    return zeroWhere(factor.eq(0), product);
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
    Array endless = p.eq(Double.POSITIVE_INFINITY);
    Array close = p.div(2).lt(q).and(q.div(2).lt(p)).and(endless.not());
    Array base = Np.where(close, q, Array.scalar(1));
    Array near = Np.log1p(Np.where(close, p, Array.scalar(1)).sub(base).div(base));
    Array logP = Np.where(endless, p, Np.where(endless, Array.scalar(1), p).log());
    return Np.where(close, near, logP.sub(q.log()));
  }

  /** x log(x / y) - x + y, y where x is 0, inf outside: a term of a divergence of measures. */
  public static Array klDiv(Array x, Array y) {
    Array entropy = relEntr(x, y);
    Array outside = entropy.eq(Double.POSITIVE_INFINITY).and(x.gt(0).and(y.gt(0)).not());
    Array safe = Np.where(outside, Array.scalar(0), entropy);
    return Np.where(outside, entropy, safe.sub(x).add(y));
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
