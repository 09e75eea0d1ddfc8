package org.juxta;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Contraction.DotGeneral;
import org.juxta.tracer.Contraction.FftKind;
import org.juxta.tracer.ConvDimensionNumbers;
import org.juxta.tracer.DType;
import org.juxta.tracer.DotAlgorithm;
import org.juxta.tracer.DotPrecision;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Precision;
import org.juxta.tracer.Random;
import org.juxta.tracer.Random.RngAlgorithm;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Reduction.CumulativeKind;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Reduction.ReduceWindow;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Structural;

/**
 * The operations below NumPy's, which do not promote or broadcast, and control flow. As {@code
 * jax.lax}, with its names in lowerCamelCase. What does not fit together is a {@link
 * ShapeException} or a {@link org.juxta.tracer.DTypeException}.
 */
public final class Lax {
  private Lax() {}

  /** As another element type, which is then strong. */
  public static Array convert(Array x, DType dtype) {
    if (x.value() instanceof Literal literal) {
      return Array.of(literal.as(ArrayType.of(dtype)));
    }
    return x.dtype() == dtype && !x.type().weak()
        ? x
        : Primitives.bindOne(new Elementwise.Convert(dtype), x);
  }

  /**
   * The same bits as another element type. Each element makes several of a narrower type, along a
   * new last axis; for a wider type the last axis holds the parts of an element. See {@link
   * Elementwise.BitcastConvert}.
   */
  public static Array bitcastConvert(Array x, DType dtype) {
    return Primitives.bindOne(new Elementwise.BitcastConvert(dtype), x);
  }

  /**
   * Where {@code condition} (BOOL, of the same shape or scalar) holds {@code a}, else {@code b}.
   */
  public static Array select(Array condition, Array a, Array b) {
    return Primitives.bindOne(new Elementwise.Select(), condition, a, b);
  }

  /** x / y; of integers the quotient rounded towards zero, and -1 by zero. */
  public static Array div(Array x, Array y) {
    return Primitives.bindOne(new Elementwise.Binary(Elementwise.BinaryKind.DIV), x, y);
  }

  /** The remainder of x by y with the sign of x; of integers by zero, x. */
  public static Array rem(Array x, Array y) {
    return Primitives.bindOne(new Elementwise.Binary(Elementwise.BinaryKind.REM), x, y);
  }

  /** The bits of integers shifted to lower places, with zeros from above, also for signed types. */
  public static Array shiftRightLogical(Array x, Array places) {
    return Primitives.bindOne(
        new Elementwise.Binary(Elementwise.BinaryKind.SHIFT_RIGHT_LOGICAL),
        x,
        Promotion.to(places, x.dtype()));
  }

  /**
   * {@code x} held between the bounds; unlike {@link Np#clip}, its derivative in {@code x} is 1
   * strictly inside only.
   */
  public static Array clamp(Array low, Array x, Array high) {
    return Np.where(x.le(low), low, Np.where(x.ge(high), high, x));
  }

  /**
   * {@code x} itself, a constant to every derivative.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="stopGradient"}
   */
  public static Array stopGradient(Array x) {
    return Primitives.bindOne(new Elementwise.StopGradient(), x);
  }

  /**
   * Axis {@code i} of {@code x} becomes axis {@code axes[i]} of the result; its size there may grow
   * from 1.
   */
  public static Array broadcastInDim(Array x, Shape shape, Ints axes) {
    return x.shape().equals(shape) && axes.isIdentity() && axes.size() == x.rank()
        ? x
        : Primitives.bindOne(new Structural.Broadcast(shape, axes), x);
  }

  /** The same elements, in row-major order, under another shape of as many. */
  public static Array reshape(Array x, Shape shape) {
    return x.shape().equals(shape) ? x : Primitives.bindOne(new Structural.Reshape(shape), x);
  }

  /** Axis {@code i} of the result is axis {@code permutation[i]} of {@code x}. */
  public static Array transpose(Array x, Ints permutation) {
    return permutation.isIdentity() && permutation.size() == x.rank()
        ? x
        : Primitives.bindOne(new Structural.Transpose(permutation), x);
  }

  /** From {@code starts} to before {@code limits} by {@code strides}. */
  public static Array slice(Array x, Ints starts, Ints limits, Ints strides) {
    boolean whole =
        starts.equals(Ints.fill(x.rank(), 0))
            && limits.equals(x.shape().dims())
            && strides.equals(Ints.fill(x.rank(), 1));
    return whole ? x : Primitives.bindOne(new Structural.Slice(starts, limits, strides), x);
  }

  /** The elements from {@code start} to before {@code stop} along {@code axis}. */
  public static Array sliceAlong(Array x, int start, int stop, int axis) {
    int a = x.shape().axis(axis);
    return slice(
        x,
        Ints.fill(x.rank(), 0).with(a, start),
        x.shape().dims().with(a, stop),
        Ints.fill(x.rank(), 1));
  }

  /** {@code value} put before, after and between the elements; see {@link Structural.Pad}. */
  public static Array pad(Array x, Array value, Ints low, Ints high, Ints interior) {
    Ints zeros = Ints.fill(x.rank(), 0);
    boolean none = low.equals(zeros) && high.equals(zeros) && interior.equals(zeros);
    return none
        ? x
        : Primitives.bindOne(
            new Structural.Pad(low, high, interior), x, Promotion.to(value, x.dtype()));
  }

  /** The arrays, of one element type, one after the other along {@code axis}. */
  public static Array concatenate(List<Array> arrays, int axis) {
    return arrays.size() == 1
        ? arrays.getFirst()
        : Primitives.bind(new Structural.Concatenate(axis), arrays).getFirst();
  }

  /** The order of elements reversed along the axes. */
  public static Array reverse(Array x, Ints axes) {
    return axes.isEmpty() ? x : Primitives.bindOne(new Structural.Reverse(axes), x);
  }

