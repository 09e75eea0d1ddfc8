package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Tree;

/**
 * Forward-mode derivatives: the result of a function, and its derivative along a tangent, which is
 * a tree of the same structure and types as the argument. As {@code jax.jvp}. A function of several
 * arguments takes them as one tuple. A tangent of another structure or type is a {@link
 * ShapeException}.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="jvp"}
 *
 * <p>The product of the Hessian of {@code f} with a vector, without the Hessian, is {@code
 * Jvp.of(Grad.of(f))}:
 *
 * {@snippet class="org.juxta.tests.snippets.CustomSnippets" region="hessianVectorProduct"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Jvp {
  private Jvp() {}

  /** The function that takes an array and a tangent to the result and its tangent. */
  public static Transformed2<Array, Array, Tuple2<Array, Array>> of(ArrayFunction1 f) {
    return new Transformed2<>(Staged.inline("jvp", f, x -> apply(Fn.of(f), x)));
  }

  /** The function that takes an argument and a tangent to the result and its tangent. */
  public static <A, R> Transformed2<A, A, Tuple2<R, R>> of(Function1<A, R> f) {
    return new Transformed2<>(Staged.inline("jvp", f, x -> apply(Fn.of(f), x)));
  }

  /**
   * For a function that gives its result and something else, which has no part in the derivative:
   * the result, its tangent and that. As {@code has_aux=True}.
   */
  public static <A, R, X> Transformed2<A, A, Tuple3<R, R, X>> withAux(
      Function1<A, Tuple2<R, X>> f) {
    return new Transformed2<>(
        Staged.inline(
            "jvp",
            f,
            x -> {
              Tuple2<Tuple2<R, X>, Tuple2<R, X>> both = Fn.cast(apply(Fn.of(f), x));
              return new Tuple3<>(both._1._1, both._2._1, both._1._2);
            }));
  }

  private static Object apply(Fn f, @Nullable Object[] primalAndTangent) {
    Tree.Flat primal = Tree.flattenArguments(new @Nullable Object[] {primalAndTangent[0]});
    Tree.Flat tangent = Tree.flattenArguments(new @Nullable Object[] {primalAndTangent[1]});
    Tracing.requireLike(
        "the tangent of a Jvp", primal.def(), Tracing.types(primal.leaves()), tangent);
    List<Tangent> tangents = LinearMap.tangents(tangent.leaves());
    Tracing tracing = Tracing.of(f, primal.def(), Tracing.types(primal.leaves()));
    JvpRules.Result result =
        Forward.jvp()
            .run(
                tracing.program(),
                tracing.captures(),
                Linearization.zeros(tracing.captures()),
                primal.leaves(),
                tangents);
    List<Array> derivative = result.tangents().stream().map(Tangent::array).toList();
    return new Tuple2<>(
        tracing.results().unflatten(result.primals()), tracing.results().unflatten(derivative));
  }
}
