package org.juxta;

/** What {@link Np#take(Array, Array, int, OutOfBounds)} gives at positions outside. */
public enum OutOfBounds {
  /** NaN, the least integer of a signed type, the greatest of an unsigned one, true. */
  FILL,
  /** The element at the nearer end; negative positions are outside too. */
  CLIP,
  /** Counted on from the other end, as often as needed. */
  WRAP
}
