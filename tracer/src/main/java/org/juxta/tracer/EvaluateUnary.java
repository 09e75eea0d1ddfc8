package org.juxta.tracer;

import org.juxta.tracer.Elementwise.UnaryKind;

/**
 * Functions of one argument, a loop for each element type; real functions of F32 are computed in
 * double and rounded, or rounded as XLA rounds them ({@link SinglePrecision}).
 */
final class EvaluateUnary {
  private EvaluateUnary() {}

  static HostArray evaluate(UnaryKind kind, HostArray x, ArrayType type) {
    if (kind == UnaryKind.IS_FINITE) {
      return HostArray.wrap(type, isFinite(x));
    }
    return HostArray.wrap(
        type,
        switch (x.type().dtype()) {
          case F32 -> floats(kind, (float[]) x.data());
          case F64 -> doubles(kind, (double[]) x.data());
          case I32 -> ints(kind, (int[]) x.data());
          case U32 -> unsigned(kind, (int[]) x.data());
          case I64 -> longs(kind, (long[]) x.data());
          case BOOL -> not((byte[]) x.data());
        });
  }

  private static byte[] isFinite(HostArray x) {
    byte[] r = new byte[x.size()];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (Double.isFinite(x.getDouble(i)) ? 1 : 0);
    }
    return r;
  }

  private static float[] floats(UnaryKind kind, float[] x) {
    float[] r = new float[x.length];
    if (kind == UnaryKind.NEG) {
      for (int i = 0; i < r.length; i++) {
        r[i] = -x[i];
      }
    } else if (kind == UnaryKind.EXP) {
      for (int i = 0; i < r.length; i++) {
        r[i] = SinglePrecision.exp(x[i]);
      }
    } else if (kind == UnaryKind.LOG) {
      for (int i = 0; i < r.length; i++) {
        r[i] = SinglePrecision.log(x[i]);
      }
    } else if (kind == UnaryKind.LOG1P) {
      for (int i = 0; i < r.length; i++) {
        r[i] = SinglePrecision.log1p(x[i]);
      }
    } else if (kind == UnaryKind.ERF_INV) {
      for (int i = 0; i < r.length; i++) {
        r[i] = ErrorFunctions.erfInv(x[i]);
      }
    } else {
      for (int i = 0; i < r.length; i++) {
        r[i] = (float) RealFunctions.apply(kind, x[i]);
      }
    }
    return r;
  }

  private static double[] doubles(UnaryKind kind, double[] x) {
    double[] r = new double[x.length];
    if (kind == UnaryKind.NEG) {
      for (int i = 0; i < r.length; i++) {
        r[i] = -x[i];
      }
    } else if (kind == UnaryKind.EXP) {
      for (int i = 0; i < r.length; i++) {
        r[i] = Math.exp(x[i]);
      }
    } else if (kind == UnaryKind.LOG) {
      for (int i = 0; i < r.length; i++) {
        r[i] = Math.log(x[i]);
      }
    } else {
      for (int i = 0; i < r.length; i++) {
        r[i] = RealFunctions.apply(kind, x[i]);
      }
    }
    return r;
  }

  private static int[] ints(UnaryKind kind, int[] x) {
    int[] r = new int[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (int) integer(kind, x[i]);
    }
    return r;
  }

  private static int[] unsigned(UnaryKind kind, int[] x) {
    int[] r = new int[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (int) integer(kind, Integer.toUnsignedLong(x[i]));
    }
    return r;
  }

  private static long[] longs(UnaryKind kind, long[] x) {
    long[] r = new long[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = integer(kind, x[i]);
    }
    return r;
  }

  /** Narrower integers take the low bits of the result. */
  private static long integer(UnaryKind kind, long x) {
    return switch (kind) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Long.signum(x);
      case NOT -> ~x;
      case FLOOR,
          CEIL,
          ROUND,
          EXP,
          EXPM1,
          LOG,
          LOG1P,
          SQRT,
          RSQRT,
          CBRT,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          ATAN,
          SINH,
          COSH,
          TANH,
          ASINH,
          ACOSH,
          ATANH,
          LOGISTIC,
          ERF,
          ERFC,
          ERF_INV,
          IS_FINITE ->
          throw new DTypeException(kind + " is not defined for integers");
    };
  }

  private static byte[] not(byte[] x) {
    byte[] r = new byte[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (1 - x[i]);
    }
    return r;
  }
}
