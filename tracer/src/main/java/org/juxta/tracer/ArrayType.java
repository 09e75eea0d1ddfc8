package org.juxta.tracer;

import java.util.stream.Collectors;

/**
 * What is known of an array before it has a value.
 *
 * @param weak whether the element type came from a plain Java number, and so gives way to that of
 *     the array it meets
 */
public record ArrayType(DType dtype, Shape shape, boolean weak) {
  public static ArrayType of(DType dtype, Shape shape) {
    return new ArrayType(dtype, shape, false);
  }

  public static ArrayType of(DType dtype, int... dims) {
    return new ArrayType(dtype, Shape.of(dims), false);
  }

  public ArrayType with(Shape newShape) {
    return new ArrayType(dtype, newShape, weak);
  }

  public ArrayType with(DType newDType) {
    return new ArrayType(newDType, shape, weak);
  }

  public ArrayType strong() {
    return weak ? new ArrayType(dtype, shape, false) : this;
  }

  /** Whether the two agree in element type and shape; weakness is a matter of promotion only. */
  public boolean sameAs(ArrayType other) {
    return dtype == other.dtype && shape.equals(other.shape);
  }

  public int rank() {
    return shape.rank();
  }

  /** Bytes of the dense array. */
  public long bytes() {
    return (long) dtype.bytes() * shape.size();
  }

  /** Such as {@code F32(128, 784)} and {@code F64()}; a weak type ends in {@code *}. */
  @Override
  public String toString() {
    return dtype
        + shape.dims().stream()
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", "(", ")"))
        + (weak ? "*" : "");
  }
}
