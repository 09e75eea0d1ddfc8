package org.juxta.probability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.juxta.tracer.JuxtaException;

/**
 * A table of posterior statistics, a row for each scalar; it prints as NumPyro's {@code
 * print_summary} does, with one more column for the tail's effective sample size.
 *
 * {@snippet class="org.juxta.tests.snippets.DiagnosticsSnippets" region="summary"}
 *
 * @param rows one row for each scalar, in the order of the columns given
 * @param probability the share of draws in each row's highest density interval
 * @param divergences the number of divergent transitions after warm-up
 */
public record Summary(List<Row> rows, double probability, int divergences) {
  private static final int MIN_NAME_WIDTH = 10;
  private static final int MIN_VALUE_WIDTH = 9;

  /** Copies the rows. */
  public Summary {
    rows = List.copyOf(rows);
    DrawStatistics.checkProbability("Summary", probability);
  }

  /**
   * The statistics of one scalar.
   *
   * @param name the site's name with the scalar's index, as in {@code w[0,1]}
   * @param mean the mean of all draws
   * @param std the standard deviation with divisor {@code n - 1}
   * @param median the median
   * @param lower the lower end of the highest density interval
   * @param upper the upper end of the highest density interval
   * @param essBulk {@link Diagnostics#essBulk}, the column n_eff
   * @param essTail {@link Diagnostics#essTail}
   * @param rHat {@link Diagnostics#rhat}, and for a single chain that of its two halves
   */
  public record Row(
      String name,
      double mean,
      double std,
      double median,
      double lower,
      double upper,
      double essBulk,
      double essTail,
      double rHat) {}

  /** {@link #of(SequencedMap, int, double)} with 90% intervals. */
  public static Summary of(SequencedMap<String, double[][]> columns, int divergences) {
    return of(columns, divergences, 0.9);
  }

  /**
   * Summarises draws.
   *
   * @param columns for each scalar, its label and its draws {@code [chain][draw]}
   * @param divergences the number of divergent transitions
   * @param probability the share of draws in the highest density intervals
   */
  public static Summary of(
      SequencedMap<String, double[][]> columns, int divergences, double probability) {
    List<Row> rows =
        columns.sequencedEntrySet().stream().map(entry -> row(entry, probability)).toList();
    return new Summary(rows, probability, divergences);
  }

  private static Row row(Map.Entry<String, double[][]> column, double probability) {
    double[][] draws = column.getValue();
    DrawStatistics.check("Summary of " + column.getKey(), draws);
    double[] pooled = DrawStatistics.pool(draws);
    if (pooled.length == 0) {
      throw new JuxtaException("Summary of " + column.getKey() + ": the chains have no draws");
    }
    boolean nan = DrawStatistics.anyNaN(draws);
    Diagnostics.Interval interval = Diagnostics.hdi(pooled, probability);
    return new Row(
        column.getKey(),
        DrawStatistics.mean(pooled),
        Math.sqrt(DrawStatistics.variance(pooled, 1)),
        nan ? Double.NaN : DrawStatistics.median(DrawStatistics.sorted(pooled)),
        interval.lower(),
        interval.upper(),
        Diagnostics.essBulk(draws),
        Diagnostics.essTail(draws),
        draws.length == 1 ? Diagnostics.halvesRhat(draws[0]) : Diagnostics.rhat(draws));
  }

  /** The row of a scalar, by its label; an error names the labels that there are. */
  public Row row(String name) {
    return rows.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new JuxtaException(
                    "Summary: there is no row %s among %s"
                        .formatted(name, rows.stream().map(Row::name).toList())));
  }

  /** The table, right-aligned with two decimals, and the number of divergences below it. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("\n");
    if (!rows.isEmpty()) {
      List<List<String>> table = new ArrayList<>();
      table.add(header());
      rows.forEach(row -> table.add(cells(row)));
      int[] widths = new int[table.getFirst().size()];
      for (int c = 0; c < widths.length; c++) {
        int column = c;
        int widest = table.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
        widths[c] = Math.max(widest, c == 0 ? MIN_NAME_WIDTH : MIN_VALUE_WIDTH);
      }
      table.forEach(line -> append(out, line, widths));
      out.append('\n');
    }
    return out.append("Number of divergences: ").append(divergences).append('\n').toString();
  }

  private List<String> header() {
    Function<Double, String> percent = p -> String.format(Locale.ROOT, "%.1f%%", p);
    return List.of(
        "",
        "mean",
        "std",
        "median",
        percent.apply(50 * (1 - probability)),
        percent.apply(50 * (1 + probability)),
        "n_eff",
        "tail_ess",
        "r_hat");
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    cells.add(row.name());
    double[] values = {
      row.mean(),
      row.std(),
      row.median(),
      row.lower(),
      row.upper(),
      row.essBulk(),
      row.essTail(),
      row.rHat()
    };
    for (double value : values) {
      cells.add(Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : value + "");
    }
    return cells;
  }

  private static void append(StringBuilder out, List<String> cells, int[] widths) {
    for (int c = 0; c < widths.length; c++) {
      out.append(c == 0 ? "" : " ").append(" ".repeat(widths[c] - cells.get(c).length()));
      out.append(cells.get(c));
    }
    out.append('\n');
  }
}
