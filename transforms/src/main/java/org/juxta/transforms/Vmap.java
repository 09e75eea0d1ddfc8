package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.ArrayFunction3;
import org.juxta.ArrayFunction4;
import org.juxta.ArrayFunction5;
import org.juxta.ArrayFunction6;
import org.juxta.ArrayFunction7;
import org.juxta.ArrayFunction8;
import org.juxta.tracer.Ints;

/**
 * Batching: the function, written for one example, applied to all lanes of its arguments at once.
 * As {@code jax.vmap}. Every array of an argument needs the mapped axis, of one size everywhere;
 * else it is a {@link org.juxta.tracer.ShapeException}. A result that does not depend on the lane
 * is repeated.
 *
 * <p>A {@code whileLoop} runs until all lanes are done, and keeps those that are as they were. Of a
 * {@code cond} whose predicate differs between lanes both branches run.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="vmap"}
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="perExample"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Vmap {
  private Vmap() {}

  /** For {@link #axes}: the argument is the same for all lanes. */
  public static final int NONE = Integer.MIN_VALUE;

  /**
   * Which axis of each argument's arrays runs over the lanes, counted from the end if negative, or
   * {@link #NONE}; without axes, the first of every argument. The results have them first unless
   * {@link VmapAxes#out} says otherwise.
   */
  public static VmapAxes axes(int... axes) {
    return new VmapAxes(Ints.of(axes));
  }

  /**
   * Over the first axis of all arguments, under a name for {@link org.juxta.Lax#psum} and the other
   * operations across lanes. As {@code jax.vmap} with {@code axis_name}.
   *
   * {@snippet class="org.juxta.tests.snippets.CollectiveSnippets" region="named"}
   */
  public static VmapAxes named(String axis) {
    return axes().named(axis);
  }

  /** Over the first axis of one array. */
  public static Transformed1<Array, Array> of(ArrayFunction1 f) {
    return axes(0).of(f);
  }

  /** Over the first axis of all arrays in one argument. */
  public static <A, R> Transformed1<A, R> of(Function1<A, R> f) {
    return axes(0).of(f);
  }

  /** Over the first axis of two arrays. */
  public static Transformed2<Array, Array, Array> of(ArrayFunction2 f) {
    return axes(0, 0).of(f);
  }

  /** Over the first axis of all arrays in two arguments. */
  public static <A, B, R> Transformed2<A, B, R> of(Function2<A, B, R> f) {
    return axes(0, 0).of(f);
  }

  /** Over the first axis of three arrays. */
  public static Transformed3<Array, Array, Array, Array> of(ArrayFunction3 f) {
    return axes(0, 0, 0).of(f);
  }

  /** Over the first axis of all arrays in three arguments. */
  public static <A, B, C, R> Transformed3<A, B, C, R> of(Function3<A, B, C, R> f) {
    return axes(0, 0, 0).of(f);
  }

  /** Over the first axis of four arrays. */
  public static Transformed4<Array, Array, Array, Array, Array> of(ArrayFunction4 f) {
    return axes(0, 0, 0, 0).of(f);
  }

  /** Over the first axis of all arrays in four arguments. */
  public static <A, B, C, D, R> Transformed4<A, B, C, D, R> of(Function4<A, B, C, D, R> f) {
    return axes(0, 0, 0, 0).of(f);
  }

  /** Over the first axis of five arrays. */
  public static Transformed5<Array, Array, Array, Array, Array, Array> of(ArrayFunction5 f) {
    return axes(0, 0, 0, 0, 0).of(f);
  }

  /** Over the first axis of all arrays in five arguments. */
  public static <A, B, C, D, E, R> Transformed5<A, B, C, D, E, R> of(
      Function5<A, B, C, D, E, R> f) {
    return axes(0, 0, 0, 0, 0).of(f);
  }

  /** Over the first axis of six arrays. */
  public static Transformed6<Array, Array, Array, Array, Array, Array, Array> of(ArrayFunction6 f) {
    return axes(0, 0, 0, 0, 0, 0).of(f);
  }

  /** Over the first axis of all arrays in six arguments. */
  public static <A, B, C, D, E, F, R> Transformed6<A, B, C, D, E, F, R> of(
      Function6<A, B, C, D, E, F, R> f) {
    return axes(0, 0, 0, 0, 0, 0).of(f);
  }

  /** Over the first axis of seven arrays. */
  public static Transformed7<Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction7 f) {
    return axes(0, 0, 0, 0, 0, 0, 0).of(f);
  }

  /** Over the first axis of all arrays in seven arguments. */
  public static <A, B, C, D, E, F, G, R> Transformed7<A, B, C, D, E, F, G, R> of(
      Function7<A, B, C, D, E, F, G, R> f) {
    return axes(0, 0, 0, 0, 0, 0, 0).of(f);
  }

  /** Over the first axis of eight arrays. */
  public static Transformed8<Array, Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction8 f) {
    return axes(0, 0, 0, 0, 0, 0, 0, 0).of(f);
  }

  /** Over the first axis of all arrays in eight arguments. */
  public static <A, B, C, D, E, F, G, H, R> Transformed8<A, B, C, D, E, F, G, H, R> of(
      Function8<A, B, C, D, E, F, G, H, R> f) {
    return axes(0, 0, 0, 0, 0, 0, 0, 0).of(f);
  }
}
