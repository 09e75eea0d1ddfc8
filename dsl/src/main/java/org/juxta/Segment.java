package org.juxta;

import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Slices combined by group: {@code sum(data, ids, count)} adds up, in row i of the result, the
 * slices of {@code data} along the first axis whose id is i. Ids that are not 0 … count - 1 are
 * left out. As {@code jax.ops.segment_sum} and its relatives.
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="segments"}
 */
public final class Segment {
  private Segment() {}

  /** The sums; 0 of a group without slices. */
  public static Array sum(Array data, Array ids, int count) {
    Array places = places("sum", data, ids, count);
    Array numbers = Np.number(data);
    return Np.full(result(data, ids, count), 0, numbers.dtype()).at(places).add(flat(numbers, ids));
  }

  /** The products; 1 of a group without slices. */
  public static Array prod(Array data, Array ids, int count) {
    Array places = places("prod", data, ids, count);
    Array numbers = Np.number(data);
    Array ones = Np.full(result(data, ids, count), 1, numbers.dtype());
    return ones.at(places).multiply(flat(numbers, ids));
  }

  /** The greatest elements; the least number of the type of a group without slices. */
  public static Array max(Array data, Array ids, int count) {
    Array places = places("max", data, ids, count);
    return extreme(ReduceKind.MAX, data, ids, count).at(places).max(flat(data, ids));
  }

  /** The least elements; the greatest number of the type of a group without slices. */
  public static Array min(Array data, Array ids, int count) {
    Array places = places("min", data, ids, count);
    return extreme(ReduceKind.MIN, data, ids, count).at(places).min(flat(data, ids));
  }

  /** What the greatest or least of no elements is. */
  private static Array extreme(ReduceKind kind, Array data, Array ids, int count) {
    Array none = Lax.reduce(kind, Np.zeros(data.dtype(), 0), Ints.of(0));
    return Np.full(result(data, ids, count), none);
  }

  /** One slice for each id, along one axis. */
  private static Array flat(Array data, Array ids) {
    return Lax.reshape(data, Shape.of(ids.size()).concat(rest(data, ids)));
  }

  private static Shape rest(Array data, Array ids) {
    return new Shape(data.shape().dims().slice(ids.rank(), data.rank()));
  }

  private static Shape result(Array data, Array ids, int count) {
    return Shape.of(count).concat(rest(data, ids));
  }

  private static Array places(String what, Array data, Array ids, int count) {
    if (!ids.dtype().isInteger()) {
      throw new DTypeException("segment " + what + ": ids are integers, not " + ids.type());
    }
    boolean fits =
        ids.rank() <= data.rank()
            && data.shape().dims().slice(0, ids.rank()).equals(ids.shape().dims());
    if (!fits || ids.rank() == 0) {
      throw new ShapeException(
          "segment "
              + what
              + ": ids "
              + ids.type()
              + " must have the first axes of the data "
              + data.type());
    }
    Array flat = ids.ravel();
    return Np.where(flat.lt(0), Array.scalar(count), flat).astype(DType.I32);
  }
}
