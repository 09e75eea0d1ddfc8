package org.juxta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Functions that repeat, split, join, pad and move elements. */
final class Rearranging {
  private Rearranging() {}

  static Array atLeast(Array x, int rank) {
    if (x.rank() >= rank) {
      return x;
    }
    return switch (rank) {
      case 1 -> x.reshape(1);
      case 2 -> x.rank() == 0 ? x.reshape(1, 1) : x.expandDims(0);
      default ->
          x.rank() == 0
              ? x.reshape(1, 1, 1)
              : x.rank() == 1 ? x.reshape(1, x.size(), 1) : x.expandDims(2);
    };
  }

  static Array tile(Array x, int... counts) {
    int rank = Math.max(x.rank(), counts.length);
    int[] between = new int[2 * rank];
    int[] stretched = new int[2 * rank];
    int[] merged = new int[rank];
    for (int i = 0; i < rank; i++) {
      int size = i < rank - x.rank() ? 1 : x.dim(i - (rank - x.rank()));
      int count = i < rank - counts.length ? 1 : counts[i - (rank - counts.length)];
      if (count < 0) {
        throw new ShapeException("tile: a count may not be negative: " + Ints.of(counts));
      }
      between[2 * i] = 1;
      between[2 * i + 1] = size;
      stretched[2 * i] = count;
      stretched[2 * i + 1] = size;
      merged[i] = product("tile", count, size);
    }
    return x.reshape(between).broadcastTo(stretched).reshape(merged);
  }

  private static int product(String what, int a, int b) {
    long product = (long) a * b;
    if (product > Integer.MAX_VALUE) {
      throw new ShapeException(what + ": more than 2^31 - 1 elements: " + a + " times " + b);
    }
    return (int) product;
  }

  static Array repeat(Array x, int count, int axis) {
    if (count < 0) {
      throw new ShapeException("repeat: the count may not be negative: " + count);
    }
    int a = x.shape().axis(axis);
    Array expanded = x.expandDims(a + 1);
    Array stretched = expanded.broadcastTo(expanded.shape().with(a + 1, count));
    return stretched.reshape(x.shape().with(a, product("repeat", x.dim(a), count)));
  }

