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
import java.util.List;
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
 * A function whose derivative is given by a rule, instead of being that of the operations it is
 * made of. As {@code jax.custom_jvp}. The rule takes the arguments and their tangents, each as a
 * tuple if there are several, and gives the result and its tangent; it must be linear in the
 * tangents. It is used in forward and reverse mode and under batching, and is itself differentiated
 * for higher orders.
 *
 * <p>A rule may use arrays from outside only if they are data, and the function is not
 * differentiable by what it takes from outside: both are a {@link org.juxta.tracer.TraceException}.
 * A result or tangent of another structure or type than the function's result is a {@link
 * org.juxta.tracer.ShapeException}.
 *
 * {@snippet class="org.juxta.tests.snippets.CustomSnippets" region="customJvp"}
 *
 * {@snippet class="org.juxta.tests.snippets.CustomSnippets" region="customJvpByArgument"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class CustomJvp {
  private CustomJvp() {}

  /** A function of one array with the derivative that {@code rule} gives. */
  public static Transformed1<Array, Array> of(
      ArrayFunction1 f, Function2<Array, Array, Tuple2<Array, Array>> rule) {
    return new Transformed1<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of one argument with the derivative that {@code rule} gives. */
  public static <A, R> Transformed1<A, R> of(
      Function1<A, R> f, Function2<A, A, Tuple2<R, R>> rule) {
    return new Transformed1<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of two arrays with the derivative that {@code rule} gives. */
  public static Transformed2<Array, Array, Array> of(
      ArrayFunction2 f,
      Function2<Tuple2<Array, Array>, Tuple2<Array, Array>, Tuple2<Array, Array>> rule) {
    return new Transformed2<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of two arguments with the derivative that {@code rule} gives. */
  public static <A, B, R> Transformed2<A, B, R> of(
      Function2<A, B, R> f, Function2<Tuple2<A, B>, Tuple2<A, B>, Tuple2<R, R>> rule) {
    return new Transformed2<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of three arrays with the derivative that {@code rule} gives. */
  public static Transformed3<Array, Array, Array, Array> of(
      ArrayFunction3 f,
      Function2<Tuple3<Array, Array, Array>, Tuple3<Array, Array, Array>, Tuple2<Array, Array>>
          rule) {
    return new Transformed3<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of three arguments with the derivative that {@code rule} gives. */
  public static <A, B, C, R> Transformed3<A, B, C, R> of(
      Function3<A, B, C, R> f, Function2<Tuple3<A, B, C>, Tuple3<A, B, C>, Tuple2<R, R>> rule) {
    return new Transformed3<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of four arrays with the derivative that {@code rule} gives. */
  public static Transformed4<Array, Array, Array, Array, Array> of(
      ArrayFunction4 f,
      Function2<
              Tuple4<Array, Array, Array, Array>,
              Tuple4<Array, Array, Array, Array>,
              Tuple2<Array, Array>>
          rule) {
    return new Transformed4<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of four arguments with the derivative that {@code rule} gives. */
  public static <A, B, C, D, R> Transformed4<A, B, C, D, R> of(
      Function4<A, B, C, D, R> f,
      Function2<Tuple4<A, B, C, D>, Tuple4<A, B, C, D>, Tuple2<R, R>> rule) {
    return new Transformed4<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of five arrays with the derivative that {@code rule} gives. */
  public static Transformed5<Array, Array, Array, Array, Array, Array> of(
      ArrayFunction5 f,
      Function2<
              Tuple5<Array, Array, Array, Array, Array>,
              Tuple5<Array, Array, Array, Array, Array>,
              Tuple2<Array, Array>>
          rule) {
    return new Transformed5<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of five arguments with the derivative that {@code rule} gives. */
  public static <A, B, C, D, E, R> Transformed5<A, B, C, D, E, R> of(
      Function5<A, B, C, D, E, R> f,
      Function2<Tuple5<A, B, C, D, E>, Tuple5<A, B, C, D, E>, Tuple2<R, R>> rule) {
    return new Transformed5<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of six arrays with the derivative that {@code rule} gives. */
  public static Transformed6<Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction6 f,
      Function2<
              Tuple6<Array, Array, Array, Array, Array, Array>,
              Tuple6<Array, Array, Array, Array, Array, Array>,
              Tuple2<Array, Array>>
          rule) {
    return new Transformed6<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of six arguments with the derivative that {@code rule} gives. */
  public static <A, B, C, D, E, F, R> Transformed6<A, B, C, D, E, F, R> of(
      Function6<A, B, C, D, E, F, R> f,
      Function2<Tuple6<A, B, C, D, E, F>, Tuple6<A, B, C, D, E, F>, Tuple2<R, R>> rule) {
    return new Transformed6<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of seven arrays with the derivative that {@code rule} gives. */
  public static Transformed7<Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction7 f,
      Function2<
              Tuple7<Array, Array, Array, Array, Array, Array, Array>,
              Tuple7<Array, Array, Array, Array, Array, Array, Array>,
              Tuple2<Array, Array>>
          rule) {
    return new Transformed7<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of seven arguments with the derivative that {@code rule} gives. */
  public static <A, B, C, D, E, F, G, R> Transformed7<A, B, C, D, E, F, G, R> of(
      Function7<A, B, C, D, E, F, G, R> f,
      Function2<Tuple7<A, B, C, D, E, F, G>, Tuple7<A, B, C, D, E, F, G>, Tuple2<R, R>> rule) {
    return new Transformed7<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of eight arrays with the derivative that {@code rule} gives. */
  public static Transformed8<Array, Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction8 f,
      Function2<
              Tuple8<Array, Array, Array, Array, Array, Array, Array, Array>,
              Tuple8<Array, Array, Array, Array, Array, Array, Array, Array>,
              Tuple2<Array, Array>>
          rule) {
    return new Transformed8<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of eight arguments with the derivative that {@code rule} gives. */
  public static <A, B, C, D, E, F, G, H, R> Transformed8<A, B, C, D, E, F, G, H, R> of(
      Function8<A, B, C, D, E, F, G, H, R> f,
      Function2<Tuple8<A, B, C, D, E, F, G, H>, Tuple8<A, B, C, D, E, F, G, H>, Tuple2<R, R>>
          rule) {
    return new Transformed8<>(CustomFunctions.jvp(f, Fn.of(f), Fn.of(rule)));
  }

  /**
   * A function of one array whose derivative is the sum of those by each argument, from that
   * argument's tangent, the result and the arguments. As {@code defjvps}: those of arguments
   * without a tangent are not computed.
   */
  public static Transformed1<Array, Array> byArgument(ArrayFunction1 f, ArrayFunction3 first) {
    return new Transformed1<>(CustomFunctions.jvpByArgument(f, Fn.of(f), List.of(Fn.of(first))));
  }

  /**
   * A function of one argument whose derivative is the sum of those by each argument, from that
   * argument's tangent, the result and the arguments. As {@code defjvps}: those of arguments
   * without a tangent are not computed.
   */
  public static <A, R> Transformed1<A, R> byArgument(
      Function1<A, R> f, Function3<A, R, A, R> first) {
    return new Transformed1<>(CustomFunctions.jvpByArgument(f, Fn.of(f), List.of(Fn.of(first))));
  }

  /**
   * A function of two arrays whose derivative is the sum of those by each argument, from that
   * argument's tangent, the result and the arguments. As {@code defjvps}: those of arguments
   * without a tangent are not computed.
   */
  public static Transformed2<Array, Array, Array> byArgument(
      ArrayFunction2 f, ArrayFunction4 first, ArrayFunction4 second) {
    return new Transformed2<>(
        CustomFunctions.jvpByArgument(f, Fn.of(f), List.of(Fn.of(first), Fn.of(second))));
  }

  /**
   * A function of two arguments whose derivative is the sum of those by each argument, from that
   * argument's tangent, the result and the arguments. As {@code defjvps}: those of arguments
   * without a tangent are not computed.
   */
  public static <A, B, R> Transformed2<A, B, R> byArgument(
      Function2<A, B, R> f, Function4<A, R, A, B, R> first, Function4<B, R, A, B, R> second) {
    return new Transformed2<>(
        CustomFunctions.jvpByArgument(f, Fn.of(f), List.of(Fn.of(first), Fn.of(second))));
  }

  /**
   * A function of three arrays whose derivative is the sum of those by each argument, from that
   * argument's tangent, the result and the arguments. As {@code defjvps}: those of arguments
   * without a tangent are not computed.
   */
  public static Transformed3<Array, Array, Array, Array> byArgument(
      ArrayFunction3 f, ArrayFunction5 first, ArrayFunction5 second, ArrayFunction5 third) {
    return new Transformed3<>(
        CustomFunctions.jvpByArgument(
            f, Fn.of(f), List.of(Fn.of(first), Fn.of(second), Fn.of(third))));
  }

  /**
   * A function of three arguments whose derivative is the sum of those by each argument, from that
   * argument's tangent, the result and the arguments. As {@code defjvps}: those of arguments
   * without a tangent are not computed.
   */
  public static <A, B, C, R> Transformed3<A, B, C, R> byArgument(
      Function3<A, B, C, R> f,
      Function5<A, R, A, B, C, R> first,
      Function5<B, R, A, B, C, R> second,
      Function5<C, R, A, B, C, R> third) {
    return new Transformed3<>(
        CustomFunctions.jvpByArgument(
            f, Fn.of(f), List.of(Fn.of(first), Fn.of(second), Fn.of(third))));
  }

  /**
   * A function of four arrays whose derivative is the sum of those by each argument, from that
   * argument's tangent, the result and the arguments. As {@code defjvps}: those of arguments
   * without a tangent are not computed.
   */
  public static Transformed4<Array, Array, Array, Array, Array> byArgument(
      ArrayFunction4 f,
      ArrayFunction6 first,
      ArrayFunction6 second,
      ArrayFunction6 third,
      ArrayFunction6 fourth) {
    return new Transformed4<>(
        CustomFunctions.jvpByArgument(
            f, Fn.of(f), List.of(Fn.of(first), Fn.of(second), Fn.of(third), Fn.of(fourth))));
  }

  /**
   * A function of four arguments whose derivative is the sum of those by each argument, from that
   * argument's tangent, the result and the arguments. As {@code defjvps}: those of arguments
   * without a tangent are not computed.
   */
  public static <A, B, C, D, R> Transformed4<A, B, C, D, R> byArgument(
      Function4<A, B, C, D, R> f,
      Function6<A, R, A, B, C, D, R> first,
      Function6<B, R, A, B, C, D, R> second,
      Function6<C, R, A, B, C, D, R> third,
      Function6<D, R, A, B, C, D, R> fourth) {
    return new Transformed4<>(
        CustomFunctions.jvpByArgument(
            f, Fn.of(f), List.of(Fn.of(first), Fn.of(second), Fn.of(third), Fn.of(fourth))));
  }
}
