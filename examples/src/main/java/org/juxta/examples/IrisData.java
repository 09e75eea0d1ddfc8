package org.juxta.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.juxta.tracer.JuxtaException;

/**
 * Fisher's (1936) irises: four lengths in centimetres of 150 flowers of three species.
 *
 * @param features sepal length, sepal width, petal length and petal width of each flower
 * @param labels the species of each flower, an index into {@link #SPECIES}
 */
@SuppressWarnings("ArrayRecordComponent") // data that is read once and never compared
public record IrisData(double[][] features, int[] labels) {
  /** The species' names, in the order of their labels. */
  public static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");

  /** The names of the features, the first line of the file without its last word. */
  public static final List<String> FEATURES =
      List.of("sepal_length", "sepal_width", "petal_length", "petal_width");

  private static final String RESOURCE = "iris.csv";

  /** Reads the data set that comes with the examples. */
  public static IrisData load() {
    try (InputStream in = IrisData.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new JuxtaException("IrisData: the resource %s is missing".formatted(RESOURCE));
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads lines of four numbers and a species after a header line.
   *
   * @throws JuxtaException if a line can't be read; it names the line
   */
  public static IrisData read(InputStream in) {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    List<String> lines = reader.lines().toList();
    String header = String.join(",", FEATURES) + ",species";
    if (lines.isEmpty() || !lines.getFirst().equals(header)) {
      throw new JuxtaException(
          "IrisData: line 1 must be `%s`, found `%s`"
              .formatted(header, lines.isEmpty() ? "" : lines.getFirst()));
    }
    int n = lines.size() - 1;
    double[][] features = new double[n][];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      String[] cells = cells(lines.get(i + 1), i + 2);
      features[i] = new double[FEATURES.size()];
      for (int j = 0; j < features[i].length; j++) {
        features[i][j] = number(cells[j], i + 2);
      }
      labels[i] = SPECIES.indexOf(cells[FEATURES.size()]);
      if (labels[i] < 0) {
        throw new JuxtaException(
            "IrisData: line %d has the species `%s`, which is none of %s"
                .formatted(i + 2, cells[FEATURES.size()], SPECIES));
      }
    }
    return new IrisData(features, labels);
  }

  private static String[] cells(String line, int number) {
    String[] cells = line.split(",", -1);
    if (cells.length != FEATURES.size() + 1) {
      throw new JuxtaException(
          "IrisData: line %d has %d cells instead of %d: `%s`"
              .formatted(number, cells.length, FEATURES.size() + 1, line));
    }
    return cells;
  }

  private static double number(String cell, int line) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new JuxtaException(
          "IrisData: line %d has `%s` where a number belongs".formatted(line, cell), e);
    }
  }
}