  /** The index along {@code axis}. */
  public static Array iota(DType dtype, Shape shape, int axis) {
    return Primitives.bindOne(new Structural.Iota(dtype, shape, axis));
  }

  /**
   * A new state and random bits, the low ones of a generator of XLA's own, as {@code
   * jax.lax.rng_bit_generator}; {@link Rng#bits} has those of keys that split. Under {@code Vmap}
   * each lane's bits are those of its own state, where JAX takes all from the first lane's.
   *
   * @param state U32(4) or U64(2); of Philox also U64(3), the key and a counter of two words
   * @param dtype U8, U16, U32 or U64
   */
  public static Tuple2<Array, Array> rngBitGenerator(
      Array state, Shape shape, DType dtype, RngAlgorithm algorithm) {
    boolean narrow = state.dtype() == DType.U32 && state.shape().equals(Shape.of(4));
    Array wide = narrow ? bitcastConvert(state.reshape(2, 2), DType.U64) : state;
    List<Array> results =
        Primitives.bind(new Random.RngBitGenerator(algorithm, dtype, shape), List.of(wide));
    Array next = results.get(0);
    return new Tuple2<>(narrow ? bitcastConvert(next, DType.U32).reshape(4) : next, results.get(1));
  }

  /**
   * The window of the given sizes at computed starts, counted from the end if negative and clamped
   * so that it lies inside.
   */
  public static Array dynamicSlice(Array x, Ints sizes, Array... starts) {
    List<Array> operands = new ArrayList<>(List.of(x));
    operands.addAll(fromFront(x, starts));
    return Primitives.bind(new Indexing.DynamicSlice(sizes), operands).getFirst();
  }

  /**
   * {@code x} with the window at computed starts, counted from the end if negative and clamped so
   * that it lies inside, replaced by {@code update}.
   */
  public static Array dynamicUpdateSlice(Array x, Array update, Array... starts) {
    List<Array> operands = new ArrayList<>(List.of(x, Promotion.to(update, x.dtype())));
    operands.addAll(fromFront(x, starts));
    return Primitives.bind(new Indexing.DynamicUpdateSlice(), operands).getFirst();
  }

  /** Starts counted from the end made to count from the front, so that none is negative. */
  private static List<Array> fromFront(Array x, Array... starts) {
    List<Array> result = new ArrayList<>(starts.length);
    for (int i = 0; i < starts.length; i++) {
      Array start = starts[i];
      boolean never =
          start.dtype().kind() == DType.Kind.UNSIGNED
              || i >= x.rank()
              || (start.value() instanceof Literal literal && literal.asDouble() >= 0);
      result.add(never ? start : Np.where(start.lt(0), start.add(x.dim(i)), start));
    }
    return result;
  }

  /**
   * The slice at a computed position along {@code axis}, without that axis; the position counts
   * from the end if negative, and is clamped.
   */
  public static Array dynamicIndex(Array x, Array position, int axis) {
    int a = x.shape().axis(axis);
    Array[] starts = new Array[x.rank()];
    Arrays.fill(starts, Array.scalar(0));
    starts[a] = position;
    Array window = dynamicSlice(x, x.shape().dims().with(a, 1), starts);
    return reshape(window, x.shape().without(Ints.of(a)));
  }

  /**
   * {@code x} with the slice at a computed position along {@code axis} replaced; the position
   * counts from the end if negative, and is clamped.
   */
  public static Array dynamicUpdateIndex(Array x, Array update, Array position, int axis) {
    int a = x.shape().axis(axis);
    Array[] starts = new Array[x.rank()];
    Arrays.fill(starts, Array.scalar(0));
    starts[a] = position;
    return dynamicUpdateSlice(x, reshape(update, x.shape().with(a, 1)), starts);
  }

  /** Slices at computed starts, without batch axes; see {@link Indexing.Gather}. */
  public static Array gather(
      Array x,
      Array indices,
      Ints offsetAxes,
      Ints collapsedAxes,
      Ints startAxes,
      Ints sliceSizes) {
    return Primitives.bindOne(
        new Indexing.Gather(
            offsetAxes, collapsedAxes, Ints.EMPTY, Ints.EMPTY, startAxes, sliceSizes),
        x,
        indices);
  }

  /**
   * {@code x} (rank 1) with {@code updates} combined in at {@code positions}; positions outside are
   * left out.
   */
  static Array scatterFlat(ScatterKind kind, Array x, Array positions, Array updates) {
    return Primitives.bindOne(
        new Indexing.Scatter(
            kind, Ints.EMPTY, Ints.of(0), Ints.EMPTY, Ints.EMPTY, Ints.of(0), false),
        x,
        positions.expandDims(-1),
        updates);
  }

  /** Products summed over the contracted axes; see {@link DotGeneral}. */
  public static Array dotGeneral(
      Array a, Array b, Ints lhsContract, Ints rhsContract, Ints lhsBatch, Ints rhsBatch) {
    return dotGeneral(a, b, lhsContract, rhsContract, lhsBatch, rhsBatch, null);
  }

  /**
   * Products summed over the contracted axes, in a wider element type of the operands' kind, which
   * the result has; null stands for the operands' own. As {@code preferred_element_type} of {@code
   * jax.lax.dot_general}.
   */
  public static Array dotGeneral(
      Array a,
      Array b,
      Ints lhsContract,
      Ints rhsContract,
      Ints lhsBatch,
      Ints rhsBatch,
      @Nullable DType preferred) {
    DotPrecision scoped = DotPrecision.current();
    boolean fits = !(scoped instanceof DotAlgorithm algorithm) || algorithm.takes(a.dtype());
    DotPrecision precision = fits ? scoped : Precision.DEFAULT;
    return dotGeneral(a, b, lhsContract, rhsContract, lhsBatch, rhsBatch, preferred, precision);
  }

