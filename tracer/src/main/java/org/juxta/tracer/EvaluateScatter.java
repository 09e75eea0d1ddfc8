package org.juxta.tracer;

import org.juxta.tracer.Indexing.ScatterKind;

/** How updates are combined with what they fall on, in double or long. */
final class EvaluateScatter {
  private EvaluateScatter() {}

  /** A copy of the elements, or of their parts, as doubles; of integers as longs. */
  static Object wide(HostArray x) {
    return x.type().dtype().isInexact()
        ? EvaluateConvert.parts(x).clone()
        : EvaluateConvert.longs(x).clone();
  }

  static Object narrow(Object wide, DType dtype) {
    return wide instanceof double[] d
        ? EvaluateConvert.narrow(d, dtype.real())
        : EvaluateConvert.narrow((long[]) wide, dtype);
  }

  static void combine(
      ScatterKind kind,
      DType dtype,
      Object from,
      int start,
      int[] froms,
      Object to,
      int target,
      int[] tos) {
    if (dtype.isComplex() && kind == ScatterKind.MUL) {
      multiply((double[]) from, start, froms, (double[]) to, target, tos);
    } else if (from instanceof double[] a) {
      double[] b = (double[]) to;
      for (int i = 0; i < froms.length; i++) {
        b[target + tos[i]] = combine(kind, b[target + tos[i]], a[start + froms[i]]);
      }
    } else {
      long[] a = (long[]) from;
      long[] b = (long[]) to;
      // With the highest bit flipped, unsigned integers are in the order of signed ones.
      boolean ordered = kind == ScatterKind.MIN || kind == ScatterKind.MAX;
      long flip = ordered && dtype == DType.U64 ? Long.MIN_VALUE : 0;
      for (int i = 0; i < froms.length; i++) {
        b[target + tos[i]] =
            combine(kind, b[target + tos[i]] ^ flip, a[start + froms[i]] ^ flip) ^ flip;
      }
    }
  }

  /** Of complex numbers, whose parts take turns. */
  private static void multiply(
      double[] a, int start, int[] froms, double[] b, int target, int[] tos) {
    for (int i = 0; i < froms.length; i += 2) {
      int f = start + froms[i];
      int t = target + tos[i];
      new Complex(b[t], b[t + 1]).times(new Complex(a[f], a[f + 1])).put(b, t);
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
