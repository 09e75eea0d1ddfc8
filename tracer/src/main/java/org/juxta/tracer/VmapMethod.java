package org.juxta.tracer;

/**
 * What becomes of a call of a Java function when a program is batched. As {@code vmap_method} of
 * {@code jax.pure_callback}.
 */
public enum VmapMethod {
  /** One call for each lane, one after the other. */
  SEQUENTIAL,
  /**
   * One call: every argument has the lanes along a new first axis, of size 1 where it is the same
   * for all of them; every result must have all lanes along its first axis.
   */
  EXPAND_DIMS,
  /** As {@link #EXPAND_DIMS}, with what is the same for all lanes repeated for each. */
  BROADCAST_ALL
}
