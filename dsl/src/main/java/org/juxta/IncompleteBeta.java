package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.juxta.internal.CustomDerivative;

/**
 * The regularised incomplete beta function and its derivatives of any order by all arguments, by
 * its continued fraction (DLMF 8.17.22) on the side of the mean where it converges fast.
 */
final class IncompleteBeta {
  private static final int STEPS = 10_000;

  private final int first;
  private final int second;
  private final Array a;
  private final Array b;
  private final Array x;

  private IncompleteBeta(int first, int second, Array a, Array b, Array x) {
    this.first = first;
    this.second = second;
    this.a = a;
    this.b = b;
    this.x = x;
  }

  /** I_x(a, b). */
  static Array of(Array a, Array b, Array x) {
    List<Array> all = Special.together(a, b, x);
    return derivative(0, 0, all.get(0), all.get(1), all.get(2));
  }

  /** Its derivative of the given orders by a and b. */
  static Array derivative(int first, int second, Array a, Array b, Array x) {
    return CustomDerivative.byArgument(
        "betainc",
        List.of(a, b, x),
        in -> new IncompleteBeta(first, second, in.get(0), in.get(1), in.get(2)).value(),
        List.of(
            (t, _, in) -> t.mul(derivative(first + 1, second, in.get(0), in.get(1), in.get(2))),
            (t, _, in) -> t.mul(derivative(first, second + 1, in.get(0), in.get(1), in.get(2))),
            (t, _, in) -> t.mul(density(first, second, in.get(0), in.get(1), in.get(2)))));
  }

  /** The derivative of the given orders by a and b of x^(a - 1) (1 - x)^(b - 1) / B(a, b). */
  static Array density(int first, int second, Array a, Array b, Array x) {
    Array density =
        CustomDerivative.byArgument(
            "beta_density",
            List.of(a, b, x),
            in -> density(in.get(0), in.get(1), in.get(2)),
            List.of(
                (t, y, in) -> t.mul(y.mul(byLeft(in.get(0), in.get(1), in.get(2).log()))),
                (t, y, in) -> t.mul(y.mul(byLeft(in.get(1), in.get(0), in.get(2).neg().log1p()))),
                (t, y, in) -> {
                  Array left = in.get(0).sub(1).div(in.get(2));
                  Array right = in.get(1).sub(1).div(Np.subtract(1, in.get(2)));
                  return t.mul(y.mul(left.sub(right)));
                }));
    if (first + second == 0) {
      return density;
    }
    Array inside = x.gt(0).and(x.lt(1));
    Array y = Np.where(inside, x, 0.5);
    ParameterSeries log = logPower(first, second, a, b, y);
    return Np.where(inside, density.mul(log.exp().derivative()), 0);
  }

  private static Array byLeft(Array a, Array b, Array log) {
    return log.sub(GammaFunctions.digammaDifference(a, b));
  }

  /** The Taylor coefficients by a and b of log(x^a (1 - x)^b / B(a, b)), the first one zero. */
  private static ParameterSeries logPower(int first, int second, Array a, Array b, Array x) {
    ParameterSeries series = ParameterSeries.constant(first, second, Np.zerosLike(x));
    double above = 1;
    for (int i = 0; i <= first; i++) {
      above *= Math.max(i, 1);
      double below = 1;
      for (int j = 0; j <= second; j++) {
        below *= Math.max(j, 1);
        if (i + j > 0) {
          series = series.with(i, j, coefficient(i, j, a, b, x).div(above * below));
        }
      }
    }
    return series;
  }

  private static Array coefficient(int i, int j, Array a, Array b, Array x) {
    if (i + j == 1) {
      return i == 1 ? byLeft(a, b, x.log()) : byLeft(b, a, x.neg().log1p());
    }
    Array both = Zeta.polygamma(i + j - 1, a.add(b));
    return j == 0
        ? both.sub(Zeta.polygamma(i - 1, a))
        : i == 0 ? both.sub(Zeta.polygamma(j - 1, b)) : both;
  }

  private static Array density(Array a, Array b, Array x) {
    Array inside = a.gt(0).and(b.gt(0)).and(x.gt(0)).and(x.lt(1));
    Array p = Np.where(inside, a, 1);
    Array q = Np.where(inside, b, 1);
    Array y = Np.where(inside, x, 0.5);
    Array z = Np.subtract(1, y);
    Array value = logPower(p, q, y, z).exp().div(y).div(z);
    Array shape = Np.where(x.eq(0), a, b);
    Array ends =
        Np.where(
            shape.lt(1),
            Double.POSITIVE_INFINITY,
            Np.where(shape.eq(1), Np.where(x.eq(0), b, a), 0));
    Array wrong = a.gt(0).and(b.gt(0)).and(x.ge(0)).and(x.le(1)).not();
    return Np.where(wrong, Double.NaN, Np.where(inside, value, ends));
  }

  /** log(x^a y^b / B(a, b)) where x + y = 1, around the mean if both shapes are large. */
  static Array logPower(Array a, Array b, Array x, Array y) {
    Array large = a.ge(GammaFunctions.LARGE).and(b.ge(GammaFunctions.LARGE));
    Array p = Np.where(large, a, GammaFunctions.LARGE);
    Array q = Np.where(large, b, GammaFunctions.LARGE);
    Array sum = p.add(q);
    Array distance = Np.where(x.le(y), p.sub(sum.mul(x)), sum.mul(y).sub(q));
    Array left = p.mul(IncompleteGamma.log1pmx(distance.div(p).neg(), x.mul(sum).div(p)));
    Array right = q.mul(IncompleteGamma.log1pmx(distance.div(q), y.mul(sum).div(q)));
    Array ways = p.div(sum).mul(q).mul(1 / (2 * Math.PI)).log().mul(0.5);
    Array far = left.add(right).add(ways).sub(BetaFunctions.correction(p, q));
    Array logY = Np.where(x.lt(0.5), x.neg().log1p(), y.log());
    Array logX = Np.where(y.lt(0.5), y.neg().log1p(), x.log());
    Array near = a.mul(logX).add(b.mul(logY)).sub(BetaFunctions.betaln(a, b));
    return Np.where(large, far, near);
  }

