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
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.ArrayFunction3;
import org.juxta.ArrayFunction4;
import org.juxta.ArrayFunction5;
import org.juxta.ArrayFunction6;
import org.juxta.ArrayFunction7;
import org.juxta.ArrayFunction8;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Program;
import org.juxta.tracer.ShapeException;

/**
 * Compilation: the function is traced for each signature of its arguments (tree structure, types,
 * static leaves), optimised and compiled by XLA as a whole, and kept. It must be pure. As {@code
 * jax.jit}.
 *
 * <p>Inside another transformation a compiled function is a call, which that transformation may
 * look into.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="jit"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Jit {
  private Jit() {}

  /** Compiles a function of one array. */
  public static Transformed1<Array, Array> of(ArrayFunction1 f) {
    return new Transformed1<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of one argument. */
  public static <A, R> Transformed1<A, R> of(Function1<A, R> f) {
    return new Transformed1<>(Staged.call("jit", f, Fn.of(f)));
  }

  /**
   * Compiles a program, such as {@link Transformed1#program} gives: the function from its inputs,
   * after its captures if it has any, to its outputs. As {@code jax.extend.core.jaxpr_as_fun}.
   *
   * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="programAsFunction"}
   */
  public static Transformed1<List<Array>, List<Array>> of(Program program) {
    return of((List<Array> arguments) -> run(program, arguments));
  }

  private static List<Array> run(Program program, List<Array> arguments) {
    List<ArrayType> types = new ArrayList<>(program.captureTypes());
    types.addAll(program.inputTypes());
    List<ArrayType> given = Tracing.types(arguments);
    boolean fit = given.size() == types.size();
    for (int i = 0; fit && i < types.size(); i++) {
      fit = types.get(i).sameAs(given.get(i));
    }
    if (!fit) {
      throw new ShapeException("the program takes arrays " + types + ", not " + given);
    }
    int captures = program.captures().size();
    return Inline.run(
        program, arguments.subList(0, captures), arguments.subList(captures, arguments.size()));
  }

  /** Compiles a function of two arrays. */
  public static Transformed2<Array, Array, Array> of(ArrayFunction2 f) {
    return new Transformed2<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of two arguments. */
  public static <A, B, R> Transformed2<A, B, R> of(Function2<A, B, R> f) {
    return new Transformed2<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of three arrays. */
  public static Transformed3<Array, Array, Array, Array> of(ArrayFunction3 f) {
    return new Transformed3<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of three arguments. */
  public static <A, B, C, R> Transformed3<A, B, C, R> of(Function3<A, B, C, R> f) {
    return new Transformed3<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of four arrays. */
  public static Transformed4<Array, Array, Array, Array, Array> of(ArrayFunction4 f) {
    return new Transformed4<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of four arguments. */
  public static <A, B, C, D, R> Transformed4<A, B, C, D, R> of(Function4<A, B, C, D, R> f) {
    return new Transformed4<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of five arrays. */
  public static Transformed5<Array, Array, Array, Array, Array, Array> of(ArrayFunction5 f) {
    return new Transformed5<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of five arguments. */
  public static <A, B, C, D, E, R> Transformed5<A, B, C, D, E, R> of(
      Function5<A, B, C, D, E, R> f) {
    return new Transformed5<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of six arrays. */
  public static Transformed6<Array, Array, Array, Array, Array, Array, Array> of(ArrayFunction6 f) {
    return new Transformed6<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of six arguments. */
  public static <A, B, C, D, E, F, R> Transformed6<A, B, C, D, E, F, R> of(
      Function6<A, B, C, D, E, F, R> f) {
    return new Transformed6<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of seven arrays. */
  public static Transformed7<Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction7 f) {
    return new Transformed7<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of seven arguments. */
  public static <A, B, C, D, E, F, G, R> Transformed7<A, B, C, D, E, F, G, R> of(
      Function7<A, B, C, D, E, F, G, R> f) {
    return new Transformed7<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of eight arrays. */
  public static Transformed8<Array, Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction8 f) {
    return new Transformed8<>(Staged.call("jit", f, Fn.of(f)));
  }

  /** Compiles a function of eight arguments. */
  public static <A, B, C, D, E, F, G, H, R> Transformed8<A, B, C, D, E, F, G, H, R> of(
      Function8<A, B, C, D, E, F, G, H, R> f) {
    return new Transformed8<>(Staged.call("jit", f, Fn.of(f)));
  }
}
