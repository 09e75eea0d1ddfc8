package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Tree;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Program;
import org.juxta.tracer.Variable;

/**
 * Taylor mode: higher derivatives along a curve in one pass. As {@code jax.experimental.jet}. For a
 * curve x(t) with x(0) the argument and the derivatives x'(0), x''(0), … the series, all like the
 * argument, the result is f(x(0)) and the derivatives of f(x(t)) by t at 0, as many.
 *
 * <p>The function may be made of elementwise functions, operations on shapes and indices,
 * reductions and contractions, also inside calls; a loop or branch that depends on the argument,
 * and other operations without a rule, are a {@link org.juxta.tracer.JuxtaException} that names the
 * operation. A term of another structure or type than the argument is a {@link
 * org.juxta.tracer.ShapeException}. A function with a {@link CustomJvp} is taken for what it is
 * made of.
 *
 * {@snippet class="org.juxta.tests.snippets.JetSnippets" region="jet"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Jet {
  private Jet() {}

  /** The function from an array and its series to the result and its series. */
  public static Transformed2<Array, List<Array>, Tuple2<Array, List<Array>>> of(ArrayFunction1 f) {
    return new Transformed2<>(Staged.inline("jet", f, x -> apply(Fn.of(f), x)));
  }

  /** The function from an argument and its series to the result and its series. */
  public static <A, R> Transformed2<A, List<A>, Tuple2<R, List<R>>> of(Function1<A, R> f) {
    return new Transformed2<>(Staged.inline("jet", f, x -> apply(Fn.of(f), x)));
  }

  private static Object apply(Fn f, @Nullable Object[] primalAndSeries) {
    Tree.Flat primal = Tree.flattenArguments(new @Nullable Object[] {primalAndSeries[0]});
    List<ArrayType> types = Tracing.types(primal.leaves());
    List<?> series = Fn.cast(primalAndSeries[1]);
    List<List<Tangent>> terms = new ArrayList<>();
    primal.leaves().forEach(leaf -> terms.add(new ArrayList<>(List.of(Tangent.of(leaf)))));
    for (int k = 1; k <= series.size(); k++) {
      Tree.Flat term = Tree.flattenArguments(new @Nullable Object[] {series.get(k - 1)});
      Tracing.requireLike("term " + k + " of the series of a Jet", primal.def(), types, term);
      double factor = 1 / factorial(k);
      for (int i = 0; i < types.size(); i++) {
        terms
            .get(i)
            .add(
                JvpRules.differentiable(types.get(i))
                    ? Tangent.of(term.leaves().get(i).mul(factor))
                    : Tangent.zero(types.get(i)));
      }
    }
    Tracing tracing = Tracing.of(f, primal.def(), types);
    List<Taylor> captures =
        tracing.captures().stream().map(c -> Taylor.constant(c, series.size())).toList();
    List<Taylor> results =
        run(tracing.program(), captures, terms.stream().map(Taylor::new).toList());
    List<@Nullable Object> derivatives = new ArrayList<>();
    for (int k = 1; k <= series.size(); k++) {
      int order = k;
      double factor = factorial(k);
      derivatives.add(
          tracing.results().unflatten(results.stream().map(r -> term(r, order, factor)).toList()));
    }
    return new Tuple2<>(
        tracing.results().unflatten(results.stream().map(Taylor::value).toList()), derivatives);
  }

  private static Array term(Taylor x, int order, double factor) {
    Tangent term = x.get(order);
    return term.isZero() || order == 1 ? term.array() : term.array().mul(factor);
  }

  private static double factorial(int k) {
    double factorial = 1;
    for (int i = 2; i <= k; i++) {
      factorial *= i;
    }
    return factorial;
  }

  /** The polynomials of a program's outputs. */
  static List<Taylor> run(Program program, List<Taylor> captures, List<Taylor> inputs) {
    Map<Variable, Taylor> values = new HashMap<>();
    put(values, program.captures(), captures);
    put(values, program.inputs(), inputs);
    int order = order(captures, inputs);
    for (Equation equation : program.equations()) {
      equation
          .source()
          .derivativeOf(equation.op())
          .run(() -> put(values, equation.results(), step(equation, values, order)));
    }
    return get(values, program.outputs(), order);
  }

  private static int order(List<Taylor> captures, List<Taylor> inputs) {
    return captures.isEmpty()
        ? inputs.isEmpty() ? 0 : inputs.getFirst().order()
        : captures.getFirst().order();
  }

  private static List<Taylor> step(Equation equation, Map<Variable, Taylor> values, int order) {
    List<Taylor> x = get(values, equation.operands(), order);
    if (!x.stream().allMatch(Taylor::isConstant)) {
      return JetRules.apply(equation, x);
    }
    return Primitives.bind(equation.op(), x.stream().map(Taylor::value).toList()).stream()
        .map(y -> Taylor.constant(y, order))
        .toList();
  }

  private static void put(
      Map<Variable, Taylor> values, List<Variable> variables, List<Taylor> entries) {
    for (int i = 0; i < variables.size(); i++) {
      values.put(variables.get(i), entries.get(i));
    }
  }

  private static List<Taylor> get(Map<Variable, Taylor> values, List<Atom> atoms, int order) {
    List<Taylor> entries = new ArrayList<>(atoms.size());
    for (Atom atom : atoms) {
      entries.add(
          switch (atom) {
            case Literal literal -> Taylor.constant(Array.of(literal), order);
            case Variable variable -> values.get(variable);
          });
    }
    return entries;
  }
}
