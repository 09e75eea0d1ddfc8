package org.juxta.transforms;

import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Contraction.Convolution;
import org.juxta.tracer.ConvDimensionNumbers;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** The transposes and batches of convolutions, which are convolutions again. */
final class ConvolutionRules {
  private ConvolutionRules() {}

  /** The cotangents of array and kernel. */
  static List<Tangent> transpose(Convolution op, Operand lhs, Operand rhs, Array ct) {
    return List.of(
        lhs.isLinear() ? Tangent.of(array(op, lhs.type(), rhs, ct)) : Tangent.zero(lhs.type()),
        rhs.isLinear() ? Tangent.of(kernel(op, lhs, rhs.type(), ct)) : Tangent.zero(rhs.type()));
  }

  /**
   * The cotangent with the kernel turned round, input and output features in each other's place.
   */
  private static Array array(Convolution op, ArrayType lhs, Operand kernel, Array ct) {
    ConvDimensionNumbers n = op.numbers();
    Array rhs = Lax.reverse(kernel.array(), n.rhsSpace());
    int groups = Math.max(op.featureGroups(), op.batchGroups());
    if (groups > 1) {
      rhs = split(rhs, n.rhs().get(0), groups);
      rhs = merge(rhs, n.rhs().get(0), n.rhs().get(1));
    }
    Sizes sizes = new Sizes(op, lhs, kernel.type(), ct.type());
    Ints low = Ints.build(sizes.axes(), i -> sizes.rhs(i) - op.low().get(i) - 1);
    Ints high =
        Ints.build(sizes.axes(), i -> sizes.lhs(i) + sizes.rhs(i) - 1 - sizes.out(i) - low.get(i));
    Convolution turned =
        new Convolution(
            new ConvDimensionNumbers(
                /* lhs= */ n.out(), ConvDimensionNumbers.swapped(n.rhs()), /* out= */ n.lhs()),
            /* strides= */ op.lhsDilation(),
            low,
            high,
            /* lhsDilation= */ op.strides(),
            op.rhsDilation(),
            groups,
            1,
            op.preferred(),
            op.precision());
    Array result = apply(turned, ct, rhs, ct.dtype(), lhs.dtype());
    if (op.batchGroups() > 1) {
      result = split(result, n.lhs().get(1), groups);
      result = merge(result, n.lhs().get(1), n.lhs().get(0));
    }
    return result;
  }

  /** The array with the cotangent as its kernel, the batch as features. */
  private static Array kernel(Convolution op, Operand array, ArrayType rhs, Array ct) {
    if (ct.size() == 0) {
      return TransposeRules.zeros(rhs);
    }
    ConvDimensionNumbers n = op.numbers();
    Sizes sizes = new Sizes(op, array.type(), rhs, ct.type());
    Ints high =
        Ints.build(
            sizes.axes(), i -> sizes.out(i) - sizes.lhs(i) + sizes.rhs(i) - op.low().get(i) - 1);
    Convolution turned =
        new Convolution(
            new ConvDimensionNumbers(
                ConvDimensionNumbers.swapped(n.lhs()),
                ConvDimensionNumbers.swapped(n.out()),
                ConvDimensionNumbers.swapped(n.rhs())),
            /* strides= */ op.rhsDilation(),
            op.low(),
            high,
            op.lhsDilation(),
            /* rhsDilation= */ op.strides(),
            /* featureGroups= */ op.batchGroups(),
            /* batchGroups= */ op.featureGroups(),
            op.preferred(),
            op.precision());
    return apply(turned, array.array(), ct, ct.dtype(), rhs.dtype());
  }

  /** In the cotangent's element type, which may be wider than the operand's. */
  private static Array apply(Convolution op, Array a, Array b, DType inner, DType outer) {
    Array wide = Primitives.bindOne(op, Lax.convert(a, inner), Lax.convert(b, inner));
    return wide.dtype() == outer ? wide : Lax.convert(wide, outer);
  }

  /** Distances along the axes of space from the first element to after the last, as spread out. */
  private record Sizes(Convolution op, ArrayType a, ArrayType b, ArrayType c) {
    int axes() {
      return op.strides().size();
    }

    int lhs(int i) {
      int size = a.shape().dim(op.numbers().lhsSpace().get(i));
      return Convolution.dilated(size, op.lhsDilation().get(i));
    }