  /**
   * {@link #dotGeneral(Array, Array, Ints, Ints, Ints, Ints, DType)} of a precision that does not
   * depend on {@link DotPrecision#in}. As {@code precision} of {@code jax.lax.dot_general}.
   */
  public static Array dotGeneral(
      Array a,
      Array b,
      Ints lhsContract,
      Ints rhsContract,
      Ints lhsBatch,
      Ints rhsBatch,
      @Nullable DType preferred,
      DotPrecision precision) {
    return Primitives.bindOne(
        new DotGeneral(lhsContract, rhsContract, lhsBatch, rhsBatch, preferred, precision), a, b);
  }

  /**
   * The convolution of {@code lhs}, which has a batch, features and axes of space, with the kernel
   * {@code rhs}; see {@link Contraction.Convolution}. As {@code jax.lax.conv_general_dilated}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="convolution"}
   */
  public static Array convGeneralDilated(Array lhs, Array rhs, ConvOptions options) {
    return Convolutions.convGeneralDilated(lhs, rhs, options);
  }

  /** A convolution with channels first: NCHW, OIHW, NCHW. As {@code jax.lax.conv}. */
  public static Array conv(Array lhs, Array rhs, Ints strides, ConvPadding padding) {
    return convGeneralDilated(
        lhs, rhs, ConvOptions.NONE.strides(strides.toArray()).padding(padding));
  }

  /**
   * {@link #conv} with array and kernel spread out. As {@code jax.lax.conv_with_general_padding}.
   */
  public static Array convWithGeneralPadding(
      Array lhs,
      Array rhs,
      Ints strides,
      ConvPadding padding,
      @Nullable Ints lhsDilation,
      @Nullable Ints rhsDilation) {
    ConvOptions options = ConvOptions.NONE.strides(strides.toArray()).padding(padding);
    options = lhsDilation == null ? options : options.lhsDilation(lhsDilation.toArray());
    options = rhsDilation == null ? options : options.rhsDilation(rhsDilation.toArray());
    return convGeneralDilated(lhs, rhs, options);
  }

  /**
   * A convolution with fractional strides: between the elements of {@code lhs} lie {@code strides -
   * 1} zeros. {@link ConvPadding#SAME} and {@link ConvPadding#VALID} are those of the convolution
   * that this one goes back from; numbers are the zeros around. Unless the options say otherwise
   * the axes are NHWC, HWIO, NHWC. As {@code jax.lax.conv_transpose}.
   */
  public static Array convTranspose(Array lhs, Array rhs, ConvOptions options) {
    return convTranspose(lhs, rhs, options, false, false);
  }

  /**
   * {@link #convTranspose(Array, Array, ConvOptions)}.
   *
   * @param transposeKernel whether the kernel is turned round, with input and output features in
   *     each other's place, as in the gradient of a convolution
   * @param consistentPadding whether numbers, too, are the padding of the convolution that this one
   *     goes back from
   */
  public static Array convTranspose(
      Array lhs,
      Array rhs,
      ConvOptions options,
      boolean transposeKernel,
      boolean consistentPadding) {
    return Convolutions.convTranspose(lhs, rhs, options, transposeKernel, consistentPadding);
  }

  /**
   * What a kernel of the given sizes lies on at each of its places, as features: for each feature
   * of {@code x} all elements. As {@code jax.lax.conv_general_dilated_patches}.
   */
  public static Array convGeneralDilatedPatches(Array x, Ints filter, ConvOptions options) {
    return Convolutions.patches(x, filter, options);
  }

  /**
   * Which axes are what, by letters such as NHWC, HWIO, NHWC. As {@code
   * jax.lax.conv_dimension_numbers}.
   */
  public static ConvDimensionNumbers convDimensionNumbers(String lhs, String rhs, String out) {
    return ConvDimensionNumbers.of(lhs, rhs, out);
  }

  /**
   * A padding in numbers.
   *
   * @param sizes of the array along each axis
   * @param window the sizes of what goes over it
   * @param strides how far its places are from each other
   */
  public static ConvPadding.Explicit padtypeToPads(
      Ints sizes, Ints window, Ints strides, ConvPadding padding) {
    return Convolutions.padtypeToPads(sizes, window, strides, padding);
  }

  /**
   * The discrete Fourier transform along the last one to three axes, real numbers made complex
   * where the kind needs them; see {@link Contraction.Fft}, and {@link Fft} for other axes. As
   * {@code jax.lax.fft}.
   */
  public static Array fft(Array x, FftKind kind, Ints lengths) {
    DType dtype = Promotion.inexact(x.dtype());
    dtype = kind == FftKind.RFFT ? (dtype.bytes() < 4 ? DType.F32 : dtype) : dtype.complex();
    return Primitives.bindOne(new Contraction.Fft(kind, lengths), Promotion.to(x, dtype));
  }

  /** The complex number of a real and an imaginary part, both F32 or both F64. */
  public static Array complex(Array real, Array imaginary) {
    return Primitives.bindOne(
        new Elementwise.Binary(Elementwise.BinaryKind.COMPLEX), real, imaginary);
  }

  /** How many bits of each integer are one. */
  public static Array populationCount(Array x) {
    return Primitives.bindOne(new Elementwise.Unary(Elementwise.UnaryKind.POPULATION_COUNT), x);
  }

  /** How many of the highest bits of each integer are zero before the first one. */
  public static Array clz(Array x) {
    return Primitives.bindOne(new Elementwise.Unary(Elementwise.UnaryKind.CLZ), x);
  }

  /** To the nearest integer, halves away from zero. */
  public static Array roundAwayFromZero(Array x) {
    return Primitives.bindOne(new Elementwise.Unary(Elementwise.UnaryKind.ROUND_AWAY), x);
  }

