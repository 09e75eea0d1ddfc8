package org.juxta.probability;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.juxta.tracer.JuxtaException;

/**
 * Convergence diagnostics of Markov chains: R-hat, effective sample sizes, Monte Carlo standard
 * errors, highest density intervals and the energy diagnostic.
 *
 * <p>Draws of one scalar come as {@code draws[chain][draw]}, chains of equal length; everything is
 * computed on the host in doubles. Results are NaN where a diagnostic is not defined: a NaN among
 * the draws, too few draws (under 4) or chains, or no variance at all. Infinite draws are allowed
 * where only ranks matter.
 *
 * <p>Unless said otherwise the definitions are those of Vehtari, Gelman, Simpson, Carpenter and
 * Bürkner (2021), "Rank-normalization, folding, and localization: an improved R-hat", and values
 * agree with ArviZ.
 *
 * {@snippet class="org.juxta.tests.snippets.DiagnosticsSnippets" region="diagnostics"}
 */
public final class Diagnostics {
  private static final int MIN_DRAWS = 4;

  /** Chains whose draws differ by less than this count as constant, as in ArviZ. */
  private static final double RESOLUTION = 1e-15;

  private Diagnostics() {}

  /** A closed interval of the real line. */
  public record Interval(double lower, double upper) {
    /** The length of the interval. */
    public double width() {
      return upper - lower;
    }

    /** Whether {@code x} lies in the interval, ends included. */
    public boolean contains(double x) {
      return lower <= x && x <= upper;
    }
  }

  // R-hat

  /**
   * Rank-normalised split R-hat: the larger of the R-hats of the split chains' normal scores and of
   * their folded normal scores, so that it sees chains that differ in location or in scale. Below
   * 1.01 is good. Needs two chains (ArviZ's default {@code rhat}).
   */
  public static double rhat(double[][] draws) {
    return usable("rhat", draws, 2) ? rankRhat(draws) : Double.NaN;
  }

  /** {@link #rhat} of a single chain, which compares its two halves. */
  static double halvesRhat(double[] chain) {
    double[][] draws = {chain};
    return usable("rhat", draws, 1) ? rankRhat(draws) : Double.NaN;
  }

  private static double rankRhat(double[][] draws) {
    double[][] split = DrawStatistics.split(draws);
    double bulk = rhatOf(DrawStatistics.rankNormalise(split));
    double tail = rhatOf(DrawStatistics.rankNormalise(DrawStatistics.fold(split)));
    return tail > bulk ? tail : bulk; // folded draws of two values can be constant: tail is NaN
  }

  /** R-hat of split chains (ArviZ's method {@code split}). */
  public static double splitRhat(double[][] draws) {
    return usable("splitRhat", draws, 2) ? rhatOf(DrawStatistics.split(draws)) : Double.NaN;
  }

  /** R-hat of the chains as they are, neither split nor ranked (ArviZ's {@code identity}). */
  public static double identityRhat(double[][] draws) {
    return usable("identityRhat", draws, 2) ? rhatOf(draws) : Double.NaN;
  }

  /** R-hat of the split chains' normal scores: sees differences in location ({@code z_scale}). */
  public static double bulkRhat(double[][] draws) {
    return usable("bulkRhat", draws, 2)
        ? rhatOf(DrawStatistics.rankNormalise(DrawStatistics.split(draws)))
        : Double.NaN;
  }

  /** R-hat of the split chains' folded normal scores: sees differences in scale. */
  public static double foldedRhat(double[][] draws) {
    return usable("foldedRhat", draws, 2)
        ? rhatOf(DrawStatistics.rankNormalise(DrawStatistics.fold(DrawStatistics.split(draws))))
        : Double.NaN;
  }

  /**
   * R-hat of Gelman and Rubin (1992) as in NumPyro's {@code gelman_rubin}: two chains of two draws
   * are enough.
   */
  public static double gelmanRubin(double[][] draws) {
    DrawStatistics.check("gelmanRubin", draws);
    return draws.length < 2 || draws[0].length < 2 ? Double.NaN : rhatOf(draws);
  }

