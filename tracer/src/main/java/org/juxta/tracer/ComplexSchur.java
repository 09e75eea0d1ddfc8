package org.juxta.tracer;

import java.util.Arrays;
import org.juxta.tracer.Elementwise.UnaryKind;

/**
 * Schur factors of complex matrices by the QR algorithm with single shifts, and eigenvectors from
 * them (Golub and Van Loan, chapter 7).
 */
final class ComplexSchur {
  private static final int STEPS = 300;

  private final ComplexMatrix t;
  private final ComplexMatrix z;

  private ComplexSchur(ComplexMatrix t, ComplexMatrix z) {
    this.t = t;
    this.z = z;
  }

  /** {@code a = z t zᴴ}, t upper triangular, z unitary. */
  record Factors(ComplexMatrix t, ComplexMatrix z) {}

  static Factors of(ComplexMatrix a) {
    HessenbergFactors.Packed packed = HessenbergFactors.of(a);
    ComplexSchur schur = new ComplexSchur(packed.upper(), packed.unitary());
    int steps = 0;
    for (int end = a.rows - 1; end > 0; ) {
      int start = schur.split(end);
      if (start == end) {
        end--;
        steps = 0;
      } else {
        steps++;
        if (steps > STEPS) {
          schur.t.fillNaN();
          schur.z.fillNaN();
          break;
        }
        schur.step(start, end, steps);
      }
    }
    return new Factors(schur.t, schur.z);
  }

  /** Where the last block that does not fall apart begins. */
  private int split(int end) {
    for (int k = end; k > 0; k--) {
      double beside = t.get(k - 1, k - 1).abs() + t.get(k, k).abs();
      double scale = beside == 0 ? t.largest() : beside;
      if (t.get(k, k - 1).abs() <= Math.ulp(1.0) * scale) {
        t.set(k, k - 1, Complex.ZERO);
        return k;
      }
    }
    return 0;
  }

  /** The eigenvalue of the last two rows that is nearer to their last element. */
  private Complex shift(int end, int steps) {
    Complex d = t.get(end, end);
    if (steps % 10 == 0) {
      return d.plus(new Complex(t.get(end, end - 1).abs(), 0));
    }
    Complex half = t.get(end - 1, end - 1).minus(d).times(0.5);
    Complex product = t.get(end - 1, end).times(t.get(end, end - 1));
    Complex root = ComplexFunctions.apply(UnaryKind.SQRT, half.times(half).plus(product));
    Complex plus = half.plus(root);
    Complex minus = half.minus(root);
    Complex larger = plus.abs() >= minus.abs() ? plus : minus;
    return larger.abs() == 0 ? d : d.minus(product.over(larger));
  }

  private void step(int start, int end, int steps) {
    Complex shift = shift(end, steps);
    for (int i = start; i <= end; i++) {
      t.set(i, i, t.get(i, i).minus(shift));
    }
    double[] cosines = new double[end];
    Complex[] sines = new Complex[end];
    for (int k = start; k < end; k++) {
      Complex f = t.get(k, k);
      Complex g = t.get(k + 1, k);
      double size = Math.hypot(f.abs(), g.abs());
      Complex phase = f.abs() == 0 ? Complex.ONE : f.times(1 / f.abs());
      cosines[k] = size == 0 ? 1 : f.abs() / size;
      sines[k] = size == 0 ? Complex.ZERO : phase.times(g.conjugate()).times(1 / size);
      rotateRows(k, cosines[k], sines[k]);
      t.set(k + 1, k, Complex.ZERO);
    }
    for (int k = start; k < end; k++) {
      rotateColumns(t, k, Math.min(end, k + 1) + 1, cosines[k], sines[k]);
      rotateColumns(z, k, z.rows, cosines[k], sines[k]);
    }
    for (int i = start; i <= end; i++) {
      t.set(i, i, t.get(i, i).plus(shift));
    }
  }

  private void rotateRows(int k, double c, Complex s) {
    for (int j = k; j < t.columns; j++) {
      Complex x = t.get(k, j);
      Complex y = t.get(k + 1, j);
      t.set(k, j, x.times(c).plus(s.times(y)));
      t.set(k + 1, j, y.times(c).minus(s.conjugate().times(x)));
    }
  }

  private static void rotateColumns(ComplexMatrix a, int k, int rows, double c, Complex s) {
    for (int i = 0; i < rows; i++) {
      Complex x = a.get(i, k);
      Complex y = a.get(i, k + 1);
      a.set(i, k, x.times(c).plus(s.conjugate().times(y)));
      a.set(i, k + 1, y.times(c).minus(s.times(x)));
    }
  }

  /** Eigenvalues, and left and right eigenvectors as columns. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Eigen(Complex[] values, ComplexMatrix left, ComplexMatrix right) {}

  /**
   * Of a matrix by its Schur factors: vectors of length 1 whose largest element is real. Left ones
   * are those of the adjoint, which is upper triangular if turned round.
   */
  static Eigen eigen(ComplexMatrix a) {
    Factors schur = of(a);
    Complex[] values = new Complex[a.rows];
    Arrays.setAll(values, i -> schur.t.get(i, i));
    ComplexMatrix left = schur.z.times(ofTriangle(schur.t.adjoint().turned()).turned());
    ComplexMatrix right = schur.z.times(ofTriangle(schur.t));
    return new Eigen(values, normalizedColumns(left), normalizedColumns(right));
  }

  /** The eigenvectors of an upper triangular matrix. */
  private static ComplexMatrix ofTriangle(ComplexMatrix t) {
    ComplexMatrix x = ComplexMatrix.zeros(t.rows, t.rows);
    double smallest = Math.max(Math.ulp(1.0) * t.largest(), Double.MIN_NORMAL);
    for (int k = 0; k < t.rows; k++) {
      x.set(k, k, Complex.ONE);
      for (int i = k - 1; i >= 0; i--) {
        Complex sum = Complex.ZERO;
        for (int j = i + 1; j <= k; j++) {
          sum = sum.plus(t.get(i, j).times(x.get(j, k)));
        }
        Complex gap = t.get(i, i).minus(t.get(k, k));
        Complex safe = gap.abs() < smallest ? new Complex(smallest, 0) : gap;
        x.set(i, k, sum.over(safe).negated());
      }
    }
    return x;
  }

  private static ComplexMatrix normalizedColumns(ComplexMatrix x) {
    ComplexMatrix result = ComplexMatrix.zeros(x.rows, x.columns);
    for (int k = 0; k < x.columns; k++) {
      ComplexMatrix v = normalized(x.columns(new int[] {k}));
      for (int i = 0; i < x.rows; i++) {
        result.set(i, k, v.get(i, 0));
      }
    }
    return result;
  }

  static ComplexMatrix normalized(ComplexMatrix x) {
    double scale = x.largest();
    ComplexMatrix v = x.times(1 / scale);
    v = v.times(1 / Math.sqrt(v.dot(0, 0).re()));
    int largest = 0;
    for (int i = 1; i < v.rows; i++) {
      if (v.get(i, 0).abs() > v.get(largest, 0).abs()) {
        largest = i;
      }
    }
    Complex pivot = v.get(largest, 0);
    v.scaleColumn(0, pivot.conjugate().times(1 / pivot.abs()));
    v.set(largest, 0, new Complex(pivot.abs(), 0));
    return v;
  }
}
