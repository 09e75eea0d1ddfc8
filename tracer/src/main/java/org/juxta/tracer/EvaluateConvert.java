package org.juxta.tracer;

/** Changes of the element type: by value, by way of double or long, or by bits. */
final class EvaluateConvert {
  private EvaluateConvert() {}

  static Object convert(HostArray x, DType to) {
    DType from = x.type().dtype();
    if (from == to) {
      return x.data();
    }
    return switch (from) {
      case BF16, F16, F32, F64 -> narrow(doubles(x), to);
      case BOOL, I8, I16, I32, I64, U8, U16, U32 -> narrow(longs(x), to);
      case U64 -> to.isInexact() ? ofUnsigned((long[]) x.data(), to) : narrow(longs(x), to);
      case C64, C128 -> ofComplex(x, to);
    };
  }

  private static Object ofUnsigned(long[] x, DType to) {
    if (to == DType.F32 || to == DType.BF16) {
      float[] r = new float[x.length];
      for (int i = 0; i < r.length; i++) {
        r[i] = Unsigned.toFloat(x[i]);
      }
      return to == DType.F32 ? r : HalfPrecision.narrow(r, to);
    }
    double[] r = new double[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = Unsigned.toDouble(x[i]);
    }
    return narrow(r, to);
  }

  private static Object ofComplex(HostArray x, DType to) {
    if (to.isComplex()) {
      return narrow(parts(x), to.real());
    }
    if (!to.isBool()) {
      return narrow(doubles(x), to);
    }
    byte[] r = new byte[x.size()];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (x.getBoolean(i) ? 1 : 0);
    }
    return r;
  }

  /** The elements as doubles; the data themselves if they are; real parts of complex numbers. */
  static double[] doubles(HostArray x) {
    if (x.type().dtype() == DType.F64) {
      return (double[]) x.data();
    }
    double[] r = new double[x.size()];
    if (x.type().dtype() == DType.F32) {
      float[] f = (float[]) x.data();
      for (int i = 0; i < r.length; i++) {
        r[i] = f[i];
      }
    } else {
      for (int i = 0; i < r.length; i++) {
        r[i] = x.getDouble(i);
      }
    }
    return r;
  }

  /** The elements as doubles, of complex numbers real and imaginary parts in turn. */
  static double[] parts(HostArray x) {
    if (!x.type().dtype().isComplex()) {
      return doubles(x);
    }
    return x.data() instanceof float[] f ? widened(f) : (double[]) x.data();
  }

  private static double[] widened(float[] x) {
    double[] r = new double[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = x[i];
    }
    return r;
  }

  /** The elements as longs; the data themselves if they are. */
  static long[] longs(HostArray x) {
    if (x.data() instanceof long[] l) {
      return l;
    }
    long[] r = new long[x.size()];
    if (x.data() instanceof int[] a && x.type().dtype() == DType.I32) {
      for (int i = 0; i < r.length; i++) {
        r[i] = a[i];
      }
    } else {
      for (int i = 0; i < r.length; i++) {
        r[i] = x.getLong(i);
      }
    }
    return r;
  }

  /** Integers saturate and NaN becomes 0. */
  static Object narrow(double[] x, DType to) {
    return switch (to) {
      case F64 -> x;
      case F32 -> floats(x);
      case BF16, F16 -> HalfPrecision.narrow(x, to);
      case I32 -> ints(x);
      case I64 -> longs(x);
      case I8, I16, U8, U16, U32, U64 -> narrow(saturated(x, to), to);
      case BOOL -> booleans(x);
      case C64, C128 -> narrow(complex(x), to.real());
    };
  }

  /** Narrower integers keep the low bits. */
  static Object narrow(long[] x, DType to) {
    return switch (to) {
      case I64, U64 -> x;
      case I32, U32 -> ints(x);
      case I16, U16 -> shorts(x);
      case I8, U8 -> bytes(x);
      case F64 -> doubles(x);
      case F32 -> floats(x);
      case BF16, F16 -> HalfPrecision.narrow(floats(x), to);
      case BOOL -> booleans(x);
      case C64, C128 -> narrow(complex(doubles(x)), to.real());
    };
  }

  /** Truncated towards zero to what the integer type has; NaN becomes 0. */
  static long saturated(double x, DType to) {
    return switch (to) {
      case U64 -> Unsigned.ofDouble(x);
      case I64 -> (long) x;
      case I8, I16, I32, U8, U16, U32 -> Math.clamp((long) x, to.least(), to.greatest());
      case BOOL, BF16, F16, F32, F64, C64, C128 ->
          throw new DTypeException(to + " is not an integer type");
    };
  }

  private static long[] saturated(double[] x, DType to) {
    long[] r = new long[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = saturated(x[i], to);
    }
    return r;
  }

  /** With imaginary parts 0. */
  private static double[] complex(double[] x) {
    double[] r = new double[2 * x.length];
    for (int i = 0; i < x.length; i++) {
      r[2 * i] = x[i];
    }
    return r;
  }

  private static short[] shorts(long[] x) {
    short[] r = new short[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (short) x[i];
    }
    return r;
  }

  private static byte[] bytes(long[] x) {
    byte[] r = new byte[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) x[i];
    }
    return r;
  }

  private static float[] floats(double[] x) {
    float[] r = new float[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (float) x[i];
    }
    return r;
  }

  private static int[] ints(double[] x) {
    int[] r = new int[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (int) x[i];
    }
    return r;
  }

  private static long[] longs(double[] x) {
    long[] r = new long[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (long) x[i];
    }
    return r;
  }

  private static byte[] booleans(double[] x) {
    byte[] r = new byte[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (x[i] != 0 ? 1 : 0);
    }
    return r;
  }

  private static int[] ints(long[] x) {
    int[] r = new int[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (int) x[i];
    }
    return r;
  }

  private static double[] doubles(long[] x) {
    double[] r = new double[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = x[i];
    }
    return r;
  }

  private static float[] floats(long[] x) {
    float[] r = new float[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = x[i];
    }
    return r;
  }

  private static byte[] booleans(long[] x) {
    byte[] r = new byte[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (x[i] != 0 ? 1 : 0);
    }
    return r;
  }

  /** By way of the bytes in memory, lowest first. */
  static Object bitcast(HostArray x, ArrayType to) {
    if (x.type().dtype() == to.dtype()) {
      return x.data();
    }
    HostArray result = HostArray.allocate(to);
    result.segment().copyFrom(x.segment());
    return result.data();
  }
}