  /** {@link #gelmanRubin} of split chains; a single chain will do (NumPyro's summary). */
  public static double splitGelmanRubin(double[][] draws) {
    DrawStatistics.check("splitGelmanRubin", draws);
    return draws[0].length < MIN_DRAWS ? Double.NaN : gelmanRubin(DrawStatistics.split(draws));
  }

  /**
   * The potential scale reduction of Brooks and Gelman (1998), a squared R-hat with a correction
   * for the number of chains (TFP's {@code mcmc.potential_scale_reduction}). With {@code split},
   * each chain counts as two; the last draw of an odd number is then left out.
   */
  public static double potentialScaleReduction(double[][] draws, boolean split) {
    DrawStatistics.check("potentialScaleReduction", draws);
    int even = draws[0].length - (split ? draws[0].length % 2 : 0);
    double[][] x = split ? DrawStatistics.split(firstDraws(draws, even)) : draws;
    double chains = x.length;
    double n = x[0].length;
    if (chains < 2 || n < 2) {
      return Double.NaN;
    }
    double within = meanOverChains(x, c -> DrawStatistics.variance(x[c], 1));
    double between = DrawStatistics.variance(chainMeans(x), 1);
    double pooled = (n - 1) / n * within + between;
    return (chains + 1) / chains * pooled / within - (n - 1) / (chains * n);
  }

  private static double rhatOf(double[][] x) {
    double n = x[0].length;
    double within = meanOverChains(x, c -> DrawStatistics.variance(x[c], 1));
    double between = n * DrawStatistics.variance(chainMeans(x), 1);
    return Math.sqrt((between / within + n - 1) / n);
  }

  // Effective sample size

  /**
   * Effective sample size of the bulk of the distribution: that of the split chains' normal scores.
   * It tells how well location is estimated; 100 for each chain is a usual demand.
   */
  public static double essBulk(double[][] draws) {
    return usable("essBulk", draws, 1)
        ? essOf(DrawStatistics.rankNormalise(DrawStatistics.split(draws)))
        : Double.NaN;
  }

  /** The smaller of the effective sample sizes of the 5% and the 95% quantile. */
  public static double essTail(double[][] draws) {
    return Math.min(essQuantile(draws, 0.05), essQuantile(draws, 0.95));
  }

  /** Effective sample size for the mean: that of the split chains. */
  public static double essMean(double[][] draws) {
    return usable("essMean", draws, 1) ? essOf(DrawStatistics.split(draws)) : Double.NaN;
  }

  /** Effective sample size for the standard deviation: that of squared deviations. */
  public static double essSd(double[][] draws) {
    return usable("essSd", draws, 1)
        ? essOf(DrawStatistics.split(squaredDeviations(draws)))
        : Double.NaN;
  }

  /** Effective sample size for the median. */
  public static double essMedian(double[][] draws) {
    return essQuantile(draws, 0.5);
  }

  /** Effective sample size for the median absolute deviation from the median. */
  public static double essMad(double[][] draws) {
    if (!usable("essMad", draws, 1)) {
      return Double.NaN;
    }
    double[][] distance = DrawStatistics.fold(draws);
    double median = DrawStatistics.median(DrawStatistics.sorted(DrawStatistics.pool(distance)));
    double[][] inside = DrawStatistics.indicator(distance, d -> d <= median);
    return essOf(DrawStatistics.rankNormalise(DrawStatistics.split(inside)));
  }

  /** Effective sample size for a quantile: that of being at or below it. */
  public static double essQuantile(double[][] draws, double probability) {
    DrawStatistics.checkProbability("essQuantile", probability);
    if (!usable("essQuantile", draws, 1)) {
      return Double.NaN;
    }
    double[] sorted = DrawStatistics.sorted(DrawStatistics.pool(draws));
    double quantile = DrawStatistics.quantile(sorted, probability);
    return essOf(DrawStatistics.split(DrawStatistics.indicator(draws, x -> x <= quantile)));
  }

