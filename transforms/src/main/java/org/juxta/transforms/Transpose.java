package org.juxta.transforms;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Tree;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Trace;
import org.juxta.tracer.TraceException;

/**
 * The transpose of a linear function: from what its result is to what its argument is, so that
 * {@code <y, f(x)> = <transpose(y), x>}. As {@code jax.linear_transpose}. All arrays of the
 * argument must be floats, else it is a {@link org.juxta.tracer.DTypeException}; a function whose
 * derivative depends on where it is taken is a {@link TraceException}. A constant part is left out.
 *
 * {@snippet class="org.juxta.tests.snippets.CustomSnippets" region="transpose"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Transpose {
  private Transpose() {}

  /** Of a linear function of arrays that are {@code like} this one. */
  public static Transformed1<Array, Array> of(ArrayFunction1 f, Array like) {
    return new Transformed1<>(staged(f, Fn.of(f), like));
  }

  /** Of a linear function of arguments that are {@code like} this one. */
  public static <A, R> Transformed1<R, A> of(Function1<A, R> f, A like) {
    return new Transformed1<>(staged(f, Fn.of(f), like));
  }

  private static Staged staged(Object f, Fn fn, @Nullable Object like) {
    Tree.Flat argument = Tree.flattenArguments(new @Nullable Object[] {like});
    List<ArrayType> types = Tracing.types(argument.leaves());
    Linearization.requireFloats(argument.def(), types);
    return Staged.inline("transpose", f, x -> apply(fn, argument, types, x[0]));
  }

  private static @Nullable Object apply(
      Fn f, Tree.Flat argument, List<ArrayType> types, @Nullable Object given) {
    List<Tracing> traced = new ArrayList<>();
    List<Linearization.Linearized> at = new ArrayList<>();
    Trace.Recording point =
        Trace.record(
            types,
            in -> {
              traced.add(Tracing.of(f, argument.def(), types));
              at.add(
                  Linearization.at(
                      traced.getFirst().program(),
                      traced.getFirst().captures(),
                      Primitives.wrap(in),
                      Dependence.filled(types.size(), true)));
              return ControlJvp.values(at.getFirst().residuals());
            });
    boolean[] varies =
        Dependence.ANY.outputs(
            point.program(),
            new boolean[point.captured().size()],
            Dependence.filled(types.size(), true));
    if (Dependence.any(varies)) {
      throw new TraceException(
          "a transpose is of a linear function; the derivative of this one depends on its"
              + " argument. Linearise it first, or use Vjp");
    }
    Tree.Flat cotangent = Tree.flatten(given);
    Tracing function = traced.getFirst();
    Tracing.requireLike(
        "the argument of a transpose",
        function.results(),
        function.program().outputTypes(),
        cotangent);
    List<Array> zeros = types.stream().map(t -> Tangent.zero(t).array()).toList();
    List<Array> residuals = Inline.run(point.program(), Primitives.wrap(point.captured()), zeros);
    List<Array> back =
        Linearization.transpose(
            new Linearization.Linearized(List.of(), at.getFirst().map(), residuals),
            LinearMap.tangents(cotangent.leaves()));
    @Nullable Object[] arguments = argument.def().unflatten(back);
    return arguments[0];
  }
}
