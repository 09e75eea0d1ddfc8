package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;

/** Ratios of gamma functions, with logarithms that do not cancel where arguments are large. */
final class BetaFunctions {
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private BetaFunctions() {}

  /** log |B(a, b)|. */
  static Array betaln(Array a, Array b) {
    return CustomDerivative.byArgument(
        "betaln",
        List.of(a, b),
        in -> logBeta(in.get(0), in.get(1)),
        List.of(
            (t, _, in) -> t.mul(GammaFunctions.digammaDifference(in.get(0), in.get(1))),
            (t, _, in) -> t.mul(GammaFunctions.digammaDifference(in.get(1), in.get(0)))));
  }

  private static Array logBeta(Array a, Array b) {
    Array less = Np.minimum(a, b);
    Array more = Np.maximum(a, b);
    Array both = less.ge(GammaFunctions.LARGE);
    Array three = Array.scalar(GammaFunctions.LARGE);
    Array large = ofLarge(Np.where(both, less, three), Np.where(both, more, three));
    Array other = GammaFunctions.gammaln(less).add(gammaRatio(less, more));
    Array value = Np.where(both, large, other);
    Array infinite = more.eq(Double.POSITIVE_INFINITY).and(less.gt(0));
    return Np.where(infinite, Double.NEGATIVE_INFINITY, value);
  }

  /** Of 3 &lt;= a &lt;= b (Didonato and Morris 1992, section 4). */
  private static Array ofLarge(Array a, Array b) {
    Array ratio = a.div(b);
    Array main = a.sub(0.5).mul(ratio.div(ratio.add(1)).log());
    return main.sub(b.mul(ratio.log1p()))
        .sub(b.log().mul(0.5))
        .add(HALF_LOG_TWO_PI)
        .add(correction(a, b));
  }

  /** What Stirling's formula leaves of log B(a, b), of a, b from 3 on. */
  static Array correction(Array a, Array b) {
    return GammaFunctions.stirling(a)
        .add(GammaFunctions.stirling(b))
        .sub(GammaFunctions.stirling(a.add(b)));
  }

  /** log(Γ(b) / Γ(a + b)) in absolute values. */
  static Array gammaRatio(Array a, Array b) {
    Array large = b.ge(GammaFunctions.LARGE).and(a.add(b).ge(GammaFunctions.LARGE));
    Array p = Np.where(large, a, 1);
    Array q = Np.where(large, b, GammaFunctions.LARGE);
    Array sum = p.add(q);
    Array main = q.add(p).sub(0.5).mul(p.div(q).log1p()).add(p.mul(q.log().sub(1))).neg();
    Array far = main.add(GammaFunctions.stirling(q)).sub(GammaFunctions.stirling(sum));
    Array near = GammaFunctions.gammaln(b).sub(GammaFunctions.gammaln(a.add(b)));
    return Np.where(large, far, near);
  }

  /** log(Γ(b) / Γ(a + b)) with its derivatives. */
  static Array logGammaDifference(Array a, Array b) {
    return CustomDerivative.byArgument(
        "log_gamma_difference",
        List.of(a, b),
        in -> gammaRatio(in.get(0), in.get(1)),
        List.of(
            (t, _, in) -> t.mul(GammaFunctions.digamma(in.get(0).add(in.get(1)))).neg(),
            (t, _, in) -> t.mul(GammaFunctions.digammaDifference(in.get(1), in.get(0)))));
  }

  /** B(a, b). */
  static Array beta(Array a, Array b) {
    Array sign =
        GammaFunctions.gammasgn(a)
            .mul(GammaFunctions.gammasgn(b))
            .mul(GammaFunctions.gammasgn(a.add(b)));
    return betaln(a, b).exp().mul(sign);
  }

  /** Γ(z + m) / Γ(z). */
  static Array poch(Array z, Array m) {
    Array sign = GammaFunctions.gammasgn(z.add(m)).mul(GammaFunctions.gammasgn(z));
    Array size = logGammaDifference(m, z).neg().exp();
    Array value = Np.where(m.eq(0), size, size.mul(sign));
    Array poles = z.le(0).and(z.eq(z.floor()));
    Array sum = z.add(m);
    Array past = poles.and(sum.gt(0).or(sum.ne(sum.floor())));
    return Np.where(past, 0, Np.where(poles, betweenPoles(z, m), value));
  }

  /** Γ(z + m) / Γ(z) where both are infinite: (-1)^m Γ(1 - z) / Γ(1 - z - m). */
  private static Array betweenPoles(Array z, Array m) {
    Array first = Np.subtract(1, z);
    Array second = first.sub(m);
    Array usable = first.gt(0).and(second.gt(0));
    Array p = Np.where(usable, first, 1);
    Array q = Np.where(usable, second, 1);
    Array size = GammaFunctions.gammaln(p).sub(GammaFunctions.gammaln(q)).exp();
    Array even = m.mul(0.5).floor().mul(2).eq(m);
    Array signed = Np.where(even, size, size.neg());
    return GammaFunctions.wholeIf(usable.and(m.ge(0)), size).mul(signed.sign());
  }

  /** The number of ways to choose k of n; 0 where there is none. */
  static Array comb(Array n, Array k) {
    Array some = k.ge(0).and(n.ge(0)).and(k.le(n));
    Array all = Np.where(some, n, 2);
    Array taken = Np.where(some, k, 1);
    Array log = all.add(1).log().add(betaln(all.sub(taken).add(1), taken.add(1))).neg();
    Array whole = all.eq(all.floor()).and(taken.eq(taken.floor()));
    Array ways = log.exp();
    Array exact = Lax.stopGradient(GammaFunctions.wholeIf(whole, ways).sub(ways));
    return Np.where(some, ways.add(exact), 0);
  }
}
