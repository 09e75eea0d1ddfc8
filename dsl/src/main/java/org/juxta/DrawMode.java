package org.juxta;

/** How fine the uniform numbers are that a sampler decides by. As JAX's {@code mode}. */
public enum DrawMode {
  /** Multiples of the precision of 1: the fastest, and JAX's default. */
  LOW,
  /** Twice the bits: events of chances down to the square of that precision come true. */
  HIGH,
  /** For F32, numbers down to 2^-64 with a full significand; else as {@link #HIGH}. */
  HIGHEST
}
