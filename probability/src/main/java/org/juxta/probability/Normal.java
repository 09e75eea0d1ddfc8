package org.juxta.probability;

import org.juxta.Array;

/**
 * The normal distribution. As {@code tfd.Normal}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="normal"}
 *
 * @param loc the mean
 * @param scale the standard deviation, positive
 */
public record Normal(Array loc, Array scale) implements LocationScale {
  /** Distributions whose parameters broadcast. */
  public static Normal of(Array loc, Array scale) {
    LocationScale.check(Normal.class, loc, scale);
    return new Normal(loc, scale);
  }

  /** A distribution of plain numbers. */
  public static Normal of(double loc, double scale) {
    return of(Parameters.weak(loc), Parameters.weak(scale));
  }

  /** Distributions of one scale. */
  public static Normal of(Array loc, double scale) {
    return of(loc, Parameters.weak(scale));
  }

  /** Distributions of one location. */
  public static Normal of(double loc, Array scale) {
    return of(Parameters.weak(loc), scale);
  }
}
