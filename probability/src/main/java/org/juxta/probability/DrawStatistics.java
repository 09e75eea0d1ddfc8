package org.juxta.probability;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.juxta.tracer.JuxtaException;

/** Moments, order statistics and ranks of draws, on the host in doubles. */
final class DrawStatistics {
  private DrawStatistics() {}

  /** Throws unless there is a chain, and all chains have the same number of draws. */
  static void check(String what, double[][] draws) {
    if (draws.length == 0) {
      throw new JuxtaException(
          what + ": there is no chain; pass draws as [chain][draw], one row for each chain");
    }
    for (int c = 1; c < draws.length; c++) {
      if (draws[c].length != draws[0].length) {
        throw new JuxtaException(
            "%s: chain %d has %d draws but chain 0 has %d; cut the chains to one length"
                .formatted(what, c, draws[c].length, draws[0].length));
      }
    }
  }

  static void checkProbability(String what, double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new JuxtaException(
          what + ": the probability must lie strictly between 0 and 1, got " + probability);
    }
  }

  static double mean(double[] x) {
    return Arrays.stream(x).sum() / x.length; // a DoubleStream's sum is compensated
  }

  /** The mean squared deviation, divided by {@code n - ddof}. */
  static double variance(double[] x, int ddof) {
    double mean = mean(x);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - ddof);
  }

  static double[] pool(double[][] draws) {
    return Arrays.stream(draws).flatMapToDouble(Arrays::stream).toArray();
  }

  static double[] sorted(double[] x) {
    double[] copy = x.clone();
    Arrays.sort(copy);
    return copy;
  }

  /** The median of sorted values: the mean of the middle two when their number is even. */
  static double median(double[] sorted) {
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /**
   * The quantile of at least two sorted values, linear between order statistics (type 7 of Hyndman
   * and Fan 1996). The expression is that of scipy.stats.mstats.mquantiles to the last bit, because
   * draws are compared with it.
   */
  static double quantile(double[] sorted, double p) {
    int n = sorted.length;
    double position = n * p + (1 - p);
    int k = (int) Math.floor(Math.clamp(position, 1.0, n - 1.0));
    double gamma = Math.clamp(position - k, 0.0, 1.0);
    return (1 - gamma) * sorted[k - 1] + gamma * sorted[k];
  }

  static double[][] map(double[][] draws, DoubleUnaryOperator f) {
    return Arrays.stream(draws)
        .map(chain -> Arrays.stream(chain).map(f).toArray())
        .toArray(double[][]::new);
  }

  static double[][] indicator(double[][] draws, DoublePredicate f) {
    return map(draws, x -> f.test(x) ? 1 : 0);
  }

  static boolean anyNaN(double[][] draws) {
    return Arrays.stream(draws).anyMatch(chain -> Arrays.stream(chain).anyMatch(Double::isNaN));
  }

  /** The first halves of all chains, then their second halves; an odd middle draw is left out. */
  static double[][] split(double[][] draws) {
    int chains = draws.length;
    int n = draws[0].length;
    double[][] halves = new double[2 * chains][];
    for (int c = 0; c < chains; c++) {
      halves[c] = Arrays.copyOf(draws[c], n / 2);
      halves[chains + c] = Arrays.copyOfRange(draws[c], n - n / 2, n);
    }
    return halves;
  }

  /** The distance of each draw to the median of all. */
  static double[][] fold(double[][] draws) {
    double median = median(sorted(pool(draws)));
    return map(draws, x -> Math.abs(x - median));
  }

  /**
   * Normal scores: each draw's rank among all (ties share their mean rank), moved to (0, 1) by
   * Blom's offset 3/8, through the standard normal quantile function (Vehtari et al. 2021, eq. 14).
   */
  static double[][] rankNormalise(double[][] draws) {
    double[] sorted = pool(map(draws, x -> x + 0.0)); // + 0.0 makes -0.0 tie with 0.0
    Arrays.sort(sorted);
    double[] scores = new double[sorted.length];
    for (int from = 0, to; from < sorted.length; from = to) {
      to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double meanRank = (from + 1 + to) / 2.0;
      Arrays.fill(
          scores, from, to, normalQuantile((meanRank - 0.375) / (sorted.length - 2 * 0.375 + 1)));
    }
    return map(draws, x -> scores[Arrays.binarySearch(sorted, x + 0.0)]);
  }

  private static double normalQuantile(double p) {
    return -Math.sqrt(2) * InverseErfc.value(2 * p);
  }
}
