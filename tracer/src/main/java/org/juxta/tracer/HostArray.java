package org.juxta.tracer;

import java.lang.foreign.MemorySegment;

/**
 * Dense row-major data in a Java array: {@code float[]} for F32, {@code double[]} for F64, {@code
 * byte[]}, {@code short[]}, {@code int[]} and {@code long[]} for the integers of their width,
 * signed or not, {@code short[]} of the bits for BF16 and F16, {@code byte[]} of 0 and 1 for BOOL;
 * for C64 and C128 {@code float[]} and {@code double[]} in which each element's real part is
 * followed by its imaginary part. Immutable by convention: who makes one gives the Java array away.
 */
public final class HostArray implements Value.Concrete {
  private final ArrayType type;
  private final Object data;

  private HostArray(ArrayType type, Object data) {
    this.type = type;
    this.data = data;
  }

  /** Takes {@code data} over without a copy. */
  public static HostArray wrap(ArrayType type, Object data) {
    int length = length(type.dtype(), data);
    if (length != lanes(type.dtype()) * type.shape().size()) {
      throw new ShapeException(length / lanes(type.dtype()) + " elements given for " + type);
    }
    return new HostArray(type, data);
  }

  private static int length(DType dtype, Object data) {
    int length =
        switch (dtype) {
          case F32, C64 -> data instanceof float[] a ? a.length : -1;
          case F64, C128 -> data instanceof double[] a ? a.length : -1;
          case I32, U32 -> data instanceof int[] a ? a.length : -1;
          case I64, U64 -> data instanceof long[] a ? a.length : -1;
          case I16, U16, BF16, F16 -> data instanceof short[] a ? a.length : -1;
          case BOOL, I8, U8 -> data instanceof byte[] a ? a.length : -1;
        };
    if (length < 0) {
      throw new DTypeException("a " + data.getClass().getSimpleName() + " can't hold " + dtype);
    }
    return length;
  }

  /** How many entries of the Java array make an element. */
  static int lanes(DType dtype) {
    return dtype.isComplex() ? 2 : 1;
  }

  /**
   * Zeros (false for BOOL), for a builder to fill by {@link #data()} before anyone else sees it.
   */
  public static HostArray allocate(ArrayType type) {
    int size = type.shape().size();
    return new HostArray(
        type,
        switch (type.dtype()) {
          case F32 -> new float[size];
          case F64 -> new double[size];
          case I32, U32 -> new int[size];
          case I64, U64 -> new long[size];
          case BOOL, I8, U8 -> new byte[size];
          case I16, U16, BF16, F16 -> new short[size];
          case C64 -> new float[Math.multiplyExact(2, size)];
          case C128 -> new double[Math.multiplyExact(2, size)];
        });
  }

  public static HostArray scalar(ArrayType type, double value) {
    HostArray result = allocate(type);
    result.set(0, value);
    return result;
  }

  public static HostArray scalar(ArrayType type, long value) {
    HostArray result = allocate(type);
    result.set(0, value);
    return result;
  }

  /** A scalar of a complex type. */
  public static HostArray scalar(ArrayType type, double real, double imaginary) {
    HostArray result = allocate(type);
    result.set(0, real, imaginary);
    return result;
  }

  @Override
  public ArrayType type() {
    return type;
  }

  /** The Java array itself, not to be written to. */
  public Object data() {
    return data;
  }

  public int size() {
    return type.shape().size();
  }

  /**
   * Element {@code i} in row-major order as a double; BOOL as 0 or 1, unsigned integers not
   * negative, the real part of a complex number.
   */
  public double getDouble(int i) {
    return switch (type.dtype()) {
      case F32 -> ((float[]) data)[i];
      case F64 -> ((double[]) data)[i];
      case I32 -> ((int[]) data)[i];
      case U32 -> Integer.toUnsignedLong(((int[]) data)[i]);
      case I64 -> ((long[]) data)[i];
      case U64 -> Unsigned.toDouble(((long[]) data)[i]);
      case BOOL, I8 -> ((byte[]) data)[i];
      case U8 -> Byte.toUnsignedInt(((byte[]) data)[i]);
      case I16 -> ((short[]) data)[i];
      case U16 -> Short.toUnsignedInt(((short[]) data)[i]);
      case BF16, F16 -> HalfPrecision.toFloat(((short[]) data)[i], type.dtype());
      case C64 -> ((float[]) data)[2 * i];
      case C128 -> ((double[]) data)[2 * i];
    };
  }

