package org.juxta.tracer;

import java.util.Arrays;

/**
 * Schur factors of real matrices by the QR algorithm with double shifts (Francis 1961; Golub and
 * Van Loan, chapter 7): t is triangular but for blocks of two rows, one for each pair of conjugate
 * eigenvalues, whose diagonal elements are equal.
 */
final class RealSchur {
  private static final int STEPS = 300;

  private final int n;
  private final double[] t;
  private final double[] z;

  private RealSchur(int n, double[] t, double[] z) {
    this.n = n;
    this.t = t;
    this.z = z;
  }

  private static RealSchur of(ComplexMatrix a) {
    HessenbergFactors.Packed packed = HessenbergFactors.of(a);
    RealSchur schur = new RealSchur(a.rows, real(packed.upper()), real(packed.unitary()));
    schur.iterate();
    return schur;
  }

  static ComplexSchur.Factors factors(ComplexMatrix a) {
    RealSchur schur = of(a);
    return new ComplexSchur.Factors(
        ComplexMatrix.real(schur.t, a.rows, a.rows), ComplexMatrix.real(schur.z, a.rows, a.rows));
  }

  /**
   * The eigenvalues in the order of the diagonal, of a pair first that with positive imaginary
   * part.
   */
  private Complex[] values() {
    Complex[] values = new Complex[n];
    for (int k = 0; k < n; k++) {
      double below = k + 1 < n ? at(k + 1, k) : 0;
      values[k] = new Complex(at(k, k), 0);
      if (below != 0) {
        double size = Math.sqrt(Math.abs(below)) * Math.sqrt(Math.abs(at(k, k + 1)));
        values[k] = new Complex(at(k, k), size);
        values[k + 1] = values[k].conjugate();
        k++;
      }
    }
    return values;
  }

  /** Eigenvalues and vectors, where they are not real in conjugate pairs. */
  static ComplexSchur.Eigen eigen(ComplexMatrix a) {
    int n = a.rows;
    RealSchur schur = of(a);
    Complex[] values = schur.values();
    ComplexSchur.Eigen found = ComplexSchur.eigen(ComplexMatrix.real(schur.t, n, n));
    ComplexMatrix z = ComplexMatrix.real(schur.z, n, n);
    return new ComplexSchur.Eigen(
        values,
        inPairs(values, found.values(), z.times(found.left())),
        inPairs(values, found.values(), z.times(found.right())));
  }

  /** Vectors that belong to values, from those found, of which a pair may have changed places. */
  private static ComplexMatrix inPairs(Complex[] values, Complex[] found, ComplexMatrix all) {
    int n = values.length;
    ComplexMatrix vectors = ComplexMatrix.zeros(n, n);
    for (int k = 0; k < n; k++) {
      boolean pair = values[k].im() > 0;
      int from = pair && found[k].im() < 0 ? k + 1 : k;
      ComplexMatrix v = ComplexSchur.normalized(all.columns(new int[] {from}));
      for (int i = 0; i < n; i++) {
        Complex element = v.get(i, 0);
        vectors.set(i, k, pair ? element : new Complex(element.re(), 0));
        if (pair) {
          vectors.set(i, k + 1, element.conjugate());
        }
      }
      k += pair ? 1 : 0;
    }
    return vectors;
  }

  private static double[] real(ComplexMatrix a) {
    double[] real = new double[a.rows * a.columns];
    for (int k = 0; k < real.length; k++) {
      real[k] = a.get(k / a.columns, k % a.columns).re();
    }
    return real;
  }

  private void iterate() {
    int steps = 0;
    for (int end = n - 1; end > 0; ) {
      int start = split(end);
      if (start >= end - 1) {
        if (start == end - 1) {
          standardize(start);
        }
        end = start - 1;
        steps = 0;
      } else {
        steps++;
        if (steps > STEPS) {
          Arrays.fill(t, Double.NaN);
          Arrays.fill(z, Double.NaN);
          return;
        }
        step(start, end, steps);
      }
    }
  }

  private double at(int i, int j) {
    return t[i * n + j];
  }

