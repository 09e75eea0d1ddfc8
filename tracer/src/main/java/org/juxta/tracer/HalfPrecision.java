package org.juxta.tracer;

/** The floats of 16 bits, BF16 and F16, held as the short of their bits. */
final class HalfPrecision {
  private HalfPrecision() {}

  static float toFloat(short bits, DType dtype) {
    return dtype == DType.F16 ? Float.float16ToFloat(bits) : Float.intBitsToFloat(bits << 16);
  }

  /** The nearest, halves to even; NaN stays NaN. */
  static short ofFloat(float value, DType dtype) {
    return dtype == DType.F16 ? Float.floatToFloat16(value) : brain(value);
  }

  /**
   * The nearest F16; the nearest BF16 to the nearest float, as XLA and NumPy's extension types have
   * it.
   */
  static short ofDouble(double value, DType dtype) {
    return dtype == DType.F16 ? Float.floatToFloat16(toOdd(value)) : brain((float) value);
  }

  /** The value of this type nearest to {@code value}. */
  static double round(double value, DType dtype) {
    return toFloat(ofDouble(value, dtype), dtype);
  }

  private static short brain(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> 16) | 0x40);
    }
    // The carry of what rounds up moves into the exponent, at the end to infinity.
    return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
  }

  /**
   * A float that is exact or has an odd last digit, and so is no tie of a shorter format that the
   * double is not.
   */
  private static float toOdd(double value) {
    float nearest = (float) value;
    if (nearest == value || Double.isNaN(value) || Float.isInfinite(nearest)) {
      return nearest;
    }
    boolean away = Math.abs((double) nearest) > Math.abs(value);
    int bits = Float.floatToRawIntBits(nearest) - (away ? 1 : 0);
    return Float.intBitsToFloat(bits | 1);
  }

  static float[] widen(short[] x, DType dtype) {
    float[] r = new float[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = toFloat(x[i], dtype);
    }
    return r;
  }

  static short[] narrow(float[] x, DType dtype) {
    short[] r = new short[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = ofFloat(x[i], dtype);
    }
    return r;
  }

  static short[] narrow(double[] x, DType dtype) {
    short[] r = new short[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = ofDouble(x[i], dtype);
    }
    return r;
  }

  /** The next number from {@code x} towards {@code y}. */
  static short nextAfter(short x, short y, DType dtype) {
    float from = toFloat(x, dtype);
    float to = toFloat(y, dtype);
    if (Float.isNaN(from)) {
      return x;
    }
    if (Float.isNaN(to) || from == to) {
      return y;
    }
    if (from == 0) {
      return (short) (to > 0 ? 1 : 0x8001);
    }
    return (short) (x + ((to > from) == (from > 0) ? 1 : -1));
  }
}
