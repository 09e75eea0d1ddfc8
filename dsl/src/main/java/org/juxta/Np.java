package org.juxta;

import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Reduction.ArgKind;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * NumPy's functions of arrays, with its semantics, JAX's where they differ, and its names in
 * lowerCamelCase: {@code moveaxis} is {@code numpy.moveaxis}, {@code broadcastTo} is {@code
 * numpy.broadcast_to}. The options of reductions are {@link Over}: {@code sum(x,
 * Over.axes(0).keepDims())}. The functions of neural networks and special functions are those of
 * {@code jax.nn} and {@code jax.scipy.special}.
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
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="sets"}
 */
public final class Np {
  private Np() {}

  /** The ratio of a circle's circumference to its diameter. */
  public static final double PI = Math.PI;

  /** The base of natural logarithms. */
  public static final double E = Math.E;

  /** Positive infinity. */
  public static final double INF = Double.POSITIVE_INFINITY;

  /** Not a number. */
  public static final double NAN = Double.NaN;

  /** The limit of the harmonic series less the natural logarithm. */
  public static final double EULER_GAMMA = 0.57721566490153286;

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

  /** I8, of a copy of the values. */
  public static Array array(byte... values) {
    return wrap(DType.I8, Shape.of(values.length), values.clone());
  }

  /** I16, of a copy of the values. */
  public static Array array(short... values) {
    return wrap(DType.I16, Shape.of(values.length), values.clone());
  }

  /**
   * A complex number as a plain Java number is one: weakly C64, so that it takes the width of the
   * array it meets, and unrounded. {@code astype(DType.C128)} makes it an array of that type.
   */
  public static Array complex(double real, double imaginary) {
    return Array.of(
        new Literal(
            new ArrayType(DType.C64, Shape.SCALAR, true),
            Double.doubleToRawLongBits(real),
            Double.doubleToRawLongBits(imaginary)));
  }

  /** The complex numbers of real and imaginary parts; C128 if either is of 64 bits, else C64. */
  public static Array complex(Array real, Array imaginary) {
    DType common = Promotion.common(real.type(), imaginary.type());
    if (common.isComplex()) {
      throw new DTypeException(
          "complex: the parts must be real, not " + real.type() + " and " + imaginary.type());
    }
    DType part = common.complex().real();
    return elementwise(new Elementwise.Binary(BinaryKind.COMPLEX), real, imaginary, part);
  }

  /** The real part; of real numbers they themselves. */
  public static Array real(Array x) {
    return x.dtype().isComplex() ? keep(x, UnaryKind.REAL) : x;
  }

  /** The imaginary part; of real numbers 0. */
  public static Array imag(Array x) {
    return x.dtype().isComplex() ? keep(x, UnaryKind.IMAG) : zerosLike(x);
  }

  /** The complex conjugate; of real numbers they themselves. */
  public static Array conj(Array x) {
    return x.dtype().isComplex() ? keep(x, UnaryKind.CONJ) : x;
  }

  /** The angle of a complex number in radians, from -π to π; of a real one 0 or π. */
  public static Array angle(Array x) {
    return arctan2(imag(x), real(x));
  }

  /** The element type that arrays and plain numbers meet in, as {@code jax.numpy.result_type}. */
  public static DType resultType(Array... arrays) {
    return Promotion.common(List.of(arrays));
  }

  /** The element type that two meet in, as {@code jax.numpy.promote_types}. */
  public static DType promoteTypes(DType a, DType b) {
    return Promotion.join(a, b);
  }

  /**
   * Whether every number of {@code from} can be had in {@code to}, as {@code numpy.can_cast} has it
   * by default: 64-bit integers may become F64.
   */
  public static boolean canCast(DType from, DType to) {
    return Promotion.isSafe(from, to);
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
    return linspace(start, stop, count, true, dtype);
  }

  /**
   * {@code count} evenly spaced numbers from {@code start} to {@code stop}, which is the last one
   * if {@code endpoint}, else the one after.
   */
  public static Array linspace(
      double start, double stop, int count, boolean endpoint, DType dtype) {
    return array(Grids.linspace(start, stop, count, endpoint)).astype(dtype);
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
    double[] values = new double[Grids.count("arange", start, stop, step)];
    Arrays.setAll(values, i -> start + i * step);
    return array(values).astype(dtype);
  }

  /**
   * {@code count} evenly spaced values from {@code start} to {@code stop}, both included, along a
   * new first axis.
   */
  public static Array linspace(Array start, Array stop, int count) {
    return Grids.linspace(start, stop, count);
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
    return array(Grids.geomspace(start, stop, count)).astype(dtype);
  }

  /**
   * The coordinates of a Cartesian grid over vectors: of two, the first one's run along the second
   * axis.
   */
  public static List<Array> meshgrid(Array... axes) {
    return Grids.meshgrid(false, false, axes);
  }

  /**
   * As {@link #meshgrid}, with vector {@code i} running along axis {@code i}; NumPy's {@code
   * indexing='ij'}.
   */
  public static List<Array> meshgridMatrix(Array... axes) {
    return Grids.meshgrid(true, false, axes);
  }

  /** {@link #meshgrid} with size 1 along the axes that a vector does not run along. */
  public static List<Array> meshgridSparse(Array... axes) {
    return Grids.meshgrid(false, true, axes);
  }

  /**
   * The grid of integers that ranges describe, {@code mgrid(range(0, 2), range(1, 4))}: the
   * coordinates along each axis, along a new first one.
   */
  public static Array mgrid(Index... ranges) {
    return stack(Grids.meshgrid(true, false, Grids.vectors("mgrid", ranges)), 0);
  }

  /** {@link #mgrid} as vectors that are broadcast to the grid. */
  public static List<Array> ogrid(Index... ranges) {
    return Grids.meshgrid(true, true, Grids.vectors("ogrid", ranges));
  }

  /** {@code f} of the positions 0, 1, …, n - 1, F32. */
  public static Array fromfunction(ArrayFunction1 f, int n) {
    return f.apply(indices(n).get(0).astype(DType.F32));
  }

  /** {@code f} of the row and column of every element of a matrix, F32. */
  public static Array fromfunction(ArrayFunction2 f, int rows, int columns) {
    Array at = indices(rows, columns).astype(DType.F32);
    return f.apply(at.get(0), at.get(1));
  }

