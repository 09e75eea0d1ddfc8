package org.juxta;

import io.vavr.Function2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Turns {@link Index} lists into slices, gathers and, for updates, scatters. */
final class Indexer {
  private Indexer() {}

  /** The part of {@code x} that the indices describe. */
  static Array get(Array x, List<Index> indices) {
    List<Index> full = expand(x.shape(), Masks.positions(x, indices));
    return full.stream().anyMatch(i -> i instanceof Index.Positions)
        ? gather(x, full)
        : slice(x, full);
  }

  /**
   * {@code indices} with the ellipsis, and the axes left out at the end, written as whole ranges.
   */
  private static List<Index> expand(Shape shape, List<Index> indices) {
    long ellipses = indices.stream().filter(i -> i instanceof Index.Ellipsis).count();
    long used =
        indices.stream()
            .filter(i -> !(i instanceof Index.Ellipsis || i instanceof Index.NewAxis))
            .count();
    if (ellipses > 1 || used > shape.rank()) {
      throw new ShapeException(
          ellipses > 1
              ? "an index may have one ellipsis, not " + ellipses
              : used + " axes are indexed, but the array has shape " + shape);
    }
    List<Index> full = new ArrayList<>();
    List<Index> rest = Collections.nCopies((int) (shape.rank() - used), Index.all());
    for (Index index : indices) {
      if (index instanceof Index.Ellipsis) {
        full.addAll(rest);
      } else {
        full.add(index);
      }
    }
    if (ellipses == 0) {
      full.addAll(rest);
    }
    return full;
  }

  /** A range or position on one axis as first element, number of elements and step. */
  private record Run(int first, int count, int step) {
    static Run of(Index.Range range, int size) {
      int step = range.step();
      int low = step > 0 ? 0 : -1;
      int high = step > 0 ? size : size - 1;
      Integer from = range.start();
      Integer to = range.stop();
      int start =
          from == null ? (step > 0 ? low : high) : clamp(from < 0 ? from + size : from, low, high);
      int stop = to == null ? (step > 0 ? high : low) : clamp(to < 0 ? to + size : to, low, high);
      int count = step > 0 ? Math.ceilDiv(stop - start, step) : Math.ceilDiv(start - stop, -step);
      return new Run(start, Math.max(0, count), step);
    }

    static Run of(int position, Shape shape, int axis) {
      int size = shape.dim(axis);
      if (position < -size || position >= size) {
        throw new ShapeException(
            "index "
                + position
                + " is out of bounds for axis "
                + axis
                + " of size "
                + size
                + " of an array with shape "
                + shape);
      }
      return new Run(position < 0 ? position + size : position, 1, 1);
    }

    private static int clamp(int value, int low, int high) {
      return Math.max(low, Math.min(high, value));
    }
  }

  /** The runs on the axes of {@code shape}, for indices that describe no computed position. */
  private static List<Run> runs(Shape shape, List<Index> full) {
    List<Run> runs = new ArrayList<>();
    for (Index index : full) {
      int axis = runs.size();
      switch (index) {
        case Index.Range range -> runs.add(Run.of(range, shape.dim(axis)));
        case Index.At at -> runs.add(Run.of(at.position(), shape, axis));
        case Index.NewAxis _, Index.Ellipsis _ -> {}
        case Index.Positions _ -> runs.add(Run.of(new Index.Range(null, null, 1), shape.dim(axis)));
      }
    }
    return runs;
  }

  private static Array slice(Array x, List<Index> full) {
    List<Run> runs = runs(x.shape(), full);
    return Lax.reshape(take(x, runs), window(full, runs));
  }

