package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.juxta.probability.Diagnostics;
import org.juxta.probability.LagFilter;
import org.juxta.probability.Summary;

/** Diagnostics against ArviZ, NumPyro and TFP, and at the edges. */
class DiagnosticsTest {
  private static final List<String> FUNCTIONS =
      List.of(
          "arviz/rhat",
          "arviz/ess",
          "arviz/mcse",
          "arviz/hdi",
          "arviz/bfmi",
          "arviz/autocov",
          "arviz/autocorr",
          "arviz/edge",
          "arviz/ties",
          "numpyro/",
          "tfp/mcmc.",
          "tfp/stats.auto_correlation");

  @TestFactory
  Stream<DynamicTest> goldens() {
    List<JsonNode> cases =
        DiagnosticsGoldens.cases().stream()
            .filter(c -> FUNCTIONS.stream().anyMatch(c.get("id").asText()::startsWith))
            .toList();
    assertThat(cases).hasSize(200);
    return cases.stream().map(c -> dynamicTest(c.get("id").asText(), () -> checkCase(c)));
  }

  private static void checkCase(JsonNode test) {
    double[][] draws = DiagnosticsGoldens.drawsOf(test);
    if (test.has("function")) {
      if (test.get("function").asText().equals("summary")) {
        checkSummary(test, draws);
      } else {
        assertClose(test, evaluate(test, draws), test.get("expected"));
      }
    } else {
      test.get("expected")
          .properties()
          .forEach(e -> assertClose(test, new double[] {named(e.getKey(), draws)}, e.getValue()));
    }
  }

  private static double[] evaluate(JsonNode test, double[][] draws) {
    JsonNode args = test.get("args");
    double[] chain = draws[args.path("chain").asInt(0)];
    int lags = args.path("lags").asInt(0);
    return switch (test.get("lib").asText() + "/" + test.get("function").asText()) {
      case "arviz/rhat" -> scalar(rhat(args.get("method").asText(), draws));
      case "arviz/ess" -> {
        double ess = ess(args.get("method").asText(), args.path("prob"), draws);
        boolean relative = args.path("relative").asBoolean(false);
        yield scalar(relative ? ess / (draws.length * draws[0].length) : ess);
      }
      case "arviz/mcse" -> scalar(mcse(args.get("method").asText(), args.path("prob"), draws));
      case "arviz/hdi" -> ends(Diagnostics.hdi(draws, args.get("hdi_prob").asDouble()));
      case "numpyro/hpdi" -> ends(Diagnostics.hdi(draws, args.get("prob").asDouble()));
      case "arviz/bfmi" -> {
        double[][] energy =
            Arrays.stream(draws)
                .map(c -> Arrays.stream(c).map(x -> x * x + 0.1 * x).toArray())
                .toArray(double[][]::new);
        yield Diagnostics.bfmi(energy);
      }
      case "arviz/autocov", "numpyro/autocovariance" ->
          Arrays.copyOf(Diagnostics.autocovariance(chain, true), lags);
      case "arviz/autocorr" -> Arrays.copyOf(Diagnostics.autocorrelation(chain, true), lags);
      case "numpyro/autocorrelation" ->
          Arrays.copyOf(
              Diagnostics.autocorrelation(chain, args.path("bias").asBoolean(true)), lags);
      case "tfp/stats.auto_correlation" ->
          Arrays.copyOf(Diagnostics.autocorrelation(chain, false), lags);
      case "numpyro/split_gelman_rubin" -> scalar(Diagnostics.splitGelmanRubin(draws));
      case "numpyro/effective_sample_size" -> scalar(Diagnostics.effectiveSampleSize(draws));
      case "tfp/mcmc.potential_scale_reduction" -> {
        int even = draws[0].length - draws[0].length % 2;
        double[][] used =
            Arrays.stream(draws).map(c -> Arrays.copyOf(c, even)).toArray(double[][]::new);
        yield scalar(
            Diagnostics.potentialScaleReduction(used, args.get("split_chains").asBoolean()));
      }
      case "tfp/mcmc.effective_sample_size" ->
          args.has("cross_chain_dims")
              ? scalar(Diagnostics.effectiveSampleSize(draws, filter(args)))
              : Arrays.stream(draws)
                  .mapToDouble(c -> Diagnostics.effectiveSampleSize(c, filter(args)))
                  .toArray();
      default -> throw new IllegalStateException("unknown function in " + test.get("id"));
    };
  }