  /** {@code f} of the positions of every element of an array of three axes, F32. */
  public static Array fromfunction(ArrayFunction3 f, int n0, int n1, int n2) {
    Array at = indices(n0, n1, n2).astype(DType.F32);
    return f.apply(at.get(0), at.get(1), at.get(2));
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

  /** {@link #vander(Array, int)} with powers from 0 up. */
  public static Array vanderIncreasing(Array x, int columns) {
    return Polynomials.vander(x, columns, true);
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

  /** A matrix with the elements of {@code x}, in row-major order, on diagonal {@code k}. */
  public static Array diagflat(Array x, int k) {
    return diag(x.ravel(), k);
  }

  /** The Hann window of the given number of points, F32. */
  public static Array hanning(int points) {
    return hanning(points, DType.F32);
  }

  /** The Hann window of the given number of points. */
  public static Array hanning(int points, DType dtype) {
    return Windows.hanning(points, dtype);
  }

  /** The Hamming window of the given number of points, F32. */
  public static Array hamming(int points) {
    return hamming(points, DType.F32);
  }

  /** The Hamming window of the given number of points. */
  public static Array hamming(int points, DType dtype) {
    return Windows.hamming(points, dtype);
  }

  /** The Blackman window of the given number of points, F32. */
  public static Array blackman(int points) {
    return blackman(points, DType.F32);
  }

  /** The Blackman window of the given number of points. */
  public static Array blackman(int points, DType dtype) {
    return Windows.blackman(points, dtype);
  }

  /** The Bartlett window, a triangle, of the given number of points, F32. */
  public static Array bartlett(int points) {
    return bartlett(points, DType.F32);
  }

  /** The Bartlett window, a triangle, of the given number of points. */
  public static Array bartlett(int points, DType dtype) {
    return Windows.bartlett(points, dtype);
  }

  // ---- Elementwise functions of one argument ----

  private static Array inexact(Array x, UnaryKind kind) {
    DType dtype = Promotion.inexact(x.dtype());
    return Primitives.bindOne(new Elementwise.Unary(kind), Promotion.to(x, dtype));
  }

  /** For functions that integers have too; BOOL becomes I32. */
  private static Array keep(Array x, UnaryKind kind) {
    boolean rounds = kind == UnaryKind.FLOOR || kind == UnaryKind.CEIL || kind == UnaryKind.ROUND;
    if (rounds && x.dtype().isComplex() && kind == UnaryKind.ROUND) {
      return complex(keep(real(x), kind), keep(imag(x), kind));
    }
    if (rounds && !x.dtype().isInexact()) {
      return x;
    }
    return Primitives.bindOne(new Elementwise.Unary(kind), number(x));
  }

  static Array number(Array x) {
    return x.dtype().isBool() ? Promotion.to(x, DType.I32) : x;
  }

  /** -x */
  public static Array negative(Array x) {
    if (x.dtype().isBool()) {
      throw new DTypeException(
          "negative: truth values have no sign: " + x.type() + "; logicalNot turns them round");
    }
    return keep(x, UnaryKind.NEG);
  }

  /** The absolute value; its derivative at 0 is 1, as JAX's. Of truth values these. */
  public static Array abs(Array x) {
    return x.dtype().isBool() ? x : keep(x, UnaryKind.ABS);
  }

  /** The absolute value as a float. */
  public static Array fabs(Array x) {
    requireReal("fabs", x);
    return abs(floats(x));
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

  /**
   * Rounded to so many decimals, halves to even; to tens, hundreds, … if negative. The scaled
   * number is rounded, as in NumPy and JAX: 2.675 as stored is below the half that its print shows.
   */
  public static Array round(Array x, int decimals) {
    if (decimals == 0 || (decimals > 0 && !x.dtype().isFloat())) {
      return round(x);
    }
    double scale = Math.pow(10, Math.abs(decimals));
    Array number = floats(number(x));
    Array scaled = round(decimals > 0 ? number.mul(scale) : number.div(scale));
    return (decimals > 0 ? scaled.div(scale) : scaled.mul(scale)).astype(number(x).dtype());
  }

  /** The nearest whole number as a float, halves to even. */
  public static Array rint(Array x) {
    return round(floats(x));
  }

  /** How many bits of the absolute value of integers are set, U8. */
  public static Array bitwiseCount(Array x) {
    return FloatBits.bitCount(x);
  }

  /**
   * The truth of the elements along {@code axis}, eight to a byte; the last is filled up by zeros.
   * The first is the highest bit, or with {@code little} the lowest. As {@code numpy.packbits}.
   */
  public static Array packbits(Array x, int axis, boolean little) {
    return BitPacking.pack(x, axis, little);
  }

  /**
   * The bits of bytes, of U8, as zeros and ones along {@code axis}, eight for each; the highest
   * first, or with {@code little} the lowest. As {@code numpy.unpackbits}.
   */
  public static Array unpackbits(Array x, int axis, boolean little) {
    return BitPacking.unpack(x, axis, little);
  }

  /** The distance from x to the float next to it away from 0. */
  public static Array spacing(Array x) {
    return FloatBits.spacing(x);
  }

  /** Angles along {@code axis} with multiples of 2π added, so that no step is larger than π. */
  public static Array unwrap(Array x, int axis) {
    return Statistics.unwrap(x, axis);
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
    if (x.dtype().isComplex()) {
      return isfinite(real(x)).and(isfinite(imag(x)));
    }
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
    if (x.dtype().isComplex()) {
      return isinf(real(x)).or(isinf(imag(x)));
    }
    return x.dtype().isFloat()
        ? abs(x).eq(Double.POSITIVE_INFINITY)
        : zerosLike(x).astype(DType.BOOL);
  }

  /** x * x. */
  public static Array square(Array x) {
    Array number = number(x);
    return multiply(number, number);
  }

  /** 1 / x. */
  public static Array reciprocal(Array x) {
    return divide(Array.scalar(1), x);
  }

  /** x rounded towards zero. */
  public static Array trunc(Array x) {
    requireReal("trunc", x);
    return x.dtype().isFloat() ? where(x.lt(0), ceil(x), floor(x)) : x;
  }

  /** 2 to the power x. */
  public static Array exp2(Array x) {
    return power(Array.scalar(2.0), x);
  }

  /** The logarithm to base 2. */
  public static Array log2(Array x) {
    return logarithm(x, 2);
  }

  /** Of complex numbers both parts are divided: an infinity by a complex number would be NaN. */
  private static Array logarithm(Array x, double base) {
    Array natural = log(x);
    double scale = Math.log(base);
    return natural.dtype().isComplex()
        ? complex(real(natural).div(scale), imag(natural).div(scale))
        : natural.div(scale);
  }

  private static void requireReal(String what, Array... operands) {
    for (Array x : operands) {
      if (x.dtype().isComplex()) {
        throw new DTypeException(what + ": not defined for complex numbers: " + x.type());
      }
    }
  }

  /** The logarithm to base 10. */
  public static Array log10(Array x) {
    return logarithm(x, 10);
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
    if (x.dtype().isComplex()) {
      return complex(nanToNum(real(x)), nanToNum(imag(x)));
    }
    if (!x.dtype().isFloat()) {
      return x;
    }
    double greatest = x.dtype().finfo().max();
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
      Array rest = elementwise(new Elementwise.Binary(BinaryKind.REM), x, y, dtype);
      Array whole = round(divide(subtract(x, rest), y));
      Array below = rest.ne(0).and(rest.lt(0).ne(y.lt(0)));
      Array byZero = Lax.stopGradient(divide(x, y));
      return where(y.eq(0), byZero, where(below, whole.sub(1), whole));
    }
    Array quotient = elementwise(new Elementwise.Binary(BinaryKind.DIV), x, y, dtype);
    Array rest = elementwise(new Elementwise.Binary(BinaryKind.REM), x, y, dtype);
    if (dtype.kind() == DType.Kind.UNSIGNED) {
      return quotient;
    }
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
    DType dtype = Promotion.inexact(Promotion.common(x.type(), y.type()));
    return power(Promotion.to(x, dtype), Promotion.to(y, dtype));
  }

  /**
   * x to an integer power, by repeated multiplication; exact for integers, with derivatives that
   * are right at 0.
   */
  public static Array power(Array x, int n) {
    Array base = number(x);
    if (n < 0) {
      return power(reciprocal(base), -n);
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
    requireReal("hypot", x, y);
    DType dtype = Promotion.inexact(Promotion.common(x.type(), y.type()));
    Array a = abs(Promotion.to(x, dtype));
    Array b = abs(Promotion.to(y, dtype));
    Array big = maximum(a, b);
    Array safe = where(big.eq(0), Array.scalar(1), big);
    Array ratio = divide(minimum(a, b), safe);
    Array finite = big.mul(sqrt(ratio.mul(ratio).add(1)));
    Array infinite = a.eq(Double.POSITIVE_INFINITY).or(b.eq(Double.POSITIVE_INFINITY));
    return where(infinite, Array.scalar(Double.POSITIVE_INFINITY), finite);
  }

  /**
   * log(exp(x) + exp(y)) without overflow. At (-inf, -inf) its derivatives are NaN and at (inf,
   * inf) 1, as JAX's; at an infinity beside a number they are 1 and 0, where JAX's second is
   * exp(y).
   */
  public static Array logaddexp(Array a, Array b) {
    requireReal("logaddexp", a, b);
    return LogAddExp.of(a, b);
  }

  /**
   * x * log(y), and 0 where x is 0; there the derivatives at y = 0 and beyond are 0 too, where
   * JAX's are not finite.
   */
  public static Array xlogy(Array x, Array y) {
    Array usable = x.ne(0).or(y.gt(0).and(y.lt(Double.POSITIVE_INFINITY))).or(isnan(y));
    Array product = multiply(x, log(where(usable, y, Array.scalar(1))));
    return Special.zeroWhere(x.eq(0), product);
  }

  /** log(2^x + 2^y) / log(2) without overflow; derivatives as {@link #logaddexp}. */
  public static Array logaddexp2(Array x, Array y) {
    requireReal("logaddexp2", x, y);
    return LogAddExp.ofPowersOfTwo(x, y);
  }

  /**
   * The remainder of x / y rounded towards zero, with the sign of x, as C's fmod; of integers by 0
   * it is 0.
   */
  public static Array fmod(Array x, Array y) {
    DType dtype = Promotion.common(number(x).type(), number(y).type());
    Array divisor = dtype.isInteger() ? where(number(y).eq(0), Array.scalar(1), y) : y;
    return elementwise(new Elementwise.Binary(BinaryKind.REM), x, divisor, dtype);
  }

  /** {@link #floorDivide} and {@link #mod}. */
  public static Tuple2<Array, Array> divmod(Array x, Array y) {
    return new Tuple2<>(floorDivide(x, y), mod(x, y));
  }

  /** The greater one, y if they are equal; of a number and NaN the number. */
  public static Array fmax(Array x, Array y) {
    return where(x.gt(y).or(isnan(y)), x, y);
  }

  /** The lesser one, y if they are equal; of a number and NaN the number. */
  public static Array fmin(Array x, Array y) {
    return where(x.lt(y).or(isnan(y)), x, y);
  }

  /** 0 below 0, 1 above, and {@code atZero} at 0. */
  public static Array heaviside(Array x, Array atZero) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), atZero.type()));
    Array at = Promotion.to(x, dtype);
    Array half = where(at.eq(0), Promotion.to(atZero, dtype), Array.scalar(1));
    return where(isnan(at), at, where(at.lt(0), Array.scalar(0), half));
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

