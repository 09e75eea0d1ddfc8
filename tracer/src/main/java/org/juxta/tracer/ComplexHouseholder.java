package org.juxta.tracer;

/**
 * {@link Householder} reflections of complex matrices: those of LAPACK, which make R's diagonal
 * real.
 */
final class ComplexHouseholder {
  private ComplexHouseholder() {}

  /** R on and above the diagonal and the vectors of the reflections below it, in place. */
  static void factor(ComplexMatrix a, Complex[] taus) {
    for (int k = 0; k < taus.length; k++) {
      taus[k] = reflector(a, k, k);
      reflect(a, k, k, taus[k].conjugate(), a, k + 1);
    }
  }

  /** Makes the reflection that takes a column below a row to zero; its factor. */
  static Complex reflector(ComplexMatrix a, int row, int column) {
    double scale = 0;
    for (int i = row + 1; i < a.rows; i++) {
      scale = Math.max(scale, a.get(i, column).abs());
    }
    Complex alpha = a.get(row, column);
    if (scale == 0 && alpha.im() == 0) {
      return Complex.ZERO;
    }
    scale = Math.max(scale, alpha.abs());
    double sum = 0;
    for (int i = row; i < a.rows; i++) {
      double size = a.get(i, column).abs() / scale;
      sum += size * size;
    }
    double beta = -Math.copySign(scale * Math.sqrt(sum), alpha.re());
    Complex pivot = alpha.minus(new Complex(beta, 0));
    for (int i = row + 1; i < a.rows; i++) {
      a.set(i, column, a.get(i, column).over(pivot));
    }
    a.set(row, column, new Complex(beta, 0));
    return new Complex((beta - alpha.re()) / beta, -alpha.im() / beta);
  }

  private static Complex element(ComplexMatrix v, int i, int row, int column) {
    return i == row ? Complex.ONE : v.get(i, column);
  }

  /**
   * Applies {@code 1 - tau v vᴴ} to columns of {@code b} from {@code first} on: v is 1 in {@code
   * row} and below it stands in a column.
   */
  static void reflect(
      ComplexMatrix v, int row, int column, Complex tau, ComplexMatrix b, int first) {
    for (int j = first; j < b.columns; j++) {
      Complex sum = Complex.ZERO;
      for (int i = row; i < b.rows; i++) {
        sum = sum.plus(element(v, i, row, column).conjugate().times(b.get(i, j)));
      }
      sum = sum.times(tau);
      for (int i = row; i < b.rows; i++) {
        b.set(i, j, b.get(i, j).minus(sum.times(element(v, i, row, column))));
      }
    }
  }

  /** {@code b (1 - tau v vᴴ)} in the place of b, but for the column that v stands in. */
  static void reflectRight(ComplexMatrix v, int row, int column, Complex tau, ComplexMatrix b) {
    for (int i = 0; i < b.rows; i++) {
      Complex sum = Complex.ZERO;
      for (int j = row; j < b.columns; j++) {
        sum = sum.plus(b.get(i, j).times(element(v, j, row, column)));
      }
      sum = sum.times(tau);
      for (int j = row; j < b.columns; j++) {
        Complex turned = sum.times(element(v, j, row, column).conjugate());
        b.set(i, j, b.get(i, j).minus(turned));
      }
    }
  }

  /** The first {@code size} columns of the product of the reflections in {@code a}. */
  static ComplexMatrix product(ComplexMatrix a, Complex[] taus, int size) {
    ComplexMatrix q = ComplexMatrix.identity(a.rows, size);
    for (int k = taus.length - 1; k >= 0; k--) {
      reflect(a, k, k, taus[k], q, 0);
    }
    return q;
  }
}
