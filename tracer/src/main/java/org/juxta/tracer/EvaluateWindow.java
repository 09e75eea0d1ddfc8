package org.juxta.tracer;

import org.juxta.tracer.Reduction.ReduceWindow;

/** Combinations of the elements in windows, one window after the other. */
final class EvaluateWindow {
  private final ReduceWindow op;
  private final Shape shape;
  private final int[] strides;

  /** The elements of the window at hand, and how many there are. */
  private final int[] terms;

  private int count;

  private EvaluateWindow(ReduceWindow op, Shape shape) {
    this.op = op;
    this.shape = shape;
    this.strides = Strided.strides(shape);
    this.terms = new int[op.window().stream().reduce(1, (a, b) -> a * b)];
  }

  static HostArray reduceWindow(ReduceWindow op, HostArray x, ArrayType type) {
    EvaluateWindow windows = new EvaluateWindow(op, x.type().shape());
    DType dtype = type.dtype();
    int size = type.shape().size();
    if (dtype.isFloat()) {
      double[] values = EvaluateConvert.doubles(x);
      double[] result = new double[size];
      for (int i = 0; i < size; i++) {
        result[i] = windows.combined(values, windows.at(i, type.shape()));
      }
      return HostArray.wrap(type, EvaluateConvert.narrow(result, dtype));
    }
    long[] values = EvaluateConvert.longs(x);
    long identity = EvaluateReduction.identity(op.kind(), dtype);
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      result[i] = windows.combined(values, identity, windows.at(i, type.shape()));
    }
    return HostArray.wrap(type, EvaluateConvert.narrow(result, dtype));
  }

  private double combined(double[] x, int[] starts) {
    collect(starts);
    double result = EvaluateReduction.identity(op.kind());
    for (int i = 0; i < count; i++) {
      result = EvaluateReduction.combine(op.kind(), result, x[terms[i]]);
    }
    return result;
  }

  private long combined(long[] x, long identity, int[] starts) {
    collect(starts);
    long result = identity;
    for (int i = 0; i < count; i++) {
      result = EvaluateReduction.combine(op.kind(), result, x[terms[i]]);
    }
    return result;
  }

  /** Where window {@code i} in row-major order starts. */
  private int[] at(int i, Shape places) {
    int[] starts = new int[places.rank()];
    int rest = i;
    for (int axis = starts.length - 1; axis >= 0; axis--) {
      starts[axis] = rest % places.dim(axis) * op.strides().get(axis) - op.low().get(axis);
      rest /= places.dim(axis);
    }
    return starts;
  }

  private void collect(int[] starts) {
    count = 0;
    collect(starts, 0, 0);
  }

  private void collect(int[] starts, int axis, int offset) {
    if (axis == starts.length) {
      terms[count++] = offset;
      return;
    }
    int apart = op.baseDilation().get(axis);
    for (int i = 0; i < op.window().get(axis); i++) {
      int place = starts[axis] + i * op.windowDilation().get(axis);
      boolean element = place >= 0 && place % apart == 0 && place / apart < shape.dims().get(axis);
      if (element) {
        collect(starts, axis + 1, offset + place / apart * strides[axis]);
      }
    }
  }
}
