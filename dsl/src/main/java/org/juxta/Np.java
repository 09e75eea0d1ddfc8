package org.juxta;

import io.vavr.Tuple2;
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
 * NumPy's functions of arrays, with its semantics, JAX's where they differ, and its names in
 * lowerCamelCase: {@code moveaxis} is {@code numpy.moveaxis}, {@code broadcastTo} is {@code
 * numpy.broadcast_to}. Where NumPy has an option, there may be a function: {@code sumKeepDims} is
 * {@code sum} with {@code keepdims=True}, {@code sampleVar} is {@code var} with {@code ddof=1}. The
 * functions of neural networks and special functions are those of {@code jax.nn} and {@code
 * jax.scipy.special}.
 *
 * <p>Arguments are promoted to a common element type, as JAX does: floats win over integers and
 * these over BOOL, of one kind the wider wins, and a plain Java number takes the element type of
 * the array that it meets. Then they are broadcast to a common shape. Functions of reals take
 * integers as F32 (I64 as F64). Functions that make numbers from nothing default to F32. Axes are
 * counted from the end if negative.
 *
 * <p>Shapes that do not fit, and axes that are not there, are a {@link ShapeException}; an element
 * type that a function does not have is a {@link org.juxta.tracer.DTypeException}.
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="making"}
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="elementwise"}
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="broadcasting"}
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="shapes"}
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="reductions"}
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="products"}
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

  /** Zeros of the given element type. */
  public static Array zeros(DType dtype, int... dims) {
    return full(Shape.of(dims), 0, dtype);
  }

  /** Ones, F32. */
  public static Array ones(int... dims) {
    return ones(DType.F32, dims);
  }

  /** Ones of the given element type. */
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

  /** The identity matrix. */
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

  /** Ones on diagonal {@code k} of a matrix, zeros elsewhere. */
  public static Array eye(int rows, int columns, int k, DType dtype) {
    return Rearranging.onDiagonal(Shape.of(rows, columns), k).astype(dtype);
  }

  /** Ones on and below diagonal {@code k} of a matrix, zeros above. */
  public static Array tri(int rows, int columns, int k, DType dtype) {
    return tril(ones(dtype, rows, columns), k);
  }

  /** start, start + step, … to before stop. */
  public static Array arange(double start, double stop, double step, DType dtype) {
    if (step == 0) {
      throw new ShapeException("arange: the step may not be 0");
    }
    double[] values = new double[(int) Math.max(0, Math.ceil((stop - start) / step))];
    Arrays.setAll(values, i -> start + i * step);
    return array(values).astype(dtype);
  }

  /**
   * {@code count} evenly spaced values from {@code start} to {@code stop}, both included, along a
   * new first axis.
   */
  public static Array linspace(Array start, Array stop, int count) {
    DType dtype = Promotion.inexact(Promotion.common(start.type(), stop.type()));
    Shape shape = broadcastShapes("linspace", start, stop);
    Array first = broadcastTo(Promotion.to(start, dtype), shape).expandDims(0);
    Array last = broadcastTo(Promotion.to(stop, dtype), shape).expandDims(0);
    if (count <= 1) {
      return count == 0 ? full(shape.insert(0, 0), 0, dtype) : first;
    }
    Array t = Lax.iota(dtype, shape.insert(0, count - 1), 0).div(count - 1L);
    Array inner = first.mul(subtract(1.0, t)).add(last.mul(t));
    return Lax.concatenate(List.of(inner, last), 0);
  }

  /** {@code base} to the power of {@link #linspace(double, double, int, DType)}. */
  public static Array logspace(double start, double stop, int count, double base, DType dtype) {
    return power(base, linspace(start, stop, count, DType.F64)).astype(dtype);
  }

  /**
   * {@code count} numbers from {@code start} to {@code stop}, both included, each a constant
   * multiple of the one before.
   */
  public static Array geomspace(double start, double stop, int count, DType dtype) {
    if (!(start / stop > 0)) {
      throw new ShapeException(
          "geomspace: start and stop must have one sign and not be 0: " + start + ", " + stop);
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double t = count == 1 ? 0 : (double) i / (count - 1);
      values[i] = i == 0 ? start : i == count - 1 ? stop : start * Math.pow(stop / start, t);
    }
    return array(values).astype(dtype);
  }

  /**
   * The coordinates of a Cartesian grid over vectors: of two, the first one's run along the second
   * axis.
   */
  public static List<Array> meshgrid(Array... axes) {
    return Rearranging.meshgrid(false, axes);
  }

  /**
   * As {@link #meshgrid}, with vector {@code i} running along axis {@code i}; NumPy's {@code
   * indexing='ij'}.
   */
  public static List<Array> meshgridMatrix(Array... axes) {
    return Rearranging.meshgrid(true, axes);
  }

  /**
   * The positions along each axis, of every element of an array of the given shape, along a new
   * first axis; I32.
   */
  public static Array indices(int... dims) {
    Shape shape = Shape.of(dims);
    if (dims.length == 0) {
      return full(Shape.of(0), 0, DType.I32);
    }
    return stack(
        IntStream.range(0, dims.length)
            .mapToObj(i -> Lax.iota(DType.I32, shape, i))
            .toArray(Array[]::new));
  }

  /**
   * Powers of the elements of a vector from {@code columns - 1} down to 0, as the columns of a
   * matrix.
   */
  public static Array vander(Array x, int columns) {
    return Polynomials.vander(x, columns, false);
  }

  /**
   * A matrix with the vector {@code x} on diagonal {@code k}, or of a matrix the elements of that
   * diagonal.
   */
  public static Array diag(Array x, int k) {
    return Rearranging.diag(x, k);
  }

  /**
   * A matrix with the vector {@code x} on its diagonal, or of a matrix the elements of its
   * diagonal.
   */
  public static Array diag(Array x) {
    return diag(x, 0);
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

  /** Whether NaN. */
  public static Array isnan(Array x) {
    return x.ne(x);
  }

  /** Whether infinite, of either sign. */
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
    Array floats = floats(x);
    Array above = floats.gt(0);
    Array big = where(above, floats, Array.scalar(0));
    return big.add(log1p(exp(where(above, negative(floats), floats))));
  }

  /** log(1 / (1 + exp(-x))), in both tails without overflow or cancellation. */
  public static Array logSigmoid(Array x) {
    return negative(softplus(negative(x)));
  }

  /** 0 below 0, else x; the derivative at 0 is 0. */
  public static Array relu(Array x) {
    return where(x.gt(0), x, Array.scalar(0));
  }

  /** x rounded towards zero. */
  public static Array trunc(Array x) {
    return x.dtype().isFloat() ? where(x.lt(0), ceil(x), floor(x)) : x;
  }

  /** 2 to the power x. */
  public static Array exp2(Array x) {
    return power(Array.scalar(2.0), x);
  }

  /** The logarithm to base 2. */
  public static Array log2(Array x) {
    return log(x).div(Math.log(2));
  }

  /** The logarithm to base 10. */
  public static Array log10(Array x) {
    return log(x).div(Math.log(10));
  }

  /** Degrees as radians. */
  public static Array deg2rad(Array x) {
    return floats(x).mul(Math.PI / 180);
  }

  /** Radians as degrees. */
  public static Array rad2deg(Array x) {
    return floats(x).mul(180 / Math.PI);
  }

  private static Array floats(Array x) {
    return Promotion.to(x, Promotion.inexact(x.dtype()));
  }

  /**
   * sin(πx) / (πx), and 1 at 0, near which it is computed by its series, so that derivatives are
   * right there.
   */
  public static Array sinc(Array x) {
    Array angle = floats(x).mul(Math.PI);
    Array near = abs(angle).lt(0.1);
    Array safe = where(near, Array.scalar(1), angle);
    Array square = angle.mul(angle);
    Array series = Array.scalar(1.0);
    for (int k = 6; k >= 1; k--) {
      series = subtract(1.0, square.mul(series).div(2.0 * k * (2 * k + 1)));
    }
    return where(near, series, sin(safe).div(safe));
  }

  /** Whether positive infinity. */
  public static Array isposinf(Array x) {
    return isinf(x).and(x.gt(0));
  }

  /** Whether negative infinity. */
  public static Array isneginf(Array x) {
    return isinf(x).and(x.lt(0));
  }

  /** Whether the sign bit is set: true for negative numbers, -0 and NaN with a sign. */
  public static Array signbit(Array x) {
    return FloatBits.signbit(x);
  }

  /**
   * Significand of size in [0.5, 1) and exponent (I32) with x = significand · 2^exponent; 0,
   * infinities and NaN as they are.
   */
  public static Tuple2<Array, Array> frexp(Array x) {
    return FloatBits.frexp(x);
  }

  /** NaN replaced by 0, infinities by the greatest and least finite numbers. */
  public static Array nanToNum(Array x) {
    if (!x.dtype().isFloat()) {
      return x;
    }
    double greatest = x.dtype() == DType.F64 ? Double.MAX_VALUE : Float.MAX_VALUE;
    return nanToNum(x, 0, greatest, -greatest);
  }

  /** NaN and infinities replaced by the given numbers. */
  public static Array nanToNum(Array x, double nan, double posinf, double neginf) {
    Array known = where(isnan(x), Array.scalar(nan), x);
    Array bounded = where(isposinf(known), Array.scalar(posinf), known);
    return where(isneginf(bounded), Array.scalar(neginf), bounded);
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
      Shape shape = broadcastShapes(op.name(), x, y);
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
      return where(y.eq(0), divide(x, y), round(divide(subtract(x, rest), y)));
    }
    Array quotient = elementwise(new Elementwise.Binary(BinaryKind.DIV), x, y, dtype);
    Array rest = elementwise(new Elementwise.Binary(BinaryKind.REM), x, y, dtype);
    Array below = rest.ne(0).and(sign(rest).ne(sign(y)));
    return where(below, quotient.sub(1), quotient);
  }

  /** The remainder of {@link #floorDivide}, with the sign of y; of integers by 0 it is 0. */
  public static Array mod(Array x, Array y) {
    DType dtype = Promotion.common(number(x).type(), number(y).type());
    Array divisor = dtype.isFloat() ? y : where(number(y).eq(0), Array.scalar(1), y);
    Array rest = elementwise(new Elementwise.Binary(BinaryKind.REM), x, divisor, dtype);
    Array other = rest.ne(0).and(rest.lt(0).ne(divisor.lt(0)));
    return where(other, rest.add(divisor), rest);
  }

  /**
   * x to the power y: of integers exact (wrapping around, and 0 for a negative power of anything
   * but 1 and -1), else as floats, with NaN for a negative x and a y that is not a whole number.
   */
  public static Array power(Array x, Array y) {
    DType common = Promotion.common(number(x).type(), number(y).type());
    if (common.isInteger()) {
      return Integers.power(Promotion.to(x, common), Promotion.to(y, common));
    }
    DType dtype = Promotion.inexact(common);
    return elementwise(new Elementwise.Binary(BinaryKind.POW), x, y, dtype);
  }

  /** x to the power y as floats, also of integers. */
  public static Array floatPower(Array x, Array y) {
    return power(floats(x), floats(y));
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

  /** sqrt(x² + y²) without overflow; infinite if either is, even beside NaN. */
  public static Array hypot(Array x, Array y) {
    Array a = abs(x);
    Array b = abs(y);
    Array big = maximum(a, b);
    Array safe = where(big.eq(0), Array.scalar(1), big);
    Array ratio = divide(minimum(a, b), safe);
    Array finite = big.mul(sqrt(ratio.mul(ratio).add(1)));
    Array infinite = a.eq(Double.POSITIVE_INFINITY).or(b.eq(Double.POSITIVE_INFINITY));
    return where(infinite, Array.scalar(Double.POSITIVE_INFINITY), finite);
  }

  /** log(exp(x) + exp(y)) without overflow. */
  public static Array logaddexp(Array x, Array y) {
    Array above = x.gt(y);
    Array big = where(above, x, y);
    Array below = where(above, subtract(y, x), subtract(x, y));
    Array same = isnan(below);
    Array safe = where(same, Array.scalar(0), below);
    return where(same, add(x, y), add(big, log1p(exp(safe))));
  }

  /** x * log(y), and 0 where x is 0. */
  public static Array xlogy(Array x, Array y) {
    Array usable = x.ne(0).or(y.gt(0).and(y.lt(Double.POSITIVE_INFINITY)));
    return multiply(x, log(where(usable, y, Array.scalar(1))));
  }

  /** log(2^x + 2^y) / log(2) without overflow. */
  public static Array logaddexp2(Array x, Array y) {
    double scale = Math.log(2);
    return logaddexp(floats(x).mul(scale), floats(y).mul(scale)).div(scale);
  }

  /** The remainder of x / y rounded towards zero, with the sign of x, as C's fmod. */
  public static Array fmod(Array x, Array y) {
    DType dtype = Promotion.common(number(x).type(), number(y).type());
    return elementwise(new Elementwise.Binary(BinaryKind.REM), x, y, dtype);
  }

  /** {@link #floorDivide} and {@link #mod}. */
  public static Tuple2<Array, Array> divmod(Array x, Array y) {
    return new Tuple2<>(floorDivide(x, y), mod(x, y));
  }

  /** The greater one; of a number and NaN the number. */
  public static Array fmax(Array x, Array y) {
    return where(isnan(x), y, where(isnan(y), x, maximum(x, y)));
  }

  /** The lesser one; of a number and NaN the number. */
  public static Array fmin(Array x, Array y) {
    return where(isnan(x), y, where(isnan(y), x, minimum(x, y)));
  }

  /** 0 below 0, 1 above, and {@code atZero} at 0. */
  public static Array heaviside(Array x, Array atZero) {
    Array steps = where(x.lt(0), Array.scalar(0), where(x.eq(0), atZero, Array.scalar(1)));
    return where(isnan(x), x, steps);
  }

  /** The size of x with the sign of y. */
  public static Array copysign(Array x, Array y) {
    return FloatBits.copysign(x, y);
  }

  /** The float next to x in the direction of y. */
  public static Array nextafter(Array x, Array y) {
    return FloatBits.nextafter(x, y);
  }

  /** x · 2^exponent, for integer exponents. */
  public static Array ldexp(Array x, Array exponent) {
    return FloatBits.ldexp(x, exponent);
  }

  /** The greatest common divisor of integers. */
  public static Array gcd(Array x, Array y) {
    return Integers.gcd(x, y);
  }

  /** The least common multiple of integers. */
  public static Array lcm(Array x, Array y) {
    return Integers.lcm(x, y);
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
    Shape shape = broadcastShapes("where", condition, a, b);
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
    return broadcastShapes("broadcast", List.of(shapes), shapes);
  }

  private static Shape broadcastShapes(String what, Array... arrays) {
    List<ArrayType> types = Arrays.stream(arrays).map(Array::type).toList();
    return broadcastShapes(what, types, types.stream().map(ArrayType::shape).toArray(Shape[]::new));
  }

  private static Shape broadcastShapes(String what, List<?> asked, Shape... shapes) {
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
                  + asked
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

  /** The axes {@code a} and {@code b} exchanged. */
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

  /**
   * The slices of {@code x} at the positions along {@code axis}, which count from the end if
   * negative; NaN, or what {@link OutOfBounds#FILL} says, at positions outside.
   */
  public static Array take(Array x, Array positions, int axis) {
    return take(x, positions, axis, OutOfBounds.FILL);
  }

  /** The slices of {@code x} at the positions along {@code axis}. */
  public static Array take(Array x, Array positions, int axis, OutOfBounds mode) {
    return Picking.take(x, positions, x.shape().axis(axis), mode);
  }

  /** In one axis, in row-major order. */
  public static Array ravel(Array x) {
    return x.ravel();
  }

  /** With at least one axis. */
  public static Array atleast1d(Array x) {
    return Rearranging.atLeast(x, 1);
  }

  /** With at least two axes, new ones first. */
  public static Array atleast2d(Array x) {
    return Rearranging.atLeast(x, 2);
  }

  /**
   * With at least three axes: a vector of n gets shape (1, n, 1), a matrix of (m, n) shape (m, n,
   * 1).
   */
  public static Array atleast3d(Array x) {
    return Rearranging.atLeast(x, 3);
  }

  /** The arrays, broadcast to one shape. */
  public static List<Array> broadcastArrays(Array... arrays) {
    Shape shape = broadcastShapes(Arrays.stream(arrays).map(Array::shape).toArray(Shape[]::new));
    return Arrays.stream(arrays).map(a -> broadcastTo(a, shape)).toList();
  }

  /**
   * The whole array {@code counts[i]} times along axis {@code i}; counts and axes are aligned at
   * the last one.
   */
  public static Array tile(Array x, int... counts) {
    return Rearranging.tile(x, counts);
  }

  /** Each element along {@code axis} {@code count} times. */
  public static Array repeat(Array x, int count, int axis) {
    return Rearranging.repeat(x, count, axis);
  }

  /** Element {@code i} along {@code axis} {@code counts[i]} times. */
  public static Array repeat(Array x, int[] counts, int axis) {
    return Rearranging.repeat(x, counts, axis);
  }

  /**
   * Each element moved {@code shift} places along {@code axis}; those that leave come in at the
   * other end.
   */
  public static Array roll(Array x, int shift, int axis) {
    return Rearranging.roll(x, shift, axis);
  }

  /** {@link #roll(Array, int, int)} of the elements in row-major order, in the old shape. */
  public static Array roll(Array x, int shift) {
    return Rearranging.roll(x.ravel(), shift, 0).reshape(x.shape());
  }

  /** Turned {@code times} quarters from the first axis towards the second. */
  public static Array rot90(Array x, int times) {
    return Rearranging.rot90(x, times);
  }

  /** The order of columns reversed. */
  public static Array fliplr(Array x) {
    return flip(x, 1);
  }

  /** The order of rows reversed. */
  public static Array flipud(Array x) {
    return flip(x, 0);
  }

  /** Cut into equal parts along {@code axis}. */
  public static List<Array> split(Array x, int parts, int axis) {
    return Rearranging.split(x, parts, axis);
  }

  /** Cut before the given positions along {@code axis}. */
  public static List<Array> split(Array x, int[] positions, int axis) {
    return Rearranging.split(x, positions, axis);
  }

  /** Cut into parts along {@code axis} whose sizes differ by at most one. */
  public static List<Array> arraySplit(Array x, int parts, int axis) {
    return Rearranging.arraySplit(x, parts, axis);
  }

  /** {@link #split(Array, int, int)} along the second axis, or the first of a vector. */
  public static List<Array> hsplit(Array x, int parts) {
    return split(x, parts, x.rank() == 1 ? 0 : 1);
  }

  /** {@link #split(Array, int, int)} along the first axis. */
  public static List<Array> vsplit(Array x, int parts) {
    return split(x, parts, 0);
  }

  /** One below the other; vectors are rows. */
  public static Array vstack(Array... arrays) {
    return concatenate(Arrays.stream(arrays).map(Np::atleast2d).toList(), 0);
  }

  /** Side by side: along the second axis, or the first of vectors. */
  public static Array hstack(Array... arrays) {
    List<Array> all = Arrays.stream(arrays).map(Np::atleast1d).toList();
    return concatenate(all, all.getFirst().rank() == 1 ? 0 : 1);
  }

  /** One behind the other, along the third axis. */
  public static Array dstack(Array... arrays) {
    return concatenate(Arrays.stream(arrays).map(Np::atleast3d).toList(), 2);
  }

  /** Vectors as the columns of a matrix; matrices side by side. */
  public static Array columnStack(Array... arrays) {
    return concatenate(
        Arrays.stream(arrays).map(a -> a.rank() < 2 ? a.reshape(a.size(), 1) : a).toList(), 1);
  }

  /** {@code values} after {@code x} along {@code axis}. */
  public static Array append(Array x, Array values, int axis) {
    return concatenate(List.of(x, values), axis);
  }

  /** Without the elements at the given positions along {@code axis}. */
  public static Array delete(Array x, int[] positions, int axis) {
    return Rearranging.delete(x, positions, axis);
  }

  /** With {@code values}, broadcast, put before the given position along {@code axis}. */
  public static Array insert(Array x, int position, Array values, int axis) {
    return Rearranging.insert(x, position, values, axis);
  }

  /**
   * With {@code widths[i] = {before, after}} elements added along axis {@code i}, all {@code
   * value}.
   */
  public static Array pad(Array x, int[][] widths, double value) {
    return Rearranging.pad(x, widths, Array.scalar(value));
  }

  /**
   * With {@code widths[i] = {before, after}} elements added along axis {@code i}, taken from the
   * array as the mode says.
   */
  public static Array pad(Array x, int[][] widths, PadMode mode) {
    return Rearranging.pad(x, widths, mode);
  }

  /**
   * {@code x[..., positions[..., i, ...], ...]}: each position picks along {@code axis} where it
   * stands on the others; NaN, or what {@link OutOfBounds#FILL} says, at positions outside.
   */
  public static Array takeAlongAxis(Array x, Array positions, int axis) {
    return Picking.takeAlongAxis(x, positions, axis);
  }

  /**
   * The positions along each axis where {@code x} is not zero, I32; it must not be traced, since
   * their number is a shape.
   */
  public static List<Array> nonzero(Array x) {
    return Masks.nonzero(truth(x));
  }

  /** {@link #nonzero} as the rows of a matrix. */
  public static Array argwhere(Array x) {
    return stack(nonzero(x), 1);
  }

  /**
   * The elements where {@code condition}, of the same shape, is not zero, in row-major order; it
   * must not be traced.
   */
  public static Array extract(Array condition, Array x) {
    return x.get(truth(condition));
  }

  /**
   * The slices along {@code axis} where the vector {@code condition} is not zero; it must not be
   * traced.
   */
  public static Array compress(Array condition, Array x, int axis) {
    return Picking.pick(x, nonzero(condition).getFirst(), x.shape().axis(axis));
  }

  /** {@code x} with {@code values} set where {@link #takeAlongAxis} would pick. */
  public static Array putAlongAxis(Array x, Array positions, Array values, int axis) {
    return Picking.putAlongAxis(x, positions, values, axis);
  }

  /** The first of the choices whose condition holds, else {@code otherwise}; all are broadcast. */
  public static Array select(List<Array> conditions, List<Array> choices, Array otherwise) {
    return Picking.select(conditions, choices, otherwise);
  }

  /** The matrix {@code x} with {@code value} on its diagonal. */
  public static Array fillDiagonal(Array x, Array value) {
    return Picking.fillDiagonal(x, value);
  }

  /** Row-major positions in {@code shape} as positions along each axis. */
  public static List<Array> unravelIndex(Array positions, Shape shape) {
    return Picking.unravelIndex(positions, shape);
  }

  /** Positions along each axis as row-major positions in {@code shape}. */
  public static Array ravelMultiIndex(List<Array> positions, Shape shape) {
    return Picking.ravelMultiIndex(positions, shape);
  }

  /** Vectors of positions shaped so that together they index the sub-grid they describe. */
  public static List<Array> ix(Array... positions) {
    return Picking.ix(positions);
  }

  /**
   * Where each value belongs in the ascending vector {@code sorted}: before equal elements, or
   * after if {@code right}. NaN is greater than every number.
   */
  public static Array searchsorted(Array sorted, Array values, boolean right) {
    return Sorting.searchsorted(sorted, values, right, Sorting.method(sorted, values));
  }

  /** {@link #searchsorted(Array, Array, boolean)} by a given method; all give the same. */
  public static Array searchsorted(Array sorted, Array values, boolean right, SearchMethod method) {
    return Sorting.searchsorted(sorted, values, right, method);
  }

  /**
   * Which bin of the monotonic vector {@code bins} each element is in, 0 below all; {@code right}
   * edges belong to bins.
   */
  public static Array digitize(Array x, Array bins, boolean right) {
    return Picking.digitize(x, bins, right);
  }

  /** How often each of 0 … {@code length} - 1 occurs among integers, I32; others are left out. */
  public static Array bincount(Array x, int length) {
    return Picking.bincount(x, array(1), length);
  }

  /** The sum of weights of each of 0 … {@code length} - 1 among integers; others are left out. */
  public static Array bincount(Array x, Array weights, int length) {
    return Picking.bincount(x, weights, length);
  }

  /**
   * Counts (floats, as JAX's) in {@code bins} equal bins from the least to the greatest element,
   * and the {@code bins + 1} edges.
   */
  public static Tuple2<Array, Array> histogram(Array x, int bins) {
    return Picking.histogram(x, bins);
  }

  /**
   * The sums of weights in bins with the given ascending edges; the last bin has both its edges.
   */
  public static Array histogram(Array x, Array edges, Array weights) {
    return Picking.histogram(x, edges, weights);
  }

  /**
   * The piecewise linear function through ({@code xp}, {@code fp}), with ascending {@code xp};
   * constant outside.
   */
  public static Array interp(Array x, Array xp, Array fp) {
    return Picking.interp(x, xp, fp, fp.get(0), fp.get(-1));
  }

  /**
   * {@link #interp(Array, Array, Array)} with {@code left} and {@code right} as the values outside.
   */
  public static Array interp(Array x, Array xp, Array fp, double left, double right) {
    return Picking.interp(x, xp, fp, Array.scalar(left), Array.scalar(right));
  }

  /** The elements on the diagonal of the last two axes. */
  public static Array diagonal(Array x) {
    return Rearranging.diagonal(x, 0);
  }

  /** The elements on diagonal {@code k} of the last two axes: above the main one if positive. */
  public static Array diagonal(Array x, int k) {
    return Rearranging.diagonal(x, k);
  }

  /** The sum along diagonal {@code k} of the last two axes. */
  public static Array trace(Array x, int k) {
    return sum(diagonal(x, k), -1);
  }

  /** The sum along the diagonal of the last two axes. */
  public static Array trace(Array x) {
    return trace(x, 0);
  }

  /** The elements not above diagonal {@code k} of the last two axes, zeros elsewhere. */
  public static Array tril(Array x, int k) {
    Shape shape = x.shape();
    Array row = Lax.iota(DType.I32, shape, x.rank() - 2);
    Array column = Lax.iota(DType.I32, shape, x.rank() - 1);
    return where(row.add(k).ge(column), x, Array.scalar(0));
  }

  /** The elements not below diagonal {@code k} of the last two axes, zeros elsewhere. */
  public static Array triu(Array x, int k) {
    Shape shape = x.shape();
    Array row = Lax.iota(DType.I32, shape, x.rank() - 2);
    Array column = Lax.iota(DType.I32, shape, x.rank() - 1);
    return where(row.add(k).le(column), x, Array.scalar(0));
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

  /** {@link #var} with divisor n - 1. */
  public static Array sampleVar(Array x, int... axes) {
    return Statistics.sampleVar(x, axes);
  }

  /** The square root of {@link #sampleVar}. */
  public static Array sampleStd(Array x, int... axes) {
    return sqrt(sampleVar(x, axes));
  }

  /** The greatest minus the least element over the axes, over all if none is given. */
  public static Array ptp(Array x, int... axes) {
    return max(x, axes).sub(min(x, axes));
  }

  /** How many elements over the axes are not zero, I32. */
  public static Array countNonzero(Array x, int... axes) {
    return sum(truth(x), axes);
  }

  /**
   * The mean over the axes with weights of the shape of {@code x}, or for one axis a vector along
   * it.
   */
  public static Array average(Array x, Array weights, int... axes) {
    return Statistics.average(x, weights, axes);
  }

  /** {@link #sum} with NaN counted as 0. */
  public static Array nansum(Array x, int... axes) {
    return Statistics.nansum(x, axes);
  }

  /** {@link #prod} with NaN counted as 1. */
  public static Array nanprod(Array x, int... axes) {
    return Statistics.nanprod(x, axes);
  }

  /** The least element that is not NaN; NaN if there is none. */
  public static Array nanmin(Array x, int... axes) {
    return Statistics.nanmin(x, axes);
  }

  /** The greatest element that is not NaN; NaN if there is none. */
  public static Array nanmax(Array x, int... axes) {
    return Statistics.nanmax(x, axes);
  }

  /** The mean of the elements that are not NaN. */
  public static Array nanmean(Array x, int... axes) {
    return Statistics.nanmean(x, axes);
  }

  /** {@link #var} of the elements that are not NaN, with divisor (their number) - {@code ddof}. */
  public static Array nanvar(Array x, int ddof, int[] axes) {
    return Statistics.nanvar(x, ddof, axes);
  }

  /** The square root of {@link #nanvar}. */
  public static Array nanstd(Array x, int ddof, int[] axes) {
    return sqrt(nanvar(x, ddof, axes));
  }

  /** The index along {@code axis} of the least element that is not NaN, I32; 0 if there is none. */
  public static Array nanargmin(Array x, int axis) {
    return argmin(where(isnan(x), Array.scalar(Double.POSITIVE_INFINITY), x), axis);
  }

  /**
   * The index along {@code axis} of the greatest element that is not NaN, I32; 0 if there is none.
   */
  public static Array nanargmax(Array x, int axis) {
    return argmax(where(isnan(x), Array.scalar(Double.NEGATIVE_INFINITY), x), axis);
  }

  /** Differences of neighbours along {@code axis}, {@code order} times over. */
  public static Array diff(Array x, int order, int axis) {
    return Statistics.diff(x, order, axis);
  }

  /** Differences of neighbours along the last axis. */
  public static Array diff(Array x) {
    return diff(x, 1, -1);
  }

  /** The derivative along {@code axis} by central differences, one-sided ones at the ends. */
  public static Array gradient(Array x, double spacing, int axis) {
    return Statistics.gradient(x, spacing, axis);
  }

  /** The integral along the last axis by the trapezoidal rule, for points {@code spacing} apart. */
  public static Array trapezoid(Array y, double spacing) {
    return Statistics.trapezoid(y, Array.scalar(spacing), -1);
  }

  /**
   * The integral along the last axis by the trapezoidal rule, for points at the vector {@code x}.
   */
  public static Array trapezoid(Array y, Array x) {
    return Statistics.trapezoid(y, diff(x), -1);
  }

  /**
   * The covariance matrix of the rows of {@code x}, with divisor n - {@code ddof}; of a vector its
   * variance.
   */
  public static Array cov(Array x, int ddof) {
    return Statistics.cov(x, ddof);
  }

  /** The correlation matrix of the rows of {@code x}. */
  public static Array corrcoef(Array x) {
    return Statistics.corrcoef(x);
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

  /**
   * log of the sum of {@code factors} times exponentials; NaN if that sum is negative. Terms with
   * factor 0 do not count.
   */
  public static Array logsumexp(Array x, Array factors, int... axes) {
    return Statistics.logsumexp(x, factors, axes);
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

  /** The sum over the given axes of x and of y, one to one. */
  public static Array tensordot(Array x, Array y, int[] xAxes, int[] yAxes) {
    return Products.tensordot(x, y, xAxes, yAxes);
  }

  /** The sum of products over the last axes of both. */
  public static Array inner(Array x, Array y) {
    return x.rank() == 0 || y.rank() == 0
        ? multiply(x, y)
        : tensordot(x, y, new int[] {-1}, new int[] {-1});
  }

  /** All products of an element of x and one of y, as blocks of the shape of y. */
  public static Array kron(Array x, Array y) {
    return Products.kron(x, y);
  }

  /** The vector product along the last axis, of size 3, the others broadcast. */
  public static Array cross(Array x, Array y) {
    return Products.cross(x, y);
  }

  /** Sums of products in Einstein's notation, such as {@code einsum("...ij,jk->...ik", x, y)}. */
  public static Array einsum(String subscripts, Array... operands) {
    return Einsum.of(subscripts, operands);
  }

  /** The discrete convolution of two vectors. */
  public static Array convolve(Array x, Array y, Overlap overlap) {
    return Polynomials.convolve(x, y, overlap);
  }

  /** The cross-correlation of two vectors: element k is the sum over n of x[n + k] y[n]. */
  public static Array correlate(Array x, Array y, Overlap overlap) {
    return Polynomials.correlate(x, y, overlap);
  }

  /** The polynomial with the given coefficients, highest power first, at {@code x}. */
  public static Array polyval(Array coefficients, Array x) {
    return Polynomials.polyval(coefficients, x);
  }

  /** The coefficients of the derivative of a polynomial. */
  public static Array polyder(Array coefficients) {
    return Polynomials.polyder(coefficients);
  }

  /** The coefficients of the integral of a polynomial that is 0 at 0. */
  public static Array polyint(Array coefficients) {
    return Polynomials.polyint(coefficients);
  }

  /** The coefficients of the sum of two polynomials. */
  public static Array polyadd(Array x, Array y) {
    return Polynomials.polyadd(x, y);
  }

  /** The coefficients of the product of two polynomials. */
  public static Array polymul(Array x, Array y) {
    return Polynomials.convolve(x, y, Overlap.FULL);
  }

  // ---- Comparing whole arrays ----

  /**
   * Whether each element is within {@code atol + rtol * |y|}; NaN is not close to anything,
   * infinities to themselves.
   */
  public static Array isclose(Array x, Array y, double rtol, double atol) {
    Array near = abs(subtract(x, y)).le(abs(y).mul(rtol).add(atol));
    return where(isinf(x).or(isinf(y)), equal(x, y), near);
  }

  /** {@link #isclose} with NaN close to NaN. */
  public static Array iscloseEqualNan(Array x, Array y, double rtol, double atol) {
    return isclose(x, y, rtol, atol).or(isnan(x).and(isnan(y)));
  }

  /** Whether all elements are {@link #isclose}. */
  public static Array allclose(Array x, Array y, double rtol, double atol) {
    return all(isclose(x, y, rtol, atol));
  }

  /** Whether the shapes and all elements are equal. */
  public static Array arrayEqual(Array x, Array y) {
    return x.shape().equals(y.shape()) ? all(equal(x, y)) : array(false);
  }

  // Orders

  /** The elements along the last axis in ascending order, NaN last. */
  public static Array sort(Array x) {
    return sort(x, -1);
  }

  /** The elements along {@code axis} in ascending order, NaN last. */
  public static Array sort(Array x, int axis) {
    return Sorting.sort(x, axis, false);
  }

  /**
   * The elements along {@code axis} in ascending order, NaN last, or descending, NaN first.
   *
   * {@snippet class="org.juxta.tests.snippets.ArraySnippets" region="sort"}
   */
  public static Array sort(Array x, int axis, boolean descending) {
    return Sorting.sort(x, axis, descending);
  }

  /** The indices (I32) that put the elements along the last axis in ascending order. */
  public static Array argsort(Array x) {
    return argsort(x, -1);
  }

  /** The indices (I32) that put the elements along {@code axis} in ascending order. */
  public static Array argsort(Array x, int axis) {
    return Sorting.argsort(x, axis, false);
  }

  /**
   * The indices (I32) that put the elements along {@code axis} in ascending order, NaN last, or
   * descending, NaN first; those of equal elements ascend in both.
   */
  public static Array argsort(Array x, int axis, boolean descending) {
    return Sorting.argsort(x, axis, descending);
  }

  /**
   * The indices (I32) that sort along {@code axis} by several keys of one shape, of which the last
   * counts most.
   */
  public static Array lexsort(List<Array> keys, int axis) {
    return Sorting.lexsort(keys, axis);
  }

  /**
   * The elements along {@code axis} so that the one at {@code k} is where it is in the sorted
   * array, with none greater before it and none less after it.
   */
  public static Array partition(Array x, int k, int axis) {
    Sorting.requireElement("partition", x, k, x.shape().axis(axis));
    return sort(x, axis);
  }

  /** The indices (I32) that {@link #partition} the elements along {@code axis}. */
  public static Array argpartition(Array x, int k, int axis) {
    Sorting.requireElement("argpartition", x, k, x.shape().axis(axis));
    return argsort(x, axis);
  }

  /** Running sums of all elements in row-major order. */
  public static Array cumsum(Array x) {
    return cumsum(x.ravel(), 0);
  }

  /** Running sums along {@code axis}; truth values count as 0 and 1. */
  public static Array cumsum(Array x, int axis) {
    return Sorting.cumsum(x, axis);
  }

  /** Running products of all elements in row-major order. */
  public static Array cumprod(Array x) {
    return cumprod(x.ravel(), 0);
  }

  /** Running products along {@code axis}; truth values count as 0 and 1. */
  public static Array cumprod(Array x, int axis) {
    return Sorting.cumprod(x, axis);
  }

  /** Running sums along {@code axis}, with a 0 before them if {@code includeInitial}. */
  public static Array cumulativeSum(Array x, int axis, boolean includeInitial) {
    Array sums = cumsum(x, axis);
    return includeInitial ? Sorting.withInitial(sums, 0, axis) : sums;
  }

  /** Running products along {@code axis}, with a 1 before them if {@code includeInitial}. */
  public static Array cumulativeProd(Array x, int axis, boolean includeInitial) {
    Array products = cumprod(x, axis);
    return includeInitial ? Sorting.withInitial(products, 1, axis) : products;
  }

  /** {@link #cumsum(Array, int)} with NaN as 0. */
  public static Array nancumsum(Array x, int axis) {
    return cumsum(Statistics.without(x, 0), axis);
  }

  /** {@link #cumprod(Array, int)} with NaN as 1. */
  public static Array nancumprod(Array x, int axis) {
    return cumprod(Statistics.without(x, 1), axis);
  }

  /** The middle of the sorted elements over the axes, over all if none is given; NaN if any is. */
  public static Array median(Array x, int... axes) {
    return quantile(x, Array.scalar(0.5), QuantileMethod.LINEAR, axes);
  }

  /** {@link #median} of the elements that are not NaN. */
  public static Array nanmedian(Array x, int... axes) {
    return nanquantile(x, Array.scalar(0.5), QuantileMethod.LINEAR, axes);
  }

  /** {@link #quantile(Array, Array, QuantileMethod, int...)} on the line between neighbours. */
  public static Array quantile(Array x, Array q, int... axes) {
    return quantile(x, q, QuantileMethod.LINEAR, axes);
  }

  /** {@link #quantile(Array, Array, int...)} at one fraction. */
  public static Array quantile(Array x, double q, int... axes) {
    return quantile(x, Array.scalar(q), axes);
  }

  /**
   * The values that the fractions {@code q} (from 0 to 1) of the sorted elements over the axes,
   * over all if none is given, lie below; NaN if any element is. The axes of {@code q} come first.
   *
   * {@snippet class="org.juxta.tests.snippets.ArraySnippets" region="quantile"}
   */
  public static Array quantile(Array x, Array q, QuantileMethod method, int... axes) {
    return Sorting.quantile(x, q, method, false, axes);
  }

  /**
   * {@link #quantile(Array, Array, QuantileMethod, int...)} of the elements that are not NaN; NaN
   * if there is none.
   */
  public static Array nanquantile(Array x, Array q, QuantileMethod method, int... axes) {
    return Sorting.quantile(x, q, method, true, axes);
  }

  /** {@link #quantile(Array, Array, QuantileMethod, int...)} at hundredths. */
  public static Array percentile(Array x, Array q, QuantileMethod method, int... axes) {
    return quantile(x, divide(q, Array.scalar(100)), method, axes);
  }

  /** {@link #nanquantile(Array, Array, QuantileMethod, int...)} at hundredths. */
  public static Array nanpercentile(Array x, Array q, QuantileMethod method, int... axes) {
    return nanquantile(x, divide(q, Array.scalar(100)), method, axes);
  }
}
