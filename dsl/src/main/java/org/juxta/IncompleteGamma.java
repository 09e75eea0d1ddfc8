package org.juxta;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple4;
import io.vavr.Tuple6;
import java.util.List;
import java.util.function.Function;
import org.juxta.internal.CustomDerivative;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The regularised incomplete gamma functions and their derivatives by the shape, by the power
 * series left of the shape and the continued fraction right of it (as S. Moshier's Cephes library
 * and JAX). All elements loop together until the last has converged.
 */
final class IncompleteGamma {
  /** Steps of the continued fraction after which an element is taken as it is. */
  private static final int STEPS = 2000;

  /** What is computed of the two expansions. */
  private enum Part {
    VALUE,
    /** The derivative by the shape. */
    BY_SHAPE,
    /** The derivative by the shape of a sample whose probability stays. */
    OF_SAMPLE
  }

  private final Array a;
  private final Array x;
  private final double epsilon;
  private final Array logScale;
  private final Array usable;

  private IncompleteGamma(Array a, Array x) {
    this.a = a;
    this.x = x;
    this.epsilon = x.dtype().finfo().eps();
    double lowest = -Math.log(x.dtype().finfo().max());
    this.logScale = a.mul(x.log()).sub(x).sub(GammaFunctions.gammaln(a));
    // False for NaN too.
    this.usable = x.gt(0).and(a.gt(0)).and(x.lt(Double.POSITIVE_INFINITY)).and(logScale.ge(lowest));
  }

  private static IncompleteGamma of(Array a, Array x) {
    DType dtype = Promotion.inexact(Promotion.common(a.type(), x.type()));
    var both = Np.broadcastArrays(Promotion.to(a, dtype), Promotion.to(x, dtype));
    return new IncompleteGamma(both.get(0), both.get(1));
  }

  /** The lower function P(a, x). */
  static Array lower(Array a, Array x) {
    return differentiable("gammainc", of(a, x), IncompleteGamma::lower, 1);
  }

  /** The upper function Q(a, x) = 1 - P(a, x). */
  static Array upper(Array a, Array x) {
    return differentiable("gammaincc", of(a, x), IncompleteGamma::upper, -1);
  }

  /** With the derivatives of P times {@code sign}. */
  private static Array differentiable(
      String name, IncompleteGamma at, Function<IncompleteGamma, Array> f, int sign) {
    return CustomDerivative.byArgument(
        name,
        List.of(at.a, at.x),
        in -> f.apply(new IncompleteGamma(in.get(0), in.get(1))),
        List.of(
            (t, _, in) -> t.mul(byShape(in.get(0), in.get(1)).mul(sign)),
            (t, _, in) -> t.mul(density(in.get(0), in.get(1)).mul(sign))));
  }

  /** The derivative of {@link #lower(Array, Array)} by x. */
  private static Array density(Array a, Array x) {
    return Np.xlogy(a.sub(1), x).sub(x).sub(GammaFunctions.gammaln(a)).exp();
  }

  private Array lower() {
    Array right = x.ge(1).and(x.gt(a));
    Array value =
        Np.where(
            right,
            Np.subtract(1, fraction(usable.and(right), Part.VALUE)),
            series(usable.and(right.not()), Part.VALUE));
    return withEdges(value, 0, 1);
  }

  private Array upper() {
    Array left = x.lt(1).or(x.lt(a));
    Array value =
        Np.where(
            left,
            Np.subtract(1, series(usable.and(left), Part.VALUE)),
            fraction(usable.and(left.not()), Part.VALUE));
    return withEdges(value, 1, 0);
  }

  private Array withEdges(Array value, double atZero, double atInfinity) {
    Array wrong = x.lt(0).or(a.lt(0)).or(a.eq(0).and(x.eq(0))).or(Np.isnan(a)).or(Np.isnan(x));
    Array inside =
        Np.where(
            x.eq(0),
            atZero,
            Np.where(x.eq(Double.POSITIVE_INFINITY).or(a.eq(0)), atInfinity, value));
    return Np.where(wrong, Double.NaN, inside);
  }

  /** The derivative of {@link #lower(Array, Array)} by a. */
  static Array byShape(Array a, Array x) {
    return of(a, x).derivative(Part.BY_SHAPE);
  }

  /**
   * The derivative by the shape of a gamma variable that is now {@code x}: implicit
   * reparameterisation (Figurnov et al. 2018). As {@code jax.lax.random_gamma_grad}.
   */
  static Array ofSample(Array a, Array x) {
    return of(a, x).derivative(Part.OF_SAMPLE);
  }

  private Array derivative(Part part) {
    Array right = x.gt(1).and(x.gt(a));
    Array value =
        Np.where(
            right, fraction(usable.and(right), part).neg(), series(usable.and(right.not()), part));
    Array wrong = x.lt(0).or(a.le(0)).or(Np.isnan(a)).or(Np.isnan(x));
    return Np.where(wrong, Double.NaN, Np.where(x.eq(0), 0.0, value));
  }

  private Array scale() {
    return Np.where(usable, logScale, Double.NEGATIVE_INFINITY).exp();
  }

