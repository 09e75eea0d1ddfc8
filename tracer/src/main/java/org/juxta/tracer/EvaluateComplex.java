package org.juxta.tracer;

import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.Reduction.ReduceKind;

/** Operations on complex numbers, whose parts take turns in the data; computed in double. */
final class EvaluateComplex {
  private EvaluateComplex() {}

  /** The data of the result: of the real type for its real functions, else with parts in turn. */
  static Object unary(UnaryKind kind, HostArray x) {
    DType real = x.type().dtype().real();
    return switch (kind) {
      case REAL -> EvaluateConvert.narrow(EvaluateConvert.doubles(x), real);
      case IMAG -> EvaluateConvert.narrow(imaginary(x), real);
      case ABS -> EvaluateConvert.narrow(abs(EvaluateConvert.parts(x)), real);
      case NEG,
          SIGN,
          FLOOR,
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
          NOT,
          POPULATION_COUNT,
          CLZ,
          IS_FINITE,
          CONJ ->
          EvaluateConvert.narrow(apply(kind, EvaluateConvert.parts(x)), real);
    };
  }

  static double[] imaginary(HostArray x) {
    double[] r = new double[x.size()];
    for (int i = 0; i < r.length; i++) {
      r[i] = x.getImaginary(i);
    }
    return r;
  }

  private static double[] abs(double[] x) {
    double[] r = new double[x.length / 2];
    for (int i = 0; i < r.length; i++) {
      r[i] = Math.hypot(x[2 * i], x[2 * i + 1]);
    }
    return r;
  }

  private static double[] apply(UnaryKind kind, double[] x) {
    double[] r = new double[x.length];
    for (int i = 0; i < r.length; i += 2) {
      ComplexFunctions.apply(kind, new Complex(x[i], x[i + 1])).put(r, i);
    }
    return r;
  }

  static float[] binary(BinaryKind kind, float[] a, float[] b) {
    float[] r = new float[a.length];
    for (int i = 0; i < r.length; i += 2) {
      Complex z = apply(kind, new Complex(a[i], a[i + 1]), new Complex(b[i], b[i + 1]));
      r[i] = (float) z.re();
      r[i + 1] = (float) z.im();
    }
    return r;
  }

  static double[] binary(BinaryKind kind, double[] a, double[] b) {
    double[] r = new double[a.length];
    for (int i = 0; i < r.length; i += 2) {
      apply(kind, new Complex(a[i], a[i + 1]), new Complex(b[i], b[i + 1])).put(r, i);
    }
    return r;
  }

  private static Complex apply(BinaryKind kind, Complex a, Complex b) {
    return switch (kind) {
      case ADD -> a.plus(b);
      case SUB -> a.minus(b);
      case MUL -> a.times(b);
      case DIV -> a.over(b);
      case POW -> ComplexFunctions.pow(a, b);
      case REM,
          MAX,
          MIN,
          ATAN2,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_LOGICAL,
          SHIFT_RIGHT_ARITHMETIC,
          NEXTAFTER,
          COMPLEX ->
          throw new DTypeException(kind + " is not defined for complex numbers");
    };
  }

  /** Real and imaginary parts in turn. */
  static float[] join(float[] real, float[] imaginary) {
    float[] r = new float[2 * real.length];
    for (int i = 0; i < real.length; i++) {
      r[2 * i] = real[i];
      r[2 * i + 1] = imaginary[i];
    }
    return r;
  }

  /** Real and imaginary parts in turn. */
  static double[] join(double[] real, double[] imaginary) {
    double[] r = new double[2 * real.length];
    for (int i = 0; i < real.length; i++) {
      r[2 * i] = real[i];
      r[2 * i + 1] = imaginary[i];
    }
    return r;
  }

  static double[] reduce(ReduceKind kind, double[] x, int[] firsts, int[] terms) {
    double[] r = new double[2 * firsts.length];
    int[] real = new int[terms.length];
    for (int i = 0; i < real.length; i++) {
      real[i] = 2 * terms[i];
    }
    for (int i = 0; i < firsts.length; i++) {
      switch (kind) {
        case SUM -> {
          r[2 * i] = EvaluateReduction.sum(x, 2 * firsts[i], real, 0, real.length);
          r[2 * i + 1] = EvaluateReduction.sum(x, 2 * firsts[i] + 1, real, 0, real.length);
        }
        case PROD -> product(x, 2 * firsts[i], real).put(r, 2 * i);
        case MAX, MIN, AND, OR, XOR ->
            throw new DTypeException(kind + " is not defined for complex numbers");
      }
    }
    return r;
  }

  private static Complex product(double[] x, int first, int[] terms) {
    Complex product = Complex.ONE;
    for (int term : terms) {
      product = product.times(new Complex(x[first + term], x[first + term + 1]));
    }
    return product;
  }
}
