package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Np;

/**
 * A set of values: the support of a distribution. Those of real numbers have a {@link #bijector}
 * from the unconstrained reals, which is what samplers move in. As NumPyro's {@code constraints}
 * and {@code biject_to}.
 *
 * {@snippet class="org.juxta.tests.snippets.BijectorSnippets" region="constraint"}
 */
public sealed interface Constraint {
  /** All real numbers. */
  record Real() implements Constraint {}

  /** The numbers above 0. */
  record Positive() implements Constraint {}

  /** The numbers above a bound, which broadcasts with the values. */
  record GreaterThan(Array low) implements Constraint {}

  /** The numbers from 0 to 1. */
  record UnitInterval() implements Constraint {}

  /** The numbers between two bounds, which broadcast with the values. */
  record Interval(Array low, Array high) implements Constraint {}

  /**
   * The whole numbers from {@code low} to {@code high}, both included; 0 and 1 for a truth value.
   */
  record IntegerInterval(long low, long high) implements Constraint {}

  /** The one value that a {@link Delta} takes. */
  record Point(Array value) implements Constraint {}

  /** Arrays whose elements over the last {@code rank} axes are all within {@code base}. */
  record Elements(Constraint base, int rank) implements Constraint {}

  /**
   * Whether the values are whole numbers, or of no extent, and so can't be reached by gradients.
   */
  default boolean isDiscrete() {
    return switch (this) {
      case Real _, Positive _, GreaterThan _, UnitInterval _, Interval _ -> false;
      case IntegerInterval _, Point _ -> true;
      case Elements elements -> elements.base.isDiscrete();
    };
  }

  /**
   * Whether each value is in the set, a BOOL array without the axes of {@link Elements}; false for
   * NaN.
   */
  default Array check(Array value) {
    return switch (this) {
      case Real _ -> Np.isfinite(value);
      case Positive _ -> value.gt(0);
      case GreaterThan above -> value.gt(above.low);
      case UnitInterval _ -> value.ge(0).and(value.le(1));
      case Interval bounds -> value.ge(bounds.low).and(value.le(bounds.high));
      case IntegerInterval bounds ->
          value.ge(bounds.low).and(value.le(bounds.high)).and(value.floor().eq(value));
      case Point point -> value.eq(point.value);
      case Elements elements -> {
        Array each = elements.base.check(value);
        yield elements.rank == 0 ? each : each.all(lastAxes(elements.rank));
      }
    };
  }

  /**
   * A map from the reals onto the set: identity, exp, or a scaled sigmoid.
   *
   * @throws DistributionException if the set is discrete
   */
  default Bijector bijector() {
    return switch (this) {
      case Real _ -> Identity.of();
      case Positive _ -> Exp.of();
      case GreaterThan above -> Chain.of(Shift.of(above.low), Exp.of());
      case UnitInterval _ -> Sigmoid.of();
      case Interval bounds -> Sigmoid.of(bounds.low, bounds.high);
      case Elements elements -> elements.base.bijector();
      case IntegerInterval _, Point _ ->
          throw new DistributionException(
              describe() + " is discrete: no map from the reals reaches it smoothly");
    };
  }

  /** In words, for messages: {@code a positive number}. */
  default String describe() {
    return switch (this) {
      case Real _ -> "a real number";
      case Positive _ -> "a positive number";
      case GreaterThan above -> "a number above " + above.low;
      case UnitInterval _ -> "a number between 0 and 1";
      case Interval bounds -> "a number between " + bounds.low + " and " + bounds.high;
      case IntegerInterval bounds -> "a whole number from " + bounds.low + " to " + bounds.high;
      case Point point -> "the value " + point.value;
      case Elements elements -> elements.base.describe();
    };
  }

  private static int[] lastAxes(int rank) {
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = i - rank;
    }
    return axes;
  }
}
