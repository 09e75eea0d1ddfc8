package org.juxta;

import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Normal vectors of a covariance, and orthogonal matrices. */
final class VectorDraws {
  private VectorDraws() {}

  static Array multivariateNormal(
      Key key, Array mean, Array covariance, Shape shape, DType dtype, Rng.Factor method) {
    Rng.requireFloat("Rng.multivariateNormal", dtype);
    requireFit(mean, covariance);
    int n = mean.dim(-1);
    Rng.requireShape(
        "Rng.multivariateNormal", shape, mean.shape().without(Ints.of(mean.rank() - 1)));
    Rng.requireShape(
        "Rng.multivariateNormal",
        shape,
        covariance.shape().without(Ints.of(covariance.rank() - 2, covariance.rank() - 1)));
    Array factor = factor(Promotion.to(covariance, common(mean, covariance)), method);
    Array draws = Rng.normal(key, shape.insert(shape.rank(), n), dtype);
    return Np.einsum("...ij,...j->...i", factor, draws).add(mean);
  }

  private static DType common(Array mean, Array covariance) {
    return Promotion.inexact(Promotion.common(mean.type(), covariance.type()));
  }

  private static void requireFit(Array mean, Array covariance) {
    boolean fits =
        mean.rank() >= 1
            && covariance.rank() >= 2
            && covariance.dim(-1) == mean.dim(-1)
            && covariance.dim(-2) == mean.dim(-1);
    if (!fits) {
      throw new ShapeException(
          "Rng.multivariateNormal: a mean (..., n) and a covariance (..., n, n) are needed, not "
              + mean.type()
              + " and "
              + covariance.type());
    }
  }

  private static Array factor(Array covariance, Rng.Factor method) {
    return switch (method) {
      case CHOLESKY -> Linalg.cholesky(covariance);
      case EIGH -> {
        Linalg.Eigh eigh = Linalg.eigh(covariance);
        yield eigh.eigenvectors().mul(eigh.eigenvalues().sqrt().expandDims(-2));
      }
      case SVD -> {
        Linalg.Svd svd = Linalg.svd(covariance);
        yield svd.u().mul(svd.s().sqrt().expandDims(-2));
      }
    };
  }

  /** The factor q of a normal matrix, with the signs that make it uniform (Mezzadri 2007). */
  static Array orthogonal(Key key, int n, int m, Shape shape, DType dtype) {
    Shape full = shape.concat(Shape.of(Math.max(n, m), Math.min(n, m)));
    Linalg.Qr qr = Linalg.qr(Rng.normal(key, full, dtype));
    Array signs = Linalg.diagonal(qr.r(), 0).sign();
    Array columns = qr.q().mul(signs.expandDims(-2));
    return n < m ? Linalg.matrixTranspose(columns) : columns;
  }
}
