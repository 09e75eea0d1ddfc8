package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;

/** The hypergeometric functions 1F1 and 2F1 of reals, by series after transformations. */
final class Hypergeometric {
  private static final int STEPS = 20_000;

  private Hypergeometric() {}

  /** 1F1(a; b; x). */
  static Array hyp1f1(Array a, Array b, Array x) {
    return CustomDerivative.byArgument(
        "hyp1f1",
        List.of(a, b, x),
        in -> confluent(in.get(0), in.get(1), in.get(2)),
        List.of(
            (t, _, _) -> t.mul(Double.NaN),
            (t, _, _) -> t.mul(Double.NaN),
            (t, _, in) -> {
              Array next = hyp1f1(in.get(0).add(1), in.get(1).add(1), in.get(2));
              return t.mul(next.mul(in.get(0)).div(in.get(1)));
            }));
  }

  /** For negative x by Kummer's transformation, whose terms do not cancel. */
  private static Array confluent(Array a, Array b, Array x) {
    Array left = x.lt(0);
    Array first = Np.where(left, b.sub(a), a);
    Array y = x.abs();
    Array far = y.gt(Np.maximum(first.abs(), b.abs()).mul(4).add(100));
    Array near = Np.isfinite(y).and(far.not());
    Array series = sum(first, Np.zerosLike(b), b, Np.where(near, y, 0), near, true);
    Array log = Np.where(near, Array.scalar(0.0), growth(first, b, Np.where(far, y, 1000)));
    Array sign = GammaFunctions.gammasgn(b).mul(GammaFunctions.gammasgn(first));
    // One exponential in all, so that its growth and exp(x) cancel before they overflow.
    Array outer = Np.where(left, log.sub(y), log).exp().mul(sign);
    Array big = outer.mul(asymptotic(first, b, Np.where(far, y, 1000)));
    Array small = Np.where(left, y.neg().exp().mul(series), series);
    Array poles = b.le(0).and(b.eq(b.floor()));
    Array one = a.eq(0).or(x.eq(0));
    Array value = Np.where(one, 1, Np.where(far, big, small));
    return Np.where(poles, Double.POSITIVE_INFINITY, Np.where(Np.isnan(x), x, value));
  }

  /** The log of Γ(b) / Γ(a) x^(a - b) exp(x). */
  private static Array growth(Array a, Array b, Array x) {
    Array ratio = GammaFunctions.gammaln(b).sub(GammaFunctions.gammaln(a));
    return ratio.add(a.sub(b).mul(x.log())).add(x);
  }

  /** Σ (b - a)_k (1 - a)_k / (k! x^k), DLMF 13.7.2. */
  private static Array asymptotic(Array a, Array b, Array x) {
    Array term = Np.onesLike(x);
    Array sum = term;
    for (int k = 0; k < 24; k++) {
      Array above = b.sub(a).add(k).mul(Np.subtract(1.0 + k, a));
      term = term.mul(above).div(x.mul(k + 1.0));
      sum = sum.add(term);
    }
    return sum;
  }

  /** Σ (a)_k (b)_k / (c)_k x^k / k!, without (b)_k if {@code confluent}. */
  private static Array sum(Array a, Array b, Array c, Array x, Array used, boolean confluent) {
    double epsilon = Lanes.epsilon(x.dtype());
    Array one = Np.onesLike(x);
    List<Array> last =
        Lanes.loop(
            used,
            STEPS,
            x.dtype(),
            List.of(one, one),
            (n, s) -> {
              Array k = n.sub(1);
              Array above = confluent ? a.add(k) : a.add(k).mul(b.add(k));
              Array term = s.get(0).mul(above).mul(x).div(c.add(k).mul(n));
              Array sum = s.get(1).add(term);
              return new Lanes.Next(List.of(term, sum), term.abs().gt(sum.abs().mul(epsilon)));
            });
    return last.get(1);
  }

