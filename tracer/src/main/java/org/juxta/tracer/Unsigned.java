package org.juxta.tracer;

/** Unsigned integers of 64 bits in a long. */
final class Unsigned {
  private Unsigned() {}

  static double toDouble(long x) {
    // Halved, with the last bit kept, so that it is rounded once.
    return x >= 0 ? x : 2.0 * ((x >>> 1) | (x & 1));
  }

  static float toFloat(long x) {
    return x >= 0 ? x : 2.0f * ((x >>> 1) | (x & 1));
  }

  /** Truncated and saturated; NaN is 0. */
  static long ofDouble(double x) {
    if (!(x > 0)) {
      return 0;
    }
    if (x < 0x1p63) {
      return (long) x;
    }
    return x >= 0x1p64 ? -1 : (long) (x - 0x1p63) | Long.MIN_VALUE;
  }
}
