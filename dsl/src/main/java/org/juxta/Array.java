package org.juxta;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.juxta.internal.Placement;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.Value;
import org.juxta.xla.Buffer;
import org.juxta.xla.Device;
import org.juxta.xla.DonatedException;
import org.juxta.xla.Engines;
import org.juxta.xla.MemoryScope;

/**
 * An immutable n-dimensional array, as NumPy's: data, or inside a transformed function a name for
 * data to come. Methods chain; {@link Np} has the same as static functions and all that does not
 * belong to one array.
 *
 * <p>Safe for use by many threads, except that a traced array belongs to the thread that traces.
 *
 * {@snippet class="org.juxta.tests.snippets.ArraySnippets" region="array"}
 *
 * {@snippet class="org.juxta.tests.snippets.ArraySnippets" region="weakNumbers"}
 */
public final class Array {
  /** Bytes up to which data read from a device is kept on the host too. */
  private static final long SMALL = 1 << 16;

  private final Value value;
  private volatile @Nullable HostArray host;
  private volatile @Nullable Buffer device;
  private volatile boolean passed;
  private volatile @Nullable SourceLine donatedAt;

  private Array(Value value) {
    this.value = value;
  }

  /** The array behind which {@code value} stands; for the modules of Juxta. */
  public static Array of(Value value) {
    return new Array(value);
  }

  /** A plain number, of weak element type I32 (I64 if it needs to be). */
  static Array scalar(long value) {
    DType dtype = value == (int) value ? DType.I32 : DType.I64;
    return new Array(Literal.of(new ArrayType(dtype, Shape.SCALAR, true), value));
  }

  /**
   * A plain number, of weak element type F32; another float type that it meets takes the number
   * itself, unrounded.
   */
  static Array scalar(double value) {
    return new Array(
        new Literal(
            new ArrayType(DType.F32, Shape.SCALAR, true), Double.doubleToRawLongBits(value)));
  }

  /** What stands behind this array; for the modules of Juxta. */
  public Value value() {
    SourceLine line = donatedAt;
    if (line != null) {
      throw DonatedException.of(type(), line);
    }
    return value;
  }

  /** The call at that line has taken over the data; for the modules of Juxta. */
  public void donate(SourceLine caller) {
    donatedAt = caller;
    host = null;
    device = null;
  }

  /**
   * The data for a compiled program; for the modules of Juxta. What lies on the host is handed over
   * for one call, and kept on the device as well once it is passed a second time.
   */
  public Value.Concrete argument() {
    if (!(value() instanceof HostArray data)) {
      return (Value.Concrete) value;
    }
    Buffer kept = device;
    if (kept != null && !kept.isClosed()) {
      return kept;
    }
    if (!passed) {
      passed = true;
      return data;
    }
    Buffer made = MemoryScope.detached(() -> Engines.current().transfer(data));
    device = made;
    return made;
  }

  /** Element type and shape. */
  public ArrayType type() {
    return value.type();
  }

  /** The element type. */
  public DType dtype() {
    return value.type().dtype();
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return value.type().shape();
  }

  /** The number of axes. */
  public int rank() {
    return shape().rank();
  }

  /** The size along {@code axis}, counted from the end if negative. */
  public int dim(int axis) {
    return shape().dim(axis);
  }

  /** The number of elements. */
  public int size() {
    return shape().size();
  }

  /** The number of bytes of the elements. */
  public long bytes() {
    return type().bytes();
  }

  /** this + y; on BOOL, or. See {@link Np#add(Array, Array)}. */
  public Array add(Array y) {
    return Np.add(this, y);
  }

  /** {@link #add(Array)} with a plain number, which takes this array's element type. */
  public Array add(double y) {
    return Np.add(this, scalar(y));
  }

  /** {@link #add(Array)} with a plain number, which takes this array's element type. */
  public Array add(long y) {
    return Np.add(this, scalar(y));
  }

  /** this - y. See {@link Np#subtract(Array, Array)}. */
  public Array sub(Array y) {
    return Np.subtract(this, y);
  }

