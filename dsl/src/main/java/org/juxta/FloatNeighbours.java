package org.juxta;

import org.juxta.tracer.DType;

/**
 * The floats next to given ones. Their derivative is zero, as that of {@code jax.lax.nextafter}.
 */
final class FloatNeighbours {
  private FloatNeighbours() {}

  /** The next float towards +∞; NaN and +∞ stay. */
  static Array up(Array x) {
    DType integer = x.dtype() == DType.F64 ? DType.I64 : DType.I32;
    // -0 becomes 0, from whose bits floats count up.
    Array fixed = Lax.stopGradient(Np.where(x.eq(0), 0, x));
    Array bits = Lax.bitcastConvert(fixed, integer);
    Array next = Lax.bitcastConvert(Np.where(bits.lt(0), bits.sub(1), bits.add(1)), x.dtype());
    return Np.where(fixed.lt(Double.POSITIVE_INFINITY), next, fixed);
  }

  /** The next float towards -∞; NaN and -∞ stay. */
  static Array down(Array x) {
    return up(x.neg()).neg();
  }
}
