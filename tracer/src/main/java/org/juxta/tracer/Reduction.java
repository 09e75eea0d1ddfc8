package org.juxta.tracer;

import java.util.List;
import java.util.Locale;

/** Operations that combine the elements along axes. */
public sealed interface Reduction extends Op {

  /** What combines the elements, and what stands for none. */
  enum ReduceKind {
    /** 0 for none. */
    SUM,
    /** 1 for none. */
    PROD,
    /** The least value of the type for none; NaN if any is. */
    MAX,
    /** The greatest value of the type for none; NaN if any is. */
    MIN,
    /** True or all ones for none. */
    AND,
    /** False or 0 for none. */
    OR,
    /** False or 0 for none. */
    XOR;

    boolean accepts(DType dtype) {
      return switch (this) {
        case SUM, PROD -> !dtype.isBool();
        case MAX, MIN -> true;
        case AND, OR, XOR -> !dtype.isFloat();
      };
    }
  }

  /**
   * All elements along the axes combined; the result does not have these axes. {@code axes} ascend.
   */
  record Reduce(ReduceKind kind, Ints axes) implements Reduction {
    @Override
    public String name() {
      return "reduce_" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String parameters() {
      return "axes=" + axes;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      Check.dtype(kind.accepts(x.dtype()), this, operands, "not defined for this element type");
      Check.shape(
          axes.areDistinctBelow(x.rank()) && axes.equals(axes.sorted()),
          this,
          operands,
          "axes out of bounds, repeated or not ascending");
      return List.of(x.with(x.shape().without(axes)));
    }
  }

  /** Which element's index {@link ArgReduce} gives. */
  enum ArgKind {
    MAX,
    MIN
  }

  /**
   * The index of the first greatest or least element along {@code axis}, or of the first NaN if
   * there is one.
   */
  record ArgReduce(ArgKind kind, int axis, DType index) implements Reduction {
    @Override
    public String name() {
      return "arg" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String parameters() {
      return "axis=" + axis + " " + index;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      Check.dtype(index.isInteger(), this, operands, "the index type must be an integer");
      Check.shape(0 <= axis && axis < x.rank(), this, operands, "the axis is out of bounds");
      Check.shape(x.shape().dim(axis) > 0, this, operands, "there is no element along the axis");
      return List.of(ArrayType.of(index, x.shape().without(Ints.of(axis))));
    }
  }

  /** What {@link Cumulative} combines elements by. */
  enum CumulativeKind {
    SUM,
    PROD,
    /** NaN from the first one on. */
    MAX,
    /** NaN from the first one on. */
    MIN,
    /** The logarithm of the sum of exponentials. */
    LOGSUMEXP;

    boolean accepts(DType dtype) {
      return switch (this) {
        case SUM, PROD -> !dtype.isBool();
        case MAX, MIN -> true;
        case LOGSUMEXP -> dtype.isFloat();
      };
    }
  }

  /**
   * Each element combined with all before it along {@code axis}, or all after it if {@code
   * reverse}. As {@code jax.lax.cumsum} and its relatives.
   */
  record Cumulative(CumulativeKind kind, int axis, boolean reverse) implements Reduction {
    @Override
    public String name() {
      return "cumulative_" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String parameters() {
      return "axis=" + axis + (reverse ? " reverse" : "");
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      Check.dtype(kind.accepts(x.dtype()), this, operands, "not defined for this element type");
      Check.shape(0 <= axis && axis < x.rank(), this, operands, "the axis is out of bounds");
      return operands;
    }
  }

  /**
   * The operands, of one shape, with their elements along {@code axis} in the ascending order of
   * the first {@code keys} of them: by the first, where that is equal by the second, and so on;
   * where all are equal, in the order they had. NaN comes last, and -0 equals 0. As {@code
   * jax.lax.sort}.
   */
  record Sort(int axis, int keys) implements Reduction {
    @Override
    public String name() {
      return "sort";
    }

    @Override
    public String parameters() {
      return "axis=" + axis + " keys=" + keys;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.shape(
          0 < keys && keys <= operands.size(),
          this,
          operands,
          "needs at least one key, and as many operands as keys");
      Shape shape = operands.getFirst().shape();
      Check.shape(
          operands.stream().allMatch(x -> x.shape().equals(shape)),
          this,
          operands,
          "shapes differ");
      Check.shape(0 <= axis && axis < shape.rank(), this, operands, "the axis is out of bounds");
      return operands;
    }
  }

  /**
   * The {@code k} greatest elements along {@code axis}, in descending order, and their indices
   * (I32); of equal ones the first comes first. Floats are in the total order of IEEE 754: 0 is
   * greater than -0, NaN than infinity, and NaN with the sign bit is the least. As {@code
   * jax.lax.top_k}.
   */
  record TopK(int k, int axis) implements Reduction {
    @Override
    public String name() {
      return "top_k";
    }

    @Override
    public String parameters() {
      return "k=" + k + " axis=" + axis;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      Check.shape(0 <= axis && axis < x.rank(), this, operands, "the axis is out of bounds");
      Check.shape(
          0 <= k && k <= x.shape().dim(axis),
          this,
          operands,
          "k must be between 0 and the number of elements along the axis");
      ArrayType values = x.with(x.shape().with(axis, k));
      return List.of(values, ArrayType.of(DType.I32, values.shape()));
    }
  }

  /**
   * The elements in each window combined. Between neighbours along axis {@code i} of the operand
   * lie {@code baseDilation[i] - 1} holes, before it {@code low[i]} and after it {@code high[i]}
   * (negative ones cut off); holes are not combined. A window has {@code window[i]} elements,
   * {@code windowDilation[i]} apart, and starts at every {@code strides[i]}-th place where it fits.
   * As {@code jax.lax.reduce_window}.
   */
  record ReduceWindow(
      ReduceKind kind,
      Ints window,
      Ints strides,
      Ints low,
      Ints high,
      Ints baseDilation,
      Ints windowDilation)
      implements Reduction {
    @Override
    public String name() {
      return "reduce_window_" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String parameters() {
      return "window=%s strides=%s low=%s high=%s dilation=%s/%s"
          .formatted(window, strides, low, high, baseDilation, windowDilation);
    }

    /** How many places a window starts at along {@code axis} of {@code size} elements. */
    public int places(int size, int axis) {
      int base = size == 0 ? 0 : (size - 1) * baseDilation.get(axis) + 1;
      int padded = low.get(axis) + base + high.get(axis);
      int reach = (window.get(axis) - 1) * windowDilation.get(axis) + 1;
      return padded < reach ? 0 : (padded - reach) / strides.get(axis) + 1;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      Check.dtype(kind.accepts(x.dtype()), this, operands, "not defined for this element type");
      boolean fits = true;
      for (Ints parameter : List.of(window, strides, low, high, baseDilation, windowDilation)) {
        fits &= parameter.size() == x.rank();
      }
      Check.shape(fits, this, operands, "the window must have as many axes as the operand");
      for (Ints parameter : List.of(window, strides, baseDilation, windowDilation)) {
        fits &= parameter.stream().allMatch(v -> v > 0);
      }
      Check.shape(fits, this, operands, "window, strides and dilations must be positive");
      return List.of(x.with(new Shape(Ints.build(x.rank(), i -> places(x.shape().dim(i), i)))));
    }
  }
}
