package org.juxta.tracer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues of symmetric matrices and singular values by Jacobi's rotations, on row-major
 * matrices of doubles: slow for large ones, short, and as accurate as it gets (Demmel and Veselić
 * 1992).
 */
final class JacobiRotations {
  private static final int SWEEPS = 60;

  private JacobiRotations() {}

  /**
   * The eigenvalues of a symmetric matrix, ascending; the matrix is lost.
   *
   * @param vectors takes the eigenvectors, as columns
   */
  static double[] eigen(double[] a, int n, double[] vectors) {
    double[] v = identity(n);
    for (int sweep = 0; sweep < SWEEPS && sweepSymmetric(a, v, n); sweep++) {}
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i * n + i];
    }
    int[] order = order(values, Comparator.naturalOrder());
    copyColumns(v, n, order, vectors);
    return permuted(values, order);
  }

  private static double[] identity(int n) {
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    return identity;
  }

  /** Whether any element was rotated away. */
  private static boolean sweepSymmetric(double[] a, double[] v, int n) {
    boolean rotated = false;
    for (int p = 0; p < n; p++) {
      for (int q = p + 1; q < n; q++) {
        double off = a[p * n + q];
        double small = Math.ulp(1.0) / 4 * Math.sqrt(Math.abs(a[p * n + p] * a[q * n + q]));
        if (Math.abs(off) > Math.max(small, Double.MIN_NORMAL)) {
          double t = tangent((a[q * n + q] - a[p * n + p]) / 2, off);
          double c = 1 / Math.sqrt(1 + t * t);
          rotateColumns(a, n, n, p, q, c, t * c);
          rotateRows(a, n, p, q, c, t * c);
          rotateColumns(v, n, n, p, q, c, t * c);
          a[p * n + q] = 0;
          a[q * n + p] = 0;
          rotated = true;
        }
      }
    }
    return rotated;
  }

  /** The tangent of the smaller angle that takes {@code off} to zero. */
  static double tangent(double halfDifference, double off) {
    double zeta = halfDifference / off;
    double root = Math.abs(zeta) > 1e150 ? Math.abs(zeta) : Math.sqrt(1 + zeta * zeta);
    return Math.copySign(1, zeta) / (Math.abs(zeta) + root);
  }

  private static void rotateColumns(
      double[] a, int rows, int columns, int p, int q, double c, double s) {
    for (int i = 0; i < rows; i++) {
      double x = a[i * columns + p];
      double y = a[i * columns + q];
      a[i * columns + p] = c * x - s * y;
      a[i * columns + q] = s * x + c * y;
    }
  }

  private static void rotateRows(double[] a, int n, int p, int q, double c, double s) {
    for (int j = 0; j < n; j++) {
      double x = a[p * n + j];
      double y = a[q * n + j];
      a[p * n + j] = c * x - s * y;
      a[q * n + j] = s * x + c * y;
    }
  }

  /**
   * The singular values of a matrix with at least as many rows as columns, descending. Its columns
   * are made orthogonal in place: they become U times the singular values.
   *
   * @param right takes V
   */
  static double[] singular(double[] a, int rows, int columns, double[] right) {
    double[] v = identity(columns);
    for (int sweep = 0; sweep < SWEEPS && sweepColumns(a, v, rows, columns); sweep++) {}
    double[] values = new double[columns];
    for (int j = 0; j < columns; j++) {
      values[j] = norm(a, rows, columns, j);
    }
    int[] order = order(values, Comparator.reverseOrder());
    copyColumns(a.clone(), columns, order, a);
    copyColumns(v, columns, order, right);
    return permuted(values, order);
  }

  private static boolean sweepColumns(double[] a, double[] v, int rows, int columns) {
    boolean rotated = false;
    for (int p = 0; p < columns; p++) {
      for (int q = p + 1; q < columns; q++) {
        double alpha = dot(a, rows, columns, p, p);
        double beta = dot(a, rows, columns, q, q);
        double gamma = dot(a, rows, columns, p, q);
        if (Math.abs(gamma) > Math.ulp(1.0) * Math.sqrt(alpha) * Math.sqrt(beta)) {
          double t = tangent((beta - alpha) / 2, gamma);
          double c = 1 / Math.sqrt(1 + t * t);
          rotateColumns(a, rows, columns, p, q, c, t * c);
          rotateColumns(v, columns, columns, p, q, c, t * c);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  private static double dot(double[] a, int rows, int columns, int p, int q) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += a[i * columns + p] * a[i * columns + q];
    }
    return sum;
  }

  private static double norm(double[] a, int rows, int columns, int j) {
    return Math.sqrt(dot(a, rows, columns, j, j));
  }

  static int[] order(double[] values, Comparator<Double> comparator) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparing(i -> values[i], comparator))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double[] permuted(double[] values, int[] order) {
    return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
  }

  private static void copyColumns(double[] from, int columns, int[] order, double[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i - i % columns + order[i % columns]];
    }
  }
}
