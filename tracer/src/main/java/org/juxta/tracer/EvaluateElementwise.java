package org.juxta.tracer;

import java.util.List;

/**
 * Elementwise operations: a scalar operand is spread to the result's size, then every loop has one
 * form.
 */
final class EvaluateElementwise {
  private EvaluateElementwise() {}

  static HostArray unary(Elementwise.Unary op, List<HostArray> operands, ArrayType type) {
    return EvaluateUnary.evaluate(op.kind(), operands.getFirst(), type);
  }

  static HostArray binary(Elementwise.Binary op, List<HostArray> operands, ArrayType type) {
    int size = type.shape().size();
    Object a = spread(operands.get(0), size);
    Object b = spread(operands.get(1), size);
    DType dtype = operands.getFirst().type().dtype();
    return HostArray.wrap(type, EvaluateBinary.evaluate(op.kind(), dtype, a, b));
  }

  static HostArray compare(Elementwise.Compare op, List<HostArray> operands, ArrayType type) {
    int size = type.shape().size();
    Object a = spread(operands.get(0), size);
    Object b = spread(operands.get(1), size);
    DType dtype = operands.getFirst().type().dtype();
    return HostArray.wrap(type, EvaluateCompare.compare(op.direction(), dtype, a, b));
  }

  static HostArray select(List<HostArray> operands, ArrayType type) {
    HostArray which = operands.getFirst();
    int size = type.shape().size();
    if (which.type().shape().isScalar()) {
      HostArray chosen = which.getBoolean(0) ? operands.get(1) : operands.get(2);
      return HostArray.wrap(type, spread(chosen, size));
    }
    Object a = spread(operands.get(1), size);
    Object b = spread(operands.get(2), size);
    return HostArray.wrap(type, EvaluateCompare.select(type.dtype(), (byte[]) which.data(), a, b));
  }

  static HostArray convert(List<HostArray> operands, ArrayType type) {
    return HostArray.wrap(type, EvaluateConvert.convert(operands.getFirst(), type.dtype()));
  }

  static HostArray bitcast(List<HostArray> operands, ArrayType type) {
    return HostArray.wrap(type, EvaluateConvert.bitcast(operands.getFirst(), type));
  }

  static HostArray reducePrecision(
      Elementwise.ReducePrecision op, List<HostArray> operands, ArrayType type) {
    HostArray x = operands.getFirst();
    double[] r = new double[x.size()];
    for (int i = 0; i < r.length; i++) {
      r[i] = RealFunctions.reducePrecision(x.getDouble(i), op.exponentBits(), op.mantissaBits());
    }
    return HostArray.wrap(type, EvaluateConvert.narrow(r, type.dtype()));
  }

  /** The data of an operand, repeated to {@code size} elements if it is a scalar. */
  static Object spread(HostArray x, int size) {
    if (x.size() == size) {
      return x.data();
    }
    Object data = HostArray.allocate(ArrayType.of(x.type().dtype(), size)).data();
    Strided.fill(data, x);
    return data;
  }
}
