package org.juxta.tracer;

import java.util.List;

/** Operations whose element positions are computed. */
final class EvaluateIndexing {
  private EvaluateIndexing() {}

  static HostArray dynamicSlice(List<HostArray> operands, ArrayType type) {
    HostArray x = operands.getFirst();
    int[] strides = Strided.strides(x.type().shape());
    int start = start(x.type().shape(), type.shape(), operands, 1, strides);
    return Strided.view(x, start, strides, type);
  }

  static HostArray dynamicUpdateSlice(List<HostArray> operands, ArrayType type) {
    HostArray x = operands.get(0);
    HostArray update = operands.get(1);
    HostArray result = HostArray.wrap(type, Strided.copyOf(x.data()));
    Shape window = update.type().shape();
    int[] strides = Strided.strides(type.shape());
    int start = start(type.shape(), window, operands, 2, strides);
    Strided.copy(
        window.dims().toArray(),
        update.data(),
        0,
        Strided.strides(window),
        result.data(),
        start,
        strides);
    return result;
  }

  private static int start(
      Shape shape, Shape window, List<HostArray> operands, int first, int[] strides) {
    int start = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      long index = operands.get(first + axis).getLong(0);
      start += clamp(index, shape.dim(axis) - window.dim(axis)) * strides[axis];
    }
    return start;
  }

  private static int clamp(long index, int highest) {
    return (int) Math.max(0, Math.min(index, highest));
  }

  static HostArray gather(Indexing.Gather op, List<HostArray> operands, ArrayType type) {
    HostArray x = operands.get(0);
    HostArray indices = operands.get(1);
    HostArray result = HostArray.allocate(type);
    Shape shape = x.type().shape();
    Windows windows =
        new Windows(
            shape,
            indices.type().shape(),
            op.startAxes(),
            op.operandBatchAxes(),
            op.indexBatchAxes());
    Ints windowAxes = complement(shape.rank(), op.collapsedAxes().concat(op.operandBatchAxes()));
    int[] dims = op.sliceSizes().at(windowAxes).toArray();
    int[] ownStrides = Strided.strides(shape);
    int[] toStrides = Strided.strides(type.shape());
    int[] from = Strided.offsets(dims, Strided.pick(ownStrides, windowAxes));
    int[] to = Strided.offsets(dims, Strided.pick(toStrides, op.offsetAxes()));
    int[] targets = windows.batchOffsets(type.shape(), op.offsetAxes());
    int[] sizes = op.sliceSizes().toArray();
    for (int i = 0; i < targets.length; i++) {
      int start = windows.clampedStart(indices, i, sizes);
      copy(x.data(), start, from, result.data(), targets[i], to);
    }
    return result;
  }

  static HostArray scatter(Indexing.Scatter op, List<HostArray> operands, ArrayType type) {
    HostArray x = operands.get(0);
    HostArray indices = operands.get(1);
    HostArray updates = operands.get(2);
    boolean set = op.kind() == Indexing.ScatterKind.SET;
    // What is combined is kept in double or long until the end, so that sums and products of F32 do
    // not depend on the order of updates.
    Object source = set ? updates.data() : EvaluateScatter.wide(updates);
    Object result = set ? Strided.copyOf(x.data()) : EvaluateScatter.wide(x);
    Shape shape = type.shape();
    Windows windows =
        new Windows(
            shape,
            indices.type().shape(),
            op.startAxes(),
            op.operandBatchAxes(),
            op.indexBatchAxes());
    Ints windowAxes = complement(shape.rank(), op.insertedAxes().concat(op.operandBatchAxes()));
    Shape updateShape = updates.type().shape();
    int[] dims = updateShape.dims().at(op.windowAxes()).toArray();
    int[] sizes = windowSizes(shape.rank(), windowAxes, dims);
    int[] from = Strided.offsets(dims, Strided.pick(Strided.strides(updateShape), op.windowAxes()));
    int[] to = Strided.offsets(dims, Strided.pick(Strided.strides(shape), windowAxes));
    int[] sources = windows.batchOffsets(updateShape, op.windowAxes());
    for (int i = 0; i < sources.length; i++) {
      int start = windows.startInside(indices, i, sizes);
      if (start >= 0 && set) {
        copy(source, sources[i], from, result, start, to);
      } else if (start >= 0) {
        EvaluateScatter.combine(op.kind(), source, sources[i], from, result, start, to);
      }
    }
    return HostArray.wrap(type, set ? result : EvaluateScatter.narrow(result, type.dtype()));
  }

  /** The size of an update on each axis of the operand; 1 on inserted and batch axes. */
  private static int[] windowSizes(int rank, Ints windowAxes, int[] dims) {
    int[] sizes = Ints.fill(rank, 1).toArray();
    for (int i = 0; i < dims.length; i++) {
      sizes[windowAxes.get(i)] = dims[i];
    }
    return sizes;
  }

  static Ints complement(int rank, Ints axes) {
    return Ints.range(0, rank).without(axes);
  }

  static void copy(Object from, int start, int[] froms, Object to, int target, int[] tos) {
    switch (from) {
      case float[] a -> {
        float[] b = (float[]) to;
        for (int i = 0; i < froms.length; i++) {
          b[target + tos[i]] = a[start + froms[i]];
        }
      }
      case double[] a -> {
        double[] b = (double[]) to;
        for (int i = 0; i < froms.length; i++) {
          b[target + tos[i]] = a[start + froms[i]];
        }
      }
      case int[] a -> {
        int[] b = (int[]) to;
        for (int i = 0; i < froms.length; i++) {
          b[target + tos[i]] = a[start + froms[i]];
        }
      }
      case long[] a -> {
        long[] b = (long[]) to;
        for (int i = 0; i < froms.length; i++) {
          b[target + tos[i]] = a[start + froms[i]];
        }
      }
      case byte[] a -> {
        byte[] b = (byte[]) to;
        for (int i = 0; i < froms.length; i++) {
          b[target + tos[i]] = a[start + froms[i]];
        }
      }
      default -> throw new IllegalArgumentException(from.getClass().getName());
    }
  }

  /** Where in the operand the window of each index vector starts. */
  private static final class Windows {
    private final Shape operand;
    private final Ints startAxes;
    private final int[] strides;
    private final int[] batchDims;

    /** What the batch axes add to the start, for each index vector. */
    private final int[] batchStarts;

    Windows(
        Shape operand, Shape indices, Ints startAxes, Ints operandBatchAxes, Ints indexBatchAxes) {
      this.operand = operand;
      this.startAxes = startAxes;
      this.strides = Strided.strides(operand);
      this.batchDims = indices.dims().slice(0, indices.rank() - 1).toArray();
      int[] batchStrides = new int[batchDims.length];
      for (int i = 0; i < indexBatchAxes.size(); i++) {
        batchStrides[indexBatchAxes.get(i)] = strides[operandBatchAxes.get(i)];
      }
      this.batchStarts = Strided.offsets(batchDims, batchStrides);
    }

    /**
     * Where each index vector's window starts in an array that has the batch axes beside its window
     * axes.
     */
    int[] batchOffsets(Shape shape, Ints windowAxes) {
      Ints batchAxes = complement(shape.rank(), windowAxes);
      return Strided.offsets(batchDims, Strided.pick(Strided.strides(shape), batchAxes));
    }

    int clampedStart(HostArray indices, int vector, int[] sizes) {
      int start = batchStarts[vector];
      for (int i = 0; i < startAxes.size(); i++) {
        int axis = startAxes.get(i);
        long index = indices.getLong(vector * startAxes.size() + i);
        start += clamp(index, operand.dims().get(axis) - sizes[axis]) * strides[axis];
      }
      return start;
    }

    /** -1 if any part of the window lies outside. */
    int startInside(HostArray indices, int vector, int[] sizes) {
      int start = batchStarts[vector];
      for (int i = 0; i < startAxes.size(); i++) {
        int axis = startAxes.get(i);
        long index = indices.getLong(vector * startAxes.size() + i);
        if (index < 0 || index > operand.dims().get(axis) - sizes[axis]) {
          return -1;
        }
        start += (int) index * strides[axis];
      }
      return start;
    }
  }
}
