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
              Map.entry(
                  "StopGradient",
                  Map.of(Column.FORWARD, NEXT, Column.REVERSE, NEXT, Column.SECOND, NEXT)),
              Map.entry(
                  "Unary(SIGN)",
                  Map.of(Column.FORWARD, TURN, Column.REVERSE, TURN, Column.SECOND, TURN)),
              Map.entry(
                  "Binary(NEXTAFTER)",
                  Map.of(Column.FORWARD, NEXT, Column.REVERSE, NEXT, Column.SECOND, NEXT)),
              Map.entry("Scatter(MUL)", Map.of(Column.FORWARD, UNIQUE, Column.REVERSE, UNIQUE)),
              Map.entry(
                  "Geqrf",
                  Map.of(Column.FORWARD, PACKED, Column.REVERSE, PACKED, Column.SECOND, PACKED)),
              Map.entry(
                  "HouseholderProduct",
                  Map.of(Column.FORWARD, PACKED, Column.REVERSE, PACKED, Column.SECOND, PACKED)),
              Map.entry(
                  "Schur", Map.of(Column.FORWARD, NONE, Column.REVERSE, NONE, Column.SECOND, NONE)),
              Map.entry(
                  "Hessenberg",
                  Map.of(Column.FORWARD, NONE, Column.REVERSE, NONE, Column.SECOND, NONE)),
              Map.entry(
                  "Tridiagonal",
                  Map.of(Column.FORWARD, NONE, Column.REVERSE, NONE, Column.SECOND, NONE)),
              Map.entry("Cholesky", Map.of(Column.FORWARD, SYMMETRIC)),
              Map.entry("Eigh", Map.of(Column.FORWARD, SYMMETRIC)),
              Map.entry("While", Map.of(Column.REVERSE, STEPS, Column.SECOND, STEPS)),
              Map.entry("CustomVjpCall", Map.of(Column.FORWARD, REVERSE_RULE)),
              Map.entry(
                  "HostCall",
                  Map.of(Column.FORWARD, HOST, Column.REVERSE, HOST, Column.SECOND, HOST))));

  @Nullable String of(OperationRow row, Column column) {
    return notes.getOrDefault(row.name(), Map.of()).get(column);
  }
}
