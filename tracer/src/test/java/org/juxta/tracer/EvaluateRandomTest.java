package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known-answer vectors of Random123 (Salmon et al. 2011): Threefry-2x32-20, Philox-4x32-10. */
class EvaluateRandomTest {
  private static HostArray word(String hex) {
    return HostArray.scalar(ArrayType.of(DType.U32), Long.parseLong(hex, 16));
  }

  @ParameterizedTest
  @CsvSource({
    "00000000, 00000000, 00000000, 00000000, 6b200159, 99ba4efe",
    "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fc, bb002be7",
    "13198a2e, 03707344, 243f6a88, 85a308d3, c4923a9c, 483df7a0"
  })
  void knownAnswers(String k0, String k1, String c0, String c1, String r0, String r1) {
    List<HostArray> words =
        ReferenceEvaluator.evaluate(
            new Random.Threefry(), List.of(word(k0), word(k1), word(c0), word(c1)));
    assertThat(words)
        .extracting(w -> w.getLong(0))
        .containsExactly(Long.parseLong(r0, 16), Long.parseLong(r1, 16));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, e169c58d6627e8d5, 9b00dbd8bc57ac4c",
    "ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, 41c83b0e408f276d, 6d5451fda20bc7c6",
    "299f31d0a4093822, 85a308d3243f6a88, 0370734413198a2e, 94fdccebd16cfe09, 24126ea15001e420"
  })
  void knownAnswersOfPhilox(String key, String low, String high, String first, String second) {
    long[] state = {
      Long.parseUnsignedLong(key, 16),
      Long.parseUnsignedLong(low, 16),
      Long.parseUnsignedLong(high, 16)
    };
    List<HostArray> results =
        ReferenceEvaluator.evaluate(
            new Random.RngBitGenerator(Random.RngAlgorithm.PHILOX, DType.U64, Shape.of(2)),
            List.of(HostArray.wrap(ArrayType.of(DType.U64, 3), state)));
    assertThat((long[]) results.get(1).data())
        .containsExactly(Long.parseUnsignedLong(first, 16), Long.parseUnsignedLong(second, 16));
    long carried = state[1] == -1 ? state[2] + 1 : state[2];
    assertThat((long[]) results.get(0).data()).containsExactly(state[0], state[1] + 1, carried);
  }

  @Test
  void scalarKeyWithAnArrayOfCounters() {
    HostArray zero = word("0");
    HostArray counters = Hosts.longs(DType.U32, 7, 0);
    List<HostArray> words =
        ReferenceEvaluator.evaluate(new Random.Threefry(), List.of(zero, zero, counters, zero));
    assertThat(words.get(0).getLong(1)).isEqualTo(0x6b200159L);
    assertThat(words.get(0).getLong(0)).isNotEqualTo(0x6b200159L);
    assertThat(words).allMatch(w -> w.type().shape().equals(Shape.of(2)));
  }
}
