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
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import io.vavr.Tuple5;
import io.vavr.Tuple6;
import io.vavr.Tuple7;
import io.vavr.Tuple8;
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
 * A function whose derivative in reverse mode is given by two rules. As {@code jax.custom_vjp}.
 * {@code forward} gives the result and whatever the way back needs, the residuals; {@code backward}
 * takes the residuals and the cotangent of the result to those of the arguments, as a tuple if
 * there are several; null stands for an argument that there is no derivative by. Both are
 * themselves differentiated for higher orders. A value that is no array is static, so it needs no
 * mention.
 *
 * <p>A forward-mode derivative, one by what the function takes from outside, and the use of traced
 * values from outside in a rule are each a {@link org.juxta.tracer.TraceException}. A result or
 * cotangent of another structure or type than what it belongs to is a {@link
 * org.juxta.tracer.ShapeException}.
 *
 * {@snippet class="org.juxta.tests.snippets.CustomSnippets" region="customVjp"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class CustomVjp {
  private CustomVjp() {}

  /** A function of one array, its way forward and its way back. */
  public static <S> Transformed1<Array, Array> of(
      ArrayFunction1 f,
      Function1<Array, Tuple2<Array, S>> forward,
      Function2<S, Array, Array> backward) {
    return new Transformed1<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of one argument, its way forward and its way back. */
  public static <A, R, S> Transformed1<A, R> of(
      Function1<A, R> f, Function1<A, Tuple2<R, S>> forward, Function2<S, R, A> backward) {
    return new Transformed1<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of two arrays, its way forward and its way back. */
  public static <S> Transformed2<Array, Array, Array> of(
      ArrayFunction2 f,
      Function2<Array, Array, Tuple2<Array, S>> forward,
      Function2<S, Array, Tuple2<Array, Array>> backward) {
    return new Transformed2<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of two arguments, its way forward and its way back. */
  public static <A, B, R, S> Transformed2<A, B, R> of(
      Function2<A, B, R> f,
      Function2<A, B, Tuple2<R, S>> forward,
      Function2<S, R, Tuple2<A, B>> backward) {
    return new Transformed2<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of three arrays, its way forward and its way back. */
  public static <S> Transformed3<Array, Array, Array, Array> of(
      ArrayFunction3 f,
      Function3<Array, Array, Array, Tuple2<Array, S>> forward,
      Function2<S, Array, Tuple3<Array, Array, Array>> backward) {
    return new Transformed3<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of three arguments, its way forward and its way back. */
  public static <A, B, C, R, S> Transformed3<A, B, C, R> of(
      Function3<A, B, C, R> f,
      Function3<A, B, C, Tuple2<R, S>> forward,
      Function2<S, R, Tuple3<A, B, C>> backward) {
    return new Transformed3<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of four arrays, its way forward and its way back. */
  public static <S> Transformed4<Array, Array, Array, Array, Array> of(
      ArrayFunction4 f,
      Function4<Array, Array, Array, Array, Tuple2<Array, S>> forward,
      Function2<S, Array, Tuple4<Array, Array, Array, Array>> backward) {
    return new Transformed4<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of four arguments, its way forward and its way back. */
  public static <A, B, C, D, R, S> Transformed4<A, B, C, D, R> of(
      Function4<A, B, C, D, R> f,
      Function4<A, B, C, D, Tuple2<R, S>> forward,
      Function2<S, R, Tuple4<A, B, C, D>> backward) {
    return new Transformed4<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of five arrays, its way forward and its way back. */
  public static <S> Transformed5<Array, Array, Array, Array, Array, Array> of(
      ArrayFunction5 f,
      Function5<Array, Array, Array, Array, Array, Tuple2<Array, S>> forward,
      Function2<S, Array, Tuple5<Array, Array, Array, Array, Array>> backward) {
    return new Transformed5<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of five arguments, its way forward and its way back. */
  public static <A, B, C, D, E, R, S> Transformed5<A, B, C, D, E, R> of(
      Function5<A, B, C, D, E, R> f,
      Function5<A, B, C, D, E, Tuple2<R, S>> forward,
      Function2<S, R, Tuple5<A, B, C, D, E>> backward) {
    return new Transformed5<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of six arrays, its way forward and its way back. */
  public static <S> Transformed6<Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction6 f,
      Function6<Array, Array, Array, Array, Array, Array, Tuple2<Array, S>> forward,
      Function2<S, Array, Tuple6<Array, Array, Array, Array, Array, Array>> backward) {
    return new Transformed6<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of six arguments, its way forward and its way back. */
  public static <A, B, C, D, E, F, R, S> Transformed6<A, B, C, D, E, F, R> of(
      Function6<A, B, C, D, E, F, R> f,
      Function6<A, B, C, D, E, F, Tuple2<R, S>> forward,
      Function2<S, R, Tuple6<A, B, C, D, E, F>> backward) {
    return new Transformed6<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of seven arrays, its way forward and its way back. */
  public static <S> Transformed7<Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction7 f,
      Function7<Array, Array, Array, Array, Array, Array, Array, Tuple2<Array, S>> forward,
      Function2<S, Array, Tuple7<Array, Array, Array, Array, Array, Array, Array>> backward) {
    return new Transformed7<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of seven arguments, its way forward and its way back. */
  public static <A, B, C, D, E, F, G, R, S> Transformed7<A, B, C, D, E, F, G, R> of(
      Function7<A, B, C, D, E, F, G, R> f,
      Function7<A, B, C, D, E, F, G, Tuple2<R, S>> forward,
      Function2<S, R, Tuple7<A, B, C, D, E, F, G>> backward) {
    return new Transformed7<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of eight arrays, its way forward and its way back. */
  public static <S> Transformed8<Array, Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction8 f,
      Function8<Array, Array, Array, Array, Array, Array, Array, Array, Tuple2<Array, S>> forward,
      Function2<S, Array, Tuple8<Array, Array, Array, Array, Array, Array, Array, Array>>
          backward) {
    return new Transformed8<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }

  /** A function of eight arguments, its way forward and its way back. */
  public static <A, B, C, D, E, F, G, H, R, S> Transformed8<A, B, C, D, E, F, G, H, R> of(
      Function8<A, B, C, D, E, F, G, H, R> f,
      Function8<A, B, C, D, E, F, G, H, Tuple2<R, S>> forward,
      Function2<S, R, Tuple8<A, B, C, D, E, F, G, H>> backward) {
    return new Transformed8<>(CustomFunctions.vjp(f, Fn.of(f), Fn.of(forward), Fn.of(backward)));
  }
}
