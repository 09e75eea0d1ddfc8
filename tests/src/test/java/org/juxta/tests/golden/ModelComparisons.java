package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.juxta.Np;
import org.juxta.probability.ModelComparison;
import org.juxta.probability.ModelComparison.Weighting;
import org.juxta.probability.ParetoSmoothing;
import org.juxta.probability.PredictiveAccuracy;
import org.juxta.tests.DiagnosticsGoldens;

/** The cases of diagnostics.json on log-likelihoods: PSIS-LOO, WAIC and comparisons of models. */
final class ModelComparisons {
  private ModelComparisons() {}

  static Map<String, Object> of(JsonNode test) {
    return switch (test.get("function").asText()) {
      case "loo" -> accuracy(test, loo(test));
      case "waic" ->
          accuracy(test, PredictiveAccuracy.waic(DiagnosticsGoldens.logLikelihoodOf(test)));
      case "psislw" -> smoothing(test);
      case "compare" -> comparison(test);
      default -> throw new NotYetThere(test.get("function").asText());
    };
  }

  private static PredictiveAccuracy loo(JsonNode test) {
    JsonNode efficiency = test.get("args").get("reff");
    double reff = efficiency.isNumber() ? efficiency.asDouble() : efficiencyOfTheta(0);
    return PredictiveAccuracy.loo(DiagnosticsGoldens.logLikelihoodOf(test), reff);
  }

  private static double efficiencyOfTheta(int model) {
    return PredictiveAccuracy.relativeEfficiency(
        Map.of("theta", DiagnosticsGoldens.draws(4, 100, 0.3, 5 + model)));
  }

  private static Map<String, Object> accuracy(JsonNode test, PredictiveAccuracy accuracy) {
    Map<String, Object> named = new LinkedHashMap<>();
    test.get("expected")
        .fieldNames()
        .forEachRemaining(
            name ->
                named.put(
                    name,
                    switch (name) {
                      case "elpd_loo", "elpd_waic" -> accuracy.elpd();
                      case "se" -> accuracy.standardError();
                      case "p_loo", "p_waic" -> accuracy.effectiveParameters();
                      case "loo_i", "waic_i" -> Np.array(accuracy.pointwise());
                      case "good_k" -> accuracy.shapeLimit();
                      case "pareto_k" -> Np.array(accuracy.paretoShapes());
                      default -> throw new NotYetThere(name);
                    }));
    return named;
  }

  private static Map<String, Object> smoothing(JsonNode test) {
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
    double[] largest =
        smoothed.stream()
            .flatMapToDouble(
                s -> Arrays.stream(s.logWeights()).sorted().skip(s.logWeights().length - 5L))
            .toArray();
    double[] squares =
        smoothed.stream()
            .mapToDouble(s -> Arrays.stream(s.logWeights()).map(w -> Math.exp(2 * w)).sum())
            .toArray();
    Map<String, Object> named = new LinkedHashMap<>();
    named.put(
        "pareto_k", Np.array(smoothed.stream().mapToDouble(ParetoSmoothing::shape).toArray()));
    named.put("largest_log_weights", Np.array(largest).reshape(smoothed.size(), 5));
    named.put("sum_of_squared_weights", Np.array(squares));
    return named;
  }

  private static Map<String, Object> comparison(JsonNode test) {
    boolean outlier = test.get("id").asText().endsWith("True");
    Map<String, PredictiveAccuracy> models = new LinkedHashMap<>();
    for (int k = 0; k < 3; k++) {
      double[][][] logLikelihood = DiagnosticsGoldens.logLikelihood(4, 100, 8, k, outlier);
      models.put("m" + k, PredictiveAccuracy.loo(logLikelihood, efficiencyOfTheta(k)));
    }
    Weighting weighting =
        switch (test.get("args").get("method").asText()) {
          case "stacking" -> Weighting.STACKING;
          case "pseudo-BMA" -> Weighting.PSEUDO_BMA;
          default -> throw new NotYetThere("weighting by " + test.get("args").get("method"));
        };
    Map<String, Object> named = new LinkedHashMap<>();
    List<ModelComparison.Row> rows = ModelComparison.of(models, weighting).rows();
    for (int rank = 0; rank < rows.size(); rank++) {
      named.put(rows.get(rank).name(), row(rows.get(rank), rank));
    }
    return named;
  }

  private static Map<String, Object> row(ModelComparison.Row row, int rank) {
    return Map.of(
        "rank", (double) rank,
        "elpd_loo", row.accuracy().elpd(),
        "p_loo", row.accuracy().effectiveParameters(),
        "elpd_diff", row.difference(),
        "weight", row.weight(),
        "se", row.accuracy().standardError(),
        "dse", row.standardError());
  }
}