  /** Σ x^n / ((a + 1) … (a + n)), and its derivative by a, where {@code used}. */
  private Array series(Array used, Part part) {
    Array one = Np.onesLike(a);
    Array zero = Np.zerosLike(a);
    // On, divisor, term, sum and the derivatives of the last two.
    Tuple6<Array, Array, Array, Array, Array, Array> last =
        Lax.whileLoop(
            (Tuple6<Array, Array, Array, Array, Array, Array> s) -> Np.any(s._1),
            s -> {
              Array on = s._1;
              Array r = s._2.add(1);
              Array slope = s._5.mul(x.div(r)).sub(s._3.mul(x).div(r.mul(r)));
              Array slopes = s._6.add(slope);
              Array term = s._3.mul(x.div(r));
              Array sum = s._4.add(term);
              Array change = part == Part.VALUE ? term.div(sum) : slope.div(slopes).abs();
              return Tuple.of(
                  on.and(change.gt(epsilon)),
                  Np.where(on, r, s._2),
                  Np.where(on, term, s._3),
                  Np.where(on, sum, s._4),
                  Np.where(on, slope, s._5),
                  Np.where(on, slopes, s._6));
            },
            Tuple.of(used, a, one, one, zero, zero));
    Array bySlope = x.log().sub(GammaFunctions.digamma(a.add(1)));
    return switch (part) {
      case VALUE -> last._4.mul(scale()).div(a);
      case BY_SHAPE -> scale().mul(last._4.mul(bySlope).add(last._6)).div(a);
      case OF_SAMPLE -> last._6.add(last._4.mul(bySlope)).neg().mul(x).div(a);
    };
  }

  /** Numerators or denominators of two convergents, and their derivatives by a. */
  private record Convergents(Array now, Array before, Array slope, Array slopeBefore) {
    Convergents next(Array z, Array yc, Array c) {
      return new Convergents(
          now.mul(z).sub(before.mul(yc)),
          now,
          slope.mul(z).sub(now).sub(slopeBefore.mul(yc)).add(before.mul(c)),
          slope);
    }

    Convergents scaled(Array by) {
      return new Convergents(now.mul(by), before.mul(by), slope.mul(by), slopeBefore.mul(by));
    }

    Convergents where(Array on, Convergents old) {
      return new Convergents(
          Np.where(on, now, old.now),
          Np.where(on, before, old.before),
          Np.where(on, slope, old.slope),
          Np.where(on, slopeBefore, old.slopeBefore));
    }
  }

  /** The state of the continued fraction: its value and derivative. */
  private record Ratio(Array value, Array slope) {}

  /** The continued fraction of Q over its scale, and its derivative by a, where {@code used}. */
  private Array fraction(Array used, Part part) {
    Array one = Np.onesLike(x);
    Array zero = Np.zerosLike(x);
    Array z = x.sub(a).add(2);
    Convergents p = new Convergents(x.add(1), one, zero, zero);
    Convergents q = new Convergents(z.mul(x), x, x.neg(), zero);
    Array start = p.now().div(q.now());
    Ratio first = new Ratio(start, p.slope().sub(start.mul(q.slope())).div(q.now()));
    Array count = Np.full(Shape.SCALAR, 0, x.dtype());
    Tuple4<Tuple2<Array, Array>, Convergents, Convergents, Ratio> last =
        Lax.whileLoop(
            (Tuple4<Tuple2<Array, Array>, Convergents, Convergents, Ratio> s) ->
                s._1._2.lt(STEPS).and(Np.any(s._1._1)),
            s -> step(s, part),
            Tuple.of(Tuple.of(used, count), p, q, first));
    Ratio ratio = last._4;
    Array bySlope = x.log().sub(GammaFunctions.digamma(a));
    return switch (part) {
      case VALUE -> ratio.value().mul(scale());
      case BY_SHAPE -> scale().mul(ratio.value().mul(bySlope).add(ratio.slope()));
      case OF_SAMPLE -> ratio.slope().add(ratio.value().mul(bySlope)).mul(x).neg();
    };
  }

  private Tuple4<Tuple2<Array, Array>, Convergents, Convergents, Ratio> step(
      Tuple4<Tuple2<Array, Array>, Convergents, Convergents, Ratio> s, Part part) {
    Array on = s._1._1;
    Array c = s._1._2.add(1);
    Array y = Np.subtract(1, a).add(c);
    Array z = x.sub(a).add(2).add(c.mul(2));
    Convergents p = s._2.next(z, y.mul(c), c);
    Convergents q = s._3.next(z, y.mul(c), c);
    Array some = q.now().ne(0);
    Ratio old = s._4;
    Array value = Np.where(some, p.now().div(q.now()), old.value());
    Array slope = Np.where(some, p.slope().sub(value.mul(q.slope())).div(q.now()), old.slope());
    Array change =
        part == Part.VALUE ? value.sub(old.value()).div(value).abs() : slope.sub(old.slope()).abs();
    Array by = Np.where(p.now().abs().gt(1 / epsilon), epsilon, Np.onesLike(x));
    return Tuple.of(
        Tuple.of(on.and(Np.where(some, change, 1.0).gt(epsilon)), c),
        p.scaled(by).where(on, s._2),
        q.scaled(by).where(on, s._3),
        new Ratio(Np.where(on, value, old.value()), Np.where(on, slope, old.slope())));
  }
}
