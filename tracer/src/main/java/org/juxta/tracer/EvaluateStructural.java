package org.juxta.tracer;

import java.util.List;

/** Operations that move elements, each one or more strided copies. */
final class EvaluateStructural {
  private EvaluateStructural() {}

  static HostArray broadcast(Structural.Broadcast op, List<HostArray> operands, ArrayType type) {
    HostArray x = operands.getFirst();
    Shape shape = x.type().shape();
    if (shape.isScalar()) {
      return HostArray.wrap(type, EvaluateElementwise.spread(x, type.shape().size()));
    }
    int[] own = Strided.strides(shape);
    int[] strides = new int[type.rank()];
    for (int i = 0; i < own.length; i++) {
      strides[op.axes().get(i)] = shape.dims().get(i) == 1 ? 0 : own[i];
    }
    return Strided.view(x, 0, strides, type);
  }

  static HostArray reshape(List<HostArray> operands, ArrayType type) {
    return operands.getFirst().as(type);
  }

  static HostArray transpose(Structural.Transpose op, List<HostArray> operands, ArrayType type) {
    HostArray x = operands.getFirst();
    if (op.permutation().isIdentity()) {
      return x.as(type);
    }
    int[] strides = Strided.pick(Strided.strides(x.type().shape()), op.permutation());
    return Strided.view(x, 0, strides, type);
  }

  static HostArray slice(Structural.Slice op, List<HostArray> operands, ArrayType type) {
    HostArray x = operands.getFirst();
    int[] strides = Strided.strides(x.type().shape());
    int start = Strided.dot(op.starts().toArray(), strides);
    for (int i = 0; i < strides.length; i++) {
      strides[i] *= op.strides().get(i);
    }
    return Strided.view(x, start, strides, type);
  }

  static HostArray reverse(Structural.Reverse op, List<HostArray> operands, ArrayType type) {
    HostArray x = operands.getFirst();
    if (x.size() == 0) {
      return x.as(type);
    }
    int[] strides = Strided.strides(x.type().shape());
    int start = 0;
    for (int i = 0; i < op.axes().size(); i++) {
      int axis = op.axes().get(i);
      start += (x.type().shape().dim(axis) - 1) * strides[axis];
      strides[axis] = -strides[axis];
    }
    return Strided.view(x, start, strides, type);
  }

  static HostArray pad(Structural.Pad op, List<HostArray> operands, ArrayType type) {
    HostArray x = operands.getFirst();
    HostArray result = HostArray.allocate(type);
    Strided.fill(result.data(), operands.get(1));
    int[] from = Strided.strides(x.type().shape());
    int[] to = Strided.strides(type.shape());
    int[] dims = new int[from.length];
    int fromStart = 0;
    int toStart = 0;
    for (int i = 0; i < dims.length; i++) {
      int step = op.interior().get(i) + 1;
      int low = op.low().get(i);
      // Element k goes to low + k * step: the first and the last k for which that is inside.
      int first = low >= 0 ? 0 : Math.ceilDiv(-low, step);
      int last =
          Math.min(x.type().shape().dim(i) - 1, Math.floorDiv(type.shape().dim(i) - 1 - low, step));
      dims[i] = Math.max(0, last - first + 1);
      fromStart += first * from[i];
      toStart += (low + first * step) * to[i];
      to[i] *= step;
    }
    Strided.copy(type.dtype(), dims, x.data(), fromStart, from, result.data(), toStart, to);
    return result;
  }

  static HostArray concatenate(
      Structural.Concatenate op, List<HostArray> operands, ArrayType type) {
    HostArray result = HostArray.allocate(type);
    int[] to = Strided.strides(type.shape());
    int start = 0;
    for (HostArray x : operands) {
      Shape shape = x.type().shape();
      Strided.copy(
          type.dtype(),
          shape.dims().toArray(),
          x.data(),
          0,
          Strided.strides(shape),
          result.data(),
          start,
          to);
      start += shape.dim(op.axis()) * to[op.axis()];
    }
    return result;
  }

  static HostArray iota(Structural.Iota op, ArrayType type) {
    HostArray result = HostArray.allocate(type);
    int stride = Strided.strides(type.shape())[op.axis()];
    int length = type.shape().dim(op.axis());
    for (int i = 0; i < result.size(); i++) {
      result.set(i, (long) (i / stride % length));
    }
    return result;
  }
}
