package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.juxta.tests.RandomProgram.Kind;

/** What random programs are made of. */
class RandomProgramTest {
  private static final int PROGRAMS = 1500;

  /** Packed factors have no function of their own to draw; a Java function is no mathematics. */
  private static final Set<String> LEFT_OUT = Set.of("Geqrf", "HouseholderProduct", "HostCall");

  @Test
  void theyDrawFromAllOperations() {
    Set<OperationRow> missing = new LinkedHashSet<>(OperationRow.all());
    missing.removeIf(row -> LEFT_OUT.contains(row.name()) || row.family().equals("Collective"));
    for (int seed = 0; seed < PROGRAMS && !missing.isEmpty(); seed++) {
      RandomProgram p = new RandomProgram(seed, 14, Kind.ANY);
      Recorded recorded = Recorded.of(x -> p.apply(x.get(0), x.get(1), x.get(2)), p.arguments());
      missing.removeAll(OperationRow.in(recorded.program()));
    }
    assertThat(missing).isEmpty();
  }
}
