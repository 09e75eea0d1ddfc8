package org.juxta;

import io.vavr.Tuple2;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;

/** The most frequent element, and ranks, along the last axis: from runs of equal ones in order. */
final class SampleRanks {
  private SampleRanks() {}

  /** Whether an element of sorted ones differs from that before; NaN equals NaN. */
  private static Array starts(Array sorted) {
    int n = sorted.dim(-1);
    Array now = Lax.sliceAlong(sorted, 1, n, -1);
    Array before = Lax.sliceAlong(sorted, 0, n - 1, -1);
    Array differs = now.ne(before);
    Array changes =
        sorted.dtype().isFloat() ? differs.and(Np.isnan(now).and(Np.isnan(before)).not()) : differs;
    Array first = Np.full(sorted.shape().with(sorted.rank() - 1, 1), 1, DType.BOOL);
    return Np.concatenate(List.of(first, changes), -1);
  }

  private static Array positions(Shape shape) {
    return Lax.iota(DType.I32, shape, shape.rank() - 1);
  }

  /** The least most frequent element, and how often it occurs. */
  static Stats.Mode mode(Array x) {
    Shape batch = x.shape().without(Ints.of(x.rank() - 1));
    int n = x.dim(-1);
    if (n == 0) {
      DType real = Promotion.inexact(x.dtype());
      return new Stats.Mode(Np.full(batch, Double.NaN, real), Np.full(batch, 0, DType.I32));
    }
    int last = x.rank() - 1;
    Array sorted = Lax.sort(x, last);
    Array position = positions(x.shape());
    Array start = Lax.cummax(Np.where(starts(sorted), position, 0), last, false);
    Array count = position.sub(start).add(1);
    Array best = count.argmax(last);
    Array value = Np.takeAlongAxis(sorted, best.expandDims(-1), last);
    return new Stats.Mode(Np.squeeze(value, -1), count.max(last));
  }

  static Array ranks(Array x, Stats.Ties ties) {
    DType real = Promotion.inexact(x.dtype());
    if (x.size() == 0) {
      return Np.full(x.shape(), 0, real);
    }
    int last = x.rank() - 1;
    Array position = positions(x.shape());
    Tuple2<Array, Array> sorted = Lax.sortKeyVal(x, position, last);
    Array order = ordered(sorted._1, position, ties).astype(real);
    Array ranks = Lax.sortKeyVal(sorted._2, order, last)._2;
    if (!x.dtype().isFloat()) {
      return ranks;
    }
    Array none = Array.of(Literal.of(ArrayType.of(real), Double.NaN));
    return Np.where(Np.any(Np.isnan(x), last).expandDims(-1), none, ranks);
  }

  /** Ranks of sorted elements, times 2 for averages. */
  private static Array ordered(Array sorted, Array position, Stats.Ties ties) {
    int last = sorted.rank() - 1;
    int n = sorted.dim(-1);
    Array starts = starts(sorted);
    Array first = Lax.cummax(Np.where(starts, position, 0), last, false);
    Array next =
        Np.concatenate(
            List.of(
                Lax.sliceAlong(starts, 1, n, -1),
                Np.full(sorted.shape().with(last, 1), 1, DType.BOOL)),
            -1);
    Array end = Lax.cummin(Np.where(next, position, n - 1L), last, true);
    return switch (ties) {
      case ORDINAL -> position.add(1);
      case DENSE -> Lax.cumsum(starts.astype(DType.I32), last, false);
      case LEAST -> first.add(1);
      case GREATEST -> end.add(1);
      case AVERAGE -> first.add(end).add(2).astype(Promotion.inexact(sorted.dtype())).mul(0.5);
    };
  }
}
