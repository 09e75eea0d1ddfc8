package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jacobian;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vjp;

/** autodiff.json: formulas in NumPy's notation and their derivatives. */
final class AutodiffCases implements GoldenCases {
  private final Evaluator evaluator =
      new Evaluator(
          FormulaFunctions.addTo(LibraryFunctions.create()),
          "formula.",
          "np.",
          "nn.",
          "np.linalg.",
          "scipy.special.");

  @Override
  public List<Check> checks(JsonNode test) {
    String formula = test.get("formula").asText();
    return test.get("kind").asText().equals("elementwise")
        ? elementwise(test, formula)
        : new Derivatives(test, formula).checks();
  }

  /** Derivatives up to the third, by forward mode; the first by reverse mode too. */
  private List<Check> elementwise(JsonNode test, String formula) {
    String name = test.get("wrt").asText();
    List<Statement> program = PythonParser.program(expression(formula));
    Function1<Array, Array> f = x -> Values.array(evaluator.with(name, x).run(program));
    List<Array> inputs = List.of(Encoded.array(test.get(name)));
    double atol = test.path("atol").asDouble(0);
    List<Check> checks = new ArrayList<>();
    Function1<Array, Array> derivative = f;
    for (String order : List.of("value", "d1", "d2", "d3")) {
      if (test.has(order)) {
        Function1<Array, Array> g = derivative;
        Tolerance tolerance = Tolerance.close(order.equals("d3") ? 1e-11 : 1e-12, atol);
        Check.Runs runs = order.equals("value") ? Check.Runs.BOTH : Check.Runs.COMPILED;
        checks.add(
            new Check(
                order, inputs, in -> g.apply(in.getFirst()), test.get(order), tolerance, runs));
        derivative = x -> Jvp.of(g).apply(x, Np.onesLike(x))._2;
      }
    }
    if (test.has("d1")) {
      Function1<Array, Array> total = x -> f.apply(x).sum();
      checks.add(
          Check.derivative(
              "d1 in reverse",
              inputs,
              in -> Grad.of(total).apply(in.getFirst()),
              test.get("d1"),
              Tolerance.close(1e-12, atol)));
    }
    return checks;
  }

  /** Some are written with their definition, {@code softplus(x) = log(1+exp(x))}, or only so. */
  private static String expression(String formula) {
    return formula.equals("gamma_sample_gradient: dx/da at fixed P(a, x) = 0.3")
        ? "gammaincinv(a, 0.3)"
        : formula.split(" = ", -1)[0].split(": ", -1)[0];
  }

  /** The checks of a formula of several arrays. */
  private final class Derivatives {
    private final JsonNode test;
    private final List<Statement> program;
    private final List<String> names = new ArrayList<>();
    private final List<Array> inputs = new ArrayList<>();
    private final Tolerance tolerance;
    private final List<Check> checks = new ArrayList<>();

    Derivatives(JsonNode test, String formula) {
      this.test = test;
      this.program = PythonParser.program(formula);
      test.get("inputs")
          .properties()
          .forEach(
              field -> {
                names.add(field.getKey());
                inputs.add(Encoded.array(field.getValue()));
              });
      boolean linalg = test.get("id").asText().startsWith("linalg");
      this.tolerance =
          test.get("kind").asText().equals("edge")
              ? Tolerance.close(1e-12, 0)
              : Tolerance.close(linalg ? 1e-8 : 1e-10, 1e-11);
    }

    private Array evaluate(List<Array> arrays) {
      Map<String, Object> variables = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        variables.put(names.get(i), arrays.get(i));
      }
      return Values.array(evaluator.with(variables).run(program));
    }

    /** As a function of input {@code i} alone. */
    private Function1<Array, Array> of(int i, List<Array> arrays) {
      return x -> {
        List<Array> changed = new ArrayList<>(arrays);
        changed.set(i, x);
        return evaluate(changed);
      };
    }

    /**
     * As a function of the inputs with the given names, which may be records' parts in a user's
     * program.
     */
    private Function1<List<Array>, Array> of(List<String> wrt, List<Array> arrays) {
      return xs -> {
        List<Array> changed = new ArrayList<>(arrays);
        for (int i = 0; i < wrt.size(); i++) {
          changed.set(names.indexOf(wrt.get(i)), xs.get(i));
        }
        return evaluate(changed);
      };
    }

    private List<Array> pick(List<String> wrt, List<Array> arrays) {
      return wrt.stream().map(name -> arrays.get(names.indexOf(name))).toList();
    }

    private void add(
        String name, java.util.function.Function<List<Array>, Object> f, JsonNode expected) {
      checks.add(Check.derivative(name, inputs, f, expected, tolerance));
    }

    List<Check> checks() {
      checks.add(Check.of("value", inputs, this::evaluate, test.get("value"), tolerance));
      each("gradient", (i, arrays) -> Grad.of(of(i, arrays)).apply(arrays.get(i)));
      each("jacobian", (i, arrays) -> Jacobian.reverse(of(i, arrays)).apply(arrays.get(i)));
      each("jacobian", (i, arrays) -> Jacobian.forward(of(i, arrays)).apply(arrays.get(i)));
      each("hessian", (i, arrays) -> Hessian.of(of(i, arrays)).apply(arrays.get(i)));
      if (test.has("hessian_mixed")) {
        mixed(test.get("hessian_mixed"));
      }
      if (test.has("jvp")) {
        jvp(test.get("jvp"));
      }
      if (test.has("vjp")) {
        vjp(test.get("vjp"));
      }
      return checks;
    }

    /** A derivative in one input. */
    private interface Derivative {
      Array of(int input, List<Array> arrays);
    }

    private void each(String field, Derivative derivative) {
      test.path(field)
          .properties()
          .forEach(
              entry ->
                  add(
                      field + "." + entry.getKey(),
                      arrays -> derivative.of(names.indexOf(entry.getKey()), arrays),
                      entry.getValue()));
    }

    private void mixed(JsonNode mixed) {
      int rows = names.indexOf(mixed.get("rows").asText());
      int columns = names.indexOf(mixed.get("cols").asText());
      add(
          "hessian_mixed",
          arrays -> {
            Function1<Array, Array> gradient =
                column -> {
                  List<Array> changed = new ArrayList<>(arrays);
                  changed.set(columns, column);
                  return Grad.of(of(rows, changed)).apply(changed.get(rows));
                };
            return Jacobian.of(gradient).apply(arrays.get(columns));
          },
          mixed.get("value"));
    }

    private void jvp(JsonNode jvp) {
      List<String> wrt = List.copyOf(Encoded.values(jvp.get("tangents")).keySet());
      List<Array> tangents =
          wrt.stream().map(name -> Encoded.array(jvp.get("tangents").get(name))).toList();
      add(
          "jvp",
          arrays -> Jvp.of(of(wrt, arrays)).apply(pick(wrt, arrays), tangents)._2,
          jvp.get("out"));
    }

    private void vjp(JsonNode vjp) {
      List<String> wrt = List.copyOf(Encoded.values(vjp.get("out")).keySet());
      Array cotangent = Encoded.array(vjp.get("cotangent"));
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
  }
}
