package org.juxta.tracer;

/**
 * How exactly an accelerator multiplies in a contraction. CPUs compute F32 in F32 whatever is
 * asked. As {@code jax.lax.Precision}; {@link DotAlgorithm} tells more.
 *
 * {@snippet class="org.juxta.tests.snippets.PrecisionSnippets" region="precision"}
 */
public enum Precision implements DotPrecision {
  /** What the device does fastest: of F32, factors of as few as 8 bits. */
  DEFAULT,
  /** Between the two: of F32, factors of some 16 bits. */
  HIGH,
  /** Factors and sums in the operands' own element type. */
  HIGHEST
}
