package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import org.jspecify.annotations.Nullable;

/** A user's function, whatever its number of arguments. */
@FunctionalInterface
interface Fn {
  @Nullable Object apply(@Nullable Object[] arguments);

  /** The caller's typed interface vouches for the type; erasure leaves nothing to check. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T> T cast(@Nullable Object value) {
    return (T) value;
  }

  static <A, R> Fn of(Function1<A, R> f) {
    return x -> f.apply(cast(x[0]));
  }

  static <A, B, R> Fn of(Function2<A, B, R> f) {
    return x -> f.apply(cast(x[0]), cast(x[1]));
  }

  static <A, B, C, R> Fn of(Function3<A, B, C, R> f) {
    return x -> f.apply(cast(x[0]), cast(x[1]), cast(x[2]));
  }

  static <A, B, C, D, R> Fn of(Function4<A, B, C, D, R> f) {
    return x -> f.apply(cast(x[0]), cast(x[1]), cast(x[2]), cast(x[3]));
  }

  static <A, B, C, D, E, R> Fn of(Function5<A, B, C, D, E, R> f) {
    return x -> f.apply(cast(x[0]), cast(x[1]), cast(x[2]), cast(x[3]), cast(x[4]));
  }

  static <A, B, C, D, E, F, R> Fn of(Function6<A, B, C, D, E, F, R> f) {
    return x -> f.apply(cast(x[0]), cast(x[1]), cast(x[2]), cast(x[3]), cast(x[4]), cast(x[5]));
  }

  static <A, B, C, D, E, F, G, R> Fn of(Function7<A, B, C, D, E, F, G, R> f) {
    return x ->
        f.apply(cast(x[0]), cast(x[1]), cast(x[2]), cast(x[3]), cast(x[4]), cast(x[5]), cast(x[6]));
  }

  static <A, B, C, D, E, F, G, H, R> Fn of(Function8<A, B, C, D, E, F, G, H, R> f) {
    return x ->
        f.apply(
            cast(x[0]),
            cast(x[1]),
            cast(x[2]),
            cast(x[3]),
            cast(x[4]),
            cast(x[5]),
            cast(x[6]),
            cast(x[7]));
  }
}
