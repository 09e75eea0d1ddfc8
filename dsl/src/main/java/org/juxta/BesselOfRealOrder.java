package org.juxta;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.juxta.internal.CustomDerivative;
import org.juxta.tracer.DType;

/**
 * Logarithms of the modified Bessel functions of real order, exponentially scaled. Large orders by
 * Olver's uniform expansion (DLMF 10.41); I else by its power series or Hankel's expansion; K by
 * Temme's series (1975) or Steed's continued fraction and recurrence in the order. As {@code
 * tfp.math.bessel_ive} and {@code bessel_kve}.
 */
final class BesselOfRealOrder {
  /** (1 / Γ(1 - μ) - 1 / Γ(1 + μ)) / (2 μ) of μ² up to 1/4. */
  private static final Approximation GAMMA1 =
      new Approximation(
          0.0,
          4.000000000000016,
          new double[] {
            -0.5772156649015329,
            0.010500658758523768,
            0.0026373584097214987,
            -0.0001127959882290988,
            8.407877894562316e-07,
            1.9662944281200493e-08,
            -2.766182459503476e-10,
            -3.7303210317184095e-13,
            1.7885512908255092e-14
          },
          new double[] {1.0});

  /** (1 / Γ(1 - μ) + 1 / Γ(1 + μ)) / 2 of μ² up to 1/4. */
  private static final Approximation GAMMA2 =
      new Approximation(
          0.1250000000000005,
          8.000000000000032,
          new double[] {
            0.9205983333878482,
            -0.0768379244231154,
            0.00254411927920297,
            -1.989179309204752e-05,
            -2.6500078673265443e-07,
            3.877120633473282e-09,
            -5.447608525387193e-12,
            -9.563965492968729e-14
          },
          new double[] {1.0});

  private static final int TERMS = 13;

  /** The polynomials u_k of Olver's expansion. */
  private static final double[][] OLVER = olver();

  private BesselOfRealOrder() {}

  private static double[][] olver() {
    double[][] u = new double[TERMS + 1][];
    u[0] = new double[] {1};
    for (int k = 0; k < TERMS; k++) {
      double[] next = new double[u[k].length + 3];
      for (int i = 0; i < u[k].length; i++) {
        double c = u[k][i];
        next[i + 1] += c * (0.5 * i + 0.125 / (i + 1));
        next[i + 3] -= c * (0.5 * i + 0.625 / (i + 3));
      }
      u[k + 1] = next;
    }
    return u;
  }

  /** From this order on Olver's expansion is exact. */
  private static double largeOrder(DType dtype) {
    return dtype == DType.F64 ? 30 : 10;
  }

  private static Array function(
      String name, Array v, Array x, BinaryOperator<Array> f, BinaryOperator<Array> slope) {
    return CustomDerivative.byArgument(
        name,
        List.of(v, x),
        in -> f.apply(in.get(0), in.get(1)),
        List.of(
            (t, _, _) -> t.mul(Double.NaN),
            (t, _, in) -> t.mul(slope.apply(in.get(0), in.get(1)))));
  }

  /** I_v(x) exp(-x) of x &gt;= 0. */
  static Array ive(Array v, Array x) {
    return function(
        "ive",
        v,
        x,
        BesselOfRealOrder::firstKind,
        (n, z) -> ive(n.add(1), z).add(ive(n, z).mul(n.div(z).sub(1))));
  }

  private static Array firstKind(Array v, Array x) {
    Array size = v.abs();
    Array positive = logFirstKind(size, x).exp();
    Array whole = v.eq(v.floor());
    Array mirrored = v.lt(0).and(whole.not());
    Array angle = size.sub(size.mul(0.5).floor().mul(2)).mul(Math.PI);
    Array second = angle.sin().mul(2 / Math.PI).mul(logSecondKind(size, x).sub(x.mul(2)).exp());
    return Np.where(mirrored, positive.add(second), positive);
  }

  /** K_v(x) exp(x) of x &gt;= 0. */
  static Array kve(Array v, Array x) {
    return function(
        "kve",
        v,
        x,
        (n, z) -> logSecondKind(n.abs(), z).exp(),
        (n, z) -> kve(n, z).mul(n.div(z).add(1)).sub(kve(n.add(1), z)));
  }

  /** log(I_v(x)) - x of v &gt;= 0. */
  static Array logIve(Array v, Array x) {
    return function(
        "log_ive",
        v,
        x,
        (n, z) -> logFirstKind(n.abs(), z),
        (n, z) -> logIve(n.add(1), z).sub(logIve(n, z)).exp().add(n.div(z)).sub(1));
  }

