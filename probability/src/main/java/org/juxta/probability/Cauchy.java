package org.juxta.probability;

import org.juxta.Array;

/**
 * The Cauchy distribution, of density {@code 1 / (π scale (1 + ((x - loc) / scale)²))}; its mean
 * and variance are not defined (NaN). As {@code tfd.Cauchy}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="cauchy"}
 *
 * @param loc the median
 * @param scale half the distance of the quartiles, positive
 */
public record Cauchy(Array loc, Array scale) implements LocationScale {
  /** Distributions whose parameters broadcast. */
  public static Cauchy of(Array loc, Array scale) {
    LocationScale.check(Cauchy.class, loc, scale);
    return new Cauchy(loc, scale);
  }

  /** A distribution of plain numbers. */
  public static Cauchy of(double loc, double scale) {
    return of(Parameters.weak(loc), Parameters.weak(scale));
  }

  /** Distributions of one scale. */
  public static Cauchy of(Array loc, double scale) {
    return of(loc, Parameters.weak(scale));
  }

  /** Distributions of one location. */
  public static Cauchy of(double loc, Array scale) {
    return of(Parameters.weak(loc), scale);
  }
}
