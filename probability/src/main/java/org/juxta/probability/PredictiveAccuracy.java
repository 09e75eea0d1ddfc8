package org.juxta.probability;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.juxta.tracer.JuxtaException;

/**
 * How well a model predicts data that it has not seen: an estimate of the expected log pointwise
 * predictive density (elpd) from the log-likelihoods of posterior draws. Higher is better. Agrees
 * with ArviZ's {@code loo} and {@code waic} on its log scale.
 *
 * <p>Log-likelihoods come as {@code [chain][draw][observation]}.
 */
public final class PredictiveAccuracy {
  /** How the elpd was estimated. */
  public enum Criterion {
    /** Leave-one-out cross-validation by Pareto smoothed importance sampling. */
    LOO,
    /** The widely applicable information criterion. */
    WAIC
  }

  private final Criterion criterion;
  private final double[] pointwise;
  private final double[] paretoShapes;
  private final double shapeLimit;
  private final double effectiveParameters;
  private final boolean unreliable;

  private PredictiveAccuracy(
      Criterion criterion,
      double[] pointwise,
      double[] paretoShapes,
      double shapeLimit,
      double effectiveParameters,
      boolean unreliable) {
    this.criterion = criterion;
    this.pointwise = pointwise;
    this.paretoShapes = paretoShapes;
    this.shapeLimit = shapeLimit;
    this.effectiveParameters = effectiveParameters;
    this.unreliable = unreliable;
  }

  /**
   * Leave-one-out cross-validation (Vehtari, Gelman and Gabry 2017).
   *
   * @param logLikelihood {@code [chain][draw][observation]}
   * @param relativeEfficiency the draws' effective sample size over their number; see {@link
   *     #relativeEfficiency}
   */
  public static PredictiveAccuracy loo(double[][][] logLikelihood, double relativeEfficiency) {
    double[][] byObservation = byObservation("loo", logLikelihood);
    int draws = byObservation[0].length;
    double[] elpd = new double[byObservation.length];
    double[] shapes = new double[byObservation.length];
    for (int i = 0; i < elpd.length; i++) {
      double[] l = byObservation[i];
      ParetoSmoothing smoothed =
          ParetoSmoothing.of(Arrays.stream(l).map(v -> -v).toArray(), relativeEfficiency);
      double[] w = smoothed.logWeights();
      elpd[i] =
          ParetoSmoothing.logSumExp(
              IntStream.range(0, draws).mapToDouble(t -> w[t] + l[t]).toArray());
      shapes[i] = smoothed.shape();
    }
    double parameters =
        Arrays.stream(logPredictive(byObservation)).sum() - Arrays.stream(elpd).sum();
    double limit = Math.min(1 - 1 / Math.log10(draws), 0.7);
    boolean unreliable = Arrays.stream(shapes).anyMatch(k -> k > limit);
    return new PredictiveAccuracy(Criterion.LOO, elpd, shapes, limit, parameters, unreliable);
  }

  /**
   * The widely applicable information criterion (Watanabe 2010).
   *
   * @param logLikelihood {@code [chain][draw][observation]}
   */
  public static PredictiveAccuracy waic(double[][][] logLikelihood) {
    double[][] byObservation = byObservation("waic", logLikelihood);
    double[] predictive = logPredictive(byObservation);
    double[] variances =
        Arrays.stream(byObservation).mapToDouble(l -> DrawStatistics.variance(l, 0)).toArray();
    double[] elpd =
        IntStream.range(0, predictive.length)
            .mapToDouble(i -> predictive[i] - variances[i])
            .toArray();
    boolean unreliable = Arrays.stream(variances).anyMatch(v -> v > 0.4);
    double parameters = Arrays.stream(variances).sum();
    return new PredictiveAccuracy(
        Criterion.WAIC, elpd, new double[0], Double.NaN, parameters, unreliable);
  }

  /**
   * The mean of the scalars' effective sample sizes for the mean, over the number of draws; 1 for a
   * single chain, as in ArviZ.
   *
   * @param columns for each scalar of the posterior, its draws {@code [chain][draw]}
   */
  public static double relativeEfficiency(Map<String, double[][]> columns) {
    if (columns.isEmpty()) {
      throw new JuxtaException("relativeEfficiency: there are no draws");
    }
    double[][] first = columns.values().iterator().next();
    return first.length == 1
        ? 1
        : columns.values().stream().mapToDouble(Diagnostics::essMean).sum()
            / columns.size()
            / (first.length * first[0].length);
  }

  /** How the elpd was estimated. */
  public Criterion criterion() {
    return criterion;
  }

  /** The estimated expected log pointwise predictive density of all observations together. */
  public double elpd() {
    return Arrays.stream(pointwise).sum();
  }

  /** The standard error of {@link #elpd}. */
  public double standardError() {
    return Math.sqrt(pointwise.length * DrawStatistics.variance(pointwise, 0));
  }

  /** The effective number of parameters: how much better the model fits the data it has seen. */
  public double effectiveParameters() {
    return effectiveParameters;
  }

  /** Each observation's share of {@link #elpd}. */
  public double[] pointwise() {
    return pointwise.clone();
  }

  /** For LOO, the Pareto shape of each observation's importance weights; empty for WAIC. */
  public double[] paretoShapes() {
    return paretoShapes.clone();
  }

  /**
   * For LOO, the Pareto shape above which importance weights are not to be trusted: at most 0.7.
   */
  public double shapeLimit() {
    return shapeLimit;
  }

  /**
   * Whether some observation makes the estimate doubtful: a Pareto shape above {@link #shapeLimit},
   * or for WAIC a log-likelihood whose variance is above 0.4.
   */
  public boolean unreliable() {
    return unreliable;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: elpd %.2f, standard error %.2f, effective parameters %.2f%s",
        criterion,
        elpd(),
        standardError(),
        effectiveParameters,
        unreliable ? ", unreliable" : "");
  }

  /** The log of each observation's mean likelihood. */
  private static double[] logPredictive(double[][] byObservation) {
    return Arrays.stream(byObservation)
        .mapToDouble(l -> ParetoSmoothing.logSumExp(l) - Math.log(l.length))
        .toArray();
  }

  private static double[][] byObservation(String what, double[][][] logLikelihood) {
    if (logLikelihood.length == 0 || logLikelihood[0].length == 0) {
      throw new JuxtaException(what + ": there are no draws");
    }
    double[][] draws =
        Arrays.stream(logLikelihood).flatMap(Arrays::stream).toArray(double[][]::new);
    int observations = draws[0].length;
    if (observations == 0 || Arrays.stream(draws).anyMatch(d -> d.length != observations)) {
      throw new JuxtaException(
          what
              + ": each draw needs the log-likelihood of each observation, of which there must be"
              + " one");
    }
    return IntStream.range(0, observations)
        .mapToObj(i -> Arrays.stream(draws).mapToDouble(d -> d[i]).toArray())
        .toArray(double[][]::new);
  }
}
