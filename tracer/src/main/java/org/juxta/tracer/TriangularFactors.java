package org.juxta.tracer;

/** Cholesky and LU factors and triangular systems, on row-major matrices of doubles, in place. */
final class TriangularFactors {
  private TriangularFactors() {}

  /** The lower factor in place of the lower triangle, zeros above it; NaN if there is none. */
  static void cholesky(double[] a, int n) {
    boolean positive = true;
    for (int i = 0; i < n && positive; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= a[i * n + k] * a[j * n + k];
        }
        a[i * n + j] = i == j ? Math.sqrt(sum) : sum / a[j * n + j];
        positive &= i != j || sum > 0;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] = j > i ? 0 : positive ? a[i * n + j] : Double.NaN;
      }
    }
  }

  /**
   * L below the diagonal and U on and above it, in place.
   *
   * @param pivots takes for each step the row it exchanged with its own
   * @param permutation takes the order of the rows
   */
  static void lu(double[] a, int rows, int columns, int[] pivots, int[] permutation) {
    for (int i = 0; i < rows; i++) {
      permutation[i] = i;
    }
    for (int k = 0; k < pivots.length; k++) {
      int pivot = k;
      for (int i = k + 1; i < rows; i++) {
        if (Math.abs(a[i * columns + k]) > Math.abs(a[pivot * columns + k])) {
          pivot = i;
        }
      }
      pivots[k] = pivot;
      if (pivot != k) {
        swapRows(a, columns, k, pivot);
        int row = permutation[k];
        permutation[k] = permutation[pivot];
        permutation[pivot] = row;
      }
      eliminate(a, rows, columns, k);
    }
  }

  private static void swapRows(double[] a, int columns, int i, int j) {
    for (int c = 0; c < columns; c++) {
      double x = a[i * columns + c];
      a[i * columns + c] = a[j * columns + c];
      a[j * columns + c] = x;
    }
  }

  private static void eliminate(double[] a, int rows, int columns, int k) {
    double diagonal = a[k * columns + k];
    for (int i = k + 1; i < rows; i++) {
      double factor = diagonal == 0 ? a[i * columns + k] : a[i * columns + k] / diagonal;
      a[i * columns + k] = factor;
      for (int j = k + 1; j < columns; j++) {
        a[i * columns + j] -= factor * a[k * columns + j];
      }
    }
  }

  /** x in place of b, of {@code op(a) x = b}: b has {@code columns} columns. */
  static void solveLeft(
      Decomposition.TriangularSolve op, double[] a, int n, double[] b, int columns) {
    boolean forward = op.lower() != op.transpose();
    for (int step = 0; step < n; step++) {
      int i = forward ? step : n - 1 - step;
      for (int k = forward ? 0 : i + 1; k < (forward ? i : n); k++) {
        double factor = op.transpose() ? a[k * n + i] : a[i * n + k];
        for (int c = 0; c < columns; c++) {
          b[i * columns + c] -= factor * b[k * columns + c];
        }
      }
      if (!op.unitDiagonal()) {
        for (int c = 0; c < columns; c++) {
          b[i * columns + c] /= a[i * n + i];
        }
      }
    }
  }

  /** x in place of b, of {@code x op(a) = b}: b has {@code rows} rows. */
  static void solveRight(
      Decomposition.TriangularSolve op, double[] a, int n, double[] b, int rows) {
    boolean forward = op.lower() == op.transpose();
    for (int row = 0; row < rows; row++) {
      int x = row * n;
      for (int step = 0; step < n; step++) {
        int j = forward ? step : n - 1 - step;
        double sum = b[x + j];
        for (int k = forward ? 0 : j + 1; k < (forward ? j : n); k++) {
          sum -= b[x + k] * (op.transpose() ? a[j * n + k] : a[k * n + j]);
        }
        b[x + j] = op.unitDiagonal() ? sum : sum / a[j * n + j];
      }
    }
  }
}
