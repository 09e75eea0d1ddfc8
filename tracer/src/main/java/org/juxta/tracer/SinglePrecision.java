package org.juxta.tracer;

/**
 * Logarithms and exp in single precision with the rounding errors that they have in XLA on a CPU,
 * so that draws which come from them are the same bits in all engines, and JAX's. The
 * approximations are those of S. Moshier's Cephes library; products and sums are fused as XLA's
 * compiler fuses them, which was found by comparing 300,000 arguments bit by bit with JAX 0.10.
 * Where XLA leaves the range of normal numbers the functions are computed in double and rounded.
 */
final class SinglePrecision {
  private static final float SQRT_HALF = 0.70710677f;

  /** log(2) as a number of few bits and a rest. */
  private static final float LOG_2_HIGH = 0.6933594f;

  private static final float LOG_2_LOW = -0.00021219444f;

  /** log(1 + z) = z - z^2 / 2 + z^3 P(z); the highest power first. */
  private static final float[] LOG = {
    0.070376836f,
    -0.1151461f,
    0.116769984f,
    -0.12420141f,
    0.14249323f,
    -0.16668057f,
    0.20000714f,
    -0.24999994f,
    0.3333333f
  };

  /** Below this, log(1 + x) = x - x^2 / 2 + x^3 P(x) / Q(x). */
  private static final float LOG1P_BOUND = 0.41421357f;

  private static final float[] LOG1P_P = {
    4.527e-05f, 0.49854103f, 6.5787325f, 29.911919f, 60.94967f, 57.112965f, 20.039553f
  };

  private static final float[] LOG1P_Q = {
    1.0f, 15.062909f, 83.04757f, 221.7624f, 309.09872f, 216.42789f, 60.11866f
  };

  /** exp(r) = 1 + r + r^2 P(r); the highest power first. */
  private static final float[] EXP = {
    1.9875691500E-4f,
    1.3981999507E-3f,
    8.3334519073E-3f,
    4.1665795894E-2f,
    1.6666665459E-1f,
    5.0000001201E-1f
  };

  private static final float LOG2_E = 1.4426950f;

  /** exp of what is outside is infinite or below the normal numbers. */
  private static final float EXP_LEAST = -87.3f;

  private static final float EXP_GREATEST = 88.7f;

  private SinglePrecision() {}

  static float exp(float x) {
    if (!(x >= EXP_LEAST && x <= EXP_GREATEST)) {
      return (float) Math.exp(x);
    }
    float n = (float) Math.floor(Math.fma(x, LOG2_E, 0.5f));
    float r = Math.fma(-LOG_2_LOW, n, Math.fma(-LOG_2_HIGH, n, x));
    float fraction = 1 + Math.fma(polynomial(EXP, r), r * r, r);
    return Math.scalb(fraction, (int) n);
  }

  static float log1p(float x) {
    if (Math.abs(x) < Float.MIN_NORMAL) {
      return x;
    }
    if (!(Math.abs(x) < LOG1P_BOUND)) {
      return log(1 + x);
    }
    float square = x * x;
    float ratio = polynomial(LOG1P_P, x) / polynomial(LOG1P_Q, x);
    return x + Math.fma(-0.5f, square, x * square * ratio);
  }

  /** NaN below zero. */
  static float log(float x) {
    if (!(x >= Float.MIN_NORMAL) || x == Float.POSITIVE_INFINITY) {
      return (float) Math.log(x);
    }
    int exponent = Math.getExponent(x) + 1;
    float fraction = Math.scalb(x, -exponent);
    if (fraction < SQRT_HALF) {
      exponent--;
      fraction += fraction;
    }
    float z = fraction - 1;
    float square = z * z;
    float cube = square * z;
    float p = Math.fma(Math.fma(z, LOG[0], LOG[1]), z, LOG[2]);
    p = Math.fma(p, cube, Math.fma(Math.fma(z, LOG[3], LOG[4]), z, LOG[5]));
    p = Math.fma(p, cube, Math.fma(Math.fma(z, LOG[6], LOG[7]), z, LOG[8]));
    p = Math.fma(p, cube, LOG_2_LOW * exponent);
    return Math.fma(LOG_2_HIGH, exponent, Math.fma(-0.5f, square, z) + p);
  }

  /** By Horner's rule; the coefficient of the highest power comes first. */
  static float polynomial(float[] coefficients, float x) {
    float sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = Math.fma(sum, x, coefficients[i]);
    }
    return sum;
  }
}
