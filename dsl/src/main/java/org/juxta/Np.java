package org.juxta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Reduction.ArgKind;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * NumPy's functions of arrays, with its names and semantics, JAX's where they differ. Arguments are
 * promoted to a common element type and broadcast to a common shape. Functions that make numbers
 * from nothing default to F32.
 */
public final class Np {
  private Np() {}

  // ---- Making arrays ----

  /** A scalar F64. */
  public static Array array(double value) {
    return wrap(DType.F64, Shape.SCALAR, new double[] {value});
  }

  /** A scalar F32. */
  public static Array array(float value) {
    return wrap(DType.F32, Shape.SCALAR, new float[] {value});
  }

  /** A scalar I32. */
  public static Array array(int value) {
    return wrap(DType.I32, Shape.SCALAR, new int[] {value});
  }

  /** A scalar I64. */
  public static Array array(long value) {
    return wrap(DType.I64, Shape.SCALAR, new long[] {value});
  }

  /** A scalar BOOL. */
  public static Array array(boolean value) {
    return array(new boolean[] {value}).reshape();
  }

  /** F64, of a copy of the values. */
  public static Array array(double... values) {
    return wrap(DType.F64, Shape.of(values.length), values.clone());
  }

  /** F32, of a copy of the values. */
  public static Array array(float... values) {
    return wrap(DType.F32, Shape.of(values.length), values.clone());
  }

  /** I32, of a copy of the values. */
  public static Array array(int... values) {
    return wrap(DType.I32, Shape.of(values.length), values.clone());
  }

  /** I64, of a copy of the values. */
  public static Array array(long... values) {
    return wrap(DType.I64, Shape.of(values.length), values.clone());
  }

  /** BOOL. */
  public static Array array(boolean... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return wrap(DType.BOOL, Shape.of(values.length), bytes);
  }

  /**
   * From nested Java arrays of one primitive type, such as {@code new float[][] {{1, 2}, {3, 4}}},
   * which must not be ragged.
   */
  public static Array array(Object[] nested) {
    return NestedArrays.toArray(nested);
  }

  static Array wrap(DType dtype, Shape shape, Object data) {
    return Array.of(HostArray.wrap(ArrayType.of(dtype, shape), data));
  }

  /** The given shape filled with {@code value}. */
  public static Array full(Shape shape, Array value) {
    return broadcastTo(value, shape);
  }

  /** The given shape filled with {@code value}, of the given element type. */
  public static Array full(Shape shape, double value, DType dtype) {
    return broadcastTo(Array.of(Literal.of(ArrayType.of(dtype), value)), shape);
  }

  /** Zeros, F32. */
  public static Array zeros(int... dims) {
    return zeros(DType.F32, dims);
  }

  public static Array zeros(DType dtype, int... dims) {
    return full(Shape.of(dims), 0, dtype);
  }

  /** Ones, F32. */
  public static Array ones(int... dims) {
    return ones(DType.F32, dims);
  }

  public static Array ones(DType dtype, int... dims) {
    return full(Shape.of(dims), 1, dtype);
  }

  /** Zeros of the shape and element type of {@code x}. */
  public static Array zerosLike(Array x) {
    return full(x.shape(), 0, x.dtype());
  }

  /** Ones of the shape and element type of {@code x}. */
  public static Array onesLike(Array x) {
    return full(x.shape(), 1, x.dtype());
  }

  /** {@code value} in the shape and element type of {@code x}. */
  public static Array fullLike(Array x, double value) {
    return full(x.shape(), value, x.dtype());
  }

  /** The identity matrix, F32. */
  public static Array eye(int n) {
    return eye(n, DType.F32);
  }

  public static Array eye(int n, DType dtype) {
    Shape shape = Shape.of(n, n);
    return Lax.iota(DType.I32, shape, 0).eq(Lax.iota(DType.I32, shape, 1)).astype(dtype);
  }

  /** 0, 1, …, stop - 1, I32. */
  public static Array arange(int stop) {
    return arange(0, stop, 1);
  }

  /** start, start + 1, … to before stop, I32. */
  public static Array arange(int start, int stop) {
    return arange(start, stop, 1);
  }

  /** start, start + step, … to before stop, I32. */
  public static Array arange(int start, int stop, int step) {
    if (step == 0) {
      throw new ShapeException("arange: the step may not be 0");
    }
    int count =
        Math.max(
            0, step > 0 ? Math.ceilDiv(stop - start, step) : Math.ceilDiv(start - stop, -step));
    return Lax.iota(DType.I32, Shape.of(count), 0).mul(step).add(start);
  }