  private static double rhat(String method, double[][] draws) {
    return switch (method) {
      case "rank" -> Diagnostics.rhat(draws);
      case "split" -> Diagnostics.splitRhat(draws);
      case "identity" -> Diagnostics.identityRhat(draws);
      case "z_scale" -> Diagnostics.bulkRhat(draws);
      case "folded" -> Diagnostics.foldedRhat(draws);
      default -> throw new IllegalStateException(method);
    };
  }

  private static double ess(String method, JsonNode prob, double[][] draws) {
    return switch (method) {
      case "bulk", "z_scale" -> Diagnostics.essBulk(draws);
      case "tail" -> Diagnostics.essTail(draws);
      case "mean" -> Diagnostics.essMean(draws);
      case "sd" -> Diagnostics.essSd(draws);
      case "median" -> Diagnostics.essMedian(draws);
      case "mad" -> Diagnostics.essMad(draws);
      case "folded" -> Diagnostics.essFolded(draws);
      case "identity" -> Diagnostics.essIdentity(draws);
      case "quantile" -> Diagnostics.essQuantile(draws, prob.asDouble());
      case "local" -> Diagnostics.essLocal(draws, prob.get(0).asDouble(), prob.get(1).asDouble());
      default -> throw new IllegalStateException(method);
    };
  }

  private static double mcse(String method, JsonNode prob, double[][] draws) {
    return switch (method) {
      case "mean" -> Diagnostics.mcseMean(draws);
      case "sd" -> Diagnostics.mcseSd(draws);
      case "median" -> Diagnostics.mcseMedian(draws);
      case "quantile" -> Diagnostics.mcseQuantile(draws, prob.asDouble());
      default -> throw new IllegalStateException(method);
    };
  }

  private static double named(String name, double[][] draws) {
    return switch (name) {
      case "rhat" -> Diagnostics.rhat(draws);
      case "ess_bulk" -> Diagnostics.essBulk(draws);
      case "ess_tail" -> Diagnostics.essTail(draws);
      case "mcse_median" -> Diagnostics.mcseMedian(draws);
      default -> throw new IllegalStateException(name);
    };
  }

  private static LagFilter filter(JsonNode args) {
    LagFilter filter =
        args.path("filter_beyond_positive_pairs").asBoolean(false)
            ? LagFilter.pairs()
            : LagFilter.threshold(args.path("filter_threshold").asDouble(0));
    return args.has("filter_beyond_lag")
        ? filter.upTo(args.get("filter_beyond_lag").asInt())
        : filter;
  }

  /** NumPyro's columns n_eff and r_hat are its own; the table here has ArviZ's in their place. */
  private static void checkSummary(JsonNode test, double[][] draws) {
    TreeMap<String, double[][]> columns = new TreeMap<>();
    columns.put("x", draws);
    Summary.Row row = Summary.of(columns, 0, test.get("args").get("prob").asDouble()).row("x");
    JsonNode expected = test.get("expected");
    assertThat(expected.size()).isEqualTo(7);
    assertClose(test, scalar(row.mean()), expected.get("mean"));
    assertClose(test, scalar(row.std()), expected.get("std"));
    assertClose(test, scalar(row.median()), expected.get("median"));
    assertClose(test, scalar(row.lower()), expected.get("5.0%"));
    assertClose(test, scalar(row.upper()), expected.get("95.0%"));
    assertClose(test, scalar(Diagnostics.effectiveSampleSize(draws)), expected.get("n_eff"));
    assertClose(test, scalar(Diagnostics.splitGelmanRubin(draws)), expected.get("r_hat"));
  }

  private static double[] scalar(double x) {
    return new double[] {x};
  }

  private static double[] ends(Diagnostics.Interval interval) {
    return new double[] {interval.lower(), interval.upper()};
  }