  /** The next float from {@code x} towards {@code y}; its derivative is zero. */
  public static Array nextafter(Array x, Array y) {
    return Primitives.bindOne(new Elementwise.Binary(Elementwise.BinaryKind.NEXTAFTER), x, y);
  }

  /** Floats rounded to fewer bits; see {@link Elementwise.ReducePrecision}. */
  public static Array reducePrecision(Array x, int exponentBits, int mantissaBits) {
    return Primitives.bindOne(new Elementwise.ReducePrecision(exponentBits, mantissaBits), x);
  }

  /** The elements along the axes combined. */
  public static Array reduce(Reduction.ReduceKind kind, Array x, Ints axes) {
    return axes.isEmpty() ? x : Primitives.bindOne(new Reduction.Reduce(kind, axes.sorted()), x);
  }

  /** The index of the first greatest or least element along {@code axis}. */
  public static Array argReduce(Reduction.ArgKind kind, Array x, int axis, DType index) {
    int a = x.shape().axis(axis);
    if (x.dim(a) == 0) {
      throw new ShapeException(
          "the greatest or least of no elements: axis " + a + " of " + x.type() + " has size 0");
    }
    return Primitives.bindOne(new Reduction.ArgReduce(kind, a, index), x);
  }

  /**
   * {@code body} applied, from {@code init}, as long as {@code condition} gives true. The state may
   * be any tree; its types must stay as they are. Forward-mode derivatives only: its number of
   * steps is not known when the program is made; {@link #whileLoop(Function1, Function1, Object,
   * int)} has both. As {@code jax.lax.while_loop}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="whileLoop"}
   *
   * @throws ShapeException if the body changes the structure or types of the state, or the
   *     condition is no scalar
   * @throws org.juxta.tracer.DTypeException if the condition is not BOOL
   */
  public static <S> S whileLoop(Function1<S, Array> condition, Function1<S, S> body, S init) {
    return Loops.whileLoop(condition, body, init);
  }

  /**
   * {@link #whileLoop(Function1, Function1, Object)} that ends after {@code maxSteps} steps even if
   * the condition still holds. Differentiable in both modes. The way back keeps about as many
   * states as the root of {@code maxSteps} and computes the steps between them again; beyond some
   * thousand steps it keeps fewer, and computes steps once more than that. Under {@code Vmap} with
   * a condition that differs by lane, all {@code maxSteps} steps are run.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="boundedWhileLoop"}
   *
   * @throws ShapeException as there, or if {@code maxSteps} is negative
   */
  public static <S> S whileLoop(
      Function1<S, Array> condition, Function1<S, S> body, S init, int maxSteps) {
    return Loops.whileLoop(condition, body, init, maxSteps);
  }

  /**
   * {@code state = body(i, state)} for i from {@code start} to before {@code stop}; {@code i} is
   * I32. Differentiable in both modes, since the number of steps is known. As {@code
   * jax.lax.fori_loop}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="foriLoop"}
   *
   * @throws ShapeException if the body changes the structure or types of the state
   */
  public static <S> S foriLoop(int start, int stop, Function2<Array, S, S> body, S init) {
    return foriLoop(start, stop, body, init, 1);
  }

  /**
   * {@link #foriLoop(int, int, Function2, Object)} that makes {@code unroll} steps in one turn of
   * the compiled loop, as {@link #scan(Function2, Object, Object, int, boolean, int)} does.
   */
  public static <S> S foriLoop(
      int start, int stop, Function2<Array, S, S> body, S init, int unroll) {
    return Loops.foriLoop(start, stop, body, init, unroll);
  }

  /**
   * {@link #foriLoop(int, int, Function2, Object)} with computed bounds (I32 or I64): forward-mode
   * derivatives only.
   */
  public static <S> S foriLoop(Array start, Array stop, Function2<Array, S, S> body, S init) {
    return Loops.foriLoop(start, stop, body, init);
  }

  /**
   * {@code (carry, y_i) = body(carry, x_i)} over the slices of the arrays in {@code xs} along their
   * first axis: the last carry, and all {@code y_i} stacked along a new first axis. Carry, xs and y
   * may be any trees. Differentiable in both modes. As {@code jax.lax.scan}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="scan"}
   *
   * @throws ShapeException if the body changes the structure or types of the carry, or the arrays
   *     in {@code xs} are not of one length
   */
  public static <C, X, Y> Tuple2<C, Y> scan(Function2<C, X, Tuple2<C, Y>> body, C init, X xs) {
    return scan(body, init, xs, Loops.length(xs), false);
  }

  /**
   * {@link #scan(Function2, Object, Object)} of a given length, which {@code xs} without arrays
   * needs, in either direction.
   */
  public static <C, X, Y> Tuple2<C, Y> scan(
      Function2<C, X, Tuple2<C, Y>> body, C init, X xs, int length, boolean reverse) {
    return scan(body, init, xs, length, reverse, 1);
  }

  /**
   * {@link #scan(Function2, Object, Object, int, boolean)} whose compiled loop makes {@code unroll}
   * steps in one turn, and the steps that are left over after it. The results are the same up to
   * rounding, the program is larger and takes longer to compile; small steps get faster. The loops
   * of its derivatives are unrolled like it.
   *
   * @throws ShapeException if {@code unroll} is less than 1
   */
  public static <C, X, Y> Tuple2<C, Y> scan(
      Function2<C, X, Tuple2<C, Y>> body, C init, X xs, int length, boolean reverse, int unroll) {
    return Loops.scan(body, init, xs, length, reverse, unroll);
  }

