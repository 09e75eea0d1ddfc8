package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluateContractionTest {
  private static final Contraction.DotGeneral MATMUL =
      new Contraction.DotGeneral(Ints.of(1), Ints.of(0), Ints.EMPTY, Ints.EMPTY);

  @ParameterizedTest
  @EnumSource(value = DType.class, mode = EnumSource.Mode.EXCLUDE, names = "BOOL")
  void matrices(DType dtype) {
    HostArray product = Hosts.evaluate(MATMUL, Hosts.range(dtype, 2, 3), Hosts.range(dtype, 3, 2));
    assertThat(Hosts.doubles(product)).containsExactly(10, 13, 28, 40);
    HostArray column = Hosts.evaluate(MATMUL, Hosts.range(dtype, 2, 3), Hosts.range(dtype, 3, 1));
    assertThat(Hosts.doubles(column)).containsExactly(5, 14);
  }

  @Test
  void batchAndContractedAxesAnywhere() {
    Op op = new Contraction.DotGeneral(Ints.of(2), Ints.of(0), Ints.of(0), Ints.of(2));
    HostArray product =
        Hosts.evaluate(op, Hosts.range(DType.F64, 2, 2, 3), Hosts.range(DType.F64, 3, 2, 2));
    assertThat(product.type().shape()).isEqualTo(Shape.of(2, 2, 2));
    assertThat(Hosts.doubles(product)).containsExactly(20, 26, 56, 80, 113, 155, 158, 218);
  }

  @Test
  void innerAndOuterProducts() {
    Op inner = new Contraction.DotGeneral(Ints.of(0), Ints.of(0), Ints.EMPTY, Ints.EMPTY);
    assertThat(
            Hosts.doubles(
                Hosts.evaluate(inner, Hosts.range(DType.F32, 4), Hosts.range(DType.F32, 4))))
        .containsExactly(14);
    Op outer = new Contraction.DotGeneral(Ints.EMPTY, Ints.EMPTY, Ints.EMPTY, Ints.EMPTY);
    assertThat(
            Hosts.doubles(
                Hosts.evaluate(outer, Hosts.range(DType.I32, 2), Hosts.range(DType.I32, 3))))
        .containsExactly(0, 0, 0, 0, 1, 2);
  }

  @Test
  void sumOfNothingIsZero() {
    HostArray product =
        Hosts.evaluate(MATMUL, Hosts.range(DType.F32, 2, 0), Hosts.range(DType.F32, 0, 2));
    assertThat(Hosts.doubles(product)).containsExactly(0, 0, 0, 0);
    assertThat(
            Hosts.evaluate(MATMUL, Hosts.range(DType.F32, 0, 2), Hosts.range(DType.F32, 2, 2))
                .size())
        .isZero();
  }

  @Test
  void moreThanOneBlock() {
    int n = 150;
    HostArray a = Hosts.range(DType.I64, 3, n);
    HostArray b = Hosts.range(DType.I64, n, 2);
    HostArray asReals =
        Hosts.evaluate(
            MATMUL,
            Hosts.evaluate(new Elementwise.Convert(DType.F64), a),
            Hosts.evaluate(new Elementwise.Convert(DType.F64), b));
    assertThat(Hosts.doubles(asReals)).isEqualTo(Hosts.doubles(Hosts.evaluate(MATMUL, a, b)));
  }

  @Test
  void nanIsNotLostToAZero() {
    HostArray a = Hosts.of(DType.F32, Shape.of(1, 2), 0, 1);
    HostArray b = Hosts.of(DType.F32, Shape.of(2, 2), Double.NaN, Double.POSITIVE_INFINITY, 1, 1);
    assertThat(Hosts.doubles(Hosts.evaluate(MATMUL, a, b))).containsOnly(Double.NaN);
  }
}
