package org.juxta;

import java.util.Arrays;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;

/** What lies around the array in a convolution. As the paddings of {@code jax.lax}. */
public sealed interface ConvPadding {
  /** As much that the result is as large as the array, or as every stride-th of it; more after. */
  ConvPadding SAME = Kind.SAME;

  /** {@link #SAME}, with the odd one before. */
  ConvPadding SAME_LOWER = Kind.SAME_LOWER;

  /** Nothing. */
  ConvPadding VALID = Kind.VALID;

  /** One that depends on the sizes. */
  enum Kind implements ConvPadding {
    SAME,
    SAME_LOWER,
    VALID
  }

  /**
   * So many zeros before and after along each axis of space; negative ones cut off elements.
   *
   * @param low before
   * @param high after
   */
  record Explicit(Ints low, Ints high) implements ConvPadding {}

  /**
   * {@code {before, after}} for each axis of space.
   *
   * @throws ShapeException if one is not a pair
   */
  static Explicit of(int[]... widths) {
    if (Arrays.stream(widths).anyMatch(w -> w.length != 2)) {
      throw new ShapeException(
          "a padding is {before, after} for each axis of space, not "
              + Arrays.deepToString(widths));
    }
    return new Explicit(
        Ints.build(widths.length, i -> widths[i][0]), Ints.build(widths.length, i -> widths[i][1]));
  }
}
