package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vjp;

/** jax_ops.json: Python expressions of named inputs and their derivatives. */
final class JaxOpsCases implements GoldenCases {
  private final Functions functions = LibraryFunctions.create();
  private final Evaluator evaluator = new Evaluator(functions);
  private final TypeTables types = new TypeTables(functions, evaluator);

  @Override
  public List<Check> checks(JsonNode test) {
    return test.has("inputs") ? new Case(test).checks() : types.checks(test);
  }

  /** An expression of inputs. */
  private final class Case {
    private final JsonNode test;
    private final List<Statement> program;
    private final List<String> names = new ArrayList<>();
    private final List<Array> inputs = new ArrayList<>();
    private final Tolerance tolerance;
    private final List<Check> checks = new ArrayList<>();

    Case(JsonNode test) {
      this.test = test;
      this.program = PythonParser.program(test.get("code").asText());
      this.tolerance = Tolerance.of(test.get("compare"));
      test.get("inputs")
          .properties()
          .forEach(
              field -> {
                names.add(field.getKey());
                inputs.add(Encoded.array(field.getValue()));
              });
    }

    List<Check> checks() {
      checks.add(Check.of("value", inputs, this::evaluate, test.get("expected"), tolerance));
      if (test.has("jvp")) {
        jvp(test.get("jvp"));
      }
      if (test.has("vjp")) {
        vjp(test.get("vjp"));
      }
      if (test.has("hessian")) {
        hessian(test.get("hessian").get("wrt").asText(), test.get("hessian").get("value"));
      }
      if (test.has("derivative")) {
        elementwise("derivative", this::derivative, inputs, test.get("derivative"));
      }
      if (test.has("second_derivative")) {
        Function1<Array, Array> second = x -> total(this::derivative, x);
        elementwise("second_derivative", second, inputs, test.get("second_derivative"));
      }
      if (test.has("at_edges")) {
        edges(test.get("at_edges"));
      }
      return checks;
    }

    private Object evaluate(List<Array> arrays) {
      Map<String, Object> variables = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        variables.put(names.get(i), arrays.get(i));
      }
      return evaluator.with(variables).run(program);
    }

    private Array apply(Array x) {
      return Values.array(evaluate(List.of(x)));
    }

    private Array derivative(Array x) {
      return total(this::apply, x);
    }

    /** The derivative of an elementwise function, in reverse mode. */
    private Array total(Function1<Array, Array> f, Array x) {
      Function1<Array, Array> sum = y -> f.apply(y).sum();
      return Grad.of(sum).apply(x);
    }

    private void elementwise(
        String name, Function1<Array, Array> f, List<Array> at, JsonNode expected) {
      // Sums that cancel leave JAX's own derivatives off by some units of 1: gelu's at -6 by 4e-15.
      Tolerance allowed = tolerance.atLeast(32 * Math.ulp(1.0));
      checks.add(Check.derivative(name, at, in -> f.apply(in.getFirst()), expected, allowed));
    }

    private void edges(JsonNode edges) {
      List<Array> at = List.of(Encoded.array(edges.get("x")));
      elementwise("value at edges", this::apply, at, edges.get("value"));
      if (edges.has("derivative")) {
        elementwise("derivative at edges", this::derivative, at, edges.get("derivative"));
      }
    }

    /** As a function of some of the inputs; the result is a list, also of one array. */
    private Function1<List<Array>, List<Array>> of(List<String> wrt, List<Array> arrays) {
      return xs -> {
        List<Array> changed = new ArrayList<>(arrays);
        for (int i = 0; i < wrt.size(); i++) {
          changed.set(names.indexOf(wrt.get(i)), xs.get(i));
        }
        return List.copyOf(Encoded.leaves(evaluate(changed)).values());
      };
    }

    private static Object single(List<Array> results) {
      return results.size() == 1 ? results.getFirst() : results;
    }

    private List<Array> pick(List<String> wrt, List<Array> arrays) {
      return wrt.stream().map(name -> arrays.get(names.indexOf(name))).toList();
    }

    /** Linear algebra is allowed an error relative to the largest entry. */
    private void add(String name, Function<List<Array>, Object> f, JsonNode expected) {
      Tolerance allowed = tolerance;
      if (test.get("id").asText().startsWith("linalg")) {
        double largest =
            Encoded.leaves(expected).values().stream()
                .filter(Encoded::isArray)
                .map(Encoded::array)
                .mapToDouble(x -> x.size() == 0 ? 0 : x.abs().max().toDouble())
                .max()
                .orElse(0);
        allowed =
            new Tolerance(
                tolerance.rtol(), tolerance.atol() + 1e-9 * largest, false, tolerance.types());
      }
      checks.add(Check.derivative(name, inputs, f, expected, allowed));
    }

    private void jvp(JsonNode jvp) {
      List<String> wrt = List.copyOf(Encoded.values(jvp.get("tangents")).keySet());
      List<Array> tangents =
          wrt.stream().map(name -> Encoded.array(jvp.get("tangents").get(name))).toList();
      add(
          "jvp",
          arrays -> single(Jvp.of(of(wrt, arrays)).apply(pick(wrt, arrays), tangents)._2),
          jvp.get("out"));
    }

    private void vjp(JsonNode vjp) {
      List<String> wrt = List.copyOf(Encoded.values(vjp.get("out")).keySet());
      List<Array> cotangent =
          Encoded.leaves(vjp.get("cotangent")).values().stream().map(Encoded::array).toList();
      add(
          "vjp",
          arrays -> {
            List<Array> pulled =
                Vjp.of(of(wrt, arrays)).apply(pick(wrt, arrays))._2.apply(cotangent);
            Map<String, Object> named = new LinkedHashMap<>();
            for (int i = 0; i < wrt.size(); i++) {
              named.put(wrt.get(i), pulled.get(i));
            }
            return named;
          },
          vjp.get("out"));
    }

    private void hessian(String name, JsonNode expected) {
      JsonNode cotangent = test.path("vjp").path("cotangent");
      add(
          "hessian." + name,
          arrays -> {
            Function1<List<Array>, List<Array>> f = of(List.of(name), arrays);
            Function1<Array, Array> weighted =
                x -> {
                  Array value = f.apply(List.of(x)).getFirst();
                  return (cotangent.isMissingNode() ? value : value.mul(Encoded.array(cotangent)))
                      .sum();
                };
            return Hessian.of(weighted).apply(arrays.get(names.indexOf(name)));
          },
          expected);
    }
  }
}
