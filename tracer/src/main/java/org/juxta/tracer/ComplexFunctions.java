package org.juxta.tracer;

import org.juxta.tracer.Elementwise.UnaryKind;

/**
 * Functions of a complex number, with the branch cuts, signed zeros and infinities of C's Annex G,
 * which NumPy has. The inverse functions are W. Kahan's ("Branch cuts for complex elementary
 * functions", 1987).
 */
final class ComplexFunctions {
  private static final double LOG_2 = Math.log(2);

  /** Above this, exp would overflow where a product with it might not. */
  private static final double LARGE_EXPONENT = 700;

  /** From here on 1 is nothing beside a number, and its square is finite. */
  private static final double LARGE = 1e17;

  private ComplexFunctions() {}

  static Complex apply(UnaryKind kind, Complex z) {
    return switch (kind) {
      case NEG -> z.negated();
      case CONJ -> z.conjugate();
      case SIGN -> sign(z);
      case EXP -> exp(z);
      case EXPM1 -> expm1(z);
      case LOG -> log(z);
      case LOG1P -> log1p(z);
      case SQRT -> sqrt(z);
      case RSQRT -> Complex.ONE.over(sqrt(z));
      case SIN -> sinh(z.timesI()).timesMinusI();
      case COS -> cosh(z.timesI());
      case TAN -> tanh(z.timesI()).timesMinusI();
      case ASIN -> asin(z);
      case ACOS -> acos(z);
      case ATAN -> atanh(z.timesI()).timesMinusI();
      case SINH -> sinh(z);
      case COSH -> cosh(z);
      case TANH -> tanh(z);
      case ASINH -> asin(z.timesI()).timesMinusI();
      case ACOSH -> acosh(z);
      case ATANH -> atanh(z);
      case LOGISTIC -> Complex.ONE.over(Complex.ONE.plus(exp(z.negated())));
      case ABS,
          FLOOR,
          CEIL,
          ROUND,
          ROUND_AWAY,
          CBRT,
          ERF,
          ERFC,
          ERF_INV,
          NOT,
          POPULATION_COUNT,
          CLZ,
          IS_FINITE,
          REAL,
          IMAG ->
          throw new DTypeException(kind + " does not give a complex number");
    };
  }

  private static Complex sign(Complex z) {
    double abs = z.abs();
    return abs == 0 ? z : new Complex(z.re() / abs, z.im() / abs);
  }

  private static Complex exp(Complex z) {
    double x = z.re();
    double y = z.im();
    if (y == 0) {
      return new Complex(Math.exp(x), y);
    }
    if (x == Double.NEGATIVE_INFINITY && !Double.isFinite(y)) {
      return new Complex(0, 0);
    }
    if (x == Double.POSITIVE_INFINITY && !Double.isFinite(y)) {
      return new Complex(x, Double.NaN);
    }
    return scaled(x, Math.cos(y), Math.sin(y));
  }

  /** exp(x) times a number, in two steps where exp(x) alone would overflow. */
  private static Complex scaled(double x, double re, double im) {
    if (x <= LARGE_EXPONENT || Double.isInfinite(x)) {
      double e = Math.exp(x);
      return new Complex(e * re, e * im);
    }
    double e = Math.exp(x / 2);
    return new Complex(e * re * e, e * im * e);
  }

  private static Complex expm1(Complex z) {
    double x = z.re();
    double y = z.im();
    if (y == 0) {
      return new Complex(Math.expm1(x), y);
    }
    if (Math.abs(x) > 1 || !z.isFinite()) {
      return exp(z).minus(Complex.ONE);
    }
    double sine = Math.sin(y / 2);
    return new Complex(Math.expm1(x) * Math.cos(y) - 2 * sine * sine, Math.exp(x) * Math.sin(y));
  }

  private static Complex log(Complex z) {
    return new Complex(logAbs(Math.abs(z.re()), Math.abs(z.im())), z.argument());
  }

  /** Near 1 of what the square is beyond it, where the logarithm of the root would cancel. */
  private static double logAbs(double x, double y) {
    double greater = Math.max(x, y);
    double lesser = Math.min(x, y);
    if (greater > 0.5 && greater < 2) {
      return 0.5 * Math.log1p((greater - 1) * (greater + 1) + lesser * lesser);
    }
    if (greater > 1e300 && !Double.isInfinite(greater)) {
      return Math.log(Math.hypot(x / 2, y / 2)) + LOG_2;
    }
    return Math.log(Math.hypot(x, y));
  }

  private static Complex log1p(Complex z) {
    double x = z.re();
    double y = z.im();
    if (!(Math.abs(x) < 0.5 && Math.abs(y) < 0.5)) {
      return log(new Complex(1 + x, y));
    }
    return new Complex(0.5 * Math.log1p(Math.fma(x, 2 + x, y * y)), Math.atan2(y, 1 + x));
  }

  private static Complex sqrt(Complex z) {
    double x = z.re();
    double y = z.im();
    if (x == 0 && y == 0) {
      return new Complex(0, y);
    }
    if (Double.isInfinite(y)) {
      return new Complex(Double.POSITIVE_INFINITY, y);
    }
    if (Double.isInfinite(x)) {
      double other = Double.isNaN(y) ? y : 0;
      return x > 0
          ? new Complex(x, Math.copySign(other, y))
          : new Complex(other, Math.copySign(-x, y));
    }
    // Powers of 4 bring the numbers to where neither their sum nor their squares leave the range.
    int exponent = Math.getExponent(Math.max(Math.abs(x), Math.abs(y))) & ~1;
    double a = Math.scalb(x, -exponent);
    double b = Math.scalb(y, -exponent);
    double root = Math.sqrt((Math.abs(a) + Math.hypot(a, b)) / 2);
    double half = b / (2 * root);
    return a >= 0
        ? new Complex(Math.scalb(root, exponent / 2), Math.scalb(half, exponent / 2))
        : new Complex(
            Math.scalb(Math.abs(half), exponent / 2),
            Math.copySign(Math.scalb(root, exponent / 2), y));
  }

