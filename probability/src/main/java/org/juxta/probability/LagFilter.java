package org.juxta.probability;

import org.juxta.tracer.JuxtaException;

/**
 * Which lags of an estimated autocorrelation enter an effective sample size. Estimates at long lags
 * are mostly noise, so the sum is cut off (the arguments of TFP's mcmc.effective_sample_size).
 *
 * @param threshold the sum stops before the first lag whose autocorrelation is below this; {@code
 *     -1} or less never stops it. Not used when {@code positivePairs} is set
 * @param maxLag the largest lag
 * @param positivePairs the sum goes over pairs of lags (0, 1), (2, 3), ... and stops before the
 *     first pair whose sum is negative: Geyer's initial positive sequence, right for reversible
 *     chains, and the choice to make for chains with negative autocorrelation
 */
public record LagFilter(double threshold, int maxLag, boolean positivePairs) {
  /** Checks the values. */
  public LagFilter {
    if (maxLag < 0) {
      throw new JuxtaException("LagFilter: maxLag must be at least 0, got " + maxLag);
    }
    if (Double.isNaN(threshold)) {
      throw new JuxtaException("LagFilter: threshold is NaN; -1 means no threshold");
    }
  }

  /** Stops at the first negative autocorrelation: TFP's default. */
  public static LagFilter positive() {
    return threshold(0);
  }

  /** Stops at the first autocorrelation below {@code threshold}. */
  public static LagFilter threshold(double threshold) {
    return new LagFilter(threshold, Integer.MAX_VALUE, false);
  }

  /** Stops at the first pair of lags with a negative sum. */
  public static LagFilter pairs() {
    return new LagFilter(0, Integer.MAX_VALUE, true);
  }

  /** This filter, going no further than lag {@code maxLag}. */
  public LagFilter upTo(int maxLag) {
    return new LagFilter(threshold, maxLag, positivePairs);
  }
}