  /** The elements of the runs, every axis kept. */
  private static Array take(Array x, List<Run> runs) {
    int rank = x.rank();
    Ints reversed =
        Ints.of(
            IntStream.range(0, rank)
                .filter(i -> runs.get(i).step() < 0 && runs.get(i).count() > 0)
                .toArray());
    Array forward = Lax.reverse(x, reversed);
    int[] starts = new int[rank];
    int[] limits = new int[rank];
    int[] strides = new int[rank];
    for (int i = 0; i < rank; i++) {
      Run run = runs.get(i);
      int step = Math.abs(run.step());
      int first = reversed.contains(i) ? x.dim(i) - 1 - run.first() : run.first();
      starts[i] = run.count() == 0 ? 0 : first;
      limits[i] = run.count() == 0 ? 0 : first + (run.count() - 1) * step + 1;
      strides[i] = step;
    }
    return Lax.slice(forward, Ints.of(starts), Ints.of(limits), Ints.of(strides));
  }

  /** The shape of the part: positions gone, new axes in. */
  private static Shape window(List<Index> full, List<Run> runs) {
    List<Integer> dims = new ArrayList<>();
    int axis = 0;
    for (Index index : full) {
      switch (index) {
        case Index.NewAxis _ -> dims.add(1);
        case Index.At _ -> axis++;
        case Index.Range _, Index.Positions _, Index.Ellipsis _ ->
            dims.add(runs.get(axis++).count());
      }
    }
    return new Shape(Ints.build(dims.size(), dims::get));
  }

  /**
   * With computed positions: the ranges are sliced first, then the arrays, broadcast to one shape,
   * pick from their axes. Their common axes stand where the first array stood if the arrays are
   * neighbours, else first, as in NumPy.
   */
  private static Array gather(Array x, List<Index> full) {
    Array sliced = take(x, ranges(x, full));
    List<Array> positions = new ArrayList<>();
    int[] axes = positionAxes(sliced.shape(), full, positions);
    List<Array> starts = broadcast(positions);
    Shape common = starts.getFirst().shape();
    for (int i = 0; i < axes.length; i++) {
      starts.set(i, wrapNegative(starts.get(i), sliced.dim(axes[i])).expandDims(-1));
    }
    Array indices = Lax.concatenate(starts, common.rank());
    Ints taken = Ints.of(axes);
    Ints rest = Ints.range(0, sliced.rank()).without(taken);
    int at = adjacent(full) ? (int) rest.stream().filter(i -> i < axes[0]).count() : 0;
    Ints offset = Ints.build(rest.size(), i -> i < at ? i : i + common.rank());
    Ints sizes = Ints.build(sliced.rank(), i -> taken.contains(i) ? 1 : sliced.dim(i));
    Array gathered = Lax.gather(sliced, indices, offset, taken, taken, sizes);
    return withNewAxes(gathered, full, at, common.rank());
  }

  private static List<Run> ranges(Array x, List<Index> full) {
    return runs(
        x.shape(), full.stream().map(i -> i instanceof Index.At ? Index.all() : i).toList());
  }

