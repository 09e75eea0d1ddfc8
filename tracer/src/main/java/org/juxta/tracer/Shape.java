package org.juxta.tracer;

import java.util.stream.Collectors;

/** The sizes of an array along its axes; static and concrete. */
public record Shape(Ints dims) {
  public static final Shape SCALAR = new Shape(Ints.EMPTY);

  public Shape {
    long size = 1;
    for (int i = 0; i < dims.size(); i++) {
      if (dims.get(i) < 0) {
        throw new ShapeException("a size may not be negative: " + dims);
      }
      size = Math.multiplyFull((int) size, dims.get(i));
      if (size > Integer.MAX_VALUE) {
        throw new ShapeException("more than 2^31 - 1 elements: " + dims);
      }
    }
  }

  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(Ints.of(dims));
  }

  public int rank() {
    return dims.size();
  }

  /** The size along {@code axis}, counted from the end if negative. */
  public int dim(int axis) {
    return dims.get(axis(axis));
  }

  /** The number of elements. */
  public int size() {
    int size = 1;
    for (int i = 0; i < dims.size(); i++) {
      size *= dims.get(i);
    }
    return size;
  }

  public boolean isScalar() {
    return dims.isEmpty();
  }

  /**
   * {@code axis} as a number from 0, where -1 names the last axis, or an error that names the
   * shape.
   */
  public int axis(int axis) {
    int rank = rank();
    if (axis < -rank || axis >= rank) {
      throw new ShapeException(
          "axis "
              + axis
              + " is out of bounds for an array of rank "
              + rank
              + " with shape "
              + this);
    }
    return axis < 0 ? axis + rank : axis;
  }

  /** {@link #axis(int)} of each, in order; a repeated axis is an error. */
  public Ints axes(Ints axes) {
    Ints result = axes.map(this::axis);
    if (!result.areDistinctBelow(rank())) {
      throw new ShapeException("an axis is repeated in " + axes + " for shape " + this);
    }
    return result;
  }

  public Shape with(int axis, int size) {
    return new Shape(dims.with(axis, size));
  }

  public Shape insert(int axis, int size) {
    return new Shape(dims.insert(axis, size));
  }

  public Shape without(Ints axes) {
    return new Shape(dims.without(axes));
  }

  public Shape concat(Shape other) {
    return new Shape(dims.concat(other.dims));
  }

  /** As NumPy writes it: {@code ()}, {@code (3,)}, {@code (2, 3)}. */
  @Override
  public String toString() {
    return dims.size() == 1
        ? "(" + dims.get(0) + ",)"
        : dims.stream().mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
