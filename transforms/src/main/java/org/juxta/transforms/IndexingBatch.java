package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** Batching of the operations with computed positions. */
final class IndexingBatch {
  private IndexingBatch() {}

  private static boolean batched(List<Batched> x) {
    return x.stream().anyMatch(Batched::isBatched);
  }

  static List<Batched> dynamicSlice(Indexing.DynamicSlice op, List<Batched> x, int size) {
    List<Batched> starts = x.subList(1, x.size());
    if (!batched(starts)) {
      Array operand = x.getFirst().front();
      return List.of(
          Batched.lanes(
              Windows.slice(operand, op.sizes().insert(0, size), lanesAndStarts(starts)), 0));
    }
    Ints axes = Ints.range(0, op.sizes().size());
    Indexing.Gather gather =
        new Indexing.Gather(axes, Ints.EMPTY, Ints.EMPTY, Ints.EMPTY, axes, op.sizes());
    return gather(gather, List.of(x.getFirst(), indices(starts, size)));
  }

  private static List<Array> lanesAndStarts(List<Batched> starts) {
    List<Array> all = new ArrayList<>();
    all.add(
        Np.full(Shape.SCALAR, 0, starts.isEmpty() ? DType.I32 : starts.getFirst().array().dtype()));
    starts.forEach(s -> all.add(s.array()));
    return all;
  }

  /** The starts of each lane as one index vector. */
  private static Batched indices(List<Batched> starts, int size) {
    boolean wide = starts.stream().anyMatch(s -> s.array().dtype() != DType.I32);
    List<Array> columns = new ArrayList<>();
    for (Batched start : starts) {
      Array converted = Lax.convert(start.along(0, size), wide ? DType.I64 : DType.I32);
      columns.add(converted.expandDims(1));
    }
    return Batched.lanes(Lax.concatenate(columns, 1), 0);
  }

  static List<Batched> dynamicUpdateSlice(List<Batched> x, int size) {
    List<Batched> starts = x.subList(2, x.size());
    Array operand = x.get(0).along(0, size);
    Array update = x.get(1).along(0, size);
    if (!batched(starts)) {
      return List.of(Batched.lanes(Windows.update(operand, update, lanesAndStarts(starts)), 0));
    }
    Ints axes = Ints.range(0, x.getFirst().rank());
    Indexing.Scatter scatter =
        new Indexing.Scatter(
            Indexing.ScatterKind.SET, axes, Ints.EMPTY, Ints.EMPTY, Ints.EMPTY, axes, true);
    Array indices = indices(starts, size).array();
    int[] last = axes.map(a -> operand.dim(a + 1) - update.dim(a + 1)).toArray();
    Array limits = Lax.convert(Np.array(last), indices.dtype());
    Array inside = Np.minimum(Np.maximum(indices, Np.zerosLike(indices)), limits);
    return scatter(
        scatter,
        List.of(Batched.lanes(operand, 0), Batched.lanes(inside, 0), Batched.lanes(update, 0)),
        size);
  }

  private static Ints up(Ints axes) {
    return axes.map(a -> a + 1);
  }

  static List<Batched> gather(Indexing.Gather op, List<Batched> x) {
    Batched operand = x.get(0);
    Batched indices = x.get(1);
    boolean both = operand.isBatched() && indices.isBatched();
    if (both && operand.front().dim(0) == 0) {
      return List.of(none(op, x));
    }
    boolean moved = operand.isBatched();
    Ints offset = up(op.offsetAxes());
    Ints sizes =
        moved ? op.sliceSizes().insert(0, both ? 1 : operand.front().dim(0)) : op.sliceSizes();
    Ints operandBatch = moved ? up(op.operandBatchAxes()) : op.operandBatchAxes();
    Ints indexBatch = indices.isBatched() ? up(op.indexBatchAxes()) : op.indexBatchAxes();
    Indexing.Gather wide =
        new Indexing.Gather(
            moved && !both ? offset.insert(0, 0) : offset,
            moved ? up(op.collapsedAxes()) : op.collapsedAxes(),
            both ? operandBatch.insert(0, 0) : operandBatch,
            both ? indexBatch.insert(0, 0) : indexBatch,
            moved ? up(op.startAxes()) : op.startAxes(),
            sizes);
    return List.of(Batched.lanes(Primitives.bindOne(wide, operand.front(), indices.front()), 0));
  }

  /**
   * The result of no lanes, for which a gather would have to take slices of size 1 from an axis of
   * size 0.
   */
  private static Batched none(Indexing.Gather op, List<Batched> x) {
    ArrayType lane = op.infer(List.of(x.get(0).type(), x.get(1).type())).getFirst();
    return Batched.lanes(Np.full(lane.shape().insert(0, 0), 0, lane.dtype()), 0);
  }

  /**
   * The operand and the updates get lanes if they have none; with the same indices for all, lanes
   * are a window axis.
   */
  static List<Batched> scatter(Indexing.Scatter op, List<Batched> x, int size) {
    Array operand = x.get(0).along(0, size);
    Batched indices = x.get(1);
    Array updates = x.get(2).along(0, size);
    Ints window = up(op.windowAxes());
    Ints operandBatch = up(op.operandBatchAxes());
    Ints indexBatch = indices.isBatched() ? up(op.indexBatchAxes()) : op.indexBatchAxes();
    Indexing.Scatter wide =
        new Indexing.Scatter(
            op.kind(),
            indices.isBatched() ? window : window.insert(0, 0),
            up(op.insertedAxes()),
            indices.isBatched() ? operandBatch.insert(0, 0) : operandBatch,
            indices.isBatched() ? indexBatch.insert(0, 0) : indexBatch,
            up(op.startAxes()),
            op.unique());
    return List.of(Batched.lanes(Primitives.bindOne(wide, operand, indices.front(), updates), 0));
  }
}