  /**
   * The axes that arrays and single positions pick from, in order; fills {@code positions} with
   * what they pick.
   */
  private static int[] positionAxes(Shape shape, List<Index> full, List<Array> positions) {
    List<Integer> axes = new ArrayList<>();
    int axis = 0;
    for (Index index : full) {
      switch (index) {
        case Index.Positions p -> {
          requireIntegers(p.positions());
          positions.add(p.positions());
          axes.add(axis++);
        }
        case Index.At at -> {
          positions.add(Np.array(Run.of(at.position(), shape, axis).first()));
          axes.add(axis++);
        }
        case Index.Range _, Index.Ellipsis _ -> axis++;
        case Index.NewAxis _ -> {}
      }
    }
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Integers as I32 or I64, in which the sums and bounds of positions do not wrap around; all that
   * are in an {@link Index.Positions} are.
   */
  static Array wide(Array positions) {
    DType dtype = positions.dtype();
    if (!dtype.isInteger() || dtype == DType.I32 || dtype == DType.I64) {
      return positions;
    }
    if (dtype.bytes() < 4) {
      return positions.astype(DType.I32);
    }
    return Np.minimum(positions, Array.scalar(Integer.MAX_VALUE)).astype(DType.I64);
  }

  private static void requireIntegers(Array positions) {
    if (!positions.dtype().isInteger()) {
      throw new DTypeException(
          "an index array must hold integers, not "
              + positions.type()
              + (positions.dtype().isBool() ? "; choose by a mask with Np.where" : ""));
    }
  }

  private static List<Array> broadcast(List<Array> positions) {
    Shape common = Np.broadcastShapes(positions.stream().map(Array::shape).toArray(Shape[]::new));
    DType dtype = Promotion.common(positions);
    List<Array> starts = new ArrayList<>();
    for (Array position : positions) {
      starts.add(Np.broadcastTo(Promotion.to(position, dtype), common));
    }
    return starts;
  }

  private static Array wrapNegative(Array positions, int size) {
    return Np.where(positions.lt(0), positions.add(size), positions);
  }

  private static boolean adjacent(List<Index> full) {
    List<Boolean> picks =
        full.stream().map(i -> i instanceof Index.Positions || i instanceof Index.At).toList();
    return picks.subList(picks.indexOf(true), picks.lastIndexOf(true) + 1).stream()
        .allMatch(p -> p);
  }

  private static Array withNewAxes(Array gathered, List<Index> full, int at, int common) {
    Array result = gathered;
    int axis = at == 0 && !adjacent(full) ? common : 0;
    boolean placed = axis > 0;
    for (Index index : full) {
      switch (index) {
        case Index.NewAxis _ -> result = result.expandDims(axis++);
        case Index.Range _, Index.Ellipsis _ -> axis++;
        case Index.Positions _, Index.At _ -> {
          axis += placed ? 0 : common;
          placed = true;
        }
      }
    }
    return result;
  }

  /** The part, where computed positions that lie outside are treated as the mode says. */
  static Array get(Array x, List<Index> indices, OutOfBounds mode, Array fill) {
    List<Index> full = expand(x.shape(), Masks.positions(x, indices));
    if (mode == OutOfBounds.FILL) {
      Ints border = border(x.rank(), full);
      Ints none = Ints.fill(x.rank(), 0);
      return get(Lax.pad(x, fill, border, border, none), shifted(x.shape(), full));
    }
    return get(x, inside(x, indices, mode));
  }

  /** The indices with computed positions brought inside. */
  static List<Index> inside(Array x, List<Index> indices, OutOfBounds mode) {
    return replaced(x, indices, (positions, size) -> inside(positions, size, mode));
  }

  /** The indices with negative computed positions behind the end. */
  static List<Index> negativesOutside(Array x, List<Index> indices) {
    return replaced(
        x,
        indices,
        (positions, size) -> {
          requireIntegers(positions);
          return Np.where(positions.lt(0), size, positions);
        });
  }

  private static List<Index> replaced(
      Array x, List<Index> indices, Function2<Array, Integer, Array> f) {
    if (Masks.only(indices)) {
      return indices;
    }
    int axis = 0;
    List<Index> replaced = new ArrayList<>();
    for (Index index : expand(x.shape(), Masks.positions(x, indices))) {
      int size = index instanceof Index.NewAxis ? 0 : x.dim(axis++);
      replaced.add(
          index instanceof Index.Positions(Array positions)
              ? Index.index(f.apply(positions, size))
              : index);
    }
    return replaced;
  }

  private static Array inside(Array positions, int size, OutOfBounds mode) {
    requireIntegers(positions);
    return mode == OutOfBounds.WRAP
        ? positions.mod(size)
        : Np.clip(wrapNegative(positions, size), 0L, Math.max(0L, size - 1L));
  }

  /** {@code x} with {@code v} combined into the part that the indices describe. */
  static Array update(Array x, List<Index> indices, Array v, ScatterKind kind) {
    DType common = Promotion.common(x.type(), v.type());
    if (kind != ScatterKind.SET && common != x.dtype() && !x.dtype().isBool()) {
      return update(Promotion.to(x, common), indices, v, kind).astype(x.dtype());
    }
    if (Masks.only(indices) && v.rank() == 0) {
      return Masks.update(x, indices.getFirst(), Promotion.to(v, x.dtype()), kind);
    }
    List<Index> full = expand(x.shape(), Masks.positions(x, indices));
    boolean positions = full.stream().anyMatch(i -> i instanceof Index.Positions);
    Array value = Promotion.to(v, x.dtype());
    if (!positions) {
      List<Run> runs = runs(x.shape(), full);
      if (runs.stream().allMatch(r -> r.step() == 1 || r.count() <= 1)) {
        return updateWindow(x, full, runs, value, kind);
      }
    }
    return scatter(x, full, value, kind);
  }

  /** What an update makes of the elements that it falls on. */
  static Array combine(ScatterKind kind, Array held, Array update) {
    return switch (kind) {
      case SET -> update;
      case ADD -> held.add(update);
      case MUL -> held.mul(update);
      case MIN -> held.minimum(update);
      case MAX -> held.maximum(update);
    };
  }

  private static Array updateWindow(
      Array x, List<Index> full, List<Run> runs, Array value, ScatterKind kind) {
    Shape sizes = new Shape(Ints.build(runs.size(), i -> runs.get(i).count()));
    Array update = Lax.reshape(Np.broadcastTo(value, window(full, runs)), sizes);
    if (sizes.size() == 0) {
      return x;
    }
    Ints low = Ints.build(runs.size(), i -> runs.get(i).first());
    if (kind == ScatterKind.ADD) {
      Ints high = Ints.build(runs.size(), i -> x.dim(i) - low.get(i) - sizes.dim(i));
      return x.add(Lax.pad(update, Array.scalar(0), low, high, Ints.fill(runs.size(), 0)));
    }
    Array[] starts = low.stream().mapToObj(Array::scalar).toArray(Array[]::new);
    return Lax.dynamicUpdateSlice(
        x, kind == ScatterKind.SET ? update : combine(kind, take(x, runs), update), starts);
  }

  /**
   * Through the row-major position of every element of the part, which the same indices pick from
   * an array of positions. That array has a border of -1 along axes with computed positions, where
   * those that lie outside end up: a scatter leaves them out.
   */
  private static Array scatter(Array x, List<Index> full, Array value, ScatterKind kind) {
    int rank = x.rank();
    Ints border = border(rank, full);
    Array positions = Lax.reshape(Lax.iota(DType.I32, Shape.of(x.size()), 0), x.shape());
    Array bordered = Lax.pad(positions, Array.scalar(-1), border, border, Ints.fill(rank, 0));
    Array flat = get(bordered, shifted(x.shape(), full));
    Array updates = Np.broadcastTo(value, flat.shape());
    return Lax.scatterFlat(kind, x.ravel(), flat.ravel(), updates.ravel()).reshape(x.shape());
  }

  /** 1 for each axis with computed positions. */
  private static Ints border(int rank, List<Index> full) {
    List<Index> axes = full.stream().filter(i -> !(i instanceof Index.NewAxis)).toList();
    return Ints.build(rank, i -> axes.get(i) instanceof Index.Positions ? 1 : 0);
  }

  /** The indices into an array with a border, where positions that lie outside are on it. */
  private static List<Index> shifted(Shape shape, List<Index> full) {
    int axis = 0;
    List<Index> result = new ArrayList<>();
    for (Index index : full) {
      result.add(
          switch (index) {
            case Index.Positions p -> shifted(p.positions(), shape.dim(axis++));
            case Index.At at -> Index.index(Run.of(at.position(), shape, axis++).first());
            case Index.Range _, Index.Ellipsis _ -> {
              axis++;
              yield index;
            }
            case Index.NewAxis _ -> index;
          });
    }
    return result;
  }

  private static Index shifted(Array positions, int size) {
    requireIntegers(positions);
    Array wrapped = wrapNegative(positions, size);
    return Index.index(Np.clip(wrapped, -1, size).add(1));
  }
}
