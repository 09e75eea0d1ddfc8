package org.juxta;

import io.vavr.Function1;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Indexing.ScatterKind;

/**
 * A part of an array, for functional updates: each gives a new array of the same type and leaves
 * the old one as it was. As {@code x.at[...]} of JAX; of computed positions, those outside are left
 * out.
 *
 * {@snippet class="org.juxta.tests.snippets.ArraySnippets" region="at"}
 */
public final class At {
  private final Array array;
  private final List<Index> indices;

  At(Array array, List<Index> indices) {
    this.array = array;
    this.indices = List.copyOf(indices);
  }

  /** The part as it is. */
  public Array get() {
    return Indexer.get(array, indices);
  }

  /**
   * The same part, but that computed positions that lie outside are brought inside as {@link
   * OutOfBounds#CLIP} or {@link OutOfBounds#WRAP} say, for updates too; {@link OutOfBounds#FILL}
   * leaves them out. Negative ones count from the end first. As {@code mode} of JAX's {@code
   * x.at[...]}.
   */
  public At outside(OutOfBounds mode) {
    return switch (mode) {
      case CLIP, WRAP -> new At(array, Indexer.inside(array, indices, mode));
      case FILL -> this;
    };
  }

  /**
   * The same part, but that negative computed positions lie outside instead of counting from the
   * end. As {@code wrap_negative_indices=False} of JAX's {@code x.at[...]}.
   */
  public At negativesOutside() {
    return new At(array, Indexer.negativesOutside(array, indices));
  }

  /**
   * The array with the part replaced by {@code v}, which is broadcast to it; of repeated positions
   * the last one counts.
   */
  public Array set(Array v) {
    return Indexer.update(array, indices, v, ScatterKind.SET);
  }

  /** {@link #set(Array)} of a plain number, which takes the array's element type. */
  public Array set(double v) {
    return set(Array.scalar(v));
  }

  /** {@link #set(Array)} of a plain number, which takes the array's element type. */
  public Array set(long v) {
    return set(Array.scalar(v));
  }

  /**
   * The array with {@code v}, broadcast to the part, added to it; repeated positions accumulate.
   */
  public Array add(Array v) {
    return Indexer.update(array, indices, v, ScatterKind.ADD);
  }

  /** {@link #add(Array)} of a plain number, which takes the array's element type. */
  public Array add(double v) {
    return add(Array.scalar(v));
  }

  /** {@link #add(Array)} of a plain number, which takes the array's element type. */
  public Array add(long v) {
    return add(Array.scalar(v));
  }

  /**
   * The part, where computed positions that lie outside are treated as {@code mode} says; negative
   * ones count from the end first, except that they wrap around under {@link OutOfBounds#WRAP}.
   */
  public Array get(OutOfBounds mode) {
    return Indexer.get(array, indices, mode, Picking.filler(array.dtype()));
  }

  /** The part, with {@code fill} for the elements at computed positions that lie outside. */
  public Array get(Array fill) {
    return Indexer.get(array, indices, OutOfBounds.FILL, fill);
  }

  /** The array with {@code v}, broadcast to the part, taken from it; repeated positions add up. */
  public Array subtract(Array v) {
    return add(Np.negative(v));
  }

  /** {@link #subtract(Array)} of a plain number, which takes the array's element type. */
  public Array subtract(double v) {
    return subtract(Array.scalar(v));
  }

  /** {@link #subtract(Array)} of a plain number, which takes the array's element type. */
  public Array subtract(long v) {
    return subtract(Array.scalar(v));
  }

  /** The array with the part multiplied by {@code v}; repeated positions are, repeatedly. */
  public Array multiply(Array v) {
    return Indexer.update(array, indices, v, ScatterKind.MUL);
  }

  /** {@link #multiply(Array)} of a plain number, which takes the array's element type. */
  public Array multiply(double v) {
    return multiply(Array.scalar(v));
  }

  /** {@link #multiply(Array)} of a plain number, which takes the array's element type. */
  public Array multiply(long v) {
    return multiply(Array.scalar(v));
  }

  /** The array with the part divided by {@code v}; repeated positions are, repeatedly. */
  public Array divide(Array v) {
    return Np.divide(array, new At(Np.onesLike(array), indices).multiply(v));
  }

  /** {@link #divide(Array)} of a plain number, which takes the array's element type. */
  public Array divide(double v) {
    return divide(Array.scalar(v));
  }

  /** {@link #divide(Array)} of a plain number, which takes the array's element type. */
  public Array divide(long v) {
    return divide(Array.scalar(v));
  }

  /** The array with the part to the power of {@code v}; repeated positions are, repeatedly. */
  public Array power(Array v) {
    return Np.power(array, new At(Np.onesLike(array), indices).multiply(v));
  }

  /** {@link #power(Array)} of a plain number, which takes the array's element type. */
  public Array power(double v) {
    return power(Array.scalar(v));
  }

  /** {@link #power(Array)} of a plain number, which takes the array's element type. */
  public Array power(long v) {
    return power(Array.scalar(v));
  }

  /** The array with the lesser of each element of the part and {@code v}; NaN if either is. */
  public Array min(Array v) {
    return Indexer.update(array, indices, v, ScatterKind.MIN);
  }

  /** {@link #min(Array)} of a plain number, which takes the array's element type. */
  public Array min(double v) {
    return min(Array.scalar(v));
  }

  /** {@link #min(Array)} of a plain number, which takes the array's element type. */
  public Array min(long v) {
    return min(Array.scalar(v));
  }

  /** The array with the greater of each element of the part and {@code v}; NaN if either is. */
  public Array max(Array v) {
    return Indexer.update(array, indices, v, ScatterKind.MAX);
  }

  /** {@link #max(Array)} of a plain number, which takes the array's element type. */
  public Array max(double v) {
    return max(Array.scalar(v));
  }

  /** {@link #max(Array)} of a plain number, which takes the array's element type. */
  public Array max(long v) {
    return max(Array.scalar(v));
  }

  /**
   * The array with {@code f} of the part's elements in their places, applied as many times as a
   * position is repeated. {@code f} works element by element. With computed positions forward-mode
   * derivatives only.
   */
  public Array apply(Function1<Array, Array> f) {
    boolean repeats = indices.stream().anyMatch(i -> i instanceof Index.Positions);
    Array none = Np.zeros(DType.I32, array.shape().dims().toArray());
    return Scattering.applied(array, f, new At(none, indices).add(1), !repeats);
  }
}
