package org.juxta.transforms;

import java.util.List;
import java.util.function.Supplier;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Shape;
import org.juxta.transforms.JvpRules.Result;

/** Forward derivatives of the elementwise operations. */
final class ElementwiseJvp {
  private ElementwiseJvp() {}

  /** 2 / sqrt(π), the slope of erf at 0. */
  private static final double ERF_SLOPE = 2 / Math.sqrt(Math.PI);

  static Result unary(Elementwise.Unary op, Array x, Tangent tangent) {
    Array y = Primitives.bindOne(op, x);
    if (tangent.isZero()) {
      return Result.constant(List.of(y));
    }
    Array t = tangent.array();
    return switch (op.kind()) {
      case NEG -> Result.of(y, t.neg());
      case ABS -> Result.of(y, abs(x, y, t));
      case SIGN ->
          x.dtype().isComplex() ? Result.of(y, phase(x, y, t)) : Result.constant(List.of(y));
      case FLOOR, CEIL, ROUND, ROUND_AWAY, NOT, POPULATION_COUNT, CLZ, IS_FINITE ->
          Result.constant(List.of(y));
      case REAL, IMAG, CONJ -> Result.of(y, Primitives.bindOne(op, t));
      case EXP -> Result.of(y, t.mul(y));
      case EXPM1 -> Result.of(y, t.mul(y.add(1)));
      case LOG -> Result.of(y, t.div(x));
      case LOG1P -> Result.of(y, t.div(x.add(1)));
      case SQRT -> Result.of(y, t.mul(Np.divide(0.5, y)));
      case RSQRT -> Result.of(y, t.mul(y.div(x).mul(-0.5)));
      case CBRT -> Result.of(y, t.mul(Np.reciprocal(y.mul(y)).mul(1.0 / 3)));
      case SIN -> Result.of(y, t.mul(x.cos()));
      case COS -> Result.of(y, t.mul(x.sin().neg()));
      case TAN -> Result.of(y, t.mul(y.mul(y).add(1)));
      case ASIN -> Result.of(y, t.mul(Np.rsqrt(oneMinusSquare(x))));
      case ACOS -> Result.of(y, t.mul(Np.rsqrt(oneMinusSquare(x)).neg()));
      case ATAN -> Result.of(y, t.div(x.mul(x).add(1)));
      case SINH -> Result.of(y, t.mul(x.cosh()));
      case COSH -> Result.of(y, t.mul(x.sinh()));
      case TANH -> Result.of(y, t.mul(oneMinusSquare(y)));
      case ASINH -> Result.of(y, t.mul(Np.rsqrt(x.mul(x).add(1))));
      case ACOSH -> Result.of(y, t.mul(acoshSlope(x)));
      case ATANH -> Result.of(y, t.div(oneMinusSquare(x)));
      case LOGISTIC -> Result.of(y, t.mul(y.mul(Np.subtract(1, y))));
      case ERF -> Result.of(y, t.mul(gaussian(x).mul(ERF_SLOPE)));
      case ERFC -> Result.of(y, t.mul(gaussian(x).mul(-ERF_SLOPE)));
      case ERF_INV -> Result.of(y, t.mul(y.mul(y).exp().mul(1 / ERF_SLOPE)));
    };
  }

  private static Array abs(Array x, Array y, Array t) {
    if (!x.dtype().isComplex()) {
      return t.mul(Np.where(x.ge(0), ones(x), ones(x).neg()));
    }
    Array size = Np.where(y.eq(0), ones(y), y);
    return Np.real(t.mul(Np.conj(x).div(size)));
  }

  /** Of {@code y = x / |x|}, which only turns; 0 at 0. JAX has 0 everywhere. */
  private static Array phase(Array x, Array y, Array t) {
    Array size = x.abs();
    Array angle = Np.imag(t.mul(Np.conj(y).div(Np.where(size.eq(0), ones(size), size))));
    return Np.complex(Np.zerosLike(angle), angle).mul(y);
  }

  /** The root of the product is not the product of the roots on all of the complex plane. */
  private static Array acoshSlope(Array x) {
    return x.dtype().isComplex()
        ? Np.rsqrt(x.sub(1)).mul(Np.rsqrt(x.add(1)))
        : Np.rsqrt(x.sub(1).mul(x.add(1)));
  }

  private static Array ones(Array x) {
    return Np.ones(x.dtype());
  }

  /** 1 - x², without cancellation near ±1. */
  private static Array oneMinusSquare(Array x) {
    return Np.subtract(1, x).mul(x.add(1));
  }

  private static Array gaussian(Array x) {
    return x.mul(x).neg().exp();
  }

