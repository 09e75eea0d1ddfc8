package org.juxta.probability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.juxta.tracer.JuxtaException;

/**
 * Models ranked by how well they predict, best first, with weights for averaging their predictions
 * (ArviZ's {@code compare}).
 */
public record ModelComparison(List<Row> rows) {
  private static final int MAX_STEPS = 100_000;
  private static final double TOLERANCE = 1e-13;

  /** How models are weighted (Yao, Vehtari, Simpson and Gelman 2018). */
  public enum Weighting {
    /** The mixture of the models' predictive densities that predicts best. */
    STACKING,
    /** Weights proportional to {@code exp(elpd)}; they ignore the uncertainty of elpd. */
    PSEUDO_BMA
  }

  /**
   * One model.
   *
   * @param name its name
   * @param accuracy its predictive accuracy
   * @param difference how much lower its elpd is than the best model's
   * @param standardError the standard error of {@code difference}
   * @param weight its weight; all weights sum to 1
   */
  public record Row(
      String name,
      PredictiveAccuracy accuracy,
      double difference,
      double standardError,
      double weight) {}

  /** Copies the rows. */
  public ModelComparison {
    rows = List.copyOf(rows);
  }

  /**
   * Compares models of the same observations.
   *
   * @param models each model's name and its predictive accuracy, all by the same criterion
   * @param weighting how weights are found
   */
  public static ModelComparison of(Map<String, PredictiveAccuracy> models, Weighting weighting) {
    List<Map.Entry<String, PredictiveAccuracy>> sorted = new ArrayList<>(models.entrySet());
    sorted.sort(Comparator.comparingDouble(m -> -m.getValue().elpd()));
    check(sorted);
    double[][] elpd = sorted.stream().map(m -> m.getValue().pointwise()).toArray(double[][]::new);
    double[] weights =
        switch (weighting) {
          case STACKING -> stacking(elpd);
          case PSEUDO_BMA -> pseudoBma(elpd);
        };
    List<Row> rows = new ArrayList<>();
    for (int m = 0; m < elpd.length; m++) {
      double[] own = elpd[m];
      double[] lower =
          IntStream.range(0, own.length).mapToDouble(i -> elpd[0][i] - own[i]).toArray();
      rows.add(
          new Row(
              sorted.get(m).getKey(),
              sorted.get(m).getValue(),
              Arrays.stream(lower).sum(),
              Math.sqrt(lower.length * DrawStatistics.variance(lower, 0)),
              weights[m]));
    }
    return new ModelComparison(rows);
  }

  private static void check(List<Map.Entry<String, PredictiveAccuracy>> models) {
    if (models.isEmpty()) {
      throw new JuxtaException("ModelComparison: there are no models");
    }
    String firstName = models.getFirst().getKey();
    PredictiveAccuracy first = models.getFirst().getValue();
    for (Map.Entry<String, PredictiveAccuracy> model : models) {
      PredictiveAccuracy other = model.getValue();
      if (other.criterion() != first.criterion()
          || other.pointwise().length != first.pointwise().length) {
        throw new JuxtaException(
            ("ModelComparison: %s has %s of %d observations but %s has %s of %d;"
                    + " they must be the same")
                .formatted(
                    firstName,
                    first.criterion(),
                    first.pointwise().length,
                    model.getKey(),
                    other.criterion(),
                    other.pointwise().length));
      }
    }
  }

  /**
   * The weights on the simplex that maximise {@code sum_i log sum_m w_m exp(elpd_mi)}, by the EM
   * algorithm for mixture weights. It stops when the largest derivative tells that the mean of the
   * logs is within {@link #TOLERANCE} of its maximum.
   */
  private static double[] stacking(double[][] elpd) {
    int models = elpd.length;
    int observations = elpd[0].length;
    double[][] density = new double[observations][models];
    for (int i = 0; i < observations; i++) {
      int observation = i;
      double best = Arrays.stream(elpd).mapToDouble(m -> m[observation]).max().orElseThrow();
      Arrays.setAll(density[i], m -> Math.exp(elpd[m][observation] - best));
    }
    double[] weights = new double[models];
    Arrays.fill(weights, 1.0 / models);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] derivative = new double[models];
      for (double[] row : density) {
        double mixture = 0;
        for (int m = 0; m < models; m++) {
          mixture += weights[m] * row[m];
        }
        for (int m = 0; m < models; m++) {
          derivative[m] += row[m] / mixture / observations;
        }
      }
      Arrays.setAll(weights, m -> weights[m] * derivative[m]);
      if (Math.log(Arrays.stream(derivative).max().orElseThrow()) < TOLERANCE) {
        break;
      }
    }
    return weights;
  }

  private static double[] pseudoBma(double[][] elpd) {
    double[] sums = Arrays.stream(elpd).mapToDouble(m -> Arrays.stream(m).sum()).toArray();
    double total = ParetoSmoothing.logSumExp(sums);
    return Arrays.stream(sums).map(s -> Math.exp(s - total)).toArray();
  }

  /** A table, best model first. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    int width = Math.max(10, rows.stream().mapToInt(r -> r.name().length()).max().orElse(0));
    out.append(" ".repeat(width))
        .append("      elpd        se         p elpd_diff  diff_se    weight\n");
    for (Row row : rows) {
      out.append(" ".repeat(width - row.name().length())).append(row.name());
      double[] values = {
        row.accuracy().elpd(),
        row.accuracy().standardError(),
        row.accuracy().effectiveParameters(),
        row.difference(),
        row.standardError(),
        row.weight()
      };
      for (double value : values) {
        out.append(String.format(Locale.ROOT, "%10.2f", value));
      }
      out.append(row.accuracy().unreliable() ? "  unreliable\n" : "\n");
    }
    return out.toString();
  }
}
