package org.juxta;

import io.vavr.Function1;
import java.util.List;
import java.util.function.Consumer;
import org.juxta.internal.JavaCall;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Effect;
import org.juxta.tracer.VmapMethod;

/**
 * Java functions that transformed functions call while they run, with arrays that have values. They
 * may do anything that Java can, run other transformed functions too, and may be called on any
 * thread. What one throws is the cause of the {@link org.juxta.tracer.CallbackException} that ends
 * the call of the transformed function.
 *
 * <p>The types of the results must be told beforehand, and be what the function returns. There is
 * no derivative by the arguments; {@code CustomJvp} and {@code CustomVjp} give one, and {@link
 * Lax#stopGradient} says that none is wanted.
 *
 * {@snippet class="org.juxta.tests.snippets.CallbackSnippets" region="pure"}
 */
public final class Callback {
  private Callback() {}

  /**
   * What the Java function {@code f} gives for {@code x}. It must depend on its argument alone and
   * do nothing else: it may be called more often than it is asked for, or not at all. Under {@code
   * Vmap} it is called for each lane. As {@code jax.pure_callback}.
   */
  public static Array pure(ArrayFunction1 f, ArrayType result, Array x) {
    return pure(f, result, VmapMethod.SEQUENTIAL, x);
  }

  /** {@link #pure(ArrayFunction1, ArrayType, Array)} that tells what to do under {@code Vmap}. */
  public static Array pure(ArrayFunction1 f, ArrayType result, VmapMethod vmap, Array x) {
    JavaCall.Function function = new JavaCall.Function(f, a -> List.of(f.apply(a.getFirst())));
    return one("Callback.pure", function, result, Effect.NONE, vmap, List.of(x));
  }

  /** {@link #pure(ArrayFunction1, ArrayType, Array)} of two arrays. */
  public static Array pure(ArrayFunction2 f, ArrayType result, Array x, Array y) {
    return pure(f, result, VmapMethod.SEQUENTIAL, x, y);
  }

  /** {@link #pure(ArrayFunction1, ArrayType, VmapMethod, Array)} of two arrays. */
  public static Array pure(ArrayFunction2 f, ArrayType result, VmapMethod vmap, Array x, Array y) {
    JavaCall.Function function =
        new JavaCall.Function(f, a -> List.of(f.apply(a.get(0), a.get(1))));
    return one("Callback.pure", function, result, Effect.NONE, vmap, List.of(x, y));
  }

  /**
   * {@link #pure(ArrayFunction1, ArrayType, VmapMethod, Array)} of any number of arrays, with any
   * number of results.
   */
  public static List<Array> pure(
      Function1<List<Array>, List<Array>> f,
      List<ArrayType> results,
      VmapMethod vmap,
      List<Array> xs) {
    return JavaCall.bind(
        "Callback.pure", new JavaCall.Function(f, f), results, Effect.NONE, vmap, xs);
  }

  /**
   * What the Java function {@code f} gives for {@code x}, called exactly when and as often as the
   * program asks for it, in the order of the program's other calls of {@code io} and {@code Debug}.
   * Under {@code Vmap} it is called for each lane. As {@code jax.experimental.io_callback}.
   *
   * {@snippet class="org.juxta.tests.snippets.CallbackSnippets" region="io"}
   */
  public static Array io(ArrayFunction1 f, ArrayType result, Array x) {
    JavaCall.Function function = new JavaCall.Function(f, a -> List.of(f.apply(a.getFirst())));
    return one("Callback.io", function, result, Effect.IO, VmapMethod.SEQUENTIAL, List.of(x));
  }

  /** {@link #io(ArrayFunction1, ArrayType, Array)} of a function without a result. */
  public static void io(Consumer<Array> f, Array x) {
    JavaCall.Function function =
        new JavaCall.Function(f, a -> JavaCall.nothing(() -> f.accept(a.getFirst())));
    JavaCall.bind("Callback.io", function, List.of(), Effect.IO, VmapMethod.SEQUENTIAL, List.of(x));
  }

  /**
   * {@link #io(ArrayFunction1, ArrayType, Array)} of any number of arrays, with any number of
   * results.
   */
  public static List<Array> io(
      Function1<List<Array>, List<Array>> f, List<ArrayType> results, List<Array> xs) {
    return JavaCall.bind(
        "Callback.io", new JavaCall.Function(f, f), results, Effect.IO, VmapMethod.SEQUENTIAL, xs);
  }

  /**
   * {@link #io(Function1, List, List)} whose calls have an order that means something, so that
   * under {@code Vmap} of the arguments it is an error. As {@code io_callback} with {@code
   * ordered=True}.
   */
  public static List<Array> ioOrdered(
      Function1<List<Array>, List<Array>> f, List<ArrayType> results, List<Array> xs) {
    return JavaCall.bind(
        "Callback.ioOrdered",
        new JavaCall.Function(f, f),
        results,
        Effect.ORDERED_IO,
        VmapMethod.SEQUENTIAL,
        xs);
  }

  private static Array one(
      String what,
      JavaCall.Function function,
      ArrayType result,
      Effect effect,
      VmapMethod vmap,
      List<Array> xs) {
    return JavaCall.bind(what, function, List.of(result), effect, vmap, xs).getFirst();
  }
}
