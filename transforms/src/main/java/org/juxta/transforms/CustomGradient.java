package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Tuple2;

/**
 * A function that gives, beside its result, its own way back: the function from a cotangent of the
 * result to that of the argument. As {@code jax.custom_gradient}; {@link CustomVjp} with the two
 * rules in one, so that the way back can use what the way forward computed. What holds there holds
 * here.
 *
 * {@snippet class="org.juxta.tests.snippets.CustomBatchSnippets" region="customGradient"}
 */
public final class CustomGradient {
  private CustomGradient() {}

  /** The function with its own way back. */
  public static <A, R> Transformed1<A, R> of(Function1<A, Tuple2<R, Function1<R, A>>> f) {
    return new Transformed1<>(CustomFunctions.gradient(f, Fn.of(f)));
  }
}
