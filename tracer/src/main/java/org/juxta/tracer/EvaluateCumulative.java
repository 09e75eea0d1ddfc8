package org.juxta.tracer;

import org.juxta.tracer.Reduction.Cumulative;
import org.juxta.tracer.Reduction.CumulativeKind;

/** Running combinations along an axis, one element after the other. */
final class EvaluateCumulative {
  private EvaluateCumulative() {}

  static HostArray cumulative(Cumulative op, HostArray x, ArrayType type) {
    Shape shape = type.shape();
    Ints axis = Ints.of(op.axis());
    int[] firsts =
        EvaluateReduction.offsets(shape, EvaluateIndexing.complement(shape.rank(), axis));
    int[] line = EvaluateReduction.offsets(shape, axis);
    int[] order = op.reverse() ? reversed(line) : line;
    DType dtype = type.dtype();
    if (dtype.isFloat()) {
      double[] result = EvaluateConvert.doubles(x).clone();
      for (int first : firsts) {
        run(op.kind(), result, first, order);
      }
      return HostArray.wrap(type, EvaluateConvert.narrow(result, dtype));
    }
    long[] result = EvaluateConvert.longs(x).clone();
    for (int first : firsts) {
      run(op.kind(), result, first, order);
    }
    return HostArray.wrap(type, EvaluateConvert.narrow(result, dtype));
  }

  private static int[] reversed(int[] line) {
    int[] result = new int[line.length];
    for (int i = 0; i < line.length; i++) {
      result[i] = line[line.length - 1 - i];
    }
    return result;
  }

  private static void run(CumulativeKind kind, double[] x, int first, int[] order) {
    for (int i = 1; i < order.length; i++) {
      double before = x[first + order[i - 1]];
      double value = x[first + order[i]];
      x[first + order[i]] =
          switch (kind) {
            case SUM -> before + value;
            case PROD -> before * value;
            case MAX -> Math.max(before, value);
            case MIN -> Math.min(before, value);
            case LOGSUMEXP -> logAddExp(before, value);
          };
    }
  }

  /** log(exp(a) + exp(b)), also where both are the same infinity. */
  private static double logAddExp(double a, double b) {
    double distance = Math.abs(a - b);
    return Double.isNaN(distance) ? a + b : Math.max(a, b) + Math.log1p(Math.exp(-distance));
  }

  private static void run(CumulativeKind kind, long[] x, int first, int[] order) {
    for (int i = 1; i < order.length; i++) {
      long before = x[first + order[i - 1]];
      long value = x[first + order[i]];
      x[first + order[i]] =
          switch (kind) {
            case SUM -> before + value;
            case PROD -> before * value;
            case MAX -> Math.max(before, value);
            case MIN -> Math.min(before, value);
            case LOGSUMEXP -> throw new DTypeException(kind + " is not defined for integers");
          };
    }
  }
}