  private Array value() {
    Array inside =
        a.gt(0).and(b.gt(0)).and(x.gt(0)).and(x.lt(1)).and(Np.isfinite(a)).and(Np.isfinite(b));
    Array p = Np.where(inside, a, 1);
    Array q = Np.where(inside, b, 1);
    Array y = Np.where(inside, x, 0.5);
    Array z = Np.subtract(1, y);
    boolean value = first + second == 0;
    Sides sides = sides(p, q, y, z, inside);
    Array part = sides.part();
    Array other = value ? Np.subtract(1, part) : part.neg();
    Array result = Np.where(sides.swapped(), other, part);
    return edges(inside, result, value ? 1 : 0);
  }

  private Array edges(Array inside, Array value, double one) {
    Array aEnds = a.eq(Double.POSITIVE_INFINITY);
    Array bEnds = b.eq(Double.POSITIVE_INFINITY);
    Array zero = x.eq(0).or(b.eq(0)).or(aEnds);
    Array end = Np.where(zero, Np.zerosLike(value), Np.fullLike(value, one));
    Array known = a.ge(0).and(b.ge(0)).and(x.ge(0)).and(x.le(1));
    Array nowhere = a.eq(0).and(b.eq(0)).or(aEnds.and(bEnds)).or(known.not());
    return Np.where(nowhere, Double.NaN, Np.where(inside, value, end));
  }

  /** I_x(a, b) or I_y(b, a), whichever was computed. */
  record Sides(Array part, Array swapped) {}

  /**
   * Of a, b &gt; 0 and x + y = 1 the lower and upper probability, for {@link InverseIncomplete}.
   */
  static IncompleteGamma.Regularized regularized(Array a, Array b, Array x, Array y) {
    Sides sides = new IncompleteBeta(0, 0, a, b, x).sides(a, b, x, y, x.eq(x));
    Array rest = Np.subtract(1, sides.part());
    return new IncompleteGamma.Regularized(
        Np.where(sides.swapped(), rest, sides.part()),
        Np.where(sides.swapped(), sides.part(), rest));
  }

  private Sides sides(Array p, Array q, Array y, Array z, Array inside) {
    Array far = y.gt(p.add(1).div(p.add(q).add(2)));
    // With b < 1 the fraction converges further right, where 1 - I would cancel.
    Array swap = far.and(q.ge(1).or(y.gt(0.97)));
    Array byA = Np.where(swap, 0, Np.onesLike(p));
    Array byB = Np.subtract(1, byA);
    ParameterSeries left = ParameterSeries.linear(first, second, Np.where(swap, q, p), byA, byB);
    ParameterSeries right = ParameterSeries.linear(first, second, Np.where(swap, p, q), byB, byA);
    ParameterSeries power = logPower(first, second, p, q, y).add(logPower(p, q, y, z));
    ParameterSeries fraction = fraction(left, right, Np.where(swap, z, y), inside);
    return new Sides(power.exp().mul(fraction).div(left).derivative(), swap);
  }

  /** 1 / (1 + d1 / (1 + d2 / (1 + …))) by Lentz's method. */
  private static ParameterSeries fraction(
      ParameterSeries a, ParameterSeries b, Array x, Array used) {
    double epsilon = Lanes.epsilon(x.dtype());
    ParameterSeries one = a.constant(Np.onesLike(x));
    ParameterSeries sum = a.add(b);
    ParameterSeries d0 = away(one.add(sum.mul(x).div(a.add(1)).neg()));
    ParameterSeries inverse = one.div(d0);
    int size = one.toList().size();
    List<Array> init = new ArrayList<>(one.toList());
    init.addAll(inverse.toList());
    init.addAll(inverse.toList());
    List<Array> last =
        Lanes.loop(
            used,
            STEPS,
            x.dtype(),
            init,
            (m, s) -> {
              ParameterSeries n = a.add(m.mul(2));
              ParameterSeries even = b.add(m.neg()).mul(m.mul(x)).div(n.add(-1).mul(n));
              ParameterSeries odd = a.add(m).mul(sum.add(m)).mul(x).div(n.mul(n.add(1))).neg();
              ParameterSeries c1 = away(even.div(one.ofList(s.subList(0, size))).add(1));
              ParameterSeries d1 =
                  one.div(away(even.mul(one.ofList(s.subList(size, 2 * size))).add(1)));
              ParameterSeries c2 = away(odd.div(c1).add(1));
              ParameterSeries d2 = one.div(away(odd.mul(d1).add(1)));
              ParameterSeries half = one.ofList(s.subList(2 * size, 3 * size)).mul(c1.mul(d1));
              ParameterSeries value = half.mul(c2.mul(d2));
              List<Array> next = new ArrayList<>(c2.toList());
              next.addAll(d2.toList());
              next.addAll(value.toList());
              return new Lanes.Next(next, value.moved(value.add(half.neg()), epsilon));
            });
    return one.ofList(last.subList(2 * size, 3 * size));
  }

  /** With a tiny value instead of 0. */
  private static ParameterSeries away(ParameterSeries x) {
    Array value = x.value();
    return x.with(0, 0, Np.where(value.abs().lt(1e-30), 1e-30, value));
  }
}
