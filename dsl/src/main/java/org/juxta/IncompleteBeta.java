package org.juxta;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple4;
import java.util.List;
import org.juxta.internal.CustomDerivative;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.TraceException;

/**
 * The regularised incomplete beta function by its continued fraction (DLMF 8.17.22), evaluated by
 * Lentz's method on the side of the mean where it converges fast. All elements loop together until
 * the last has converged.
 */
final class IncompleteBeta {
  private IncompleteBeta() {}

  /** I_x(a, b), promoted and broadcast. */
  static Array of(Array a, Array b, Array x) {
    DType dtype = Promotion.inexact(Promotion.common(List.of(a, b, x)));
    List<Array> all =
        Np.broadcastArrays(Promotion.to(a, dtype), Promotion.to(b, dtype), Promotion.to(x, dtype));
    return CustomDerivative.byArgument(
        "betainc",
        all,
        in -> value(in.get(0), in.get(1), in.get(2)),
        List.of(
            (_, _, _) -> refuse("a"),
            (_, _, _) -> refuse("b"),
            (t, _, in) -> t.mul(density(in.get(0), in.get(1), in.get(2)))));
  }

  private static Array refuse(String parameter) {
    throw new TraceException(
        "the regularised incomplete beta function has no derivative by its shape "
            + parameter
            + " here, as in JAX; use Lax.stopGradient on it if that is meant");
  }

  private static Array density(Array a, Array b, Array x) {
    Array powers = Np.xlogy(a.sub(1), x).add(Special.xlog1py(b.sub(1), x.neg()));
    return powers.sub(GammaFunctions.betaln(a, b)).exp();
  }

  /** I_x(a, b) of arrays of one type and shape; NaN outside a, b &gt; 0 and x in [0, 1]. */
  private static Array value(Array a, Array b, Array x) {
    Array inside = a.gt(0).and(b.gt(0)).and(x.gt(0)).and(x.lt(1));
    Array p = Np.where(inside, a, 1.0);
    Array q = Np.where(inside, b, 1.0);
    Array y = Np.where(inside, x, 0.5);
    Array swap = y.gt(p.add(1).div(p.add(q).add(2)));
    Array first = Np.where(swap, q, p);
    Array second = Np.where(swap, p, q);
    Array left = Np.where(swap, Np.subtract(1, y), y);
    Array logLeft = Np.where(swap, y.neg().log1p(), y.log());
    Array logRight = Np.where(swap, y.log(), y.neg().log1p());
    Array logFront =
        first.mul(logLeft).add(second.mul(logRight)).sub(GammaFunctions.betaln(first, second));
    Array part = logFront.exp().mul(fraction(first, second, left)).div(first);
    Array value = Np.where(swap, Np.subtract(1, part), part);
    Array known = a.gt(0).and(b.gt(0));
    Array edge =
        Np.where(
            known.and(x.eq(0)),
            Array.scalar(0.0),
            Np.where(known.and(x.eq(1)), Array.scalar(1.0), Np.fullLike(x, Double.NaN)));
    return Np.where(inside, value, edge);
  }

  /** 1 / (1 + d1 / (1 + d2 / (1 + …))). */
  private static Array fraction(Array a, Array b, Array x) {
    double epsilon = x.dtype().finfo().eps();
    double tiny = 1e8 * x.dtype().finfo().tiny();
    int steps = x.dtype() == DType.F64 ? 2000 : 800;
    Array one = Np.onesLike(x);
    Array first = a.add(b).mul(x).div(a.add(1));
    Array d = Np.divide(1, away(Np.subtract(1, first), tiny));
    Array count = Np.full(Shape.SCALAR, 0, x.dtype());
    Tuple4<Tuple2<Array, Array>, Array, Array, Array> last =
        Lax.whileLoop(
            (Tuple4<Tuple2<Array, Array>, Array, Array, Array> s) ->
                s._1._2.lt(steps).and(Np.any(s._1._1)),
            s -> {
              Array on = s._1._1;
              Array m = s._1._2.add(1);
              Array n = a.add(m.mul(2));
              Array even = b.sub(m).mul(m).mul(x).div(n.sub(1).mul(n));
              Array odd = a.add(m).mul(a.add(b).add(m)).mul(x).div(n.mul(n.add(1))).neg();
              Array d1 = Np.divide(1, away(even.mul(s._3).add(1), tiny));
              Array c1 = away(even.div(s._2).add(1), tiny);
              Array d2 = Np.divide(1, away(odd.mul(d1).add(1), tiny));
              Array c2 = away(odd.div(c1).add(1), tiny);
              Array change = d2.mul(c2);
              Array value = s._4.mul(d1.mul(c1)).mul(change);
              return Tuple.of(
                  Tuple.of(on.and(change.sub(1).abs().gt(epsilon)), m),
                  Np.where(on, c2, s._2),
                  Np.where(on, d2, s._3),
                  Np.where(on, value, s._4));
            },
            Tuple.of(Tuple.of(one.eq(1), count), one, d, d));
    return last._4;
  }

  /** {@code x}, or a tiny number instead of 0. */
  private static Array away(Array x, double tiny) {
    return Np.where(x.abs().lt(tiny), tiny, x);
  }
}
