package org.juxta.transforms;

import io.vavr.Tuple2;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;

/**
 * A step along a line that satisfies Wolfe's strong conditions (Nocedal and Wright 2006, algorithms
 * 3.5 and 3.6).
 */
final class LineSearch {
  private static final double DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final int STEPS = 10;
  private static final int ZOOMS = 30;

  private final ArrayFunction1 f;
  private final Array origin;
  private final Array direction;
  private final Array value;
  private final Array slope;

  private LineSearch(ArrayFunction1 f, Array origin, Array direction, Array value, Array gradient) {
    this.f = f;
    this.origin = origin;
    this.direction = direction;
    this.value = value;
    this.slope = gradient.dot(direction);
  }

  /** A value and its gradient. */
  record Slope(Array value, Array gradient) {
    static Slope of(ArrayFunction1 f, Array x) {
      Tuple2<Array, Array> both = ValueAndGrad.of(f).apply(x);
      return new Slope(both._1, both._2);
    }
  }

  /**
   * Where a search ended.
   *
   * @param status 0 if it found a point, 1 if it narrowed to nothing, 3 after too many steps
   */
  record Found(Array step, Array value, Array gradient, Array evaluations, Array status) {}

  /** A point on the line: how far, the value there, its derivative along the line. */
  private record Point(Array at, Array value, Array slope) {
    static Point choose(Array condition, Point yes, Point no) {
      return new Point(
          Np.where(condition, yes.at, no.at),
          Np.where(condition, yes.value, no.value),
          Np.where(condition, yes.slope, no.slope));
    }
  }

  /** A point and the gradient there. */
  private record Full(Point point, Array gradient) {
    static Full choose(Array condition, Full yes, Full no) {
      return new Full(
          Point.choose(condition, yes.point, no.point),
          Np.where(condition, yes.gradient, no.gradient));
    }
  }

  private Full at(Array t) {
    Slope there = Slope.of(f, origin.add(direction.mul(t)));
    Array along = there.gradient().dot(direction);
    return new Full(new Point(t, there.value(), along), there.gradient());
  }

  private Array isTooHigh(Point p) {
    return p.value().gt(value.add(slope.mul(p.at()).mul(DECREASE)));
  }

  private Array isFlat(Point p) {
    return p.slope().abs().le(slope.mul(-CURVATURE));
  }

  private record State(
      Array done, Array failed, Array steps, Array evaluations, Point before, Full best) {}

  static Found along(
      ArrayFunction1 f,
      Array origin,
      Array direction,
      Array value,
      Array valueBefore,
      Array gradient) {
    return new LineSearch(f, origin, direction, value, gradient).run(valueBefore, gradient);
  }

  private Found run(Array valueBefore, Array gradient) {
    DType dtype = value.dtype();
    Array zero = Np.zeros(dtype);
    Array guess = value.sub(valueBefore).mul(2.02).div(slope);
    Array first = Np.where(guess.gt(1), Np.ones(dtype), guess);
    Point here = new Point(zero, value, slope);
    Array no = Np.array(false);
    State start = new State(no, no, Np.array(0), Np.array(0), here, new Full(here, gradient));
    State end =
        Lax.whileLoop(
            (State s) -> s.done().or(s.failed()).not().and(s.steps().lt(STEPS)),
            (State s) -> step(s, first),
            start);
    Array status = Np.where(end.failed(), 1, Np.where(end.done(), 0, Np.array(3)));
    Array step = end.best().point().at();
    // In F32 too small a step would stay where it is for ever.
    Array floor = step.abs().lt(1e-8).and(Np.array(dtype != DType.F64));
    return new Found(
        Np.where(floor, step.sign().mul(1e-8), step),
        end.best().point().value(),
        end.best().gradient(),
        end.evaluations(),
        status);
  }

