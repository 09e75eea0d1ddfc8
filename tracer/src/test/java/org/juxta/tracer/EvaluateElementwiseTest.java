package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.juxta.tracer.DType.BOOL;
import static org.juxta.tracer.DType.F32;
import static org.juxta.tracer.DType.F64;
import static org.juxta.tracer.DType.I32;
import static org.juxta.tracer.DType.I64;
import static org.juxta.tracer.DType.U32;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.Elementwise.UnaryKind;

/** Edge values; those of floats and integers are what JAX 0.10 gives on a CPU. */
class EvaluateElementwiseTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final int I32_MIN = Integer.MIN_VALUE;
  private static final long I64_MIN = Long.MIN_VALUE;

  private static double[] unary(UnaryKind kind, DType dtype, double... x) {
    return Hosts.doubles(Hosts.evaluate(new Elementwise.Unary(kind), Hosts.of(dtype, x)));
  }

  private static double[] binary(BinaryKind kind, DType dtype, double[] a, double[] b) {
    return Hosts.doubles(
        Hosts.evaluate(new Elementwise.Binary(kind), Hosts.of(dtype, a), Hosts.of(dtype, b)));
  }

  private static long[] integers(BinaryKind kind, DType dtype, long[] a, long[] b) {
    return Hosts.longs(
        Hosts.evaluate(new Elementwise.Binary(kind), Hosts.longs(dtype, a), Hosts.longs(dtype, b)));
  }

  private static long[] convert(HostArray x, DType to) {
    return Hosts.longs(Hosts.evaluate(new Elementwise.Convert(to), x));
  }

  private static double[] of(double... values) {
    return values;
  }

  private static long[] ints(long... values) {
    return values;
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void signsOfZeroAndNan(DType dtype) {
    assertThat(unary(UnaryKind.SIGN, dtype, -0.0, 0, NAN, -3, INF))
        .containsExactly(-0.0, 0, NAN, -1, 1);
    assertThat(unary(UnaryKind.NEG, dtype, 0, -0.0, NAN)).containsExactly(-0.0, 0, NAN);
    assertThat(unary(UnaryKind.ABS, dtype, -0.0, -INF)).containsExactly(0, INF);
    assertThat(unary(UnaryKind.RSQRT, dtype, 0, -0.0, INF, -1)).containsExactly(INF, -INF, 0, NAN);
    assertThat(unary(UnaryKind.CBRT, dtype, -8, -0.0, INF)).containsExactly(-2, -0.0, INF);
    assertThat(unary(UnaryKind.LOG, dtype, 0, -0.0, -1, INF)).containsExactly(-INF, -INF, NAN, INF);
    assertThat(unary(UnaryKind.LOG1P, dtype, -1, -0.0, -2)).containsExactly(-INF, -0.0, NAN);
    assertThat(unary(UnaryKind.EXPM1, dtype, -0.0, -INF, INF)).containsExactly(-0.0, -1, INF);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void roundsHalvesToEven(DType dtype) {
    assertThat(unary(UnaryKind.ROUND, dtype, .5, 1.5, -.5, -1.5, 2.5))
        .containsExactly(0, 2, -0.0, -2, 2);
    assertThat(unary(UnaryKind.FLOOR, dtype, -.5, 1.5, -0.0)).containsExactly(-1, 1, -0.0);
    assertThat(unary(UnaryKind.CEIL, dtype, -.5, 1.5, INF)).containsExactly(-0.0, 2, INF);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void maxAndMinTakeNan(DType dtype) {
    double[] a = of(NAN, 1, -0.0, 0, 3);
    double[] b = of(1, NAN, 0, -0.0, INF);
    assertThat(binary(BinaryKind.MAX, dtype, a, b)).containsExactly(NAN, NAN, 0, 0, INF);
    assertThat(binary(BinaryKind.MIN, dtype, a, b)).containsExactly(NAN, NAN, -0.0, -0.0, 3);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void powersAtTheEdges(DType dtype) {
    double[] x =
        of(1, 1, -1, 0, 0, -0.0, -0.0, 0, 0, -8, -2, 2, INF, -INF, -INF, 0.5, NAN, NAN, -0.0);
    double[] y =
        of(
            NAN, INF, -INF, NAN, 0, -1, -2, INF, -INF, 1 / 3.0, INF, -INF, -1, 3, -3, -INF, 0, 1,
            0.5);
    assertThat(binary(BinaryKind.POW, dtype, x, y))
        .containsExactly(
            1, 1, 1, NAN, 1, -INF, INF, 0, INF, NAN, INF, 0, 0, -INF, -0.0, INF, 1, NAN, 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void remainderHasTheSignOfTheDividend(DType dtype) {
    double[] a = of(5, -5, 5, INF, 1, -0.0, 5.5);
    double[] b = of(3, 3, -3, 2, INF, 1, 0);
    assertThat(binary(BinaryKind.REM, dtype, a, b)).containsExactly(2, -2, 2, NAN, 1, -0.0, NAN);
  }

  @Test
  void dividesByZero() {
    double[] zeros = of(1, -1, 0);
    assertThat(binary(BinaryKind.DIV, F32, zeros, of(0, 0, 0))).containsExactly(INF, -INF, NAN);
    assertThat(binary(BinaryKind.DIV, F64, zeros, of(-0.0, 0, 0))).containsExactly(-INF, -INF, NAN);
  }

  @Test
  void integerDivisionByZeroAndOverflow() {
    long[] a = ints(5, I32_MIN, I32_MIN, 0, 7, -7);
    long[] b = ints(0, 0, -1, 0, 2, 2);
    assertThat(integers(BinaryKind.DIV, I32, a, b)).containsExactly(-1, -1, I32_MIN, -1, 3, -3);
    assertThat(integers(BinaryKind.REM, I32, a, b)).containsExactly(5, I32_MIN, 0, 0, 1, -1);
    long[] c = ints(5, I64_MIN, I64_MIN, 0, 7, -7);
    assertThat(integers(BinaryKind.DIV, I64, c, b)).containsExactly(-1, -1, I64_MIN, -1, 3, -3);
    assertThat(integers(BinaryKind.REM, I64, c, b)).containsExactly(5, I64_MIN, 0, 0, 1, -1);
    long[] u = ints(5, 0xFFFFFFFFL, 0xFFFFFFFEL);
    assertThat(integers(BinaryKind.DIV, U32, u, ints(0, 2, 0xFFFFFFFFL)))
        .containsExactly(0xFFFFFFFFL, 0x7FFFFFFF, 0);
    assertThat(integers(BinaryKind.REM, U32, u, ints(0, 2, 0xFFFFFFFFL)))
        .containsExactly(5, 1, 0xFFFFFFFEL);
  }

  @Test
  void integersWrapAround() {
    assertThat(integers(BinaryKind.ADD, I32, ints(Integer.MAX_VALUE), ints(1)))
        .containsExactly(I32_MIN);
    assertThat(integers(BinaryKind.MUL, I64, ints(I64_MIN), ints(-1))).containsExactly(I64_MIN);
    assertThat(integers(BinaryKind.SUB, U32, ints(0), ints(1))).containsExactly(0xFFFFFFFFL);
    assertThat(integers(BinaryKind.MAX, U32, ints(0xFFFFFFFFL), ints(1)))
        .containsExactly(0xFFFFFFFFL);
    assertThat(integers(BinaryKind.MAX, I32, ints(-1), ints(1))).containsExactly(1);
    assertThat(unary(UnaryKind.ABS, I32, I32_MIN, -3)).containsExactly(I32_MIN, 3);
    assertThat(unary(UnaryKind.NEG, U32, 1)).containsExactly(0xFFFFFFFFL);
    assertThat(unary(UnaryKind.SIGN, U32, 0xFFFFFFFFL, 0)).containsExactly(1, 0);
    assertThat(unary(UnaryKind.NOT, I64, 5)).containsExactly(-6);
    assertThat(unary(UnaryKind.NOT, BOOL, 0, 1)).containsExactly(1, 0);
  }

  @Test
  void shiftsOutsideTheWidth() {
    long[] by = ints(0, 1, 31, 32, 100, -1);
    long[] x = ints(-5, -5, -5, -5, -5, -5);
    assertThat(integers(BinaryKind.SHIFT_LEFT, I32, x, by))
        .containsExactly(-5, -10, I32_MIN, 0, 0, 0);
    assertThat(integers(BinaryKind.SHIFT_RIGHT_LOGICAL, I32, x, by))
        .containsExactly(-5, 0x7FFFFFFD, 1, 0, 0, 0);
    assertThat(integers(BinaryKind.SHIFT_RIGHT_ARITHMETIC, I32, x, by))
        .containsExactly(-5, -3, -1, -1, -1, -1);
    assertThat(integers(BinaryKind.SHIFT_RIGHT_ARITHMETIC, U32, ints(0xFFFFFFFFL, 5), ints(40, 40)))
        .containsExactly(0xFFFFFFFFL, 0);
    assertThat(integers(BinaryKind.SHIFT_LEFT, I64, ints(1, 1, 1), ints(63, 64, -1)))
        .containsExactly(I64_MIN, 0, 0);
  }

  @Test
  void floatsToIntegersSaturate() {
    HostArray x = Hosts.of(F64, NAN, INF, -INF, 1e20, -1.5, 3e9, 4294967296.0, -0.5);
    assertThat(convert(x, I32))
        .containsExactly(
            0,
            Integer.MAX_VALUE,
            I32_MIN,
            Integer.MAX_VALUE,
            -1,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            0);
    assertThat(convert(x, I64))
        .containsExactly(
            0, Long.MAX_VALUE, I64_MIN, Long.MAX_VALUE, -1, 3000000000L, 4294967296L, 0);
    assertThat(convert(x, U32))
        .containsExactly(0, 0xFFFFFFFFL, 0, 0xFFFFFFFFL, 0, 3000000000L, 0xFFFFFFFFL, 0);
    assertThat(convert(x, BOOL)).containsExactly(1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(convert(Hosts.of(F32, -0.0, 0, 0.25f), BOOL)).containsExactly(0, 0, 1);
  }

  @Test
  void integersKeepTheirLowBits() {
    HostArray x = Hosts.longs(I64, (1L << 40) + 5, -1);
    assertThat(convert(x, I32)).containsExactly(5, -1);
    assertThat(convert(x, U32)).containsExactly(5, 0xFFFFFFFFL);
    assertThat(convert(Hosts.longs(U32, 0xFFFFFFFFL), I32)).containsExactly(-1);
    assertThat(convert(Hosts.longs(U32, 0xFFFFFFFFL), I64)).containsExactly(0xFFFFFFFFL);
    // Straight to F32: a detour by double would round twice.
    long tie = (1L << 60) + (1L << 36) + 1;
    HostArray nearest = Hosts.evaluate(new Elementwise.Convert(F32), Hosts.longs(I64, tie));
    assertThat(Hosts.doubles(nearest)).containsExactly((double) (float) tie);
  }

  @Test
  void bitsReadAsAnotherType() {
    HostArray one = Hosts.evaluate(new Elementwise.BitcastConvert(U32), Hosts.of(F32, 1, -0.0));
    assertThat(Hosts.longs(one)).containsExactly(0x3F800000L, 0x80000000L);
    HostArray back =
        Hosts.evaluate(new Elementwise.BitcastConvert(F64), Hosts.longs(I64, 0x3FF0000000000000L));
    assertThat(Hosts.doubles(back)).containsExactly(1);
    HostArray signed =
        Hosts.evaluate(new Elementwise.BitcastConvert(I32), Hosts.longs(U32, 0xFFFFFFFFL));
    assertThat(Hosts.longs(signed)).containsExactly(-1);
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void comparisonsWithNan(Direction direction) {
    HostArray result =
        Hosts.evaluate(
            new Elementwise.Compare(direction), Hosts.of(F32, NAN, 1), Hosts.of(F32, 1, NAN));
    long expected = direction == Direction.NE ? 1 : 0;
    assertThat(Hosts.longs(result)).containsExactly(expected, expected);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"C64", "C128"})
  void comparisonsOfEveryType(DType dtype) {
    HostArray a = Hosts.of(dtype, 0, 1, 1);
    HostArray b = Hosts.of(dtype, 1, 1, 0);
    assertThat(compare(Direction.EQ, a, b)).containsExactly(0, 1, 0);
    assertThat(compare(Direction.NE, a, b)).containsExactly(1, 0, 1);
    assertThat(compare(Direction.LT, a, b)).containsExactly(1, 0, 0);
    assertThat(compare(Direction.LE, a, b)).containsExactly(1, 1, 0);
    assertThat(compare(Direction.GT, a, b)).containsExactly(0, 0, 1);
    assertThat(compare(Direction.GE, a, b)).containsExactly(0, 1, 1);
  }

  private static long[] compare(Direction direction, HostArray a, HostArray b) {
    return Hosts.longs(Hosts.evaluate(new Elementwise.Compare(direction), a, b));
  }

  @Test
  void unsignedIntegersAreComparedAsSuch() {
    HostArray result =
        Hosts.evaluate(
            new Elementwise.Compare(Direction.GT),
            Hosts.longs(U32, 0xFFFFFFFFL),
            Hosts.longs(U32, 1));
    assertThat(Hosts.longs(result)).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"C64", "C128"})
  void scalarsStandForFilledArrays(DType dtype) {
    HostArray ones = Hosts.of(dtype, 1, 1, 1);
    HostArray zero = Hosts.scalar(dtype, 0);
    HostArray which = Hosts.of(BOOL, 1, 0, 1);
    assertThat(Hosts.doubles(Hosts.evaluate(new Elementwise.Binary(BinaryKind.MAX), zero, ones)))
        .containsExactly(1, 1, 1);
    assertThat(Hosts.doubles(Hosts.evaluate(new Elementwise.Select(), which, zero, ones)))
        .containsExactly(0, 1, 0);
    assertThat(
            Hosts.doubles(
                Hosts.evaluate(new Elementwise.Select(), Hosts.scalar(BOOL, 1), zero, ones)))
        .containsExactly(0, 0, 0);
    HostArray empty = Hosts.of(dtype);
    assertThat(Hosts.evaluate(new Elementwise.Binary(BinaryKind.MIN), empty, zero).size()).isZero();
  }

  @Test
  void weakTypesStayWeakOnlyAmongThemselves() {
    HostArray weak = HostArray.scalar(new ArrayType(F32, Shape.SCALAR, true), 2.0);
    HostArray strong = Hosts.of(F32, 1, 2);
    Op add = new Elementwise.Binary(BinaryKind.ADD);
    assertThat(Hosts.evaluate(add, weak, weak).type().weak()).isTrue();
    assertThat(Hosts.evaluate(add, weak, strong).type().weak()).isFalse();
  }

  @Test
  void operandsAreNotChanged() {
    HostArray x = Hosts.of(F32, 1, 2);
    Hosts.evaluate(new Elementwise.Unary(UnaryKind.NEG), x);
    Hosts.evaluate(new Elementwise.Binary(BinaryKind.ADD), x, x);
    assertThat(Hosts.doubles(x)).containsExactly(1, 2);
  }

  @Test
  void operandsThatDoNotFitAreErrors() {
    Op add = new Elementwise.Binary(BinaryKind.ADD);
    assertThatThrownBy(() -> Hosts.evaluate(add, Hosts.of(F32, 1, 2), Hosts.of(F32, 1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("F32(2), F32(3)");
    assertThatThrownBy(() -> Hosts.evaluate(add, Hosts.of(F32, 1), Hosts.of(F64, 1)))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> ReferenceEvaluator.evaluate(add, List.of(Hosts.of(F32, 1))))
        .isInstanceOf(ShapeException.class);
  }
}
