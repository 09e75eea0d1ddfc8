package org.juxta.tests;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.tests.OperationTable.Column;

/** Why an operation does not do something, or does it in part. */
record OperationNotes(Map<String, Map<Column, String>> notes) {
  private static final String PACKED =
      "LAPACK's packed form; `qr` has the derivative, and the packed form none in JAX either.";
  private static final String NONE = "None in JAX either; `eig` and `eigh` have derivatives.";
  private static final String STEPS =
      "The number of steps is not known when the program is made, so there is no room for what the"
          + " way back needs: `Scan`, or a loop with a fixed number of steps.";
  private static final String HOST =
      "What a Java function computes has no derivative: `CustomJvp` or `CustomVjp` around the call"
          + " gives it one.";
  private static final String NEXT = "By definition, as in JAX.";
  private static final String REVERSE_RULE = "The rule that it carries is one for reverse mode.";
  private static final String TURN = "Of complex numbers; of reals it jumps.";
  private static final String SYMMETRIC =
      "The tangent of an operand that is symmetric by contract counts as symmetric too.";
  private static final String UNIQUE =
      "By the updates only with the promise that no two fall on one element, as in JAX.";

  static final OperationNotes ALL =
      new OperationNotes(
          Map.ofEntries(
              noDerivative("StopGradient", NEXT),
              noDerivative("Unary(SIGN)", TURN),
              noDerivative("Binary(NEXTAFTER)", NEXT),
              Map.entry("Scatter(MUL)", Map.of(Column.FORWARD, UNIQUE, Column.REVERSE, UNIQUE)),
              noDerivative("Geqrf", PACKED),
              noDerivative("HouseholderProduct", PACKED),
              noDerivative("Schur", NONE),
              noDerivative("Hessenberg", NONE),
              noDerivative("Tridiagonal", NONE),
              Map.entry("Cholesky", Map.of(Column.FORWARD, SYMMETRIC)),
              Map.entry("Eigh", Map.of(Column.FORWARD, SYMMETRIC)),
              Map.entry("While", Map.of(Column.REVERSE, STEPS, Column.SECOND, STEPS)),
              Map.entry("CustomVjpCall", Map.of(Column.FORWARD, REVERSE_RULE)),
              noDerivative("HostCall", HOST)));

  /** One reason for all three columns of derivatives. */
  private static Map.Entry<String, Map<Column, String>> noDerivative(String name, String text) {
    return Map.entry(name, Map.of(Column.FORWARD, text, Column.REVERSE, text, Column.SECOND, text));
  }

  @Nullable String of(OperationRow row, Column column) {
    return notes.getOrDefault(row.name(), Map.of()).get(column);
  }
}