  /** {@link #sub(Array)} with a plain number, which takes this array's element type. */
  public Array sub(double y) {
    return Np.subtract(this, scalar(y));
  }

  /** {@link #sub(Array)} with a plain number, which takes this array's element type. */
  public Array sub(long y) {
    return Np.subtract(this, scalar(y));
  }

  /** this * y; on BOOL, and. See {@link Np#multiply(Array, Array)}. */
  public Array mul(Array y) {
    return Np.multiply(this, y);
  }

  /** {@link #mul(Array)} with a plain number, which takes this array's element type. */
  public Array mul(double y) {
    return Np.multiply(this, scalar(y));
  }

  /** {@link #mul(Array)} with a plain number, which takes this array's element type. */
  public Array mul(long y) {
    return Np.multiply(this, scalar(y));
  }

  /** this / y as reals: integers are divided as floats. See {@link Np#divide(Array, Array)}. */
  public Array div(Array y) {
    return Np.divide(this, y);
  }

  /** {@link #div(Array)} with a plain number, which takes this array's element type. */
  public Array div(double y) {
    return Np.divide(this, scalar(y));
  }

  /** {@link #div(Array)} with a plain number, which takes this array's element type. */
  public Array div(long y) {
    return Np.divide(this, scalar(y));
  }

  /** The greatest integer not above this / y. See {@link Np#floorDivide(Array, Array)}. */
  public Array floorDivide(Array y) {
    return Np.floorDivide(this, y);
  }

  /** {@link #floorDivide(Array)} with a plain number, which takes this array's element type. */
  public Array floorDivide(double y) {
    return Np.floorDivide(this, scalar(y));
  }

  /** {@link #floorDivide(Array)} with a plain number, which takes this array's element type. */
  public Array floorDivide(long y) {
    return Np.floorDivide(this, scalar(y));
  }

  /**
   * The remainder of {@link #floorDivide}, with the sign of y. See {@link Np#mod(Array, Array)}.
   */
  public Array mod(Array y) {
    return Np.mod(this, y);
  }

  /** {@link #mod(Array)} with a plain number, which takes this array's element type. */
  public Array mod(double y) {
    return Np.mod(this, scalar(y));
  }

  /** {@link #mod(Array)} with a plain number, which takes this array's element type. */
  public Array mod(long y) {
    return Np.mod(this, scalar(y));
  }

  /** this to the power y. See {@link Np#power(Array, Array)}. */
  public Array pow(Array y) {
    return Np.power(this, y);
  }

  /** {@link #pow(Array)} with a plain number, which takes this array's element type. */
  public Array pow(double y) {
    return Np.power(this, scalar(y));
  }

  /** {@link #pow(Array)} with a plain number, which takes this array's element type. */
  public Array pow(long y) {
    return Np.power(this, scalar(y));
  }

  /** The greater one; NaN if either is. See {@link Np#maximum(Array, Array)}. */
  public Array maximum(Array y) {
    return Np.maximum(this, y);
  }

  /** {@link #maximum(Array)} with a plain number, which takes this array's element type. */
  public Array maximum(double y) {
    return Np.maximum(this, scalar(y));
  }

  /** {@link #maximum(Array)} with a plain number, which takes this array's element type. */
  public Array maximum(long y) {
    return Np.maximum(this, scalar(y));
  }

  /** The lesser one; NaN if either is. See {@link Np#minimum(Array, Array)}. */
  public Array minimum(Array y) {
    return Np.minimum(this, y);
  }

  /** {@link #minimum(Array)} with a plain number, which takes this array's element type. */
  public Array minimum(double y) {
    return Np.minimum(this, scalar(y));
  }

  /** {@link #minimum(Array)} with a plain number, which takes this array's element type. */
  public Array minimum(long y) {
    return Np.minimum(this, scalar(y));
  }

  /** Whether this = y, element by element; a BOOL array. */
  public Array eq(Array y) {
    return Np.equal(this, y);
  }

