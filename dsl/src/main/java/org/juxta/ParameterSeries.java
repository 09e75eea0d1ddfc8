package org.juxta;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The Taylor coefficients of a function of two parameters up to given orders, each an array: what a
 * loop carries so that derivatives by its parameters converge along with its value. The coefficient
 * {@code (i, j)} is the derivative of order i by the first and j by the second, over i! j!; null
 * stands for zero.
 */
final class ParameterSeries {
  private final int first;
  private final int second;
  private final @Nullable Array[] c;

  private ParameterSeries(int first, int second, @Nullable Array[] c) {
    this.first = first;
    this.second = second;
    this.c = c;
  }

  static ParameterSeries constant(int first, int second, Array value) {
    ParameterSeries series =
        new ParameterSeries(first, second, new Array[(first + 1) * (second + 1)]);
    series.c[0] = value;
    return series;
  }

  /** A constant of the same orders. */
  ParameterSeries constant(Array value) {
    return constant(first, second, value);
  }

  /** {@code value + byFirst · da + bySecond · db}. */
  static ParameterSeries linear(
      int first, int second, Array value, double byFirst, double bySecond) {
    return linear(first, second, value, Np.fullLike(value, byFirst), Np.fullLike(value, bySecond));
  }

  static ParameterSeries linear(int first, int second, Array value, Array byFirst, Array bySecond) {
    ParameterSeries series = constant(first, second, value);
    if (first > 0) {
      series.c[series.at(1, 0)] = byFirst;
    }
    if (second > 0) {
      series.c[series.at(0, 1)] = bySecond;
    }
    return series;
  }

  /** With the coefficient {@code (i, j)} set, where the orders reach it. */
  ParameterSeries with(int i, int j, Array value) {
    if (i > first || j > second) {
      return this;
    }
    ParameterSeries series = new ParameterSeries(first, second, c.clone());
    series.c[at(i, j)] = value;
    return series;
  }

  private int at(int i, int j) {
    return i * (second + 1) + j;
  }

  private @Nullable Array get(int i, int j) {
    return c[at(i, j)];
  }

  Array value() {
    return dense(c[0]);
  }

  private static Array dense(@Nullable Array x) {
    if (x == null) {
      throw new IllegalStateException("a series without a value");
    }
    return x;
  }

  /** The derivative of the highest orders. */
  Array derivative() {
    double factor = 1;
    for (int i = 2; i <= first; i++) {
      factor *= i;
    }
    for (int j = 2; j <= second; j++) {
      factor *= j;
    }
    Array last = c[c.length - 1];
    return last == null ? Np.zerosLike(value()) : factor == 1 ? last : last.mul(factor);
  }

  private static @Nullable Array sum(@Nullable Array x, @Nullable Array y) {
    return x == null ? y : y == null ? x : x.add(y);
  }

  private static @Nullable Array product(@Nullable Array x, @Nullable Array y) {
    return x == null || y == null ? null : x.mul(y);
  }

  private ParameterSeries each(IntFunction<@Nullable Array> coefficient) {
    @Nullable Array[] result = new Array[c.length];
    for (int k = 0; k < c.length; k++) {
      result[k] = coefficient.apply(k);
    }
    return new ParameterSeries(first, second, result);
  }

  private ParameterSeries map(java.util.function.UnaryOperator<Array> f) {
    return each(
        k -> {
          Array x = c[k];
          return x == null ? null : f.apply(x);
        });
  }

  ParameterSeries add(ParameterSeries y) {
    return each(k -> sum(c[k], y.c[k]));
  }

  ParameterSeries add(Array y) {
    return with(0, 0, value().add(y));
  }

  ParameterSeries add(double y) {
    return with(0, 0, value().add(y));
  }

  ParameterSeries neg() {
    return map(Array::neg);
  }

  ParameterSeries mul(Array y) {
    return map(x -> x.mul(y));
  }

  ParameterSeries mul(double y) {
    return map(x -> x.mul(y));
  }

  ParameterSeries mul(ParameterSeries y) {
    ParameterSeries result = new ParameterSeries(first, second, new Array[c.length]);
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        result.c[at(i, j)] = convolve(y, i, j, true);
      }
    }
    return result;
  }

  /** Σ this(k, l) y(i - k, j - l), with or without the term of {@code this(0, 0)}. */
  private @Nullable Array convolve(ParameterSeries y, int i, int j, boolean all) {
    Array sum = null;
    for (int k = 0; k <= i; k++) {
      for (int l = 0; l <= j; l++) {
        if (all || k + l > 0) {
          sum = sum(sum, product(get(k, l), y.get(i - k, j - l)));
        }
      }
    }
    return sum;
  }

  ParameterSeries div(ParameterSeries y) {
    ParameterSeries result = new ParameterSeries(first, second, new Array[c.length]);
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        Array less = y.convolve(result, i, j, false);
        Array rest = sum(get(i, j), less == null ? null : less.neg());
        result.c[at(i, j)] = rest == null ? null : rest.div(y.value());
      }
    }
    return result;
  }

  /** {@code exp} of it, by the recurrence that its derivative gives. */
  ParameterSeries exp() {
    ParameterSeries result = constant(value().exp());
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        if (i + j > 0) {
          result.c[at(i, j)] = exponential(result, i, j);
        }
      }
    }
    return result;
  }

  private @Nullable Array exponential(ParameterSeries result, int i, int j) {
    Array sum = null;
    for (int k = i > 0 ? 1 : 0; k <= i; k++) {
      for (int l = i > 0 ? 0 : 1; l <= j; l++) {
        double weight = i > 0 ? (double) k / i : (double) l / j;
        Array term = product(get(k, l), result.get(i - k, j - l));
        sum = sum(sum, term == null ? null : term.mul(weight));
      }
    }
    return sum;
  }

  /** This where {@code condition} holds, else {@code y}. */
  ParameterSeries where(Array condition, ParameterSeries y) {
    return each(
        k -> {
          Array a = c[k];
          Array b = y.c[k];
          return a == null && b == null
              ? null
              : Np.where(
                  condition, a == null ? Array.scalar(0) : a, b == null ? Array.scalar(0) : b);
        });
  }

  /** All coefficients, those that are zero too: the state of a loop. */
  List<Array> toList() {
    List<Array> all = new ArrayList<>();
    for (Array x : c) {
      all.add(x == null ? Np.zerosLike(value()) : x);
    }
    return all;
  }

  ParameterSeries ofList(List<Array> all) {
    return new ParameterSeries(first, second, all.toArray(new Array[0]));
  }

  /** Whether some coefficient of {@code change} still counts in this. */
  Array moved(ParameterSeries change, double epsilon) {
    Array any = null;
    for (int k = 0; k < c.length; k++) {
      Array step = change.c[k];
      Array x = c[k];
      if (step != null && x != null) {
        Array moves = step.abs().gt(x.abs().mul(epsilon));
        any = any == null ? moves : any.or(moves);
      }
    }
    return any == null ? value().ne(value()) : any;
  }
}
