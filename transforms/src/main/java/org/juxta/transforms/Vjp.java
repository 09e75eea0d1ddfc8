package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import org.juxta.Array;
import org.juxta.ArrayFunction1;

/**
 * Reverse-mode derivatives: the result of a function, and the function that takes a cotangent of
 * the result to the cotangent of the argument and can be called many times. As {@code jax.vjp}. All
 * arrays of the argument must be floats, else it is a {@link org.juxta.tracer.DTypeException}. A
 * cotangent has the structure and types of the result.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="vjp"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Vjp {
  private Vjp() {}

  /** The function that takes an array to the result and the pullback. */
  public static Function1<Array, Tuple2<Array, Transformed1<Array, Array>>> of(ArrayFunction1 f) {
    LinearMap.Maker maker = LinearMap.of("vjp", f, Fn.of(f));
    return x -> {
      LinearMap map = maker.at(x);
      return new Tuple2<>(Fn.cast(map.result()), new Transformed1<>(map.pullback(map.result())));
    };
  }

  /** The function that takes an argument to the result and the pullback. */
  public static <A, R> Function1<A, Tuple2<R, Transformed1<R, A>>> of(Function1<A, R> f) {
    LinearMap.Maker maker = LinearMap.of("vjp", f, Fn.of(f));
    return x -> {
      LinearMap map = maker.at(x);
      return new Tuple2<>(Fn.cast(map.result()), new Transformed1<>(map.pullback(map.result())));
    };
  }

  /**
   * For a function that gives its result and something else, which has no part in the derivative:
   * the result, the pullback and that. As {@code has_aux=True}.
   */
  public static <A, R, X> Function1<A, Tuple3<R, Transformed1<R, A>, X>> withAux(
      Function1<A, Tuple2<R, X>> f) {
    LinearMap.Maker maker = LinearMap.of("vjp", f, Fn.of(f));
    return x -> {
      LinearMap map = maker.at(x);
      Tuple2<R, X> result = Fn.cast(map.result());
      return new Tuple3<>(result._1, new Transformed1<>(map.pullback(result._1)), result._2);
    };
  }
}
