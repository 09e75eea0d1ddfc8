package org.juxta.tracer;

import java.util.List;
import java.util.Locale;

/** Operations whose element positions are computed. */
public sealed interface Indexing extends Op {

  /**
   * {@code (x, start_0, …, start_{rank-1})} with scalar integer starts: the window of the given
   * sizes. Starts are clamped so that the window lies inside.
   */
  record DynamicSlice(Ints sizes) implements Indexing {
    @Override
    public String name() {
      return "dynamic_slice";
    }

    @Override
    public String parameters() {
      return "sizes=" + sizes;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      ArrayType x = operands.getFirst();
      checkStarts(this, operands, 1);
      boolean fits = sizes.size() == x.rank();
      for (int i = 0; fits && i < x.rank(); i++) {
        fits = 0 <= sizes.get(i) && sizes.get(i) <= x.shape().dim(i);
      }
      Check.shape(fits, this, operands, "the window is larger than the operand");
      return List.of(x.with(new Shape(sizes)));
    }
  }

  /**
   * {@code (x, update, start_0, …)}: {@code x} with the window at the starts, clamped as for a
   * slice, replaced.
   */
  record DynamicUpdateSlice() implements Indexing {
    @Override
    public String name() {
      return "dynamic_update_slice";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      ArrayType x = operands.get(0);
      ArrayType update = operands.get(1);
      checkStarts(this, operands, 2);
      Check.sameDType(this, operands.subList(0, 2));
      boolean fits = update.rank() == x.rank();
      for (int i = 0; fits && i < x.rank(); i++) {
        fits = update.shape().dim(i) <= x.shape().dim(i);
      }
      Check.shape(fits, this, operands, "the update is larger than the operand");
      return List.of(x.strong());
    }
  }

  private static void checkStarts(Op op, List<ArrayType> operands, int first) {
    int rank = operands.getFirst().rank();
    Check.count(op, operands, first + rank);
    for (ArrayType start : operands.subList(first, operands.size())) {
      Check.dtype(start.dtype().isInteger(), op, operands, "starts must be integers");
      Check.shape(start.shape().isScalar(), op, operands, "starts must be scalars");
    }
  }

