package org.juxta.tracer;

/** {@link Householder} reflections of complex matrices: those of LAPACK, which make R's diagonal real. */
final class ComplexHouseholder {
  private ComplexHouseholder() {}

  /** R on and above the diagonal and the vectors of the reflections below it, in place. */
  static void factor(ComplexMatrix a, Complex[] taus) {
    for (int k = 0; k < taus.length; k++) {
      taus[k] = reflector(a, k);
      reflect(a, k, taus[k].conjugate(), a, k + 1);
    }
  }

  private static Complex reflector(ComplexMatrix a, int k) {
    double scale = 0;
    for (int i = k + 1; i < a.rows; i++) {
      scale = Math.max(scale, a.get(i, k).abs());
    }
    Complex alpha = a.get(k, k);
    if (scale == 0 && alpha.im() == 0) {
      return Complex.ZERO;
    }
    scale = Math.max(scale, alpha.abs());
    double sum = 0;
    for (int i = k; i < a.rows; i++) {
      double size = a.get(i, k).abs() / scale;
      sum += size * size;
    }
    double beta = -Math.copySign(scale * Math.sqrt(sum), alpha.re());
    Complex pivot = alpha.minus(new Complex(beta, 0));
    for (int i = k + 1; i < a.rows; i++) {
      a.set(i, k, a.get(i, k).over(pivot));
    }
    a.set(k, k, new Complex(beta, 0));
    return new Complex((beta - alpha.re()) / beta, -alpha.im() / beta);
  }

  /** Applies {@code 1 - tau v vᴴ} of reflection {@code k} to columns of {@code b}. */
  private static void reflect(ComplexMatrix v, int k, Complex tau, ComplexMatrix b, int first) {
    for (int j = first; j < b.columns; j++) {
      Complex sum = b.get(k, j);
      for (int i = k + 1; i < b.rows; i++) {
        sum = sum.plus(v.get(i, k).conjugate().times(b.get(i, j)));
      }
      sum = sum.times(tau);
      b.set(k, j, b.get(k, j).minus(sum));
      for (int i = k + 1; i < b.rows; i++) {
        b.set(i, j, b.get(i, j).minus(sum.times(v.get(i, k))));
      }
    }
  }

  /** The first {@code size} columns of the product of the reflections in {@code a}. */
  static ComplexMatrix product(ComplexMatrix a, Complex[] taus, int size) {
    ComplexMatrix q = ComplexMatrix.identity(a.rows, size);
    for (int k = taus.length - 1; k >= 0; k--) {
      reflect(a, k, taus[k], q, 0);
    }
    return q;
  }
}
