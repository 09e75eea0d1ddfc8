package org.juxta.tracer;

import java.util.Arrays;
import java.util.List;

/** Short ways to write arrays and to read them in tests. */
final class Hosts {
  private Hosts() {}

  static HostArray of(DType dtype, double... values) {
    return of(dtype, Shape.of(values.length), values);
  }

  static HostArray of(DType dtype, Shape shape, double... values) {
    HostArray array = HostArray.allocate(ArrayType.of(dtype, shape));
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }

  static HostArray longs(DType dtype, long... values) {
    HostArray array = HostArray.allocate(ArrayType.of(dtype, values.length));
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }

  static HostArray scalar(DType dtype, double value) {
    return of(dtype, Shape.SCALAR, value);
  }

  /** 0, 1, 2, … */
  static HostArray range(DType dtype, int... dims) {
    HostArray array = HostArray.allocate(ArrayType.of(dtype, dims));
    for (int i = 0; i < array.size(); i++) {
      array.set(i, (long) i);
    }
    return array;
  }

  static HostArray evaluate(Op op, HostArray... operands) {
    List<HostArray> results = ReferenceEvaluator.evaluate(op, List.of(operands));
    if (results.size() != 1) {
      throw new AssertionError(op.name() + " gave " + results.size() + " results");
    }
    return results.getFirst();
  }

  static double[] doubles(HostArray x) {
    double[] values = new double[x.size()];
    Arrays.setAll(values, x::getDouble);
    return values;
  }

  static long[] longs(HostArray x) {
    long[] values = new long[x.size()];
    Arrays.setAll(values, x::getLong);
    return values;
  }

  /** Whether the two have the same type and the very same bits, NaN apart. */
  static boolean same(HostArray a, HostArray b) {
    if (!a.type().equals(b.type())) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      boolean equal =
          a.type().dtype().isFloat()
              ? Double.compare(a.getDouble(i), b.getDouble(i)) == 0
              : a.getLong(i) == b.getLong(i);
      if (!equal) {
        return false;
      }
    }
    return true;
  }
}
