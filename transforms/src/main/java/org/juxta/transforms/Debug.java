package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.ArrayFunction3;
import org.juxta.ArrayFunction4;
import org.juxta.ArrayFunction5;
import org.juxta.ArrayFunction6;
import org.juxta.ArrayFunction7;
import org.juxta.ArrayFunction8;
import org.juxta.Tree;
import org.juxta.internal.JavaCall;
import org.juxta.tracer.Effect;
import org.juxta.tracer.Trace;
import org.juxta.tracer.VmapMethod;

/**
 * Looking into functions while they run. {@link #print} and {@link #callback} happen each time the
 * program gets there, in order, inside {@code Jit} and loops as outside; under {@code Vmap} for
 * each lane, and under {@code Grad} on the way forward.
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Debug {
  private Debug() {}

  /**
   * Prints a line to {@link System#out}: {@code format}, with each pair of braces replaced by the
   * next of {@code arguments}, arrays by their values when the program runs, all else by its text
   * now. A brace that is to be printed is doubled. As {@code jax.debug.print}.
   *
   * {@snippet class="org.juxta.tests.snippets.DebugSnippets" region="print"}
   */
  public static void print(String format, Object... arguments) {
    DebugLine line = DebugLine.of("Debug.print", format, arguments);
    List<Array> arrays = DebugLine.arrays(arguments);
    call("Debug.print", line, values -> System.out.println(line.text(values)), arrays);
  }

  /**
   * Calls {@code f} with the values of the arrays each time the program gets here. As {@code
   * jax.debug.callback}.
   */
  public static void callback(Consumer<List<Array>> f, Array... arrays) {
    call("Debug.callback", f, f, List.of(arrays));
  }

  private static void call(String what, Object given, Consumer<List<Array>> f, List<Array> arrays) {
    JavaCall.Function function =
        new JavaCall.Function(given, values -> JavaCall.nothing(() -> f.accept(values)));
    JavaCall.bind(what, function, List.of(), Effect.DEBUG, VmapMethod.SEQUENTIAL, arrays);
  }

  /**
   * A function of one array that is run one operation at a time and, where NaN or an infinity comes
   * out of finite arguments, says which operation made the first of those that came out: its
   * operands, whether it is part of a derivative, the steps of the loops around it and the line of
   * source that asked for it. NaNs and infinities that do not reach a result, as in the branch that
   * a {@code where} does not choose, are left in peace. It takes {@code Grad.of(f)} and the like as
   * well as {@code f}. For finding out, not for production: nothing is compiled as a whole and each
   * result is looked at. Inside another transformation it is the function itself. As {@code
   * jax.debug_nans} and {@code jax.debug_infs}.
   *
   * {@snippet class="org.juxta.tests.snippets.DebugSnippets" region="nans"}
   *
   * @throws NonFiniteException from the function, if an argument or a result is not finite
   */
  public static Function1<Array, Array> nans(ArrayFunction1 function) {
    Watched watched = watch(Fn.of(function));
    return a -> Fn.cast(watched.apply(a));
  }

  /** As for a function of one array, of one argument. */
  public static <A, R> Function1<A, R> nans(Function1<A, R> function) {
    Watched watched = watch(Fn.of(function));
    return a -> Fn.cast(watched.apply(a));
  }

  /** As for a function of one array. */
  public static Function2<Array, Array, Array> nans(ArrayFunction2 function) {
    Watched watched = watch(Fn.of(function));
    return (a, b) -> Fn.cast(watched.apply(a, b));
  }

  /** As for a function of one array, of two arguments. */
  public static <A, B, R> Function2<A, B, R> nans(Function2<A, B, R> function) {
    Watched watched = watch(Fn.of(function));
    return (a, b) -> Fn.cast(watched.apply(a, b));
  }

  /** As for a function of one array. */
  public static Function3<Array, Array, Array, Array> nans(ArrayFunction3 function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c) -> Fn.cast(watched.apply(a, b, c));
  }

  /** As for a function of one array, of three arguments. */
  public static <A, B, C, R> Function3<A, B, C, R> nans(Function3<A, B, C, R> function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c) -> Fn.cast(watched.apply(a, b, c));
  }

  /** As for a function of one array. */
  public static Function4<Array, Array, Array, Array, Array> nans(ArrayFunction4 function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c, d) -> Fn.cast(watched.apply(a, b, c, d));
  }

  /** As for a function of one array, of four arguments. */
  public static <A, B, C, D, R> Function4<A, B, C, D, R> nans(Function4<A, B, C, D, R> function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c, d) -> Fn.cast(watched.apply(a, b, c, d));
  }

  /** As for a function of one array. */
  public static Function5<Array, Array, Array, Array, Array, Array> nans(ArrayFunction5 function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c, d, e) -> Fn.cast(watched.apply(a, b, c, d, e));
  }

  /** As for a function of one array, of five arguments. */
  public static <A, B, C, D, E, R> Function5<A, B, C, D, E, R> nans(
      Function5<A, B, C, D, E, R> function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c, d, e) -> Fn.cast(watched.apply(a, b, c, d, e));
  }

  /** As for a function of one array. */
  public static Function6<Array, Array, Array, Array, Array, Array, Array> nans(
      ArrayFunction6 function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c, d, e, f) -> Fn.cast(watched.apply(a, b, c, d, e, f));
  }

  /** As for a function of one array, of six arguments. */
  public static <A, B, C, D, E, F, R> Function6<A, B, C, D, E, F, R> nans(
      Function6<A, B, C, D, E, F, R> function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c, d, e, f) -> Fn.cast(watched.apply(a, b, c, d, e, f));
  }

  /** As for a function of one array. */
  public static Function7<Array, Array, Array, Array, Array, Array, Array, Array> nans(
      ArrayFunction7 function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c, d, e, f, g) -> Fn.cast(watched.apply(a, b, c, d, e, f, g));
  }

  /** As for a function of one array, of seven arguments. */
  public static <A, B, C, D, E, F, G, R> Function7<A, B, C, D, E, F, G, R> nans(
      Function7<A, B, C, D, E, F, G, R> function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c, d, e, f, g) -> Fn.cast(watched.apply(a, b, c, d, e, f, g));
  }

  /** As for a function of one array. */
  public static Function8<Array, Array, Array, Array, Array, Array, Array, Array, Array> nans(
      ArrayFunction8 function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c, d, e, f, g, h) -> Fn.cast(watched.apply(a, b, c, d, e, f, g, h));
  }

  /** As for a function of one array, of eight arguments. */
  public static <A, B, C, D, E, F, G, H, R> Function8<A, B, C, D, E, F, G, H, R> nans(
      Function8<A, B, C, D, E, F, G, H, R> function) {
    Watched watched = watch(Fn.of(function));
    return (a, b, c, d, e, f, g, h) -> Fn.cast(watched.apply(a, b, c, d, e, f, g, h));
  }

  @FunctionalInterface
  private interface Watched {
    @Nullable Object apply(@Nullable Object... arguments);
  }

  private static Watched watch(Fn f) {
    return arguments -> {
      Tree.Flat flat = Tree.flattenArguments(arguments);
      if (Trace.current() != null) {
        return f.apply(arguments);
      }
      for (int i = 0; i < flat.leaves().size(); i++) {
        if (NonFinite.isBad(flat.leaves().get(i))) {
          throw new NonFiniteException(
              "Debug.nans: argument %s has %s"
                  .formatted(flat.def().path(i), NonFinite.count(flat.leaves().get(i))));
        }
      }
      Tracing tracing = Tracing.of(f, flat.def(), Tracing.types(flat.leaves()));
      return tracing
          .results()
          .unflatten(NonFinite.run(tracing.program(), tracing.captures(), flat.leaves()));
    };
  }
}
