package org.juxta.tracer;

/**
 * Logarithms in single precision with the rounding errors that they have in XLA on a CPU, where the
 * normal draws of JAX come from them. The approximations are those of S. Moshier's Cephes library;
 * products and sums are fused as XLA's compiler fuses them, which was found by comparing 300,000
 * arguments bit by bit with JAX 0.10.
 */
final class SinglePrecision {
  private static final float SQRT_HALF = 0.707106781186547524f;

  /** log(2) as a number of few bits and a rest. */
  private static final float LOG_2_HIGH = 0.693359375f;

  private static final float LOG_2_LOW = -2.12194440e-4f;

  /** log(1 + z) = z - z^2 / 2 + z^3 P(z); the highest power first. */
  private static final float[] LOG = {
    7.0376836292e-2f,
    -1.1514610310e-1f,
    1.1676998740e-1f,
    -1.2420140846e-1f,
    1.4249322787e-1f,
    -1.6668057665e-1f,
    2.0000714765e-1f,
    -2.4999993993e-1f,
    3.3333331174e-1f
  };

  /** Below this, log(1 + x) = x - x^2 / 2 + x^3 P(x) / Q(x). */
  private static final float LOG1P_BOUND = 0.41421356237309504880f;

  private static final float[] LOG1P_P = {
    4.5270000862445199635215e-5f,
    4.9854102823193375972212e-1f,
    6.5787325942061044846969e0f,
    2.9911919328553073277375e1f,
    6.0949667980987787057556e1f,
    5.7112963590585538103336e1f,
    2.0039553499201281259648e1f
  };

  private static final float[] LOG1P_Q = {
    1.0f,
    1.5062909083469192043167e1f,
    8.3047565967967209469434e1f,
    2.2176239823732856465394e2f,
    3.0909872225312059774938e2f,
    2.1642788614495947685003e2f,
    6.0118660497603843919306e1f
  };

  private SinglePrecision() {}

  static float log1p(float x) {
    if (!(Math.abs(x) < LOG1P_BOUND)) {
      return log(1 + x);
    }
    float square = x * x;
    float ratio = polynomial(LOG1P_P, x) / polynomial(LOG1P_Q, x);
    return x + Math.fma(-0.5f, square, x * square * ratio);
  }

  /** Of a normal number; NaN below zero. */
  static float log(float x) {
    if (!(x > 0) || x == Float.POSITIVE_INFINITY) {
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
