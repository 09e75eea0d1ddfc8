package org.juxta.probability;

import io.vavr.Function1;
import io.vavr.Function2;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.tracer.JuxtaException;

/**
 * What is sampled from, as chains see it: a density over vectors of real numbers, and how such a vector is a point of the
 * user's space. Made by the factories of {@link Nuts} and {@link Hmc}.
 */
public abstract sealed class Target permits DensityTarget {
  Target() {}

  static <S> Target density(Function1<S, Array> logDensity) {
    return new DensityTarget(
        0, (position, data) -> logDensity.apply(DensityTarget.cast(position)));
  }

  static <S, D> Target density(Function2<S, D, Array> logDensity) {
    return new DensityTarget(
        1,
        (position, data) ->
            logDensity.apply(
                DensityTarget.cast(position), DensityTarget.cast(data.getFirst())));
  }

  /** How positions are vectors, given the data. */
  abstract FlatTree layout(List<@Nullable Object> data, Start start);

  /** The potential energy, minus the log density, at a vector (n): a scalar. */
  abstract Array potential(FlatTree layout, List<@Nullable Object> data, Array position);

  /** The sites and their values at a vector (n). */
  abstract SequencedMap<String, Array> sites(
      FlatTree layout, List<@Nullable Object> data, Array position);

  /** Where a chain begins, (n). */
  abstract Array start(
      FlatTree layout, List<@Nullable Object> data, Start start, Key key, int chain);

  /** What is to be said of a position at which the density, given with its gradient, is not finite. */
  abstract JuxtaException cannotStart(
      FlatTree layout, List<@Nullable Object> data, HmcState state, int attempts);
}
