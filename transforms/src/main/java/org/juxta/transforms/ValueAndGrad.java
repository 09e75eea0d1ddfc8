package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import io.vavr.Tuple2;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.ArrayFunction3;
import org.juxta.ArrayFunction4;
import org.juxta.ArrayFunction5;
import org.juxta.ArrayFunction6;
import org.juxta.ArrayFunction7;
import org.juxta.ArrayFunction8;

/**
 * The result of a function that gives a scalar, together with its gradient by the first argument;
 * see {@link Grad}, also for the errors. As {@code jax.value_and_grad}; {@code withAux} is its
 * {@code has_aux=True}.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="valueAndGrad"}
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="withAux"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class ValueAndGrad {
  private ValueAndGrad() {}

  /** Value and gradient of a function of one array. */
  public static Transformed1<Array, Tuple2<Array, Array>> of(ArrayFunction1 f) {
    return new Transformed1<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** Value and gradient of a function of one argument. */
  public static <A> Transformed1<A, Tuple2<Array, A>> of(Function1<A, Array> f) {
    return new Transformed1<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** For a function that gives its scalar and something else, which has no part in the gradient. */
  public static <A, X> Transformed1<A, Tuple2<Tuple2<Array, X>, A>> withAux(
      Function1<A, Tuple2<Array, X>> f) {
    return new Transformed1<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradientWithAux));
  }

  /** Value and gradient of a function of two arrays. */
  public static Transformed2<Array, Array, Tuple2<Array, Array>> of(ArrayFunction2 f) {
    return new Transformed2<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** Value and gradient of a function of two arguments. */
  public static <A, B> Transformed2<A, B, Tuple2<Array, A>> of(Function2<A, B, Array> f) {
    return new Transformed2<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** For a function that gives its scalar and something else, which has no part in the gradient. */
  public static <A, B, X> Transformed2<A, B, Tuple2<Tuple2<Array, X>, A>> withAux(
      Function2<A, B, Tuple2<Array, X>> f) {
    return new Transformed2<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradientWithAux));
  }

  /** Value and gradient of a function of three arrays. */
  public static Transformed3<Array, Array, Array, Tuple2<Array, Array>> of(ArrayFunction3 f) {
    return new Transformed3<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** Value and gradient of a function of three arguments. */
  public static <A, B, C> Transformed3<A, B, C, Tuple2<Array, A>> of(Function3<A, B, C, Array> f) {
    return new Transformed3<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** For a function that gives its scalar and something else, which has no part in the gradient. */
  public static <A, B, C, X> Transformed3<A, B, C, Tuple2<Tuple2<Array, X>, A>> withAux(
      Function3<A, B, C, Tuple2<Array, X>> f) {
    return new Transformed3<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradientWithAux));
  }

  /** Value and gradient of a function of four arrays. */
  public static Transformed4<Array, Array, Array, Array, Tuple2<Array, Array>> of(
      ArrayFunction4 f) {
    return new Transformed4<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** Value and gradient of a function of four arguments. */
  public static <A, B, C, D> Transformed4<A, B, C, D, Tuple2<Array, A>> of(
      Function4<A, B, C, D, Array> f) {
    return new Transformed4<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** For a function that gives its scalar and something else, which has no part in the gradient. */
  public static <A, B, C, D, X> Transformed4<A, B, C, D, Tuple2<Tuple2<Array, X>, A>> withAux(
      Function4<A, B, C, D, Tuple2<Array, X>> f) {
    return new Transformed4<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradientWithAux));
  }

  /** Value and gradient of a function of five arrays. */
  public static Transformed5<Array, Array, Array, Array, Array, Tuple2<Array, Array>> of(
      ArrayFunction5 f) {
    return new Transformed5<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** Value and gradient of a function of five arguments. */
  public static <A, B, C, D, E> Transformed5<A, B, C, D, E, Tuple2<Array, A>> of(
      Function5<A, B, C, D, E, Array> f) {
    return new Transformed5<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** For a function that gives its scalar and something else, which has no part in the gradient. */
  public static <A, B, C, D, E, X> Transformed5<A, B, C, D, E, Tuple2<Tuple2<Array, X>, A>> withAux(
      Function5<A, B, C, D, E, Tuple2<Array, X>> f) {
    return new Transformed5<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradientWithAux));
  }

  /** Value and gradient of a function of six arrays. */
  public static Transformed6<Array, Array, Array, Array, Array, Array, Tuple2<Array, Array>> of(
      ArrayFunction6 f) {
    return new Transformed6<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** Value and gradient of a function of six arguments. */
  public static <A, B, C, D, E, F> Transformed6<A, B, C, D, E, F, Tuple2<Array, A>> of(
      Function6<A, B, C, D, E, F, Array> f) {
    return new Transformed6<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** For a function that gives its scalar and something else, which has no part in the gradient. */
  public static <A, B, C, D, E, F, X>
      Transformed6<A, B, C, D, E, F, Tuple2<Tuple2<Array, X>, A>> withAux(
          Function6<A, B, C, D, E, F, Tuple2<Array, X>> f) {
    return new Transformed6<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradientWithAux));
  }

  /** Value and gradient of a function of seven arrays. */
  public static Transformed7<Array, Array, Array, Array, Array, Array, Array, Tuple2<Array, Array>>
      of(ArrayFunction7 f) {
    return new Transformed7<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** Value and gradient of a function of seven arguments. */
  public static <A, B, C, D, E, F, G> Transformed7<A, B, C, D, E, F, G, Tuple2<Array, A>> of(
      Function7<A, B, C, D, E, F, G, Array> f) {
    return new Transformed7<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** For a function that gives its scalar and something else, which has no part in the gradient. */
  public static <A, B, C, D, E, F, G, X>
      Transformed7<A, B, C, D, E, F, G, Tuple2<Tuple2<Array, X>, A>> withAux(
          Function7<A, B, C, D, E, F, G, Tuple2<Array, X>> f) {
    return new Transformed7<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradientWithAux));
  }

  /** Value and gradient of a function of eight arrays. */
  public static Transformed8<
          Array, Array, Array, Array, Array, Array, Array, Array, Tuple2<Array, Array>>
      of(ArrayFunction8 f) {
    return new Transformed8<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** Value and gradient of a function of eight arguments. */
  public static <A, B, C, D, E, F, G, H> Transformed8<A, B, C, D, E, F, G, H, Tuple2<Array, A>> of(
      Function8<A, B, C, D, E, F, G, H, Array> f) {
    return new Transformed8<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradient));
  }

  /** For a function that gives its scalar and something else, which has no part in the gradient. */
  public static <A, B, C, D, E, F, G, H, X>
      Transformed8<A, B, C, D, E, F, G, H, Tuple2<Tuple2<Array, X>, A>> withAux(
          Function8<A, B, C, D, E, F, G, H, Tuple2<Array, X>> f) {
    return new Transformed8<>(
        Gradients.staged("value_and_grad", f, Fn.of(f), Gradients::valueAndGradientWithAux));
  }
}
