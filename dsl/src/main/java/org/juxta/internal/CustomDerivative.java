package org.juxta.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.JvpRule;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * Functions whose derivatives are not those of the operations they are made of but come from a
 * rule. The rule runs when a derivative is taken, is itself differentiated for higher orders, and
 * may use arrays from outside only if they are data.
 */
public final class CustomDerivative {
  private CustomDerivative() {}

  /** The results of a function and their tangents, null where zero. */
  public record Derivative(List<Array> results, List<@Nullable Array> tangents) {}

  /** A rule; tangents, linear in those given, are of the results' types, null where zero. */
  @FunctionalInterface
  public interface Jvp {
    Derivative apply(List<Array> x, List<@Nullable Array> tangents);
  }

  /** {@code f(x)}, with the derivative that {@code rule} gives. */
  public static List<Array> jvp(
      String name, List<Array> x, Function<List<Array>, List<Array>> f, Jvp rule) {
    // Where nothing is recorded nothing will be differentiated.
    return Trace.target(values(x)) == null
        ? f.apply(x)
        : call(x, f, program -> new Call.CustomJvpCall(name, program, onValues(rule)));
  }

  /**
   * What the tangent of one argument adds to that of the result.
   *
   * @see #byArgument
   */
  @FunctionalInterface
  public interface Partial {
    Array apply(Array tangent, Array result, List<Array> x);
  }

  /**
   * {@code f(x)}, with the derivative that is the sum of those by each argument. Only those of
   * arguments with a tangent are computed; an argument without one in {@code partials} has
   * derivative zero.
   */
  public static Array byArgument(
      String name,
      List<Array> x,
      Function<List<Array>, Array> f,
      List<? extends @Nullable Partial> partials) {
    Jvp rule =
        (primals, tangents) -> {
          Array result = byArgument(name, primals, f, partials);
          Array sum = null;
          for (int i = 0; i < partials.size(); i++) {
            Partial partial = partials.get(i);
            Array tangent = tangents.get(i);
            if (partial != null && tangent != null) {
              Array more = partial.apply(tangent, result, primals);
              sum = sum == null ? more : sum.add(more);
            }
          }
          List<@Nullable Array> all = new ArrayList<>();
          all.add(sum);
          return new Derivative(List.of(result), all);
        };
    return jvp(name, x, in -> List.of(f.apply(in)), rule).getFirst();
  }

  /** Records {@code f} as a program, and an operation that runs it. */
  public static List<Array> call(
      List<Array> x, Function<List<Array>, List<Array>> f, Function<Program, Call> op) {
    List<ArrayType> types = x.stream().map(Array::type).toList();
    Trace.Recording body = Trace.record(types, in -> values(f.apply(Primitives.wrap(in))));
    List<Value> operands = new ArrayList<>(body.captured());
    operands.addAll(values(x));
    return Primitives.wrap(Primitives.bindValues(op.apply(body.program()), operands));
  }

  private static JvpRule onValues(Jvp rule) {
    return (x, tangents) -> {
      List<@Nullable Array> t = new ArrayList<>(tangents.size());
      for (Value tangent : tangents) {
        t.add(tangent == null ? null : Array.of(tangent));
      }
      Derivative derivative = rule.apply(Primitives.wrap(x), t);
      List<@Nullable Value> back = new ArrayList<>(derivative.tangents().size());
      for (Array tangent : derivative.tangents()) {
        back.add(tangent == null ? null : tangent.value());
      }
      return new JvpRule.Derivative(values(derivative.results()), back);
    };
  }

  private static List<Value> values(List<Array> arrays) {
    return arrays.stream().map(Array::value).toList();
  }
}
