package org.juxta;

/** Which part of the full product of two sequences {@link Np#convolve} gives. */
public enum Overlap {
  /** Wherever they overlap at all. */
  FULL,
  /** As long as the longer one, centred. */
  SAME,
  /** Where the shorter one lies inside the longer one. */
  VALID
}
