package org.juxta.probability;

import org.juxta.Array;

/**
 * The Laplace distribution, of density {@code exp(-|x - loc| / scale) / (2 scale)}. As {@code
 * tfd.Laplace}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="laplace"}
 *
 * @param loc the mean
 * @param scale the mean distance from it, positive
 */
public record Laplace(Array loc, Array scale) implements LocationScale {
  /** Distributions whose parameters broadcast. */
  public static Laplace of(Array loc, Array scale) {
    LocationScale.check(Laplace.class, loc, scale);
    return new Laplace(loc, scale);
  }

  /** A distribution of plain numbers. */
  public static Laplace of(double loc, double scale) {
    return of(Parameters.weak(loc), Parameters.weak(scale));
  }

  /** Distributions of one scale. */
  public static Laplace of(Array loc, double scale) {
    return of(loc, Parameters.weak(scale));
  }

  /** Distributions of one location. */
  public static Laplace of(double loc, Array scale) {
    return of(Parameters.weak(loc), scale);
  }
}
