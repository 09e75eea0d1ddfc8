package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Jit;

/**
 * Integers divided by zero and out of range, also where a compiler sees constants and could fold
 * them.
 */
class IntegerDivisionTest {
  private static Array sevens(DType dtype) {
    return Np.full(Shape.of(2), 7, dtype);
  }

  private static Array binary(BinaryKind kind, Array x, Array y) {
    return Primitives.bindOne(new Elementwise.Binary(kind), x, y);
  }

  @ParameterizedTest
  @EnumSource(names = {"I32", "I64", "U32"})
  void byZero(DType dtype) {
    long none = dtype == DType.U32 ? 0xFFFFFFFFL : -1;
    Array zeros = Np.zeros(dtype, 2);
    var constants =
        Jit.of(
            x -> {
              Array by = Np.zeros(dtype, 2);
              Array quotient = binary(BinaryKind.DIV, sevens(dtype), by);
              return Np.stack(quotient, binary(BinaryKind.REM, sevens(dtype), by), x);
            });
    assertThat(constants.apply(zeros).toLongs()).containsExactly(none, none, 7, 7, 0, 0);
    var arguments =
        Jit.of((x, y) -> Np.stack(binary(BinaryKind.DIV, x, y), binary(BinaryKind.REM, x, y)));
    assertThat(arguments.apply(sevens(dtype), zeros).toLongs()).containsExactly(none, none, 7, 7);
    Array half = Np.array(0, 2).astype(dtype);
    assertThat(arguments.apply(sevens(dtype), half).toLongs()).containsExactly(none, 3, 7, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"I32", "I64"})
  void leastByMinusOne(DType dtype) {
    long least = dtype == DType.I32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
    Array x = Np.array(least).astype(dtype);
    Array y = Np.array(-1).astype(dtype);
    var f = Jit.of((a, b) -> Np.stack(binary(BinaryKind.DIV, a, b), binary(BinaryKind.REM, a, b)));
    assertThat(f.apply(x, y).toLongs()).containsExactly(least, 0);
    var constants =
        Jit.of(
            a -> a.add(binary(BinaryKind.DIV, Np.full(Shape.of(1), x), Np.full(Shape.of(1), y))));
    assertThat(constants.apply(Np.zeros(dtype, 1)).toLongs()).containsExactly(least);
  }
}
