package org.juxta;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.Value;

/**
 * Arrays as sets. How many elements a result has depends on the data: it is counted, which needs an
 * array that is not traced, or given.
 */
final class Sets {
  /** For a size that is to be counted. */
  static final int COUNTED = -1;

  private Sets() {}

  /**
   * The slices along the first axis in ascending order.
   *
   * @param slices sorted
   * @param first whether each differs from the one before
   * @param order where each was
   */
  private record Sorted(Array slices, Array first, Array order) {
    static Sorted of(Array x) {
      int n = x.dim(0);
      int columns = n == 0 ? 0 : x.size() / n;
      Array rows = x.reshape(n, columns);
      Array order = Np.arange(n);
      for (int i = columns - 1; i >= 0; i--) {
        Array key = rows.get(Index.all(), Index.index(i));
        order = order.get(Np.argsort(key.get(order)));
      }
      Array sorted = x.get(order);
      return new Sorted(sorted, starts(sorted), order);
    }

    private static Array starts(Array sorted) {
      int n = sorted.dim(0);
      if (n == 0) {
        return Np.zeros(DType.BOOL, 0);
      }
      Array after = Lax.sliceAlong(sorted, 1, n, 0);
      Array before = Lax.sliceAlong(sorted, 0, n - 1, 0);
      Array bothUnknown = Np.isnan(after).and(Np.isnan(before));
      Array differ = Np.notEqual(after, before).and(Np.logicalNot(bothUnknown));
      Array flat = Np.any(differ.reshape(n - 1, n == 1 ? 1 : differ.size() / (n - 1)), 1);
      return Lax.concatenate(List.of(Np.ones(DType.BOOL, 1), flat), 0);
    }
  }

  /** How many of a mask hold, on the host. */
  static int counted(String what, Array mask) {
    if (!(mask.value() instanceof Value.Concrete)) {
      throw new TraceException(
          (what + ": how many elements the result has depends on the data of %s, which is traced")
                  .formatted(mask.type())
              + "; give the size");
    }
    return Np.countNonzero(mask).toInt();
  }

  /**
   * The positions in row-major order where a mask holds, {@code fill} after the last one up to
   * {@code size}.
   */
  static Array positions(Array mask, int size, int fill) {
    Array flat = mask.ravel();
    Array place = Np.where(flat, Np.cumsum(flat).sub(1), Array.scalar(size));
    Array empty = Np.full(Shape.of(size), fill, DType.I32);
    return empty.at(place).set(Np.arange(flat.size()));
  }

  static Unique unique(Array x, int size, @Nullable Array fill) {
    int n = x.dim(0);
    if (n == 0) {
      return none(x, size);
    }
    Sorted sorted = Sorted.of(x);
    int found = size == COUNTED ? counted("unique", sorted.first()) : size;
    Array starts = positions(sorted.first(), found, 0);
    Array values = sorted.slices().get(starts);
    if (fill != null) {
      int[] dims = new int[x.rank()];
      Arrays.fill(dims, 1);
      dims[0] = found;
      Array real = Np.arange(found).lt(Np.countNonzero(sorted.first())).reshape(dims);
      values = Np.where(real, values, Promotion.to(fill, values.dtype()));
    }
    Array group = Np.cumsum(sorted.first()).sub(1);
    Array inverse = Np.zeros(DType.I32, n).at(sorted.order()).set(group);
    Array counts = Np.zeros(DType.I32, found).at(group).add(1);
    return new Unique(values, sorted.order().get(starts), inverse, counts);
  }

  private static Unique none(Array x, int size) {
    if (size > 0) {
      throw new ShapeException("unique: " + x.type() + " is empty, there is nothing to repeat");
    }
    Array nowhere = Np.zeros(DType.I32, 0);
    return new Unique(x, nowhere, nowhere, nowhere);
  }

  private static Array flat(Array x) {
    return unique(x.ravel(), COUNTED, null).values();
  }

  static Array isin(Array x, Array candidates) {
    DType dtype = Promotion.common(x.type(), candidates.type());
    Array wanted = Promotion.to(candidates, dtype).ravel();
    return Np.any(Np.equal(Promotion.to(x, dtype).expandDims(-1), wanted), -1);
  }

  static Array union(Array x, Array y, int size, @Nullable Array fill) {
    return unique(Np.concatenate(List.of(x.ravel(), y.ravel()), 0), size, fill).values();
  }

  /** The different elements of {@code x} of which {@code keep} holds. */
  private static Array kept(String what, Array x, ArrayFunction1 keep, int size, Array fill) {
    if (x.size() == 0) {
      return Np.full(Shape.of(Math.max(size, 0)), Lax.convert(fill, x.dtype()));
    }
    Sorted sorted = Sorted.of(x.ravel());
    Array mask = sorted.first().and(keep.apply(sorted.slices()));
    int found = size == COUNTED ? counted(what, mask) : size;
    Array values = sorted.slices().get(positions(mask, found, 0));
    Array real = Np.arange(found).lt(Np.countNonzero(mask));
    return Np.where(real, values, Promotion.to(fill, values.dtype()));
  }

  static Array difference(Array x, Array y, int size, Array fill) {
    return kept("setdiff1d", x, v -> Np.logicalNot(isin(v, y)), size, fill);
  }

  static Array intersection(Array x, Array y, int size, Array fill) {
    DType dtype = Promotion.common(x.type(), y.type());
    return kept("intersect1d", Promotion.to(x, dtype), v -> isin(v, y), size, fill);
  }

  static Array exclusive(Array x, Array y) {
    Array left = flat(x);
    Array right = flat(y);
    return union(
        difference(left, right, COUNTED, Array.scalar(0)),
        difference(right, left, COUNTED, Array.scalar(0)),
        COUNTED,
        null);
  }
}
