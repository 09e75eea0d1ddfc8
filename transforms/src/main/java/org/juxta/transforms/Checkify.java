package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Effect;
import org.juxta.tracer.VmapMethod;

/**
 * Errors as results: the function that gives, beside what a function gives, which of its checks was
 * the first to fail. Checks are those that the function asks for by {@link #check}, and those of
 * NaN, positions and divisions that every operation gets. As {@code jax.experimental.checkify}.
 *
 * <p>It works through {@code Jit}, {@code Grad}, {@code Vmap} and loops, inside and outside of the
 * function. Of {@code Lax.cond} the branch taken is checked. A failed check stops nothing.
 * Functions with a derivative or a batching rule of their own, as many special functions are, are
 * looked at from outside; only checks by {@link #check} are found in them.
 *
 * {@snippet class="org.juxta.tests.snippets.DebugSnippets" region="checkify"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Checkify {
  private Checkify() {}

  /** What is checked. */
  public enum Check {
    /** What the function asks for by {@link Checkify#check}. */
    USER,
    /** That no operation gives NaN; one that only moves elements is not asked. */
    NAN,
    /** That computed positions lie inside, of slices, gathers and scatters. */
    INDEX,
    /** That nothing is divided by zero. */
    DIVISION
  }

  /** {@link Check#NAN} and {@link Check#DIVISION}. As {@code checkify.float_checks}. */
  public static final Set<Check> FLOATS = Set.of(Check.NAN, Check.DIVISION);

  /** All but {@link Check#USER}. As {@code checkify.automatic_checks}. */
  public static final Set<Check> AUTOMATIC = Set.of(Check.NAN, Check.DIVISION, Check.INDEX);

  /** As {@code checkify.all_checks}. */
  public static final Set<Check> ALL = Set.of(Check.values());

  /**
   * Asks that {@code predicate} holds, of all elements if it has several. In a function that {@link
   * #of} is not applied to, a predicate that does not hold is a {@link CheckException} when the
   * program gets there. As {@code checkify.check}.
   *
   * @param format what is wrong if it does not, with a pair of braces for each of {@code arguments}
   * @throws DTypeException if the predicate is not of BOOL
   */
  public static void check(Array predicate, String format, Object... arguments) {
    DebugLine line = DebugLine.of("Checkify.check", format, arguments);
    ask(predicate, line::text, DebugLine.arrays(arguments));
  }

  /**
   * Asks that no check of a function that has been run has failed, with its message. As {@code
   * checkify.check_error}.
   */
  public static void check(Failure failure) {
    List<Array> about = new ArrayList<>(List.of(failure.code()));
    about.addAll(failure.details());
    Failure.Text text =
        values ->
            new Failure(values.getFirst(), values.subList(1, values.size()), failure.checks())
                .message()
                .orElseThrow();
    ask(failure.code().eq(0), text, about);
  }

  private static void ask(Array predicate, Failure.Text text, List<Array> about) {
    if (!predicate.dtype().isBool()) {
      throw new DTypeException(
          "Checkify.check: the predicate must be of BOOL, not " + predicate.type());
    }
    JavaCall.Function function =
        new JavaCall.Function(
            new CheckSites.Asked(text),
            x -> JavaCall.nothing(() -> require(x.getFirst(), text, x.subList(1, x.size()))));
    List<Array> operands = new ArrayList<>(List.of(predicate));
    operands.addAll(about);
    JavaCall.bind(
        "Checkify.check", function, List.of(), Effect.DEBUG, VmapMethod.SEQUENTIAL, operands);
  }

  private static void require(Array predicate, Failure.Text text, List<Array> about) {
    if (!predicate.all().toBoolean()) {
      throw new CheckException(text.of(about));
    }
  }

  private static Staged staged(Set<Check> checks, Object f, Fn fn) {
    Set<Check> enabled = Set.copyOf(checks);
    return Staged.inline("checkify", f, x -> run(enabled, fn, x));
  }

  private static Checked<?> run(Set<Check> enabled, Fn f, @Nullable Object[] arguments) {
    Tree.Flat flat = Tree.flattenArguments(arguments);
    Tracing tracing = Tracing.of(f, flat.def(), Tracing.types(flat.leaves()));
    CheckSites sites = CheckSites.of(tracing.program(), enabled);
    Checking.Result result =
        Checking.run(
            sites, Checking.begin(sites), tracing.program(), tracing.captures(), flat.leaves());
    List<Array> state = result.state();
    return new Checked<>(
        tracing.results().unflatten(result.outputs()),
        new Failure(state.getFirst(), state.subList(1, state.size()), sites.checks()));
  }

  /** A function of one array, with its own checks. */
  public static Transformed1<Array, Checked<Array>> of(ArrayFunction1 f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of one argument, with its own checks. */
  public static <A, R> Transformed1<A, Checked<R>> of(Function1<A, R> f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of one array, with the given checks. */
  public static Transformed1<Array, Checked<Array>> of(ArrayFunction1 f, Set<Check> checks) {
    return new Transformed1<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of one argument, with the given checks. */
  public static <A, R> Transformed1<A, Checked<R>> of(Function1<A, R> f, Set<Check> checks) {
    return new Transformed1<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of two arrays, with its own checks. */
  public static Transformed2<Array, Array, Checked<Array>> of(ArrayFunction2 f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of two arguments, with its own checks. */
  public static <A, B, R> Transformed2<A, B, Checked<R>> of(Function2<A, B, R> f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of two arrays, with the given checks. */
  public static Transformed2<Array, Array, Checked<Array>> of(ArrayFunction2 f, Set<Check> checks) {
    return new Transformed2<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of two arguments, with the given checks. */
  public static <A, B, R> Transformed2<A, B, Checked<R>> of(
      Function2<A, B, R> f, Set<Check> checks) {
    return new Transformed2<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of three arrays, with its own checks. */
  public static Transformed3<Array, Array, Array, Checked<Array>> of(ArrayFunction3 f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of three arguments, with its own checks. */
  public static <A, B, C, R> Transformed3<A, B, C, Checked<R>> of(Function3<A, B, C, R> f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of three arrays, with the given checks. */
  public static Transformed3<Array, Array, Array, Checked<Array>> of(
      ArrayFunction3 f, Set<Check> checks) {
    return new Transformed3<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of three arguments, with the given checks. */
  public static <A, B, C, R> Transformed3<A, B, C, Checked<R>> of(
      Function3<A, B, C, R> f, Set<Check> checks) {
    return new Transformed3<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of four arrays, with its own checks. */
  public static Transformed4<Array, Array, Array, Array, Checked<Array>> of(ArrayFunction4 f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of four arguments, with its own checks. */
  public static <A, B, C, D, R> Transformed4<A, B, C, D, Checked<R>> of(
      Function4<A, B, C, D, R> f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of four arrays, with the given checks. */
  public static Transformed4<Array, Array, Array, Array, Checked<Array>> of(
      ArrayFunction4 f, Set<Check> checks) {
    return new Transformed4<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of four arguments, with the given checks. */
  public static <A, B, C, D, R> Transformed4<A, B, C, D, Checked<R>> of(
      Function4<A, B, C, D, R> f, Set<Check> checks) {
    return new Transformed4<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of five arrays, with its own checks. */
  public static Transformed5<Array, Array, Array, Array, Array, Checked<Array>> of(
      ArrayFunction5 f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of five arguments, with its own checks. */
  public static <A, B, C, D, E, R> Transformed5<A, B, C, D, E, Checked<R>> of(
      Function5<A, B, C, D, E, R> f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of five arrays, with the given checks. */
  public static Transformed5<Array, Array, Array, Array, Array, Checked<Array>> of(
      ArrayFunction5 f, Set<Check> checks) {
    return new Transformed5<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of five arguments, with the given checks. */
  public static <A, B, C, D, E, R> Transformed5<A, B, C, D, E, Checked<R>> of(
      Function5<A, B, C, D, E, R> f, Set<Check> checks) {
    return new Transformed5<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of six arrays, with its own checks. */
  public static Transformed6<Array, Array, Array, Array, Array, Array, Checked<Array>> of(
      ArrayFunction6 f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of six arguments, with its own checks. */
  public static <A, B, C, D, E, F, R> Transformed6<A, B, C, D, E, F, Checked<R>> of(
      Function6<A, B, C, D, E, F, R> f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of six arrays, with the given checks. */
  public static Transformed6<Array, Array, Array, Array, Array, Array, Checked<Array>> of(
      ArrayFunction6 f, Set<Check> checks) {
    return new Transformed6<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of six arguments, with the given checks. */
  public static <A, B, C, D, E, F, R> Transformed6<A, B, C, D, E, F, Checked<R>> of(
      Function6<A, B, C, D, E, F, R> f, Set<Check> checks) {
    return new Transformed6<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of seven arrays, with its own checks. */
  public static Transformed7<Array, Array, Array, Array, Array, Array, Array, Checked<Array>> of(
      ArrayFunction7 f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of seven arguments, with its own checks. */
  public static <A, B, C, D, E, F, G, R> Transformed7<A, B, C, D, E, F, G, Checked<R>> of(
      Function7<A, B, C, D, E, F, G, R> f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of seven arrays, with the given checks. */
  public static Transformed7<Array, Array, Array, Array, Array, Array, Array, Checked<Array>> of(
      ArrayFunction7 f, Set<Check> checks) {
    return new Transformed7<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of seven arguments, with the given checks. */
  public static <A, B, C, D, E, F, G, R> Transformed7<A, B, C, D, E, F, G, Checked<R>> of(
      Function7<A, B, C, D, E, F, G, R> f, Set<Check> checks) {
    return new Transformed7<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of eight arrays, with its own checks. */
  public static Transformed8<Array, Array, Array, Array, Array, Array, Array, Array, Checked<Array>>
      of(ArrayFunction8 f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of eight arguments, with its own checks. */
  public static <A, B, C, D, E, F, G, H, R> Transformed8<A, B, C, D, E, F, G, H, Checked<R>> of(
      Function8<A, B, C, D, E, F, G, H, R> f) {
    return of(f, Set.of(Check.USER));
  }

  /** A function of eight arrays, with the given checks. */
  public static Transformed8<Array, Array, Array, Array, Array, Array, Array, Array, Checked<Array>>
      of(ArrayFunction8 f, Set<Check> checks) {
    return new Transformed8<>(staged(checks, f, Fn.of(f)));
  }

  /** A function of eight arguments, with the given checks. */
  public static <A, B, C, D, E, F, G, H, R> Transformed8<A, B, C, D, E, F, G, H, Checked<R>> of(
      Function8<A, B, C, D, E, F, G, H, R> f, Set<Check> checks) {
    return new Transformed8<>(staged(checks, f, Fn.of(f)));
  }
}
