package org.juxta;

/** What {@link Image#mapCoordinates} takes for the elements around an array. */
public enum EdgeMode {
  /** A given value. */
  CONSTANT,
  /** The element at the edge. */
  NEAREST,
  /** From the other end. */
  WRAP,
  /** Mirrored about the edge, whose element is not repeated. */
  MIRROR,
  /** Mirrored about the edge, whose element is repeated. */
  REFLECT;

  /** The position from 0 to before {@code size} that stands for {@code index}. */
  Array inside(Array index, int size) {
    return switch (this) {
      case CONSTANT, NEAREST -> Np.clip(index, 0L, size - 1L);
      case WRAP -> index.mod(size);
      case MIRROR -> mirror(index, size);
      case REFLECT -> mirror(index.mul(2).add(1), 2 * size + 1).sub(1).floorDivide(2);
    };
  }

  private static Array mirror(Array index, int size) {
    int last = size - 1;
    return last == 0 ? Np.zerosLike(index) : index.add(last).mod(2L * last).sub(last).abs();
  }
}