  /**
   * {@code f} of each slice of the arrays in {@code xs} along their first axis, one after the
   * other, stacked. As {@code jax.lax.map}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="map"}
   */
  public static <X, Y> Y map(Function1<X, Y> f, X xs) {
    Function2<Array, X, Tuple2<Array, Y>> body = (none, x) -> new Tuple2<>(none, f.apply(x));
    return scan(body, Array.scalar(0), xs)._2;
  }

  /**
   * What {@code then} gives if the scalar {@code predicate} holds, else what {@code otherwise}
   * gives; only one is run, except under {@code Vmap} of a predicate that has lanes. As {@code
   * jax.lax.cond}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="cond"}
   *
   * @throws ShapeException if the branches give other structures or types, or the predicate is no
   *     scalar
   */
  public static <T> T cond(Array predicate, Supplier<T> then, Supplier<T> otherwise) {
    Loops.requireScalar("the predicate of cond", predicate);
    Array index = predicate.dtype().isBool() ? predicate : predicate.ne(0);
    return Loops.switchCase(convert(index, DType.I32), List.of(otherwise, then));
  }

  /**
   * What the branch that the scalar integer {@code index} names gives; the index is clamped to the
   * branches there are. As {@code jax.lax.switch}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="switchCase"}
   *
   * @throws ShapeException if the branches give other structures or types, or the index is no
   *     scalar
   */
  public static <T> T switchCase(Array index, List<? extends Supplier<T>> branches) {
    Loops.requireIndex(index);
    Array last = Array.scalar(branches.size() - 1L);
    return Loops.switchCase(
        convert(Np.minimum(Np.maximum(index, Array.scalar(0)), last), DType.I32), branches);
  }

  // Running combinations

  private static Array cumulative(CumulativeKind kind, Array x, int axis, boolean reverse) {
    return Primitives.bindOne(new Reduction.Cumulative(kind, x.shape().axis(axis), reverse), x);
  }

  /** The sum of each element and those before it along {@code axis}; after it if reverse. */
  public static Array cumsum(Array x, int axis, boolean reverse) {
    return cumulative(CumulativeKind.SUM, x, axis, reverse);
  }

  /** The product of each element and those before it along {@code axis}; after it if reverse. */
  public static Array cumprod(Array x, int axis, boolean reverse) {
    return cumulative(CumulativeKind.PROD, x, axis, reverse);
  }

  /**
   * The greatest of each element and those before it along {@code axis}; after it if reverse. NaN
   * from the first one on.
   */
  public static Array cummax(Array x, int axis, boolean reverse) {
    return cumulative(CumulativeKind.MAX, x, axis, reverse);
  }

  /**
   * The least of each element and those before it along {@code axis}; after it if reverse. NaN from
   * the first one on.
   */
  public static Array cummin(Array x, int axis, boolean reverse) {
    return cumulative(CumulativeKind.MIN, x, axis, reverse);
  }

  /**
   * The logarithm of the sum of the exponentials of each element and those before it along {@code
   * axis}; after it if reverse.
   */
  public static Array cumlogsumexp(Array x, int axis, boolean reverse) {
    return cumulative(CumulativeKind.LOGSUMEXP, x, axis, reverse);
  }

  /** {@link #associativeScan(Function2, Object, boolean, int)} forward along the first axis. */
  public static <T> T associativeScan(Function2<T, T, T> f, T elements) {
    return associativeScan(f, elements, false, 0);
  }

  /**
   * Each element of the arrays in a tree combined with all before it along {@code axis}, or all
   * after it if {@code reverse}. {@code f} is associative and gets trees of slices with many
   * elements along the axis at once, which it combines one by one. Takes 2 log n steps. As {@code
   * jax.lax.associative_scan}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="associativeScan"}
   *
   * @throws ShapeException if the arrays are not of one size along the axis, or {@code f} returns
   *     another structure
   */
  public static <T> T associativeScan(Function2<T, T, T> f, T elements, boolean reverse, int axis) {
    return Monoids.associativeScan(f, elements, reverse, axis);
  }

  // Orders

  /** The elements along {@code axis} in ascending order, NaN last; as {@code jax.lax.sort}. */
  public static Array sort(Array x, int axis) {
    return Primitives.bindOne(new Reduction.Sort(x.shape().axis(axis), 1), x);
  }

  /**
   * Arrays of one shape with their elements along {@code axis} in the ascending order of the first
   * {@code keys} of them: by the first, where that is equal by the second, and so on. Stable; NaN
   * comes last, and -0 equals 0. As {@code jax.lax.sort}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="sort"}
   */
  public static List<Array> sort(List<Array> arrays, int axis, int keys) {
    if (arrays.isEmpty()) {
      throw new ShapeException("sort: there is no array to sort");
    }
    int a = arrays.getFirst().shape().axis(axis);
    return Primitives.bind(new Reduction.Sort(a, keys), arrays);
  }

  /** Keys in ascending order along {@code axis}, and the values that belong to them. */
  public static Tuple2<Array, Array> sortKeyVal(Array keys, Array values, int axis) {
    List<Array> sorted = sort(List.of(keys, values), axis, 1);
    return new Tuple2<>(sorted.get(0), sorted.get(1));
  }

  /** {@link #topK(Array, int, int)} along the last axis. */
  public static Tuple2<Array, Array> topK(Array x, int k) {
    return topK(x, k, -1);
  }

  /**
   * The {@code k} greatest elements along {@code axis}, in descending order, and their indices
   * (I32); of equal ones the first comes first, and NaN is the greatest. As {@code jax.lax.top_k}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="topK"}
   *
   * @throws ShapeException if there are fewer than {@code k} elements along the axis
   */
  public static Tuple2<Array, Array> topK(Array x, int k, int axis) {
    List<Array> best = Primitives.bind(new Reduction.TopK(k, x.shape().axis(axis)), List.of(x));
    return new Tuple2<>(best.get(0), best.get(1));
  }

