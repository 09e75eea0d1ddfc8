package org.juxta.transforms;

import io.vavr.Tuple;
import org.jspecify.annotations.Nullable;

/** Tuples of a number of entries that is known only at run time. */
final class Tuples {
  private Tuples() {}

  static Tuple of(@Nullable Object[] x) {
    return switch (x.length) {
      case 1 -> Tuple.of(x[0]);
      case 2 -> Tuple.of(x[0], x[1]);
      case 3 -> Tuple.of(x[0], x[1], x[2]);
      case 4 -> Tuple.of(x[0], x[1], x[2], x[3]);
      case 5 -> Tuple.of(x[0], x[1], x[2], x[3], x[4]);
      case 6 -> Tuple.of(x[0], x[1], x[2], x[3], x[4], x[5]);
      case 7 -> Tuple.of(x[0], x[1], x[2], x[3], x[4], x[5], x[6]);
      case 8 -> Tuple.of(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7]);
      default -> throw new IllegalArgumentException("no tuple of " + x.length + " entries");
    };
  }
}