  static Array truth(Array x) {
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
    return moveaxis(x, new int[] {source}, new int[] {destination});
  }

  /** The axes moved, one to one, to the destinations, the others in their order. */
  public static Array moveaxis(Array x, int[] sources, int[] destinations) {
    return Rearranging.moveaxis(x, sources, destinations);
  }

  /** The axis moved so that it stands before the axis that is at {@code start} now. */
  public static Array rollaxis(Array x, int axis, int start) {
    int from = x.shape().axis(axis);
    int to = start < 0 ? start + x.rank() : start;
    if (to < 0 || to > x.rank()) {
      throw new ShapeException("rollaxis: start " + start + " is out of bounds for " + x.type());
    }
    return moveaxis(x, from, to > from ? to - 1 : to);
  }

  /** The last two axes exchanged. */
  public static Array matrixTranspose(Array x) {
    if (x.rank() < 2) {
      throw new ShapeException("matrixTranspose: a matrix is needed, not " + x.type());
    }
    return swapaxes(x, -1, -2);
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

  /** With new axes of size 1 at the given ones of the result. */
  public static Array expandDims(Array x, int... axes) {
    return Rearranging.expandDims(x, axes);
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

  /** The slices along {@code axis}, without it: what {@link #stack(List, int)} puts together. */
  public static List<Array> unstack(Array x, int axis) {
    int a = x.shape().axis(axis);
    return IntStream.range(0, x.dim(a))
        .mapToObj(i -> squeeze(Lax.sliceAlong(x, i, i + 1, a), a))
        .toList();
  }

  /**
   * Arrays put together from blocks: lists of arrays, nested at will, of which the innermost are
   * joined along the last axis, those around them along the axis before, and so on.
   */
  public static Array block(List<?> nested) {
    return Rearranging.block(nested);
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

  /** {@link #take(Array, Array, int)} of the elements in row-major order. */
  public static Array take(Array x, Array positions) {
    return take(x.ravel(), positions, 0);
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

  /** Each element, in row-major order, {@code count} times. */
  public static Array repeat(Array x, int count) {
    return repeat(x.ravel(), count, 0);
  }

  /** Element {@code i} along {@code axis} {@code counts[i]} times. */
  public static Array repeat(Array x, int[] counts, int axis) {
    return Rearranging.repeat(x, counts, axis);
  }

  /**
   * Element {@code i} along {@code axis} {@code counts[i]} times, which may be traced: cut off at
   * {@code total} elements, or filled up to them with the last one.
   */
  public static Array repeat(Array x, Array counts, int axis, int total) {
    return Rearranging.repeat(x, counts, axis, total);
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

  /** {@link #roll(Array, int, int)} by a computed number of places, a scalar. */
  public static Array roll(Array x, Array shift, int axis) {
    return Rearranging.roll(x, shift, axis);
  }

  /** {@link #roll(Array, int, int)} along several axes. */
  public static Array roll(Array x, int[] shifts, int[] axes) {
    if (shifts.length != axes.length) {
      throw new ShapeException(
          "roll: " + Ints.of(shifts) + " are not as many as axes " + Ints.of(axes));
    }
    Array rolled = x;
    for (int i = 0; i < axes.length; i++) {
      rolled = roll(rolled, shifts[i], axes[i]);
    }
    return rolled;
  }

  /** Turned {@code times} quarters from the first axis towards the second. */
  public static Array rot90(Array x, int times) {
    return rot90(x, times, 0, 1);
  }

  /** Turned {@code times} quarters from one axis towards another. */
  public static Array rot90(Array x, int times, int from, int to) {
    return Rearranging.rot90(x, times, from, to);
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

  /** {@link #split(Array, int, int)} along the third axis. */
  public static List<Array> dsplit(Array x, int parts) {
    return split(x, parts, 2);
  }

  /** One below the other; vectors are rows. */
  public static Array vstack(Array... arrays) {
    return concatenate(Arrays.stream(arrays).map(Np::atleast2d).toList(), 0);
  }

  /** Side by side: along the second axis, or the first of vectors. */
  public static Array hstack(Array... arrays) {
    List<Array> all = Arrays.stream(arrays).map(Np::atleast1d).toList();
    return concatenate(all, all.isEmpty() || all.getFirst().rank() == 1 ? 0 : 1);
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

  /** The elements of {@code x}, then those of {@code values}, in row-major order, as a vector. */
  public static Array append(Array x, Array values) {
    return append(x.ravel(), values.ravel(), 0);
  }

  /** Without the elements at the given positions along {@code axis}. */
  public static Array delete(Array x, int[] positions, int axis) {
    return Rearranging.delete(x, positions, axis);
  }

  /** {@link #delete(Array, int[], int)} of the elements in row-major order. */
  public static Array delete(Array x, int... positions) {
    return delete(x.ravel(), positions, 0);
  }

  /**
   * With the slices of {@code values} put before a position along {@code axis}: an array of fewer
   * axes is one slice, one of as many axes has the slices along its first axis, as NumPy's. There
   * must be such a position.
   */
  public static Array insert(Array x, int position, Array values, int axis) {
    return Rearranging.insert(x, position, values, axis);
  }

  /**
   * With a slice of {@code values}, which is broadcast, put before each of the positions along
   * {@code axis}, as they count in {@code x}.
   */
  public static Array insert(Array x, int[] positions, Array values, int axis) {
    return Rearranging.insert(x, positions, values, axis);
  }

  /** The elements in row-major order, repeated or cut off as the shape needs. */
  public static Array resize(Array x, int... dims) {
    return Rearranging.resize(x, dims);
  }

  /** A vector without the zeros at both ends; it must not be traced. */
  public static Array trimZeros(Array x) {
    return Rearranging.trimZeros(x);
  }

  /**
   * With {@code widths[i] = {before, after}} elements added along axis {@code i}, all {@code
   * value}.
   */
  public static Array pad(Array x, int[][] widths, double value) {
    return Padding.pad(x, widths, Array.scalar(value));
  }

  /**
   * With {@code widths[i] = {before, after}} elements added along axis {@code i}, taken from the
   * array as the mode says.
   */
  public static Array pad(Array x, int[][] widths, PadMode mode) {
    return Padding.pad(x, widths, mode);
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
    requireAxes("nonzero", x);
    return Masks.nonzero(truth(x));
  }

  /**
   * The first {@code size} positions along each axis where {@code x} is not zero, I32; 0 where
   * there are less. Also of traced arrays.
   */
  public static List<Array> nonzero(Array x, int size) {
    return nonzero(x, size, 0);
  }

  /** {@link #nonzero(Array, int)} with {@code fill} where there are less. */
  public static List<Array> nonzero(Array x, int size, int fill) {
    requireAxes("nonzero", x);
    Array flat = Sets.positions(truth(x), size, -1);
    return Picking.unravelIndex(flat, x.shape()).stream()
        .map(along -> where(flat.ge(0), along, Array.scalar(fill)))
        .toList();
  }

  private static void requireAxes(String what, Array x) {
    if (x.rank() == 0) {
      throw new ShapeException(
          what + ": a scalar has no positions: " + x.type() + "; use atleast1d");
    }
  }

  /** {@link #nonzero(Array)} as the rows of a matrix. */
  public static Array argwhere(Array x) {
    return stack(nonzero(x), 1);
  }

  /** {@link #nonzero(Array, int, int)} as the rows of a matrix. */
  public static Array argwhere(Array x, int size, int fill) {
    return stack(nonzero(x, size, fill), 1);
  }

  /** {@link #nonzero(Array)} of the elements in row-major order. */
  public static Array flatnonzero(Array x) {
    return nonzero(x.ravel()).getFirst();
  }

  /** {@link #nonzero(Array, int, int)} of the elements in row-major order. */
  public static Array flatnonzero(Array x, int size, int fill) {
    return nonzero(x.ravel(), size, fill).getFirst();
  }

  /**
   * The elements where {@code condition}, of the same shape, is not zero, in row-major order; it
   * must not be traced.
   */
  public static Array extract(Array condition, Array x) {
    return x.get(truth(condition));
  }

  /**
   * The first {@code size} elements where {@code condition}, of the same shape, is not zero, in
   * row-major order, with {@code fill} where there are less.
   */
  public static Array extract(Array condition, Array x, int size, double fill) {
    return compress(condition.ravel(), x.ravel(), 0, size, fill);
  }

  /**
   * The slices along {@code axis} where the vector {@code condition} is not zero; it must not be
   * traced. Slices beyond its end are left out.
   */
  public static Array compress(Array condition, Array x, int axis) {
    return Picking.compress(condition, x, x.shape().axis(axis));
  }

  /**
   * The first {@code size} slices along {@code axis} where the vector {@code condition} is not
   * zero, with {@code fill} where there are less.
   */
  public static Array compress(Array condition, Array x, int axis, int size, double fill) {
    return Picking.compress(truth(condition), x, x.shape().axis(axis), size, Array.scalar(fill));
  }

  /** {@code x} with {@code values} set where {@link #takeAlongAxis} would pick. */
  public static Array putAlongAxis(Array x, Array positions, Array values, int axis) {
    return Picking.putAlongAxis(x, positions, values, axis);
  }

  /** The first of the choices whose condition holds, else {@code otherwise}; all are broadcast. */
  public static Array select(List<Array> conditions, List<Array> choices, Array otherwise) {
    return Choosing.select(conditions, choices, otherwise);
  }

  /** The first of the choices whose condition holds, else 0; all are broadcast. */
  public static Array select(List<Array> conditions, List<Array> choices) {
    return select(conditions, choices, Array.scalar(0));
  }

  /**
   * Of the functions of {@code x}, element by element, the one of the last condition that holds; if
   * none does, the function after those of the conditions, else 0. As the type of {@code x}. All
   * functions are computed.
   */
  public static Array piecewise(Array x, List<Array> conditions, List<ArrayFunction1> functions) {
    return Choosing.piecewise(x, conditions, functions);
  }

  /**
   * Element by element the choice of which {@code which} is the number; all are broadcast. Numbers
   * outside are clipped or wrapped, as the mode says.
   */
  public static Array choose(Array which, List<Array> choices, OutOfBounds mode) {
    return Choosing.choose(which, choices, mode);
  }

  /**
   * {@code x} with {@code value} on its diagonal, where all positions are equal: one value, or
   * several, repeated as needed.
   */
  public static Array fillDiagonal(Array x, Array value) {
    return Picking.fillDiagonal(x, value);
  }

  /** The positions, along each axis, of the diagonal of an array of {@code n} along each axis. */
  public static List<Array> diagIndices(int n, int axes) {
    return Collections.nCopies(axes, arange(n));
  }

  /** {@link #diagIndices} for an array whose axes have one size. */
  public static List<Array> diagIndicesFrom(Array x) {
    if (x.rank() < 2 || x.shape().dims().stream().distinct().count() != 1) {
      throw new ShapeException(
          "diagIndicesFrom: at least two axes, of one size, are needed, not " + x.type());
    }
    return diagIndices(x.dim(0), x.rank());
  }

  /** The rows and columns of the elements on and below diagonal {@code k} of a matrix. */
  public static List<Array> trilIndices(int rows, int k, int columns) {
    return nonzero(tri(rows, columns, k, DType.BOOL));
  }

  /** {@link #trilIndices(int, int, int)} of the main diagonal of a square matrix. */
  public static List<Array> trilIndices(int n) {
    return trilIndices(n, 0, n);
  }

  /** {@link #trilIndices(int, int, int)} for the matrix {@code x}. */
  public static List<Array> trilIndicesFrom(Array x, int k) {
    requireRank("trilIndicesFrom", x, 2);
    return trilIndices(x.dim(0), k, x.dim(1));
  }

  /** {@link #triuIndices(int, int, int)} for the matrix {@code x}. */
  public static List<Array> triuIndicesFrom(Array x, int k) {
    requireRank("triuIndicesFrom", x, 2);
    return triuIndices(x.dim(0), k, x.dim(1));
  }

  private static void requireRank(String what, Array x, int rank) {
    if (x.rank() != rank) {
      throw new ShapeException(what + ": " + rank + " axes are needed, not " + x.type());
    }
  }

  /** The rows and columns of the elements on and above diagonal {@code k} of a matrix. */
  public static List<Array> triuIndices(int rows, int k, int columns) {
    return nonzero(triu(ones(DType.BOOL, rows, columns), k));
  }

  /** {@link #triuIndices(int, int, int)} of the main diagonal of a square matrix. */
  public static List<Array> triuIndices(int n) {
    return triuIndices(n, 0, n);
  }

  /**
   * Row-major positions in {@code shape}, counted from the end if negative, as positions along each
   * axis; those outside are taken as the nearest end.
   */
  public static List<Array> unravelIndex(Array positions, Shape shape) {
    return Picking.unravelClamped(positions, shape);
  }

  /**
   * Positions along each axis as row-major positions in {@code shape}. A position outside is a
   * {@link ShapeException}, unless it is traced: then it is not looked at.
   */
  public static Array ravelMultiIndex(List<Array> positions, Shape shape) {
    return Picking.ravelMultiIndex(positions, shape);
  }

  /**
   * {@link #ravelMultiIndex(List, Shape)} with positions outside clipped or wrapped, as the mode
   * says.
   */
  public static Array ravelMultiIndex(List<Array> positions, Shape shape, OutOfBounds mode) {
    return Picking.ravelMultiIndex(positions, shape, mode);
  }

  /**
   * {@code x} with values, repeated as needed, at row-major positions, counted from the end if
   * negative; those outside are at the nearer end, as JAX's.
   */
  public static Array put(Array x, Array positions, Array values) {
    return put(x, positions, values, OutOfBounds.CLIP);
  }

  /** {@link #put(Array, Array, Array)} with positions outside as the mode says. */
  public static Array put(Array x, Array positions, Array values, OutOfBounds mode) {
    return Picking.put(x, positions, values, mode);
  }

  /**
   * {@code x} with values where a mask of as many elements holds: the first value at the first
   * place, and so on, repeated as needed.
   */
  public static Array place(Array x, Array mask, Array values) {
    return Picking.place(x, mask, values);
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
    return Histograms.digitize(x, bins, right);
  }

  /**
   * How often each of 0 … {@code length} - 1 occurs among integers, I32; larger ones are left out,
   * those below 0 count as 0.
   */
  public static Array bincount(Array x, int length) {
    return Histograms.bincount(x, array(1), length);
  }

  /**
   * The sum of weights of each of 0 … {@code length} - 1 among integers; larger ones are left out,
   * those below 0 count as 0.
   */
  public static Array bincount(Array x, Array weights, int length) {
    return Histograms.bincount(x, weights, length);
  }

  /** {@link #bincount(Array, int)} up to the greatest integer; it must not be traced. */
  public static Array bincount(Array x) {
    return bincount(x, Histograms.length(x));
  }

  /**
   * Counts (floats, as JAX's) in {@code bins} equal bins from the least to the greatest element,
   * and the {@code bins + 1} edges.
   */
  public static Tuple2<Array, Array> histogram(Array x, int bins) {
    Array edges = histogramBinEdges(x, bins);
    return new Tuple2<>(histogram(x, edges), edges);
  }

  /** Counts in bins with the given ascending edges; the last bin has both its edges. Floats. */
  public static Array histogram(Array x, Array edges) {
    return histogram(x, edges, ones(Promotion.inexact(x.dtype())));
  }

  /**
   * The sums of weights in bins with the given ascending edges; the last bin has both its edges.
   */
  public static Array histogram(Array x, Array edges, Array weights) {
    return Histograms.histogram(x, edges, weights);
  }

  /** The edges of {@code bins} equal bins from the least to the greatest element. */
  public static Array histogramBinEdges(Array x, int bins) {
    return Histograms.edges(x, bins, min(x), max(x));
  }

  /**
   * The edges of {@code bins} equal bins from {@code low} to {@code high}. A range that descends is
   * refused, as NumPy does; JAX makes descending edges of it, between which it counts wrongly.
   */
  public static Array histogramBinEdges(Array x, int bins, double low, double high) {
    return Histograms.edges(x, bins, low, high);
  }

  /**
   * Counts of the rows of a matrix in boxes, whose ascending edges along each axis are given;
   * floats.
   */
  public static Array histogramdd(Array points, List<Array> edges) {
    return histogramdd(points, edges, ones(Promotion.inexact(points.dtype())));
  }

  /** {@link #histogramdd(Array, List)} of rows that count as much as their weights say. */
  public static Array histogramdd(Array points, List<Array> edges, Array weights) {
    return Histograms.histogramdd(points, edges, weights);
  }

  /** {@link #histogramdd(Array, List)} of points of the plane. */
  public static Array histogram2d(Array x, Array y, Array xEdges, Array yEdges) {
    return histogramdd(stack(List.of(x, y), 1), List.of(xEdges, yEdges));
  }

  /** Counts in bins as a density, whose integral over the bins is 1. */
  public static Array histogramDensity(Array counts, Array edges) {
    return Histograms.density(counts, edges);
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

  /** {@link #interp(Array, Array, Array)} of a periodic function; {@code xp} in any order. */
  public static Array interp(Array x, Array xp, Array fp, double period) {
    return Picking.interpPeriodic(x, xp, fp, period);
  }

  /** The elements on the diagonal of the first two axes, along a new last axis. */
  public static Array diagonal(Array x) {
    return diagonal(x, 0);
  }

  /** The elements on diagonal {@code k} of the first two axes: above the main one if positive. */
  public static Array diagonal(Array x, int k) {
    return diagonal(x, k, 0, 1);
  }

  /** The elements on diagonal {@code k} of the given axes, along a new last axis. */
  public static Array diagonal(Array x, int k, int axis1, int axis2) {
    return Rearranging.diagonal(x, k, axis1, axis2);
  }

  /** The sum along diagonal {@code k} of the first two axes. */
  public static Array trace(Array x, int k) {
    return trace(x, k, 0, 1);
  }

  /** The sum along diagonal {@code k} of the given axes. */
  public static Array trace(Array x, int k, int axis1, int axis2) {
    return sum(diagonal(x, k, axis1, axis2), -1);
  }

  /** The sum along the diagonal of the first two axes. */
  public static Array trace(Array x) {
    return trace(x, 0);
  }

  /** The elements not above diagonal {@code k} of the last two axes, zeros elsewhere. */
  public static Array tril(Array x, int k) {
    Rearranging.requireMatrix("tril", x);
    Array row = Lax.iota(DType.I32, x.shape(), x.rank() - 2);
    Array column = Lax.iota(DType.I32, x.shape(), x.rank() - 1);
    return where(row.add(k).ge(column), x, Array.scalar(0));
  }

  /** The elements not above the diagonal of the last two axes, zeros elsewhere. */
  public static Array tril(Array x) {
    return tril(x, 0);
  }

  /** The elements not below diagonal {@code k} of the last two axes, zeros elsewhere. */
  public static Array triu(Array x, int k) {
    Rearranging.requireMatrix("triu", x);
    Array row = Lax.iota(DType.I32, x.shape(), x.rank() - 2);
    Array column = Lax.iota(DType.I32, x.shape(), x.rank() - 1);
    return where(row.add(k).le(column), x, Array.scalar(0));
  }

  /** The elements not below the diagonal of the last two axes, zeros elsewhere. */
  public static Array triu(Array x) {
    return triu(x, 0);
  }

  // ---- Reductions ----

  /** The sum over the axes, over all if none is given; BOOL counts as I32. */
  public static Array sum(Array x, int... axes) {
    return sum(x, Over.axes(axes));
  }

  /** {@link #sum(Array, int...)} with options: a mask, a start. */
  public static Array sum(Array x, Over over) {
    return Reductions.sum(x, over);
  }

  /** The product over the axes, over all if none is given; BOOL counts as I32. */
  public static Array prod(Array x, int... axes) {
    return prod(x, Over.axes(axes));
  }

  /** {@link #prod(Array, int...)} with options: a mask, a start. */
  public static Array prod(Array x, Over over) {
    return Reductions.prod(x, over);
  }

  /** The greatest element over the axes, over all if none is given; NaN if any is. */
  public static Array max(Array x, int... axes) {
    return max(x, Over.axes(axes));
  }

  /** {@link #max(Array, int...)} with options: a start, and with it a mask. */
  public static Array max(Array x, Over over) {
    return Reductions.max(x, over);
  }

  /** The least element over the axes, over all if none is given; NaN if any is. */
  public static Array min(Array x, int... axes) {
    return min(x, Over.axes(axes));
  }

  /** {@link #min(Array, int...)} with options: a start, and with it a mask. */
  public static Array min(Array x, Over over) {
    return Reductions.min(x, over);
  }

  /** Whether all elements over the axes are not zero. */
  public static Array all(Array x, int... axes) {
    return all(x, Over.axes(axes));
  }

  /** {@link #all(Array, int...)} with options: a mask. */
  public static Array all(Array x, Over over) {
    return Reductions.all(x, over);
  }

  /** Whether any element over the axes is not zero. */
  public static Array any(Array x, int... axes) {
    return any(x, Over.axes(axes));
  }

  /** {@link #any(Array, int...)} with options: a mask. */
  public static Array any(Array x, Over over) {
    return Reductions.any(x, over);
  }

  /**
   * The mean over the axes, over all if none is given; integers are averaged as floats. NaN of no
   * elements.
   */
  public static Array mean(Array x, int... axes) {
    return mean(x, Over.axes(axes));
  }

  /** {@link #mean(Array, int...)} with options: a mask. */
  public static Array mean(Array x, Over over) {
    return Reductions.mean(x, over);
  }

  /** The mean of squared deviations from the mean over the axes. */
  public static Array var(Array x, int... axes) {
    return var(x, Over.axes(axes));
  }

  /**
   * {@link #var(Array, int...)} with options: a mask, and what is taken from the divisor; NaN if
   * nothing is left of it.
   */
  public static Array var(Array x, Over over) {
    return Reductions.var(x, over);
  }

  /** The square root of {@link #var(Array, int...)}. */
  public static Array std(Array x, int... axes) {
    return sqrt(var(x, axes));
  }

  /** The square root of {@link #var(Array, Over)}. */
  public static Array std(Array x, Over over) {
    return sqrt(var(x, over));
  }

  /** The greatest minus the least element over the axes, over all if none is given. */
  public static Array ptp(Array x, int... axes) {
    return ptp(x, Over.axes(axes));
  }

  /** {@link #ptp(Array, int...)} with options. */
  public static Array ptp(Array x, Over over) {
    return Reductions.ptp(x, over);
  }

  /** How many elements over the axes are not zero, I32. */
  public static Array countNonzero(Array x, int... axes) {
    return countNonzero(x, Over.axes(axes));
  }

  /** {@link #countNonzero(Array, int...)} with options. */
  public static Array countNonzero(Array x, Over over) {
    return Reductions.countNonzero(x, over);
  }

  /**
   * The mean over the axes with weights of the shape of {@code x}, or of the shape of the axes that
   * are averaged over.
   */
  public static Array average(Array x, Array weights, int... axes) {
    return average(x, weights, Over.axes(axes));
  }

  /** {@link #average(Array, Array, int...)} whose axes may stay. */
  public static Array average(Array x, Array weights, Over over) {
    return Statistics.average(x, weights, over);
  }

  /** {@link #sum(Array, int...)} with NaN counted as 0. */
  public static Array nansum(Array x, int... axes) {
    return nansum(x, Over.axes(axes));
  }

  /** {@link #nansum(Array, int...)} with options: a mask, a start. */
  public static Array nansum(Array x, Over over) {
    return Reductions.nansum(x, over);
  }

  /** {@link #prod(Array, int...)} with NaN counted as 1. */
  public static Array nanprod(Array x, int... axes) {
    return nanprod(x, Over.axes(axes));
  }

  /** {@link #nanprod(Array, int...)} with options: a mask, a start. */
  public static Array nanprod(Array x, Over over) {
    return Reductions.nanprod(x, over);
  }

  /** The least element that is not NaN; NaN if there is none. */
  public static Array nanmin(Array x, int... axes) {
    return nanmin(x, Over.axes(axes));
  }

  /** {@link #nanmin(Array, int...)} with options: a start, and with it a mask. */
  public static Array nanmin(Array x, Over over) {
    return Reductions.nanmin(x, over);
  }

  /** The greatest element that is not NaN; NaN if there is none. */
  public static Array nanmax(Array x, int... axes) {
    return nanmax(x, Over.axes(axes));
  }

  /** {@link #nanmax(Array, int...)} with options: a start, and with it a mask. */
  public static Array nanmax(Array x, Over over) {
    return Reductions.nanmax(x, over);
  }

  /** The mean of the elements that are not NaN. */
  public static Array nanmean(Array x, int... axes) {
    return nanmean(x, Over.axes(axes));
  }

  /** {@link #nanmean(Array, int...)} with options: a mask. */
  public static Array nanmean(Array x, Over over) {
    return Reductions.nanmean(x, over);
  }

  /** {@link #var(Array, int...)} of the elements that are not NaN. */
  public static Array nanvar(Array x, int... axes) {
    return nanvar(x, Over.axes(axes));
  }

  /** {@link #nanvar(Array, int...)} with options: a mask, and what is taken from the divisor. */
  public static Array nanvar(Array x, Over over) {
    return Reductions.nanvar(x, over);
  }

  /** The square root of {@link #nanvar(Array, int...)}. */
  public static Array nanstd(Array x, int... axes) {
    return sqrt(nanvar(x, axes));
  }

  /** The square root of {@link #nanvar(Array, Over)}. */
  public static Array nanstd(Array x, Over over) {
    return sqrt(nanvar(x, over));
  }

  /**
   * The index of the greatest element in row-major order, I32; of the first NaN if there is one.
   */
  public static Array argmax(Array x) {
    return argmax(x, Over.all());
  }

  /**
   * The index of the greatest element along {@code axis}, I32; of the first NaN if there is one.
   */
  public static Array argmax(Array x, int axis) {
    return argmax(x, Over.axes(axis));
  }

  /** {@link #argmax(Array, int)} along one axis or over all, which may stay. */
  public static Array argmax(Array x, Over over) {
    return Reductions.arg(ArgKind.MAX, x, over);
  }

  /** The index of the least element in row-major order, I32; of the first NaN if there is one. */
  public static Array argmin(Array x) {
    return argmin(x, Over.all());
  }

  /** The index of the least element along {@code axis}, I32; of the first NaN if there is one. */
  public static Array argmin(Array x, int axis) {
    return argmin(x, Over.axes(axis));
  }

  /** {@link #argmin(Array, int)} along one axis or over all, which may stay. */
  public static Array argmin(Array x, Over over) {
    return Reductions.arg(ArgKind.MIN, x, over);
  }

  /**
   * The index of the greatest element that is not NaN in row-major order, I32; -1 if there is none.
   */
  public static Array nanargmax(Array x) {
    return nanargmax(x, Over.all());
  }

  /**
   * The index of the greatest element that is not NaN along {@code axis}, I32; -1 if there is none.
   */
  public static Array nanargmax(Array x, int axis) {
    return nanargmax(x, Over.axes(axis));
  }

  /** {@link #nanargmax(Array, int)} along one axis or over all, which may stay. */
  public static Array nanargmax(Array x, Over over) {
    return Reductions.nanarg(ArgKind.MAX, x, over);
  }

  /**
   * The index of the least element that is not NaN in row-major order, I32; -1 if there is none.
   */
  public static Array nanargmin(Array x) {
    return nanargmin(x, Over.all());
  }

  /**
   * The index of the least element that is not NaN along {@code axis}, I32; -1 if there is none.
   */
  public static Array nanargmin(Array x, int axis) {
    return nanargmin(x, Over.axes(axis));
  }

  /** {@link #nanargmin(Array, int)} along one axis or over all, which may stay. */
  public static Array nanargmin(Array x, Over over) {
    return Reductions.nanarg(ArgKind.MIN, x, over);
  }

  /** Differences of neighbours along {@code axis}, {@code order} times over. */
  public static Array diff(Array x, int order, int axis) {
    return Statistics.diff(x, order, axis);
  }

  /** Differences of neighbours along the last axis. */
  public static Array diff(Array x) {
    return diff(x, 1, -1);
  }

  /** Differences of neighbours in row-major order. */
  public static Array ediff1d(Array x) {
    return diff(x.ravel());
  }

  /** The derivative along {@code axis} by central differences, one-sided ones at the ends. */
  public static Array gradient(Array x, double spacing, int axis) {
    return Statistics.gradient(x, Array.scalar(spacing), axis);
  }

  /**
   * The derivative along {@code axis} by differences that are right for parabolas, one-sided ones
   * at the ends, for elements {@code spacing} apart, or at the coordinates {@code spacing} if it is
   * a vector.
   */
  public static Array gradient(Array x, Array spacing, int axis) {
    return Statistics.gradient(x, spacing, axis);
  }

  /** {@link #gradient(Array, double, int)} along each axis, for elements at distance 1. */
  public static List<Array> gradient(Array x) {
    return IntStream.range(0, x.rank()).mapToObj(axis -> gradient(x, 1, axis)).toList();
  }

  /** The integral along the last axis by the trapezoidal rule, for points {@code spacing} apart. */
  public static Array trapezoid(Array y, double spacing) {
    return trapezoid(y, spacing, -1);
  }

  /** The integral along {@code axis} by the trapezoidal rule, for points {@code spacing} apart. */
  public static Array trapezoid(Array y, double spacing, int axis) {
    return Statistics.trapezoid(y, Array.scalar(spacing), axis);
  }

  /** The integral along the last axis by the trapezoidal rule, for points at {@code x}. */
  public static Array trapezoid(Array y, Array x) {
    return trapezoid(y, x, -1);
  }

  /**
   * The integral along {@code axis} by the trapezoidal rule, for points at {@code x}: a vector, or
   * as many axes as {@code y} has.
   */
  public static Array trapezoid(Array y, Array x, int axis) {
    return Statistics.trapezoid(y, diff(x, 1, x.rank() == 1 ? 0 : axis), axis);
  }

  /** The covariance matrix of the rows of {@code x}, with divisor n - 1; of a row its variance. */
  public static Array cov(Array x) {
    return cov(x, 1);
  }

  /** {@link #cov(Array)} with divisor n - {@code ddof}. */
  public static Array cov(Array x, int ddof) {
    return Statistics.cov(x, ddof, null, null);
  }

  /**
   * {@link #cov(Array, int)} of columns that count as often as the integers {@code frequencies}
   * say, and as much as {@code weights} say; null for once and alike.
   */
  public static Array cov(Array x, int ddof, @Nullable Array frequencies, @Nullable Array weights) {
    return Statistics.cov(x, ddof, frequencies, weights);
  }

  /** The correlation matrix of the rows of {@code x}. */
  public static Array corrcoef(Array x) {
    return Statistics.corrcoef(x);
  }

  /** log of the sum of exponentials over the axes, over all if none is given, without overflow. */
  public static Array logsumexp(Array x, int... axes) {
    return logsumexp(x, Over.axes(axes));
  }

  /** {@link #logsumexp(Array, int...)} with options: a mask. */
  public static Array logsumexp(Array x, Over over) {
    return Reductions.logsumexp(x, null, over);
  }

  /**
   * log of the sum of {@code factors} times exponentials; NaN if that sum is negative. Terms with
   * factor 0 do not count.
   */
  public static Array logsumexp(Array x, Array factors, int... axes) {
    return logsumexp(x, factors, Over.axes(axes));
  }

  /** {@link #logsumexp(Array, Array, int...)} with options: a mask. */
  public static Array logsumexp(Array x, Array factors, Over over) {
    return Reductions.logsumexp(x, factors, over);
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

  /** The sum of products of all elements of two arrays of as many, those of x conjugated. */
  public static Array vdot(Array x, Array y) {
    return Products.dot(conj(x.ravel()), y.ravel());
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

  /**
   * The vector product along the last axis, of size 3, or 2 for a last element 0, the others
   * broadcast; of two vectors of the plane its last element alone.
   */
  public static Array cross(Array x, Array y) {
    return Products.cross(x, y);
  }

  /** The sum of products along the last axes of both, the others broadcast; x is conjugated. */
  public static Array vecdot(Array x, Array y) {
    return Products.vecdot(x, y);
  }

  /** Matrices, on the last two axes, times vectors, on the last one; the others are broadcast. */
  public static Array matvec(Array x, Array y) {
    return Products.matvec(x, y);
  }

  /**
   * Vectors, on the last axis, which are conjugated, times matrices, on the last two; the others
   * are broadcast.
   */
  public static Array vecmat(Array x, Array y) {
    return Products.vecmat(x, y);
  }

  /** Sums of products in Einstein's notation, such as {@code einsum("...ij,jk->...ik", x, y)}. */
  public static Array einsum(String subscripts, Array... operands) {
    return Einsum.of(subscripts, operands);
  }

  /** In which order {@link #einsum} contracts its operands, and what it costs. */
  public static EinsumPath einsumPath(String subscripts, Array... operands) {
    return Einsum.path(subscripts, operands);
  }

  /** The discrete convolution of two vectors, in floats. */
  public static Array convolve(Array x, Array y, Overlap overlap) {
    return Sequences.convolveVectors(x, y, overlap);
  }

  /**
   * The cross-correlation of two vectors, in floats: element k is the sum over n of x[n + k] times
   * the conjugate of y[n].
   */
  public static Array correlate(Array x, Array y, Overlap overlap) {
    return Sequences.correlateVectors(x, y, overlap);
  }

  /** The polynomial with the given coefficients, highest power first, at {@code x}. */
  public static Array polyval(Array coefficients, Array x) {
    return Polynomials.polyval(coefficients, x);
  }

  /**
   * The roots, complex and in no order, of the polynomial with these coefficients, that of the
   * highest power first: the eigenvalues of its companion matrix. Leading zeros are left out, but
   * inside a transformation, where they are not known, they make all roots NaN.
   */
  public static Array roots(Array coefficients) {
    return Polynomials.roots(coefficients);
  }

  /**
   * The coefficients of the polynomial of a degree that is nearest to the values {@code y} at the
   * vector {@code x} in least squares; of a matrix {@code y}, for each column.
   */
  public static Array polyfit(Array x, Array y, int degree) {
    return Polynomials.polyfit(x, y, degree, null);
  }

  /** {@link #polyfit(Array, Array, int)} of distances that count as much as weights say. */
  public static Array polyfit(Array x, Array y, int degree, Array weights) {
    return Polynomials.polyfit(x, y, degree, weights);
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

  /** The coefficients of the difference of two polynomials. */
  public static Array polysub(Array x, Array y) {
    return Polynomials.polyadd(x, negative(y));
  }

  /** The coefficients of the quotient and of the rest of two polynomials; floats. */
  public static Tuple2<Array, Array> polydiv(Array dividend, Array divisor) {
    return Polynomials.polydiv(dividend, divisor);
  }

  /**
   * The coefficients of the polynomial with leading coefficient 1 and the given roots; floats. Of a
   * square matrix its characteristic polynomial, complex; of no roots the scalar 1.
   */
  public static Array poly(Array roots) {
    return Polynomials.poly(roots);
  }

  /** The coefficients of the product of two polynomials. */
  public static Array polymul(Array x, Array y) {
    return Polynomials.convolve(x, y);
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

  /** {@link #isclose(Array, Array, double, double)} with NumPy's tolerances 1e-5 and 1e-8. */
  public static Array isclose(Array x, Array y) {
    return isclose(x, y, 1e-5, 1e-8);
  }

  /** Whether all elements are {@link #isclose(Array, Array, double, double)}. */
  public static Array allclose(Array x, Array y, double rtol, double atol) {
    return all(isclose(x, y, rtol, atol));
  }

  /** {@link #allclose(Array, Array, double, double)} with NumPy's tolerances 1e-5 and 1e-8. */
  public static Array allclose(Array x, Array y) {
    return all(isclose(x, y));
  }

  /** Whether the shapes and all elements are equal. */
  public static Array arrayEqual(Array x, Array y) {
    return x.shape().equals(y.shape()) ? all(equal(x, y)) : array(false);
  }

  /** {@link #arrayEqual} with NaN equal to NaN. */
  public static Array arrayEqualNan(Array x, Array y) {
    return x.shape().equals(y.shape()) ? all(equal(x, y).or(isnan(x).and(isnan(y)))) : array(false);
  }

  /** Whether the shapes can be broadcast together and all elements are equal then. */
  public static Array arrayEquiv(Array x, Array y) {
    return Rearranging.canBroadcast(x.shape(), y.shape()) ? all(equal(x, y)) : array(false);
  }

  // ---- Sets ----

  /** Whether each element is among the candidates. */
  public static Array isin(Array x, Array candidates) {
    return Sets.isin(x, candidates);
  }

  /**
   * The different elements in ascending order, NaN once and last. The array must not be traced,
   * since their number is a shape; see {@link #unique(Array, int)}.
   */
  public static Array unique(Array x) {
    return uniqueAll(x).values();
  }

  /** The {@code size} least different elements, the least one again where there are less. */
  public static Array unique(Array x, int size) {
    return uniqueAll(x, size).values();
  }

  /** The {@code size} least different elements, {@code fill} where there are less. */
  public static Array unique(Array x, int size, Array fill) {
    return Sets.unique(x.ravel(), size, fill).values();
  }

  /** {@link #unique(Array)} with where and how often they occur. */
  public static Unique uniqueAll(Array x) {
    return uniqueSlices(x.ravel(), 0).shaped(x.shape());
  }

  /** {@link #unique(Array, int)} with where and how often they occur. */
  public static Unique uniqueAll(Array x, int size) {
    return Sets.unique(x.ravel(), size, null).shaped(x.shape());
  }

  /** The different slices along {@code axis}, in lexicographic order. */
  public static Unique uniqueSlices(Array x, int axis) {
    return Sets.unique(moveaxis(x, axis, 0), Sets.COUNTED, null).along(x.shape().axis(axis));
  }

  /** The {@code size} first different slices along {@code axis}, in lexicographic order. */
  public static Unique uniqueSlices(Array x, int axis, int size) {
    return Sets.unique(moveaxis(x, axis, 0), size, null).along(x.shape().axis(axis));
  }

  /** The different elements of both in ascending order; the arrays must not be traced. */
  public static Array union1d(Array x, Array y) {
    return Sets.union(x, y, Sets.COUNTED, null);
  }

  /** The {@code size} least different elements of both, the least one where there are less. */
  public static Array union1d(Array x, Array y, int size) {
    return Sets.union(x, y, size, null);
  }

  /** The different elements that both have, ascending; the arrays must not be traced. */
  public static Array intersect1d(Array x, Array y) {
    return Sets.intersection(x, y, Sets.COUNTED, Array.scalar(0));
  }

  /** The {@code size} least elements that both have, {@code fill} where there are less. */
  public static Array intersect1d(Array x, Array y, int size, Array fill) {
    return Sets.intersection(x, y, size, fill);
  }

  /** The different elements of x that y does not have, ascending; they must not be traced. */
  public static Array setdiff1d(Array x, Array y) {
    return Sets.difference(x, y, Sets.COUNTED, Array.scalar(0));
  }

  /** The {@code size} least elements of x that y does not have, {@code fill} where are less. */
  public static Array setdiff1d(Array x, Array y, int size, Array fill) {
    return Sets.difference(x, y, size, fill);
  }

  /** The elements that one of both has, ascending; the arrays must not be traced. */
  public static Array setxor1d(Array x, Array y) {
    return Sets.exclusive(x, y);
  }

  // ---- Orders, running sums, quantiles ----

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
    return cumsum(Reductions.without(x, 0), axis);
  }

  /** {@link #cumprod(Array, int)} with NaN as 1. */
  public static Array nancumprod(Array x, int axis) {
    return cumprod(Reductions.without(x, 1), axis);
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

  /** {@link #median(Array, int...)} whose axes may stay. */
  public static Array median(Array x, Over over) {
    return over.keep("median", median(x, over.of(x).toArray()), x);
  }

  /** {@link #nanmedian(Array, int...)} whose axes may stay. */
  public static Array nanmedian(Array x, Over over) {
    return over.keep("nanmedian", nanmedian(x, over.of(x).toArray()), x);
  }

  /** {@link #quantile(Array, Array, QuantileMethod, int...)} whose axes may stay. */
  public static Array quantile(Array x, Array q, QuantileMethod method, Over over) {
    return over.keep("quantile", quantile(x, q, method, over.of(x).toArray()), x);
  }

  /** {@link #nanquantile(Array, Array, QuantileMethod, int...)} whose axes may stay. */
  public static Array nanquantile(Array x, Array q, QuantileMethod method, Over over) {
    return over.keep("nanquantile", nanquantile(x, q, method, over.of(x).toArray()), x);
  }

  /** {@link #percentile(Array, Array, QuantileMethod, int...)} whose axes may stay. */
  public static Array percentile(Array x, Array q, QuantileMethod method, Over over) {
    return over.keep("percentile", percentile(x, q, method, over.of(x).toArray()), x);
  }

  /** {@link #nanpercentile(Array, Array, QuantileMethod, int...)} whose axes may stay. */
  public static Array nanpercentile(Array x, Array q, QuantileMethod method, Over over) {
    return over.keep("nanpercentile", nanpercentile(x, q, method, over.of(x).toArray()), x);
  }
}
