package org.juxta.transforms;

import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.ShapeException;

/**
 * Minima of smooth functions of a vector. As {@code jax.scipy.optimize.minimize}.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="minimize"}
 */
public final class Minimize {
  private Minimize() {}

  /**
   * Where a search ended.
   *
   * @param x the place
   * @param value the function there
   * @param gradient its gradient there
   * @param inverseHessian the estimate of the inverse of its Hessian there
   * @param iterations how many steps were taken
   * @param evaluations how often value and gradient were computed
   * @param success whether the gradient is as small as asked for
   * @param status 0 for success, 1 if there were too many iterations, 3 if no point along a line
   *     satisfied Wolfe's conditions, 5 if there were too many points on a line
   */
  public record Result(
      Array x,
      Array value,
      Array gradient,
      Array inverseHessian,
      Array iterations,
      Array evaluations,
      Array success,
      Array status) {}

  /** {@link #bfgs(ArrayFunction1, Array, double, int)} to 1e-5 in 200 iterations an element. */
  public static Result bfgs(ArrayFunction1 f, Array start) {
    return bfgs(f, start, 1e-5, 200 * Math.max(1, start.size()));
  }

  /**
   * The method of Broyden, Fletcher, Goldfarb and Shanno with a line search for Wolfe's strong
   * conditions (Nocedal and Wright 2006, algorithms 6.1, 3.5 and 3.6).
   *
   * @param f a function of a vector with a scalar result
   * @param start where to start, floats
   * @param tolerance how small the greatest element of the gradient must be
   * @param iterations how many steps to take at most
   * @throws ShapeException if the start is not a vector or the result not a scalar
   * @throws DTypeException if the start is not of floats
   */
  public static Result bfgs(ArrayFunction1 f, Array start, double tolerance, int iterations) {
    if (start.rank() != 1) {
      throw new ShapeException("bfgs: a vector is needed to start from, not " + start.type());
    }
    if (!start.dtype().isFloat()) {
      throw new DTypeException("bfgs: floats are needed to start from, not " + start.type());
    }
    return Jit.of((Array x) -> run(f, x, tolerance, iterations)).apply(start);
  }

  /** The state between two steps. */
  private record State(
      Array x,
      Array value,
      Array gradient,
      Array inverse,
      Array valueBefore,
      Array iteration,
      Array evaluations,
      Array converged,
      Array lineStatus) {
    Array isGoing(int iterations) {
      return converged.not().and(lineStatus.eq(0)).and(iteration.lt(iterations));
    }
  }

  private static Result run(ArrayFunction1 f, Array start, double tolerance, int iterations) {
    LineSearch.Slope slope = LineSearch.Slope.of(f, start);
    State first =
        new State(
            start,
            slope.value(),
            slope.gradient(),
            Np.eye(start.size(), start.dtype()),
            slope.value().add(slope.gradient().square().sum().sqrt().div(2)),
            Np.array(0),
            Np.array(1),
            isSmall(slope.gradient(), tolerance),
            Np.array(0));
    State last =
        Lax.whileLoop(
            (State s) -> s.isGoing(iterations), (State s) -> step(f, s, tolerance), first);
    Array failed =
        Np.where(
            last.lineStatus().ne(0),
            last.lineStatus().add(2),
            Np.where(last.iteration().ge(iterations), 1, Np.array(-1)));
    return new Result(
        last.x(),
        last.value(),
        last.gradient(),
        last.inverse(),
        last.iteration(),
        last.evaluations(),
        last.converged(),
        Np.where(last.converged(), 0, failed));
  }

  private static Array isSmall(Array gradient, double tolerance) {
    return gradient.size() == 0 ? Np.array(true) : gradient.abs().max().lt(tolerance);
  }

  private static State step(ArrayFunction1 f, State s, double tolerance) {
    Array direction = s.inverse().matmul(s.gradient()).neg();
    LineSearch.Found found =
        LineSearch.along(f, s.x(), direction, s.value(), s.valueBefore(), s.gradient());
    Array move = direction.mul(found.step());
    Array change = found.gradient().sub(s.gradient());
    return new State(
        s.x().add(move),
        found.value(),
        found.gradient(),
        update(s.inverse(), move, change),
        s.value(),
        s.iteration().add(1),
        s.evaluations().add(found.evaluations()),
        isSmall(found.gradient(), tolerance),
        found.status());
  }

  private static Array update(Array inverse, Array move, Array change) {
    Array curvature = Np.reciprocal(change.dot(move));
    Array identity = Np.eye(move.size(), move.dtype());
    Array left = identity.sub(Np.outer(move, change).mul(curvature));
    Array updated =
        left.matmul(inverse).matmul(left.transpose()).add(Np.outer(move, move).mul(curvature));
    return Np.where(Np.isfinite(curvature), updated, inverse);
  }
}