  /** Effective sample size for a small interval: that of lying between two quantiles. */
  public static double essLocal(double[][] draws, double lower, double upper) {
    if (!(0 <= lower && lower < upper && upper <= 1)) {
      throw new JuxtaException(
          "essLocal: two probabilities 0 <= lower < upper <= 1 are needed, got %s and %s"
              .formatted(lower, upper));
    }
    if (!usable("essLocal", draws, 1)) {
      return Double.NaN;
    }
    double[] sorted = DrawStatistics.sorted(DrawStatistics.pool(draws));
    double low = DrawStatistics.quantile(sorted, lower);
    double high = DrawStatistics.quantile(sorted, upper);
    return essOf(DrawStatistics.split(DrawStatistics.indicator(draws, x -> low <= x && x <= high)));
  }

  /** Effective sample size of the folded normal scores: how well scale is estimated. */
  public static double essFolded(double[][] draws) {
    return usable("essFolded", draws, 1)
        ? essOf(DrawStatistics.rankNormalise(DrawStatistics.fold(DrawStatistics.split(draws))))
        : Double.NaN;
  }

  /** Effective sample size of the chains as they are, neither split nor ranked. */
  public static double essIdentity(double[][] draws) {
    return usable("essIdentity", draws, 1) ? essOf(draws) : Double.NaN;
  }

  /**
   * Effective sample size of NumPyro's summary: chains neither split nor ranked, biased
   * autocovariances, Geyer's monotone sequence without his truncation at the first negative pair.
   */
  public static double effectiveSampleSize(double[][] draws) {
    DrawStatistics.check("effectiveSampleSize", draws);
    int n = draws[0].length;
    if (n < 2) {
      return Double.NaN;
    }
    double[] rho = correlations(draws, draws.length == 1);
    double sum = rho[0] + rho[1];
    double pair = Double.POSITIVE_INFINITY;
    for (int k = 2; k + 1 < n; k += 2) {
      pair = Math.min(pair, Math.max(rho[k] + rho[k + 1], 0));
      sum += pair;
    }
    return (double) draws.length * n / (2 * sum - 1);
  }

  /**
   * Effective sample size of one chain from its own unbiased autocorrelations (TFP's {@code
   * mcmc.effective_sample_size}).
   */
  public static double effectiveSampleSize(double[] chain, LagFilter filter) {
    return chain.length < 2
        ? Double.NaN
        : filteredEss(autocorrelation(chain, false), 1, chain.length, filter);
  }

  /**
   * Effective sample size of several chains together, with the variance between them (TFP's {@code
   * mcmc.effective_sample_size} with {@code cross_chain_dims}).
   */
  public static double effectiveSampleSize(double[][] draws, LagFilter filter) {
    DrawStatistics.check("effectiveSampleSize", draws);
    int n = draws[0].length;
    if (draws.length < 2 || n < 2) {
      return Double.NaN;
    }
    double[] covariance = meanAutocovariance(draws, false);
    double pooled = covariance[0] + DrawStatistics.variance(chainMeans(draws), 1);
    double[] rho = Arrays.stream(covariance).map(a -> 1 - (covariance[0] - a) / pooled).toArray();
    return filteredEss(rho, draws.length, n, filter);
  }

  private static double filteredEss(double[] rho, int chains, int n, LagFilter filter) {
    int lags = Math.min(n - 1, filter.maxLag()) + 1;
    int step = filter.positivePairs() ? 2 : 1;
    double sum = 0;
    for (int k = 0; k + step <= lags; k += step) {
      double next = filter.positivePairs() ? rho[k] + rho[k + 1] : rho[k];
      if (next < (filter.positivePairs() ? 0 : filter.threshold())) {
        break;
      }
      for (int lag = k; lag < k + step; lag++) {
        sum += rho[lag] * (n - lag) / n;
      }
    }
    return (double) chains * n / (2 * sum - 1);
  }

  /** ArviZ's estimate: Geyer's initial monotone positive sequence of the pooled correlations. */
  private static double essOf(double[][] x) {
    double[] pooled = DrawStatistics.pool(x);
    double min = Arrays.stream(pooled).min().orElse(Double.NaN);
    double max = Arrays.stream(pooled).max().orElse(Double.NaN);
    if (max - min < RESOLUTION) {
      return pooled.length;
    }
    double[] rho = correlations(x, false);
    double tau = Math.max(geyer(rho), 1 / Math.log10(pooled.length));
    return pooled.length / tau;
  }