  /** The index of the first greatest element along {@code axis}. */
  public static Array argmax(Array x, int axis, DType index) {
    return argReduce(Reduction.ArgKind.MAX, x, axis, index);
  }

  /** The index of the first least element along {@code axis}. */
  public static Array argmin(Array x, int axis, DType index) {
    return argReduce(Reduction.ArgKind.MIN, x, axis, index);
  }

  // Reductions

  private static Array reduceOver(ReduceKind kind, Array x, int... axes) {
    return reduce(kind, x, x.shape().axes(Ints.of(axes)));
  }

  /** The sum over the axes. */
  public static Array reduceSum(Array x, int... axes) {
    return reduceOver(ReduceKind.SUM, x, axes);
  }

  /** The product over the axes. */
  public static Array reduceProd(Array x, int... axes) {
    return reduceOver(ReduceKind.PROD, x, axes);
  }

  /** The greatest element over the axes; NaN if there is one, the least value if there is none. */
  public static Array reduceMax(Array x, int... axes) {
    return reduceOver(ReduceKind.MAX, x, axes);
  }

  /** The least element over the axes; NaN if there is one, the greatest value if there is none. */
  public static Array reduceMin(Array x, int... axes) {
    return reduceOver(ReduceKind.MIN, x, axes);
  }

  /** Logical and of BOOL over the axes, bitwise of integers. */
  public static Array reduceAnd(Array x, int... axes) {
    return reduceOver(ReduceKind.AND, x, axes);
  }

  /** Logical or of BOOL over the axes, bitwise of integers. */
  public static Array reduceOr(Array x, int... axes) {
    return reduceOver(ReduceKind.OR, x, axes);
  }

  /** Logical exclusive or of BOOL over the axes, bitwise of integers. */
  public static Array reduceXor(Array x, int... axes) {
    return reduceOver(ReduceKind.XOR, x, axes);
  }

  /**
   * The elements of the arrays in a tree, all of one shape, combined over the axes, starting from
   * scalars in a tree of the same structure. {@code f} is associative and gets trees of arrays with
   * many elements at once, which it combines one by one; an addition, product, maximum and the like
   * become the operation of that name. As {@code jax.lax.reduce}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="reduce"}
   */
  public static <T> T reduce(T operands, T inits, Function2<T, T, T> f, int... axes) {
    return Monoids.reduce(operands, inits, f, axes);
  }

  /**
   * The elements in each window combined. Windows of {@code window} elements start at every {@code
   * strides[i]}-th place of {@code x} with {@code low[i]} and {@code high[i]} places before and
   * after it, which do not count. As {@code jax.lax.reduce_window}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="reduceWindow"}
   */
  public static Array reduceWindow(
      ReduceKind kind, Array x, Ints window, Ints strides, Ints low, Ints high) {
    Ints ones = Ints.fill(x.rank(), 1);
    return Primitives.bindOne(new ReduceWindow(kind, window, strides, low, high, ones, ones), x);
  }

  /** {@link #reduceWindow(ReduceKind, Array, Ints, Ints, Ints, Ints)} with dilations. */
  public static Array reduceWindow(
      ReduceKind kind,
      Array x,
      Ints window,
      Ints strides,
      Ints low,
      Ints high,
      Ints baseDilation,
      Ints windowDilation) {
    return Primitives.bindOne(
        new ReduceWindow(kind, window, strides, low, high, baseDilation, windowDilation), x);
  }

  static Array reduceWindow(ReduceKind kind, Array x, ReduceWindow shape) {
    return reduceWindow(
        kind,
        x,
        shape.window(),
        shape.strides(),
        shape.low(),
        shape.high(),
        shape.baseDilation(),
        shape.windowDilation());
  }

  /**
   * The elements of the arrays in a tree, all of one shape, combined in each window; places outside
   * and between them count as the scalars of {@code inits}, which must change nothing that they are
   * combined with. {@code f} is as for {@link #reduce(Object, Object, Function2, int...)}, the
   * windows as for {@link Reduction.ReduceWindow}. As {@code jax.lax.reduce_window}.
   */
  public static <T> T reduceWindow(
      T operands,
      T inits,
      Function2<T, T, T> f,
      Ints window,
      Ints strides,
      Ints low,
      Ints high,
      Ints baseDilation,
      Ints windowDilation) {
    return Monoids.reduceWindow(
        operands,
        inits,
        f,
        new ReduceWindow(ReduceKind.SUM, window, strides, low, high, baseDilation, windowDilation));
  }

  // Parts

  /** {@code size} elements from a computed start along {@code axis}, as {@link #dynamicSlice}. */
  public static Array dynamicSliceInDim(Array x, Array start, int size, int axis) {
    int a = x.shape().axis(axis);
    return dynamicSlice(x, x.shape().dims().with(a, size), starts(x, start, a));
  }

  /**
   * {@code x} with the window from a computed start along {@code axis} replaced, as {@link
   * #dynamicUpdateSlice}.
   */
  public static Array dynamicUpdateSliceInDim(Array x, Array update, Array start, int axis) {
    return dynamicUpdateSlice(x, update, starts(x, start, x.shape().axis(axis)));
  }

  private static Array[] starts(Array x, Array start, int axis) {
    Array[] starts = new Array[x.rank()];
    Arrays.fill(starts, Array.scalar(0));
    starts[axis] = start;
    return starts;
  }

  /**
   * Cut into parts of the given sizes along {@code axis}. As {@code jax.lax.split}.
   *
   * @throws ShapeException if a size is negative or they don't sum to that of the axis
   */
  public static List<Array> split(Array x, Ints sizes, int axis) {
    int a = x.shape().axis(axis);
    List<Array> parts = new ArrayList<>(sizes.size());
    long stop = 0;
    for (int i = 0; i < sizes.size(); i++) {
      int size = sizes.get(i);
      if (size < 0 || stop + size > x.dim(a)) {
        throw badSizes(x, sizes, a);
      }
      parts.add(sliceAlong(x, (int) stop, (int) stop + size, a));
      stop += size;
    }
    if (stop != x.dim(a)) {
      throw badSizes(x, sizes, a);
    }
    return List.copyOf(parts);
  }

