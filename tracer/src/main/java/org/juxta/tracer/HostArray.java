package org.juxta.tracer;

import java.lang.foreign.MemorySegment;

/**
 * Dense row-major data in a Java array of the element type: {@code float[]} for F32, {@code
 * double[]} for F64, {@code int[]} for I32 and U32, {@code long[]} for I64, {@code byte[]} of 0 and
 * 1 for BOOL. Immutable by convention: who makes one gives the Java array away.
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
    int length =
        switch (data) {
          case float[] a when type.dtype() == DType.F32 -> a.length;
          case double[] a when type.dtype() == DType.F64 -> a.length;
          case int[] a when type.dtype() == DType.I32 || type.dtype() == DType.U32 -> a.length;
          case long[] a when type.dtype() == DType.I64 -> a.length;
          case byte[] a when type.dtype() == DType.BOOL -> a.length;
          default ->
              throw new DTypeException(
                  "a " + data.getClass().getSimpleName() + " can't hold " + type.dtype());
        };
    if (length != type.shape().size()) {
      throw new ShapeException(length + " elements given for " + type);
    }
    return new HostArray(type, data);
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
          case I64 -> new long[size];
          case BOOL -> new byte[size];
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

  /** Element {@code i} in row-major order as a double; BOOL as 0 or 1, U32 not negative. */
  public double getDouble(int i) {
    return switch (type.dtype()) {
      case F32 -> ((float[]) data)[i];
      case F64 -> ((double[]) data)[i];
      case I32 -> ((int[]) data)[i];
      case U32 -> Integer.toUnsignedLong(((int[]) data)[i]);
      case I64 -> ((long[]) data)[i];
      case BOOL -> ((byte[]) data)[i];
    };
  }

  /** Element {@code i} in row-major order as a long; floats are truncated, U32 is not negative. */
  public long getLong(int i) {
    return switch (type.dtype()) {
      case F32 -> (long) ((float[]) data)[i];
      case F64 -> (long) ((double[]) data)[i];
      case I32 -> ((int[]) data)[i];
      case U32 -> Integer.toUnsignedLong(((int[]) data)[i]);
      case I64 -> ((long[]) data)[i];
      case BOOL -> ((byte[]) data)[i];
    };
  }

  public boolean getBoolean(int i) {
    return getDouble(i) != 0;
  }

  /** For builders only. */
  void set(int i, double value) {
    switch (type.dtype()) {
      case F32 -> ((float[]) data)[i] = (float) value;
      case F64 -> ((double[]) data)[i] = value;
      case I32 -> ((int[]) data)[i] = (int) value;
      case U32 -> ((int[]) data)[i] = (int) (long) Math.clamp(value, 0.0, 4294967295.0);
      case I64 -> ((long[]) data)[i] = (long) value;
      case BOOL -> ((byte[]) data)[i] = (byte) (value != 0 ? 1 : 0);
    }
  }

  /** For builders only. */
  void set(int i, long value) {
    switch (type.dtype()) {
      case F32 -> ((float[]) data)[i] = value;
      case F64 -> ((double[]) data)[i] = value;
      case I32, U32 -> ((int[]) data)[i] = (int) value;
      case I64 -> ((long[]) data)[i] = value;
      case BOOL -> ((byte[]) data)[i] = (byte) (value != 0 ? 1 : 0);
    }
  }

  /** The data as native code reads it, in the byte order of this machine. */
  public MemorySegment segment() {
    return switch (type.dtype()) {
      case F32 -> MemorySegment.ofArray((float[]) data);
      case F64 -> MemorySegment.ofArray((double[]) data);
      case I32, U32 -> MemorySegment.ofArray((int[]) data);
      case I64 -> MemorySegment.ofArray((long[]) data);
      case BOOL -> MemorySegment.ofArray((byte[]) data);
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
