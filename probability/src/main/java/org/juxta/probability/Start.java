package org.juxta.probability;

import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.tracer.Ints;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.ShapeException;

/** Where chains begin. */
public sealed interface Start {
  /** Uniform between -2 and 2 in each unconstrained coordinate, as Stan and NumPyro do. */
  Start DEFAULT = new Uniform(2);

  /**
   * Uniform between minus and plus {@code radius} in each unconstrained coordinate.
   *
   * @param radius not negative
   */
  record Uniform(double radius) implements Start {
    /** Checks the radius. */
    public Uniform {
      if (!(radius >= 0) || Double.isInfinite(radius)) {
        throw new JuxtaException(
            "the radius of starts must be finite and not negative, not " + radius);
      }
    }
  }

  /** A draw from the model's prior. */
  record Prior() implements Start {}

  /**
   * The same position for all chains: for a density a tree of its kind, for a model a map from its
   * sites' names to values.
   *
   * @param position the position
   */
  record At(@Nullable Object position) implements Start {}

  /**
   * A position for each chain.
   *
   * @param positions as in {@link At}, each array with a first axis over the chains
   */
  record Each(@Nullable Object positions) implements Start {}

  /** One chain's part of an array in {@link Each}. */
  static Array ofChain(Array positions, int chain) {
    if (positions.rank() == 0 || positions.dim(0) <= chain) {
      throw new ShapeException(
          "starts need a first axis over the chains; there is none for chain %d in %s"
              .formatted(chain, positions.type()));
    }
    Array one = Lax.sliceAlong(positions, chain, chain + 1, 0);
    return Lax.reshape(one, positions.shape().without(Ints.of(0)));
  }
}