  private static ShapeException badSizes(Array x, Ints sizes, int axis) {
    return new ShapeException(
        "split: the sizes "
            + sizes
            + " must not be negative and sum to "
            + x.dim(axis)
            + ", the size of axis "
            + axis
            + " of "
            + x.type());
  }

  /**
   * Every {@code stride}-th element from {@code start} to before {@code stop} along an axis, both
   * counted from the end if negative.
   */
  public static Array sliceInDim(Array x, int start, int stop, int stride, int axis) {
    int a = x.shape().axis(axis);
    int n = x.dim(a);
    return slice(
        x,
        Ints.fill(x.rank(), 0).with(a, start < 0 ? start + n : start),
        x.shape().dims().with(a, stop < 0 ? stop + n : stop),
        Ints.fill(x.rank(), 1).with(a, stride));
  }

  /** The slice at a position along {@code axis}, without that axis unless {@code keepDims}. */
  public static Array indexInDim(Array x, int position, int axis, boolean keepDims) {
    int a = x.shape().axis(axis);
    int n = x.dim(a);
    if (position < -n || position >= n) {
      throw new ShapeException(
          "index " + position + " is out of bounds for axis " + a + " of " + x.type());
    }
    int at = position < 0 ? position + n : position;
    Array slice = sliceAlong(x, at, at + 1, a);
    return keepDims ? slice : reshape(slice, x.shape().without(Ints.of(a)));
  }

  /**
   * The slices at computed positions along the axes: row {@code i} of the result is the one at
   * {@code positions[0][i]} along {@code axes[0]} and so on. As {@code jax.lax.index_take}.
   */
  public static Array indexTake(Array x, List<Array> positions, Ints axes) {
    Ints taken = x.shape().axes(axes);
    List<Array> columns = positions.stream().map(p -> p.expandDims(-1)).toList();
    Ints sizes = Ints.build(x.rank(), i -> taken.contains(i) ? 1 : x.dim(i));
    Ints offset = Ints.range(1, x.rank() - taken.size() + 1);
    return gather(x, Np.concatenate(columns, 1), offset, taken.sorted(), taken, sizes);
  }

  /** The axes from {@code start} to before {@code stop} as one. */
  public static Array collapse(Array x, int start, int stop) {
    int from = x.shape().axis(start);
    int to = stop < 0 ? stop + x.rank() : stop;
    if (to < from || to > x.rank()) {
      throw new ShapeException(
          "collapse: axes " + start + " to " + stop + " of " + x.type() + " can't be joined");
    }
    Ints dims = x.shape().dims();
    int size = dims.slice(from, to).stream().reduce(1, (a, b) -> a * b);
    return reshape(
        x, new Shape(dims.slice(0, from).concat(Ints.of(size)).concat(dims.slice(to, x.rank()))));
  }

  /**
   * For each element that of the case whose number {@code which} gives (of BOOL, 0 for false), all
   * of one shape, which is {@code which}'s too unless that is a scalar. As {@code
   * jax.lax.select_n}.
   */
  public static Array selectN(Array which, Array... cases) {
    if (cases.length == 0) {
      throw new ShapeException("selectN needs at least one case");
    }
    Array index = which.dtype().isBool() ? convert(which, DType.I32) : which;
    Array result = cases[cases.length - 1];
    if (which.rank() > 0 && !which.shape().equals(result.shape())) {
      throw new ShapeException(
          "selectN: one number or one for each element says which case is taken, not %s for %s"
              .formatted(which.type(), result.type()));
    }
    for (int i = cases.length - 2; i >= 0; i--) {
      result = select(index.le(i), cases[i], result);
    }
    return result;
  }

  /**
   * The arrays of a tree as they are; the compiler does not move computation from before them to
   * after them or the other way. As {@code jax.lax.optimization_barrier}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="optimizationBarrier"}
   */
  public static <T> T optimizationBarrier(T tree) {
    Tree.Flat flat = Tree.flatten(tree);
    return flat.leaves().isEmpty()
        ? tree
        : flat.def()
            .unflatten(Primitives.bind(new Structural.OptimizationBarrier(), flat.leaves()));
  }

  // Gather and scatter in general

  /**
   * Slices at computed starts.
   *
   * @param mode what a slice is that does not lie inside
   * @param fill the elements of such slices under {@link GatherScatterMode#FILL_OR_DROP}
   */
  public static Array gather(
      Array x,
      Array indices,
      GatherDimensionNumbers numbers,
      Ints sliceSizes,
      GatherScatterMode mode,
      Array fill) {
    return Scattering.gather(x, indices, numbers, sliceSizes, mode, fill);
  }

  /**
   * {@code x} with slices of {@code updates} combined in at computed starts. As {@code
   * jax.lax.scatter}, {@code scatter_add}, {@code scatter_mul}, {@code scatter_min} and {@code
   * scatter_max}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="scatter"}
   *
   * @param unique a promise that no two updates fall on one element; the derivative of a product in
   *     its updates needs it
   */
  public static Array scatter(
      ScatterKind kind,
      Array x,
      Array indices,
      Array updates,
      ScatterDimensionNumbers numbers,
      GatherScatterMode mode,
      boolean unique) {
    return Scattering.scatter(kind, x, indices, updates, numbers, mode, unique);
  }

  /** {@link #scatter} that subtracts the updates. */
  public static Array scatterSub(
      Array x,
      Array indices,
      Array updates,
      ScatterDimensionNumbers numbers,
      GatherScatterMode mode,
      boolean unique) {
    return Scattering.scatter(ScatterKind.ADD, x, indices, updates.neg(), numbers, mode, unique);
  }

