package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.tracer.DType;

/** Against JAX 0.10.2, whose tables these are. */
class PromotionTest {
  /** jax.numpy.promote_types: the first type with each, in the order of the first column. */
  private static final String PAIRS =
      """
      BOOL BOOL I8 I16 I32 I64 U8 U16 U32 U64 BF16 F16 F32 F64 C64 C128
      I8 I8 I8 I16 I32 I64 I16 I32 I64 F64 BF16 F16 F32 F64 C64 C128
      I16 I16 I16 I16 I32 I64 I16 I32 I64 F64 BF16 F16 F32 F64 C64 C128
      I32 I32 I32 I32 I32 I64 I32 I32 I64 F64 BF16 F16 F32 F64 C64 C128
      I64 I64 I64 I64 I64 I64 I64 I64 I64 F64 BF16 F16 F32 F64 C64 C128
      U8 U8 I16 I16 I32 I64 U8 U16 U32 U64 BF16 F16 F32 F64 C64 C128
      U16 U16 I32 I32 I32 I64 U16 U16 U32 U64 BF16 F16 F32 F64 C64 C128
      U32 U32 I64 I64 I64 I64 U32 U32 U32 U64 BF16 F16 F32 F64 C64 C128
      U64 U64 F64 F64 F64 F64 U64 U64 U64 U64 BF16 F16 F32 F64 C64 C128
      BF16 BF16 BF16 BF16 BF16 BF16 BF16 BF16 BF16 BF16 BF16 F32 F32 F64 C64 C128
      F16 F16 F16 F16 F16 F16 F16 F16 F16 F16 F32 F16 F32 F64 C64 C128
      F32 F32 F32 F32 F32 F32 F32 F32 F32 F32 F32 F32 F32 F64 C64 C128
      F64 F64 F64 F64 F64 F64 F64 F64 F64 F64 F64 F64 F64 F64 C128 C128
      C64 C64 C64 C64 C64 C64 C64 C64 C64 C64 C64 C64 C64 C128 C64 C128
      C128 C128 C128 C128 C128 C128 C128 C128 C128 C128 C128 C128 C128 C128 C128 C128
      """;

  /**
   * A type with a plain whole, real and complex number. JAX without 64-bit types, but for 64-bit
   * integers beside reals, which become 64-bit reals here.
   */
  private static final String WEAK =
      """
      BOOL I32 F32 C64
      I8 I8 F32 C64
      I16 I16 F32 C64
      I32 I32 F32 C64
      I64 I64 F64 C128
      U8 U8 F32 C64
      U16 U16 F32 C64
      U32 U32 F32 C64
      U64 U64 F64 C128
      BF16 BF16 BF16 C64
      F16 F16 F16 C64
      F32 F32 F32 C64
      F64 F64 F64 C128
      C64 C64 C64 C64
      C128 C128 C128 C128
      """;

  /** numpy.can_cast from the type of the line to each. */
  private static final String CASTS =
      """
      BOOL 111111111111111
      I8 011110000111111
      I16 001110000001111
      I32 000110000000101
      I64 000010000000101
      U8 001111111111111
      U16 000110111001111
      U32 000010011000101
      U64 000000001000101
      BF16 000000000101111
      F16 000000000011111
      F32 000000000001111
      F64 000000000000101
      C64 000000000000011
      C128 000000000000001
      """;

  @Test
  void pairsMeetAsInJax() {
    List<DType> order = PAIRS.lines().map(line -> DType.valueOf(line.split(" ", -1)[0])).toList();
    assertThat(order).containsExactlyInAnyOrder(DType.values());
    PAIRS
        .lines()
        .map(line -> Arrays.stream(line.split(" ", -1)).map(DType::valueOf).toList())
        .forEach(
            row -> {
              for (int i = 0; i < order.size(); i++) {
                DType a = row.getFirst();
                DType b = order.get(i);
                assertThat(Np.promoteTypes(a, b)).as(a + " " + b).isEqualTo(row.get(i + 1));
                assertThat(Np.add(Np.ones(a, 2), Np.ones(b)).dtype())
                    .as(a + " + " + b)
                    .isEqualTo(row.get(i + 1));
              }
            });
  }

  @Test
  void plainNumbersGiveWay() {
    List<Array> numbers = List.of(Array.scalar(1), Array.scalar(1.0), Np.complex(0, 1));
    WEAK.lines()
        .map(line -> Arrays.stream(line.split(" ", -1)).map(DType::valueOf).toList())
        .forEach(
            row -> {
              for (int i = 0; i < numbers.size(); i++) {
                Array x = Np.ones(row.getFirst(), 2);
                assertThat(Np.resultType(x, numbers.get(i)))
                    .as(row.getFirst() + " with " + numbers.get(i).type())
                    .isEqualTo(row.get(i + 1));
              }
            });
  }

  @Test
  void safeCastsAreThoseOfNumPy() {
    DType[] order =
        CASTS.lines().map(l -> DType.valueOf(l.split(" ", -1)[0])).toArray(DType[]::new);
    CASTS
        .lines()
        .forEach(
            line -> {
              DType from = DType.valueOf(line.split(" ", -1)[0]);
              String casts = line.split(" ", -1)[1];
              for (int i = 0; i < order.length; i++) {
                assertThat(Np.canCast(from, order[i]))
                    .as(from + " to " + order[i])
                    .isEqualTo(casts.charAt(i) == '1');
              }
            });
  }

  @Test
  void manyMeetWhateverTheirOrder() {
    Array half = Np.ones(DType.F16, 2);
    assertThat(Np.resultType(Np.ones(DType.U64), Np.ones(DType.I8), half)).isEqualTo(DType.F16);
    assertThat(Np.resultType(Array.scalar(1.0), Np.ones(DType.BOOL), half)).isEqualTo(DType.F16);
  }

  @Test
  void aPlainNumberIsNotRoundedBeforeItMeetsAWiderType() {
    Array sum = Np.add(Np.zeros(DType.C128), Np.complex(0.1, 1.0 / 3));
    assertThat(sum.toComplexDoubles()).containsExactly(0.1, 1.0 / 3);
  }
}
