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
          case BF16, F16 -> halves(kind, (short[]) x.data(), type.dtype());
          case I8, I16, I32, I64, U8, U16, U32, U64 -> integers(kind, x);
          case BOOL -> not((byte[]) x.data());
          case C64, C128 -> EvaluateComplex.unary(kind, x);
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

  private static short[] halves(UnaryKind kind, short[] x, DType dtype) {
    return HalfPrecision.narrow(floats(kind, HalfPrecision.widen(x, dtype)), dtype);
  }

  /** Narrower integers take the low bits of the result. */
  private static Object integers(UnaryKind kind, HostArray x) {
    DType dtype = x.type().dtype();
    long[] values = EvaluateConvert.longs(x);
    long[] r = new long[values.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = integer(kind, values[i], dtype);
    }
    return EvaluateConvert.narrow(r, dtype);
  }

  private static long integer(UnaryKind kind, long x, DType dtype) {
    return switch (kind) {
      case NEG -> -x;
      case ABS -> dtype.isUnsigned() ? x : Math.abs(x);
      case SIGN -> dtype.isUnsigned() && x != 0 ? 1 : Long.signum(x);
      case NOT -> ~x;
      case POPULATION_COUNT -> Long.bitCount(bits(x, dtype));
      case CLZ -> Long.numberOfLeadingZeros(bits(x, dtype)) - (Long.SIZE - dtype.bits());
      case FLOOR,
          CEIL,
          ROUND,
          ROUND_AWAY,
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
          REAL,
          IMAG,
          CONJ,
          IS_FINITE ->
          throw new DTypeException(kind + " is not defined for integers");
    };
  }

  /** The bits of an element, with zeros above. */
  private static long bits(long x, DType dtype) {
    return dtype.unsigned().wrap(x);
  }

  private static byte[] not(byte[] x) {
    byte[] r = new byte[x.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = (byte) (1 - x[i]);
    }
    return r;
  }
}