    int rhs(int i) {
      int size = b.shape().dim(op.numbers().rhsSpace().get(i));
      return Convolution.dilated(size, op.rhsDilation().get(i));
    }

    int out(int i) {
      int size = c.shape().dim(op.numbers().outSpace().get(i));
      return Convolution.dilated(size, op.strides().get(i));
    }
  }

  /** Lanes of the array join its batch, those of the kernel its output features. */
  static Batched batch(Convolution op, Batched lhs, Batched rhs, int size) {
    if (size == 0) {
      ArrayType lane = op.infer(List.of(lhs.type(), rhs.type())).getFirst();
      return Batched.lanes(TransposeRules.zeros(lane.with(lane.shape().insert(0, 0))), 0);
    }
    if (lhs instanceof Batched.Lanes a && rhs instanceof Batched.Lanes b) {
      return both(op, a, b, size);
    }
    return lhs instanceof Batched.Lanes a
        ? ofArrays(op, a, rhs.array(), size)
        : ofKernels(op, lhs.array(), (Batched.Lanes) rhs, size);
  }

  /** A group for each lane. */
  private static Batched both(Convolution op, Batched.Lanes lhs, Batched.Lanes rhs, int size) {
    boolean byBatch = op.batchGroups() > 1;
    ConvDimensionNumbers n = op.numbers();
    Array a = merge(lhs.array(), lhs.axis(), n.lhs().get(byBatch ? 0 : 1));
    Array b = merge(rhs.array(), rhs.axis(), n.rhs().get(0));
    Convolution wide =
        groups(op, byBatch ? 1 : op.featureGroups() * size, byBatch ? op.batchGroups() * size : 1);
    int at = n.out().get(1);
    return Batched.lanes(split(Primitives.bindOne(wide, a, b), at, size), at);
  }

  private static Batched ofArrays(Convolution op, Batched.Lanes lhs, Array rhs, int size) {
    int batch = op.numbers().lhs().get(0);
    Array a =
        op.batchGroups() == 1
            ? merge(lhs.array(), lhs.axis(), batch)
            : insideGroups(lhs, batch, op.batchGroups());
    int at = op.numbers().out().get(0);
    return Batched.lanes(split(Primitives.bindOne(op, a, rhs), at, size), at);
  }

  private static Batched ofKernels(Convolution op, Array lhs, Batched.Lanes rhs, int size) {
    int features = op.numbers().rhs().get(0);
    int groups = Math.max(op.featureGroups(), op.batchGroups());
    Array b =
        groups == 1
            ? merge(rhs.array(), rhs.axis(), features)
            : insideGroups(rhs, features, groups);
    int at = op.numbers().out().get(1);
    Array result = Primitives.bindOne(op, lhs, b);
    if (groups == 1) {
      return Batched.lanes(split(result, at, size), at);
    }
    Array parts = split(split(result, at, groups), at + 1, size);
    return Batched.lanes(merge(parts, at, at + 1), at);
  }

  /** The lanes merged into {@code axis} of one lane, below the groups that this axis falls into. */
  private static Array insideGroups(Batched.Lanes x, int axis, int groups) {
    Array front = Np.moveaxis(x.array(), x.axis(), 0);
    Array grouped = split(front, axis + 1, groups);
    // The axes are now: lanes, those before, groups, rest of the axis, those after.
    Array inside = merge(grouped, 0, axis + 1);
    return merge(inside, axis, axis);
  }

  private static Convolution groups(Convolution op, int featureGroups, int batchGroups) {
    return new Convolution(
        op.numbers(),
        op.strides(),
        op.low(),
        op.high(),
        op.lhsDilation(),
        op.rhsDilation(),
        featureGroups,
        batchGroups,
        op.preferred(),
        op.precision());
  }

  /** Axis {@code from} made the outer part of the axis that is number {@code to} without it. */
  private static Array merge(Array x, int from, int to) {
    Array moved = Np.moveaxis(x, from, to);
    Ints dims = moved.shape().dims();
    Ints merged = dims.with(to + 1, dims.get(to) * dims.get(to + 1)).without(Ints.of(to));
    return Lax.reshape(moved, new Shape(merged));
  }

  /** An axis as {@code outer} parts and what is in each. */
  private static Array split(Array x, int axis, int outer) {
    Ints dims = x.shape().dims();
    return Lax.reshape(x, new Shape(dims.with(axis, dims.get(axis) / outer).insert(axis, outer)));
  }
}
