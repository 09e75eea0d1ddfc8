package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.juxta.probability.Diagnostics;
import org.juxta.probability.LagFilter;
import org.juxta.probability.Summary;

/** Diagnostics against ArviZ, NumPyro and TFP, and at the edges. */
class DiagnosticsTest {
  @Test
  void drawsAreThoseOfTheFormula() {
    JsonNode values = DiagnosticsGoldens.header().get("check_values");
    assertThat(DiagnosticsGoldens.uniforms(1, 3))
        .containsExactly(DiagnosticsGoldens.numbers(values.get("lcg(1, 3)")));
    assertThat(DiagnosticsGoldens.z(1, 3))
        .containsExactly(DiagnosticsGoldens.numbers(values.get("z(1, 3)")));
  }

  private static final List<ToDoubleFunction<double[][]>> OF_DRAWS =
      List.of(
          Diagnostics::rhat,
          Diagnostics::splitRhat,
          Diagnostics::identityRhat,
          Diagnostics::bulkRhat,
          Diagnostics::foldedRhat,
          Diagnostics::gelmanRubin,
          Diagnostics::splitGelmanRubin,
          Diagnostics::essBulk,
          Diagnostics::essTail,
          Diagnostics::essMean,
          Diagnostics::essSd,
          Diagnostics::essMedian,
          Diagnostics::essMad,
          x -> Diagnostics.essLocal(x, 0.2, 0.4),
          Diagnostics::essFolded,
          Diagnostics::essIdentity,
          Diagnostics::effectiveSampleSize,
          x -> Diagnostics.effectiveSampleSize(x, LagFilter.pairs()),
          x -> Diagnostics.effectiveSampleSize(x[0], LagFilter.positive()),
          x -> Diagnostics.potentialScaleReduction(x, false),
          x -> Diagnostics.potentialScaleReduction(x, true),
          Diagnostics::mcseMean,
          Diagnostics::mcseSd,
          Diagnostics::mcseMedian,
          x -> Diagnostics.mcseQuantile(x, 0.9),
          x -> Diagnostics.bfmi(x)[0],
          x -> Diagnostics.hdi(x, 0.9).lower());

  @Test
  void aNaNDrawMakesEveryDiagnosticNaN() {
    double[][] draws = DiagnosticsGoldens.draws(2, 20, 0, 1);
    draws[0][7] = Double.NaN;
    assertThat(OF_DRAWS).allSatisfy(f -> assertThat(f.applyAsDouble(draws)).isNaN());
  }

  @Test
  void tooFewDrawsAreNaN() {
    double[][] one = {{1}, {2}};
    assertThat(OF_DRAWS.subList(0, OF_DRAWS.size() - 1))
        .allSatisfy(f -> assertThat(f.applyAsDouble(one)).isNaN());
    double[][] three = {{1, 2, 3}, {2, 4, 1}};
    assertThat(Diagnostics.rhat(three)).isNaN();
    assertThat(Diagnostics.essBulk(three)).isNaN();
    double[][] four = {{1, 2, 3, 5}, {2, 4, 1, 0}};
    assertThat(OF_DRAWS).allSatisfy(f -> assertThat(f.applyAsDouble(four)).isFinite());
  }

  @Test
  void aSingleChainHasNoRhatButTheSummaryComparesItsHalves() {
    double[][] draws = DiagnosticsGoldens.draws(1, 100, 0.6, 1);
    assertThat(Diagnostics.rhat(draws)).isNaN();
    assertThat(Diagnostics.gelmanRubin(draws)).isNaN();
    TreeMap<String, double[][]> columns = new TreeMap<>();
    columns.put("x", draws);
    // The larger of ArviZ's R-hats of the two halves' normal scores, plain and folded.
    assertThat(Summary.of(columns, 0).row("x").rHat()).isCloseTo(1.022365211198388, within(1e-12));
  }

