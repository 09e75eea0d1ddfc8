package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.juxta.probability.ModelComparison;
import org.juxta.probability.ModelComparison.Weighting;
import org.juxta.probability.ParetoSmoothing;
import org.juxta.probability.PredictiveAccuracy;

/** Leave-one-out cross-validation, WAIC and the comparison of models, against ArviZ. */
class ModelComparisonTest {
  @TestFactory
  Stream<DynamicTest> goldens() {
    List<String> kinds =
        List.of("arviz/loo/", "arviz/loo_", "arviz/waic/", "arviz/psislw/", "arviz/compare/");
    List<JsonNode> cases =
        DiagnosticsGoldens.cases().stream()
            .filter(c -> kinds.stream().anyMatch(c.get("id").asText()::startsWith))
            .toList();
    assertThat(cases).hasSize(11);
    return cases.stream().map(c -> dynamicTest(c.get("id").asText(), () -> checkCase(c)));
  }

  private static void checkCase(JsonNode test) {
    switch (test.get("function").asText()) {
      case "loo" -> checkLoo(test);
      case "waic" ->
          checkAccuracy(test, PredictiveAccuracy.waic(DiagnosticsGoldens.logLikelihoodOf(test)));
      case "psislw" -> checkSmoothing(test);
      case "compare" -> checkComparison(test);
      default -> throw new IllegalStateException(test.get("id").asText());
    }
  }

  private static void checkLoo(JsonNode test) {
    JsonNode efficiency = test.get("args").get("reff");
    double reff = efficiency.isNumber() ? efficiency.asDouble() : efficiencyOfTheta(0);
    checkAccuracy(test, PredictiveAccuracy.loo(DiagnosticsGoldens.logLikelihoodOf(test), reff));
  }

  private static double efficiencyOfTheta(int model) {
    return PredictiveAccuracy.relativeEfficiency(
        Map.of("theta", DiagnosticsGoldens.draws(4, 100, 0.3, 5 + model)));
  }

  private static void checkAccuracy(JsonNode test, PredictiveAccuracy accuracy) {
    test.get("expected")
        .properties()
        .forEach(
            e -> {
              double[] got =
                  switch (e.getKey()) {
                    case "elpd_loo", "elpd_waic" -> new double[] {accuracy.elpd()};
                    case "se" -> new double[] {accuracy.standardError()};
                    case "p_loo", "p_waic" -> new double[] {accuracy.effectiveParameters()};
                    case "loo_i", "waic_i" -> accuracy.pointwise();
                    case "good_k" -> new double[] {accuracy.shapeLimit()};
                    case "pareto_k" -> accuracy.paretoShapes();
                    default -> throw new IllegalStateException(e.getKey());
                  };
              DiagnosticsTest.assertClose(test, got, e.getValue());
            });
    assertThat(accuracy.unreliable()).isTrue();
  }

  private static void checkSmoothing(JsonNode test) {
    double[][][] logLikelihood = DiagnosticsGoldens.logLikelihoodOf(test);
    double reff = test.get("args").get("reff").asDouble();
    List<ParetoSmoothing> smoothed =
        IntStream.range(0, logLikelihood[0][0].length)
            .mapToObj(
                i ->
                    Stream.of(logLikelihood)
                        .flatMap(Arrays::stream)
                        .mapToDouble(d -> -d[i])
                        .toArray())
            .map(weights -> ParetoSmoothing.of(weights, reff))
            .toList();
    JsonNode expected = test.get("expected");
    DiagnosticsTest.assertClose(
        test,
        smoothed.stream().mapToDouble(ParetoSmoothing::shape).toArray(),
        expected.get("pareto_k"));
    DiagnosticsTest.assertClose(
        test,
        smoothed.stream()
            .flatMapToDouble(
                s -> Arrays.stream(s.logWeights()).sorted().skip(s.logWeights().length - 5))
            .toArray(),
        expected.get("largest_log_weights"));
    DiagnosticsTest.assertClose(
        test,
        smoothed.stream()
            .mapToDouble(s -> Arrays.stream(s.logWeights()).map(w -> Math.exp(2 * w)).sum())
            .toArray(),
        expected.get("sum_of_squared_weights"));
  }

  private static void checkComparison(JsonNode test) {
    boolean outlier = test.get("id").asText().endsWith("True");
    Map<String, PredictiveAccuracy> models = new LinkedHashMap<>();
    for (int k = 0; k < 3; k++) {
      models.put(
          "m" + k,
          PredictiveAccuracy.loo(
              DiagnosticsGoldens.logLikelihood(4, 100, 8, k, outlier), efficiencyOfTheta(k)));
    }
    ModelComparison comparison =
        ModelComparison.of(
            models,
            switch (test.get("args").get("method").asText()) {
              case "stacking" -> Weighting.STACKING;
              case "pseudo-BMA" -> Weighting.PSEUDO_BMA;
              default -> throw new IllegalStateException(test.get("id").asText());
            });
    for (int rank = 0; rank < 3; rank++) {
      ModelComparison.Row row = comparison.rows().get(rank);
      JsonNode expected = test.get("expected").get(row.name());
      assertThat(expected.get("rank").asInt()).isEqualTo(rank);
      Map<String, Double> got =
          Map.of(
              "elpd_loo", row.accuracy().elpd(),
              "p_loo", row.accuracy().effectiveParameters(),
              "elpd_diff", row.difference(),
              "weight", row.weight(),
              "se", row.accuracy().standardError(),
              "dse", row.standardError());
      assertThat(expected.size()).isEqualTo(got.size() + 1);
      got.forEach(
          (name, value) ->
              DiagnosticsTest.assertClose(test, new double[] {value}, expected.get(name)));
    }
  }

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
