package org.juxta;

/**
 * Where {@link Np#pad(Array, int[][], PadMode)} takes the new elements from; the modes of {@code
 * numpy.pad}.
 */
public sealed interface PadMode {
  /** The element at the edge. */
  PadMode EDGE = Source.EDGE;

  /** Mirrored about the edge, whose element is not repeated. */
  PadMode REFLECT = Source.REFLECT;

  /** Mirrored about the edge, whose element is repeated. */
  PadMode SYMMETRIC = Source.SYMMETRIC;

  /** From the other end. */
  PadMode WRAP = Source.WRAP;

  /** {@link #REFLECT} both ways: twice the edge minus what is mirrored. */
  PadMode REFLECT_ODD = Source.REFLECT_ODD;

  /** {@link #SYMMETRIC} both ways: twice the edge minus what is mirrored. */
  PadMode SYMMETRIC_ODD = Source.SYMMETRIC_ODD;

  /** {@code before} and {@code after}, at the two ends of each axis. */
  static PadMode constant(double before, double after) {
    return new Constant(before, after);
  }

  /** From the edge in equal steps to {@code before} and {@code after} at the two ends. */
  static PadMode linearRamp(double before, double after) {
    return new Ramp(before, after);
  }

  /** The greatest element along the axis. */
  static PadMode maximum() {
    return maximum(Integer.MAX_VALUE);
  }

  /** The greatest of the {@code length} elements next to the edge. */
  static PadMode maximum(int length) {
    return new Statistic(Kind.MAXIMUM, length);
  }

  /** The least element along the axis. */
  static PadMode minimum() {
    return minimum(Integer.MAX_VALUE);
  }

  /** The least of the {@code length} elements next to the edge. */
  static PadMode minimum(int length) {
    return new Statistic(Kind.MINIMUM, length);
  }

  /** The mean of the elements along the axis, of integers rounded. */
  static PadMode mean() {
    return mean(Integer.MAX_VALUE);
  }

  /** The mean of the {@code length} elements next to the edge, of integers rounded. */
  static PadMode mean(int length) {
    return new Statistic(Kind.MEAN, length);
  }

  /** The median of the elements along the axis, of integers rounded. */
  static PadMode median() {
    return median(Integer.MAX_VALUE);
  }

  /** The median of the {@code length} elements next to the edge, of integers rounded. */
  static PadMode median(int length) {
    return new Statistic(Kind.MEDIAN, length);
  }

  /** Elements of the array itself. */
  enum Source implements PadMode {
    EDGE,
    REFLECT,
    SYMMETRIC,
    WRAP,
    REFLECT_ODD,
    SYMMETRIC_ODD;

    boolean isOdd() {
      return this == REFLECT_ODD || this == SYMMETRIC_ODD;
    }

    /** After how many positions the pattern repeats along an axis of {@code size} elements. */
    int period(int size) {
      return switch (this) {
        case EDGE, WRAP -> size;
        case REFLECT, REFLECT_ODD -> Math.max(1, 2 * (size - 1));
        case SYMMETRIC, SYMMETRIC_ODD -> 2 * size;
      };
    }

    /** The position below {@code size} that stands for position {@code i}, which may be outside. */
    int source(int i, int size) {
      int j = Math.floorMod(i, period(size));
      return switch (this) {
        case EDGE -> Math.clamp(i, 0, size - 1);
        case WRAP -> j;
        case REFLECT, REFLECT_ODD -> j < size ? j : period(size) - j;
        case SYMMETRIC, SYMMETRIC_ODD -> j < size ? j : period(size) - 1 - j;
      };
    }
  }

  /** Which statistic of the elements next to the edge. */
  enum Kind {
    MAXIMUM,
    MINIMUM,
    MEAN,
    MEDIAN
  }

  /**
   * A statistic of the elements next to the edge.
   *
   * @param kind which
   * @param length of how many
   */
  record Statistic(Kind kind, int length) implements PadMode {}

  /**
   * Two values.
   *
   * @param before at the start of an axis
   * @param after at its end
   */
  record Constant(double before, double after) implements PadMode {}

  /**
   * Two values at the far ends.
   *
   * @param before at the start of an axis
   * @param after at its end
   */
  record Ramp(double before, double after) implements PadMode {}
}