  /** {@code count} evenly spaced numbers from {@code start} to {@code stop}, both included; F32. */
  public static Array linspace(double start, double stop, int count) {
    return linspace(start, stop, count, DType.F32);
  }

  /** {@code count} evenly spaced numbers from {@code start} to {@code stop}, both included. */
  public static Array linspace(double start, double stop, int count, DType dtype) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double t = count == 1 ? 0 : (double) i / (count - 1);
      values[i] = i == count - 1 && count > 1 ? stop : start + t * (stop - start);
    }
    return array(values).astype(dtype);
  }

  // ---- Elementwise functions of one argument ----

  private static Array inexact(Array x, UnaryKind kind) {
    DType dtype = Promotion.inexact(x.dtype());
    return Primitives.bindOne(new Elementwise.Unary(kind), Promotion.to(x, dtype));
  }

  /** For functions that integers have too; BOOL becomes I32. */
  private static Array keep(Array x, UnaryKind kind) {
    boolean rounds = kind == UnaryKind.FLOOR || kind == UnaryKind.CEIL || kind == UnaryKind.ROUND;
    if (rounds && !x.dtype().isFloat()) {
      return x;
    }
    return Primitives.bindOne(new Elementwise.Unary(kind), number(x));
  }

  private static Array number(Array x) {
    return x.dtype().isBool() ? Promotion.to(x, DType.I32) : x;
  }

  /** -x */
  public static Array negative(Array x) {
    return keep(x, UnaryKind.NEG);
  }

  /** The absolute value; its derivative at 0 is 1, as JAX's. */
  public static Array abs(Array x) {
    return keep(x, UnaryKind.ABS);
  }

  /** -1, 0 or 1; NaN stays NaN. */
  public static Array sign(Array x) {
    return keep(x, UnaryKind.SIGN);
  }

  /** The greatest integer not above x. */
  public static Array floor(Array x) {
    return keep(x, UnaryKind.FLOOR);
  }

  /** The least integer not below x. */
  public static Array ceil(Array x) {
    return keep(x, UnaryKind.CEIL);
  }

  /** The nearest integer, halves to even. */
  public static Array round(Array x) {
    return keep(x, UnaryKind.ROUND);
  }

  /** The exponential function. */
  public static Array exp(Array x) {
    return inexact(x, UnaryKind.EXP);
  }

  /** exp(x) - 1, exact near 0. */
  public static Array expm1(Array x) {
    return inexact(x, UnaryKind.EXPM1);
  }

  /** The natural logarithm; NaN below 0. */
  public static Array log(Array x) {
    return inexact(x, UnaryKind.LOG);
  }

  /** log(1 + x), exact near 0. */
  public static Array log1p(Array x) {
    return inexact(x, UnaryKind.LOG1P);
  }

  /** The square root; NaN below 0. */
  public static Array sqrt(Array x) {
    return inexact(x, UnaryKind.SQRT);
  }

  /** 1 / sqrt(x). */
  public static Array rsqrt(Array x) {
    return inexact(x, UnaryKind.RSQRT);
  }

  /** The real cube root. */
  public static Array cbrt(Array x) {
    return inexact(x, UnaryKind.CBRT);
  }

  /** The sine of x radians. */
  public static Array sin(Array x) {
    return inexact(x, UnaryKind.SIN);
  }

  /** The cosine of x radians. */
  public static Array cos(Array x) {
    return inexact(x, UnaryKind.COS);
  }

  /** The tangent of x radians. */
  public static Array tan(Array x) {
    return inexact(x, UnaryKind.TAN);
  }

  /** The inverse sine, in radians. */
  public static Array arcsin(Array x) {
    return inexact(x, UnaryKind.ASIN);
  }

  /** The inverse cosine, in radians. */
  public static Array arccos(Array x) {
    return inexact(x, UnaryKind.ACOS);
  }

  /** The inverse tangent, in radians. */
  public static Array arctan(Array x) {
    return inexact(x, UnaryKind.ATAN);
  }

  /** The hyperbolic sine. */
  public static Array sinh(Array x) {
    return inexact(x, UnaryKind.SINH);
  }

  /** The hyperbolic cosine. */
  public static Array cosh(Array x) {
    return inexact(x, UnaryKind.COSH);
  }

  /** The hyperbolic tangent. */
  public static Array tanh(Array x) {
    return inexact(x, UnaryKind.TANH);
  }

  /** The inverse hyperbolic sine. */
  public static Array arcsinh(Array x) {
    return inexact(x, UnaryKind.ASINH);
  }

  /** The inverse hyperbolic cosine. */
  public static Array arccosh(Array x) {
    return inexact(x, UnaryKind.ACOSH);
  }

  /** The inverse hyperbolic tangent. */
  public static Array arctanh(Array x) {
    return inexact(x, UnaryKind.ATANH);
  }

  /** 1 / (1 + exp(-x)). */
  public static Array sigmoid(Array x) {
    return inexact(x, UnaryKind.LOGISTIC);
  }

  /** The error function. */
  public static Array erf(Array x) {
    return inexact(x, UnaryKind.ERF);
  }

  /** 1 - erf(x), exact in the right tail. */
  public static Array erfc(Array x) {
    return inexact(x, UnaryKind.ERFC);
  }

  /** The inverse of the error function. */
  public static Array erfInv(Array x) {
    return inexact(x, UnaryKind.ERF_INV);
  }

  /** Whether neither infinite nor NaN. */
  public static Array isfinite(Array x) {
    return x.dtype().isFloat()
        ? Primitives.bindOne(new Elementwise.Unary(UnaryKind.IS_FINITE), x)
        : onesLike(x).astype(DType.BOOL);
  }

  public static Array isnan(Array x) {
    return x.ne(x);
  }

  public static Array isinf(Array x) {
    return x.dtype().isFloat()
        ? abs(x).eq(Double.POSITIVE_INFINITY)
        : zerosLike(x).astype(DType.BOOL);
  }

  /** x * x. */
  public static Array square(Array x) {
    return multiply(x, x);
  }

  /** 1 / x. */
  public static Array reciprocal(Array x) {
    return divide(Array.scalar(1), x);
  }

  /** log(1 + exp(x)), in both tails without overflow or cancellation. */
  public static Array softplus(Array x) {
    return logaddexp(x, Array.scalar(0));
  }

  /** log(1 / (1 + exp(-x))), in both tails without overflow or cancellation. */
  public static Array logSigmoid(Array x) {
    return negative(softplus(negative(x)));
  }

  /** 0 below 0, else x; the derivative at 0 is 0. */
  public static Array relu(Array x) {
    return where(x.gt(0), x, Array.scalar(0));
  }

  // ---- Elementwise functions of two arguments ----

  private static Array binary(BinaryKind kind, Array x, Array y) {
    return elementwise(new Elementwise.Binary(kind), x, y, Promotion.common(x.type(), y.type()));
  }

  private static Array arithmetic(BinaryKind kind, BinaryKind onBool, Array x, Array y) {
    boolean bool = x.dtype().isBool() && y.dtype().isBool();
    return binary(bool ? onBool : kind, x, y);
  }

  private static Array elementwise(Elementwise op, Array x, Array y, DType dtype) {
    Array a = Promotion.to(x, dtype);
    Array b = Promotion.to(y, dtype);
    if (!a.shape().equals(b.shape()) && a.rank() > 0 && b.rank() > 0) {
      Shape shape = broadcastShapes(op.name(), a.shape(), b.shape());
      a = broadcastTo(a, shape);
      b = broadcastTo(b, shape);
    }
    return Primitives.bindOne(op, a, b);
  }

  /** x + y; on BOOL, or. */
  public static Array add(Array x, Array y) {
    return arithmetic(BinaryKind.ADD, BinaryKind.OR, x, y);
  }

  /** x - y. */
  public static Array subtract(Array x, Array y) {
    return binary(BinaryKind.SUB, x, y);
  }

  /** x - y. */
  public static Array subtract(double x, Array y) {
    return subtract(Array.scalar(x), y);
  }

  /** x * y; on BOOL, and. */
  public static Array multiply(Array x, Array y) {
    return arithmetic(BinaryKind.MUL, BinaryKind.AND, x, y);
  }

  /** x / y as reals: integers are divided as floats. */
  public static Array divide(Array x, Array y) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), y.type()));
    return elementwise(new Elementwise.Binary(BinaryKind.DIV), x, y, dtype);
  }

  /** x / y. */
  public static Array divide(double x, Array y) {
    return divide(Array.scalar(x), y);
  }

  /** The greatest integer not above x / y; for integers rounded from the exact quotient. */
  public static Array floorDivide(Array x, Array y) {
    DType dtype = Promotion.common(number(x).type(), number(y).type());
    if (dtype.isFloat()) {
      Array rest = mod(x, y);
      return round(divide(subtract(x, rest), y));
    }
    Array quotient = elementwise(new Elementwise.Binary(BinaryKind.DIV), x, y, dtype);
    Array rest = elementwise(new Elementwise.Binary(BinaryKind.REM), x, y, dtype);
    Array below = rest.ne(0).and(sign(rest).ne(sign(y)));
    return where(below, quotient.sub(1), quotient);
  }

  /** The remainder of {@link #floorDivide}, with the sign of y. */
  public static Array mod(Array x, Array y) {
    DType dtype = Promotion.common(number(x).type(), number(y).type());
    Array rest = elementwise(new Elementwise.Binary(BinaryKind.REM), x, y, dtype);
    Array other = rest.ne(0).and(rest.lt(0).ne(y.lt(0)));
    return where(other, rest.add(y), rest);
  }

  /**
   * x to the power y, computed as floats; NaN for a negative x and a y that is not a whole number.
   */
  public static Array power(Array x, Array y) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), y.type()));
    return elementwise(new Elementwise.Binary(BinaryKind.POW), x, y, dtype);
  }

  /**
   * x to an integer power, by repeated multiplication; exact for integers, with derivatives that
   * are right at 0.
   */
  public static Array power(Array x, int n) {
    Array base = number(x);
    if (n < 0) {
      return reciprocal(power(base, -n));
    }
    if (n == 0) {
      return onesLike(base);
    }
    Array result = null;
    Array square = base;
    for (int rest = n; ; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = result == null ? square : result.mul(square);
      }
      if (rest <= 1) {
        return result;
      }
      square = square.mul(square);
    }
  }

  /** x to the power y. */
  public static Array power(double x, Array y) {
    return power(Array.scalar(x), y);
  }

  /** The greater one; NaN if either is. */
  public static Array maximum(Array x, Array y) {
    return binary(BinaryKind.MAX, x, y);
  }

  /** The greater one. */
  public static Array maximum(Array x, double y) {
    return maximum(x, Array.scalar(y));
  }

  /** The lesser one; NaN if either is. */
  public static Array minimum(Array x, Array y) {
    return binary(BinaryKind.MIN, x, y);
  }

  /** The lesser one. */
  public static Array minimum(Array x, double y) {
    return minimum(x, Array.scalar(y));
  }

  /** x held between the bounds; the upper one wins where they cross. */
  public static Array clip(Array x, Array low, Array high) {
    return minimum(maximum(x, low), high);
  }

  /** x held between the bounds. */
  public static Array clip(Array x, double low, double high) {
    return clip(x, Array.scalar(low), Array.scalar(high));
  }

  /** x held between the bounds. */
  public static Array clip(Array x, long low, long high) {
    return clip(x, Array.scalar(low), Array.scalar(high));
  }

  /** The angle of the point (x, y) in radians, from -π to π. */
  public static Array arctan2(Array y, Array x) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), y.type()));
    return elementwise(new Elementwise.Binary(BinaryKind.ATAN2), y, x, dtype);
  }

  /** sqrt(x² + y²) without overflow. */
  public static Array hypot(Array x, Array y) {
    Array a = abs(x);
    Array b = abs(y);
    Array big = maximum(a, b);
    Array safe = where(big.eq(0), Array.scalar(1), big);
    Array ratio = divide(minimum(a, b), safe);
    Array finite = big.mul(sqrt(ratio.mul(ratio).add(1)));
    return where(big.eq(Double.POSITIVE_INFINITY), Array.scalar(Double.POSITIVE_INFINITY), finite);
  }

  /** log(exp(x) + exp(y)) without overflow. */
  public static Array logaddexp(Array x, Array y) {
    Array big = maximum(x, y);
    Array difference = subtract(x, y);
    Array same = isnan(difference);
    Array safe = where(same, Array.scalar(0), difference);
    return where(same, add(x, y), add(big, log1p(exp(negative(abs(safe))))));
  }

  /** x * log(y), and 0 where x is 0. */
  public static Array xlogy(Array x, Array y) {
    Array zero = x.eq(0);
    Array safe = where(zero, Array.scalar(1), y);
    return where(zero, Array.scalar(0), multiply(x, log(safe)));
  }

  private static Array compare(Direction direction, Array x, Array y) {
    return elementwise(
        new Elementwise.Compare(direction), x, y, Promotion.common(x.type(), y.type()));
  }

  /** Whether x = y. */
  public static Array equal(Array x, Array y) {
    return compare(Direction.EQ, x, y);
  }

  /** Whether x ≠ y; true for NaN. */
  public static Array notEqual(Array x, Array y) {
    return compare(Direction.NE, x, y);
  }

  /** Whether x &lt; y. */
  public static Array less(Array x, Array y) {
    return compare(Direction.LT, x, y);
  }

  /** Whether x ≤ y. */
  public static Array lessEqual(Array x, Array y) {
    return compare(Direction.LE, x, y);
  }

  /** Whether x &gt; y. */
  public static Array greater(Array x, Array y) {
    return compare(Direction.GT, x, y);
  }

  /** Whether x ≥ y. */
  public static Array greaterEqual(Array x, Array y) {
    return compare(Direction.GE, x, y);
  }

  /** Logical and on BOOL, bitwise on integers. */
  public static Array bitwiseAnd(Array x, Array y) {
    return binary(BinaryKind.AND, x, y);
  }

  /** Logical or on BOOL, bitwise on integers. */
  public static Array bitwiseOr(Array x, Array y) {
    return binary(BinaryKind.OR, x, y);
  }

  /** Logical exclusive or on BOOL, bitwise on integers. */
  public static Array bitwiseXor(Array x, Array y) {
    return binary(BinaryKind.XOR, x, y);
  }

  /** Logical not on BOOL, bitwise on integers. */
  public static Array bitwiseNot(Array x) {
    return Primitives.bindOne(new Elementwise.Unary(UnaryKind.NOT), x);
  }

  /** x shifted to higher bits; 0 where y is not within the width of the type. */
  public static Array leftShift(Array x, Array y) {
    return binary(BinaryKind.SHIFT_LEFT, x, y);
  }

  /** x shifted to lower bits, keeping the sign of signed integers. */
  public static Array rightShift(Array x, Array y) {
    boolean unsigned = Promotion.common(x.type(), y.type()).kind() == DType.Kind.UNSIGNED;
    return binary(
        unsigned ? BinaryKind.SHIFT_RIGHT_LOGICAL : BinaryKind.SHIFT_RIGHT_ARITHMETIC, x, y);
  }

  private static Array truth(Array x) {
    return x.dtype().isBool() ? x : x.ne(0);
  }

  /** Whether both are not zero. */
  public static Array logicalAnd(Array x, Array y) {
    return bitwiseAnd(truth(x), truth(y));
  }

  /** Whether either is not zero. */
  public static Array logicalOr(Array x, Array y) {
    return bitwiseOr(truth(x), truth(y));
  }

  /** Whether exactly one is not zero. */
  public static Array logicalXor(Array x, Array y) {
    return bitwiseXor(truth(x), truth(y));
  }

  /** Whether zero. */
  public static Array logicalNot(Array x) {
    return bitwiseNot(truth(x));
  }

  /** {@code a} where {@code condition} is not zero, else {@code b}; all three are broadcast. */
  public static Array where(Array condition, Array a, Array b) {
    Array test = truth(condition);
    DType dtype = Promotion.common(a.type(), b.type());
    Array x = Promotion.to(a, dtype);
    Array y = Promotion.to(b, dtype);
    Shape shape = broadcastShapes("where", test.shape(), x.shape(), y.shape());
    return Lax.select(scalarOr(test, shape), scalarOr(x, shape), scalarOr(y, shape));
  }

  private static Array scalarOr(Array x, Shape shape) {
    return x.rank() == 0 ? x : broadcastTo(x, shape);
  }

  /** {@link #where(Array, Array, Array)} with a plain number. */
  public static Array where(Array condition, Array a, double b) {
    return where(condition, a, Array.scalar(b));
  }

  /** {@link #where(Array, Array, Array)} with a plain number. */
  public static Array where(Array condition, double a, Array b) {
    return where(condition, Array.scalar(a), b);
  }

  /** {@link #where(Array, Array, Array)} with a plain number. */
  public static Array where(Array condition, Array a, long b) {
    return where(condition, a, Array.scalar(b));
  }

  /** {@link #where(Array, Array, Array)} with a plain number. */
  public static Array where(Array condition, long a, Array b) {
    return where(condition, Array.scalar(a), b);
  }

  // ---- Shapes ----

  /** The shape that arrays of the given shapes are broadcast to. */
  public static Shape broadcastShapes(Shape... shapes) {
    return broadcastShapes("broadcast", shapes);
  }

  private static Shape broadcastShapes(String what, Shape... shapes) {
    int rank = 0;
    for (Shape shape : shapes) {
      rank = Math.max(rank, shape.rank());
    }
    int[] dims = new int[rank];
    Arrays.fill(dims, 1);
    for (Shape shape : shapes) {
      for (int i = 0; i < shape.rank(); i++) {
        int at = rank - shape.rank() + i;
        int size = shape.dim(i);
        if (size != dims[at] && size != 1 && dims[at] != 1) {
          throw new ShapeException(
              what
                  + ": shapes can't be broadcast together: "
                  + List.of(shapes)
                  + "; sizes must be equal or 1, counted from the last axis");
        }
        dims[at] = dims[at] == 1 ? size : dims[at];
      }
    }
    return Shape.of(dims);
  }

  /** Repeated to a larger shape: axes of size 1 are stretched, new ones come first. */
  public static Array broadcastTo(Array x, Shape shape) {
    int added = shape.rank() - x.rank();
    boolean fits = added >= 0;
    for (int i = 0; fits && i < x.rank(); i++) {
      fits = x.dim(i) == 1 || x.dim(i) == shape.dim(i + added);
    }
    if (!fits) {
      throw new ShapeException("broadcastTo: " + x.type() + " can't be broadcast to " + shape);
    }
    return Lax.broadcastInDim(x, shape, Ints.range(added, shape.rank()));
  }

  /** The same elements under another shape; one size may be -1 and is worked out. */
  public static Array reshape(Array x, int... dims) {
    int[] full = dims.clone();
    int unknown = -1;
    long known = 1;
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] == -1) {
        if (unknown >= 0) {
          throw new ShapeException("reshape: only one size may be -1: " + Ints.of(dims));
        }
        unknown = i;
      } else {
        known *= dims[i];
      }
    }
    if (unknown >= 0) {
      if (known == 0 || x.size() % known != 0) {
        throw new ShapeException("reshape: " + x.type() + " can't be put into " + Ints.of(dims));
      }
      full[unknown] = (int) (x.size() / known);
    }
    return Lax.reshape(x, Shape.of(full));
  }

  /** The axes in the order given, counted from the end if negative. */
  public static Array transpose(Array x, int... permutation) {
    Ints axes = x.shape().axes(Ints.of(permutation));
    if (axes.size() != x.rank()) {
      throw new ShapeException(
          "transpose: " + Ints.of(permutation) + " does not name all axes of " + x.type());
    }
    return Lax.transpose(x, axes);
  }

  /** The axis {@code source} moved to {@code destination}, the others in their order. */
  public static Array moveaxis(Array x, int source, int destination) {
    int from = x.shape().axis(source);
    int to = x.shape().axis(destination);
    return Lax.transpose(x, Ints.range(0, x.rank()).without(Ints.of(from)).insert(to, from));
  }

  public static Array swapaxes(Array x, int a, int b) {
    int i = x.shape().axis(a);
    int j = x.shape().axis(b);
    return Lax.transpose(x, Ints.range(0, x.rank()).with(i, j).with(j, i));
  }

  /** Without the given axes, whose size must be 1; without all axes of size 1 if none is given. */
  public static Array squeeze(Array x, int... axes) {
    Shape shape = x.shape();
    Ints gone =
        axes.length > 0
            ? shape.axes(Ints.of(axes))
            : Ints.of(IntStream.range(0, x.rank()).filter(i -> shape.dim(i) == 1).toArray());
    for (int i = 0; i < gone.size(); i++) {
      if (shape.dim(gone.get(i)) != 1) {
        throw new ShapeException(
            "squeeze: axis " + gone.get(i) + " of " + x.type() + " does not have size 1");
      }
    }
    return Lax.reshape(x, shape.without(gone));
  }

  /** With a new axis of size 1 at {@code axis} of the result. */
  public static Array expandDims(Array x, int axis) {
    if (axis < -x.rank() - 1 || axis > x.rank()) {
      throw new ShapeException("expandDims: axis " + axis + " is out of bounds for " + x.type());
    }
    return Lax.reshape(x, x.shape().insert(axis < 0 ? axis + x.rank() + 1 : axis, 1));
  }

  /** The arrays, promoted to one element type, one after the other along {@code axis}. */
  public static Array concatenate(List<Array> arrays, int axis) {
    if (arrays.isEmpty()) {
      throw new ShapeException("concatenate needs at least one array");
    }
    DType dtype = Promotion.common(arrays);
    int at = arrays.getFirst().shape().axis(axis);
    return Lax.concatenate(arrays.stream().map(a -> Promotion.to(a, dtype)).toList(), at);
  }

  /** The arrays, which have one shape, along a new axis. */
  public static Array stack(List<Array> arrays, int axis) {
    List<Array> expanded = new ArrayList<>();
    for (Array array : arrays) {
      if (!array.shape().equals(arrays.getFirst().shape())) {
        throw new ShapeException(
            "stack: all arrays must have one shape, not "
                + arrays.stream().map(Array::type).toList());
      }
      expanded.add(expandDims(array, axis));
    }
    return concatenate(expanded, axis);
  }

  /** The arrays, which have one shape, along a new first axis. */
  public static Array stack(Array... arrays) {
    return stack(List.of(arrays), 0);
  }

  /** The order of elements reversed along the axes, along all if none is given. */
  public static Array flip(Array x, int... axes) {
    return Lax.reverse(
        x, axes.length == 0 ? Ints.range(0, x.rank()) : x.shape().axes(Ints.of(axes)));
  }

  /** The slices of {@code x} at the positions along {@code axis}; positions outside are clamped. */
  public static Array take(Array x, Array positions, int axis) {
    List<Index> indices = new ArrayList<>();
    for (int i = 0; i < x.shape().axis(axis); i++) {
      indices.add(Index.all());
    }
    indices.add(Index.index(positions));
    return Indexer.get(x, indices);
  }

  /** The elements on the diagonal of the last two axes. */
  public static Array diagonal(Array x) {
    int n = Math.min(x.dim(-2), x.dim(-1));
    Array i = arange(n);
    return Indexer.get(x, List.of(Index.ellipsis(), Index.index(i), Index.index(i)));
  }

  /** The elements not above diagonal {@code k} of the last two axes, zeros elsewhere. */
  public static Array tril(Array x, int k) {
    Shape shape = x.shape();
    Array row = Lax.iota(DType.I32, shape, x.rank() - 2);
    Array column = Lax.iota(DType.I32, shape, x.rank() - 1);
    return where(row.add(k).ge(column), x, Array.scalar(0));
  }

  // ---- Reductions ----

  private static Ints reduced(Array x, int... axes) {
    return axes.length == 0 ? Ints.range(0, x.rank()) : x.shape().axes(Ints.of(axes));
  }

  /** {@code reduced} with the axes it was reduced over put back with size 1. */
  private static Array keepDims(Array reduced, Array x, int... axes) {
    Shape shape = x.shape();
    Ints gone = reduced(x, axes);
    return Lax.reshape(
        reduced, new Shape(Ints.build(x.rank(), i -> gone.contains(i) ? 1 : shape.dim(i))));
  }

  /** The sum over the axes, over all if none is given; BOOL counts as I32. */
  public static Array sum(Array x, int... axes) {
    return Lax.reduce(ReduceKind.SUM, number(x), reduced(x, axes));
  }

  /** {@link #sum} with the axes kept, of size 1. */
  public static Array sumKeepDims(Array x, int... axes) {
    return keepDims(sum(x, axes), x, axes);
  }

  /** The product over the axes, over all if none is given; BOOL counts as I32. */
  public static Array prod(Array x, int... axes) {
    return Lax.reduce(ReduceKind.PROD, number(x), reduced(x, axes));
  }

  private static Array extreme(ReduceKind kind, Array x, int... axes) {
    Ints reduced = reduced(x, axes);
    for (int i = 0; i < reduced.size(); i++) {
      if (x.dim(reduced.get(i)) == 0) {
        throw new ShapeException(
            "the greatest or least of no elements: axis "
                + reduced.get(i)
                + " of "
                + x.type()
                + " has size 0");
      }
    }
    return Lax.reduce(kind, x, reduced);
  }

  /** The greatest element over the axes, over all if none is given; NaN if any is. */
  public static Array max(Array x, int... axes) {
    return extreme(ReduceKind.MAX, x, axes);
  }

  /** {@link #max} with the axes kept, of size 1. */
  public static Array maxKeepDims(Array x, int... axes) {
    return keepDims(max(x, axes), x, axes);
  }

  /** The least element over the axes, over all if none is given; NaN if any is. */
  public static Array min(Array x, int... axes) {
    return extreme(ReduceKind.MIN, x, axes);
  }

  /** Whether all elements over the axes are not zero. */
  public static Array all(Array x, int... axes) {
    return Lax.reduce(ReduceKind.AND, truth(x), reduced(x, axes));
  }

  /** Whether any element over the axes is not zero. */
  public static Array any(Array x, int... axes) {
    return Lax.reduce(ReduceKind.OR, truth(x), reduced(x, axes));
  }

  private static int count(Array x, int... axes) {
    return x.shape().dims().at(reduced(x, axes)).stream().reduce(1, (a, b) -> a * b);
  }

  /**
   * The mean over the axes, over all if none is given; integers are averaged as floats. NaN of no
   * elements.
   */
  public static Array mean(Array x, int... axes) {
    Array floats = Promotion.to(x, Promotion.inexact(x.dtype()));
    return sum(floats, axes).div(count(x, axes));
  }

  /** The mean of squared deviations from the mean (divisor n) over the axes. */
  public static Array var(Array x, int... axes) {
    Array floats = Promotion.to(x, Promotion.inexact(x.dtype()));
    Array deviation = floats.sub(keepDims(mean(floats, axes), x, axes));
    return mean(deviation.mul(deviation), axes);
  }

  /** The square root of {@link #var}. */
  public static Array std(Array x, int... axes) {
    return sqrt(var(x, axes));
  }

  /**
   * The index of the greatest element in row-major order, I32; of the first NaN if there is one.
   */
  public static Array argmax(Array x) {
    return argmax(x.ravel(), 0);
  }

  /**
   * The index of the greatest element along {@code axis}, I32; of the first NaN if there is one.
   */
  public static Array argmax(Array x, int axis) {
    return Lax.argReduce(ArgKind.MAX, x, axis, DType.I32);
  }

  /** The index of the least element in row-major order, I32; of the first NaN if there is one. */
  public static Array argmin(Array x) {
    return argmin(x.ravel(), 0);
  }

  /** The index of the least element along {@code axis}, I32; of the first NaN if there is one. */
  public static Array argmin(Array x, int axis) {
    return Lax.argReduce(ArgKind.MIN, x, axis, DType.I32);
  }

  /** log of the sum of exponentials over the axes, over all if none is given, without overflow. */
  public static Array logsumexp(Array x, int... axes) {
    Array floats = Promotion.to(x, Promotion.inexact(x.dtype()));
    Array max = maxKeepDims(floats, axes);
    Array shift = Lax.stopGradient(where(isfinite(max), max, Array.scalar(0)));
    Array sum = sum(exp(floats.sub(shift)), axes);
    return log(sum).add(Lax.reshape(shift, sum.shape()));
  }

  /** exp(x) over its sum along {@code axis}. */
  public static Array softmax(Array x, int axis) {
    Array exp = exp(x.sub(Lax.stopGradient(maxKeepDims(x, axis))));
    return exp.div(sumKeepDims(exp, axis));
  }

  /** log of {@link #softmax}. */
  public static Array logSoftmax(Array x, int axis) {
    Array shifted = x.sub(Lax.stopGradient(maxKeepDims(x, axis)));
    return shifted.sub(log(sumKeepDims(exp(shifted), axis)));
  }

  /**
   * 1 where the class along a new last axis is {@code x}, else 0; all 0 for a class that there is
   * not.
   */
  public static Array oneHot(Array x, int classes, DType dtype) {
    Shape shape = x.shape().insert(x.rank(), classes);
    return expandDims(x, -1).eq(Lax.iota(x.dtype(), shape, x.rank())).astype(dtype);
  }

  // ---- Products ----

  /**
   * The matrix product over the last axis of x and the last but one of y, broadcast over the axes
   * before.
   */
  public static Array matmul(Array x, Array y) {
    return Products.matmul(x, y);
  }

  /**
   * NumPy's dot: inner product of vectors, matrix product, or sum over the last axis of x and the
   * last but one of y.
   */
  public static Array dot(Array x, Array y) {
    return Products.dot(x, y);
  }

  /** The sum of products of all elements of two arrays of as many. */
  public static Array vdot(Array x, Array y) {
    return Products.dot(x.ravel(), y.ravel());
  }

  /** All products of an element of x and one of y, as a matrix. */
  public static Array outer(Array x, Array y) {
    return multiply(x.ravel().expandDims(1), y.ravel().expandDims(0));
  }

  /** The sum over the last {@code axes} of x and the first of y. */
  public static Array tensordot(Array x, Array y, int axes) {
    return Products.tensordot(x, y, axes);
  }

  // ---- Comparing whole arrays ----

  /** Whether all elements are within {@code atol + rtol * |y|}; NaN is not close to anything. */
  public static Array allclose(Array x, Array y, double rtol, double atol) {
    Array near = abs(subtract(x, y)).le(abs(y).mul(rtol).add(atol));
    return all(where(isinf(x).or(isinf(y)), equal(x, y), near));
  }
}
