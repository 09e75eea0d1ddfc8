package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;

/**
 * The inverses of the incomplete gamma and beta functions. The logarithm of either tail's
 * probability is concave in log(x), or in log(x / (1 - x)) for the beta function, so that Newton's
 * iteration on the smaller tail converges from anywhere.
 */
final class InverseIncomplete {
  private static final int STEPS = 100;

  private InverseIncomplete() {}

  /** The x with P(a, x) = p, or with Q(a, x) = p. */
  static Array gamma(boolean upper, Array a, Array p) {
    List<Array> both = Special.together(a, p);
    return CustomDerivative.byArgument(
        upper ? "gammainccinv" : "gammaincinv",
        both,
        in -> gammaQuantile(upper, in.get(0), in.get(1)),
        List.of(
            (t, y, in) -> {
              Array slope = IncompleteGamma.byShape(in.get(0), y);
              return t.mul(slope.div(IncompleteGamma.density(0, in.get(0), y))).neg();
            },
            (t, y, in) -> {
              Array slope = t.div(IncompleteGamma.density(0, in.get(0), y));
              return upper ? slope.neg() : slope;
            }));
  }

  private static Array gammaQuantile(boolean upper, Array a, Array p) {
    Array inside = a.gt(0).and(Np.isfinite(a)).and(p.gt(0)).and(p.lt(1));
    Array shape = Np.where(inside, a, 1);
    Array given = Np.where(inside, p, 0.5);
    Array small = given.le(0.5);
    Array tail = Np.where(small, given, Np.subtract(1, given));
    // Whether the smaller tail is the one on the right.
    Array right = upper ? small : small.not();
    Array log = tail.log();
    Array at =
        newton(
            inside,
            gammaStart(shape, tail, right),
            u -> {
              Array x = u.exp();
              var both = IncompleteGamma.regularized(shape, x);
              Array now = Np.where(right, both.upper(), both.lower()).log();
              Array slope = IncompleteGamma.logDensityTimesX(shape, x).sub(now).exp();
              Array step = log.sub(now).div(slope);
              return Np.where(right, step.neg(), step);
            });
    Array known = a.gt(0).and(p.ge(0)).and(p.le(1));
    Array low = upper ? p.eq(1) : p.eq(0);
    Array end = Np.where(low, Np.zerosLike(p), Np.fullLike(p, Double.POSITIVE_INFINITY));
    return Np.where(known.not(), Double.NaN, Np.where(inside, at.exp(), end));
  }

  /** log(x) by Wilson and Hilferty's approximation, or what small shapes are like. */
  private static Array gammaStart(Array a, Array tail, Array right) {
    Array logTail = tail.log();
    Array low = logTail.add(GammaFunctions.gammaln(a.add(1))).div(a);
    Array z = NormalFunctions.ndtri(tail);
    Array sigma = Np.divide(1, a.sqrt().mul(3));
    Array root = Np.subtract(1, Np.divide(1, a.mul(9))).add(Np.where(right, z.neg(), z).mul(sigma));
    Array usable = root.gt(0.1).and(a.gt(1));
    Array normal = Np.where(usable, root, 1).log().mul(3).add(a.log());
    Array left = Np.where(usable, Np.maximum(low, normal), low);
    Array s = Np.minimum(a, 1);
    Array share = s.mul(s.mul(0.12).add(0.253));
    Array far = Np.subtract(1, tail.div(share).log());
    Array near = Np.subtract(1, tail).div(Np.subtract(1, share)).log().div(s);
    Array steep = Np.where(tail.lt(share), Np.maximum(far, 0.1).log(), near);
    return Np.where(right, Np.where(usable, normal, steep), left);
  }

  /** The x with I_x(a, b) = p. */
  static Array beta(Array a, Array b, Array p) {
    List<Array> all = Special.together(a, b, p);
    return CustomDerivative.byArgument(
        "betaincinv",
        all,
        in -> betaQuantile(in.get(0), in.get(1), in.get(2)),
        List.of(
            (t, y, in) -> byShape(t, 1, 0, y, in),
            (t, y, in) -> byShape(t, 0, 1, y, in),
            (t, y, in) -> t.div(IncompleteBeta.density(0, 0, in.get(0), in.get(1), y))));
  }