  /** {@link #eq(Array)} with a plain number. */
  public Array eq(double y) {
    return Np.equal(this, scalar(y));
  }

  /** {@link #eq(Array)} with a plain number. */
  public Array eq(long y) {
    return Np.equal(this, scalar(y));
  }

  /** Whether this ≠ y, element by element; a BOOL array. */
  public Array ne(Array y) {
    return Np.notEqual(this, y);
  }

  /** {@link #ne(Array)} with a plain number. */
  public Array ne(double y) {
    return Np.notEqual(this, scalar(y));
  }

  /** {@link #ne(Array)} with a plain number. */
  public Array ne(long y) {
    return Np.notEqual(this, scalar(y));
  }

  /** Whether this &lt; y, element by element; a BOOL array. */
  public Array lt(Array y) {
    return Np.less(this, y);
  }

  /** {@link #lt(Array)} with a plain number. */
  public Array lt(double y) {
    return Np.less(this, scalar(y));
  }

  /** {@link #lt(Array)} with a plain number. */
  public Array lt(long y) {
    return Np.less(this, scalar(y));
  }

  /** Whether this ≤ y, element by element; a BOOL array. */
  public Array le(Array y) {
    return Np.lessEqual(this, y);
  }

  /** {@link #le(Array)} with a plain number. */
  public Array le(double y) {
    return Np.lessEqual(this, scalar(y));
  }

  /** {@link #le(Array)} with a plain number. */
  public Array le(long y) {
    return Np.lessEqual(this, scalar(y));
  }

  /** Whether this &gt; y, element by element; a BOOL array. */
  public Array gt(Array y) {
    return Np.greater(this, y);
  }

  /** {@link #gt(Array)} with a plain number. */
  public Array gt(double y) {
    return Np.greater(this, scalar(y));
  }

  /** {@link #gt(Array)} with a plain number. */
  public Array gt(long y) {
    return Np.greater(this, scalar(y));
  }

  /** Whether this ≥ y, element by element; a BOOL array. */
  public Array ge(Array y) {
    return Np.greaterEqual(this, y);
  }

  /** {@link #ge(Array)} with a plain number. */
  public Array ge(double y) {
    return Np.greaterEqual(this, scalar(y));
  }

  /** {@link #ge(Array)} with a plain number. */
  public Array ge(long y) {
    return Np.greaterEqual(this, scalar(y));
  }

  /** -x. See {@link Np#negative}. */
  public Array neg() {
    return Np.negative(this);
  }

  /** The absolute value; its derivative at 0 is 1, as JAX's. See {@link Np#abs}. */
  public Array abs() {
    return Np.abs(this);
  }

  /** -1, 0 or 1; NaN stays NaN. See {@link Np#sign}. */
  public Array sign() {
    return Np.sign(this);
  }

  /** The greatest integer not above x. See {@link Np#floor}. */
  public Array floor() {
    return Np.floor(this);
  }

  /** The least integer not below x. See {@link Np#ceil}. */
  public Array ceil() {
    return Np.ceil(this);
  }

  /** The nearest integer, halves to even. See {@link Np#round}. */
  public Array round() {
    return Np.round(this);
  }

  /** The exponential function. See {@link Np#exp}. */
  public Array exp() {
    return Np.exp(this);
  }

  /** exp(x) - 1, exact near 0. See {@link Np#expm1}. */
  public Array expm1() {
    return Np.expm1(this);
  }

  /** The natural logarithm; NaN below 0. See {@link Np#log}. */
  public Array log() {
    return Np.log(this);
  }

  /** log(1 + x), exact near 0. See {@link Np#log1p}. */
  public Array log1p() {
    return Np.log1p(this);
  }

  /** The square root; NaN below 0. See {@link Np#sqrt}. */
  public Array sqrt() {
    return Np.sqrt(this);
  }

  /** The real cube root. See {@link Np#cbrt}. */
  public Array cbrt() {
    return Np.cbrt(this);
  }

  /** The sine of x radians. See {@link Np#sin}. */
  public Array sin() {
    return Np.sin(this);
  }

