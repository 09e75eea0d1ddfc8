package org.juxta.tests;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Op;

/** What the transformations and engines do with each operation, as a page of text. */
final class OperationTable {
  /** What is measured of an operation. */
  enum Column {
    FORWARD("forward"),
    REVERSE("reverse"),
    BATCHED("batched"),
    SECOND("second order"),
    CPU("CPU"),
    REFERENCE("reference");

    final String title;

    Column(String title) {
      this.title = title;
    }
  }

  private static final String HEAD =
      """
      # Operations

      What each operation of the intermediate representation can do, as `OperationTableTest` measures it
      on examples. `-Djuxta.operations.write=true` makes that test write this page.

      - **forward**: its derivative in forward mode equals differences. `zero`: constant between jumps, or
        of integers and truth values.
      - **reverse**: the derivative in reverse mode is the transpose of that. `transposed`: by a rule of the
        operation's own, being linear; `composed`: by the rules of the operations that its derivative
        consists of.
      - **batched**: `Vmap` equals the loop, whichever operands have lanes.
      - **second order**: derivatives of the derivative in reverse mode, in both modes, equal differences.
      - **CPU**: XLA's results equal the reference evaluator's.
      - **reference**: the evaluator in plain Java gives what the operation's types say.

      Collective operations are measured inside the `Vmap` of their name, which puts operations on all
      lanes in their place.
      """;

  private final Map<OperationRow, Map<Column, String>> rows = new LinkedHashMap<>();

  /** Whether an operation takes operands of these types. */
  static boolean accepts(Op op, Array... operands) {
    try {
      op.infer(List.of(operands).stream().map(Array::type).toList());
      return true;
    } catch (DTypeException _) {
      return false;
    }
  }

  /** The absolute values: vectors whose signs are left open. */
  static List<Array> sizes(List<Array> results) {
    return results.stream().map(Array::abs).toList();
  }

  /**
   * Notes an entry; of several examples, zeros give way to derivatives, and derivatives through
   * other operations to rules.
   */
  void put(OperationRow row, Column column, String entry) {
    rows.computeIfAbsent(row, _ -> new EnumMap<>(Column.class))
        .merge(column, entry, OperationTable::combined);
  }

  private static String combined(String a, String b) {
    List<String> order = List.of("-", "transposed", "composed", "yes", "zero");
    return order.indexOf(a) < order.indexOf(b) ? a : b;
  }

  String entry(OperationRow row, Column column) {
    return rows.get(row).get(column);
  }

  /** The page, with the reasons that {@code why} gives for an entry as notes below. */
  String text(List<OperationRow> all, OperationNotes why) {
    StringBuilder text = new StringBuilder(HEAD);
    List<String> notes = new ArrayList<>();
    String family = "";
    for (OperationRow row : all) {
      if (!row.family().equals(family)) {
        family = row.family();
        text.append("\n## ").append(family).append("\n\n| operation |");
        for (Column column : Column.values()) {
          text.append(' ').append(column.title).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(Column.values().length)).append('\n');
      }
      text.append("| `").append(row.name()).append("` |");
      for (Column column : Column.values()) {
        text.append(' ').append(entry(row, column)).append(mark(why.of(row, column), notes));
        text.append(" |");
      }
      text.append('\n');
    }
    text.append("\n## Notes\n\n");
    IntStream.range(0, notes.size())
        .forEach(i -> text.append(i + 1).append(". ").append(notes.get(i)).append('\n'));
    return text.toString();
  }

  private static String mark(@Nullable String note, List<String> notes) {
    if (note == null) {
      return "";
    }
    if (!notes.contains(note)) {
      notes.add(note);
    }
    return " [" + (notes.indexOf(note) + 1) + "]";
  }
}
