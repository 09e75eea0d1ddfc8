package org.juxta.tracer;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which values of a checkpointed function a reverse-mode derivative keeps from the way forward; the
 * others it computes again. As {@code jax.checkpoint_policies}. Values inside loops and branches
 * count as computed by the loop or branch.
 */
public sealed interface CheckpointPolicy {
  /** Nothing but the function's arguments is kept. */
  enum Kind implements CheckpointPolicy {
    NOTHING_SAVEABLE,
    /** Everything is kept, as if there were no checkpoint. */
    EVERYTHING_SAVEABLE,
    /** Results of products ({@code matmul}, {@code einsum}, …) are kept. */
    DOTS_SAVEABLE,
    /** Results of products without batch axes are kept. */
    DOTS_WITH_NO_BATCH_DIMS_SAVEABLE
  }

  /**
   * Goes by the names that values were given.
   *
   * @param only whether these and nothing else are kept, or everything else
   */
  record Named(Set<String> names, boolean only) implements CheckpointPolicy {
    public Named {
      names = Set.copyOf(names);
    }

    @Override
    public String toString() {
      return (only ? "SAVE_ONLY" : "SAVE_ANYTHING_EXCEPT") + new TreeSet<>(names);
    }
  }

  /** Keeps values that have a name, but for these names. */
  record AnyNameBut(Set<String> names) implements CheckpointPolicy {
    public AnyNameBut {
      names = Set.copyOf(names);
    }

    @Override
    public String toString() {
      return "SAVE_ANY_NAMES_BUT" + new TreeSet<>(names);
    }
  }

  static CheckpointPolicy nothingSaveable() {
    return Kind.NOTHING_SAVEABLE;
  }

  static CheckpointPolicy everythingSaveable() {
    return Kind.EVERYTHING_SAVEABLE;
  }

  static CheckpointPolicy dotsSaveable() {
    return Kind.DOTS_SAVEABLE;
  }

  static CheckpointPolicy dotsWithNoBatchDimsSaveable() {
    return Kind.DOTS_WITH_NO_BATCH_DIMS_SAVEABLE;
  }

  /** Only values that have one of these names. */
  static CheckpointPolicy saveOnlyTheseNames(String... names) {
    return new Named(Set.of(names), true);
  }

  /** Every value but those that have one of these names. */
  static CheckpointPolicy saveAnythingExceptTheseNames(String... names) {
    return new Named(Set.of(names), false);
  }

  /** Only values that have a name, and not one of these. */
  static CheckpointPolicy saveAnyNamesButThese(String... names) {
    return new AnyNameBut(Set.of(names));
  }

  /** Whether what {@code op} gives is kept. */
  default boolean saves(Op op) {
    return switch (this) {
      case Kind.NOTHING_SAVEABLE -> false;
      case Kind.EVERYTHING_SAVEABLE -> true;
      case Kind.DOTS_SAVEABLE ->
          op instanceof Contraction.DotGeneral || op instanceof Contraction.Convolution;
      case Kind.DOTS_WITH_NO_BATCH_DIMS_SAVEABLE ->
          op instanceof Contraction.DotGeneral dot && dot.lhsBatch().isEmpty();
      case Named named ->
          op instanceof Elementwise.Name name
              ? named.names.contains(name.label()) == named.only
              : !named.only;
      case AnyNameBut but ->
          op instanceof Elementwise.Name name && !but.names.contains(name.label());
    };
  }
}
