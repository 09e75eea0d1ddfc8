package org.juxta.tracer;

/**
 * A scalar known when the program is written, which becomes part of its text: a plain Java number.
 *
 * @param bits {@link Double#doubleToRawLongBits} of a float (of either width), the value of an
 *     integer, 0 or 1 for BOOL
 */
public record Literal(ArrayType type, long bits) implements Atom, Value.Concrete {
  public Literal {
    if (!type.shape().isScalar()) {
      throw new ShapeException("a literal must be a scalar: " + type);
    }
  }

  /** The literal of the given type nearest to {@code value}. */
  public static Literal of(ArrayType type, double value) {
    return new Literal(
        type,
        switch (type.dtype()) {
          case F64 -> Double.doubleToRawLongBits(value);
          case F32 -> Double.doubleToRawLongBits((float) value);
          case I32 -> (int) value;
          case I64 -> (long) value;
          case U32 -> (long) Math.clamp(value, 0.0, 4294967295.0);
          case BOOL -> value != 0 ? 1 : 0;
        });
  }

  /** The literal of the given type for an integer; narrower integer types keep the low bits. */
  public static Literal of(ArrayType type, long value) {
    return new Literal(
        type,
        switch (type.dtype()) {
          case F64 -> Double.doubleToRawLongBits((double) value);
          case F32 -> Double.doubleToRawLongBits((float) value);
          case I32 -> (int) value;
          case I64 -> value;
          case U32 -> Integer.toUnsignedLong((int) value);
          case BOOL -> value != 0 ? 1 : 0;
        });
  }

  public double asDouble() {
    return type.dtype().isFloat() ? Double.longBitsToDouble(bits) : bits;
  }

  public long asLong() {
    return type.dtype().isFloat() ? (long) asDouble() : bits;
  }

  /** This number as another type, converted as {@link Elementwise.Convert} does. */
  public Literal as(ArrayType to) {
    return type.dtype().isFloat() ? of(to, asDouble()) : of(to, bits);
  }

  @Override
  public HostArray toHost() {
    return type.dtype().isFloat()
        ? HostArray.scalar(type, asDouble())
        : HostArray.scalar(type, bits);
  }

  /** The number alone: {@code 2.0}, {@code -1}, {@code true}. */
  public String text() {
    return switch (type.dtype()) {
      case F32 -> Float.toString((float) asDouble());
      case F64 -> Double.toString(asDouble());
      case I32, I64, U32 -> Long.toString(bits);
      case BOOL -> bits != 0 ? "true" : "false";
    };
  }

  @Override
  public String toString() {
    return text() + ":" + type;
  }
}