  private static Array byShape(Array t, int first, int second, Array y, List<Array> in) {
    Array slope = IncompleteBeta.derivative(first, second, in.get(0), in.get(1), y);
    return t.mul(slope.div(IncompleteBeta.density(0, 0, in.get(0), in.get(1), y))).neg();
  }

  private static Array betaQuantile(Array a, Array b, Array p) {
    Array inside =
        a.gt(0).and(b.gt(0)).and(Np.isfinite(a)).and(Np.isfinite(b)).and(p.gt(0)).and(p.lt(1));
    Array left = Np.where(inside, a, 1);
    Array other = Np.where(inside, b, 1);
    Array given = Np.where(inside, p, 0.5);
    Array right = given.gt(0.5);
    Array tail = Np.where(right, Np.subtract(1, given), given);
    Array log = tail.log();
    Array at =
        newton(
            inside,
            betaStart(left, other, tail, right),
            u -> {
              Array x = u.sigmoid();
              Array y = u.neg().sigmoid();
              var both = IncompleteBeta.regularized(left, other, x, y);
              Array now = Np.where(right, both.upper(), both.lower()).log();
              Array slope = IncompleteBeta.logPower(left, other, x, y).sub(now).exp();
              Array step = log.sub(now).div(slope);
              return Np.where(right, step.neg(), step);
            });
    Array known = a.gt(0).and(b.gt(0)).and(p.ge(0)).and(p.le(1));
    Array end = Np.where(p.eq(0), Np.zerosLike(p), Np.onesLike(p));
    return Np.where(known.not(), Double.NaN, Np.where(inside, at.sigmoid(), end));
  }

  /** log(x / (1 - x)) by Abramowitz and Stegun 26.5.22, or what small shapes are like. */
  private static Array betaStart(Array a, Array b, Array tail, Array right) {
    Array usable = a.ge(1).and(b.ge(1)).and(a.add(b).gt(2.5));
    Array p = Np.where(usable, a, 2);
    Array q = Np.where(usable, b, 2);
    Array z = NormalFunctions.ndtri(tail);
    Array y = Np.where(right, z, z.neg());
    Array l = y.square().sub(3).div(6);
    Array m = Np.divide(1, p.mul(2).sub(0.99));
    Array n = Np.divide(1, q.mul(2).sub(0.99));
    Array h = Np.divide(2, m.add(n));
    Array rest = l.add(5.0 / 6).sub(Np.divide(2, h.mul(3)));
    Array w = y.mul(Np.maximum(h.add(l), 0).sqrt()).div(h).sub(n.sub(m).mul(rest));
    Array normal = p.div(q).log().sub(Np.clip(w, -300.0, 300.0).mul(2));
    return Np.where(usable, normal, power(a, b, tail, right));
  }

  /** From the powers that the density is like at either end. */
  private static Array power(Array a, Array b, Array tail, Array right) {
    Array sum = a.add(b);
    Array t = a.mul(a.div(sum).log()).exp().div(a);
    Array u = b.mul(b.div(sum).log()).exp().div(b);
    Array total = t.add(u);
    Array lower = Np.where(right, Np.subtract(1, tail), tail);
    Array upper = Np.where(right, tail, Np.subtract(1, tail));
    Array low = Np.minimum(a.mul(total).mul(lower).log().div(a), -1e-3);
    Array high = Np.minimum(b.mul(total).mul(upper).log().div(b), -1e-3);
    Array fromLow = low.sub(low.expm1().neg().log());
    Array fromHigh = high.expm1().neg().log().sub(high);
    return Np.where(lower.lt(t.div(total)), fromLow, fromHigh);
  }

  /** The rest of the way, which a step of Newton's iteration would go. */
  @FunctionalInterface
  private interface NewtonStep {
    Array apply(Array u);
  }

  /** Until a step is so small that what follows it is beyond the precision. */
  private static Array newton(Array used, Array start, NewtonStep step) {
    double small = Math.sqrt(Lanes.epsilon(start.dtype()));
    return Lanes.loop(
            used,
            STEPS,
            start.dtype(),
            List.of(start),
            (_, s) -> {
              Array change = step.apply(s.getFirst());
              Array safe = Np.where(Np.isfinite(change), change, 0);
              return new Lanes.Next(List.of(s.getFirst().add(safe)), safe.abs().gt(small));
            })
        .getFirst();
  }
}
