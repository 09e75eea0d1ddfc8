package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import org.juxta.Array;
import org.juxta.ArrayFunction1;

/**
 * The result of a function, and its derivative there as a linear function of tangents that can be
 * called many times. As {@code jax.linearize}. All arrays of the argument must be floats or
 * complex, else it is a {@link org.juxta.tracer.DTypeException}. A tangent has the structure and
 * types of the argument.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="linearize"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Linearize {
  private Linearize() {}

  /** The function that takes an array to the result and the derivative. */
  public static Function1<Array, Tuple2<Array, Transformed1<Array, Array>>> of(ArrayFunction1 f) {
    LinearMap.Maker maker = LinearMap.of("linearize", f, Fn.of(f));
    return x -> {
      LinearMap map = maker.at(x);
      return new Tuple2<>(Fn.cast(map.result()), new Transformed1<>(map.pushforward()));
    };
  }

  /** The function that takes an argument to the result and the derivative. */
  public static <A, R> Function1<A, Tuple2<R, Transformed1<A, R>>> of(Function1<A, R> f) {
    LinearMap.Maker maker = LinearMap.of("linearize", f, Fn.of(f));
    return x -> {
      LinearMap map = maker.at(x);
      return new Tuple2<>(Fn.cast(map.result()), new Transformed1<>(map.pushforward()));
    };
  }

  /**
   * Of a function that gives its result and something else, which has no part in the derivative:
   * the result, the derivative and that. As {@code has_aux=True}.
   */
  public static <A, R, X> Function1<A, Tuple3<R, Transformed1<A, R>, X>> withAux(
      Function1<A, Tuple2<R, X>> f) {
    LinearMap.Maker maker = LinearMap.of("linearize", f, Fn.of(f));
    return x -> {
      LinearMap map = maker.at(x);
      Tuple2<R, X> both = Fn.cast(map.result());
      return new Tuple3<>(both._1, new Transformed1<>(map.pushforward(both._1)), both._2);
    };
  }
}
