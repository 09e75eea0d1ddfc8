package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import java.util.List;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.ArrayFunction3;
import org.juxta.Lax;

/**
 * A function with a rule for what it gives for the lanes of a batch, instead of the batched
 * operations it is made of. As {@code jax.custom_batching.custom_vmap}. The rule takes the {@link
 * Batch} and the arguments, those with lanes with them first, and gives the result with lanes
 * first. Derivatives that are taken before the function is batched are those of the function, those
 * taken afterwards of the rule.
 *
 * <p>A rule may use arrays from outside only if they are data, and the function may be batched by
 * its arguments only: else it is a {@link org.juxta.tracer.TraceException}. A result of another
 * structure or type is a {@link org.juxta.tracer.ShapeException}.
 *
 * {@snippet class="org.juxta.tests.snippets.CustomBatchSnippets" region="customVmap"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class CustomVmap {
  private CustomVmap() {}

  /**
   * What a rule is told of the lanes.
   *
   * @param size how many there are
   * @param batched for each array in the arguments, in their order, whether it has lanes
   */
  public record Batch(int size, List<Boolean> batched) {
    public Batch {
      batched = List.copyOf(batched);
    }
  }

  /** A function of one array, and its rule. */
  public static Transformed1<Array, Array> of(
      ArrayFunction1 f, Function2<Batch, Array, Array> rule) {
    return new Transformed1<>(CustomFunctions.vmap(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of one argument, and its rule. */
  public static <A, R> Transformed1<A, R> of(Function1<A, R> f, Function2<Batch, A, R> rule) {
    return new Transformed1<>(CustomFunctions.vmap(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of two arrays, and its rule. */
  public static Transformed2<Array, Array, Array> of(
      ArrayFunction2 f, Function3<Batch, Array, Array, Array> rule) {
    return new Transformed2<>(CustomFunctions.vmap(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of two arguments, and its rule. */
  public static <A, B, R> Transformed2<A, B, R> of(
      Function2<A, B, R> f, Function3<Batch, A, B, R> rule) {
    return new Transformed2<>(CustomFunctions.vmap(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of three arrays, and its rule. */
  public static Transformed3<Array, Array, Array, Array> of(
      ArrayFunction3 f, Function4<Batch, Array, Array, Array, Array> rule) {
    return new Transformed3<>(CustomFunctions.vmap(f, Fn.of(f), Fn.of(rule)));
  }

  /** A function of three arguments, and its rule. */
  public static <A, B, C, R> Transformed3<A, B, C, R> of(
      Function3<A, B, C, R> f, Function4<Batch, A, B, C, R> rule) {
    return new Transformed3<>(CustomFunctions.vmap(f, Fn.of(f), Fn.of(rule)));
  }

  /**
   * A function that is called for each lane, one after the other, instead of for all at once. As
   * {@code jax.custom_batching.sequential_vmap}.
   */
  public static Transformed1<Array, Array> sequential(ArrayFunction1 f) {
    return of(f, (batch, x) -> Lax.map(f, x));
  }
}