  /** The integrated autocorrelation time {@code -1 + 2 sum rho[k]}; overwrites {@code rho}. */
  private static double geyer(double[] rho) {
    int n = rho.length;
    if (Double.isNaN(rho[1])) { // infinite draws
      return Double.NaN;
    }
    int end = 1; // the last lag looked at, by pairs (0, 1), (2, 3), ...
    double even = rho[0];
    double odd = rho[1];
    while (end < n - 3 && even + odd > 0) {
      even = rho[end + 1];
      odd = rho[end + 2];
      end += 2;
    }
    int last = end - 2; // of the pair at which the search stopped, only the even lag is used
    double rest = even > 0 || even + odd >= 0 ? even : 0;
    double sum = 0;
    for (int k = 0; k + 1 <= last; k += 2) {
      if (k > 0 && rho[k] + rho[k + 1] > rho[k - 2] + rho[k - 1]) {
        rho[k] = rho[k + 1] = (rho[k - 2] + rho[k - 1]) / 2;
      }
      sum += rho[k] + rho[k + 1];
    }
    return -1 + 2 * sum + rest;
  }

  /** {@code 1 - (W - mean autocovariance) / V} with the within-chain and the pooled variance. */
  private static double[] correlations(double[][] x, boolean pooledWithin) {
    double n = x[0].length;
    double[] covariance = meanAutocovariance(x, true);
    double between = x.length > 1 ? DrawStatistics.variance(chainMeans(x), 1) : 0;
    double pooled = covariance[0] + between;
    double within = pooledWithin ? pooled : covariance[0] * n / (n - 1);
    double[] rho = Arrays.stream(covariance).map(a -> 1 - (within - a) / pooled).toArray();
    rho[0] = 1;
    return rho;
  }

  private static double[] meanAutocovariance(double[][] x, boolean bias) {
    double[][] each = Arrays.stream(x).map(c -> autocovariance(c, bias)).toArray(double[][]::new);
    return IntStream.range(0, x[0].length)
        .mapToDouble(k -> meanOverChains(x, c -> each[c][k]))
        .toArray();
  }

  // Autocovariance

  /**
   * The autocovariance of one chain at lags {@code 0 .. n-1}, computed by FFT.
   *
   * @param bias whether each sum of products is divided by {@code n}, which keeps the noise of long
   *     lags small, or by its number of terms {@code n - lag}
   */
  public static double[] autocovariance(double[] chain, boolean bias) {
    double[] sums = Autocovariance.laggedProducts(chain);
    int n = chain.length;
    return IntStream.range(0, n).mapToDouble(k -> sums[k] / (bias ? n : n - k)).toArray();
  }

  /** {@link #autocovariance} divided by its value at lag 0; NaN for a constant chain. */
  public static double[] autocorrelation(double[] chain, boolean bias) {
    double[] covariance = autocovariance(chain, bias);
    return Arrays.stream(covariance).map(a -> a / covariance[0]).toArray();
  }

  // Monte Carlo standard errors

  /** Monte Carlo standard error of the mean of all draws. */
  public static double mcseMean(double[][] draws) {
    return usable("mcseMean", draws, 1)
        ? Math.sqrt(DrawStatistics.variance(DrawStatistics.pool(draws), 1) / essMean(draws))
        : Double.NaN;
  }

  /** Monte Carlo standard error of the standard deviation of all draws. */
  public static double mcseSd(double[][] draws) {
    if (!usable("mcseSd", draws, 1)) {
      return Double.NaN;
    }
    double[][] squares = squaredDeviations(draws);
    double[] pooled = DrawStatistics.pool(squares);
    double variance = DrawStatistics.mean(pooled);
    return Math.sqrt(DrawStatistics.variance(pooled, 0) / essMean(squares) / variance / 4);
  }

  /** Monte Carlo standard error of the median of all draws. */
  public static double mcseMedian(double[][] draws) {
    return mcseQuantile(draws, 0.5);
  }

