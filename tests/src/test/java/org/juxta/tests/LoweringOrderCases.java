package org.juxta.tests;

import static org.juxta.tests.LoweringData.edges;
import static org.juxta.tests.LoweringData.odd;
import static org.juxta.tests.LoweringData.small;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tests.LoweringCase.Recorder;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Op;
import org.juxta.tracer.Reduction.Cumulative;
import org.juxta.tracer.Reduction.CumulativeKind;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Reduction.ReduceWindow;
import org.juxta.tracer.Reduction.Sort;
import org.juxta.tracer.Reduction.TopK;
import org.juxta.tracer.Structural.OptimizationBarrier;
import org.juxta.tracer.Variable;

/** Running combinations, sorts and windows, with NaNs, infinities and zeros of both signs. */
final class LoweringOrderCases {
  private static final int[][] SHAPES = {
    {0}, {1}, {2}, {5}, {8}, {2, 3}, {0, 3}, {3, 0, 2}, {2, 7, 3}
  };

  private LoweringOrderCases() {}

  static List<LoweringCase> all() {
    List<LoweringCase> cases = new ArrayList<>();
    for (DType dtype : DType.values()) {
      cases.add(cumulative(dtype));
      cases.add(windows(dtype));
      if (dtype.isComplex()) {
        cases.add(besideKeys(dtype));
      } else {
        cases.add(sort(dtype));
        cases.add(topK(dtype));
      }
    }
    cases.add(longSums());
    return cases;
  }

  private static boolean accepts(Op op, ArrayType type) {
    try {
      op.infer(List.of(type));
      return true;
    } catch (DTypeException _) {
      return false;
    }
  }

  private static LoweringCase cumulative(DType dtype) {
    Recorder b = new Recorder("cumulative " + dtype);
    for (CumulativeKind kind : CumulativeKind.values()) {
      for (boolean reverse : new boolean[] {false, true}) {
        if (!accepts(new Cumulative(kind, 0, reverse), ArrayType.of(dtype, 1))) {
          continue;
        }
        for (int[] dims : SHAPES) {
          Variable x = b.input(small(dtype, dims));
          for (int axis = 0; axis < dims.length; axis++) {
            b.within(ulps(kind), new Cumulative(kind, axis, reverse), x);
          }
        }
        boolean extreme = kind == CumulativeKind.MAX || kind == CumulativeKind.MIN;
        if (extreme) {
          b.within(Ulps.SAME_NUMBER, new Cumulative(kind, 0, reverse), b.input(edges(dtype)));
        }
      }
    }
    return b.build();
  }

  private static int ulps(CumulativeKind kind) {
    return switch (kind) {
      case SUM, PROD -> 0;
      case MAX, MIN -> Ulps.SAME_NUMBER;
      case LOGSUMEXP -> Ulps.OF_LARGEST; // logarithms near zero are differences
    };
  }

  /** Sums that are long enough for blocks, with infinities and NaN in some lines. */
  private static LoweringCase longSums() {
    Recorder b = new Recorder("long sums");
    for (int n : new int[] {20_000, 70_001}) {
      for (boolean reverse : new boolean[] {false, true}) {
        Variable plain = b.input(whole(n));
        b.exact(new Cumulative(CumulativeKind.SUM, 0, reverse), plain);
        for (float odd : new float[] {Float.POSITIVE_INFINITY, Float.NaN, 3e38f}) {
          HostArray x = whole(n);
          ((float[]) x.data())[n / 3] = odd;
          ((float[]) x.data())[n / 2] = odd;
          b.within(1, new Cumulative(CumulativeKind.SUM, 0, reverse), b.input(x));
        }
      }
    }
    Variable rows = b.input(LoweringData.small(DType.F64, 3, 17_000));
    return b.exact(new Cumulative(CumulativeKind.SUM, 1, false), rows).build();
  }

  /** Whole numbers whose sums are exact in F32. */
  private static HostArray whole(int n) {
    HostArray x = HostArray.allocate(ArrayType.of(DType.F32, n));
    float[] data = (float[]) x.data();
    for (int i = 0; i < n; i++) {
      data[i] = i * 7 % 11 - 5;
    }
    return x;
  }