  /** log(K_v(x)) + x. */
  static Array logKve(Array v, Array x) {
    return function(
        "log_kve",
        v,
        x,
        (n, z) -> logSecondKind(n.abs(), z),
        (n, z) -> n.div(z).add(1).sub(logKve(n.add(1), z).sub(logKve(n, z)).exp()));
  }

  private static Array logFirstKind(Array v, Array x) {
    Array inside = x.gt(0).and(Np.isfinite(x)).and(Np.isfinite(v));
    Array y = Np.where(inside, x, 1);
    double limit = largeOrder(x.dtype());
    Array large = v.ge(limit);
    Array n = Np.where(inside.and(large.not()), v, 0);
    Array far = y.gt(Np.maximum(n.square().mul(0.5), 25));
    Array series = powerSeries(n, Np.where(far, 1, y), inside.and(large.or(far).not()));
    Array hankel = hankel(n, Np.where(far, y, 1000));
    Array uniform = uniform(Np.where(large, v, limit), y, false);
    Array value = Np.where(large, uniform, Np.where(far, hankel, series));
    Array atZero = Np.where(v.eq(0), Np.zerosLike(x), Double.NEGATIVE_INFINITY);
    Array end = Np.where(x.eq(0), atZero, Double.NEGATIVE_INFINITY);
    return Np.where(x.ge(0), Np.where(inside, value, end), Double.NaN);
  }

  /** Σ (x² / 4)^k / (k! (v + 1)_k), all terms positive. */
  private static Array powerSeries(Array v, Array x, Array used) {
    Array quarter = x.square().mul(0.25);
    double epsilon = Lanes.epsilon(x.dtype());
    Array one = Np.onesLike(x);
    List<Array> last =
        Lanes.loop(
            used,
            1000,
            x.dtype(),
            List.of(one, one),
            (k, s) -> {
              Array term = s.get(0).mul(quarter).div(v.add(k).mul(k));
              Array sum = s.get(1).add(term);
              return new Lanes.Next(List.of(term, sum), term.gt(sum.mul(epsilon)));
            });
    Array scale = v.mul(x.mul(0.5).log()).sub(GammaFunctions.gammaln(v.add(1)));
    return scale.add(last.get(1).log()).sub(x);
  }

  private static Array hankel(Array v, Array x) {
    Array mu = v.square().mul(4);
    Array term = Np.onesLike(x);
    Array sum = term;
    for (int k = 1; k <= 28; k++) {
      double odd = (2 * k - 1.0) * (2 * k - 1.0);
      term = term.mul(mu.sub(odd)).div(x.mul(-8.0 * k));
      sum = sum.add(term);
    }
    return sum.log().sub(x.mul(2 * Math.PI).log().mul(0.5));
  }

  /** log of exp(-x) I or exp(x) K. */
  private static Array uniform(Array v, Array x, boolean second) {
    Array z = x.div(v);
    Array root = Np.hypot(Np.onesLike(z), z);
    Array t = Np.divide(1, root);
    Array eta = Np.divide(1, root.add(z)).sub(root.add(1).div(z).log());
    Array sum = Np.zerosLike(z);
    for (int k = TERMS; k >= 1; k--) {
      Array u = Approximation.polynomial(OLVER[k], t);
      sum = sum.add(k % 2 == 1 && second ? u.neg() : u).div(v);
    }
    Array scale = v.mul(2 * Math.PI).log().mul(-0.5).sub(root.log().mul(0.5));
    Array main = second ? scale.add(Math.log(Math.PI)).sub(v.mul(eta)) : scale.add(v.mul(eta));
    return main.add(sum.log1p());
  }

  private static Array logSecondKind(Array v, Array x) {
    Array inside = x.gt(0).and(Np.isfinite(x)).and(Np.isfinite(v));
    Array y = Np.where(inside, x, 1);
    double limit = largeOrder(x.dtype());
    Array large = v.ge(limit);
    Array n = Np.where(inside.and(large.not()), v, 0);
    Array whole = n.round();
    Array mu = n.sub(whole);
    Array near = y.le(2);
    Start small = temme(mu, Np.where(near, y, 1));
    Start far = steed(mu, Np.where(near, 3, y), inside.and(near.or(large).not()));
    Array log = Np.where(near, small.log(), far.log());
    Array ratio = Np.where(near, small.ratio(), far.ratio());
    Array recurred = upwards(mu, whole, y, log, ratio, (int) limit + 1);
    Array uniform = uniform(Np.where(large, v, limit), y, true);
    Array value = Np.where(large, uniform, recurred);
    Array end =
        Np.where(x.eq(0), Np.fullLike(x, Double.POSITIVE_INFINITY), Double.NEGATIVE_INFINITY);
    return Np.where(x.ge(0), Np.where(inside, value, end), Double.NaN);
  }

