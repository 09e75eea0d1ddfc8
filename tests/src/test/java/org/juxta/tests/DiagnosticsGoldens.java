package org.juxta.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads goldens/diagnostics.json and makes the draws that its header's formulas define. */
public final class DiagnosticsGoldens {
  private static final JsonNode FILE = read();

  private DiagnosticsGoldens() {}

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(
            DiagnosticsGoldens.class.getResourceAsStream("/goldens/diagnostics.json"))) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode header() {
    return FILE;
  }

  static List<JsonNode> cases() {
    List<JsonNode> cases = new ArrayList<>();
    FILE.get("cases").forEach(cases::add);
    return cases;
  }

  /** The draws of a case: a named set, a call {@code draws(...)}, or listed values. */
  static double[][] drawsOf(JsonNode test) {
    return drawsOf(test, FILE);
  }

  /** {@link #drawsOf(JsonNode)} with the sets of another file. */
  public static double[][] drawsOf(JsonNode test, JsonNode header) {
    if (test.has("draws_values")) {
      JsonNode values = test.get("draws_values");
      double[] flat = numbers(values);
      int n = values.get("shape").get(1).asInt();
      return IntStream.range(0, flat.length / n)
          .mapToObj(c -> Arrays.copyOfRange(flat, c * n, (c + 1) * n))
          .toArray(double[][]::new);
    }
    String named = test.get("draws").asText();
    Matcher call = DRAWS.matcher(named);
    if (call.matches()) {
      return draws(
          Integer.parseInt(call.group(1)),
          Integer.parseInt(call.group(2)),
          Double.parseDouble(call.group(3)),
          1);
    }
    JsonNode set = header.get("sets").get(named);
    return draws(
        set.get("chains").asInt(),
        set.get("n").asInt(),
        set.get("rho").asDouble(),
        1,
        set.path("shift").asDouble(0),
        set.path("scale").asDouble(1),
        set.path("heavy").asBoolean(false));
  }

  private static final Pattern DRAWS = Pattern.compile("draws\\((\\d+), (\\d+), ([\\d.]+)\\)");

  /** The numbers of a scalar or of an encoded array. */
  static double[] numbers(JsonNode node) {
    if (node.has("data")) {
      List<Double> values = new ArrayList<>();
      node.get("data").forEach(v -> values.add(number(v)));
      return values.stream().mapToDouble(v -> v).toArray();
    }
    return new double[] {number(node)};
  }

  private static double number(JsonNode node) {
    return switch (node.asText()) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> node.asDouble();
    };
  }

  static double[] uniforms(long seed, int n) {
    double[] u = new double[n];
    long s = seed;
    for (int i = 0; i < n; i++) {
      s = (1103515245L * s + 12345) & 0x7fffffffL;
      u[i] = (s + 0.5) / (1L << 31);
    }
    return u;
  }

  static double[] z(long seed, int n) {
    double[] u = uniforms(seed, 12 * n);
    return IntStream.range(0, n)
        .mapToDouble(i -> IntStream.range(12 * i, 12 * i + 12).mapToDouble(j -> u[j]).sum() - 6)
        .toArray();
  }

  public static double[][] draws(int chains, int n, double rho, long seed) {
    return draws(chains, n, rho, seed, 0, 1, false);
  }

  static double[][] draws(
      int chains, int n, double rho, long seed, double shift, double scale, boolean heavy) {
    double[][] draws = new double[chains][n];
    for (int c = 0; c < chains; c++) {
      double[] e = z(seed + 1000L * c, n);
      double x = e[0];
      for (int t = 0; t < n; t++) {
        x = t == 0 ? e[0] : rho * x + Math.sqrt(1 - rho * rho) * e[t];
        draws[c][t] = (heavy ? x * x * x : x) * Math.pow(scale, c) + shift * c;
      }
    }
    return draws;
  }

  private static final Pattern LOG_LIKELIHOOD =
      Pattern.compile(
          "loglik\\(chains=(\\d+), n=(\\d+), nobs=(\\d+), k=(\\d+), out=(True|False)\\)");

  /** The log-likelihood {@code [chain][draw][observation]} of a case. */
  public static double[][][] logLikelihoodOf(JsonNode test) {
    Matcher m = LOG_LIKELIHOOD.matcher(test.get("log_likelihood").asText());
    if (!m.matches()) {
      throw new IllegalStateException("not understood: " + test.get("log_likelihood"));
    }
    return logLikelihood(
        Integer.parseInt(m.group(1)),
        Integer.parseInt(m.group(2)),
        Integer.parseInt(m.group(3)),
        Integer.parseInt(m.group(4)),
        m.group(5).equals("True"));
  }

  public static double[][][] logLikelihood(
      int chains, int n, int observations, int k, boolean outlier) {
    double[][] theta = draws(chains, n, 0.3, 5 + k);
    double[] y = z(77, observations);
    if (outlier) {
      y[0] *= 3;
    }
    double s2 = 0.5 + 0.1 * k;
    double[][][] logLikelihood = new double[chains][n][observations];
    for (int c = 0; c < chains; c++) {
      for (int t = 0; t < n; t++) {
        for (int j = 0; j < observations; j++) {
          double d = y[j] - theta[c][t] * (1 + 0.2 * k);
          logLikelihood[c][t][j] = -0.5 * d * d / s2 - 0.5 * Math.log(2 * Math.PI * s2);
        }
      }
    }
    return logLikelihood;
  }
}
