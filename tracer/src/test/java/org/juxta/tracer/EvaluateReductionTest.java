package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.juxta.tracer.DType.BOOL;
import static org.juxta.tracer.DType.F32;
import static org.juxta.tracer.DType.F64;
import static org.juxta.tracer.DType.I32;
import static org.juxta.tracer.DType.I64;
import static org.juxta.tracer.DType.U32;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.tracer.Reduction.ArgKind;
import org.juxta.tracer.Reduction.ReduceKind;

class EvaluateReductionTest {
  private static double[] reduce(ReduceKind kind, HostArray x, int... axes) {
    return Hosts.doubles(Hosts.evaluate(new Reduction.Reduce(kind, Ints.of(axes)), x));
  }

  private static long[] argument(ArgKind kind, int axis, HostArray x) {
    return Hosts.longs(Hosts.evaluate(new Reduction.ArgReduce(kind, axis, I32), x));
  }

  @Test
  void alongAxes() {
    HostArray x = Hosts.range(F32, 2, 3, 2);
    assertThat(reduce(ReduceKind.SUM, x, 1)).containsExactly(6, 9, 24, 27);
    assertThat(reduce(ReduceKind.SUM, x, 0, 2)).containsExactly(14, 22, 30);
    assertThat(reduce(ReduceKind.MAX, x, 0, 1, 2)).containsExactly(11);
    assertThat(reduce(ReduceKind.PROD, x, 2)).containsExactly(0, 6, 20, 42, 72, 110);
    assertThat(reduce(ReduceKind.MIN, x)).isEqualTo(Hosts.doubles(x));
  }

  @Test
  void ofNothing() {
    HostArray none = Hosts.of(F64, Shape.of(0, 2));
    assertThat(reduce(ReduceKind.SUM, none, 0)).containsExactly(0, 0);
    assertThat(reduce(ReduceKind.PROD, none, 0)).containsExactly(1, 1);
    assertThat(reduce(ReduceKind.MAX, none, 0)).containsOnly(Double.NEGATIVE_INFINITY);
    assertThat(reduce(ReduceKind.MIN, none, 0)).containsOnly(Double.POSITIVE_INFINITY);
    assertThat(reduce(ReduceKind.MAX, Hosts.of(I32), 0)).containsExactly(Integer.MIN_VALUE);
    assertThat(reduce(ReduceKind.MIN, Hosts.of(I64), 0)).containsExactly((double) Long.MAX_VALUE);
    assertThat(reduce(ReduceKind.MAX, Hosts.of(U32), 0)).containsExactly(0);
    assertThat(reduce(ReduceKind.MIN, Hosts.of(U32), 0)).containsExactly(0xFFFFFFFFL);
    assertThat(reduce(ReduceKind.AND, Hosts.of(BOOL), 0)).containsExactly(1);
    assertThat(reduce(ReduceKind.OR, Hosts.of(BOOL), 0)).containsExactly(0);
    assertThat(reduce(ReduceKind.AND, Hosts.of(I32), 0)).containsExactly(-1);
    assertThat(reduce(ReduceKind.MAX, Hosts.of(BOOL), 0)).containsExactly(0);
    assertThat(reduce(ReduceKind.SUM, none, 1)).isEmpty();
  }

  @Test
  void nanAndInfinities() {
    HostArray x = Hosts.of(F32, 1, Double.NaN, 3);
    assertThat(reduce(ReduceKind.MAX, x, 0)).containsExactly(Double.NaN);
    assertThat(reduce(ReduceKind.MIN, x, 0)).containsExactly(Double.NaN);
    HostArray infinite = Hosts.of(F64, Double.POSITIVE_INFINITY, 1, 1e308, 1e308);
    assertThat(reduce(ReduceKind.SUM, infinite, 0)).containsExactly(Double.POSITIVE_INFINITY);
  }

  @Test
  void integersWrapAroundAndUnsignedOnesAreSuch() {
    assertThat(reduce(ReduceKind.SUM, Hosts.longs(I32, Integer.MAX_VALUE, 1), 0))
        .containsExactly(Integer.MIN_VALUE);
    assertThat(reduce(ReduceKind.MAX, Hosts.longs(U32, 0xFFFFFFFFL, 1), 0))
        .containsExactly(0xFFFFFFFFL);
    assertThat(reduce(ReduceKind.OR, Hosts.longs(I32, 5, 2), 0)).containsExactly(7);
    assertThat(reduce(ReduceKind.AND, Hosts.of(BOOL, 1, 0), 0)).containsExactly(0);
  }

  @Test
  void longSumsAreAccurate() {
    double[] tenths = new double[1_000_000];
    Arrays.fill(tenths, 0.1);
    assertThat(reduce(ReduceKind.SUM, Hosts.of(F32, tenths), 0)[0])
        .isEqualTo((float) (1e6 * (double) 0.1f));
    assertThat(reduce(ReduceKind.SUM, Hosts.of(F64, tenths), 0)[0])
        .isCloseTo(100_000, offset(1e-9));
  }

  @Test
  void firstOfEqualArguments() {
    HostArray x = Hosts.of(F32, Shape.of(2, 3), 1, 3, 3, 2, 0, 0);
    assertThat(argument(ArgKind.MAX, 1, x)).containsExactly(1, 0);
    assertThat(argument(ArgKind.MIN, 1, x)).containsExactly(0, 1);
    assertThat(argument(ArgKind.MAX, 0, x)).containsExactly(1, 0, 0);
    assertThat(argument(ArgKind.MIN, 0, Hosts.of(F64, 0, -0.0))).containsExactly(0);
  }

  @Test
  void firstNanIsTheArgument() {
    HostArray x = Hosts.of(F64, 1, Double.NaN, 5, Double.NaN);
    assertThat(argument(ArgKind.MAX, 0, x)).containsExactly(1);
    assertThat(argument(ArgKind.MIN, 0, x)).containsExactly(1);
    assertThat(argument(ArgKind.MIN, 0, Hosts.of(F32, Double.NaN, 1))).containsExactly(0);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"C64", "C128"})
  void argumentsOfEveryType(DType dtype) {
    HostArray x = Hosts.of(dtype, 0, 1, 1, 0);
    assertThat(argument(ArgKind.MAX, 0, x)).containsExactly(1);
    assertThat(argument(ArgKind.MIN, 0, x)).containsExactly(0);
  }

  @Test
  void argumentsOfIntegersAreExact() {
    assertThat(argument(ArgKind.MAX, 0, Hosts.longs(I64, Long.MAX_VALUE - 1, Long.MAX_VALUE)))
        .containsExactly(1);
    assertThat(argument(ArgKind.MAX, 0, Hosts.longs(U32, 1, 0xFFFFFFFFL))).containsExactly(1);
  }
}
