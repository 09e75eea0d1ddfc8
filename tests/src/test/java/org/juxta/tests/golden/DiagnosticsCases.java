package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.juxta.Array;
import org.juxta.Index;
import org.juxta.Np;
import org.juxta.probability.Diagnostics;
import org.juxta.probability.KernelDensity;
import org.juxta.probability.LagFilter;
import org.juxta.probability.Summary;
import org.juxta.tests.DiagnosticsGoldens;

/** diagnostics.json: diagnostics of draws made by a formula. */
final class DiagnosticsCases implements GoldenCases {
  private final JsonNode header;

  DiagnosticsCases(JsonNode header) {
    this.header = header;
  }

  @Override
  public List<Check> checks(JsonNode test) {
    Tolerance tolerance =
        new Tolerance(
            test.path("rtol").asDouble(), test.path("atol").asDouble(), false, Tolerance.Types.ANY);
    if (test.path("function").asText().equals("kde")) {
      return density(test, tolerance);
    }
    Supplier<Object> result =
        test.has("draws") || test.has("draws_values")
            ? () -> ofDraws(test)
            : () -> ModelComparisons.of(test);
    return List.of(Check.host("value", _ -> result.get(), test.get("expected"), tolerance));
  }

  /**
   * Not its bandwidth, which ArviZ's function for it alone bins more coarsely than its density
   * does.
   */
  private static List<Check> density(JsonNode test, Tolerance tolerance) {
    KernelDensity kde = KernelDensity.of(DiagnosticsGoldens.draws(1, 200, 0.3, 1)[0]);
    JsonNode expected = test.get("expected");
    return List.of(
        Check.host("grid", _ -> every32nd(kde.grid()), expected.get("grid"), tolerance),
        Check.host("density", _ -> every32nd(kde.density()), expected.get("density"), tolerance));
  }

  private static Array every32nd(double[] x) {
    return Np.array(x).get(Index.step(32));
  }

  private Object ofDraws(JsonNode test) {
    double[][] draws = DiagnosticsGoldens.drawsOf(test, header);
    if (test.has("code")) {
      Array x = Np.array((Object[]) draws);
      return new Evaluator(statistics()).with("x", x).value(test.get("code").asText());
    }
    if (!test.has("function")) {
      Map<String, Object> named = new LinkedHashMap<>();
      test.get("expected")
          .fieldNames()
          .forEachRemaining(name -> named.put(name, named(name, draws)));
      return named;
    }
    if (test.get("function").asText().equals("summary")) {
      return summary(test, draws);
    }
    double[] values = evaluate(test, draws);
    Array array = Np.array(values);
    return Encoded.isArray(test.get("expected")) ? array : array.reshape();
  }

  /** What Juxta has of tfp.stats, under NumPy's names. */
  private static Functions statistics() {
    return new Functions()
        .define(
            "variance", "x, sample_axis=0", in -> Np.var(in.array("x"), in.integer("sample_axis")))
        .define(
            "stddev", "x, sample_axis=0", in -> Np.std(in.array("x"), in.integer("sample_axis")));
  }

  /** NumPyro's columns n_eff and r_hat are its own; Juxta's table has ArviZ's in their place. */
  private static Map<String, Object> summary(JsonNode test, double[][] draws) {
    TreeMap<String, double[][]> columns = new TreeMap<>();
    columns.put("x", draws);
    Summary.Row row = Summary.of(columns, 0, test.get("args").get("prob").asDouble()).row("x");
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("mean", row.mean());
    named.put("std", row.std());
    named.put("median", row.median());
    named.put("5.0%", row.lower());
    named.put("95.0%", row.upper());
    named.put("n_eff", Diagnostics.effectiveSampleSize(draws));
    named.put("r_hat", Diagnostics.splitGelmanRubin(draws));
    return named;
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
      default -> throw new NotYetThere(test.get("function").asText());
    };
  }

  private static double rhat(String method, double[][] draws) {
    return switch (method) {
      case "rank" -> Diagnostics.rhat(draws);
      case "split" -> Diagnostics.splitRhat(draws);
      case "identity" -> Diagnostics.identityRhat(draws);
      case "z_scale" -> Diagnostics.bulkRhat(draws);
      case "folded" -> Diagnostics.foldedRhat(draws);
      default -> throw new NotYetThere(method);
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
      default -> throw new NotYetThere(method);
    };
  }

  private static double mcse(String method, JsonNode prob, double[][] draws) {
    return switch (method) {
      case "mean" -> Diagnostics.mcseMean(draws);
      case "sd" -> Diagnostics.mcseSd(draws);
      case "median" -> Diagnostics.mcseMedian(draws);
      case "quantile" -> Diagnostics.mcseQuantile(draws, prob.asDouble());
      default -> throw new NotYetThere(method);
    };
  }

  private static double named(String name, double[][] draws) {
    return switch (name) {
      case "rhat" -> Diagnostics.rhat(draws);
      case "ess_bulk" -> Diagnostics.essBulk(draws);
      case "ess_tail" -> Diagnostics.essTail(draws);
      case "mcse_median" -> Diagnostics.mcseMedian(draws);
      default -> throw new NotYetThere(name);
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

  private static double[] scalar(double x) {
    return new double[] {x};
  }

  private static double[] ends(Diagnostics.Interval interval) {
    return new double[] {interval.lower(), interval.upper()};
  }
}
