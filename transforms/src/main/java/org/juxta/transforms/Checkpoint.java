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
import org.juxta.Tree;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Call;
import org.juxta.tracer.CheckpointPolicy;
import org.juxta.tracer.Elementwise;

/**
 * Rematerialisation: the function, of whose values a reverse-mode derivative keeps only those that
 * a policy names; by default none but its arguments. The others are computed again on the way back:
 * more time for less memory. As {@code jax.checkpoint}. Results and derivatives are the same.
 *
 * {@snippet class="org.juxta.tests.snippets.CustomSnippets" region="checkpoint"}
 *
 * {@snippet class="org.juxta.tests.snippets.CustomSnippets" region="checkpointName"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Checkpoint {
  private Checkpoint() {}

  /**
   * The same arrays under a name that a policy may speak of. As {@code
   * jax.ad_checkpoint.checkpoint_name}.
   */
  public static <T> T name(T tree, String name) {
    return Tree.map(x -> Primitives.bindOne(new Elementwise.Name(name), x), tree);
  }

  private static Staged staged(CheckpointPolicy policy, Object f, Fn fn) {
    return CustomFunctions.staged(
        "checkpoint", f, fn, site -> new Call.Checkpoint(site.traced().program(), policy, false));
  }

  /** A function of one array; only its argument is kept. */
  public static Transformed1<Array, Array> of(ArrayFunction1 f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of one argument; only that is kept. */
  public static <A, R> Transformed1<A, R> of(Function1<A, R> f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of one array; what the policy says is kept. */
  public static Transformed1<Array, Array> of(CheckpointPolicy policy, ArrayFunction1 f) {
    return new Transformed1<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of one argument; what the policy says is kept. */
  public static <A, R> Transformed1<A, R> of(CheckpointPolicy policy, Function1<A, R> f) {
    return new Transformed1<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of two arrays; only its arguments are kept. */
  public static Transformed2<Array, Array, Array> of(ArrayFunction2 f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of two arguments; only those are kept. */
  public static <A, B, R> Transformed2<A, B, R> of(Function2<A, B, R> f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of two arrays; what the policy says is kept. */
  public static Transformed2<Array, Array, Array> of(CheckpointPolicy policy, ArrayFunction2 f) {
    return new Transformed2<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of two arguments; what the policy says is kept. */
  public static <A, B, R> Transformed2<A, B, R> of(CheckpointPolicy policy, Function2<A, B, R> f) {
    return new Transformed2<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of three arrays; only its arguments are kept. */
  public static Transformed3<Array, Array, Array, Array> of(ArrayFunction3 f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of three arguments; only those are kept. */
  public static <A, B, C, R> Transformed3<A, B, C, R> of(Function3<A, B, C, R> f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of three arrays; what the policy says is kept. */
  public static Transformed3<Array, Array, Array, Array> of(
      CheckpointPolicy policy, ArrayFunction3 f) {
    return new Transformed3<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of three arguments; what the policy says is kept. */
  public static <A, B, C, R> Transformed3<A, B, C, R> of(
      CheckpointPolicy policy, Function3<A, B, C, R> f) {
    return new Transformed3<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of four arrays; only its arguments are kept. */
  public static Transformed4<Array, Array, Array, Array, Array> of(ArrayFunction4 f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of four arguments; only those are kept. */
  public static <A, B, C, D, R> Transformed4<A, B, C, D, R> of(Function4<A, B, C, D, R> f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of four arrays; what the policy says is kept. */
  public static Transformed4<Array, Array, Array, Array, Array> of(
      CheckpointPolicy policy, ArrayFunction4 f) {
    return new Transformed4<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of four arguments; what the policy says is kept. */
  public static <A, B, C, D, R> Transformed4<A, B, C, D, R> of(
      CheckpointPolicy policy, Function4<A, B, C, D, R> f) {
    return new Transformed4<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of five arrays; only its arguments are kept. */
  public static Transformed5<Array, Array, Array, Array, Array, Array> of(ArrayFunction5 f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of five arguments; only those are kept. */
  public static <A, B, C, D, E, R> Transformed5<A, B, C, D, E, R> of(
      Function5<A, B, C, D, E, R> f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of five arrays; what the policy says is kept. */
  public static Transformed5<Array, Array, Array, Array, Array, Array> of(
      CheckpointPolicy policy, ArrayFunction5 f) {
    return new Transformed5<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of five arguments; what the policy says is kept. */
  public static <A, B, C, D, E, R> Transformed5<A, B, C, D, E, R> of(
      CheckpointPolicy policy, Function5<A, B, C, D, E, R> f) {
    return new Transformed5<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of six arrays; only its arguments are kept. */
  public static Transformed6<Array, Array, Array, Array, Array, Array, Array> of(ArrayFunction6 f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of six arguments; only those are kept. */
  public static <A, B, C, D, E, F, R> Transformed6<A, B, C, D, E, F, R> of(
      Function6<A, B, C, D, E, F, R> f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of six arrays; what the policy says is kept. */
  public static Transformed6<Array, Array, Array, Array, Array, Array, Array> of(
      CheckpointPolicy policy, ArrayFunction6 f) {
    return new Transformed6<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of six arguments; what the policy says is kept. */
  public static <A, B, C, D, E, F, R> Transformed6<A, B, C, D, E, F, R> of(
      CheckpointPolicy policy, Function6<A, B, C, D, E, F, R> f) {
    return new Transformed6<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of seven arrays; only its arguments are kept. */
  public static Transformed7<Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction7 f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of seven arguments; only those are kept. */
  public static <A, B, C, D, E, F, G, R> Transformed7<A, B, C, D, E, F, G, R> of(
      Function7<A, B, C, D, E, F, G, R> f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of seven arrays; what the policy says is kept. */
  public static Transformed7<Array, Array, Array, Array, Array, Array, Array, Array> of(
      CheckpointPolicy policy, ArrayFunction7 f) {
    return new Transformed7<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of seven arguments; what the policy says is kept. */
  public static <A, B, C, D, E, F, G, R> Transformed7<A, B, C, D, E, F, G, R> of(
      CheckpointPolicy policy, Function7<A, B, C, D, E, F, G, R> f) {
    return new Transformed7<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of eight arrays; only its arguments are kept. */
  public static Transformed8<Array, Array, Array, Array, Array, Array, Array, Array, Array> of(
      ArrayFunction8 f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of eight arguments; only those are kept. */
  public static <A, B, C, D, E, F, G, H, R> Transformed8<A, B, C, D, E, F, G, H, R> of(
      Function8<A, B, C, D, E, F, G, H, R> f) {
    return of(CheckpointPolicy.nothingSaveable(), f);
  }

  /** A function of eight arrays; what the policy says is kept. */
  public static Transformed8<Array, Array, Array, Array, Array, Array, Array, Array, Array> of(
      CheckpointPolicy policy, ArrayFunction8 f) {
    return new Transformed8<>(staged(policy, f, Fn.of(f)));
  }

  /** A function of eight arguments; what the policy says is kept. */
  public static <A, B, C, D, E, F, G, H, R> Transformed8<A, B, C, D, E, F, G, H, R> of(
      CheckpointPolicy policy, Function8<A, B, C, D, E, F, G, H, R> f) {
    return new Transformed8<>(staged(policy, f, Fn.of(f)));
  }
}