  static void assertClose(JsonNode test, double[] got, JsonNode expectedNode) {
    double[] expected = DiagnosticsGoldens.numbers(expectedNode);
    assertThat(got).as(test.get("id").asText()).hasSameSizeAs(expected);
    double rtol = test.get("rtol").asDouble();
    double atol = test.get("atol").asDouble();
    for (int i = 0; i < got.length; i++) {
      boolean close =
          Double.compare(got[i], expected[i]) == 0
              || Math.abs(got[i] - expected[i]) <= atol + rtol * Math.abs(expected[i]);
      assertThat(close)
          .as("%s: element %d is %s, expected %s", test.get("id"), i, got[i], expected[i])
          .isTrue();
    }
  }

  @Test
  void drawsAreThoseOfTheFormula() {
    JsonNode values = DiagnosticsGoldens.header().get("check_values");
    assertThat(DiagnosticsGoldens.uniforms(1, 3))
        .containsExactly(DiagnosticsGoldens.numbers(values.get("lcg(1, 3)")));
    assertThat(DiagnosticsGoldens.z(1, 3))
        .containsExactly(DiagnosticsGoldens.numbers(values.get("z(1, 3)")));
  }

  private static final List<ToDoubleFunction<double[][]>> OF_DRAWS =
      List.of(
          Diagnostics::rhat,
          Diagnostics::splitRhat,
          Diagnostics::identityRhat,
          Diagnostics::bulkRhat,
          Diagnostics::foldedRhat,
          Diagnostics::gelmanRubin,
          Diagnostics::splitGelmanRubin,
          Diagnostics::essBulk,
          Diagnostics::essTail,
          Diagnostics::essMean,
          Diagnostics::essSd,
          Diagnostics::essMedian,
          Diagnostics::essMad,
          x -> Diagnostics.essLocal(x, 0.2, 0.4),
          Diagnostics::essFolded,
          Diagnostics::essIdentity,
          Diagnostics::effectiveSampleSize,
          x -> Diagnostics.effectiveSampleSize(x, LagFilter.pairs()),
          x -> Diagnostics.effectiveSampleSize(x[0], LagFilter.positive()),
          x -> Diagnostics.potentialScaleReduction(x, false),
          x -> Diagnostics.potentialScaleReduction(x, true),
          Diagnostics::mcseMean,
          Diagnostics::mcseSd,
          Diagnostics::mcseMedian,
          x -> Diagnostics.mcseQuantile(x, 0.9),
          x -> Diagnostics.bfmi(x)[0],
          x -> Diagnostics.hdi(x, 0.9).lower());

  @Test
  void aNaNDrawMakesEveryDiagnosticNaN() {
    double[][] draws = DiagnosticsGoldens.draws(2, 20, 0, 1);
    draws[0][7] = Double.NaN;
    assertThat(OF_DRAWS).allSatisfy(f -> assertThat(f.applyAsDouble(draws)).isNaN());
  }

  @Test
  void tooFewDrawsAreNaN() {
    double[][] one = {{1}, {2}};
    assertThat(OF_DRAWS.subList(0, OF_DRAWS.size() - 1))
        .allSatisfy(f -> assertThat(f.applyAsDouble(one)).isNaN());
    double[][] three = {{1, 2, 3}, {2, 4, 1}};
    assertThat(Diagnostics.rhat(three)).isNaN();
    assertThat(Diagnostics.essBulk(three)).isNaN();
    double[][] four = {{1, 2, 3, 5}, {2, 4, 1, 0}};
    assertThat(OF_DRAWS).allSatisfy(f -> assertThat(f.applyAsDouble(four)).isFinite());
  }

  @Test
  void aSingleChainHasNoRhatButTheSummaryComparesItsHalves() {
    double[][] draws = DiagnosticsGoldens.draws(1, 100, 0.6, 1);
    assertThat(Diagnostics.rhat(draws)).isNaN();
    assertThat(Diagnostics.gelmanRubin(draws)).isNaN();
    TreeMap<String, double[][]> columns = new TreeMap<>();
    columns.put("x", draws);
    // The larger of ArviZ's R-hats of the two halves' normal scores, plain and folded.
    assertThat(Summary.of(columns, 0).row("x").rHat()).isCloseTo(1.022365211198388, within(1e-12));
  }

