package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;

/**
 * Mean and variance, or covariance, of vectors seen one after the other, by Welford's method. As
 * NumPyro's {@code welford_covariance}.
 *
 * @param mean the mean so far, (n)
 * @param m2 the sum of squared deviations, (n), or of their products, (n, n)
 * @param count the number of vectors, as a float
 */
public record Welford(Array mean, Array m2, Array count) {
  /** Stan's prior for few draws: as many draws of variance 1e-3 are added. */
  private static final double PRIOR_DRAWS = 5;

  private static final double PRIOR_VARIANCE = 1e-3;

  /** Nothing seen yet. */
  public static Welford of(int n, DType dtype, boolean dense) {
    Array m2 = dense ? Np.zeros(dtype, n, n) : Np.zeros(dtype, n);
    return new Welford(Np.zeros(dtype, n), m2, Np.zeros(dtype));
  }

  /** After one more vector, (n). */
  public Welford update(Array x) {
    Array n = count.add(1);
    Array before = x.sub(mean);
    Array next = mean.add(before.div(n));
    Array after = x.sub(next);
    Array products = m2.rank() == 1 ? before.mul(after) : Np.outer(after, before);
    return new Welford(next, m2.add(products), n);
  }

  /** The variances, or the covariance, with divisor count - 1. */
  public Array covariance() {
    return m2.div(count.sub(1));
  }

  /**
   * {@link #covariance} drawn towards 0.001 times the identity, as Stan does it, so that few draws
   * give no zeros.
   */
  public Array regularizedCovariance() {
    Array all = count.add(PRIOR_DRAWS);
    Array shrinkage = Np.divide(PRIOR_DRAWS * PRIOR_VARIANCE, all);
    Array scaled = covariance().mul(count.div(all));
    return m2.rank() == 1
        ? scaled.add(shrinkage)
        : scaled.add(shrinkage.mul(Np.eye(mean.dim(0), mean.dtype())));
  }
}
