package org.juxta;

import org.jspecify.annotations.Nullable;
import org.juxta.tracer.Ints;

/**
 * Which axes a function of {@link Fft} goes along, how many elements it takes and how it is scaled.
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="fft"}
 *
 * @param lengths how many elements along each axis: longer ones are cut off, shorter ones get zeros
 *     at the end; for the way back to real numbers, how many these are; null for as many as there
 *     are
 * @param axes null for the last, or all, or the last as many as there are lengths
 * @param norm the scale
 */
public record FftOptions(@Nullable Ints lengths, @Nullable Ints axes, FftNorm norm) {
  /** All elements of the last axis, or of all axes, where only the inverse is scaled. */
  public static final FftOptions NONE = new FftOptions(null, null, FftNorm.BACKWARD);

  /** With so many elements along each axis. */
  public FftOptions lengths(int... sizes) {
    return new FftOptions(Ints.of(sizes), axes, norm);
  }

  /** Along these axes. */
  public FftOptions axes(int... along) {
    return new FftOptions(lengths, Ints.of(along), norm);
  }

  /** With this scale. */
  public FftOptions norm(FftNorm scale) {
    return new FftOptions(lengths, axes, scale);
  }
}
