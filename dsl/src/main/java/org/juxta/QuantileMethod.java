package org.juxta;

/**
 * What {@link Np#quantile(Array, Array, QuantileMethod, int...)} gives between two neighbouring
 * elements.
 */
public enum QuantileMethod {
  /** On the line between them. */
  LINEAR,
  /** The lesser one. */
  LOWER,
  /** The greater one. */
  HIGHER,
  /** Halfway between them. */
  MIDPOINT,
  /** The nearer one; halfway, the lesser. */
  NEAREST
}
