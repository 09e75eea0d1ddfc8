package org.juxta;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Contraction.DotGeneral;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Reduction;
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

  /** The same bits as another element type of the same width. */
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
    return x.shape().equals(shape) && axes.isIdentity()
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
   * {@code x} (rank 1) with {@code updates} set or added at {@code positions}; positions outside
   * are left out.
   */
  static Array scatterFlat(Array x, Array positions, Array updates, boolean add) {
    return Primitives.bindOne(
        new Indexing.Scatter(
            add ? Indexing.ScatterKind.ADD : Indexing.ScatterKind.SET,
            Ints.EMPTY,
            Ints.of(0),
            Ints.EMPTY,
            Ints.EMPTY,
            Ints.of(0),
            false),
        x,
        positions.expandDims(-1),
        updates);
  }

  /** Products summed over the contracted axes; see {@link DotGeneral}. */
  public static Array dotGeneral(
      Array a, Array b, Ints lhsContract, Ints rhsContract, Ints lhsBatch, Ints rhsBatch) {
    return Primitives.bindOne(new DotGeneral(lhsContract, rhsContract, lhsBatch, rhsBatch), a, b);
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
   * steps is not known when the program is made. As {@code jax.lax.while_loop}.
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
   * {@code state = body(i, state)} for i from {@code start} to before {@code stop}; {@code i} is
   * I32. Differentiable in both modes, since the number of steps is known. As {@code
   * jax.lax.fori_loop}.
   *
   * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="foriLoop"}
   *
   * @throws ShapeException if the body changes the structure or types of the state
   */
  public static <S> S foriLoop(int start, int stop, Function2<Array, S, S> body, S init) {
    return Loops.foriLoop(start, stop, body, init);
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
    return Loops.scan(body, init, xs, Loops.length(xs), false);
  }

  /**
   * {@link #scan(Function2, Object, Object)} of a given length, which {@code xs} without arrays
   * needs, in either direction.
   */
  public static <C, X, Y> Tuple2<C, Y> scan(
      Function2<C, X, Tuple2<C, Y>> body, C init, X xs, int length, boolean reverse) {
    return Loops.scan(body, init, xs, length, reverse);
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
}