  @Test
  void constantChainsHaveNoRhatAndFullSampleSize() {
    double[][] constant = new double[3][10];
    assertThat(Diagnostics.rhat(constant)).isNaN();
    assertThat(Diagnostics.essBulk(constant)).isEqualTo(30);
    assertThat(Diagnostics.autocorrelation(constant[0], true)).containsOnly(Double.NaN);
    assertThat(Diagnostics.bfmi(constant)).containsOnly(Double.NaN);
    double[][] different = {{1, 1, 1, 1}, {2, 2, 2, 2}};
    assertThat(Diagnostics.rhat(different)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void infiniteDrawsOnlyMatterWhereMomentsDo() {
    double[][] draws = DiagnosticsGoldens.draws(2, 40, 0, 1);
    draws[1][3] = Double.NEGATIVE_INFINITY;
    assertThat(Diagnostics.essBulk(draws)).isFinite();
    assertThat(Diagnostics.bulkRhat(draws)).isFinite();
    assertThat(Diagnostics.essMean(draws)).isNaN();
  }

  @Test
  void signedZerosTie() {
    double[][] draws = {{-0.0, 0.0, 1, 2, 0.0, -1}, {0.0, -0.0, 3, 1, -0.0, -2}};
    double[][] positive =
        Arrays.stream(draws)
            .map(c -> Arrays.stream(c).map(x -> x + 0.0).toArray())
            .toArray(double[][]::new);
    assertThat(Diagnostics.rhat(draws)).isEqualTo(Diagnostics.rhat(positive));
    assertThat(Diagnostics.essBulk(draws)).isEqualTo(Diagnostics.essBulk(positive));
  }

  @Test
  void autocovarianceEqualsTheSumsItStandsFor() {
    for (int n : new int[] {1, 2, 3, 4, 5, 8, 9, 31, 33}) {
      double[] x = DiagnosticsGoldens.z(3, n);
      double mean = Arrays.stream(x).average().orElseThrow();
      double[] biased = Diagnostics.autocovariance(x, true);
      double[] unbiased = Diagnostics.autocovariance(x, false);
      assertThat(biased).hasSize(n);
      for (int k = 0; k < n; k++) {
        double sum = 0;
        for (int t = 0; t + k < n; t++) {
          sum += (x[t] - mean) * (x[t + k] - mean);
        }
        assertThat(biased[k]).isCloseTo(sum / n, within(1e-14));
        assertThat(unbiased[k]).isCloseTo(sum / (n - k), within(1e-14));
      }
    }
    assertThat(Diagnostics.autocovariance(new double[0], true)).isEmpty();
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }

  @Test
  void highestDensityIntervalIsTheShortest() {
    double[] draws = {5, 0, 1, 1.5, 9, 2, -4, 1.2, 1.7, 20};
    assertThat(Diagnostics.hdi(draws, 0.5)).isEqualTo(new Diagnostics.Interval(0, 2));
    assertThat(Diagnostics.hdi(draws, 0.4)).isEqualTo(new Diagnostics.Interval(1, 2));
    assertThat(Diagnostics.hdi(new double[] {3}, 0.9)).isEqualTo(new Diagnostics.Interval(3, 3));
    assertThat(Diagnostics.hdi(new double[] {2, 2, 2}, 0.9).width()).isZero();
    // Of equally short intervals, the first.
    assertThat(Diagnostics.hdi(new double[] {0, 1, 2, 3}, 0.5))
        .isEqualTo(new Diagnostics.Interval(0, 2));
    assertThat(new Diagnostics.Interval(0, 2).contains(2)).isTrue();
    assertThat(new Diagnostics.Interval(0, 2).contains(2.1)).isFalse();
  }

  @Test
  void argumentsAreChecked() {
    double[][] ragged = {{1, 2, 3, 4}, {1, 2, 3}};
    assertThatThrownBy(() -> Diagnostics.rhat(ragged))
        .hasMessageContaining("rhat")
        .hasMessageContaining("chain 1 has 3 draws but chain 0 has 4");
    assertThatThrownBy(() -> Diagnostics.essBulk(new double[0][])).hasMessageContaining("no chain");
    assertThatThrownBy(() -> Diagnostics.hdi(new double[] {1}, 1)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> Diagnostics.hdi(new double[0], 0.9)).hasMessageContaining("no draws");
    assertThatThrownBy(() -> Diagnostics.essLocal(ragged, 0.5, 0.5)).hasMessageContaining("0.5");
    assertThatThrownBy(() -> LagFilter.positive().upTo(-1)).hasMessageContaining("-1");
  }
}
