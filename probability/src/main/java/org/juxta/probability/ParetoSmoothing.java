package org.juxta.probability;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.juxta.tracer.JuxtaException;

/**
 * Pareto smoothed importance sampling (Vehtari, Simpson, Gelman, Yao and Gabry 2024): the largest
 * importance weights are replaced by the expected order statistics of a generalised Pareto
 * distribution fitted to them. Agrees with ArviZ's {@code psislw}.
 */
public final class ParetoSmoothing {
  private static final double LOG_SMALLEST = Math.log(Double.MIN_NORMAL);
  private static final double EPSILON = Math.ulp(1.0);

  private final double[] logWeights;
  private final double shape;

  private ParetoSmoothing(double[] logWeights, double shape) {
    this.logWeights = logWeights;
    this.shape = shape;
  }

  /** The smoothed log weights, in the order given, normalised so that the weights sum to 1. */
  public double[] logWeights() {
    return logWeights.clone();
  }

  /**
   * The fitted shape k, which tells how far the weights can be trusted: below 0.7 is good. Infinite
   * when the tail has too few weights to fit, which are then left as they are.
   */
  public double shape() {
    return shape;
  }

  /** A generalised Pareto distribution on the positive numbers. */
  private record Pareto(double shape, double scale) {
    double quantile(double p) {
      double tail = Math.log1p(-p);
      return scale * (Math.abs(shape) < EPSILON ? -tail : Math.expm1(-shape * tail) / shape);
    }
  }

  /**
   * Smooths log weights.
   *
   * @param logWeights unnormalised log importance weights
   * @param relativeEfficiency the effective sample size of the draws over their number; it sets how
   *     many weights count as the tail
   */
  public static ParetoSmoothing of(double[] logWeights, double relativeEfficiency) {
    int n = logWeights.length;
    if (n == 0) {
      throw new JuxtaException("ParetoSmoothing: there are no weights");
    }
    double max = Arrays.stream(logWeights).max().orElseThrow();
    if (Double.isNaN(max) || Double.isInfinite(max)) {
      throw new JuxtaException(
          ("ParetoSmoothing: the largest of %d log weights is %s;"
                  + " look for log-likelihoods that are not finite")
              .formatted(n, max));
    }
    if (!(relativeEfficiency > 0)) {
      throw new JuxtaException(
          "ParetoSmoothing: the relative efficiency must be positive, got " + relativeEfficiency);
    }
    double[] x = Arrays.stream(logWeights).map(w -> w - max).toArray();
    int tailSize = (int) Math.ceil(Math.min(n / 5.0, 3 * Math.sqrt(n / relativeEfficiency)));
    double[] sorted = DrawStatistics.sorted(x);
    double cutoff = Math.max(sorted[Math.max(n - 1 - tailSize, 0)], LOG_SMALLEST);
    int[] tail =
        IntStream.range(0, n)
            .filter(i -> x[i] > cutoff)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(i -> i)
            .toArray();
    double shape = tail.length <= 4 ? Double.POSITIVE_INFINITY : smooth(x, tail, cutoff);
    double total = logSumExp(x);
    return new ParetoSmoothing(Arrays.stream(x).map(w -> w - total).toArray(), shape);
  }

  /** Replaces the tail's log weights, whose indices come in increasing order, in place. */
  private static double smooth(double[] x, int[] tail, double cutoff) {
    double base = Math.exp(cutoff);
    double[] excess = Arrays.stream(tail).mapToDouble(i -> Math.exp(x[i]) - base).toArray();
    Pareto fitted = fit(excess);
    if (Double.isFinite(fitted.shape())) {
      for (int i = 0; i < tail.length; i++) {
        double smoothed = fitted.quantile((i + 0.5) / tail.length) + base;
        x[tail[i]] = Math.min(Math.log(smoothed), 0); // not above the largest raw weight
      }
    }
    return fitted.shape();
  }

  /** Zhang and Stephens' (2009) empirical Bayes estimate, its shape drawn a little towards 1/2. */
  private static Pareto fit(double[] sorted) {
    int n = sorted.length;
    int candidates = 30 + (int) Math.sqrt(n);
    double quartile = sorted[(int) (n / 4.0 + 0.5) - 1];
    double[] b =
        IntStream.rangeClosed(1, candidates)
            .mapToDouble(
                i -> (1 - Math.sqrt(candidates / (i - 0.5))) / (3 * quartile) + 1 / sorted[n - 1])
            .toArray();
    double[] profile =
        Arrays.stream(b)
            .map(
                v -> {
                  double k = meanLog1p(-v, sorted);
                  return n * (Math.log(-v / k) - k - 1);
                })
            .toArray();
    double total = logSumExp(profile);
    double[] weights =
        Arrays.stream(profile)
            .map(l -> Math.exp(l - total))
            .map(w -> w < 10 * EPSILON ? 0 : w)
            .toArray();
    double mean =
        IntStream.range(0, candidates).mapToDouble(i -> b[i] * weights[i]).sum()
            / Arrays.stream(weights).sum();
    double shape = meanLog1p(-mean, sorted);
    return new Pareto((n * shape + 10 * 0.5) / (n + 10), -shape / mean);
  }

  private static double meanLog1p(double factor, double[] x) {
    return Arrays.stream(x).map(v -> Math.log1p(factor * v)).sum() / x.length;
  }

  static double logSumExp(double[] x) {
    double max = Arrays.stream(x).max().orElse(Double.NEGATIVE_INFINITY);
    return Double.isInfinite(max)
        ? max
        : max + Math.log(Arrays.stream(x).map(v -> Math.exp(v - max)).sum());
  }
}
