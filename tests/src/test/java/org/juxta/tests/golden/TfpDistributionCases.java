package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.probability.Distribution;
import org.juxta.probability.Kl;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;

/** tfp_distributions.json: distributions of TFP, NumPyro and Distrax made by Python expressions. */
final class TfpDistributionCases implements GoldenCases {
  private static final List<String> HANDLED =
      List.of(
          "id",
          "lib",
          "code",
          "rtol",
          "atol",
          "note",
          "precision_note",
          "batch_shape",
          "event_shape",
          "x",
          "p",
          "quantile");
  private static final List<String> AT_POINTS = List.of("log_prob", "cdf", "survival_function");

  private final Evaluator evaluator =
      new Evaluator(DistributionFunctions.addTo(LibraryFunctions.create()));

  @Override
  public List<Check> checks(JsonNode test) {
    Tolerance tolerance =
        new Tolerance(
            test.path("rtol").asDouble(), test.path("atol").asDouble(), false, Tolerance.Types.ANY);
    if (test.has("kl")) {
      return List.of(divergence(test, tolerance));
    }
    if (test.has("gradient") && test.has("code")) {
      return gradient(test, tolerance);
    }
    if (!test.has("code")) {
      throw new NotYetThere("joint distributions described in words");
    }
    return properties(test, distribution(test.get("code").asText()), tolerance);
  }

  private Distribution distribution(String code) {
    return (Distribution) evaluator.value(code);
  }

  private Check divergence(JsonNode test, Tolerance tolerance) {
    if (test.get("kl").isNull()) {
      throw new NotYetThere("pairs without a rule");
    }
    Distribution p = distribution(test.get("p").asText());
    Distribution q = distribution(test.get("q").asText());
    return Check.of(
        "kl",
        List.of(),
        _ -> Distributions.orMissing(() -> Kl.of(p, q)),
        test.get("kl"),
        tolerance);
  }

  private List<Check> properties(JsonNode test, Distribution d, Tolerance tolerance) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        Check.host("batch_shape", _ -> sizes(d.batchShape()), test.get("batch_shape"), tolerance));
    checks.add(
        Check.host("event_shape", _ -> sizes(d.eventShape()), test.get("event_shape"), tolerance));
    test.properties()
        .forEach(
            field -> {
              String name = field.getKey();
              if (!HANDLED.contains(name)) {
                List<Array> at =
                    AT_POINTS.contains(name) ? List.of(Encoded.array(test.get("x"))) : List.of();
                checks.add(property(name, d, at, field.getValue(), tolerance));
              }
            });
    if (test.has("quantile")) {
      Array p = Encoded.array(test.get("p"));
      int[] column = new int[1 + d.batchShape().rank()];
      Arrays.fill(column, 1);
      column[0] = p.size();
      checks.add(
          property("quantile", d, List.of(p.reshape(column)), test.get("quantile"), tolerance));
    }
    return checks;
  }

  private static Check property(
      String name, Distribution d, List<Array> at, JsonNode expected, Tolerance tolerance) {
    return Check.of(
        name,
        at,
        in ->
            Distributions.orMissing(
                () ->
                    DistributionFunctions.property(
                        name, d, in.isEmpty() ? Values.array(0.0) : in.getFirst())),
        expected,
        tolerance);
  }

  private static List<Object> sizes(Shape shape) {
    List<Object> sizes = new ArrayList<>();
    shape.dims().stream().forEach(size -> sizes.add((long) size));
    return sizes;
  }

  private List<Check> gradient(JsonNode test, Tolerance tolerance) {
    List<Statement> program = PythonParser.program(test.get("code").asText());
    Map<String, Object> values = Encoded.values(test.get("inputs"));
    List<String> names = List.copyOf(values.keySet());
    List<Array> inputs = values.values().stream().map(Values::array).toList();
    Function1<List<Array>, Array> f =
        in -> {
          Map<String, Object> variables = new LinkedHashMap<>();
          for (int i = 0; i < names.size(); i++) {
            variables.put(names.get(i), in.get(i));
          }
          return Values.array(evaluator.with(variables).run(program));
        };
    Check derivative =
        Check.derivative(
            "gradient",
            inputs,
            in -> {
              List<Array> gradient = Grad.of(f).apply(in);
              Map<String, Object> named = new LinkedHashMap<>();
              test.get("gradient")
                  .fieldNames()
                  .forEachRemaining(name -> named.put(name, gradient.get(names.indexOf(name))));
              return named;
            },
            test.get("gradient"),
            tolerance);
    return List.of(Check.of("value", inputs, f::apply, test.get("value"), tolerance), derivative);
  }
}
