package org.juxta.tracer;

import java.util.function.Supplier;

/**
 * How exactly an accelerator multiplies in a contraction: one of the three levels, or a {@link
 * DotAlgorithm}. CPUs compute F32 in F32 whatever is asked. As {@code jax.lax.Precision}.
 *
 * {@snippet class="org.juxta.tests.snippets.PrecisionSnippets" region="precision"}
 */
public sealed interface Precision permits Precision.Level, DotAlgorithm {
  /** What the device does fastest: of F32, factors of as few as 8 bits. */
  Level DEFAULT = Level.DEFAULT;

  /** Between the two: of F32, factors of some 16 bits. */
  Level HIGH = Level.HIGH;

  /** Factors and sums in the operands' own element type. */
  Level HIGHEST = Level.HIGHEST;

  /** The levels, as they are written in programs. */
  enum Level implements Precision {
    DEFAULT,
    HIGH,
    HIGHEST
  }

  /**
   * Runs {@code action} with this precision for all contractions that do not name one, in matrix
   * products and convolutions as in functions made of them. It holds of what is traced inside: a
   * function compiled under another precision is traced anew. As {@code
   * jax.default_matmul_precision}.
   */
  default <T> T in(Supplier<T> action) {
    return ScopedValue.where(PrecisionScope.CURRENT, this).call(action::get);
  }

  /** The one that holds here: that of the innermost {@link #in}, {@link #DEFAULT} outside. */
  static Precision current() {
    return PrecisionScope.CURRENT.orElse(DEFAULT);
  }
}
