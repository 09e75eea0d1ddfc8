package org.juxta.tracer;

import java.util.List;
import org.juxta.tracer.Reduction.ReduceKind;

/**
 * Operations that combine the elements along axes: for each result, over a list of offsets from its
 * first element.
 */
final class EvaluateReduction {
  /** Below this many terms a sum is taken in order; above, its halves are added. */
  private static final int PAIRWISE_BLOCK = 128;

  private EvaluateReduction() {}

  static HostArray reduce(Reduction.Reduce op, List<HostArray> operands, ArrayType type) {
    HostArray x = operands.getFirst();
    DType dtype = type.dtype();
    int[] firsts =
        offsets(x.type().shape(), EvaluateIndexing.complement(x.type().rank(), op.axes()));
    int[] terms = offsets(x.type().shape(), op.axes());
    if (dtype.isFloat()) {
      double[] values = EvaluateConvert.doubles(x);
      double[] result = new double[firsts.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = reduce(op.kind(), values, firsts[i], terms);
      }
      return HostArray.wrap(type, EvaluateConvert.narrow(result, dtype));
    }
    long[] values = EvaluateConvert.longs(x);
    long[] result = new long[firsts.length];
    long start = identity(op.kind(), dtype);
    for (int i = 0; i < result.length; i++) {
      result[i] = reduce(op.kind(), start, values, firsts[i], terms);
    }
    return HostArray.wrap(type, EvaluateConvert.narrow(result, dtype));
  }

  static int[] offsets(Shape shape, Ints axes) {
    return Strided.offsets(
        shape.dims().at(axes).toArray(), Strided.pick(Strided.strides(shape), axes));
  }

  private static double reduce(ReduceKind kind, double[] x, int first, int[] terms) {
    return switch (kind) {
      case SUM -> sum(x, first, terms, 0, terms.length);
      case PROD -> product(x, first, terms);
      case MAX -> max(x, first, terms);
      case MIN -> min(x, first, terms);
      case AND, OR, XOR -> throw new DTypeException(kind + " is not defined for floats");
    };
  }

  /** Pairwise: the rounding error grows with the logarithm of the number of terms. */
  private static double sum(double[] x, int first, int[] terms, int start, int end) {
    if (end - start > PAIRWISE_BLOCK) {
      int middle = (start + end) >>> 1;
      return sum(x, first, terms, start, middle) + sum(x, first, terms, middle, end);
    }
    double sum = 0;
    for (int i = start; i < end; i++) {
      sum += x[first + terms[i]];
    }
    return sum;
  }

  private static double product(double[] x, int first, int[] terms) {
    double product = 1;
    for (int term : terms) {
      product *= x[first + term];
    }
    return product;
  }

  private static double max(double[] x, int first, int[] terms) {
    double max = Double.NEGATIVE_INFINITY;
    for (int term : terms) {
      max = Math.max(max, x[first + term]);
    }
    return max;
  }

  private static double min(double[] x, int first, int[] terms) {
    double min = Double.POSITIVE_INFINITY;
    for (int term : terms) {
      min = Math.min(min, x[first + term]);
    }
    return min;
  }

  /** What stands for no element, as {@link HostArray#getLong} reads it. */
  static long identity(ReduceKind kind, DType dtype) {
    return switch (kind) {
      case SUM, OR, XOR -> 0;
      case PROD -> 1;
      case AND -> dtype.isBool() ? 1 : -1;
      case MAX -> least(dtype);
      case MIN -> greatest(dtype);
    };
  }

  private static long least(DType dtype) {
    return switch (dtype) {
      case I32 -> Integer.MIN_VALUE;
      case I64 -> Long.MIN_VALUE;
      case U32, BOOL -> 0;
      case F32, F64 -> throw new IllegalArgumentException(dtype.name());
    };
  }

  private static long greatest(DType dtype) {
    return switch (dtype) {
      case I32 -> Integer.MAX_VALUE;
      case I64 -> Long.MAX_VALUE;
      case U32 -> 0xFFFFFFFFL;
      case BOOL -> 1;
      case F32, F64 -> throw new IllegalArgumentException(dtype.name());
    };
  }

  private static long reduce(ReduceKind kind, long start, long[] x, int first, int[] terms) {
    long result = start;
    for (int term : terms) {
      long value = x[first + term];
      result = combine(kind, result, value);
    }
    return result;
  }

  static long combine(ReduceKind kind, long a, long b) {
    return switch (kind) {
      case SUM -> a + b;
      case PROD -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
    };
  }

  static double combine(ReduceKind kind, double a, double b) {
    return switch (kind) {
      case SUM -> a + b;
      case PROD -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case AND, OR, XOR -> throw new DTypeException(kind + " is not defined for floats");
    };
  }

  static double identity(ReduceKind kind) {
    return switch (kind) {
      case SUM -> 0;
      case PROD -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
      case AND, OR, XOR -> throw new DTypeException(kind + " is not defined for floats");
    };
  }

  static HostArray argReduce(Reduction.ArgReduce op, List<HostArray> operands, ArrayType type) {
    HostArray x = operands.getFirst();
    Shape shape = x.type().shape();
    Ints axis = Ints.of(op.axis());
    int[] firsts = offsets(shape, EvaluateIndexing.complement(shape.rank(), axis));
    int[] terms = offsets(shape, axis);
    boolean greatest = op.kind() == Reduction.ArgKind.MAX;
    HostArray result = HostArray.allocate(type);
    if (x.type().dtype().isFloat()) {
      double[] values = EvaluateConvert.doubles(x);
      for (int i = 0; i < firsts.length; i++) {
        result.set(i, argument(greatest, values, firsts[i], terms));
      }
    } else {
      long[] values = EvaluateConvert.longs(x);
      for (int i = 0; i < firsts.length; i++) {
        result.set(i, argument(greatest, values, firsts[i], terms));
      }
    }
    return result;
  }

  private static long argument(boolean greatest, double[] x, int first, int[] terms) {
    int best = 0;
    for (int i = 0; i < terms.length; i++) {
      double value = x[first + terms[i]];
      double held = x[first + terms[best]];
      if (Double.isNaN(value)) {
        return i;
      }
      if (greatest ? value > held : value < held) {
        best = i;
      }
    }
    return best;
  }

  private static long argument(boolean greatest, long[] x, int first, int[] terms) {
    int best = 0;
    for (int i = 1; i < terms.length; i++) {
      long value = x[first + terms[i]];
      long held = x[first + terms[best]];
      if (greatest ? value > held : value < held) {
        best = i;
      }
    }
    return best;
  }
}
