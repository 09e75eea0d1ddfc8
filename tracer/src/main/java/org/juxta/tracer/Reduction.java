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
    OR;

    boolean accepts(DType dtype) {
      return switch (this) {
        case SUM, PROD -> !dtype.isBool();
        case MAX, MIN -> true;
        case AND, OR -> !dtype.isFloat();
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
}
