package org.juxta.transforms;

import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Literal;

/** Taylor polynomials through the elementwise functions. */
final class JetElementwise {
  private JetElementwise() {}

  /** 2 / sqrt(π), the slope of erf at 0. */
  private static final double ERF_SLOPE = 2 / Math.sqrt(Math.PI);

  /** Above this, an integer exponent is treated as any other. */
  private static final long MOST_FACTORS = 1024;

  static Taylor unary(Elementwise.Unary op, Taylor x) {
    Array y = Primitives.bindOne(op, x.value());
    return switch (op.kind()) {
      case NEG,
          REAL,
          IMAG,
          CONJ,
          SIGN,
          FLOOR,
          CEIL,
          ROUND,
          ROUND_AWAY,
          NOT,
          POPULATION_COUNT,
          CLZ,
          IS_FINITE ->
          eachTerm(op, x);
      case ABS -> x.value().dtype().isComplex() ? modulus(x, y) : eachTerm(op, x);
      case EXP -> x.solve(y, e -> e);
      case EXPM1 -> x.solve(y, e -> e.plus(1));
      case LOG -> x.chain(y, x.reciprocal());
      case LOG1P -> x.chain(y, x.plus(1).reciprocal());
      case SQRT -> x.power(0.5, y);
      case RSQRT -> x.power(-0.5, y);
      case CBRT -> x.power(1.0 / 3, y);
      case SIN -> x.pair(y, x.value().cos(), -1).getFirst();
      case COS -> x.pair(x.value().sin(), y, -1).getLast();
      case TAN -> x.solve(y, t -> t.times(t).plus(1));
      case ASIN -> x.chain(y, rootBelow(oneMinusSquare(x)));
      case ACOS -> x.chain(y, rootBelow(oneMinusSquare(x)).map(Array::neg));
      case ATAN -> x.chain(y, x.times(x).plus(1).reciprocal());
      case SINH -> x.pair(y, x.value().cosh(), 1).getFirst();
      case COSH -> x.pair(x.value().sinh(), y, 1).getLast();
      case TANH -> x.solve(y, JetElementwise::oneMinusSquare);
      case ASINH -> x.chain(y, rootBelow(x.times(x).plus(1)));
      case ACOSH -> x.chain(y, rootBelow(x.plus(-1)).times(rootBelow(x.plus(1))));
      case ATANH -> x.chain(y, oneMinusSquare(x).reciprocal());
      case LOGISTIC -> x.solve(y, s -> s.minus(s.times(s)));
      case ERF -> x.chain(y, gaussian(x).scale(ERF_SLOPE));
      case ERFC -> x.chain(y, gaussian(x).scale(-ERF_SLOPE));
      case ERF_INV -> x.solve(y, z -> z.times(z).exp().scale(1 / ERF_SLOPE));
    };
  }

  private static Taylor eachTerm(Elementwise op, Taylor... x) {
    return JetRules.eachTerm(op, List.of(x)).getFirst();
  }

  /** Of complex numbers, the root of the squares of both parts. */
  private static Taylor modulus(Taylor x, Array y) {
    Taylor real = x.map(Np::real);
    Taylor imaginary = x.map(Np::imag);
    return real.times(real).plus(imaginary.times(imaginary)).power(0.5, y);
  }

  /** 1 - x², without cancellation near ±1. */
  private static Taylor oneMinusSquare(Taylor x) {
    return x.map(Array::neg).plus(1).times(x.plus(1));
  }

  /** 1 over the root. */
  private static Taylor rootBelow(Taylor x) {
    return x.power(-0.5, Np.rsqrt(x.value()));
  }

  private static Taylor gaussian(Taylor x) {
    return x.times(x).map(Array::neg).exp();
  }

  static Taylor binary(Elementwise.Binary op, Taylor x, Taylor y) {
    Array z = Primitives.bindOne(op, x.value(), y.value());
    return switch (op.kind()) {
      case ADD,
          SUB,
          REM,
          MAX,
          MIN,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_LOGICAL,
          SHIFT_RIGHT_ARITHMETIC,
          COMPLEX,
          NEXTAFTER ->
          eachTerm(op, x, y);
      case MUL -> Taylor.of(z, x.times(y));
      case DIV -> Taylor.of(z, x.over(y));
      case POW -> Taylor.of(z, power(x, y, z));
      case ATAN2 -> Taylor.of(z, angle(x, y, z));
    };
  }

  private static Taylor power(Taylor x, Taylor exponent, Array z) {
    if (exponent.isConstant() && exponent.value().value() instanceof Literal literal) {
      double number = literal.asDouble();
      return number >= 1 && number <= MOST_FACTORS && number == Math.rint(number)
          ? x.power((long) number)
          : x.power(number, z);
    }
    Taylor log = x.chain(x.value().log(), x.reciprocal());
    return exponent.times(log).solve(z, p -> p);
  }

  /** The angle of (y, x), whose slope is (y' x - x' y) / (x² + y²). */
  private static Taylor angle(Taylor y, Taylor x, Array z) {
    Taylor turn = y.derivative().times(x).minus(x.derivative().times(y));
    Taylor square = x.times(x).plus(y.times(y));
    return x.order() == 0 ? Taylor.constant(z, 0) : turn.over(square).integral(z);
  }
}
