package org.juxta;

/**
 * What {@link Lax#gather} and {@link Lax#scatter} do with windows that do not lie inside. As {@code
 * jax.lax.GatherScatterMode}.
 */
public enum GatherScatterMode {
  /** Moved to the nearest place inside. */
  CLIP,
  /** Slices are filled with a value, updates left out. */
  FILL_OR_DROP,
  /** A promise that there are none; what becomes of those that break it is not specified. */
  PROMISE_IN_BOUNDS
}
