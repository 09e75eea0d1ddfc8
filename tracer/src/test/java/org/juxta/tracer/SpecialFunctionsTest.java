package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.tracer.Elementwise.UnaryKind;

/**
 * Values of the special functions from tables (DLMF, mpmath) and, for single-precision draws, from
 * JAX.
 */
class SpecialFunctionsTest {
  private static final Percentage FEW_ULPS = Percentage.withPercentage(1e-13);

  private static double f64(UnaryKind kind, double x) {
    return Hosts.doubles(Hosts.evaluate(new Elementwise.Unary(kind), Hosts.of(DType.F64, x)))[0];
  }

  private static float f32(UnaryKind kind, float x) {
    return (float)
        Hosts.doubles(Hosts.evaluate(new Elementwise.Unary(kind), Hosts.of(DType.F32, x)))[0];
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1e-10, 1.1283791670955126e-10",
    "0.5, 0.5204998778130465",
    "1, 0.8427007929497149",
    "2, 0.9953222650189527",
    "3, 0.9999779095030014",
    "-0.3, -0.3286267594591274",
    "6, 1",
    "Infinity, 1"
  })
  void erf(double x, double expected) {
    assertThat(f64(UnaryKind.ERF, x)).isCloseTo(expected, FEW_ULPS);
    assertThat(f32(UnaryKind.ERF, (float) x)).isEqualTo((float) ErrorFunctions.erf((float) x));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0.5, 0.4795001221869535",
    "1, 0.15729920705028513",
    "2, 0.004677734981047266",
    "5, 1.5374597944280349e-12",
    "10, 2.088487583762545e-45",
    "-1, 1.8427007929497148",
    "-9, 2",
    "-Infinity, 2"
  })
  void erfc(double x, double expected) {
    assertThat(f64(UnaryKind.ERFC, x)).isCloseTo(expected, FEW_ULPS);
  }

  @Test
  void erfcFarOut() {
    assertThat(f64(UnaryKind.ERFC, 26.5)).isBetween(1e-308, 1e-300);
    assertThat(f64(UnaryKind.ERFC, 28)).isZero();
    assertThat(f64(UnaryKind.ERFC, Double.NaN)).isNaN();
    assertThat(f64(UnaryKind.ERF, Double.NaN)).isNaN();
  }

  /**
   * sqrt(2) erf_inv(u) for the draws of key 0 and its two halves: the numbers that JAX prints, to
   * the last digit.
   */
  @Test
  void normalDrawsAreJaxs() {
    assertThat((float) Math.sqrt(2) * f32(UnaryKind.ERF_INV, -0.16308588f))
        .isCloseTo(-0.20584226f, within(0f));
    assertThat((float) Math.sqrt(2) * f32(UnaryKind.ERF_INV, 0.11441308f))
        .isCloseTo(0.14389051f, within(0f));
    assertThat((float) Math.sqrt(2) * f32(UnaryKind.ERF_INV, -0.789262f))
        .isCloseTo(-1.2515389f, within(0f));
  }

  @Test
  void inverseErrorFunctionAtTheEdges() {
    assertThat(f32(UnaryKind.ERF_INV, 1)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(f32(UnaryKind.ERF_INV, -1)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(f32(UnaryKind.ERF_INV, 1.5f)).isNaN();
    assertThat(f32(UnaryKind.ERF_INV, Float.NaN)).isNaN();
    assertThat(f32(UnaryKind.ERF_INV, -0.0f)).isEqualTo(-0.0f);
    assertThat(f64(UnaryKind.ERF_INV, 1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(f64(UnaryKind.ERF_INV, -2)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.999999, -0.9, -0.3, -1e-12, 1e-300, 0.5, 0.95, 0.9999999999})
  void inverseErrorFunctionUndoesErf(double x) {
    double y = f64(UnaryKind.ERF_INV, x);
    assertThat(ErrorFunctions.erf(y)).isCloseTo(x, Percentage.withPercentage(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, 1e-300, 1e-9, 0.1, 0.7, 1, 10, 1e8, 1e9, 1e300, Double.POSITIVE_INFINITY})
  void asinhIsOddAndStable(double x) {
    double y = f64(UnaryKind.ASINH, x);
    assertThat(f64(UnaryKind.ASINH, -x)).isEqualTo(-y);
    if (x <= 10) {
      assertThat(Math.sinh(y)).isCloseTo(x, FEW_ULPS);
    } else {
      assertThat(y).isCloseTo(Math.log(x) + Math.log(2), Percentage.withPercentage(1e-12));
    }
  }

  @Test
  void hyperbolicInversesAtTheEdges() {
    assertThat(f64(UnaryKind.ACOSH, 1)).isZero();
    assertThat(f64(UnaryKind.ACOSH, 0.5)).isNaN();
    assertThat(f64(UnaryKind.ACOSH, -1e10)).isNaN();
    assertThat(f64(UnaryKind.ACOSH, 1e300)).isCloseTo(691.4686750787737, FEW_ULPS);
    assertThat(f64(UnaryKind.ACOSH, 1 + 1e-10)).isCloseTo(1.4142136208675862e-05, FEW_ULPS);
    assertThat(f64(UnaryKind.ATANH, 1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(f64(UnaryKind.ATANH, -1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(f64(UnaryKind.ATANH, 1.5)).isNaN();
    assertThat(f64(UnaryKind.ATANH, 1e-20)).isEqualTo(1e-20);
    assertThat(f64(UnaryKind.ATANH, -0.0)).isEqualTo(-0.0);
  }

  @Test
  void logisticInBothTails() {
    assertThat(f64(UnaryKind.LOGISTIC, -700)).isCloseTo(Math.exp(-700), FEW_ULPS);
    assertThat(f64(UnaryKind.LOGISTIC, 700)).isEqualTo(1);
    assertThat(f64(UnaryKind.LOGISTIC, 0)).isEqualTo(0.5);
    assertThat(f64(UnaryKind.LOGISTIC, Double.NEGATIVE_INFINITY)).isZero();
    assertThat(f32(UnaryKind.LOGISTIC, -100))
        .isCloseTo((float) Math.exp(-100), within(Float.MIN_VALUE));
  }
}
