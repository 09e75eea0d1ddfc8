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
 * The gradient of a function whose result is a float scalar, by its first argument, in reverse
 * mode. The gradient is a tree like that argument, whose arrays must be floats or complex. As
 * {@code jax.grad}; {@code all} is {@code argnums} of every argument.
 *
 * <p>A result of another shape is a {@link org.juxta.tracer.ShapeException}, an argument or a
 * result that is no float a {@link org.juxta.tracer.DTypeException}. An argument may be complex:
 * its gradient is then, as in JAX, the conjugate of the direction of steepest ascent. A complex
 * result needs {@link #holomorphic}.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="grad"}
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="gradOfRecords"}
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="gradAll"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Grad {
  private Grad() {}

  /** The gradient of a function of one array. */
  public static Transformed1<Array, Array> of(ArrayFunction1 f) {
    return new Transformed1<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /**
   * The complex derivative of a holomorphic function of one array. As {@code jax.grad} with {@code
   * holomorphic=True}: argument and result must be complex, and that the function is holomorphic is
   * not checked.
   */
  public static Transformed1<Array, Array> holomorphic(ArrayFunction1 f) {
    return new Transformed1<>(
        Gradients.staged("holomorphic grad", f, Fn.of(f), Gradients::holomorphic));
  }

  /** {@link #holomorphic(ArrayFunction1)} of a function of one argument. */
  public static <A> Transformed1<A, A> holomorphic(Function1<A, Array> f) {
    return new Transformed1<>(
        Gradients.staged("holomorphic grad", f, Fn.of(f), Gradients::holomorphic));
  }

  /** The gradient of a function of one argument. */
  public static <A> Transformed1<A, A> of(Function1<A, Array> f) {
    return new Transformed1<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of two arrays, by the first. */
  public static Transformed2<Array, Array, Array> of(ArrayFunction2 f) {
    return new Transformed2<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of two arguments, by the first. */
  public static <A, B> Transformed2<A, B, A> of(Function2<A, B, Array> f) {
    return new Transformed2<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of two arrays, by all of them. */
  public static Transformed2<Array, Array, Tuple2<Array, Array>> all(ArrayFunction2 f) {
    return new Transformed2<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of two arguments, by all of them. */
  public static <A, B> Transformed2<A, B, Tuple2<A, B>> all(Function2<A, B, Array> f) {
    return new Transformed2<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of three arrays, by the first. */
  public static Transformed3<Array, Array, Array, Array> of(ArrayFunction3 f) {
    return new Transformed3<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of three arguments, by the first. */
  public static <A, B, C> Transformed3<A, B, C, A> of(Function3<A, B, C, Array> f) {
    return new Transformed3<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of three arrays, by all of them. */
  public static Transformed3<Array, Array, Array, Tuple3<Array, Array, Array>> all(
      ArrayFunction3 f) {
    return new Transformed3<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of three arguments, by all of them. */
  public static <A, B, C> Transformed3<A, B, C, Tuple3<A, B, C>> all(Function3<A, B, C, Array> f) {
    return new Transformed3<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of four arrays, by the first. */
  public static Transformed4<Array, Array, Array, Array, Array> of(ArrayFunction4 f) {
    return new Transformed4<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of four arguments, by the first. */
  public static <A, B, C, D> Transformed4<A, B, C, D, A> of(Function4<A, B, C, D, Array> f) {
    return new Transformed4<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of four arrays, by all of them. */
  public static Transformed4<Array, Array, Array, Array, Tuple4<Array, Array, Array, Array>> all(
      ArrayFunction4 f) {
    return new Transformed4<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of four arguments, by all of them. */
  public static <A, B, C, D> Transformed4<A, B, C, D, Tuple4<A, B, C, D>> all(
      Function4<A, B, C, D, Array> f) {
    return new Transformed4<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of five arrays, by the first. */
  public static Transformed5<Array, Array, Array, Array, Array, Array> of(ArrayFunction5 f) {
    return new Transformed5<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of five arguments, by the first. */
  public static <A, B, C, D, E> Transformed5<A, B, C, D, E, A> of(
      Function5<A, B, C, D, E, Array> f) {
    return new Transformed5<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of five arrays, by all of them. */
  public static Transformed5<
          Array, Array, Array, Array, Array, Tuple5<Array, Array, Array, Array, Array>>
      all(ArrayFunction5 f) {
    return new Transformed5<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of five arguments, by all of them. */
  public static <A, B, C, D, E> Transformed5<A, B, C, D, E, Tuple5<A, B, C, D, E>> all(
      Function5<A, B, C, D, E, Array> f) {
    return new Transformed5<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of six arrays, by the first. */
  public static Transformed6<Array, Array, Array, Array, Array, Array, Array> of(ArrayFunction6 f) {
    return new Transformed6<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of six arguments, by the first. */
  public static <A, B, C, D, E, F> Transformed6<A, B, C, D, E, F, A> of(
      Function6<A, B, C, D, E, F, Array> f) {
    return new Transformed6<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of six arrays, by all of them. */
  public static Transformed6<
          Array,
          Array,
          Array,
          Array,
          Array,
          Array,
          Tuple6<Array, Array, Array, Array, Array, Array>>
      all(ArrayFunction6 f) {
    return new Transformed6<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of six arguments, by all of them. */
  public static <A, B, C, D, E, F> Transformed6<A, B, C, D, E, F, Tuple6<A, B, C, D, E, F>> all(
      Function6<A, B, C, D, E, F, Array> f) {
    return new Transformed6<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of seven arrays, by the first. */
  public static Transformed7<Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction7 f) {
    return new Transformed7<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of seven arguments, by the first. */
  public static <A, B, C, D, E, F, G> Transformed7<A, B, C, D, E, F, G, A> of(
      Function7<A, B, C, D, E, F, G, Array> f) {
    return new Transformed7<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of seven arrays, by all of them. */
  public static Transformed7<
          Array,
          Array,
          Array,
          Array,
          Array,
          Array,
          Array,
          Tuple7<Array, Array, Array, Array, Array, Array, Array>>
      all(ArrayFunction7 f) {
    return new Transformed7<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of seven arguments, by all of them. */
  public static <A, B, C, D, E, F, G>
      Transformed7<A, B, C, D, E, F, G, Tuple7<A, B, C, D, E, F, G>> all(
          Function7<A, B, C, D, E, F, G, Array> f) {
    return new Transformed7<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of eight arrays, by the first. */
  public static Transformed8<Array, Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction8 f) {
    return new Transformed8<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of eight arguments, by the first. */
  public static <A, B, C, D, E, F, G, H> Transformed8<A, B, C, D, E, F, G, H, A> of(
      Function8<A, B, C, D, E, F, G, H, Array> f) {
    return new Transformed8<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradient));
  }

  /** The gradient of a function of eight arrays, by all of them. */
  public static Transformed8<
          Array,
          Array,
          Array,
          Array,
          Array,
          Array,
          Array,
          Array,
          Tuple8<Array, Array, Array, Array, Array, Array, Array, Array>>
      all(ArrayFunction8 f) {
    return new Transformed8<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }

  /** The gradient of a function of eight arguments, by all of them. */
  public static <A, B, C, D, E, F, G, H>
      Transformed8<A, B, C, D, E, F, G, H, Tuple8<A, B, C, D, E, F, G, H>> all(
          Function8<A, B, C, D, E, F, G, H, Array> f) {
    return new Transformed8<>(Gradients.staged("grad", f, Fn.of(f), Gradients::gradients));
  }
}