  private int split(int end) {
    for (int k = end; k > 0; k--) {
      double beside = Math.abs(at(k - 1, k - 1)) + Math.abs(at(k, k));
      if (Math.abs(at(k, k - 1)) <= Math.ulp(1.0) * (beside == 0 ? 1 : beside)) {
        t[k * n + k - 1] = 0;
        return k;
      }
    }
    return 0;
  }

  /** Two shifts at once, those of the last two rows, chased down the diagonal. */
  private void step(int start, int end, int steps) {
    double trace = at(end - 1, end - 1) + at(end, end);
    double det = at(end - 1, end - 1) * at(end, end) - at(end - 1, end) * at(end, end - 1);
    if (steps % 10 == 0) {
      double size = Math.abs(at(end, end - 1)) + Math.abs(at(end - 1, end - 2));
      trace = 1.5 * size;
      det = size * size;
    }
    double h = at(start, start);
    double x = h * h + at(start, start + 1) * at(start + 1, start) - trace * h + det;
    double y = at(start + 1, start) * (h + at(start + 1, start + 1) - trace);
    double w = at(start + 1, start) * at(start + 2, start + 1);
    for (int k = start; k < end; k++) {
      int size = Math.min(3, end - k + 1);
      reflect(k, size, x, y, size == 3 ? w : 0);
      if (k > start) {
        for (int i = k + 1; i < k + size; i++) {
          t[i * n + k - 1] = 0;
        }
      }
      x = at(k + 1, k);
      y = k + 2 <= end ? at(k + 2, k) : 0;
      w = k + 3 <= end ? at(k + 3, k) : 0;
    }
  }

  /** Rows and columns from {@code k} on, by what takes (x, y, w) to a multiple of (1, 0, 0). */
  private void reflect(int k, int size, double x, double y, double w) {
    double scale = Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(w)));
    if (scale == 0) {
      return;
    }
    double[] v = {x / scale, y / scale, w / scale};
    double norm = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    v[0] += Math.copySign(norm, v[0]);
    double square = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += v[i] * t[(k + i) * n + j];
      }
      for (int i = 0; i < size; i++) {
        t[(k + i) * n + j] -= 2 * sum / square * v[i];
      }
    }
    reflectColumns(t, k, size, v, square);
    reflectColumns(z, k, size, v, square);
  }

  private void reflectColumns(double[] a, int k, int size, double[] v, double square) {
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += v[j] * a[i * n + k + j];
      }
      for (int j = 0; j < size; j++) {
        a[i * n + k + j] -= 2 * sum / square * v[j];
      }
    }
  }

  /** Makes a block of two rows triangular, or its diagonal elements equal. */
  private void standardize(int k) {
    double a = at(k, k);
    double b = at(k, k + 1);
    double c = at(k + 1, k);
    double d = at(k + 1, k + 1);
    double half = (a - d) / 2;
    double discriminant = half * half + b * c;
    if (discriminant >= 0) {
      double shift = half + Math.copySign(Math.sqrt(discriminant), half);
      double size = Math.hypot(c, shift);
      rotate(k, size == 0 ? 1 : shift / size, size == 0 ? 0 : c / size);
      t[(k + 1) * n + k] = 0;
    } else {
      double sum = b + c;
      double size = Math.hypot(sum, a - d);
      double cosine = size == 0 ? 1 : Math.sqrt((1 + Math.abs(sum) / size) / 2);
      double sine = size == 0 ? 0 : -half / (size * cosine) * Math.copySign(1, sum);
      rotate(k, cosine, sine);
      double mean = (at(k, k) + at(k + 1, k + 1)) / 2;
      t[k * n + k] = mean;
      t[(k + 1) * n + k + 1] = mean;
    }
  }

  private void rotate(int k, double c, double s) {
    for (int j = 0; j < n; j++) {
      double x = at(k, j);
      double y = at(k + 1, j);
      t[k * n + j] = c * x + s * y;
      t[(k + 1) * n + j] = c * y - s * x;
    }
    rotateColumns(t, k, c, s);
    rotateColumns(z, k, c, s);
  }

  private void rotateColumns(double[] a, int k, double c, double s) {
    for (int i = 0; i < n; i++) {
      double x = a[i * n + k];
      double y = a[i * n + k + 1];
      a[i * n + k] = c * x + s * y;
      a[i * n + k + 1] = c * y - s * x;
    }
  }
}