  /**
   * {@code x} with {@code f} of the elements in windows at computed starts in their places, applied
   * as many times as windows fall on an element. {@code f} works element by element. Forward-mode
   * derivatives only, unless {@code unique}. As {@code jax.lax.scatter_apply}.
   *
   * @param updates the shape of the updates that a {@link #scatter} would take
   */
  public static Array scatterApply(
      Array x,
      Array indices,
      Function1<Array, Array> f,
      Shape updates,
      ScatterDimensionNumbers numbers,
      GatherScatterMode mode,
      boolean unique) {
    return Scattering.apply(x, indices, f, updates, numbers, mode, unique);
  }

  // Across the lanes of a batch

  /**
   * The sum over the lanes of the batch that has the name {@code axis} (see {@code Vmap.named}),
   * the same for all of them; of truth values their number. With several names, over all of these
   * batches. Its transpose is a sum over the lanes too. As {@code jax.lax.psum}.
   *
   * {@snippet class="org.juxta.tests.snippets.CollectiveSnippets" region="psum"}
   *
   * @throws org.juxta.tracer.TraceException if no batch has that name here
   */
  public static <T extends @Nullable Object> T psum(T x, String axis, String... more) {
    return Collectives.reduce("psum", Collective.Kind.SUM, x, axis, more);
  }

  /** The mean over the lanes, as {@link #psum}. As {@code jax.lax.pmean}. */
  public static <T extends @Nullable Object> T pmean(T x, String axis, String... more) {
    return Collectives.mean(x, axis, more);
  }

  /**
   * The greatest of the lanes' values, as {@link #psum}. Its derivative is that of the lanes that
   * have it, averaged. As {@code jax.lax.pmax}.
   */
  public static <T extends @Nullable Object> T pmax(T x, String axis, String... more) {
    return Collectives.reduce("pmax", Collective.Kind.MAX, x, axis, more);
  }

  /** The least of the lanes' values, as {@link #pmax}. As {@code jax.lax.pmin}. */
  public static <T extends @Nullable Object> T pmin(T x, String axis, String... more) {
    return Collectives.reduce("pmin", Collective.Kind.MIN, x, axis, more);
  }

  /** The number of the lane, I32; of several names the last runs fastest. */
  public static Array axisIndex(String axis, String... more) {
    return Collectives.index(axis, more);
  }

  /** How many lanes there are; of several names the product. As {@code jax.lax.axis_size}. */
  public static int axisSize(String axis, String... more) {
    return Collectives.size("axisSize", axis, more);
  }

  /**
   * The values of all lanes, in their order along a new first axis, the same for all of them.
   *
   * {@snippet class="org.juxta.tests.snippets.CollectiveSnippets" region="allGather"}
   */
  public static <T extends @Nullable Object> T allGather(T x, String axis) {
    return allGather(x, axis, 0, false);
  }

  /**
   * The values of all lanes along a new axis at {@code position} or, if {@code tiled}, one after
   * the other along the axis that is there. As {@code jax.lax.all_gather}.
   */
  public static <T extends @Nullable Object> T allGather(
      T x, String axis, int position, boolean tiled) {
    return Collectives.gather(x, axis, position, tiled);
  }

  /**
   * Of the sum over the lanes the part that belongs to the lane: along the axis at {@code position}
   * the element with its number, without that axis, or if {@code tiled} its block of as many
   * elements as every lane gets. As {@code jax.lax.psum_scatter}.
   *
   * @throws ShapeException if the axis does not have as many elements as there are lanes, or a
   *     multiple of them if tiled
   */
  public static <T extends @Nullable Object> T psumScatter(
      T x, String axis, int position, boolean tiled) {
    return Collectives.scatter(x, axis, position, tiled);
  }

  /**
   * The value of another lane: for each of {@code pairs}, (source, target), lane target gets that
   * of lane source; a lane that is no target gets zeros. As {@code jax.lax.ppermute}.
   *
   * {@snippet class="org.juxta.tests.snippets.CollectiveSnippets" region="ppermute"}
   *
   * @throws ShapeException if a lane is not there, or named twice as source or target
   */
  public static <T extends @Nullable Object> T ppermute(T x, String axis, int[]... pairs) {
    return Collectives.permute(x, axis, pairs);
  }

  /**
   * Part i along axis {@code split} goes to lane i, which puts what it gets from all lanes together
   * along {@code concat}: elements along a new axis there, or if {@code tiled} blocks one after the
   * other along the one that is there. As {@code jax.lax.all_to_all}.
   *
   * @throws ShapeException if the split axis does not have as many elements as there are lanes, or
   *     a multiple of them if tiled
   */
  public static <T extends @Nullable Object> T allToAll(
      T x, String axis, int split, int concat, boolean tiled) {
    return Collectives.allToAll(x, axis, split, concat, tiled);
  }

  /**
   * {@link #ppermute} of all lanes: lane i gets the value of lane {@code sources[i]}. As {@code
   * jax.lax.pshuffle}.
   */
  public static <T extends @Nullable Object> T pshuffle(T x, String axis, int... sources) {
    return Collectives.shuffle(x, axis, sources);
  }

  /**
   * {@link #allToAll} that changes the lanes for the axis at {@code position}. As {@code
   * jax.lax.pswapaxes}.
   */
  public static <T extends @Nullable Object> T pswapaxes(T x, String axis, int position) {
    return allToAll(x, axis, position, position, false);
  }

  /** The value of lane {@code source}, for all lanes. As {@code jax.lax.pbroadcast}. */
  public static <T extends @Nullable Object> T pbroadcast(T x, String axis, int source) {
    return Collectives.broadcast(x, axis, source);
  }
}