  /** Complex numbers are no keys but go along with them. */
  private static LoweringCase besideKeys(DType dtype) {
    Recorder b = new Recorder("sort beside " + dtype);
    for (int[] dims : SHAPES) {
      Variable key = b.input(small(DType.I32, dims));
      Variable x = b.input(odd(dtype, dims));
      b.exact(new Sort(dims.length - 1, 1), key, x);
    }
    return b.build();
  }

  private static LoweringCase sort(DType dtype) {
    Recorder b = new Recorder("sort " + dtype);
    for (int[] dims : SHAPES) {
      Variable x = b.input(small(dtype, dims));
      Variable y = b.input(odd(dtype, dims));
      Variable position = b.input(small(DType.I32, dims));
      Variable number = b.input(odd(DType.F64, dims));
      for (int axis = 0; axis < dims.length; axis++) {
        b.exact(new Sort(axis, 1), x).exact(new Sort(axis, 1), y);
        b.exact(new Sort(axis, 1), x, y, position).exact(new Sort(axis, 2), x, y, position);
        b.exact(new Sort(axis, 3), position, x, number).exact(new Sort(axis, 2), number, x);
      }
    }
    Variable all = b.input(edges(dtype, true));
    Variable others = b.input(edges(dtype, false));
    b.exact(new Sort(0, 1), all).exact(new Sort(0, 1), others);
    b.exact(new Sort(0, 2), all, others).exact(new Sort(0, 1), others, all);
    return b.build();
  }

  private static LoweringCase topK(DType dtype) {
    Recorder b = new Recorder("top k " + dtype);
    for (int[] dims : SHAPES) {
      Variable x = b.input(small(dtype, dims));
      for (int axis = 0; axis < dims.length; axis++) {
        for (int k = 0; k <= Math.min(3, dims[axis]); k++) {
          b.exact(new TopK(k, axis), x);
        }
      }
    }
    Variable all = b.input(edges(dtype, true));
    int n = all.type().shape().dim(0);
    b.exact(new TopK(n, 0), all).exact(new TopK(n / 2, 0), all);
    return b.exact(new OptimizationBarrier(), all, all).build();
  }

  private static LoweringCase windows(DType dtype) {
    Recorder b = new Recorder("windows " + dtype);
    Variable line = b.input(small(dtype, 7));
    Variable none = b.input(small(dtype, 0));
    Variable image = b.input(small(dtype, 4, 5));
    Variable scalar = b.input(small(dtype));
    for (ReduceKind kind : ReduceKind.values()) {
      if (!accepts(window(kind, 1, 1, 0, 0, 1, 1), ArrayType.of(dtype, 1))) {
        continue;
      }
      int ulps = kind == ReduceKind.MAX || kind == ReduceKind.MIN ? Ulps.SAME_NUMBER : 0;
      for (int[] p :
          new int[][] {
            {1, 1, 0, 0, 1, 1},
            {3, 1, 0, 0, 1, 1},
            {3, 2, 1, 1, 1, 1},
            {2, 3, 2, 4, 1, 2},
            {4, 1, 0, 3, 2, 1},
            {2, 1, -1, -2, 1, 2},
            {9, 1, 0, 0, 1, 1},
            {2, 1, 3, 3, 3, 2}
          }) {
        ReduceWindow op = window(kind, p[0], p[1], p[2], p[3], p[4], p[5]);
        b.within(ulps, op, line).within(ulps, op, none);
      }
      Ints ones = Ints.of(1, 1);
      b.within(
          ulps,
          new ReduceWindow(
              kind, Ints.of(2, 3), Ints.of(1, 2), Ints.of(1, 0), Ints.of(0, 2), ones, ones),
          image);
      Ints no = Ints.EMPTY;
      b.within(ulps, new ReduceWindow(kind, no, no, no, no, no, no), scalar);
    }
    return b.build();
  }

  private static ReduceWindow window(
      ReduceKind kind, int size, int stride, int low, int high, int base, int dilation) {
    return new ReduceWindow(
        kind,
        Ints.of(size),
        Ints.of(stride),
        Ints.of(low),
        Ints.of(high),
        Ints.of(base),
        Ints.of(dilation));
  }
}
