package org.juxta.tracer;

import java.util.List;

/** Operations that move elements and compute nothing. */
public sealed interface Structural extends Op {

  /**
   * Axis {@code i} of the operand becomes axis {@code axes[i]} of the result, and is repeated if
   * its size there is 1; the other axes of the result are new. {@code axes} ascend.
   */
  record Broadcast(Shape shape, Ints axes) implements Structural {
    @Override
    public String name() {
      return "broadcast";
    }

    @Override
    public String parameters() {
      return shape + " axes=" + axes;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      boolean fits =
          axes.size() == x.rank()
              && axes.areDistinctBelow(shape.rank())
              && axes.equals(axes.sorted());
      for (int i = 0; fits && i < x.rank(); i++) {
        fits = x.shape().dim(i) == 1 || x.shape().dim(i) == shape.dim(axes.get(i));
      }
      Check.shape(fits, this, operands, "the operand can't be broadcast");
      return List.of(x.with(shape));
    }
  }

  /** The same elements in row-major order under another shape. */
  record Reshape(Shape shape) implements Structural {
    @Override
    public String name() {
      return "reshape";
    }

    @Override
    public String parameters() {
      return shape.toString();
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      Check.shape(
          x.shape().size() == shape.size(),
          this,
          operands,
          x.shape().size() + " elements can't be put into " + shape.size());
      return List.of(x.with(shape));
    }
  }

  /** Axis {@code i} of the result is axis {@code permutation[i]} of the operand. */
  record Transpose(Ints permutation) implements Structural {
    @Override
    public String name() {
      return "transpose";
    }

    @Override
    public String parameters() {
      return permutation.toString();
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      Check.shape(
          permutation.size() == x.rank() && permutation.areDistinctBelow(x.rank()),
          this,
          operands,
          "not a permutation of the axes");
      return List.of(x.with(new Shape(x.shape().dims().at(permutation))));
    }
  }

  /**
   * Every {@code strides[i]}-th element from {@code starts[i]} (inclusive) to {@code limits[i]}
   * (exclusive) of each axis.
   */
  record Slice(Ints starts, Ints limits, Ints strides) implements Structural {
    @Override
    public String name() {
      return "slice";
    }

    @Override
    public String parameters() {
      return "starts=" + starts + " limits=" + limits + " strides=" + strides;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      int rank = x.rank();
      boolean fits = starts.size() == rank && limits.size() == rank && strides.size() == rank;
      for (int i = 0; fits && i < rank; i++) {
        fits =
            0 <= starts.get(i)
                && starts.get(i) <= limits.get(i)
                && limits.get(i) <= x.shape().dim(i)
                && strides.get(i) > 0;
      }
      Check.shape(fits, this, operands, "bounds outside the operand");
      return List.of(
          x.with(
              new Shape(
                  Ints.build(
                      rank, i -> Math.ceilDiv(limits.get(i) - starts.get(i), strides.get(i))))));
    }
  }

  /**
   * {@code (x, value)}: on each axis {@code low[i]} elements of {@code value} before, {@code
   * high[i]} after and {@code interior[i]} between neighbours; negative {@code low} and {@code
   * high} cut off.
   */
  record Pad(Ints low, Ints high, Ints interior) implements Structural {
    @Override
    public String name() {
      return "pad";
    }

    @Override
    public String parameters() {
      return "low=" + low + " high=" + high + " interior=" + interior;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 2);
      Check.sameDType(this, operands);
      ArrayType x = operands.getFirst();
      int rank = x.rank();
      Check.shape(
          operands.get(1).shape().isScalar(), this, operands, "the padding value must be a scalar");
      boolean fits = low.size() == rank && high.size() == rank && interior.size() == rank;
      for (int i = 0; fits && i < rank; i++) {
        fits = interior.get(i) >= 0 && padded(x.shape(), i) >= 0;
      }
      Check.shape(fits, this, operands, "padding does not fit");
      return List.of(x.with(new Shape(Ints.build(rank, i -> padded(x.shape(), i)))));
    }

    private int padded(Shape shape, int axis) {
      int size = shape.dim(axis);
      return low.get(axis) + size + Math.max(0, size - 1) * interior.get(axis) + high.get(axis);
    }
  }

  /** The operands one after the other along {@code axis}. */
  record Concatenate(int axis) implements Structural {
    @Override
    public String name() {
      return "concatenate";
    }

    @Override
    public String parameters() {
      return "axis=" + axis;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.shape(!operands.isEmpty(), this, operands, "needs at least one operand");
      Check.sameDType(this, operands);
      ArrayType first = operands.getFirst();
      Check.shape(0 <= axis && axis < first.rank(), this, operands, "the axis is out of bounds");
      int size = 0;
      for (ArrayType operand : operands) {
        Check.shape(
            operand.rank() == first.rank()
                && operand.shape().with(axis, 0).equals(first.shape().with(axis, 0)),
            this,
            operands,
            "shapes differ on another axis");
        size += operand.shape().dim(axis);
      }
      boolean weak = operands.stream().allMatch(ArrayType::weak);
      return List.of(new ArrayType(first.dtype(), first.shape().with(axis, size), weak));
    }
  }

  /** The order of elements reversed along the axes. */
  record Reverse(Ints axes) implements Structural {
    @Override
    public String name() {
      return "reverse";
    }

    @Override
    public String parameters() {
      return "axes=" + axes;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      Check.shape(
          axes.areDistinctBelow(x.rank()), this, operands, "axes out of bounds or repeated");
      return operands;
    }
  }

  /** No operand: element value is the index along {@code axis}. */
  record Iota(DType dtype, Shape shape, int axis) implements Structural {
    @Override
    public String name() {
      return "iota";
    }

    @Override
    public String parameters() {
      return ArrayType.of(dtype, shape) + " axis=" + axis;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 0);
      ArrayType type = ArrayType.of(dtype, shape);
      Check.dtype(!dtype.isBool(), this, List.of(type), "not defined for this element type");
      Check.shape(
          0 <= axis && axis < shape.rank(), this, List.of(type), "the axis is out of bounds");
      return List.of(type);
    }
  }

  /**
   * The operands as they are, which the compiler may not move computation across. As {@code
   * jax.lax.optimization_barrier}.
   */
  record OptimizationBarrier() implements Structural {
    @Override
    public String name() {
      return "optimization_barrier";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      return operands;
    }
  }
}