  /** The cosine of x radians. See {@link Np#cos}. */
  public Array cos() {
    return Np.cos(this);
  }

  /** The tangent of x radians. See {@link Np#tan}. */
  public Array tan() {
    return Np.tan(this);
  }

  /** The inverse sine, in radians. See {@link Np#arcsin}. */
  public Array arcsin() {
    return Np.arcsin(this);
  }

  /** The inverse cosine, in radians. See {@link Np#arccos}. */
  public Array arccos() {
    return Np.arccos(this);
  }

  /** The inverse tangent, in radians. See {@link Np#arctan}. */
  public Array arctan() {
    return Np.arctan(this);
  }

  /** The hyperbolic sine. See {@link Np#sinh}. */
  public Array sinh() {
    return Np.sinh(this);
  }

  /** The hyperbolic cosine. See {@link Np#cosh}. */
  public Array cosh() {
    return Np.cosh(this);
  }

  /** The hyperbolic tangent. See {@link Np#tanh}. */
  public Array tanh() {
    return Np.tanh(this);
  }

  /** The inverse hyperbolic sine. See {@link Np#arcsinh}. */
  public Array arcsinh() {
    return Np.arcsinh(this);
  }

  /** The inverse hyperbolic cosine. See {@link Np#arccosh}. */
  public Array arccosh() {
    return Np.arccosh(this);
  }

  /** The inverse hyperbolic tangent. See {@link Np#arctanh}. */
  public Array arctanh() {
    return Np.arctanh(this);
  }

  /** 1 / (1 + exp(-x)). See {@link Np#sigmoid}. */
  public Array sigmoid() {
    return Np.sigmoid(this);
  }

  /** The real part; of real numbers they themselves. See {@link Np#real}. */
  public Array real() {
    return Np.real(this);
  }

  /** The imaginary part; of real numbers 0. See {@link Np#imag}. */
  public Array imag() {
    return Np.imag(this);
  }

  /** The complex conjugate. See {@link Np#conj}. */
  public Array conj() {
    return Np.conj(this);
  }

  /** The angle of a complex number in radians. See {@link Np#angle}. */
  public Array angle() {
    return Np.angle(this);
  }

  /** x * x. */
  public Array square() {
    return Np.square(this);
  }

  /** This array to an integer power, by repeated multiplication. */
  public Array pow(int n) {
    return Np.power(this, n);
  }

  /** Logical and on BOOL, bitwise on integers. */
  public Array and(Array y) {
    return Np.bitwiseAnd(this, y);
  }

  /** Logical or on BOOL, bitwise on integers. */
  public Array or(Array y) {
    return Np.bitwiseOr(this, y);
  }

  /** Logical exclusive or on BOOL, bitwise on integers. */
  public Array xor(Array y) {
    return Np.bitwiseXor(this, y);
  }

  /** Logical not on BOOL, bitwise on integers. */
  public Array not() {
    return Np.bitwiseNot(this);
  }

  /** The sum over the axes, over all if none is given; see {@link Np#sum(Array, int...)}. */
  public Array sum(int... axes) {
    return Np.sum(this, axes);
  }

  /** {@link Np#sum(Array, Over)}. */
  public Array sum(Over over) {
    return Np.sum(this, over);
  }

  /** The mean over the axes, over all if none is given; see {@link Np#mean(Array, int...)}. */
  public Array mean(int... axes) {
    return Np.mean(this, axes);
  }

  /** {@link Np#mean(Array, Over)}. */
  public Array mean(Over over) {
    return Np.mean(this, over);
  }

  /** The product over the axes, over all if none is given. */
  public Array prod(int... axes) {
    return Np.prod(this, axes);
  }

  /** {@link Np#prod(Array, Over)}. */
  public Array prod(Over over) {
    return Np.prod(this, over);
  }

  /** The greatest element over the axes, over all if none is given. */
  public Array max(int... axes) {
    return Np.max(this, axes);
  }

  /** {@link Np#max(Array, Over)}. */
  public Array max(Over over) {
    return Np.max(this, over);
  }

