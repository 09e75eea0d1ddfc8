package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.xla.Buffer;
import org.juxta.xla.Engines;

/**
 * XLA gives what the reference evaluator gives, operation by operation. Compiling takes nearly all
 * the time, some milliseconds for each of 25,000 results on one thread: so cases run side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
class LoweringDifferentialTest {

  @ParameterizedTest
  @MethodSource("org.juxta.tests.LoweringCases#all")
  void xlaAgreesWithTheReference(LoweringCase c) {
    List<HostArray> expected = ReferenceEvaluator.run(c.program(), List.of(), c.inputs());
    List<Buffer> found = Engines.current().compile(c.program()).execute(c.inputs());
    assertThat(found).hasSameSizeAs(expected).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      List<String> differences =
          Ulps.differences(expected.get(i), found.get(i).toHost(), c.ulps().get(i));
      if (!differences.isEmpty()) {
        wrong.add(c.labels().get(i) + ": " + differences);
      }
    }
    assertThat(wrong).isEmpty();
  }
}
