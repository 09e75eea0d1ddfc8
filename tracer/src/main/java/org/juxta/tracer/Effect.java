package org.juxta.tracer;

/** What running an operation does besides giving results, from the least to the most. */
public enum Effect {
  /** Nothing: it may be left out, repeated and moved. */
  NONE,
  /** Tells how the program runs: happens where the program runs it, in the program's order. */
  DEBUG,
  /** Happens once each time the program asks for it, in the program's order. */
  IO,
  /** As {@link #IO}, and lanes of a batch may not take turns. */
  ORDERED_IO;

  /** The greater of the two. */
  public Effect and(Effect other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
