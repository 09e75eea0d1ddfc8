package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.juxta.probability.KernelDensity;

/** Kernel density estimates against ArviZ and against what a density is. */
class KernelDensityTest {
  @Test
  void bandwidthIsArviZs() {
    KernelDensity kde = KernelDensity.of(DiagnosticsGoldens.draws(1, 200, 0.3, 1)[0]);
    // The golden's bw is that of ArviZ's rule alone, which bins into 256 cells; the density was
    // made
    // with the 512 cells of its grid, for which the same rule gives this.
    assertThat(kde.bandwidth()).isCloseTo(0.38968965924806853, within(1e-9));
  }

  @Test
  void integratesToOne() {
    for (int n : new int[] {2, 3, 10, 500}) {
      KernelDensity kde = KernelDensity.of(DiagnosticsGoldens.z(9, n));
      double width = kde.grid()[1] - kde.grid()[0];
      assertThat(Arrays.stream(kde.density()).sum() * width)
          .as("%d draws", n)
          .isCloseTo(1, within(n < 100 ? 0.1 : 0.01));
      assertThat(Arrays.stream(kde.density()).min().orElseThrow()).isNotNegative();
    }
  }

  @Test
  void scalesWithTheDraws() {
    double[] x = DiagnosticsGoldens.z(9, 300);
    KernelDensity one = KernelDensity.of(x);
    KernelDensity thousand = KernelDensity.of(Arrays.stream(x).map(v -> 1000 * v + 7).toArray());
    assertThat(thousand.bandwidth() / one.bandwidth()).isCloseTo(1000, within(1e-6));
    assertThat(thousand.density()[256] * 1000).isCloseTo(one.density()[256], within(1e-3));
  }

  @Test
  void drawsWithoutADensityAreRefused() {
    assertThatThrownBy(() -> KernelDensity.of(new double[] {2, 2}))
        .hasMessageContaining("[2.0, 2.0]");
    assertThatThrownBy(() -> KernelDensity.of(new double[] {1, Double.NaN}))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> KernelDensity.of(new double[0])).hasMessageContaining("one draw");
  }
}
