package org.juxta;

import org.jspecify.annotations.Nullable;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * What a reduction such as {@link Np#sum(Array, Over)} runs over, with NumPy's options: {@code
 * Np.var(x, Over.axes(0).ddof(1).keepDims())} is {@code numpy.var(x, axis=0, ddof=1,
 * keepdims=True)}.
 *
 * <p>An option that a function does not have is a {@link ShapeException}.
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="over"}
 */
public final class Over {
  private final Ints axes;
  private final boolean everything;
  private final boolean keepDims;
  private final @Nullable Array where;
  private final @Nullable Array initial;
  private final double ddof;

  private Over(
      Ints axes,
      boolean everything,
      boolean keepDims,
      @Nullable Array where,
      @Nullable Array initial,
      double ddof) {
    this.axes = axes;
    this.everything = everything;
    this.keepDims = keepDims;
    this.where = where;
    this.initial = initial;
    this.ddof = ddof;
  }

  /** All axes. */
  public static Over all() {
    return new Over(Ints.EMPTY, true, false, null, null, 0);
  }

  /** The given axes, counted from the end if negative; all if none is given. */
  public static Over axes(int... axes) {
    return new Over(Ints.of(axes), axes.length == 0, false, null, null, 0);
  }

  /** The axes stay, with size 1: {@code keepdims=True}. */
  public Over keepDims() {
    return new Over(axes, everything, true, where, initial, ddof);
  }

  /** Only elements where {@code mask}, broadcast, holds: {@code where=mask}. */
  public Over where(Array mask) {
    return new Over(axes, everything, keepDims, mask, initial, ddof);
  }

  /** The value to start from: {@code initial=value}. */
  public Over initial(Array value) {
    return new Over(axes, everything, keepDims, where, value, ddof);
  }

  /** {@link #initial(Array)} of a plain number. */
  public Over initial(double value) {
    return initial(Array.scalar(value));
  }

  /** {@link #initial(Array)} of a plain number. */
  public Over initial(long value) {
    return initial(Array.scalar(value));
  }

  /** The divisor is the number of elements less {@code ddof}. */
  public Over ddof(double ddof) {
    return new Over(axes, everything, keepDims, where, initial, ddof);
  }

  double ddof() {
    return ddof;
  }

  boolean hasMask() {
    return where != null;
  }

  /** Without mask, start and divisor: only axes, and whether they stay. */
  Over plain() {
    return new Over(axes, everything, keepDims, null, null, 0);
  }

  /** Axes, kept, and mask. */
  Over masked() {
    return new Over(axes, everything, true, where, null, 0);
  }

  /** The axes of {@code x}, from 0. */
  Ints of(Array x) {
    return everything ? Ints.range(0, x.rank()) : x.shape().axes(axes);
  }

  /** How many elements of {@code x} go into one of the result, without regard to the mask. */
  int count(Array x) {
    return new Shape(x.shape().dims().at(of(x))).size();
  }

  /** How many elements go into one of the result, kept as the options say. */
  Array countMasked(Array x) {
    Array mask = Np.broadcastTo(Np.truth(mask()), x.shape());
    return Reductions.sum(mask, plain());
  }

  private Array mask() {
    if (where == null) {
      throw new IllegalStateException("there is no mask");
    }
    return where;
  }

  /** {@code x} with {@code instead} where the mask does not hold. */
  Array hide(Array x, Array instead) {
    return where == null ? x : Np.where(where, x, instead);
  }

  /** {@code first} combined with the start, if there is one. */
  Array start(Array first, ArrayFunction2 combine) {
    return initial == null ? first : combine.apply(first, initial);
  }

  /** {@code x} where the mask holds, else the start, which there must be if there is a mask. */
  Array hideByStart(String what, Array x) {
    if (where == null) {
      return x;
    }
    if (initial == null) {
      throw new ShapeException(
          what
              + ": of no elements there is no result, so that a mask needs an initial value: over "
              + x.type()
              + " with mask "
              + where.type()
              + ", use Over.initial");
    }
    return Np.where(where, x, initial);
  }

  boolean hasStart() {
    return initial != null;
  }

  /** The reduced array in the shape that the options ask for. */
  Array shape(Array reduced, Array x) {
    if (!keepDims) {
      return reduced;
    }
    Ints gone = of(x);
    return Lax.reshape(
        reduced, new Shape(Ints.build(x.rank(), i -> gone.contains(i) ? 1 : x.dim(i))));
  }

  /** {@link #shape} of what may have new axes before those that are left, without other options. */
  Array keep(String what, Array reduced, Array x) {
    require(what, false, false, false);
    if (!keepDims) {
      return reduced;
    }
    Ints gone = of(x);
    Shape kept = new Shape(Ints.build(x.rank(), i -> gone.contains(i) ? 1 : x.dim(i)));
    int added = reduced.rank() - (x.rank() - gone.size());
    return Lax.reshape(reduced, new Shape(reduced.shape().dims().slice(0, added)).concat(kept));
  }

  /** Complains about options that {@code what} does not have. */
  void require(String what, boolean mask, boolean start, boolean divisor) {
    if ((where != null && !mask) || (initial != null && !start) || (ddof != 0 && !divisor)) {
      throw new ShapeException(
          what
              + " has no option "
              + (where != null && !mask
                  ? "where"
                  : initial != null && !start ? "initial" : "ddof"));
    }
  }
}