  /**
   * {@code (x, indices)}: slices of {@code x} at computed starts, as StableHLO's gather with the
   * index vector on the last axis of {@code indices}. Starts are clamped so that each slice lies
   * inside.
   *
   * @param offsetAxes the result axes that run over a slice; the others run over {@code indices}
   *     without its last axis
   * @param collapsedAxes axes of {@code x} with slice size 1 that the result does not have
   * @param operandBatchAxes axes of {@code x} that go together, one to one, with {@code
   *     indexBatchAxes}
   * @param startAxes the axis of {@code x} that entry {@code i} of an index vector is the start on
   * @param sliceSizes the size of a slice on each axis of {@code x}; 1 on collapsed and batch axes
   */
  record Gather(
      Ints offsetAxes,
      Ints collapsedAxes,
      Ints operandBatchAxes,
      Ints indexBatchAxes,
      Ints startAxes,
      Ints sliceSizes)
      implements Indexing {
    @Override
    public String name() {
      return "gather";
    }

    @Override
    public String parameters() {
      return "offset=%s collapsed=%s batch=%s/%s starts=%s sizes=%s"
          .formatted(
              offsetAxes, collapsedAxes, operandBatchAxes, indexBatchAxes, startAxes, sliceSizes);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 2);
      ArrayType x = operands.get(0);
      ArrayType indices = operands.get(1);
      checkIndices(this, operands, indices, startAxes, x.rank());
      boolean fits = sliceSizes.size() == x.rank();
      for (int i = 0; fits && i < x.rank(); i++) {
        boolean single = collapsedAxes.contains(i) || operandBatchAxes.contains(i);
        fits =
            0 <= sliceSizes.get(i)
                && sliceSizes.get(i) <= x.shape().dim(i)
                && !(single && sliceSizes.get(i) != 1);
      }
      Check.shape(fits, this, operands, "the slice is larger than the operand");
      checkBatch(this, operands, x.shape(), indices.shape(), operandBatchAxes, indexBatchAxes);
      Ints window = sliceSizes.without(collapsedAxes.concat(operandBatchAxes));
      Ints batch = indices.shape().dims().slice(0, indices.rank() - 1);
      Check.shape(
          window.size() == offsetAxes.size()
              && offsetAxes.areDistinctBelow(window.size() + batch.size()),
          this,
          operands,
          "the offset axes do not match the slice");
      return List.of(x.strong().with(interleave(window, batch, offsetAxes)));
    }
  }

  /** How {@link Scatter} combines an element with the update that falls on it. */
  enum ScatterKind {
    /** The update replaces it; of several, the last in row-major order of the updates. */
    SET,
    ADD,
    MUL,
    /** NaN if either is. */
    MIN,
    /** NaN if either is. */
    MAX;

    boolean accepts(DType dtype) {
      return switch (this) {
        case SET -> true;
        case ADD, MUL -> !dtype.isBool();
        case MIN, MAX -> !dtype.isBool() && !dtype.isComplex();
      };
    }
  }

  /**
   * {@code (x, indices, updates)}: {@code x} with slices of {@code updates} combined in at computed
   * starts, as StableHLO's scatter with the index vector on the last axis of {@code indices}.
   * Updates that do not lie inside are left out.
   *
   * @param windowAxes the axes of {@code updates} that run over a window; the others run over
   *     {@code indices}
   * @param insertedAxes axes of {@code x} that windows do not have
   * @param operandBatchAxes axes of {@code x} that go together, one to one, with {@code
   *     indexBatchAxes}
   * @param startAxes the axis of {@code x} that entry {@code i} of an index vector is the start on
   * @param unique a promise that no two updates fall on one element
   */
  record Scatter(
      ScatterKind kind,
      Ints windowAxes,
      Ints insertedAxes,
      Ints operandBatchAxes,
      Ints indexBatchAxes,
      Ints startAxes,
      boolean unique)
      implements Indexing {
    @Override
    public String name() {
      return kind == ScatterKind.SET
          ? "scatter"
          : "scatter_" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String parameters() {
      return "window=%s inserted=%s batch=%s/%s starts=%s unique=%s"
          .formatted(windowAxes, insertedAxes, operandBatchAxes, indexBatchAxes, startAxes, unique);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 3);
      ArrayType x = operands.get(0);
      ArrayType indices = operands.get(1);
      ArrayType updates = operands.get(2);
      Check.dtype(x.dtype() == updates.dtype(), this, operands, "element types differ");
      Check.dtype(kind.accepts(x.dtype()), this, operands, "not defined for this element type");
      checkIndices(this, operands, indices, startAxes, x.rank());
      checkBatch(this, operands, x.shape(), indices.shape(), operandBatchAxes, indexBatchAxes);
      Ints window = x.shape().dims().without(insertedAxes.concat(operandBatchAxes));
      Ints batch = indices.shape().dims().slice(0, indices.rank() - 1);
      boolean fits =
          updates.rank() == window.size() + batch.size()
              && windowAxes.size() == window.size()
              && windowAxes.areDistinctBelow(updates.rank())
              && updates.shape().dims().without(windowAxes).equals(batch);
      for (int i = 0; fits && i < window.size(); i++) {
        fits = updates.shape().dim(windowAxes.get(i)) <= window.get(i);
      }
      Check.shape(fits, this, operands, "the updates do not match the operand and indices");
      return List.of(x.strong());
    }
  }

  private static void checkIndices(
      Op op, List<ArrayType> operands, ArrayType indices, Ints startAxes, int rank) {
    Check.dtype(indices.dtype().isInteger(), op, operands, "indices must be integers");
    Check.shape(
        indices.rank() >= 1
            && indices.shape().dim(-1) == startAxes.size()
            && startAxes.areDistinctBelow(rank),
        op,
        operands,
        "the last axis of the indices must have a start for each of the axes " + startAxes);
  }

  private static void checkBatch(
      Op op, List<ArrayType> operands, Shape x, Shape indices, Ints operandAxes, Ints indexAxes) {
    boolean fits =
        operandAxes.size() == indexAxes.size()
            && operandAxes.areDistinctBelow(x.rank())
            && indexAxes.areDistinctBelow(indices.rank() - 1);
    for (int i = 0; fits && i < operandAxes.size(); i++) {
      fits = x.dim(operandAxes.get(i)) == indices.dim(indexAxes.get(i));
    }
    Check.shape(fits, op, operands, "batch axes do not match");
  }

  private static Shape interleave(Ints window, Ints batch, Ints offsetAxes) {
    int[] dims = new int[window.size() + batch.size()];
    int w = 0;
    int b = 0;
    for (int i = 0; i < dims.length; i++) {
      dims[i] = offsetAxes.contains(i) ? window.get(w++) : batch.get(b++);
    }
    return Shape.of(dims);
  }
}
