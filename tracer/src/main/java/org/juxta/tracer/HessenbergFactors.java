package org.juxta.tracer;

/** Similar matrices with one diagonal below the main one, by LAPACK's reflections. */
final class HessenbergFactors {
  private HessenbergFactors() {}

  /**
   * @param a the upper Hessenberg matrix, below it the vectors of the reflections
   * @param taus the factors of these, one less than rows
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Packed(ComplexMatrix a, Complex[] taus) {
    ComplexMatrix upper() {
      ComplexMatrix upper = a.copy();
      for (int j = 0; j < a.columns; j++) {
        for (int i = j + 2; i < a.rows; i++) {
          upper.set(i, j, Complex.ZERO);
        }
      }
      return upper;
    }

    ComplexMatrix unitary() {
      ComplexMatrix q = ComplexMatrix.identity(a.rows, a.rows);
      for (int k = taus.length - 1; k >= 0; k--) {
        ComplexHouseholder.reflect(a, k + 1, k, taus[k], q, 0);
      }
      return q;
    }
  }

  static Packed of(ComplexMatrix given) {
    ComplexMatrix a = given.copy();
    Complex[] taus = new Complex[Math.max(0, a.rows - 1)];
    for (int k = 0; k < taus.length; k++) {
      taus[k] = ComplexHouseholder.reflector(a, k + 1, k);
      ComplexHouseholder.reflect(a, k + 1, k, taus[k].conjugate(), a, k + 1);
      ComplexHouseholder.reflectRight(a, k + 1, k, taus[k], a);
    }
    return new Packed(a, taus);
  }
}