  private State step(State s, Array first) {
    Array t = Np.where(s.steps().eq(0), first, s.before().at().mul(2));
    Full next = at(t);
    Point p = next.point();
    Array later = s.steps().gt(0);
    Array past = isTooHigh(p).or(p.value().ge(s.before().value()).and(later));
    Array found = isFlat(p).and(past.not());
    Array rising = p.slope().ge(0).and(past.not()).and(found.not());
    Point low = Point.choose(past, s.before(), p);
    Point high = Point.choose(past, p, s.before());
    Zoom zoom = zoom(low, high, s.best(), past.or(rising));
    Array zoomed = past.or(rising);
    Full best = Full.choose(found, next, Full.choose(zoomed, zoom.best(), s.best()));
    return new State(
        s.done().or(found).or(zoomed),
        s.failed().or(zoomed.and(zoom.failed())),
        s.steps().add(1),
        s.evaluations().add(zoom.evaluations()).add(1),
        p,
        best);
  }

  /** A bracket that is narrowed: its lower point, its other end, and the one given up last. */
  private record Zoom(
      Array done,
      Array failed,
      Array evaluations,
      Point low,
      Point high,
      Array droppedAt,
      Array droppedValue,
      Full best) {}

  private Zoom zoom(Point low, Point high, Full best, Array wanted) {
    Array no = Np.array(false);
    Zoom start =
        new Zoom(
            wanted.not(),
            no,
            Np.array(0),
            low,
            high,
            low.at().add(high.at()).div(2),
            low.value().add(high.value()).div(2),
            new Full(low, best.gradient()));
    return Lax.whileLoop((Zoom z) -> z.done().or(z.failed()).not(), (Zoom z) -> narrow(z), start);
  }

  private Zoom narrow(Zoom z) {
    Array width = z.high().at().sub(z.low().at());
    double least = width.dtype() == DType.F64 ? 1e-10 : 1e-5;
    Full next = at(candidate(z, width));
    Point p = next.point();
    Array up = isTooHigh(p).or(p.value().ge(z.low().value()));
    Array found = isFlat(p).and(up.not());
    Array turned = p.slope().mul(width).ge(0).and(up.not()).and(found.not());
    Array dropHigh = up.or(turned);
    Array dropLow = up.or(found).not().and(turned.not());
    Point kept = Point.choose(turned, z.low(), z.high());
    return new Zoom(
        z.done().or(found),
        z.failed().or(width.abs().le(least)).or(z.evaluations().ge(ZOOMS - 1)),
        z.evaluations().add(1),
        Point.choose(up.or(found), z.low(), p),
        Point.choose(up, p, kept),
        Np.where(dropHigh, z.high().at(), Np.where(dropLow, z.low().at(), z.droppedAt())),
        Np.where(dropHigh, z.high().value(), Np.where(dropLow, z.low().value(), z.droppedValue())),
        Full.choose(found, next, z.best()));
  }

  /** The minimum of a cubic through what is known if it lies well inside, else of a parabola. */
  private static Array candidate(Zoom z, Array width) {
    Point low = z.low();
    Point high = z.high();
    Array left = Np.minimum(low.at(), high.at());
    Array right = Np.maximum(low.at(), high.at());
    Array cubic = cubic(low, high, z.droppedAt(), z.droppedValue());
    Array rise = high.value().sub(low.value()).sub(low.slope().mul(width));
    Array parabola = low.at().sub(low.slope().mul(width).mul(width).div(rise.mul(2)));
    Array middle = low.at().add(high.at()).div(2);
    Array margin = width.abs();
    Array byCubic =
        z.evaluations()
            .gt(0)
            .and(cubic.gt(left.add(margin.mul(0.2))))
            .and(cubic.lt(right.sub(margin.mul(0.2))));
    Array byParabola =
        parabola.gt(left.add(margin.mul(0.1))).and(parabola.lt(right.sub(margin.mul(0.1))));
    return Np.where(byCubic, cubic, Np.where(byParabola, parabola, middle));
  }

  private static Array cubic(Point a, Point b, Array c, Array valueC) {
    Array db = b.at().sub(a.at());
    Array dc = c.sub(a.at());
    Array restB = b.value().sub(a.value()).sub(a.slope().mul(db));
    Array restC = valueC.sub(a.value()).sub(a.slope().mul(dc));
    Array scale = db.mul(dc).square().mul(db.sub(dc));
    Array third = dc.square().mul(restB).sub(db.square().mul(restC)).div(scale);
    Array second = db.pow(3).mul(restC).sub(dc.pow(3).mul(restB)).div(scale);
    Array root = second.square().sub(third.mul(a.slope()).mul(3)).sqrt();
    return a.at().add(root.sub(second).div(third.mul(3)));
  }
}
