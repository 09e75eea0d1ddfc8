package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.tests.OperationTable.Column;
import org.juxta.tracer.JuxtaException;
import org.juxta.xla.Engines;

/**
 * Does everything that there is to do with an operation with each of them, and compares what came
 * of it with {@code docs/operations.md}; {@code -Djuxta.operations.write=true} writes that.
 */
class OperationTableTest {
  private static final String PAGE = "docs/operations.md";

  @Test
  void everyOperationDoesWhatItsRowSays() {
    List<OperationRow> all = OperationRow.all();
    List<OperationExample> examples = OperationExamples.all();
    Set<OperationRow> missing = new LinkedHashSet<>(all);
    examples.forEach(e -> missing.remove(e.row()));
    assertThat(missing).as("operations without an example in OperationExamples").isEmpty();

    OperationTable table = new OperationTable();
    List<String> wrong = new ArrayList<>();
    for (OperationExample example : examples) {
      OperationMeasures measures = new OperationMeasures(example);
      measure(table, example, Column.FORWARD, measures::forward, wrong);
      measure(table, example, Column.REVERSE, measures::reverse, wrong);
      measure(table, example, Column.BATCHED, measures::batched, wrong);
      measure(table, example, Column.SECOND, measures::second, wrong);
      measure(table, example, Column.REFERENCE, measures::reference, wrong);
    }
    compile(table, examples, wrong);
    assertThat(wrong).isEmpty();
    everyHoleHasAReason(table, all);
    String text = table.text(all, OperationNotes.ALL);
    Path page = ProjectFolder.root().resolve(PAGE);
    if (Boolean.getBoolean("juxta.operations.write")) {
      write(page, text);
    }
    assertThat(ProjectFolder.text(page))
        .as("%s is not what was measured; -Djuxta.operations.write=true writes it", PAGE)
        .isEqualTo(text);
  }

  private interface Measure {
    String get();
  }

  private static void measure(
      OperationTable table,
      OperationExample example,
      Column column,
      Measure measure,
      List<String> wrong) {
    try {
      table.put(example.row(), column, measure.get());
    } catch (AssertionError | RuntimeException e) {
      wrong.add(column.title + " of " + example + ": " + e);
    }
  }

  /** All examples in one program; where that does not compile, in halves of it. */
  private static void compile(
      OperationTable table, List<OperationExample> examples, List<String> wrong) {
    List<Array> operands = examples.stream().flatMap(e -> e.operands().stream()).toList();
    Recorded recorded = Recorded.of(x -> apply(examples, x), operands);
    List<Array> found;
    try {
      found = recorded.on(Engines.current());
    } catch (JuxtaException e) {
      if (examples.size() == 1) {
        table.put(examples.getFirst().row(), Column.CPU, OperationMeasures.NONE);
        return;
      }
      int half = examples.size() / 2;
      compile(table, examples.subList(0, half), wrong);
      compile(table, examples.subList(half, examples.size()), wrong);
      return;
    }
    List<Array> expected = recorded.onReference();
    int next = 0;
    for (OperationExample example : examples) {
      int count = Recorded.of(example.f(), example.operands()).program().outputs().size();
      List<Array> actual = found.subList(next, next + count);
      List<Array> wanted = expected.subList(next, next + count);
      next += count;
      measure(table, example, Column.CPU, () -> same(example, actual, wanted), wrong);
    }
  }

  private static String same(OperationExample e, List<Array> found, List<Array> expected) {
    Arrays.assertClose(
        OperationMeasures.parts(e.view().apply(found)),
        OperationMeasures.parts(e.view().apply(expected)),
        1e-12);
    return "yes";
  }

  private static List<Array> apply(List<OperationExample> examples, List<Array> operands) {
    List<Array> results = new ArrayList<>();
    int next = 0;
    for (OperationExample example : examples) {
      int count = example.operands().size();
      results.addAll(example.f().apply(operands.subList(next, next + count)));
      next += count;
    }
    return results;
  }

  private static void everyHoleHasAReason(OperationTable table, List<OperationRow> all) {
    List<String> without = new ArrayList<>();
    for (OperationRow row : all) {
      for (Column column : Column.values()) {
        boolean hole = table.entry(row, column).equals(OperationMeasures.NONE);
        if (hole && OperationNotes.ALL.of(row, column) == null) {
          without.add(row.name() + ", " + column.title);
        }
      }
    }
    assertThat(without).as("entries '-' without a reason in OperationNotes").isEmpty();
    List<String> names = all.stream().map(OperationRow::name).toList();
    assertThat(names).containsAll(OperationNotes.ALL.notes().keySet());
  }

  private static void write(Path page, String text) {
    try {
      Files.writeString(page, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
