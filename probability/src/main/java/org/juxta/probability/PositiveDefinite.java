package org.juxta.probability;

import org.juxta.tracer.JuxtaException;

/** The factor of a small matrix on the host. */
final class PositiveDefinite {
  private PositiveDefinite() {}

  /**
   * The lower triangular L with L Lᵀ the inverse of a matrix (row-major, n by n): NumPyro's {@code
   * mass_matrix_sqrt}. With the rows and columns in reverse order, the covariance is C Cᵀ; then U,
   * which is C turned back, is upper triangular with U Uᵀ the covariance, and its inverse
   * transposed is L.
   */
  static double[] inverseRoot(double[] covariance, int n) {
    double[] upper = new double[n * n];
    for (int j = n - 1; j >= 0; j--) {
      for (int i = j; i >= 0; i--) {
        double sum = covariance[i * n + j];
        for (int k = j + 1; k < n; k++) {
          sum -= upper[i * n + k] * upper[j * n + k];
        }
        if (i == j && !(sum > 0)) {
          throw new JuxtaException(
              "a mass matrix must be positive definite: the pivot of coordinate %d is %s"
                  .formatted(i, sum));
        }
        upper[i * n + j] = i == j ? Math.sqrt(sum) : sum / upper[j * n + j];
      }
    }
    return inverseTransposed(upper, n);
  }

  /** The inverse of an upper triangular matrix, transposed, hence lower triangular. */
  private static double[] inverseTransposed(double[] upper, int n) {
    double[] lower = new double[n * n];
    for (int c = 0; c < n; c++) {
      for (int i = c; i >= 0; i--) {
        double sum = i == c ? 1 : 0;
        for (int k = i + 1; k <= c; k++) {
          sum -= upper[i * n + k] * lower[c * n + k];
        }
        lower[c * n + i] = sum / upper[i * n + i];
      }
    }
    return lower;
  }
}
