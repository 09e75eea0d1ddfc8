package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.probability.Distribution;
import org.juxta.probability.Kl;
import org.juxta.transforms.Grad;

/**
 * distributions.json: densities, distribution functions, quantiles, moments, divergences of named
 * families.
 */
final class DistributionCases implements GoldenCases {
  private static final List<String> AT_POINTS =
      List.of("log_prob", "cdf", "log_cdf", "log_survival");
  private static final List<String> ALONE =
      List.of("mean", "variance", "mode", "entropy", "covariance", "probs");

  /** Fields that are not values of a distribution, and those that have checks of their own. */
  private static final List<String> HANDLED =
      List.of(
          "id",
          "kind",
          "distribution",
          "params_note",
          "params",
          "x",
          "discrete",
          "checked_with",
          "jax_differs",
          "by_quadrature",
          "by_summation",
          "p",
          "icdf",
          "dlogprob_dx",
          "dlogprob_dparams",
          "out_of_support_x",
          "out_of_support_log_prob",
          "note",
          "source");

  private final Functions functions = DistributionFunctions.addTo(new Functions());

  @Override
  public List<Check> checks(JsonNode test) {
    return test.get("kind").asText().equals("kl")
        ? List.of(divergence(test))
        : new Family(test).checks();
  }

  private Distribution make(JsonNode named) {
    Function family = functions.function(named.get("distribution").asText());
    return (Distribution) family.call(List.of(), Encoded.values(named.get("params")));
  }

  private Check divergence(JsonNode test) {
    Distribution p = make(test.get("p"));
    Distribution q = make(test.get("q"));
    return new Check(
        "kl",
        List.of(),
        _ -> Distributions.orMissing(() -> Kl.of(p, q)),
        test.get("kl_p_q"),
        tolerance(1e-10),
        Check.Runs.BOTH);
  }

  private static Tolerance tolerance(double rtol) {
    return new Tolerance(rtol, 1e-12, false, Tolerance.Types.ANY);
  }

  /** A family with given parameters, which are inputs of all that is computed. */
  private final class Family {
    private final JsonNode test;
    private final Function family;
    private final List<String> names;
    private final List<Array> parameters;
    private final List<Check> checks = new ArrayList<>();

    Family(JsonNode test) {
      this.test = test;
      this.family = functions.function(test.get("distribution").asText());
      Map<String, Object> given = Encoded.values(test.get("params"));
      this.names = List.copyOf(given.keySet());
      this.parameters = given.values().stream().map(Values::array).toList();
    }

    private Distribution of(List<Array> values) {
      Map<String, Object> named = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        named.put(names.get(i), values.get(i));
      }
      return (Distribution) family.call(List.of(), named);
    }

    private void property(String name, List<Array> at, JsonNode expected, Tolerance tolerance) {
      List<Array> inputs = new ArrayList<>(parameters);
      inputs.addAll(at);
      checks.add(
          Check.of(
              name,
              inputs,
              in -> {
                Distribution d = of(in.subList(0, names.size()));
                return Distributions.orMissing(
                    () -> DistributionFunctions.property(name, d, in.getLast()));
              },
              expected,
              tolerance));
    }

    List<Check> checks() {
      of(parameters);
      Array x = Encoded.array(test.get("x"));
      for (String name : AT_POINTS) {
        if (test.has(name)) {
          property(
              name,
              List.of(x),
              test.get(name),
              tolerance(name.startsWith("log_") && !name.equals("log_prob") ? 1e-8 : 1e-10));
        }
      }
      for (String name : ALONE) {
        if (test.has(name)) {
          property(name, List.of(), test.get(name), tolerance(1e-10));
        }
      }
      if (test.has("icdf")) {
        property("icdf", List.of(Encoded.array(test.get("p"))), test.get("icdf"), tolerance(1e-8));
      }
      if (test.has("out_of_support_x")) {
        property(
            "log_prob",
            List.of(Encoded.array(test.get("out_of_support_x"))),
            test.get("out_of_support_log_prob"),
            tolerance(0));
      }
      derivatives(x);
      test.fieldNames().forEachRemaining(this::requireKnown);
      return checks;
    }

    private void requireKnown(String field) {
      if (!AT_POINTS.contains(field) && !ALONE.contains(field) && !HANDLED.contains(field)) {
        throw new NotYetThere(test.get("distribution").asText() + "'s " + field);
      }
    }

    private void derivatives(Array x) {
      Tolerance tolerance = tolerance(1e-9).as(Tolerance.Types.ANY).withKinks();
      if (test.has("dlogprob_dx")) {
        List<Array> inputs = new ArrayList<>(parameters);
        inputs.add(x);
        checks.add(
            Check.derivative(
                "dlogprob_dx",
                inputs,
                in -> {
                  Distribution d = of(in.subList(0, names.size()));
                  Function1<Array, Array> total = v -> d.logProb(v).sum();
                  return Grad.of(total).apply(in.getLast());
                },
                test.get("dlogprob_dx"),
                tolerance));
      }
      if (test.has("dlogprob_dparams")) {
        byParameter(x, tolerance);
      }
    }

    /** The derivatives by each parameter, repeated once for each point. */
    private void byParameter(Array x, Tolerance tolerance) {
      List<Array> repeated = parameters.stream().map(p -> p.broadcastTo(x.shape())).toList();
      checks.add(
          Check.derivative(
              "dlogprob_dparams",
              repeated,
              in -> {
                Function1<List<Array>, Array> total = p -> of(p).logProb(x).sum();
                List<Array> gradient = Grad.of(total).apply(in);
                Map<String, Object> named = new LinkedHashMap<>();
                test.get("dlogprob_dparams")
                    .fieldNames()
                    .forEachRemaining(name -> named.put(name, gradient.get(names.indexOf(name))));
                return named;
              },
              test.get("dlogprob_dparams"),
              tolerance));
    }
  }
}
