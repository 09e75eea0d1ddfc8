package org.juxta.transforms;

import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;

/**
 * The embedded Runge-Kutta method of Dormand and Prince (1980) with dense output by a polynomial of
 * degree 4 (Shampine 1986) and the step size control of Hairer, Nørsett and Wanner (1993), II.4.
 */
final class DormandPrince {
  private static final double[] NODES = {1. / 5, 3. / 10, 4. / 5, 8. / 9, 1, 1};
  private static final double[][] STAGES = {
    {1. / 5},
    {3. / 40, 9. / 40},
    {44. / 45, -56. / 15, 32. / 9},
    {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
    {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
    {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84}
  };

  /** The difference of the two orders' weights. */
  private static final double[] ERROR = {
    35. / 384 - 1951. / 21600,
    0,
    500. / 1113 - 22642. / 50085,
    125. / 192 - 451. / 720,
    -2187. / 6784 + 12231. / 42400,
    11. / 84 - 649. / 6300,
    -1. / 60
  };

  /** The weights in the middle of a step. */
  private static final double[] MIDDLE = {
    6025192743. / 30085553152. / 2,
    0,
    51252292925. / 65400821598. / 2,
    -2691868925. / 45128329728. / 2,
    187940372067. / 1594534317056. / 2,
    -1776094331. / 19743644256. / 2,
    11237099. / 235043384. / 2
  };

  private static final double SAFETY = 0.9;
  private static final double MOST_GROWTH = 10;
  private static final double MOST_SHRINKING = 0.2;

  private final Function2<Array, Array, Array> slope;
  private final DType real;
  private final DType time;
  private final Ode.Options options;

  private DormandPrince(
      Function2<Array, Array, Array> slope, DType real, DType time, Ode.Options options) {
    this.slope = slope;
    this.real = real;
    this.time = time;
    this.options = options;
  }

  /** The states at all times, one a row. */
  static Array solve(
      Function2<Array, Array, Array> slope, Array start, Array times, Ode.Options options) {
    return new DormandPrince(slope, start.dtype().real(), times.dtype(), options)
        .solve(start, times);
  }

  /**
   * Where a solution is.
   *
   * @param taken how many steps were tried since the last time asked for
   * @param before the time before the last step that was taken
   * @param dense the coefficients of the polynomial over that step, highest power first
   */
  private record State(
      Array taken, Array y, Array slope, Array t, Array step, Array before, List<Array> dense) {}

  private Array solve(Array start, Array times) {
    Array t = times.get(0);
    Array first = slope.apply(start, t);
    Array step = limited(firstStep(start, first, t));
    State begin =
        new State(
            Np.array(0), start, first, t, step, t, List.of(start, start, start, start, start));
    Array rest = Lax.sliceAlong(times, 1, times.dim(0), 0);
    Array later =
        Lax.scan((State s, Array target) -> reach(s, target), begin, rest, rest.dim(0), false)._2;
    return Lax.concatenate(List.of(start.expandDims(0), later), 0);
  }

  private Array limited(Array step) {
    return Np.clip(step, 0.0, options.longest()).astype(time);
  }

  private Tuple2<State, Array> reach(State s, Array target) {
    State from = new State(Np.array(0), s.y(), s.slope(), s.t(), s.step(), s.before(), s.dense());
    State there =
        Lax.whileLoop(
            (State at) ->
                at.t().lt(target).and(at.taken().lt(options.steps())).and(at.step().gt(0)),
            this::tried,
            from);
    Array share = target.sub(there.before()).div(there.t().sub(there.before())).astype(real);
    Array y = there.dense().getFirst();
    for (Array coefficient : there.dense().subList(1, there.dense().size())) {
      y = y.mul(share).add(coefficient);
    }
    return Tuple.of(there, y);
  }

  /** After one more step, if its error is small enough, and with the size for the next. */
  private State tried(State s) {
    Array step = s.step().astype(real);
    List<Array> slopes = new ArrayList<>(List.of(s.slope()));
    Array y = s.y();
    for (int i = 0; i < STAGES.length; i++) {
      y = s.y().add(weighted(STAGES[i], slopes).mul(step));
      slopes.add(slope.apply(y, s.t().add(s.step().mul(NODES[i]))));
    }
    Array ratio = ratio(weighted(ERROR, slopes).mul(step), s.y(), y);
    Array small = ratio.le(1);
    Array middle = s.y().add(weighted(MIDDLE, slopes).mul(step));
    List<Array> dense = dense(s.y(), y, middle, s.slope(), slopes.getLast(), step);
    List<Array> kept = new ArrayList<>();
    for (int i = 0; i < dense.size(); i++) {
      kept.add(Np.where(small, dense.get(i), s.dense().get(i)));
    }
    return new State(
        s.taken().add(1),
        Np.where(small, y, s.y()),
        Np.where(small, slopes.getLast(), s.slope()),
        Np.where(small, s.t().add(s.step()), s.t()),
        limited(next(step, ratio)),
        Np.where(small, s.t(), s.before()),
        kept);
  }

  private static Array weighted(double[] weights, List<Array> slopes) {
    Array sum = slopes.getFirst().mul(weights[0]);
    for (int i = 1; i < weights.length; i++) {
      if (weights[i] != 0) {
        sum = sum.add(slopes.get(i).mul(weights[i]));
      }
    }
    return sum;
  }

  /** The polynomial with the given values at both ends and between, and slopes at the ends. */
  private static List<Array> dense(
      Array y0, Array y1, Array middle, Array slope0, Array slope1, Array step) {
    Array d0 = slope0.mul(step);
    Array d1 = slope1.mul(step);
    return List.of(
        d0.mul(-2).add(d1.mul(2)).sub(y0.mul(8)).sub(y1.mul(8)).add(middle.mul(16)),
        d0.mul(5).sub(d1.mul(3)).add(y0.mul(18)).add(y1.mul(14)).sub(middle.mul(32)),
        d0.mul(-4).add(d1).sub(y0.mul(11)).sub(y1.mul(5)).add(middle.mul(16)),
        d0,
        y0);
  }

  /** The root of the mean square of the errors in units of what is tolerated. */
  private Array ratio(Array error, Array y0, Array y1) {
    Array size = Np.maximum(y0.abs(), y1.abs());
    return error
        .abs()
        .div(size.mul(options.relative()).add(options.absolute()))
        .square()
        .mean()
        .sqrt();
  }

  private static Array next(Array step, Array ratio) {
    Array least = Np.where(ratio.lt(1), Np.array(1).astype(step.dtype()), MOST_SHRINKING);
    Array best = Np.maximum(ratio.pow(-1 / 5.0).mul(SAFETY), least);
    Array factor = Np.where(ratio.eq(0), MOST_GROWTH, Np.minimum(best, MOST_GROWTH));
    return step.mul(factor);
  }

  private Array firstStep(Array y, Array first, Array t) {
    Array scale = y.abs().mul(options.relative()).add(options.absolute());
    Array size = norm(y.div(scale));
    Array speed = norm(first.div(scale));
    Array guess =
        Np.where(size.lt(1e-5).or(speed.lt(1e-5)), 1e-6, size.mul(0.01).div(speed)).astype(real);
    Array after = slope.apply(y.add(first.mul(guess)), t.add(guess.astype(time)));
    Array bend = norm(after.sub(first).div(scale)).div(guess);
    Array flat = speed.le(1e-15).and(bend.le(1e-15));
    Array byBend = Np.divide(0.01, Np.maximum(speed, bend)).pow(1 / 5.0);
    Array second = Np.where(flat, Np.maximum(guess.mul(1e-3), 1e-6), byBend);
    return Np.minimum(guess.mul(100), second);
  }

  private static Array norm(Array x) {
    return x.abs().square().sum().sqrt();
  }
}
