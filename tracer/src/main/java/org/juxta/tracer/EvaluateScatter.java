package org.juxta.tracer;

import org.juxta.tracer.Indexing.ScatterKind;

/** How updates are combined with what they fall on, in double or long. */
final class EvaluateScatter {
  private EvaluateScatter() {}

  /** A copy of the elements as doubles if they are floats, else as longs. */
  static Object wide(HostArray x) {
    return x.type().dtype().isFloat()
        ? EvaluateConvert.doubles(x).clone()
        : EvaluateConvert.longs(x).clone();
  }

  static Object narrow(Object wide, DType dtype) {
    return wide instanceof double[] d
        ? EvaluateConvert.narrow(d, dtype)
        : EvaluateConvert.narrow((long[]) wide, dtype);
  }

  static void combine(
      ScatterKind kind, Object from, int start, int[] froms, Object to, int target, int[] tos) {
    if (from instanceof double[] a) {
      double[] b = (double[]) to;
      for (int i = 0; i < froms.length; i++) {
        b[target + tos[i]] = combine(kind, b[target + tos[i]], a[start + froms[i]]);
      }
    } else {
      long[] a = (long[]) from;
      long[] b = (long[]) to;
      for (int i = 0; i < froms.length; i++) {
        b[target + tos[i]] = combine(kind, b[target + tos[i]], a[start + froms[i]]);
      }
    }
  }

  private static double combine(ScatterKind kind, double held, double update) {
    return switch (kind) {
      case SET -> update;
      case ADD -> held + update;
      case MUL -> held * update;
      case MIN -> Math.min(held, update);
      case MAX -> Math.max(held, update);
    };
  }

  private static long combine(ScatterKind kind, long held, long update) {
    return switch (kind) {
      case SET -> update;
      case ADD -> held + update;
      case MUL -> held * update;
      case MIN -> Math.min(held, update);
      case MAX -> Math.max(held, update);
    };
  }
}
