package org.juxta.tracer;

import org.juxta.tracer.Elementwise.Direction;

/** Comparisons and choices between elements. */
final class EvaluateCompare {
  private EvaluateCompare() {}

  /** The operands' data have the result's length; unsigned integers are compared as such. */
  static byte[] compare(Direction direction, DType dtype, Object a, Object b) {
    return switch (direction) {
      case GT -> order(dtype, b, a, false);
      case GE -> order(dtype, b, a, true);
      case LT -> order(dtype, a, b, false);
      case LE -> order(dtype, a, b, true);
      case EQ -> equal(dtype, a, b);
      case NE -> not(equal(dtype, a, b));
    };
  }

  private static byte[] not(byte[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] ^= 1;
    }
    return x;
  }

  private static byte[] equal(DType dtype, Object a, Object b) {
    return switch (dtype) {
      case F32 -> equal((float[]) a, (float[]) b);
      case F64 -> equal((double[]) a, (double[]) b);
      case I32, U32 -> equal((int[]) a, (int[]) b);
      case I64, U64 -> equal((long[]) a, (long[]) b);
      case I16, U16 -> equal((short[]) a, (short[]) b);
      case BOOL, I8, U8 -> equal((byte[]) a, (byte[]) b);
      case BF16, F16 ->
          equal(HalfPrecision.widen((short[]) a, dtype), HalfPrecision.widen((short[]) b, dtype));
      case C64 -> both(equal((float[]) a, (float[]) b));
      case C128 -> both(equal((double[]) a, (double[]) b));
    };
  }

  /** Whether real and imaginary parts, which take turns, hold both. */
  private static byte[] both(byte[] parts) {
    byte[] r = new byte[parts.length / 2];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (parts[2 * i] & parts[2 * i + 1]);
    }
    return r;
  }

  private static byte[] equal(byte[] a, byte[] b) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
    return r;
  }

  private static byte[] equal(short[] a, short[] b) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
    return r;
  }

  private static byte[] equal(float[] a, float[] b) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
    return r;
  }

  private static byte[] equal(double[] a, double[] b) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
    return r;
  }

  private static byte[] equal(int[] a, int[] b) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
    return r;
  }

  private static byte[] equal(long[] a, long[] b) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (a[i] == b[i] ? 1 : 0);
    }
    return r;
  }

  /** Less, or less or equal. */
  private static byte[] order(DType dtype, Object a, Object b, boolean orEqual) {
    return switch (dtype) {
      case F32 -> order((float[]) a, (float[]) b, orEqual);
      case F64 -> order((double[]) a, (double[]) b, orEqual);
      case I32 -> order((int[]) a, (int[]) b, 0, orEqual);
      // With the highest bit flipped, signed integers are in the order of the unsigned ones.
      case U32 -> order((int[]) a, (int[]) b, Integer.MIN_VALUE, orEqual);
      case I64 -> order((long[]) a, (long[]) b, 0, orEqual);
      case U64 -> order((long[]) a, (long[]) b, Long.MIN_VALUE, orEqual);
      case BOOL, I8, U8 -> order(dtype, (byte[]) a, (byte[]) b, orEqual);
      case I16, U16 -> order(dtype, (short[]) a, (short[]) b, orEqual);
      case BF16, F16 ->
          order(
              HalfPrecision.widen((short[]) a, dtype),
              HalfPrecision.widen((short[]) b, dtype),
              orEqual);
      case C64, C128 -> throw new DTypeException("complex numbers have no order");
    };
  }

  private static byte[] order(float[] a, float[] b, boolean orEqual) {
    byte[] r = new byte[a.length];
    if (orEqual) {
      for (int i = 0; i < r.length; i++) {
        r[i] = (byte) (a[i] <= b[i] ? 1 : 0);
      }
    } else {
      for (int i = 0; i < r.length; i++) {
        r[i] = (byte) (a[i] < b[i] ? 1 : 0);
      }
    }
    return r;
  }

  private static byte[] order(double[] a, double[] b, boolean orEqual) {
    byte[] r = new byte[a.length];
    if (orEqual) {
      for (int i = 0; i < r.length; i++) {
        r[i] = (byte) (a[i] <= b[i] ? 1 : 0);
      }
    } else {
      for (int i = 0; i < r.length; i++) {
        r[i] = (byte) (a[i] < b[i] ? 1 : 0);
      }
    }
    return r;
  }

  private static byte[] order(int[] a, int[] b, int flip, boolean orEqual) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      int x = a[i] ^ flip;
      int y = b[i] ^ flip;
      r[i] = (byte) (x < y || (orEqual && x == y) ? 1 : 0);
    }
    return r;
  }

  private static byte[] order(long[] a, long[] b, long flip, boolean orEqual) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      long x = a[i] ^ flip;
      long y = b[i] ^ flip;
      r[i] = (byte) (x < y || (orEqual && x == y) ? 1 : 0);
    }
    return r;
  }

  private static byte[] order(DType dtype, byte[] a, byte[] b, boolean orEqual) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      long x = dtype.wrap(a[i]);
      long y = dtype.wrap(b[i]);
      r[i] = (byte) (x < y || (orEqual && x == y) ? 1 : 0);
    }
    return r;
  }

  private static byte[] order(DType dtype, short[] a, short[] b, boolean orEqual) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      long x = dtype.wrap(a[i]);
      long y = dtype.wrap(b[i]);
      r[i] = (byte) (x < y || (orEqual && x == y) ? 1 : 0);
    }
    return r;
  }

  static Object select(DType dtype, byte[] which, Object a, Object b) {
    return switch (dtype) {
      case F32 -> select(which, (float[]) a, (float[]) b);
      case F64 -> select(which, (double[]) a, (double[]) b);
      case I32, U32 -> select(which, (int[]) a, (int[]) b);
      case I64, U64 -> select(which, (long[]) a, (long[]) b);
      case I16, U16, BF16, F16 -> select(which, (short[]) a, (short[]) b);
      case BOOL, I8, U8 -> select(which, (byte[]) a, (byte[]) b);
      case C64 -> select(twice(which), (float[]) a, (float[]) b);
      case C128 -> select(twice(which), (double[]) a, (double[]) b);
    };
  }

  /** Each value for the two parts of a complex number. */
  private static byte[] twice(byte[] which) {
    byte[] r = new byte[2 * which.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = which[i >> 1];
    }
    return r;
  }

  private static short[] select(byte[] which, short[] a, short[] b) {
    short[] r = new short[which.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = which[i] != 0 ? a[i] : b[i];
    }
    return r;
  }

  private static float[] select(byte[] which, float[] a, float[] b) {
    float[] r = new float[which.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = which[i] != 0 ? a[i] : b[i];
    }
    return r;
  }

  private static double[] select(byte[] which, double[] a, double[] b) {
    double[] r = new double[which.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = which[i] != 0 ? a[i] : b[i];
    }
    return r;
  }

  private static int[] select(byte[] which, int[] a, int[] b) {
    int[] r = new int[which.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = which[i] != 0 ? a[i] : b[i];
    }
    return r;
  }

  private static long[] select(byte[] which, long[] a, long[] b) {
    long[] r = new long[which.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = which[i] != 0 ? a[i] : b[i];
    }
    return r;
  }

  private static byte[] select(byte[] which, byte[] a, byte[] b) {
    byte[] r = new byte[which.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = which[i] != 0 ? a[i] : b[i];
    }
    return r;
  }
}
