package org.juxta.tracer;

/** Householder reflections on row-major matrices of doubles, as LAPACK has them. */
final class Householder {
  private Householder() {}

  /** R on and above the diagonal and the vectors of the reflections below it, in place. */
  static void factor(double[] a, int rows, int columns, double[] taus) {
    for (int k = 0; k < taus.length; k++) {
      taus[k] = reflector(a, rows, columns, k);
      reflect(a, k, taus[k], a, rows, columns, columns, k + 1);
    }
  }

  /**
   * Makes the reflection that takes column {@code k} below the diagonal to zero; its factor, zero
   * where nothing is to be done.
   */
  private static double reflector(double[] a, int rows, int columns, int k) {
    double scale = 0;
    for (int i = k + 1; i < rows; i++) {
      scale = Math.max(scale, Math.abs(a[i * columns + k]));
    }
    if (scale == 0) {
      return 0;
    }
    double alpha = a[k * columns + k];
    scale = Math.max(scale, Math.abs(alpha));
    double sum = 0;
    for (int i = k; i < rows; i++) {
      double x = a[i * columns + k] / scale;
      sum += x * x;
    }
    double beta = -Math.copySign(scale * Math.sqrt(sum), alpha);
    for (int i = k + 1; i < rows; i++) {
      a[i * columns + k] /= alpha - beta;
    }
    a[k * columns + k] = beta;
    return (beta - alpha) / beta;
  }

  /**
   * Applies reflection {@code k}, whose vector stands in {@code v} (with {@code width} columns), to
   * the columns of {@code b} from {@code first} on.
   */
  private static void reflect(
      double[] v, int k, double tau, double[] b, int rows, int width, int columns, int first) {
    if (tau == 0) {
      return;
    }
    for (int j = first; j < columns; j++) {
      double sum = b[k * columns + j];
      for (int i = k + 1; i < rows; i++) {
        sum += v[i * width + k] * b[i * columns + j];
      }
      sum *= tau;
      b[k * columns + j] -= sum;
      for (int i = k + 1; i < rows; i++) {
        b[i * columns + j] -= sum * v[i * width + k];
      }
    }
  }

  /**
   * The first {@code size} columns of the product of the reflections in {@code a}, which has {@code
   * columns} columns.
   */
  static double[] product(double[] a, int rows, int columns, double[] taus, int size) {
    double[] q = new double[rows * size];
    for (int i = 0; i < Math.min(rows, size); i++) {
      q[i * size + i] = 1;
    }
    for (int k = taus.length - 1; k >= 0; k--) {
      reflect(a, k, taus[k], q, rows, columns, size, 0);
    }
    return q;
  }
}
