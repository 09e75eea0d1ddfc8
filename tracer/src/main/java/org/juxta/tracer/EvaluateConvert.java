package org.juxta.tracer;

/** Changes of the element type: by value, by way of double or long, or by bits. */
final class EvaluateConvert {
  private EvaluateConvert() {}

  static Object convert(HostArray x, DType to) {
    DType from = x.type().dtype();
    if (from == to) {
      return x.data();
    }
    return from.isFloat() ? narrow(doubles(x), to) : narrow(longs(x), to);
  }

  /** The elements as doubles; the data themselves if they are. */
  static double[] doubles(HostArray x) {
    if (x.data() instanceof double[] d) {
      return d;
    }
    double[] r = new double[x.size()];
    if (x.data() instanceof float[] f) {
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
      case I32 -> ints(x);
      case U32 -> unsigned(x);
      case I64 -> longs(x);
      case BOOL -> booleans(x);
    };
  }

  /** Narrower integers keep the low bits. */
  static Object narrow(long[] x, DType to) {
    return switch (to) {
      case I64 -> x;
      case I32, U32 -> ints(x);
      case F64 -> doubles(x);
      case F32 -> floats(x);
      case BOOL -> booleans(x);
    };
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

  private static int[] unsigned(double[] x) {
    int[] r = new int[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (int) (long) Math.clamp(x[i], 0.0, 4294967295.0);
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

  static Object bitcast(HostArray x, DType to) {
    DType from = x.type().dtype();
    if (from == to || (!from.isFloat() && !to.isFloat())) {
      return x.data();
    }
    return switch (from) {
      case F32 -> bits((float[]) x.data());
      case F64 -> bits((double[]) x.data());
      case I32, U32 -> floatsOfBits((int[]) x.data());
      case I64 -> doublesOfBits((long[]) x.data());
      case BOOL -> x.data();
    };
  }

  private static int[] bits(float[] x) {
    int[] r = new int[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = Float.floatToRawIntBits(x[i]);
    }
    return r;
  }

  private static long[] bits(double[] x) {
    long[] r = new long[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = Double.doubleToRawLongBits(x[i]);
    }
    return r;
  }

  private static float[] floatsOfBits(int[] x) {
    float[] r = new float[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = Float.intBitsToFloat(x[i]);
    }
    return r;
  }

  private static double[] doublesOfBits(long[] x) {
    double[] r = new double[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = Double.longBitsToDouble(x[i]);
    }
    return r;
  }
}
