package org.juxta;

/**
 * How the random bits of a {@link Key} are laid out over counters. Both are JAX's, bit for bit, and
 * both are equally good; they give other numbers from the same seed.
 */
public enum KeyLayout {
  /**
   * The counters of all words that are needed, cut into two halves that are hashed in pairs: what
   * JAX did until 0.4 by default, and still does with {@code jax_threefry_partitionable=False}.
   */
  ORIGINAL,
  /** The 64-bit counter of an element is its row-major position: the default of JAX since 0.5. */
  PARTITIONABLE
}
