package org.juxta.tracer;

/**
 * A scalar known when the program is written, which becomes part of its text: a plain Java number.
 *
 * @param bits {@link Double#doubleToRawLongBits} of a float of any width or of a real part, the
 *     value of an integer (of U64, the long of the same bits), 0 or 1 for BOOL
 * @param imaginaryBits the same of the imaginary part; 0 unless the type is complex
 */
public record Literal(ArrayType type, long bits, long imaginaryBits)
    implements Atom, Value.Concrete {
  public Literal {
    if (!type.shape().isScalar()) {
      throw new ShapeException("a literal must be a scalar: " + type);
    }
  }

  /** A real number. */
  public Literal(ArrayType type, long bits) {
    this(type, bits, 0);
  }

  /** The literal of the given type nearest to {@code value}. */
  public static Literal of(ArrayType type, double value) {
    DType dtype = type.dtype();
    return new Literal(
        type,
        switch (dtype) {
          case F64, C128 -> Double.doubleToRawLongBits(value);
          case F32, C64 -> Double.doubleToRawLongBits((float) value);
          case BF16, F16 -> Double.doubleToRawLongBits(HalfPrecision.round(value, dtype));
          case I8, I16, I32, I64, U8, U16, U32, U64 -> EvaluateConvert.saturated(value, dtype);
          case BOOL -> value != 0 ? 1 : 0;
        });
  }

  /** The literal of the given type for an integer; narrower integer types keep the low bits. */
  public static Literal of(ArrayType type, long value) {
    DType dtype = type.dtype();
    return switch (dtype) {
      case BF16, F16, F32, C64 -> of(type, (float) value);
      case F64, C128 -> of(type, (double) value);
      case I8, I16, I32, I64, U8, U16, U32, U64 -> new Literal(type, dtype.wrap(value));
      case BOOL -> new Literal(type, value != 0 ? 1 : 0);
    };
  }

  /**
   * The literal of the given type nearest to a complex number: of a real type, to its real part; of
   * BOOL, whether it is not 0.
   */
  public static Literal of(ArrayType type, double real, double imaginary) {
    if (!type.dtype().isComplex()) {
      return type.dtype().isBool()
          ? of(type, real != 0 || imaginary != 0 ? 1L : 0L)
          : of(type, real);
    }
    double part = type.dtype() == DType.C64 ? (float) imaginary : imaginary;
    return new Literal(type, of(type, real).bits, Double.doubleToRawLongBits(part));
  }

  /** The element of an array of one. */
  public static Literal of(HostArray scalar) {
    ArrayType type = scalar.type();
    return switch (type.dtype().kind()) {
      case FLOAT -> new Literal(type, Double.doubleToRawLongBits(scalar.getDouble(0)));
      case COMPLEX -> of(type, scalar.getDouble(0), scalar.getImaginary(0));
      case BOOLEAN, SIGNED, UNSIGNED -> new Literal(type, scalar.getLong(0));
    };
  }

  public double asDouble() {
    return switch (type.dtype().kind()) {
      case FLOAT, COMPLEX -> Double.longBitsToDouble(bits);
      case BOOLEAN, SIGNED -> bits;
      case UNSIGNED -> Unsigned.toDouble(bits);
    };
  }

  /** The imaginary part; 0 of a real number. */
  public double imaginary() {
    return Double.longBitsToDouble(imaginaryBits);
  }

  public long asLong() {
    return type.dtype().isInexact() ? (long) asDouble() : bits;
  }

  /** This number as another type, converted as {@link Elementwise.Convert} does. */
  public Literal as(ArrayType to) {
    return switch (type.dtype()) {
      case BF16, F16, F32, F64 -> of(to, asDouble());
      case C64, C128 -> of(to, asDouble(), imaginary());
      case U64 -> to.dtype().isInexact() ? of(to, asDouble()) : of(to, bits);
      case BOOL, I8, I16, I32, I64, U8, U16, U32 -> of(to, bits);
    };
  }

  @Override
  public HostArray toHost() {
    return switch (type.dtype().kind()) {
      case FLOAT -> HostArray.scalar(type, asDouble());
      case COMPLEX -> HostArray.scalar(type, asDouble(), imaginary());
      case BOOLEAN, SIGNED, UNSIGNED -> HostArray.scalar(type, bits);
    };
  }

  /** The number alone: {@code 2.0}, {@code -1}, {@code true}, {@code (1.0, -2.0)}. */
  public String text() {
    return switch (type.dtype()) {
      case BF16, F16, F32 -> Float.toString((float) asDouble());
      case F64 -> Double.toString(asDouble());
      case I8, I16, I32, I64, U8, U16, U32 -> Long.toString(bits);
      case U64 -> Long.toUnsignedString(bits);
      case BOOL -> bits != 0 ? "true" : "false";
      case C64 -> "(" + (float) asDouble() + ", " + (float) imaginary() + ")";
      case C128 -> "(" + asDouble() + ", " + imaginary() + ")";
    };
  }

  @Override
  public String toString() {
    return text() + ":" + type;
  }
}
