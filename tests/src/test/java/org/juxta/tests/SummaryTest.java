package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.juxta.probability.Diagnostics;
import org.juxta.probability.ProgressListener;
import org.juxta.probability.Summary;

/** The summary table and the progress bar. */
class SummaryTest {
  @Test
  void printsNumPyrosTable() {
    Summary summary =
        new Summary(
            List.of(
                new Summary.Row("b", 0.126, 1, -0.004, -1.5, 12.25, 1979.4, 1500, 1),
                new Summary.Row("w[0,1]", -3, 0.5, 2, 1, 3, Double.NaN, 12, 1.014)),
            0.9,
            3);
    assertThat(summary.toString())
        .isEqualTo(
            """

                            mean       std    median      5.0%     95.0%     n_eff  tail_ess     r_hat
                     b      0.13      1.00     -0.00     -1.50     12.25   1979.40   1500.00      1.00
                w[0,1]     -3.00      0.50      2.00      1.00      3.00       NaN     12.00      1.01

            Number of divergences: 3
            """);
  }

  @Test
  void wideNamesAndValuesKeepTheColumnsAligned() {
    Summary summary =
        new Summary(
            List.of(
                new Summary.Row("a_long_parameter[12]", 1234567890.5, 1, 1, 1, 1, 1, 1, 1),
                new Summary.Row("x", Double.NEGATIVE_INFINITY, 1, 1, 1, 1, 1, 1, 1)),
            0.5,
            0);
    List<String> lines = summary.toString().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.get(1)).contains("25.0%").contains("75.0%");
    assertThat(lines.get(2)).contains("a_long_parameter[12] 1234567890.50      1.00");
    assertThat(lines.get(3)).contains("     -Infinity      1.00");
    assertThat(lines.subList(1, 4)).extracting(String::length).containsOnly(lines.get(1).length());
  }

  @Test
  void theTableIsTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Summary.Row row = new Summary.Row("x", 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
      assertThat(new Summary(List.of(row), 0.9, 0).toString()).contains("0.50").doesNotContain(",");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void rowsFollowTheColumns() {
    LinkedHashMap<String, double[][]> columns = new LinkedHashMap<>();
    columns.put("w[1]", DiagnosticsGoldens.draws(4, 100, 0.5, 1));
    columns.put("a", DiagnosticsGoldens.draws(4, 100, 0, 2));
    Summary summary = Summary.of(columns, 7);
    assertThat(summary.rows()).extracting(Summary.Row::name).containsExactly("w[1]", "a");
    assertThat(summary.divergences()).isEqualTo(7);
    double[][] draws = columns.firstEntry().getValue();
    assertThat(summary.row("w[1]").essBulk()).isEqualTo(Diagnostics.essBulk(draws));
    assertThat(summary.row("w[1]").essTail()).isEqualTo(Diagnostics.essTail(draws));
    assertThat(summary.row("w[1]").rHat()).isEqualTo(Diagnostics.rhat(draws));
    assertThatThrownBy(() -> summary.row("w")).hasMessageContaining("no row w among [w[1], a]");
  }

  @Test
  void aNaNDrawShowsAsNaN() {
    LinkedHashMap<String, double[][]> columns = new LinkedHashMap<>();
    columns.put("x", new double[][] {{1, 2, Double.NaN, 4, 5}});
    Summary.Row row = Summary.of(columns, 0).row("x");
    assertThat(
            List.of(row.mean(), row.std(), row.median(), row.lower(), row.upper(), row.essBulk()))
        .containsOnly(Double.NaN);
    assertThat(row.rHat()).isNaN();
  }

  @Test
  void anEmptySummaryStillTellsTheDivergences() {
    assertThat(Summary.of(new LinkedHashMap<>(), 2).toString())
        .isEqualTo("\nNumber of divergences: 2\n");
    LinkedHashMap<String, double[][]> columns = new LinkedHashMap<>();
    columns.put("x", new double[2][0]);
    assertThatThrownBy(() -> Summary.of(columns, 0)).hasMessageContaining("Summary of x");
  }

  @Test
  void theProgressBarShowsHowFarItGot() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressListener bar =
        ProgressListener.bar(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    bar.started(40, "sample");
    bar.advanced(10, "step size 0.25");
    bar.advanced(30, "");
    bar.finished();
    String shown = bytes.toString(StandardCharsets.UTF_8);
    assertThat(shown).contains("sample").contains("30/40").doesNotContain("step size");
    bar.started(5, "again");
    bar.advanced(5, "0 divergences");
    bar.finished();
    assertThat(bytes.toString(StandardCharsets.UTF_8).substring(shown.length()))
        .contains("again", "5/5", "0 divergences");
  }

  @Test
  void withoutATerminalThereIsNoBar() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    if (terminal) {
      assertThat(ProgressListener.terminal()).isNotSameAs(ProgressListener.NONE);
    } else {
      assertThat(ProgressListener.terminal()).isSameAs(ProgressListener.NONE);
    }
    ProgressListener.NONE.started(1, "x");
    ProgressListener.NONE.advanced(1, "");
    ProgressListener.NONE.finished();
    assertThat(ProgressListener.NONE).hasToString("ProgressListener.NONE");
  }
}
