package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.assertj.core.data.Offset;
import org.juxta.Array;
import org.juxta.Np;

/** Comparing arrays. */
final class Arrays {
  private Arrays() {}

  /**
   * Asserts that types are the same and numbers as close as {@code tolerance} times one plus their
   * size; of complex numbers, that of the greater part.
   */
  static void assertClose(List<Array> actual, List<Array> expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertClose("result " + i, actual.get(i), expected.get(i), tolerance);
    }
  }

  private static void assertClose(String what, Array actual, Array expected, double tolerance) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    assertThat(actual.dtype()).as(what).isEqualTo(expected.dtype());
    if (expected.dtype().isComplex()) {
      assertCloseComplex(what, actual, expected, tolerance);
      return;
    }
    if (!expected.dtype().isFloat()) {
      assertThat(actual.toLongs()).as(what).isEqualTo(expected.toLongs());
      return;
    }
    double[] a = actual.toDoubles();
    double[] e = expected.toDoubles();
    for (int i = 0; i < e.length; i++) {
      boolean same = Double.compare(a[i], e[i]) == 0 || a[i] == e[i];
      if (!same && !(Math.abs(a[i] - e[i]) <= tolerance * (1 + Math.abs(e[i])))) {
        assertThat(a).as(what + " of " + expected.type() + ", element " + i).isEqualTo(e);
      }
    }
  }

  private static void assertCloseComplex(
      String what, Array actual, Array expected, double tolerance) {
    double[][] a = {Np.real(actual).toDoubles(), Np.imag(actual).toDoubles()};
    double[][] e = {Np.real(expected).toDoubles(), Np.imag(expected).toDoubles()};
    for (int i = 0; i < expected.size(); i++) {
      double size = Math.max(Math.abs(e[0][i]), Math.abs(e[1][i]));
      for (int part = 0; part < 2; part++) {
        boolean same = Double.compare(a[part][i], e[part][i]) == 0 || a[part][i] == e[part][i];
        if (!same && !(Math.abs(a[part][i] - e[part][i]) <= tolerance * (1 + size))) {
          assertThat(a[part])
              .as(what + " of " + expected.type() + ", element " + i + ", part " + part)
              .isEqualTo(e[part]);
        }
      }
    }
  }

  static Offset<Double> within(double value, double tolerance) {
    return offset(tolerance * (1 + Math.abs(value)));
  }
}