  /** The imaginary part of element {@code i} in row-major order; 0 of a real number. */
  public double getImaginary(int i) {
    return switch (type.dtype()) {
      case C64 -> ((float[]) data)[2 * i + 1];
      case C128 -> ((double[]) data)[2 * i + 1];
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, BF16, F16, F32, F64 -> 0;
    };
  }

  /**
   * Element {@code i} in row-major order as a long; floats and the real parts of complex numbers
   * are truncated, unsigned integers are not negative but for U64, which is the long of the same
   * bits.
   */
  public long getLong(int i) {
    return switch (type.dtype()) {
      case I32 -> ((int[]) data)[i];
      case U32 -> Integer.toUnsignedLong(((int[]) data)[i]);
      case I64, U64 -> ((long[]) data)[i];
      case BOOL, I8 -> ((byte[]) data)[i];
      case U8 -> Byte.toUnsignedInt(((byte[]) data)[i]);
      case I16 -> ((short[]) data)[i];
      case U16 -> Short.toUnsignedInt(((short[]) data)[i]);
      case F32, F64, BF16, F16, C64, C128 -> (long) getDouble(i);
    };
  }

  public boolean getBoolean(int i) {
    return getDouble(i) != 0 || getImaginary(i) != 0;
  }

  /** For builders only. */
  void set(int i, double value) {
    switch (type.dtype()) {
      case F32 -> ((float[]) data)[i] = (float) value;
      case F64 -> ((double[]) data)[i] = value;
      case I32 -> ((int[]) data)[i] = (int) value;
      case I64 -> ((long[]) data)[i] = (long) value;
      case U64 -> ((long[]) data)[i] = Unsigned.ofDouble(value);
      case I8, I16, U8, U16, U32 -> set(i, EvaluateConvert.saturated(value, type.dtype()));
      case BF16, F16 -> ((short[]) data)[i] = HalfPrecision.ofDouble(value, type.dtype());
      case BOOL -> ((byte[]) data)[i] = (byte) (value != 0 ? 1 : 0);
      case C64, C128 -> set(i, value, 0.0);
    }
  }

  /** For builders only. */
  void set(int i, long value) {
    switch (type.dtype()) {
      case F32 -> ((float[]) data)[i] = value;
      case F64 -> ((double[]) data)[i] = value;
      case I32, U32 -> ((int[]) data)[i] = (int) value;
      case I64, U64 -> ((long[]) data)[i] = value;
      case I8, U8 -> ((byte[]) data)[i] = (byte) value;
      case I16, U16 -> ((short[]) data)[i] = (short) value;
      case BF16, F16 -> ((short[]) data)[i] = HalfPrecision.ofFloat((float) value, type.dtype());
      case BOOL -> ((byte[]) data)[i] = (byte) (value != 0 ? 1 : 0);
      case C64, C128 -> set(i, (double) value, 0.0);
    }
  }

  /** For builders only, of complex types. */
  void set(int i, double real, double imaginary) {
    if (data instanceof float[] parts) {
      parts[2 * i] = (float) real;
      parts[2 * i + 1] = (float) imaginary;
    } else {
      double[] parts = (double[]) data;
      parts[2 * i] = real;
      parts[2 * i + 1] = imaginary;
    }
  }

  /** The data as native code reads it, in the byte order of this machine. */
  public MemorySegment segment() {
    return switch (type.dtype()) {
      case F32, C64 -> MemorySegment.ofArray((float[]) data);
      case F64, C128 -> MemorySegment.ofArray((double[]) data);
      case I32, U32 -> MemorySegment.ofArray((int[]) data);
      case I64, U64 -> MemorySegment.ofArray((long[]) data);
      case I16, U16, BF16, F16 -> MemorySegment.ofArray((short[]) data);
      case BOOL, I8, U8 -> MemorySegment.ofArray((byte[]) data);
    };
  }

  /** The same data under another shape of as many elements, or another weakness. */
  public HostArray as(ArrayType other) {
    return wrap(other, data);
  }

  @Override
  public HostArray toHost() {
    return this;
  }

  @Override
  public String toString() {
    return "HostArray<" + type + ">";
  }
}
