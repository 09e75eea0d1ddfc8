package org.juxta;

/**
 * The floats next to given ones. Their derivative is zero, as that of {@code jax.lax.nextafter}.
 */
final class FloatNeighbours {
  private FloatNeighbours() {}

  /** The next float towards +∞; NaN and +∞ stay. */
  static Array up(Array x) {
    return Lax.nextafter(x, Promotion.to(Array.scalar(Double.POSITIVE_INFINITY), x.dtype()));
  }

  /** The next float towards -∞; NaN and -∞ stay. */
  static Array down(Array x) {
    return up(x.neg()).neg();
  }
}