  /** The least element over the axes, over all if none is given. */
  public Array min(int... axes) {
    return Np.min(this, axes);
  }

  /** {@link Np#min(Array, Over)}. */
  public Array min(Over over) {
    return Np.min(this, over);
  }

  /** The variance over the axes (divisor n), over all if none is given. */
  public Array var(int... axes) {
    return Np.var(this, axes);
  }

  /** {@link Np#var(Array, Over)}. */
  public Array var(Over over) {
    return Np.var(this, over);
  }

  /** The standard deviation over the axes (divisor n), over all if none is given. */
  public Array std(int... axes) {
    return Np.std(this, axes);
  }

  /** {@link Np#std(Array, Over)}. */
  public Array std(Over over) {
    return Np.std(this, over);
  }

  /** Whether all elements along the axes are not zero. */
  public Array all(int... axes) {
    return Np.all(this, axes);
  }

  /** Whether any element along the axes is not zero. */
  public Array any(int... axes) {
    return Np.any(this, axes);
  }

  /** The index of the greatest element in row-major order. */
  public Array argmax() {
    return Np.argmax(this);
  }

  /** The index of the greatest element along {@code axis}. */
  public Array argmax(int axis) {
    return Np.argmax(this, axis);
  }

  /** The index of the least element in row-major order. */
  public Array argmin() {
    return Np.argmin(this);
  }

  /** The index of the least element along {@code axis}. */
  public Array argmin(int axis) {
    return Np.argmin(this, axis);
  }

  /** This array held between the bounds; see {@link Np#clip(Array, Array, Array)}. */
  public Array clip(Array low, Array high) {
    return Np.clip(this, low, high);
  }

  /** {@link #clip(Array, Array)} with plain numbers. */
  public Array clip(double low, double high) {
    return Np.clip(this, low, high);
  }

  /** {@link #clip(Array, Array)} with plain numbers. */
  public Array clip(long low, long high) {
    return Np.clip(this, low, high);
  }

  /** Rounded to so many decimals; see {@link Np#round(Array, int)}. */
  public Array round(int decimals) {
    return Np.round(this, decimals);
  }

  /** The slices at the positions along {@code axis}; see {@link Np#take(Array, Array, int)}. */
  public Array take(Array positions, int axis) {
    return Np.take(this, positions, axis);
  }

  /** The elements at row-major positions; see {@link Np#take(Array, Array)}. */
  public Array take(Array positions) {
    return Np.take(this, positions);
  }

  /** Each element along {@code axis} {@code count} times. */
  public Array repeat(int count, int axis) {
    return Np.repeat(this, count, axis);
  }

  /** Each element, in row-major order, {@code count} times. */
  public Array repeat(int count) {
    return Np.repeat(this, count);
  }

  /** The elements on the diagonal of the first two axes, along a new last axis. */
  public Array diagonal() {
    return Np.diagonal(this);
  }

  /** The sum along the diagonal of the first two axes. */
  public Array trace() {
    return Np.trace(this);
  }

  /** The elements along {@code axis} in ascending order; see {@link Np#sort(Array, int)}. */
  public Array sort(int axis) {
    return Np.sort(this, axis);
  }

  /** The indices that sort along {@code axis}; see {@link Np#argsort(Array, int)}. */
  public Array argsort(int axis) {
    return Np.argsort(this, axis);
  }

  /** Running sums along {@code axis}; see {@link Np#cumsum(Array, int)}. */
  public Array cumsum(int axis) {
    return Np.cumsum(this, axis);
  }

  /** Running products along {@code axis}; see {@link Np#cumprod(Array, int)}. */
  public Array cumprod(int axis) {
    return Np.cumprod(this, axis);
  }

  /** The axes {@code a} and {@code b} exchanged. */
  public Array swapaxes(int a, int b) {
    return Np.swapaxes(this, a, b);
  }

  /** The last two axes exchanged. */
  public Array matrixTranspose() {
    return Np.matrixTranspose(this);
  }

