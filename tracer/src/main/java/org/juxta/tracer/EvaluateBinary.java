package org.juxta.tracer;

import org.juxta.tracer.Elementwise.BinaryKind;

/**
 * Functions of two arguments of as many elements, a loop for each element type and frequent
 * function.
 */
final class EvaluateBinary {
  private EvaluateBinary() {}

  /** The operands' data have the result's length. */
  static Object evaluate(BinaryKind kind, DType dtype, Object a, Object b) {
    return switch (dtype) {
      case F32 -> floats(kind, (float[]) a, (float[]) b);
      case F64 -> doubles(kind, (double[]) a, (double[]) b);
      case I32 -> ints(kind, (int[]) a, (int[]) b);
      case U32 -> unsigned(kind, (int[]) a, (int[]) b);
      case I64 -> longs(kind, (long[]) a, (long[]) b);
      case U64 -> unsigned(kind, (long[]) a, (long[]) b);
      case I8, U8 -> bytes(kind, dtype, (byte[]) a, (byte[]) b);
      case I16, U16 -> shorts(kind, dtype, (short[]) a, (short[]) b);
      case BF16, F16 -> halves(kind, dtype, (short[]) a, (short[]) b);
      case BOOL -> booleans(kind, (byte[]) a, (byte[]) b);
      case C64 -> EvaluateComplex.binary(kind, (float[]) a, (float[]) b);
      case C128 -> EvaluateComplex.binary(kind, (double[]) a, (double[]) b);
    };
  }

  private static float[] floats(BinaryKind kind, float[] a, float[] b) {
    float[] r = new float[a.length];
    switch (kind) {
      case ADD -> add(a, b, r);
      case SUB -> subtract(a, b, r);
      case MUL -> multiply(a, b, r);
      case DIV -> divide(a, b, r);
      case MAX -> max(a, b, r);
      case MIN -> min(a, b, r);
      case REM,
          POW,
          ATAN2,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_LOGICAL,
          SHIFT_RIGHT_ARITHMETIC -> {
        for (int i = 0; i < r.length; i++) {
          r[i] = (float) real(kind, a[i], b[i]);
        }
      }
      case NEXTAFTER -> {
        for (int i = 0; i < r.length; i++) {
          r[i] = Math.nextAfter(a[i], b[i]);
        }
      }
      case COMPLEX -> {
        return EvaluateComplex.join(a, b);
      }
    }
    return r;
  }

  private static void add(float[] a, float[] b, float[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = a[i] + b[i];
    }
  }

  private static void subtract(float[] a, float[] b, float[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = a[i] - b[i];
    }
  }

  private static void multiply(float[] a, float[] b, float[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = a[i] * b[i];
    }
  }

  private static void divide(float[] a, float[] b, float[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = a[i] / b[i];
    }
  }

  private static void max(float[] a, float[] b, float[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = Math.max(a[i], b[i]);
    }
  }

  private static void min(float[] a, float[] b, float[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = Math.min(a[i], b[i]);
    }
  }

  private static double[] doubles(BinaryKind kind, double[] a, double[] b) {
    double[] r = new double[a.length];
    switch (kind) {
      case ADD -> add(a, b, r);
      case SUB -> subtract(a, b, r);
      case MUL -> multiply(a, b, r);
      case DIV -> divide(a, b, r);
      case MAX -> max(a, b, r);
      case MIN -> min(a, b, r);
      case REM,
          POW,
          ATAN2,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_LOGICAL,
          SHIFT_RIGHT_ARITHMETIC -> {
        for (int i = 0; i < r.length; i++) {
          r[i] = real(kind, a[i], b[i]);
        }
      }
      case NEXTAFTER -> {
        for (int i = 0; i < r.length; i++) {
          r[i] = Math.nextAfter(a[i], b[i]);
        }
      }
      case COMPLEX -> {
        return EvaluateComplex.join(a, b);
      }
    }
    return r;
  }

  private static void add(double[] a, double[] b, double[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = a[i] + b[i];
    }
  }

