package org.juxta.tracer;

import java.util.Arrays;
import java.util.Comparator;

/**
 * {@link JacobiRotations} of complex matrices: what is to be rotated away is made real first, by a
 * factor of absolute value 1.
 */
final class ComplexJacobi {
  private static final int SWEEPS = 60;

  private ComplexJacobi() {}

  /**
   * Makes a Hermitian matrix diagonal in place.
   *
   * @param v takes the eigenvectors as columns, if it was the identity
   */
  private static boolean sweepHermitian(ComplexMatrix a, ComplexMatrix v) {
    boolean rotated = false;
    for (int p = 0; p < a.rows; p++) {
      for (int q = p + 1; q < a.rows; q++) {
        Complex off = a.get(p, q);
        double size = off.abs();
        double x = a.get(p, p).re();
        double y = a.get(q, q).re();
        double small = Math.ulp(1.0) / 4 * Math.sqrt(Math.abs(x * y));
        if (size > Math.max(small, Double.MIN_NORMAL)) {
          Complex phase = off.times(1 / size);
          a.scaleColumn(q, phase.conjugate());
          a.scaleRow(q, phase);
          v.scaleColumn(q, phase.conjugate());
          double t = JacobiRotations.tangent((y - x) / 2, size);
          double c = 1 / Math.sqrt(1 + t * t);
          a.rotateColumns(p, q, c, t * c);
          a.rotateRows(p, q, c, t * c);
          v.rotateColumns(p, q, c, t * c);
          a.set(p, q, Complex.ZERO);
          a.set(q, p, Complex.ZERO);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  /** Real values, and the vectors that belong to them as columns. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Values(double[] values, ComplexMatrix vectors) {
    private Values ordered(Comparator<Double> comparator) {
      int[] order = JacobiRotations.order(values, comparator);
      return new Values(
          Arrays.stream(order).mapToDouble(i -> values[i]).toArray(), vectors.columns(order));
    }
  }

  /** The eigenvalues of a Hermitian matrix, ascending; the matrix is lost. */
  static Values eigen(ComplexMatrix a) {
    ComplexMatrix v = ComplexMatrix.identity(a.rows, a.rows);
    for (int sweep = 0; sweep < SWEEPS && sweepHermitian(a, v); sweep++) {}
    double[] values = new double[a.rows];
    Arrays.setAll(values, i -> a.get(i, i).re());
    return new Values(values, v).ordered(Comparator.naturalOrder());
  }

  private static boolean sweepColumns(ComplexMatrix a, ComplexMatrix v) {
    boolean rotated = false;
    for (int p = 0; p < a.columns; p++) {
      for (int q = p + 1; q < a.columns; q++) {
        double alpha = a.dot(p, p).re();
        double beta = a.dot(q, q).re();
        Complex gamma = a.dot(p, q);
        double size = gamma.abs();
        if (size > Math.ulp(1.0) * Math.sqrt(alpha) * Math.sqrt(beta)) {
          Complex back = gamma.times(1 / size).conjugate();
          a.scaleColumn(q, back);
          v.scaleColumn(q, back);
          double t = JacobiRotations.tangent((beta - alpha) / 2, size);
          double c = 1 / Math.sqrt(1 + t * t);
          a.rotateColumns(p, q, c, t * c);
          v.rotateColumns(p, q, c, t * c);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  /** Factors {@code u diag(values) vh}. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Svd(double[] values, ComplexMatrix u, ComplexMatrix vh) {}

  /** Of a matrix with at least as many rows as columns, with so many columns of u. */
  static Svd tall(ComplexMatrix given, int size) {
    double largest = given.largest();
    double scale = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
    ComplexMatrix a = given.times(1 / scale);
    ComplexMatrix v = ComplexMatrix.identity(a.columns, a.columns);
    for (int sweep = 0; sweep < SWEEPS && sweepColumns(a, v); sweep++) {}
    double[] norms = new double[a.columns];
    Arrays.setAll(norms, j -> Math.sqrt(a.dot(j, j).re()));
    Values right = new Values(norms, v).ordered(Comparator.reverseOrder());
    Values left = new Values(norms, a).ordered(Comparator.reverseOrder());
    double[] values = Arrays.stream(right.values).map(s -> s * scale).toArray();
    return new Svd(values, left(left.vectors, size), right.vectors.adjoint());
  }

  /** U from its columns times the singular values, as of real matrices. */
  private static ComplexMatrix left(ComplexMatrix a, int size) {
    Complex[] taus = new Complex[a.columns];
    ComplexHouseholder.factor(a, taus);
    ComplexMatrix u = ComplexHouseholder.product(a, taus, size);
    for (int j = 0; j < a.columns; j++) {
      if (a.get(j, j).re() < 0) {
        u.scaleColumn(j, new Complex(-1, 0));
      }
    }
    return u;
  }

  /** With square u and vh if {@code full}. */
  static Svd svd(ComplexMatrix a, boolean full) {
    if (a.rows >= a.columns) {
      return tall(a, full ? a.rows : a.columns);
    }
    Svd turned = tall(a.adjoint(), full ? a.columns : a.rows);
    return new Svd(turned.values, turned.vh.adjoint(), turned.u.adjoint());
  }
}