  /** The matrix product; see {@link Np#matmul}. */
  public Array matmul(Array y) {
    return Np.matmul(this, y);
  }

  /** NumPy's dot; see {@link Np#dot}. */
  public Array dot(Array y) {
    return Np.dot(this, y);
  }

  /** The same elements under another shape; one size may be -1 and is worked out. */
  public Array reshape(int... dims) {
    return Np.reshape(this, dims);
  }

  /** The same elements under another shape. */
  public Array reshape(Shape shape) {
    return Lax.reshape(this, shape);
  }

  /** The elements in row-major order, as one axis. */
  public Array ravel() {
    return Lax.reshape(this, Shape.of(size()));
  }

  /** The axes in reverse order. */
  public Array transpose() {
    int last = rank() - 1;
    return Lax.transpose(this, Ints.build(rank(), i -> last - i));
  }

  /** The axes in the order given. */
  public Array transpose(int... permutation) {
    return Np.transpose(this, permutation);
  }

  /** Without the given axes, whose size must be 1; without all axes of size 1 if none is given. */
  public Array squeeze(int... axes) {
    return Np.squeeze(this, axes);
  }

  /** With new axes of size 1 at the given ones of the result. */
  public Array expandDims(int... axes) {
    return Np.expandDims(this, axes);
  }

  /** Repeated to a larger shape by NumPy's rules. */
  public Array broadcastTo(int... dims) {
    return Np.broadcastTo(this, Shape.of(dims));
  }

  /** Repeated to a larger shape by NumPy's rules. */
  public Array broadcastTo(Shape shape) {
    return Np.broadcastTo(this, shape);
  }

  /**
   * This array on a device of the engine of this process, committed to it: operations and compiled
   * functions that take it run there, and their results are committed there too; arrays that nobody
   * has put on a device go along. An operation on arrays of different devices, or of another
   * engine, is an error, and this method moves them. Inside a transformed function, whose program
   * runs on one device, it does nothing. As {@code jax.device_put}.
   *
   * {@snippet class="org.juxta.tests.snippets.EngineSnippets" region="devices"}
   *
   * @throws org.juxta.xla.EngineException if the engine has no such device
   */
  public Array to(Device device) {
    return Placement.put(this, device);
  }

  /**
   * The device that holds the data; empty for small arrays, which are on the host until a program
   * needs them, and inside a transformed function.
   */
  public Optional<Device> device() {
    return value() instanceof Buffer buffer ? Optional.of(buffer.device()) : Optional.empty();
  }

  /** As another element type, which is then strong. */
  public Array astype(DType dtype) {
    return Lax.convert(this, dtype);
  }

  /**
   * The same bytes, in row-major order, as another element type. The last axis becomes longer if
   * that is narrower and shorter if it is wider. As {@code jax.Array.view}.
   *
   * @throws org.juxta.tracer.ShapeException if the bytes of the last axis make no whole number of
   *     elements, or a scalar would change its size
   */
  public Array view(DType dtype) {
    return ByteViews.view(this, dtype);
  }

  /**
   * The element or sub-array at the given positions of the first axes, counted from the end if
   * negative.
   */
  public Array get(int... indices) {
    return Indexer.get(this, Index.of(indices));
  }

  /** The part that the indices describe; see {@link Index}. */
  public Array get(Index... indices) {
    return Indexer.get(this, List.of(indices));
  }

  /** The elements at computed positions of the first axes. */
  public Array get(Array... indices) {
    return Indexer.get(this, Index.of(indices));
  }

  /** A place for a functional update: {@code x.at(2).set(7)} is a new array. */
  public At at(int... indices) {
    return new At(this, Index.of(indices));
  }

  /** A place for a functional update: {@code x.at(all(), range(0, 5)).add(v)} is a new array. */
  public At at(Index... indices) {
    return new At(this, List.of(indices));
  }

  /** A place for a functional update at computed positions of the first axes. */
  public At at(Array... indices) {
    return new At(this, Index.of(indices));
  }