  private static void subtract(double[] a, double[] b, double[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = a[i] - b[i];
    }
  }

  private static void multiply(double[] a, double[] b, double[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = a[i] * b[i];
    }
  }

  private static void divide(double[] a, double[] b, double[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = a[i] / b[i];
    }
  }

  private static void max(double[] a, double[] b, double[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = Math.max(a[i], b[i]);
    }
  }

  private static void min(double[] a, double[] b, double[] r) {
    for (int i = 0; i < r.length; i++) {
      r[i] = Math.min(a[i], b[i]);
    }
  }

  private static double real(BinaryKind kind, double a, double b) {
    return switch (kind) {
      case REM -> a % b;
      case POW -> RealFunctions.pow(a, b);
      case ATAN2 -> Math.atan2(a, b);
      case ADD,
          SUB,
          MUL,
          DIV,
          MAX,
          MIN,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_LOGICAL,
          SHIFT_RIGHT_ARITHMETIC,
          NEXTAFTER,
          COMPLEX ->
          throw new DTypeException(kind + " is not defined for floats");
    };
  }

  private static int[] ints(BinaryKind kind, int[] a, int[] b) {
    int[] r = new int[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = signed(kind, a[i], b[i]);
    }
    return r;
  }

  /** Division of the least value by -1 wraps around, in Java as in XLA. */
  private static int signed(BinaryKind kind, int a, int b) {
    return switch (kind) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> b == 0 ? -1 : a / b;
      case REM -> b == 0 ? a : a % b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_LOGICAL, SHIFT_RIGHT_ARITHMETIC ->
          bits(kind, a, b);
      case POW, ATAN2, NEXTAFTER, COMPLEX ->
          throw new DTypeException(kind + " is not defined for integers");
    };
  }

  private static int bits(BinaryKind kind, int a, int b) {
    boolean within = Integer.compareUnsigned(b, 32) < 0;
    return switch (kind) {
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case SHIFT_LEFT -> within ? a << b : 0;
      case SHIFT_RIGHT_LOGICAL -> within ? a >>> b : 0;
      case SHIFT_RIGHT_ARITHMETIC -> within ? a >> b : a >> 31;
      case ADD, SUB, MUL, DIV, REM, POW, MAX, MIN, ATAN2, NEXTAFTER, COMPLEX ->
          throw new IllegalArgumentException(kind.name());
    };
  }

  private static int[] unsigned(BinaryKind kind, int[] a, int[] b) {
    int[] r = new int[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = unsigned(kind, a[i], b[i]);
    }
    return r;
  }

  private static int unsigned(BinaryKind kind, int a, int b) {
    return switch (kind) {
      case DIV -> b == 0 ? -1 : Integer.divideUnsigned(a, b);
      case REM -> b == 0 ? a : Integer.remainderUnsigned(a, b);
      case MAX -> Integer.compareUnsigned(a, b) >= 0 ? a : b;
      case MIN -> Integer.compareUnsigned(a, b) <= 0 ? a : b;
      case ADD,
          SUB,
          MUL,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_LOGICAL,
          SHIFT_RIGHT_ARITHMETIC,
          POW,
          ATAN2,
          NEXTAFTER,
          COMPLEX ->
          signed(kind, a, b);
    };
  }

  private static long[] longs(BinaryKind kind, long[] a, long[] b) {
    long[] r = new long[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = signed(kind, a[i], b[i]);
    }
    return r;
  }

  private static long signed(BinaryKind kind, long a, long b) {
    return switch (kind) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> b == 0 ? -1 : a / b;
      case REM -> b == 0 ? a : a % b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_LOGICAL, SHIFT_RIGHT_ARITHMETIC ->
          bits(kind, a, b);
      case POW, ATAN2, NEXTAFTER, COMPLEX ->
          throw new DTypeException(kind + " is not defined for integers");
    };
  }

  private static long bits(BinaryKind kind, long a, long b) {
    boolean within = Long.compareUnsigned(b, 64) < 0;
    return switch (kind) {
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case SHIFT_LEFT -> within ? a << b : 0;
      case SHIFT_RIGHT_LOGICAL -> within ? a >>> b : 0;
      case SHIFT_RIGHT_ARITHMETIC -> within ? a >> b : a >> 63;
      case ADD, SUB, MUL, DIV, REM, POW, MAX, MIN, ATAN2, NEXTAFTER, COMPLEX ->
          throw new IllegalArgumentException(kind.name());
    };
  }

  private static long[] unsigned(BinaryKind kind, long[] a, long[] b) {
    long[] r = new long[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = unsigned(kind, a[i], b[i]);
    }
    return r;
  }

  private static long unsigned(BinaryKind kind, long a, long b) {
    return switch (kind) {
      case DIV -> b == 0 ? -1 : Long.divideUnsigned(a, b);
      case REM -> b == 0 ? a : Long.remainderUnsigned(a, b);
      case MAX -> Long.compareUnsigned(a, b) >= 0 ? a : b;
      case MIN -> Long.compareUnsigned(a, b) <= 0 ? a : b;
      case ADD,
          SUB,
          MUL,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_LOGICAL,
          SHIFT_RIGHT_ARITHMETIC,
          POW,
          ATAN2,
          NEXTAFTER,
          COMPLEX ->
          signed(kind, a, b);
    };
  }

  private static byte[] bytes(BinaryKind kind, DType dtype, byte[] a, byte[] b) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) small(kind, dtype, dtype.wrap(a[i]), dtype.wrap(b[i]));
    }
    return r;
  }

  private static short[] shorts(BinaryKind kind, DType dtype, short[] a, short[] b) {
    short[] r = new short[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (short) small(kind, dtype, dtype.wrap(a[i]), dtype.wrap(b[i]));
    }
    return r;
  }

  /**
   * Of integers narrower than int, given as the longs of their values; the low bits of the result
   * count.
   */
  private static long small(BinaryKind kind, DType dtype, long a, long b) {
    DType bits = dtype.unsigned();
    boolean within = bits.wrap(b) < dtype.bits();
    return switch (kind) {
      case SHIFT_LEFT -> within ? a << b : 0;
      case SHIFT_RIGHT_LOGICAL -> within ? bits.wrap(a) >>> b : 0;
      // The sign bit is the highest of the type's, also where the type is unsigned.
      case SHIFT_RIGHT_ARITHMETIC -> {
        int unused = Long.SIZE - dtype.bits();
        yield (a << unused >> unused) >> (within ? b : Long.SIZE - 1);
      }
      case ADD, SUB, MUL, DIV, REM, POW, MAX, MIN, ATAN2, AND, OR, XOR, NEXTAFTER, COMPLEX ->
          signed(kind, a, b);
    };
  }

  private static short[] halves(BinaryKind kind, DType dtype, short[] a, short[] b) {
    if (kind == BinaryKind.NEXTAFTER) {
      short[] r = new short[a.length];
      for (int i = 0; i < r.length; i++) {
        r[i] = HalfPrecision.nextAfter(a[i], b[i], dtype);
      }
      return r;
    }
    return HalfPrecision.narrow(
        floats(kind, HalfPrecision.widen(a, dtype), HalfPrecision.widen(b, dtype)), dtype);
  }

  private static byte[] booleans(BinaryKind kind, byte[] a, byte[] b) {
    byte[] r = new byte[a.length];
    for (int i = 0; i < r.length; i++) {
      r[i] =
          (byte)
              switch (kind) {
                case AND, MIN -> a[i] & b[i];
                case OR, MAX -> a[i] | b[i];
                case XOR -> a[i] ^ b[i];
                case ADD,
                    SUB,
                    MUL,
                    DIV,
                    REM,
                    POW,
                    ATAN2,
                    NEXTAFTER,
                    COMPLEX,
                    SHIFT_LEFT,
                    SHIFT_RIGHT_LOGICAL,
                    SHIFT_RIGHT_ARITHMETIC ->
                    throw new DTypeException(kind + " is not defined for BOOL");
              };
    }
    return r;
  }
}
