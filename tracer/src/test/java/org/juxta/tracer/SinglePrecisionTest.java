package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where JAX 0.10.2 (XLA on a CPU) does not give the nearest float. */
class SinglePrecisionTest {
  /** A function of floats. */
  private interface FloatFunction {
    float apply(float x);
  }

  private static void check(FloatFunction f, int[] x, int[] y) {
    for (int i = 0; i < x.length; i++) {
      float value = Float.intBitsToFloat(x[i]);
      assertThat(f.apply(value)).as("of %s", value).isEqualTo(Float.intBitsToFloat(y[i]));
    }
  }

  @Test
  void logRoundsAsXla() {
    int[] x = {
      0x3f72c5a7, 0x3f1f33c3, 0x3ebcecab, 0x3f29b013, 0x3eb4e071, 0x3f2c617a, 0x3f66c430, 0x3eb105de
    };
    int[] y = {
      0xbd594f8f, 0xbef33384, 0xbf7f39e6, 0xbed28b11, 0xbf852f66, 0xbeca7b42, 0xbdd4863f, 0xbf87f11a
    };
    check(SinglePrecision::log, x, y);
  }

  @Test
  void log1pRoundsAsXla() {
    int[] x = {
      0xbf41c367, 0xbf246c47, 0xbe9755d2, 0xbe6712d3, 0xbe8078b6, 0xbe8dceca, 0xbf517a98, 0xbf1562fc
    };
    int[] y = {
      0xbfb50592, 0xbf839566, 0xbeb36472, 0xbe82f086, 0xbe93ec1c, 0xbea60af0, 0xbfda4652, 0xbf603f7e
    };
    check(SinglePrecision::log1p, x, y);
  }

  @Test
  void expRoundsAsXla() {
    int[] x = {
      0x3face2b6, 0xc016e2ef, 0xbf039b7f, 0x40a8c0de, 0x3f891e6f, 0x406b30b1, 0xbfdb9098, 0xbfddc85f
    };
    int[] y = {
      0x40770a56, 0x3dc1d64c, 0x3f191964, 0x43431b28, 0x403ad0e8, 0x421dc53e, 0x3e3837e4, 0x3e350dc8
    };
    check(SinglePrecision::exp, x, y);
  }

  @Test
  void edges() {
    assertThat(SinglePrecision.log(0)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(SinglePrecision.log(-1)).isNaN();
    assertThat(SinglePrecision.log(Float.MIN_VALUE)).isEqualTo((float) Math.log(Float.MIN_VALUE));
    assertThat(SinglePrecision.log(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(SinglePrecision.log1p(-1)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(1 / SinglePrecision.log1p(-0.0f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(SinglePrecision.log1p(Float.NaN)).isNaN();
    assertThat(SinglePrecision.exp(0)).isEqualTo(1);
    assertThat(SinglePrecision.exp(-200)).isZero();
    assertThat(SinglePrecision.exp(89)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(SinglePrecision.exp(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(SinglePrecision.exp(Float.NaN)).isNaN();
  }
}
