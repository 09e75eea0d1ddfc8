package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.juxta.probability.ModelComparison;
import org.juxta.probability.ModelComparison.Weighting;
import org.juxta.probability.ParetoSmoothing;
import org.juxta.probability.PredictiveAccuracy;

/** Leave-one-out cross-validation, WAIC and the comparison of models, against ArviZ. */
class ModelComparisonTest {
  @Test
  void equalWeightsStayEqual() {
    ParetoSmoothing smoothed = ParetoSmoothing.of(new double[] {3, 3, 3, 3}, 1);
    assertThat(smoothed.shape()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(smoothed.logWeights()).containsOnly(-Math.log(4));
  }

  @Test
  void lightTailsAreReliable() {
    double[][] theta = DiagnosticsGoldens.draws(4, 500, 0, 3);
    double[][][] logLikelihood = new double[4][500][20];
    for (int c = 0; c < 4; c++) {
      for (int t = 0; t < 500; t++) {
        for (int i = 0; i < 20; i++) {
          double d = (i - 9.5) / 10 - 0.2 * theta[c][t];
          logLikelihood[c][t][i] = -d * d / 2;
        }
      }
    }
    PredictiveAccuracy loo = PredictiveAccuracy.loo(logLikelihood, 1);
    PredictiveAccuracy waic = PredictiveAccuracy.waic(logLikelihood);
    assertThat(loo.unreliable()).isFalse();
    assertThat(waic.unreliable()).isFalse();
    assertThat(loo.elpd()).isCloseTo(waic.elpd(), within(0.01));
    assertThat(loo.toString()).startsWith("LOO: elpd ").doesNotContain("unreliable");
  }

  @Test
  void stackingTakesTheOnlyModelThatFits() {
    Map<String, PredictiveAccuracy> models = new LinkedHashMap<>();
    models.put("bad", PredictiveAccuracy.waic(constant(-2000, 5)));
    models.put("good", PredictiveAccuracy.waic(constant(-1, 5)));
    for (Weighting weighting : Weighting.values()) {
      ModelComparison comparison = ModelComparison.of(models, weighting);
      assertThat(comparison.rows())
          .extracting(ModelComparison.Row::name)
          .containsExactly("good", "bad");
      assertThat(comparison.rows().getFirst().weight()).isEqualTo(1);
      assertThat(comparison.rows().getLast().weight()).isZero();
      assertThat(comparison.toString().lines()).hasSize(3);
    }
    models.put("same as good", PredictiveAccuracy.waic(constant(-1, 5)));
    double total =
        ModelComparison.of(models, Weighting.STACKING).rows().stream()
            .mapToDouble(ModelComparison.Row::weight)
            .sum();
    assertThat(total).isCloseTo(1, within(1e-12));
  }

  private static double[][][] constant(double logLikelihood, int observations) {
    double[] each = DoubleStream.generate(() -> logLikelihood).limit(observations).toArray();
    return new double[][][] {{each, each, each, each}};
  }

  @Test
  void argumentsAreChecked() {
    double[][][] infinite = {{{-1}, {Double.NEGATIVE_INFINITY}}};
    assertThatThrownBy(() -> PredictiveAccuracy.loo(infinite, 1)).hasMessageContaining("Infinity");
    double[][][] nan = {{{-1}, {Double.NaN}}};
    assertThatThrownBy(() -> PredictiveAccuracy.loo(nan, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> PredictiveAccuracy.loo(constant(-1, 2), 0))
        .hasMessageContaining("0.0");
    assertThatThrownBy(() -> PredictiveAccuracy.waic(new double[0][][]))
        .hasMessageContaining("no draws");
    assertThatThrownBy(() -> PredictiveAccuracy.waic(new double[][][] {{{1, 2}, {1}}}))
        .hasMessageContaining("each observation");
    assertThatThrownBy(() -> ModelComparison.of(Map.of(), Weighting.STACKING))
        .hasMessageContaining("no models");
    Map<String, PredictiveAccuracy> different =
        Map.of(
            "a", PredictiveAccuracy.waic(constant(-1, 2)),
            "b", PredictiveAccuracy.waic(constant(-1, 3)));
    assertThatThrownBy(() -> ModelComparison.of(different, Weighting.STACKING))
        .hasMessageContaining("WAIC of 2 observations")
        .hasMessageContaining("WAIC of 3");
  }
}