  static Array repeat(Array x, int[] counts, int axis) {
    int a = x.shape().axis(axis);
    if (counts.length == 1) {
      return repeat(x, counts[0], axis);
    }
    if (counts.length != x.dim(a)) {
      throw new ShapeException(
          "repeat: "
              + counts.length
              + " counts for axis "
              + a
              + " of "
              + x.type()
              + "; one for each element is needed");
    }
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw new ShapeException("repeat: a count may not be negative: " + Ints.of(counts));
      }
      for (int j = 0; j < counts[i]; j++) {
        positions.add(i);
      }
    }
    return Picking.pick(x, Np.array(positions.stream().mapToInt(Integer::intValue).toArray()), a);
  }

  /** Element {@code i} stands from the sum of the counts before it; the last one fills the rest. */
  static Array repeat(Array x, Array counts, int axis, int total) {
    int a = x.shape().axis(axis);
    if (!counts.shape().equals(Shape.of(x.dim(a)))) {
      throw new ShapeException(
          "repeat: a count is needed for each element along axis "
              + a
              + " of "
              + x.type()
              + ", not "
              + counts.type());
    }
    if (x.dim(a) == 0 && total > 0) {
      throw new ShapeException(
          "repeat: axis " + a + " of " + x.type() + " is empty, there is nothing to repeat");
    }
    Array ends = Np.sum(Np.tril(Np.broadcastTo(counts, Shape.of(x.dim(a), x.dim(a))), 0), 1);
    Array place = Np.arange(total).expandDims(1);
    Array source = Np.sum(place.ge(ends), 1);
    return Picking.pick(x, Np.clip(source, 0L, Math.max(0L, x.dim(a) - 1L)), a);
  }

  static Array roll(Array x, Array shift, int axis) {
    int a = x.shape().axis(axis);
    if (x.dim(a) == 0) {
      return x;
    }
    return Picking.pick(x, Np.arange(x.dim(a)).sub(shift).mod(x.dim(a)), a);
  }

  static Array roll(Array x, int shift, int axis) {
    int a = x.shape().axis(axis);
    int size = x.dim(a);
    int start = size == 0 ? 0 : Math.floorMod(-shift, size);
    if (start == 0) {
      return x;
    }
    return Lax.concatenate(
        List.of(Lax.sliceAlong(x, start, size, a), Lax.sliceAlong(x, 0, start, a)), a);
  }

  static Array rot90(Array x, int times, int from, int to) {
    Ints axes = x.shape().axes(Ints.of(from, to));
    int a = axes.get(0);
    int b = axes.get(1);
    return switch (Math.floorMod(times, 4)) {
      case 0 -> x;
      case 1 -> Np.flip(Np.swapaxes(x, a, b), a);
      case 2 -> Np.flip(x, a, b);
      default -> Np.swapaxes(Np.flip(x, a), a, b);
    };
  }

  static Array moveaxis(Array x, int[] sources, int[] destinations) {
    Ints from = x.shape().axes(Ints.of(sources));
    Ints to = x.shape().axes(Ints.of(destinations));
    if (from.size() != to.size()) {
      throw new ShapeException(
          "moveaxis: " + from + " and " + to + " are not as many axes, of " + x.type());
    }
    Ints rest = Ints.range(0, x.rank()).without(from);
    int[] left = {0};
    Ints order =
        Ints.build(x.rank(), i -> to.contains(i) ? from.get(to.indexOf(i)) : rest.get(left[0]++));
    return Lax.transpose(x, order);
  }

  static Array expandDims(Array x, int... axes) {
    int rank = x.rank() + axes.length;
    Ints added = Ints.of(axes).map(a -> a < 0 ? a + rank : a);
    if (!added.areDistinctBelow(rank)) {
      throw new ShapeException(
          "expandDims: axis "
              + (axes.length == 1 ? axes[0] : Ints.of(axes))
              + " is out of bounds or repeated for "
              + x.type()
              + " with "
              + axes.length
              + " new");
    }
    int[] old = {0};
    return Lax.reshape(
        x, new Shape(Ints.build(rank, i -> added.contains(i) ? 1 : x.dim(old[0]++))));
  }

  /** Arrays and lists of arrays, nested; the innermost lists are joined along the last axis. */
  static Array block(List<?> nested) {
    int depth = depth(nested);
    int rank = Math.max(depth, rank(nested));
    return block(nested, depth, rank);
  }

  private static int depth(Object part) {
    return switch (part) {
      case Array _ -> 0;
      case List<?> list when !list.isEmpty() -> {
        int depth = depth(list.getFirst());
        if (list.stream().anyMatch(p -> depth(p) != depth)) {
          throw new ShapeException("block: lists are nested to different depths");
        }
        yield depth + 1;
      }
      default ->
          throw new ShapeException(
              "block: arrays and lists of at least one are needed, not "
                  + (part instanceof List<?> ? "an empty list" : part.getClass().getSimpleName()));
    };
  }

  private static int rank(Object part) {
    return part instanceof Array array
        ? array.rank()
        : ((List<?>) part).stream().mapToInt(Rearranging::rank).max().orElse(0);
  }

  private static Array block(Object part, int depth, int rank) {
    if (part instanceof Array array) {
      return array.reshape(
          Shape.of(Ints.fill(rank - array.rank(), 1).toArray()).concat(array.shape()));
    }
    List<Array> parts = ((List<?>) part).stream().map(p -> block(p, depth - 1, rank)).toList();
    return Np.concatenate(parts, rank - depth);
  }

  /** The elements in row-major order, as often as needed. */
  static Array resize(Array x, int... dims) {
    Shape shape = Shape.of(dims);
    if (x.size() == 0 || shape.size() == 0) {
      return Np.full(shape, 0, x.dtype());
    }
    int copies = Math.ceilDiv(shape.size(), x.size());
    Array repeated = tile(x.ravel(), copies);
    return Lax.reshape(Lax.sliceAlong(repeated, 0, shape.size(), 0), shape);
  }

  static Array trimZeros(Array x) {
    if (x.rank() != 1) {
      throw new ShapeException("trimZeros: a vector is needed, not " + x.type());
    }
    int[] kept = Np.nonzero(x).getFirst().toInts();
    return kept.length == 0
        ? Lax.sliceAlong(x, 0, 0, 0)
        : Lax.sliceAlong(x, kept[0], kept[kept.length - 1] + 1, 0);
  }

  static List<Array> split(Array x, int[] bounds, int axis) {
    int size = x.dim(axis);
    List<Array> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= bounds.length; i++) {
      int stop =
          i == bounds.length
              ? size
              : Math.clamp(bounds[i] < 0 ? bounds[i] + size : bounds[i], 0, size);
      parts.add(Lax.sliceAlong(x, Math.min(start, stop), stop, axis));
      start = stop;
    }
    return parts;
  }

  static List<Array> arraySplit(Array x, int parts, int axis) {
    if (parts <= 0) {
      throw new ShapeException("split: the number of parts must be positive, not " + parts);
    }
    int size = x.dim(axis);
    int[] bounds = new int[parts - 1];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = (i + 1) * (size / parts) + Math.min(i + 1, size % parts);
    }
    return split(x, bounds, axis);
  }

  static List<Array> split(Array x, int parts, int axis) {
    if (parts <= 0 || x.dim(axis) % parts != 0) {
      throw new ShapeException(
          "split: axis "
              + axis
              + " of "
              + x.type()
              + " can't be cut into "
              + parts
              + " equal parts; arraySplit allows unequal ones");
    }
    return arraySplit(x, parts, axis);
  }

  static Array delete(Array x, int[] positions, int axis) {
    int a = x.shape().axis(axis);
    boolean[] gone = new boolean[x.dim(a)];
    for (int position : positions) {
      int at = position < 0 ? position + gone.length : position;
      if (at < 0 || at >= gone.length) {
        throw new ShapeException(
            "delete: there is no position " + position + " along axis " + a + " of " + x.type());
      }
      gone[at] = true;
    }
    int[] left = java.util.stream.IntStream.range(0, gone.length).filter(i -> !gone[i]).toArray();
    return Picking.pick(x, Np.array(left), a);
  }

  /** Before one position, the slices of {@code values} along its first axis if it has them. */
  static Array insert(Array x, int place, Array values, int axis) {
    int a = x.shape().axis(axis);
    if (values.rank() > x.rank()) {
      throw new ShapeException(
          "insert: values of at most %d axes are needed for %s, not %s"
              .formatted(x.rank(), x.type(), values.type()));
    }
    Ints ones = Ints.fill(x.rank() - values.rank(), 1);
    Array whole = Lax.reshape(values, new Shape(ones).concat(values.shape()));
    Array rows = x.rank() == 0 ? whole : Np.moveaxis(whole, 0, a);
    int[] places = new int[rows.dim(a)];
    Arrays.fill(places, place);
    return insert(x, places, rows, a);
  }

  /** Before each position, which count in the old array, the slice of {@code values} for it. */
  static Array insert(Array x, int[] places, Array values, int axis) {
    int a = x.shape().axis(axis);
    int size = x.dim(a);
    int[] positions = places.clone();
    int n = positions.length;
    Array rows = Np.broadcastTo(Promotion.to(values, x.dtype()), x.shape().with(a, n));
    int[] from = new int[size + n];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int at = positions[i] < 0 ? positions[i] + size : positions[i];
      if (at < 0 || at > size) {
        throw new ShapeException(
            "insert: there is no position "
                + positions[i]
                + " along axis "
                + a
                + " of "
                + x.type());
      }
      order.add(i);
      positions[i] = at;
    }
    order.sort(Comparator.comparingInt(i -> positions[i]));
    int next = 0;
    for (int i = 0, j = 0; i < from.length; i++) {
      boolean added = j < n && positions[order.get(j)] <= next;
      from[i] = added ? size + order.get(j++) : next++;
    }
    return Picking.pick(Lax.concatenate(List.of(x, rows), a), Np.array(from), a);
  }

  static Array diag(Array x, int k) {
    if (x.rank() == 2) {
      return diagonal(x, k, 0, 1);
    }
    if (x.rank() != 1) {
      throw new ShapeException("diag: a vector or matrix is needed, not " + x.type());
    }
    int n = x.size() + Math.abs(k);
    Array padded =
        Lax.pad(x, Array.scalar(0), Ints.of(Math.max(k, 0)), Ints.of(Math.max(-k, 0)), Ints.of(0));
    return Np.where(
        onDiagonal(Shape.of(n, n), k), Np.broadcastTo(padded, Shape.of(n, n)), Array.scalar(0));
  }

  static void requireMatrix(String what, Array x) {
    if (x.rank() < 2) {
      throw new ShapeException(what + ": a matrix is needed, not " + x.type());
    }
  }

  static boolean canBroadcast(Shape a, Shape b) {
    for (int i = 1; i <= Math.min(a.rank(), b.rank()); i++) {
      if (a.dim(-i) != b.dim(-i) && a.dim(-i) != 1 && b.dim(-i) != 1) {
        return false;
      }
    }
    return true;
  }

  static Array onDiagonal(Shape shape, int k) {
    int rank = shape.rank();
    Array row = Lax.iota(DType.I32, shape, rank - 2);
    Array column = Lax.iota(DType.I32, shape, rank - 1);
    return row.add(k).eq(column);
  }

  static Array diagonal(Array matrices, int k, int axis1, int axis2) {
    if (matrices.rank() < 2) {
      throw new ShapeException("diagonal: a matrix is needed, not " + matrices.type());
    }
    Array x = moveaxis(matrices, new int[] {axis1, axis2}, new int[] {-2, -1});
    int n = Math.max(0, Math.min(x.dim(-2) + Math.min(k, 0), x.dim(-1) - Math.max(k, 0)));
    if (n == 0) {
      return Np.zeros(
          x.dtype(), x.shape().dims().slice(0, x.rank() - 2).concat(Ints.of(0)).toArray());
    }
    Array i = Np.arange(n);
    Index rows = Index.index(i.add(Math.max(-k, 0)));
    return Indexer.get(x, List.of(Index.ellipsis(), rows, Index.index(i.add(Math.max(k, 0)))));
  }
}
