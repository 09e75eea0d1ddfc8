package org.juxta.xla;

import org.juxta.tracer.DType;
import org.juxta.tracer.Reduction.CumulativeKind;

/** A running combination of floats, which it replaces piece by piece. */
@FunctionalInterface
interface RunningFloats {
  /**
   * Replaces the next {@code count} elements.
   *
   * @param x of a length that is a multiple of four
   */
  void combine(double[] x, int count);

  /** One that has combined none yet, for elements that were of this type. */
  static RunningFloats of(CumulativeKind kind, DType dtype) {
    return switch (kind) {
      case SUM -> dtype == DType.F64 ? new CompensatedSum() : new Sum();
      case PROD -> new Product();
      case MAX -> new Greatest();
      case MIN -> new Least();
      case LOGSUMEXP -> new LogSumExp();
    };
  }

  /**
   * Sums that F64 has digits to spare for. Four elements are added up before they meet the sum, so
   * that they need not wait for each other.
   */
  final class Sum implements RunningFloats {
    private double sum = -0.0; // which leaves the first element as it is

    @Override
    public void combine(double[] x, int count) {
      double before = sum;
      pad(x, count);
      for (int i = 0; i < count; i += 4) {
        double a = x[i];
        double b = a + x[i + 1];
        double c = b + x[i + 2];
        double d = c + x[i + 3];
        x[i] = before + a;
        x[i + 1] = before + b;
        x[i + 2] = before + c;
        before += d;
        x[i + 3] = before;
      }
      sum = before;
    }
  }

  /** Fills up the last four; there is room. */
  private static void pad(double[] x, int count) {
    for (int i = count; i % 4 != 0; i++) {
      x[i] = 0;
    }
  }

  /** Sums with what their rounding has lost so far (Knuth's two-sum). */
  final class CompensatedSum implements RunningFloats {
    private double sum = -0.0;
    private double lost = -0.0;

    @Override
    public void combine(double[] x, int count) {
      double before = sum;
      double rest = lost;
      pad(x, count);
      for (int i = 0; i < count; i += 4) {
        double a = x[i];
        double b = a + x[i + 1];
        double c = b + x[i + 2];
        double d = c + x[i + 3];
        x[i] = before + (rest + a);
        x[i + 1] = before + (rest + b);
        x[i + 2] = before + (rest + c);
        x[i + 3] = before + (rest + d);
        double next = before + d;
        double part = next - before;
        rest += before - (next - part) + (d - part);
        before = next;
        if (!(Math.abs(next) <= Double.MAX_VALUE)) {
          rest = -0.0;
        }
      }
      sum = before;
      lost = rest;
    }
  }

  /** Products; rounding errors add up in any order. */
  final class Product implements RunningFloats {
    private double product = 1;

    @Override
    public void combine(double[] x, int count) {
      double last = product;
      for (int i = 0; i < count; i++) {
        last *= x[i];
        x[i] = last;
      }
      product = last;
    }
  }

  /** Maxima; the branch is seldom taken, and the next element does not wait for it. */
  final class Greatest implements RunningFloats {
    private double greatest = Double.NEGATIVE_INFINITY;

    @Override
    public void combine(double[] x, int count) {
      double last = greatest;
      for (int i = 0; i < count; i++) {
        if (!(x[i] < last)) {
          last = Math.max(last, x[i]);
        }
        x[i] = last;
      }
      greatest = last;
    }
  }

  /** Minima. */
  final class Least implements RunningFloats {
    private double least = Double.POSITIVE_INFINITY;

    @Override
    public void combine(double[] x, int count) {
      double last = least;
      for (int i = 0; i < count; i++) {
        if (!(x[i] > last)) {
          last = Math.min(last, x[i]);
        }
        x[i] = last;
      }
      least = last;
    }
  }

  /**
   * Logarithms of sums of exponentials: the sum is kept as a multiple of the exponential of an
   * element, another one where it would grow too large.
   */
  final class LogSumExp implements RunningFloats {
    /** Exponentials of so much are far from overflow. */
    private static final double ROOM = 300;

    private double anchor = Double.NEGATIVE_INFINITY;
    private double sum = 0;
    private double lost = 0;

    @Override
    public void combine(double[] x, int count) {
      for (int i = 0; i < count; i++) {
        add(x[i]);
        x[i] = sum == 0 ? anchor : anchor + Math.log(sum + lost);
      }
    }

    private void add(double x) {
      if (Double.isNaN(anchor) || !(Math.abs(x) <= Double.MAX_VALUE)) {
        addLimit(x);
      } else if (anchor < Double.POSITIVE_INFINITY) {
        if (x - anchor > ROOM) {
          double scale = Math.exp(anchor - x);
          sum *= scale;
          lost *= scale;
          anchor = x;
        }
        double more = Math.exp(x - anchor);
        double next = sum + more;
        double part = next - sum;
        lost += sum - (next - part) + (more - part);
        sum = next;
      }
    }

    /** An infinity or NaN is the result from here on, but for the one that adds nothing. */
    private void addLimit(double x) {
      if (x != Double.NEGATIVE_INFINITY) {
        anchor = anchor == Double.NEGATIVE_INFINITY ? x : anchor + x;
        sum = 0;
        lost = 0;
      }
    }
  }
}