  /** 2F1(a, b; c; x) of x up to 1. */
  static Array hyp2f1(Array a, Array b, Array c, Array x) {
    return CustomDerivative.byArgument(
        "hyp2f1",
        List.of(a, b, c, x),
        in -> gauss(in.get(0), in.get(1), in.get(2), in.get(3)),
        List.of(
            (t, _, _) -> t.mul(Double.NaN),
            (t, _, _) -> t.mul(Double.NaN),
            (t, _, _) -> t.mul(Double.NaN),
            (t, _, in) -> {
              Array p = in.get(0);
              Array q = in.get(1);
              Array next = hyp2f1(p.add(1), q.add(1), in.get(2).add(1), in.get(3));
              return t.mul(next.mul(p.mul(q)).div(in.get(2)));
            }));
  }

  /** For negative x by Pfaff's transformation; close to 1 by that to 1 - x. */
  private static Array gauss(Array a, Array b, Array c, Array x) {
    Array left = x.lt(0);
    Array inside = x.lt(1).and(x.gt(Double.NEGATIVE_INFINITY));
    Array z = Np.where(inside, x, 0);
    Array y = Np.where(left, z.div(z.sub(1)), z);
    Array q = Np.where(left, c.sub(b), b);
    Array rest = c.sub(a).sub(q);
    Array apart = rest.sub(rest.round()).abs().gt(1e-3);
    Array close = y.gt(0.9).and(apart);
    Array direct = sum(a, q, c, Np.where(close, 0, y), inside.and(close.not()), false);
    Array d = Np.where(close, rest, 0.5);
    Array turned = connected(a, q, c, d, Np.where(close, Np.subtract(1, y), 0), close);
    Array core = Np.where(close, turned, direct);
    Array value = Np.where(left, z.neg().log1p().mul(a).neg().exp().mul(core), core);
    Array ends =
        Np.where(
            rest.gt(0), atOne(a, q, c, Np.where(rest.gt(0), rest, 1)), Double.POSITIVE_INFINITY);
    Array end = Np.where(x.eq(1), ends, Np.fullLike(x, Double.POSITIVE_INFINITY));
    Array poles = c.le(0).and(c.eq(c.floor()));
    Array known = Np.where(inside, value, end);
    Array one = x.eq(0).or(a.eq(0)).or(b.eq(0));
    Array regular = Np.where(one, 1, Np.where(poles, Double.POSITIVE_INFINITY, known));
    return Np.where(Np.isnan(x), x, regular);
  }

  /** Γ(c) Γ(c - a - b) / (Γ(c - a) Γ(c - b)), with d = c - a - b. */
  private static Array atOne(Array a, Array b, Array c, Array d) {
    return gammas(c, d, c.sub(a), c.sub(b));
  }

  /** Γ(p) Γ(q) / (Γ(r) Γ(s)), 0 where only the denominator is infinite. */
  private static Array gammas(Array p, Array q, Array r, Array s) {
    Array log =
        GammaFunctions.gammaln(p)
            .add(GammaFunctions.gammaln(q))
            .sub(GammaFunctions.gammaln(r))
            .sub(GammaFunctions.gammaln(s));
    Array sign =
        GammaFunctions.gammasgn(p)
            .mul(GammaFunctions.gammasgn(q))
            .mul(GammaFunctions.gammasgn(r))
            .mul(GammaFunctions.gammasgn(s));
    Array pole = r.le(0).and(r.eq(r.floor())).or(s.le(0).and(s.eq(s.floor())));
    return Np.where(pole, 0, log.exp().mul(sign));
  }

  /** DLMF 15.8.4, of w = 1 - x and d = c - a - b. */
  private static Array connected(Array a, Array b, Array c, Array d, Array w, Array used) {
    Array first =
        sum(a, b, Np.subtract(1, d), w, used, false).mul(gammas(c, d, c.sub(a), c.sub(b)));
    Array second = sum(c.sub(a), c.sub(b), d.add(1), w, used, false);
    Array power = Np.where(w.gt(0), w, 1).log().mul(d).exp();
    return first.add(second.mul(power).mul(gammas(c, d.neg(), a, b)));
  }
}
