package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Call;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Control;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Op;
import org.juxta.tracer.Random;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Structural;

/**
 * The table of Taylor mode: the polynomials of an operation's results from those of its operands,
 * not all of which are constant.
 */
final class JetRules {
  private JetRules() {}

  static List<Taylor> apply(Equation equation, List<Taylor> x) {
    return switch (equation.op()) {
      case Elementwise.Unary o -> List.of(JetElementwise.unary(o, x.getFirst()));
      case Elementwise.Binary o -> List.of(JetElementwise.binary(o, x.get(0), x.get(1)));
      case Elementwise.Compare o -> eachTerm(o, x);
      case Elementwise.Select o -> eachTerm(o, x);
      case Elementwise.Convert o -> eachTerm(o, x);
      case Elementwise.BitcastConvert o -> eachTerm(o, x);
      case Elementwise.Name o -> eachTerm(o, x);
      case Elementwise.ReducePrecision o -> eachTerm(o, x);
      case Elementwise.StopGradient o -> eachTerm(o, x);
      case Structural o -> eachTerm(o, x);
      case Indexing.DynamicSlice o -> eachTerm(o, x);
      case Indexing.DynamicUpdateSlice o -> eachTerm(o, x);
      case Indexing.Gather o -> eachTerm(o, x);
      case Indexing.Scatter o -> scatter(equation, o, x);
      case Reduction.Reduce o -> reduce(o, x);
      case Reduction.ArgReduce o -> eachTerm(o, x);
      case Reduction.Cumulative o -> cumulative(equation, o, x);
      case Reduction.Sort o -> eachTerm(o, x);
      case Reduction.TopK o -> eachTerm(o, x);
      case Reduction.ReduceWindow o -> window(equation, o, x);
      case Contraction.DotGeneral o -> bilinear(o, x);
      case Contraction.Convolution o -> bilinear(o, x);
      case Contraction.Fft o -> eachTerm(o, x);
      case Decomposition _ -> throw unsupported(equation);
      case Random o -> eachTerm(o, x);
      case Collective o -> eachTerm(o, x);
      case Control _ -> throw unsupported(equation);
      case Call.Jitted o -> call(o, x);
      case Call.CustomJvpCall o -> call(o, x);
      case Call.CustomVjpCall o -> call(o, x);
      case Call.CustomVmapCall o -> call(o, x);
      case Call.LinearSolve _ -> throw unsupported(equation);
      case Call.Checkpoint o -> call(o, x);
      case Call.CustomOp _ -> throw unsupported(equation);
      case Call.HostCall _ -> throw unsupported(equation);
    };
  }

  private static JuxtaException unsupported(Equation equation) {
    return new JuxtaException(
        "Jet can't go through the "
            + equation.op().name()
            + " of "
            + equation.source()
            + ": there is no Taylor rule for it. Nested Jvp gives its higher derivatives");
  }

  /** An operation whose derivative does not depend on where it is taken, but for jumps. */
  static List<Taylor> eachTerm(Op op, List<Taylor> x) {
    List<Array> values = x.stream().map(Taylor::value).toList();
    List<Array> results = Primitives.bind(op, values);
    List<List<Tangent>> terms = new ArrayList<>();
    results.forEach(r -> terms.add(new ArrayList<>(List.of(Tangent.of(r)))));
    for (int k = 1; k <= x.getFirst().order(); k++) {
      int order = k;
      List<Tangent> given = x.stream().map(t -> t.get(order)).toList();
      List<Tangent> made =
          given.stream().allMatch(Tangent::isZero)
              ? Linearization.zeros(results)
              : JvpRules.apply(op, values, given, Forward.jvp()).tangents();
      for (int i = 0; i < made.size(); i++) {
        terms.get(i).add(made.get(i));
      }
    }
    return terms.stream().map(Taylor::new).toList();
  }

  private static List<Taylor> bilinear(Contraction op, List<Taylor> x) {
    return List.of(
        Taylor.of(
            Primitives.bindOne(op, x.get(0).value(), x.get(1).value()),
            Taylor.product(x.get(0), x.get(1), (a, b) -> Primitives.bindOne(op, a, b))));
  }

  private static List<Taylor> reduce(Reduction.Reduce op, List<Taylor> x) {
    return switch (op.kind()) {
      case SUM, MAX, MIN, AND, OR, XOR -> eachTerm(op, x);
      case PROD -> List.of(product(op, x.getFirst()));
    };
  }

  private static List<Taylor> cumulative(
      Equation equation, Reduction.Cumulative op, List<Taylor> x) {
    return switch (op.kind()) {
      case SUM, MAX, MIN -> eachTerm(op, x);
      case PROD, LOGSUMEXP -> throw unsupported(equation);
    };
  }

  private static List<Taylor> window(Equation equation, Reduction.ReduceWindow op, List<Taylor> x) {
    return switch (op.kind()) {
      case SUM, MAX, MIN, AND, OR, XOR -> eachTerm(op, x);
      case PROD -> throw unsupported(equation);
    };
  }

  private static List<Taylor> scatter(Equation equation, Indexing.Scatter op, List<Taylor> x) {
    return switch (op.kind()) {
      case SET, ADD, MIN, MAX -> eachTerm(op, x);
      case MUL -> throw unsupported(equation);
    };
  }

  /** Over a balanced tree of pairs, as {@link ReductionJvp} does. */
  private static Taylor product(Reduction.Reduce op, Taylor x) {
    Array value = x.value();
    Array result = Primitives.bindOne(op, value);
    if (value.size() == 0) {
      return Taylor.constant(result, x.order());
    }
    Ints rest = Ints.range(0, value.rank()).without(op.axes());
    int[] dims = value.shape().dims().at(rest).insert(rest.size(), -1).toArray();
    int axis = rest.size();
    Taylor factors = x.map(c -> Lax.transpose(c, rest.concat(op.axes())).reshape(dims));
    while (factors.value().dim(axis) > 1) {
      int n = factors.value().dim(axis);
      int half = n / 2;
      Taylor pairs = part(factors, 0, half, axis).times(part(factors, half, 2 * half, axis));
      Taylor last = part(factors, 2 * half, n, axis);
      factors = n == 2 * half ? pairs : joined(pairs, last, axis);
    }
    return Taylor.of(result, factors.map(c -> c.squeeze(axis)));
  }

  private static Taylor part(Taylor x, int start, int end, int axis) {
    return x.map(c -> Lax.sliceAlong(c, start, end, axis));
  }

  private static Taylor joined(Taylor a, Taylor b, int axis) {
    return eachTerm(new Structural.Concatenate(axis), List.of(typed(a), typed(b))).getFirst();
  }

  /** With zeros of the value's type. */
  private static Taylor typed(Taylor x) {
    return Taylor.of(x.value(), x);
  }

  private static List<Taylor> call(Call.OfProgram op, List<Taylor> x) {
    int captures = op.program().captures().size();
    return Jet.run(op.program(), x.subList(0, captures), x.subList(captures, x.size()));
  }
}