  static Result binary(Elementwise.Binary op, List<Array> operands, List<Tangent> tangents) {
    Array x = operands.get(0);
    Array y = operands.get(1);
    Array z = Primitives.bindOne(op, x, y);
    Tangent dx = tangents.get(0);
    Tangent dy = tangents.get(1);
    return switch (op.kind()) {
      case ADD -> sum(z, dx, dy);
      case SUB -> sum(z, dx, negated(dy));
      case MUL -> sum(z, scaled(dx, () -> y), scaled(dy, () -> x));
      case DIV -> sum(z, divided(dx, y), scaled(dy, () -> z.div(y).neg()));
      case REM -> sum(z, dx, scaled(dy, () -> truncated(x.div(y)).neg()));
      case POW -> sum(z, scaled(dx, () -> slope(x, y)), scaled(dy, () -> growth(x, y, z)));
      case MAX, MIN -> sum(z, scaled(dx, () -> share(x, y, z)), scaled(dy, () -> share(y, x, z)));
      case ATAN2 -> sum(z, scaled(dx, () -> turn(y, x, y)), scaled(dy, () -> turn(x, x, y).neg()));
      case COMPLEX -> complex(op, z, dx, dy);
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_LOGICAL, SHIFT_RIGHT_ARITHMETIC, NEXTAFTER ->
          Result.constant(List.of(z));
    };
  }

  private static Result sum(Array z, Tangent a, Tangent b) {
    Tangent total = a.plus(b);
    return switch (total) {
      case Tangent.Zero _ -> Result.of(z, Tangent.zero(z.type()));
      case Tangent.Of of -> Result.of(z, Np.broadcastTo(of.array(), z.shape()));
    };
  }

  /** Linear in both. */
  private static Result complex(Elementwise.Binary op, Array z, Tangent dx, Tangent dy) {
    if (dx.isZero() && dy.isZero()) {
      return Result.constant(List.of(z));
    }
    Array tangent = Primitives.bindOne(op, scalarZero(dx), scalarZero(dy));
    return Result.of(z, Np.broadcastTo(tangent, z.shape()));
  }

  private static Tangent negated(Tangent t) {
    return t.isZero() ? t : Tangent.of(t.array().neg());
  }

  /** {@code t} times a factor that is computed only if needed. */
  private static Tangent scaled(Tangent t, Supplier<Array> by) {
    return t.isZero() ? t : Tangent.of(t.array().mul(by.get()));
  }

  private static Tangent divided(Tangent t, Array by) {
    return t.isZero() ? t : Tangent.of(t.array().div(by));
  }

  private static Array truncated(Array x) {
    return Np.where(x.lt(0), x.ceil(), x.floor());
  }

  /** The derivative of pow by its base: 0 where the exponent is 0, also at base 0. */
  private static Array slope(Array x, Array y) {
    Array exponent = Np.where(y.eq(0), ones(y), y);
    return y.mul(Np.power(x, exponent.sub(1)));
  }

  /**
   * The derivative of pow by its exponent: 0 at base 0 with an exponent above 0, where the power is
   * 0.
   */
  private static Array growth(Array x, Array y, Array z) {
    Array zero = x.dtype().isComplex() ? x.eq(0) : x.eq(0).and(y.ge(0));
    return Np.where(zero, 0, z.mul(Np.where(zero, ones(x), x).log()));
  }

  /**
   * 1 where the extreme {@code z} is {@code x} alone, 1/2 where {@code y} equals it, 0 elsewhere.
   */
  private static Array share(Array x, Array y, Array z) {
    DType dtype = x.dtype();
    Array half = Np.full(Shape.SCALAR, 0.5, dtype);
    Array one = Np.where(y.eq(z), half, ones(x));
    return Np.where(x.eq(z), one, 0);
  }

  /** {@code a / (x² + y²)}. */
  private static Array turn(Array a, Array x, Array y) {
    return a.div(x.mul(x).add(y.mul(y)));
  }

  static Result select(Elementwise.Select op, List<Array> x, List<Tangent> t) {
    Array primal = Primitives.bind(op, x).getFirst();
    if (t.get(1).isZero() && t.get(2).isZero()) {
      return Result.constant(List.of(primal));
    }
    Array chosen = Primitives.bindOne(op, x.get(0), scalarZero(t.get(1)), scalarZero(t.get(2)));
    return Result.of(primal, Np.broadcastTo(chosen, primal.shape()));
  }

  /** As an array; zero as a scalar, which stands for any shape. */
  private static Array scalarZero(Tangent t) {
    return switch (t) {
      case Tangent.Zero zero -> Np.zeros(zero.type().dtype());
      case Tangent.Of of -> of.array();
    };
  }

  static Result convert(Elementwise.Convert op, Array x, Tangent t) {
    Array primal = Primitives.bindOne(op, x);
    return t.isZero() || !op.to().isInexact()
        ? Result.constant(List.of(primal))
        : Result.of(primal, Primitives.bindOne(op, t.array()));
  }
}
