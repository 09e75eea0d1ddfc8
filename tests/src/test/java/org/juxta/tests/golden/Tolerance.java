package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;

/** How near a result must be to what is expected, and how closely its element type is checked. */
record Tolerance(double rtol, double atol, boolean zeroSign, Types types, boolean kinks) {
  Tolerance(double rtol, double atol, boolean zeroSign, Types types) {
    this(rtol, atol, zeroSign, types, false);
  }

  enum Types {
    /** The element type itself. */
    STRICT,
    /** BOOL, integer or float; floats as wide as expected. */
    KIND,
    ANY
  }

  static final Tolerance EXACT = new Tolerance(0, 0, false, Types.KIND);

  static Tolerance close(double rtol, double atol) {
    return new Tolerance(rtol, atol, false, Types.KIND);
  }

  /** From a {@code compare} field. */
  static Tolerance of(JsonNode compare) {
    boolean close = compare.get("mode").asText().equals("close");
    Types types =
        switch (compare.path("dtype").asText("kind")) {
          case "strict" -> Types.STRICT;
          case "any" -> Types.ANY;
          default -> Types.KIND;
        };
    return new Tolerance(
        close ? compare.path("rtol").asDouble() : 0,
        close ? compare.path("atol").asDouble() : 0,
        compare.path("zero_sign").asBoolean(),
        types);
  }

  Tolerance as(Types types) {
    return new Tolerance(rtol, atol, zeroSign, types, kinks);
  }

  /**
   * An expected NaN then marks a point where the function has no derivative, and anything is
   * accepted.
   */
  Tolerance withKinks() {
    return new Tolerance(rtol, atol, zeroSign, types, true);
  }

  /** That also accepts errors up to {@code absolute}. */
  Tolerance atLeast(double absolute) {
    return new Tolerance(rtol, Math.max(atol, absolute), zeroSign, types, kinks);
  }

  boolean accepts(double got, double expected) {
    if (Double.isNaN(expected) || Double.isNaN(got)) {
      return Double.isNaN(expected) && (kinks || Double.isNaN(got));
    }
    if (zeroSign && got == 0 && expected == 0) {
      return Double.doubleToLongBits(got) == Double.doubleToLongBits(expected);
    }
    if (got == expected) {
      return true;
    }
    return !Double.isInfinite(expected)
        && Math.abs(got - expected) <= atol + rtol * Math.abs(expected);
  }

  @Override
  public String toString() {
    return rtol == 0 && atol == 0 ? "exact" : "rtol " + rtol + ", atol " + atol;
  }
}