  /** The data on the host; inside a transformed function an error, since there is none yet. */
  public HostArray toHost() {
    return switch (value()) {
      case HostArray data -> data;
      case Value.Concrete concrete -> read(concrete);
      case Value.Traced traced ->
          throw new TraceException(
              ("the value of a traced array %s, made at %s, can't be read: inside a transformed"
                   + " function there are no numbers yet. Use Lax.cond or Np.where to choose by a"
                   + " value, Lax.whileLoop to loop on one, or pass a plain Java value, which is"
                   + " static.")
                  .formatted(type(), traced.source()));
    };
  }

  private HostArray read(Value.Concrete concrete) {
    HostArray kept = host;
    if (kept != null && concrete instanceof Buffer buffer && buffer.donatedAt() != null) {
      kept = null;
    }
    if (kept == null) {
      kept = concrete.toHost();
      if (type().bytes() <= SMALL) {
        host = kept;
      }
    }
    return kept;
  }

  private HostArray element() {
    HostArray host = toHost();
    if (host.size() != 1) {
      throw new ShapeException("only an array of one element is a number: " + type());
    }
    return host;
  }

  private HostArray real(HostArray host) {
    if (host.type().dtype().isComplex()) {
      throw new DTypeException(
          "complex numbers can't be read as real ones: "
              + type()
              + "; take real(), imag() or abs(), or read them by toComplexDoubles()");
    }
    return host;
  }

  /**
   * A copy of the elements in row-major order, the real part of each followed by its imaginary
   * part, which is 0 for real numbers.
   */
  public double[] toComplexDoubles() {
    HostArray host = toHost();
    double[] copy = new double[Math.multiplyExact(2, host.size())];
    for (int i = 0; i < host.size(); i++) {
      copy[2 * i] = host.getDouble(i);
      copy[2 * i + 1] = host.getImaginary(i);
    }
    return copy;
  }

  /** The one element as a double; an error if there are more or none, or inside a trace. */
  public double toDouble() {
    return real(element()).getDouble(0);
  }

  /** The one element as a float; an error if there are more or none, or inside a trace. */
  public float toFloat() {
    return (float) real(element()).getDouble(0);
  }

  /** The one element as an int, truncated. */
  public int toInt() {
    return Math.toIntExact(real(element()).getLong(0));
  }

  /** The one element as a long, truncated. */
  public long toLong() {
    return real(element()).getLong(0);
  }

  /** Whether the one element is not zero. */
  public boolean toBoolean() {
    return element().getBoolean(0);
  }

  /** A copy of the elements in row-major order. */
  public double[] toDoubles() {
    HostArray host = real(toHost());
    double[] copy = new double[host.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = host.getDouble(i);
    }
    return copy;
  }

  /** A copy of the elements in row-major order, rounded to float. */
  public float[] toFloats() {
    HostArray host = real(toHost());
    float[] copy = new float[host.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (float) host.getDouble(i);
    }
    return copy;
  }

  /** A copy of the elements in row-major order, truncated. */
  public long[] toLongs() {
    HostArray host = real(toHost());
    long[] copy = new long[host.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = host.getLong(i);
    }
    return copy;
  }

  /** A copy of the elements in row-major order as ints. */
  public int[] toInts() {
    HostArray host = real(toHost());
    int[] copy = new int[host.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (int) host.getLong(i);
    }
    return copy;
  }

  /**
   * A copy of the elements as nested Java arrays, what {@link Np#array(Object[])} takes: {@code
   * double[][]} of an F64 matrix. An array without axes gives a boxed number, one of U32 longs.
   */
  public Object toNested() {
    return NestedArrays.fromArray(toHost());
  }

  /** As NumPy prints it; a traced array prints its type. */
  @Override
  public String toString() {
    SourceLine line = donatedAt;
    if (line != null) {
      return type() + ", donated at " + line;
    }
    return switch (value) {
      case Value.Concrete concrete -> ArrayPrinter.toString(read(concrete));
      case Value.Traced traced -> traced.toString();
    };
  }
}