  private static Complex sinh(Complex z) {
    double x = z.re();
    double y = z.im();
    if (y == 0) {
      return new Complex(Math.sinh(x), y);
    }
    if (x == 0) {
      return new Complex(Math.copySign(0, x * Math.cos(y)), Math.sin(y));
    }
    if (Math.abs(x) > LARGE_EXPONENT) {
      Complex e = scaled(Math.abs(x), Math.cos(y) / 2, Math.sin(y) / 2);
      return new Complex(Math.signum(x) * e.re(), e.im());
    }
    return new Complex(Math.sinh(x) * Math.cos(y), Math.cosh(x) * Math.sin(y));
  }

  private static Complex cosh(Complex z) {
    double x = z.re();
    double y = z.im();
    if (y == 0) {
      return new Complex(Math.cosh(x), y * Math.copySign(1, x));
    }
    if (x == 0) {
      return new Complex(Math.cos(y), x * Math.sin(y));
    }
    if (Math.abs(x) > LARGE_EXPONENT) {
      Complex e = scaled(Math.abs(x), Math.cos(y) / 2, Math.sin(y) / 2);
      return new Complex(e.re(), Math.signum(x) * e.im());
    }
    return new Complex(Math.cosh(x) * Math.cos(y), Math.sinh(x) * Math.sin(y));
  }

  private static Complex tanh(Complex z) {
    double x = z.re();
    double y = z.im();
    if (y == 0) {
      return new Complex(Math.tanh(x), y);
    }
    if (Math.abs(x) > 20) {
      double turn = Double.isFinite(y) ? Math.sin(2 * y) : 0;
      return new Complex(Math.copySign(1, x), 2 * turn * Math.exp(-2 * Math.abs(x)));
    }
    double tangent = Math.tan(y);
    double beta = 1 + tangent * tangent;
    double sinh = Math.sinh(x);
    double cosh = Math.sqrt(1 + sinh * sinh);
    double d = 1 + beta * sinh * sinh;
    return new Complex(beta * cosh * sinh / d, tangent / d);
  }

  private static Complex asin(Complex z) {
    double x = z.re();
    double y = z.im();
    if (isLarge(z)) {
      return new Complex(Math.atan2(x, Math.abs(y)), Math.copySign(logAbs(z) + LOG_2, y));
    }
    Complex below = sqrt(new Complex(1 - x, -y));
    Complex above = sqrt(new Complex(1 + x, y));
    return new Complex(
        Math.atan2(x, below.times(above).re()),
        RealFunctions.asinh(below.conjugate().times(above).im()));
  }

  private static Complex acos(Complex z) {
    double x = z.re();
    double y = z.im();
    if (isLarge(z)) {
      return new Complex(Math.atan2(Math.abs(y), x), -Math.copySign(logAbs(z) + LOG_2, y));
    }
    Complex below = sqrt(new Complex(1 - x, -y));
    Complex above = sqrt(new Complex(1 + x, y));
    return new Complex(
        2 * Math.atan2(below.re(), above.re()),
        RealFunctions.asinh(above.conjugate().times(below).im()));
  }

  private static Complex acosh(Complex z) {
    double x = z.re();
    double y = z.im();
    if (isLarge(z)) {
      return new Complex(logAbs(z) + LOG_2, Math.atan2(y, x));
    }
    Complex below = sqrt(new Complex(x - 1, y));
    Complex above = sqrt(new Complex(x + 1, y));
    return new Complex(
        RealFunctions.asinh(below.conjugate().times(above).re()),
        2 * Math.atan2(below.im(), above.re()));
  }

  private static Complex atanh(Complex z) {
    double x = z.re();
    double y = z.im();
    if (isLarge(z)) {
      double abs = z.abs();
      double re = Double.isInfinite(abs) ? Math.copySign(0, x) : x / abs / abs;
      return new Complex(re, Math.copySign(Math.PI / 2, y));
    }
    double a = Math.abs(x);
    double beyond = 1 - a;
    double re = 0.25 * Math.log1p(4 * a / (beyond * beyond + y * y));
    double im = 0.5 * Math.atan2(2 * y, beyond * (1 + a) - y * y);
    return new Complex(Math.copySign(re, x), im);
  }

  private static boolean isLarge(Complex z) {
    return Math.abs(z.re()) > LARGE || Math.abs(z.im()) > LARGE;
  }

  private static double logAbs(Complex z) {
    return logAbs(Math.abs(z.re()), Math.abs(z.im()));
  }

  /**
   * As NumPy: anything to the power 0 is 1, 0 to a power with a positive real part is 0, and whole
   * powers are products.
   */
  static Complex pow(Complex x, Complex y) {
    if (y.re() == 0 && y.im() == 0) {
      return Complex.ONE;
    }
    if (x.re() == 0 && x.im() == 0) {
      return y.re() > 0 ? new Complex(0, 0) : new Complex(Double.NaN, Double.NaN);
    }
    if (y.im() == 0 && y.re() == Math.rint(y.re()) && Math.abs(y.re()) < 100) {
      Complex power = power(x, (int) Math.abs(y.re()));
      return y.re() > 0 ? power : Complex.ONE.over(power);
    }
    return exp(y.times(log(x)));
  }

  private static Complex power(Complex x, int n) {
    Complex result = Complex.ONE;
    Complex square = x;
    for (int bits = n; bits > 0; bits >>= 1) {
      result = (bits & 1) != 0 ? result.times(square) : result;
      square = square.times(square);
    }
    return result;
  }
}
