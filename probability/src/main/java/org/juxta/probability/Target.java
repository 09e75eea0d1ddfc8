package org.juxta.probability;

import static org.juxta.probability.DensitySpace.cast;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;

/**
 * What a kernel samples from, still without data. Made by the factories of {@link Nuts} and {@link
 * Hmc}.
 */
public final class Target {
  /**
   * Gives what is sampled from for data; the start tells the form of positions where data do not.
   */
  @FunctionalInterface
  private interface Binder {
    Space bind(List<@Nullable Object> data, Start start);
  }

  private final Binder binder;

  private Target(Binder binder) {
    this.binder = binder;
  }

  static Target model(Model model) {
    return new Target((data, _) -> ModelSpace.of(model.bind(data.toArray())));
  }

  static <S> Target density(Function1<S, Array> logDensity) {
    Function2<@Nullable Object, List<@Nullable Object>, Array> f =
        (position, _) -> logDensity.apply(cast(position));
    return new Target((data, start) -> DensitySpace.of(f, 0, data, start));
  }

  static <S, D> Target density(Function2<S, D, Array> logDensity) {
    Function2<@Nullable Object, List<@Nullable Object>, Array> f =
        (position, data) -> logDensity.apply(cast(position), cast(data.get(0)));
    return new Target((data, start) -> DensitySpace.of(f, 1, data, start));
  }

  static <S, D, E> Target density(Function3<S, D, E, Array> logDensity) {
    Function2<@Nullable Object, List<@Nullable Object>, Array> f =
        (position, data) -> logDensity.apply(cast(position), cast(data.get(0)), cast(data.get(1)));
    return new Target((data, start) -> DensitySpace.of(f, 2, data, start));
  }

  Space bind(List<@Nullable Object> data, Start start) {
    return binder.bind(data, start);
  }
}
