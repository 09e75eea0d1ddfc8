package org.juxta.tracer;

/** {@link TriangularFactors} of complex matrices. */
final class ComplexTriangular {
  private ComplexTriangular() {}

  /** The lower factor in place, zeros above it; NaN if there is none. */
  static void cholesky(ComplexMatrix a) {
    int n = a.rows;
    boolean positive = true;
    for (int i = 0; i < n && positive; i++) {
      for (int j = 0; j <= i; j++) {
        Complex sum = i == j ? new Complex(a.get(i, i).re(), 0) : a.get(i, j);
        for (int k = 0; k < j; k++) {
          sum = sum.minus(a.get(i, k).times(a.get(j, k).conjugate()));
        }
        positive &= i != j || sum.re() > 0;
        a.set(i, j, i == j ? new Complex(Math.sqrt(sum.re()), 0) : sum.times(1 / a.get(j, j).re()));
      }
    }
    if (!positive) {
      a.fillNaN();
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        a.set(i, j, Complex.ZERO);
      }
    }
  }

  /** As LAPACK: the size of a pivot is the sum of the absolute values of its parts. */
  static void lu(ComplexMatrix a, int[] pivots, int[] permutation) {
    for (int i = 0; i < a.rows; i++) {
      permutation[i] = i;
    }
    for (int k = 0; k < pivots.length; k++) {
      int pivot = k;
      for (int i = k + 1; i < a.rows; i++) {
        if (size(a.get(i, k)) > size(a.get(pivot, k))) {
          pivot = i;
        }
      }
      pivots[k] = pivot;
      if (pivot != k) {
        a.swapRows(k, pivot);
        int row = permutation[k];
        permutation[k] = permutation[pivot];
        permutation[pivot] = row;
      }
      eliminate(a, k);
    }
  }

  private static double size(Complex z) {
    return Math.abs(z.re()) + Math.abs(z.im());
  }

  private static void eliminate(ComplexMatrix a, int k) {
    Complex diagonal = a.get(k, k);
    boolean isZero = size(diagonal) == 0;
    for (int i = k + 1; i < a.rows; i++) {
      Complex factor = isZero ? a.get(i, k) : a.get(i, k).over(diagonal);
      a.set(i, k, factor);
      for (int j = k + 1; j < a.columns; j++) {
        a.set(i, j, a.get(i, j).minus(factor.times(a.get(k, j))));
      }
    }
  }

  /** x in place of b, of {@code op(a) x = b}. */
  static void solveLeft(Decomposition.TriangularSolve op, ComplexMatrix a, ComplexMatrix b) {
    int n = a.rows;
    boolean forward = op.lower() != op.transpose();
    for (int step = 0; step < n; step++) {
      int i = forward ? step : n - 1 - step;
      for (int c = 0; c < b.columns; c++) {
        Complex sum = b.get(i, c);
        for (int k = forward ? 0 : i + 1; k < (forward ? i : n); k++) {
          Complex factor = op.transpose() ? a.get(k, i) : a.get(i, k);
          sum = sum.minus(factor.times(b.get(k, c)));
        }
        b.set(i, c, op.unitDiagonal() ? sum : sum.over(a.get(i, i)));
      }
    }
  }

  /** x in place of b, of {@code x op(a) = b}. */
  static void solveRight(Decomposition.TriangularSolve op, ComplexMatrix a, ComplexMatrix b) {
    int n = a.rows;
    boolean forward = op.lower() == op.transpose();
    for (int row = 0; row < b.rows; row++) {
      for (int step = 0; step < n; step++) {
        int j = forward ? step : n - 1 - step;
        Complex sum = b.get(row, j);
        for (int k = forward ? 0 : j + 1; k < (forward ? j : n); k++) {
          Complex factor = op.transpose() ? a.get(j, k) : a.get(k, j);
          sum = sum.minus(factor.times(b.get(row, k)));
        }
        b.set(row, j, op.unitDiagonal() ? sum : sum.over(a.get(j, j)));
      }
    }
  }
}
