package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known-answer vectors of Random123 (Salmon et al. 2011) for Threefry-2x32-20. */
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
