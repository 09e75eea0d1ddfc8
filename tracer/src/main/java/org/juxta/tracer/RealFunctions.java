package org.juxta.tracer;

/** Functions of reals that {@link Math} lacks or defines differently at the edges. */
final class RealFunctions {
  private static final double LOG_2 = Math.log(2);

  private RealFunctions() {}

  /**
   * The functions of {@link Elementwise.UnaryKind} on a double; those of integers, complex numbers
   * and IS_FINITE are not here.
   */
  static double apply(Elementwise.UnaryKind kind, double x) {
    return switch (kind) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case ROUND_AWAY -> roundAway(x);
      case EXP -> Math.exp(x);
      case EXPM1 -> Math.expm1(x);
      case LOG -> Math.log(x);
      case LOG1P -> Math.log1p(x);
      case SQRT -> Math.sqrt(x);
      case RSQRT -> 1 / Math.sqrt(x);
      case CBRT -> Math.cbrt(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TAN -> Math.tan(x);
      case ASIN -> Math.asin(x);
      case ACOS -> Math.acos(x);
      case ATAN -> Math.atan(x);
      case SINH -> Math.sinh(x);
      case COSH -> Math.cosh(x);
      case TANH -> Math.tanh(x);
      case ASINH -> asinh(x);
      case ACOSH -> acosh(x);
      case ATANH -> atanh(x);
      case LOGISTIC -> logistic(x);
      case ERF -> ErrorFunctions.erf(x);
      case ERFC -> ErrorFunctions.erfc(x);
      case ERF_INV -> ErrorFunctions.erfInv(x);
      case NOT, POPULATION_COUNT, CLZ, IS_FINITE, REAL, IMAG, CONJ ->
          throw new DTypeException(kind + " is not a function of reals with real values");
    };
  }

  static double asinh(double x) {
    double a = Math.abs(x);
    if (a > 0x1p28) {
      return Math.copySign(Math.log(a) + LOG_2, x);
    }
    // log(a + sqrt(a^2 + 1)), written so that nothing cancels for a small argument.
    double square = a * a;
    return Math.copySign(Math.log1p(a + square / (1 + Math.sqrt(square + 1))), x);
  }

  static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    if (x > 0x1p28) {
      return Math.log(x) + LOG_2;
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  static double atanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }

  /**
   * exp(x) / (1 + exp(x)) for negative arguments, where 1 / (1 + exp(-x)) would lose the tail to an
   * overflow.
   */
  static double logistic(double x) {
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1 + e);
  }

  /** As C's {@code pow}: 1 to any power, and -1 to an infinite one, is 1. */
  static double pow(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
  }

  /** To the nearest integer, halves away from zero. */
  static double roundAway(double x) {
    double whole = Math.rint(x);
    // Halves are exact, and only they can have gone the other way.
    return Math.abs(x - whole) == 0.5 ? x + Math.copySign(0.5, x) : whole;
  }

  /**
   * Rounded, halves to even, to fewer bits of exponent and fraction; see {@link
   * Elementwise.ReducePrecision}.
   */
  static double reducePrecision(double x, int exponentBits, int mantissaBits) {
    if (Double.isNaN(x) || Double.isInfinite(x) || x == 0) {
      return x;
    }
    int dropped = Math.max(0, 52 - mantissaBits);
    long bits = Double.doubleToRawLongBits(x);
    if (dropped > 0) {
      long half = 1L << (dropped - 1);
      bits += half - 1 + ((bits >>> dropped) & 1);
      bits &= -1L << dropped;
    }
    double rounded = Double.longBitsToDouble(bits);
    int bias = exponentBits >= 11 ? 1023 : (1 << (exponentBits - 1)) - 1;
    int exponent = Math.getExponent(rounded);
    if (exponent > bias) {
      return Math.copySign(Double.POSITIVE_INFINITY, x);
    }
    return exponent < 1 - bias ? Math.copySign(0.0, x) : rounded;
  }
}
