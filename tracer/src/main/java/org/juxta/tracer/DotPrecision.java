package org.juxta.tracer;

import java.util.function.Supplier;

/** How exactly an accelerator multiplies matrices: by a level or by an algorithm. */
public sealed interface DotPrecision permits Precision, DotAlgorithm {
  /**
   * Runs {@code action} with this precision for all contractions that do not name one, in matrix
   * products and convolutions as in functions made of them. It holds of what is traced inside: a
   * function compiled under another precision is traced anew. An algorithm holds of the products of
   * matrices whose element type it takes. As {@code jax.default_matmul_precision}.
   */
  default <T> T in(Supplier<T> action) {
    return ScopedValue.where(PrecisionScope.CURRENT, this).call(action::get);
  }

  /** The one that holds here: that of the innermost {@link #in}, the default one outside. */
  static DotPrecision current() {
    return PrecisionScope.CURRENT.orElse(Precision.DEFAULT);
  }
}
