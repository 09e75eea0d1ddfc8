package org.juxta;

/** Where {@link Np#pad(Array, int[][], PadMode)} takes the new elements from. */
public enum PadMode {
  /** The element at the edge. */
  EDGE,
  /** Mirrored about the edge, whose element is not repeated. */
  REFLECT,
  /** Mirrored about the edge, whose element is repeated. */
  SYMMETRIC,
  /** From the other end. */
  WRAP;

  /** The position below {@code size} that stands for position {@code i}, which may be outside. */
  int source(int i, int size) {
    return switch (this) {
      case EDGE -> Math.clamp(i, 0, size - 1);
      case WRAP -> Math.floorMod(i, size);
      case REFLECT -> {
        int period = Math.max(1, 2 * (size - 1));
        int j = Math.floorMod(i, period);
        yield j < size ? j : period - j;
      }
      case SYMMETRIC -> {
        int j = Math.floorMod(i, 2 * size);
        yield j < size ? j : 2 * size - 1 - j;
      }
    };
  }
}