  /** log(K_μ(x)) + x, and K_(μ + 1) / K_μ. */
  private record Start(Array log, Array ratio) {}

  private static Array upwards(Array mu, Array n, Array x, Array log, Array ratio, int most) {
    return Lax.foriLoop(
            0,
            most,
            (i, s) -> {
              Array k = Lax.convert(i, x.dtype());
              Array on = k.lt(n);
              Array sum = Np.where(on, s.get(0).add(s.get(1).log()), s.get(0));
              Array next = mu.add(k).add(1).mul(2).div(x).add(Np.divide(1, s.get(1)));
              return List.of(sum, Np.where(on, next, s.get(1)));
            },
            List.of(log, ratio))
        .getFirst();
  }

  private static Start temme(Array mu, Array x) {
    Array square = mu.square();
    Array gamma1 = GAMMA1.of(square);
    Array gamma2 = GAMMA2.of(square);
    Array above = gamma2.sub(mu.mul(gamma1));
    Array below = gamma2.add(mu.mul(gamma1));
    Array log = Np.divide(2, x).log();
    Array e = mu.mul(log);
    Array tiny = e.abs().lt(1e-4);
    Array safe = Np.where(tiny, 1, e);
    Array sinhc = Np.where(tiny, e.square().div(6).add(1), safe.sinh().div(safe));
    Array angle = mu.mul(Math.PI);
    Array none = angle.abs().lt(1e-4);
    Array turn = Np.where(none, 1, angle);
    Array factor = Np.where(none, angle.square().div(6).add(1), turn.div(turn.sin()));
    Array f = factor.mul(gamma1.mul(e.cosh()).add(gamma2.mul(sinhc).mul(log)));
    Array grown = e.exp();
    Array p = grown.mul(0.5).div(above);
    Array q = Np.divide(0.5, grown.mul(below));
    Array c = Np.onesLike(x);
    Array d = x.square().mul(0.25);
    Array sum = f;
    Array sum1 = p;
    for (int i = 1; i <= 18; i++) {
      f = f.mul(i).add(p).add(q).div(Np.subtract((double) i * i, square));
      c = c.mul(d).div(i);
      p = p.div(Np.subtract(i, mu));
      q = q.div(mu.add(i));
      sum = sum.add(c.mul(f));
      sum1 = sum1.add(c.mul(p.sub(f.mul(i))));
    }
    return new Start(sum.log().add(x), sum1.div(sum).mul(Np.divide(2, x)));
  }

  private static Start steed(Array mu, Array x, Array used) {
    double epsilon = Lanes.epsilon(x.dtype());
    Array a1 = Np.subtract(0.25, mu.square());
    Array b0 = x.add(1).mul(2);
    Array d0 = Np.divide(1, b0);
    Array zero = Np.zerosLike(x);
    Array one = Np.onesLike(x);
    // d, its change, h, q1, q2, c, q and s, in the names of Numerical Recipes' bessik.
    List<Array> init = List.of(d0, d0, d0, zero, one, a1, a1, a1.mul(d0).add(1));
    List<Array> last =
        Lanes.loop(
            used,
            500,
            x.dtype(),
            init,
            (count, s) -> {
              Array i = count.add(1);
              Array a = a1.neg().sub(i.mul(i.sub(1)));
              Array b = b0.add(count.mul(2));
              Array before = b.sub(2);
              Array c = s.get(5).mul(a).div(i).neg();
              Array next = s.get(3).sub(before.mul(s.get(4))).div(a);
              Array q = s.get(6).add(c.mul(next));
              Array d = Np.divide(1, b.add(a.mul(s.get(0))));
              Array change = b.mul(d).sub(1).mul(s.get(1));
              Array part = q.mul(change);
              Array sum = s.get(7).add(part);
              List<Array> state = new ArrayList<>(List.of(d, change, s.get(2).add(change)));
              state.addAll(List.of(s.get(4), next, c, q, sum));
              return new Lanes.Next(state, part.abs().gt(sum.abs().mul(epsilon)));
            });
    Array h = a1.mul(last.get(2));
    Array log = Np.divide(Math.PI / 2, x).log().mul(0.5).sub(last.get(7).log());
    return new Start(log, mu.add(x).add(0.5).sub(h).div(x));
  }
}
