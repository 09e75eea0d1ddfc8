package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {
  private static ArrayType scalar(DType dtype) {
    return ArrayType.of(dtype);
  }

  /** The conversion of literals is the one of arrays. */
  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1.5,
        -1.5,
        3e9,
        -3e9,
        4294967296.0,
        1e20,
        -1e20,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      })
  void convertsAsTheOperationDoes(double value) {
    for (DType from : new DType[] {DType.F32, DType.F64}) {
      for (DType to : DType.values()) {
        Literal literal = Literal.of(scalar(from), value);
        HostArray expected = Hosts.evaluate(new Elementwise.Convert(to), literal.toHost());
        assertThat(Hosts.same(literal.as(scalar(to)).toHost(), expected))
            .as("%s to %s", literal, to)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"I32", "I64", "U32"})
  void convertsIntegersAsTheOperationDoes(DType from) {
    for (long value : new long[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 5_000_000_000L}) {
      for (DType to : DType.values()) {
        Literal literal = Literal.of(scalar(from), value);
        HostArray expected = Hosts.evaluate(new Elementwise.Convert(to), literal.toHost());
        assertThat(Hosts.same(literal.as(scalar(to)).toHost(), expected))
            .as("%s to %s", literal, to)
            .isTrue();
      }
    }
  }

  @Test
  void equalByTypeAndBits() {
    assertThat(Literal.of(scalar(DType.F32), 0.0))
        .isNotEqualTo(Literal.of(scalar(DType.F32), -0.0));
    assertThat(Literal.of(scalar(DType.F32), Double.NaN))
        .isEqualTo(Literal.of(scalar(DType.F32), Double.NaN));
    assertThat(Literal.of(scalar(DType.F32), 0.1))
        .isEqualTo(Literal.of(scalar(DType.F32), (double) 0.1f));
    assertThat(Literal.of(scalar(DType.F32), 1L)).isNotEqualTo(Literal.of(scalar(DType.F64), 1L));
  }

  @Test
  void prints() {
    assertThat(Literal.of(scalar(DType.F32), 0.1)).hasToString("0.1:F32()");
    assertThat(Literal.of(new ArrayType(DType.I32, Shape.SCALAR, true), -1L))
        .hasToString("-1:I32()*");
    assertThat(Literal.of(scalar(DType.U32), -1L)).hasToString("4294967295:U32()");
    assertThat(Literal.of(scalar(DType.BOOL), 1L)).hasToString("true:BOOL()");
  }

  @Test
  void onlyScalars() {
    assertThatThrownBy(() -> Literal.of(ArrayType.of(DType.F32, 1), 0.0))
        .isInstanceOf(ShapeException.class);
  }
}
