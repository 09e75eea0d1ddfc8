package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.assertj.core.data.Offset;
import org.juxta.Array;

/** Comparing arrays. */
final class Arrays {
  private Arrays() {}

  /**
   * Asserts that types are the same and numbers as close as {@code tolerance} times one plus their
   * size.
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

  static Offset<Double> within(double value, double tolerance) {
    return offset(tolerance * (1 + Math.abs(value)));
  }
}