  @Test
  void constantChainsHaveNoRhatAndFullSampleSize() {
    double[][] constant = new double[3][10];
    assertThat(Diagnostics.rhat(constant)).isNaN();
    assertThat(Diagnostics.essBulk(constant)).isEqualTo(30);
    assertThat(Diagnostics.autocorrelation(constant[0], true)).containsOnly(Double.NaN);
    assertThat(Diagnostics.bfmi(constant)).containsOnly(Double.NaN);
    double[][] different = {{1, 1, 1, 1}, {2, 2, 2, 2}};
    assertThat(Diagnostics.rhat(different)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void infiniteDrawsOnlyMatterWhereMomentsDo() {
    double[][] draws = DiagnosticsGoldens.draws(2, 40, 0, 1);
    draws[1][3] = Double.NEGATIVE_INFINITY;
    assertThat(Diagnostics.essBulk(draws)).isFinite();
    assertThat(Diagnostics.bulkRhat(draws)).isFinite();
    assertThat(Diagnostics.essMean(draws)).isNaN();
  }

  @Test
  void signedZerosTie() {
    double[][] draws = {{-0.0, 0.0, 1, 2, 0.0, -1}, {0.0, -0.0, 3, 1, -0.0, -2}};
    double[][] positive =
        Arrays.stream(draws)
            .map(c -> Arrays.stream(c).map(x -> x + 0.0).toArray())
            .toArray(double[][]::new);
    assertThat(Diagnostics.rhat(draws)).isEqualTo(Diagnostics.rhat(positive));
    assertThat(Diagnostics.essBulk(draws)).isEqualTo(Diagnostics.essBulk(positive));
  }

  @Test
  void autocovarianceEqualsTheSumsItStandsFor() {
    for (int n : new int[] {1, 2, 3, 4, 5, 8, 9, 31, 33}) {
      double[] x = DiagnosticsGoldens.z(3, n);
      double mean = Arrays.stream(x).average().orElseThrow();
      double[] biased = Diagnostics.autocovariance(x, true);
      double[] unbiased = Diagnostics.autocovariance(x, false);
      assertThat(biased).hasSize(n);
      for (int k = 0; k < n; k++) {
        double sum = 0;
        for (int t = 0; t + k < n; t++) {
          sum += (x[t] - mean) * (x[t + k] - mean);
        }
        assertThat(biased[k]).isCloseTo(sum / n, within(1e-14));
        assertThat(unbiased[k]).isCloseTo(sum / (n - k), within(1e-14));
      }
    }
    assertThat(Diagnostics.autocovariance(new double[0], true)).isEmpty();
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }

  @Test
  void highestDensityIntervalIsTheShortest() {
    double[] draws = {5, 0, 1, 1.5, 9, 2, -4, 1.2, 1.7, 20};
    assertThat(Diagnostics.hdi(draws, 0.5)).isEqualTo(new Diagnostics.Interval(0, 2));
    assertThat(Diagnostics.hdi(draws, 0.4)).isEqualTo(new Diagnostics.Interval(1, 2));
    assertThat(Diagnostics.hdi(new double[] {3}, 0.9)).isEqualTo(new Diagnostics.Interval(3, 3));
    assertThat(Diagnostics.hdi(new double[] {2, 2, 2}, 0.9).width()).isZero();
    // Of equally short intervals, the first.
    assertThat(Diagnostics.hdi(new double[] {0, 1, 2, 3}, 0.5))
        .isEqualTo(new Diagnostics.Interval(0, 2));
    assertThat(new Diagnostics.Interval(0, 2).contains(2)).isTrue();
    assertThat(new Diagnostics.Interval(0, 2).contains(2.1)).isFalse();
  }

  @Test
  void argumentsAreChecked() {
    double[][] ragged = {{1, 2, 3, 4}, {1, 2, 3}};
    assertThatThrownBy(() -> Diagnostics.rhat(ragged))
        .hasMessageContaining("rhat")
        .hasMessageContaining("chain 1 has 3 draws but chain 0 has 4");
    assertThatThrownBy(() -> Diagnostics.essBulk(new double[0][])).hasMessageContaining("no chain");
    assertThatThrownBy(() -> Diagnostics.hdi(new double[] {1}, 1)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> Diagnostics.hdi(new double[0], 0.9)).hasMessageContaining("no draws");
    assertThatThrownBy(() -> Diagnostics.essLocal(ragged, 0.5, 0.5)).hasMessageContaining("0.5");
    assertThatThrownBy(() -> LagFilter.positive().upTo(-1)).hasMessageContaining("-1");
  }
}