  /**
   * Monte Carlo standard error of a quantile: half the distance between the order statistics that a
   * Beta posterior of the quantile's probability puts one standard deviation away on either side.
   */
  public static double mcseQuantile(double[][] draws, double probability) {
    DrawStatistics.checkProbability("mcseQuantile", probability);
    if (!usable("mcseQuantile", draws, 1)) {
      return Double.NaN;
    }
    double ess = essQuantile(draws, probability);
    double a = ess * probability + 1;
    double b = ess * (1 - probability) + 1;
    double[] sorted = DrawStatistics.sorted(DrawStatistics.pool(draws));
    int n = sorted.length;
    // The normal distribution's mass below one standard deviation on either side of its mean.
    double low = betaQuantile(0.1586553, a, b) * n - 1;
    double high = betaQuantile(0.8413447, a, b) * n - 1;
    return (sorted[(int) Math.ceil(Math.min(high, n - 1))]
            - sorted[(int) Math.floor(Math.max(low, 0))])
        / 2;
  }

  /** Solves {@code RegularizedBeta(x, a, b) = p} by bisection, down to neighbouring doubles. */
  private static double betaQuantile(double p, double a, double b) {
    double low = 0;
    double high = 1;
    for (double mid = 0.5; low < mid && mid < high; mid = (low + high) / 2) {
      if (RegularizedBeta.value(mid, a, b) < p) {
        low = mid;
      } else {
        high = mid;
      }
    }
    return high;
  }

  private static double[][] squaredDeviations(double[][] draws) {
    double mean = DrawStatistics.mean(DrawStatistics.pool(draws));
    return DrawStatistics.map(draws, x -> (x - mean) * (x - mean));
  }

  // Intervals and energy

  /**
   * The highest density interval: the shortest interval between draws that holds a share {@code
   * probability} of them (ArviZ's {@code hdi}, NumPyro's {@code hpdi}). NaN if a draw is NaN.
   */
  public static Interval hdi(double[] draws, double probability) {
    DrawStatistics.checkProbability("hdi", probability);
    int n = draws.length;
    if (n == 0) {
      throw new JuxtaException("hdi: there are no draws");
    }
    double[] sorted = DrawStatistics.sorted(draws);
    if (Double.isNaN(sorted[n - 1])) { // sorting puts NaN last
      return new Interval(Double.NaN, Double.NaN);
    }
    int span = (int) (probability * n);
    int best = 0;
    for (int i = 1; i + span < n; i++) {
      if (sorted[i + span] - sorted[i] < sorted[best + span] - sorted[best]) {
        best = i;
      }
    }
    return new Interval(sorted[best], sorted[best + span]);
  }

  /** {@link #hdi(double[], double)} of the draws of all chains together. */
  public static Interval hdi(double[][] draws, double probability) {
    DrawStatistics.check("hdi", draws);
    return hdi(DrawStatistics.pool(draws), probability);
  }

  /**
   * The estimated Bayesian fraction of missing information of each chain, from the Hamiltonian's
   * energies {@code energy[chain][draw]}: the mean squared change between draws over the variance
   * (Betancourt 2016). Below 0.3 the momentum draws explore the energies badly.
   */
  public static double[] bfmi(double[][] energy) {
    DrawStatistics.check("bfmi", energy);
    return Arrays.stream(energy).mapToDouble(Diagnostics::bfmiOf).toArray();
  }

  private static double bfmiOf(double[] energy) {
    if (energy.length < 2) {
      return Double.NaN;
    }
    double changes =
        IntStream.range(1, energy.length)
            .mapToDouble(t -> (energy[t] - energy[t - 1]) * (energy[t] - energy[t - 1]))
            .sum();
    return changes / (energy.length - 1) / DrawStatistics.variance(energy, 1);
  }

  // Shared

  private static boolean usable(String what, double[][] draws, int minChains) {
    DrawStatistics.check(what, draws);
    return draws.length >= minChains
        && draws[0].length >= MIN_DRAWS
        && !DrawStatistics.anyNaN(draws);
  }

  private static double[] chainMeans(double[][] x) {
    return Arrays.stream(x).mapToDouble(DrawStatistics::mean).toArray();
  }

  private static double meanOverChains(double[][] x, IntToDoubleFunction f) {
    return IntStream.range(0, x.length).mapToDouble(f).sum() / x.length;
  }

  private static double[][] firstDraws(double[][] draws, int n) {
    return Arrays.stream(draws).map(c -> Arrays.copyOf(c, n)).toArray(double[][]::new);
  }
}
