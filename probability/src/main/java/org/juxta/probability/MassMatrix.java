package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * The masses of Hamiltonian dynamics, which are to be the inverse of the posterior's covariance: a
 * vector for a diagonal matrix, or a matrix.
 *
 * @param inverse the inverse mass matrix: variances (n), or a covariance (n, n)
 * @param root what standard normal numbers are multiplied with to be momenta: (n), or a matrix
 *     whose product with its own transpose is the mass matrix
 */
public record MassMatrix(Array inverse, Array root) {
  /** Masses of one. */
  public static MassMatrix identity(int n, DType dtype) {
    Array ones = Np.ones(dtype, n);
    return new MassMatrix(ones, ones);
  }

  /** Independent coordinates with the given variances, (n). */
  public static MassMatrix diagonal(Array variances) {
    requireRank(variances, 1);
    return new MassMatrix(variances, Np.divide(1, variances.sqrt()));
  }

  /**
   * Coordinates with the given covariance (n, n), which must be concrete, symmetric and positive
   * definite.
   *
   * @throws org.juxta.tracer.JuxtaException if it is not positive definite
   */
  public static MassMatrix dense(Array covariance) {
    requireRank(covariance, 2);
    int n = covariance.dim(0);
    double[] root = PositiveDefinite.inverseRoot(covariance.toDoubles(), n);
    return new MassMatrix(covariance, Np.array(root).astype(covariance.dtype()).reshape(n, n));
  }

  private static void requireRank(Array inverse, int rank) {
    if (inverse.rank() != rank || (rank == 2 && inverse.dim(0) != inverse.dim(1))) {
      throw new ShapeException(
          "a mass matrix of %d coordinates needs an inverse of shape %s, not %s"
              .formatted(
                  inverse.rank() == 0 ? 1 : inverse.dim(0),
                  rank == 1 ? "(n)" : "(n, n)",
                  inverse.type()));
    }
  }

  /** The number of coordinates. */
  public int size() {
    return inverse.dim(0);
  }

  /** Whether the matrix is a full one. */
  public boolean isDense() {
    return inverse.rank() == 2;
  }

  /** The velocity of a momentum (n). */
  public Array velocity(Array momentum) {
    return isDense() ? inverse.matmul(momentum) : inverse.mul(momentum);
  }

  /** The kinetic energy of a momentum (n): half its product with its velocity. */
  public Array kineticEnergy(Array momentum) {
    return momentum.mul(velocity(momentum)).sum().mul(0.5);
  }

  /** A momentum (n), normal with this covariance. */
  public Array momentum(Key key) {
    return momentum(Rng.normal(key, Shape.of(size()), inverse.dtype()));
  }

  /** The momentum that standard normal numbers (n) make. */
  public Array momentum(Array normal) {
    return isDense() ? root.matmul(normal) : root.mul(normal);
  }
}
