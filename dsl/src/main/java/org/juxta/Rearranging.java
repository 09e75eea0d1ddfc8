package org.juxta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
      merged[i] = count * size;
    }
    return x.reshape(between).broadcastTo(stretched).reshape(merged);
  }

  static Array repeat(Array x, int count, int axis) {
    if (count < 0) {
      throw new ShapeException("repeat: the count may not be negative: " + count);
    }
    int a = x.shape().axis(axis);
    Array expanded = x.expandDims(a + 1);
    Array stretched = expanded.broadcastTo(expanded.shape().with(a + 1, count));
    return stretched.reshape(x.shape().with(a, x.dim(a) * count));
  }

  static Array repeat(Array x, int[] counts, int axis) {
    int a = x.shape().axis(axis);
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
      for (int j = 0; j < counts[i]; j++) {
        positions.add(i);
      }
    }
    return Picking.pick(x, Np.array(positions.stream().mapToInt(Integer::intValue).toArray()), a);
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

  static Array rot90(Array x, int times) {
    return switch (Math.floorMod(times, 4)) {
      case 0 -> x;
      case 1 -> Np.flip(Np.swapaxes(x, 0, 1), 0);
      case 2 -> Np.flip(x, 0, 1);
      default -> Np.swapaxes(Np.flip(x, 0), 0, 1);
    };
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

  static Array insert(Array x, int position, Array values, int axis) {
    int a = x.shape().axis(axis);
    int at = position < 0 ? position + x.dim(a) : position;
    if (at < 0 || at > x.dim(a)) {
      throw new ShapeException(
          "insert: there is no position " + position + " along axis " + a + " of " + x.type());
    }
    Array row = Np.broadcastTo(Promotion.to(values, x.dtype()), x.shape().with(a, 1));
    return Lax.concatenate(
        List.of(Lax.sliceAlong(x, 0, at, a), row, Lax.sliceAlong(x, at, x.dim(a), a)), a);
  }

  static Array pad(Array x, int[][] widths, Array value) {
    requireWidths(x, widths);
    Ints low = Ints.build(x.rank(), i -> widths[i][0]);
    Ints high = Ints.build(x.rank(), i -> widths[i][1]);
    return Lax.pad(x, value, low, high, Ints.fill(x.rank(), 0));
  }

  static Array pad(Array x, int[][] widths, PadMode mode) {
    requireWidths(x, widths);
    Array padded = x;
    for (int axis = 0; axis < x.rank(); axis++) {
      int size = x.dim(axis);
      int low = widths[axis][0];
      if (low == 0 && widths[axis][1] == 0) {
        continue;
      }
      if (size == 0) {
        throw new ShapeException(
            "pad: axis "
                + axis
                + " of "
                + x.type()
                + " is empty; only constants can be added to it");
      }
      int[] from = new int[low + size + widths[axis][1]];
      Arrays.setAll(from, i -> mode.source(i - low, size));
      padded = Picking.pick(padded, Np.array(from), axis);
    }
    return padded;
  }

  private static void requireWidths(Array x, int[][] widths) {
    boolean fit = widths.length == x.rank();
    for (int[] width : widths) {
      fit = fit && width.length == 2 && width[0] >= 0 && width[1] >= 0;
    }
    if (!fit) {
      throw new ShapeException(
          "pad: the widths "
              + Arrays.deepToString(widths)
              + " must be {before, after}, not negative, for each axis of "
              + x.type());
    }
  }

  static List<Array> meshgrid(boolean matrix, Array... axes) {
    int n = axes.length;
    Shape shape = new Shape(Ints.build(n, i -> axes[place(i, n, matrix)].size()));
    List<Array> grid = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      grid.add(Lax.broadcastInDim(axes[i].ravel(), shape, Ints.of(place(i, n, matrix))));
    }
    return grid;
  }

  /**
   * The axis of the grid along which vector {@code i} runs: Cartesian grids have the first two
   * exchanged.
   */
  private static int place(int i, int count, boolean matrix) {
    return matrix || count < 2 || i > 1 ? i : 1 - i;
  }

  static Array diag(Array x, int k) {
    if (x.rank() != 1) {
      return diagonal(x, k);
    }
    int n = x.size() + Math.abs(k);
    Array padded =
        Lax.pad(x, Array.scalar(0), Ints.of(Math.max(k, 0)), Ints.of(Math.max(-k, 0)), Ints.of(0));
    return Np.where(
        onDiagonal(Shape.of(n, n), k), Np.broadcastTo(padded, Shape.of(n, n)), Array.scalar(0));
  }

  static Array onDiagonal(Shape shape, int k) {
    int rank = shape.rank();
    Array row = Lax.iota(org.juxta.tracer.DType.I32, shape, rank - 2);
    Array column = Lax.iota(org.juxta.tracer.DType.I32, shape, rank - 1);
    return row.add(k).eq(column);
  }

  static Array diagonal(Array x, int k) {
    if (x.rank() < 2) {
      throw new ShapeException("diagonal: a matrix is needed, not " + x.type());
    }
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
