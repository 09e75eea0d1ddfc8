package org.juxta;

import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Functions that look elements up, count them, or put them where computed positions say. */
final class Picking {
  private Picking() {}

  /** Positions on all axes, those on {@code axis} computed. */
  private static List<Index> along(Array x, Array positions, int axis, Shape shape) {
    List<Index> indices = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      indices.add(
          Index.index(i == axis ? positions.broadcastTo(shape) : Lax.iota(DType.I32, shape, i)));
    }
    return indices;
  }

  private static Shape alongShape(String what, Array x, Array positions, int axis) {
    if (positions.rank() != x.rank()) {
      throw new ShapeException(
          what + ": the positions " + positions.type() + " must have as many axes as " + x.type());
    }
    Shape others = x.shape().with(axis, positions.dim(axis));
    Shape shape = Np.broadcastShapes(others, positions.shape());
    if (!shape.equals(others)) {
      throw new ShapeException(
          what
              + ": positions "
              + positions.type()
              + " do not fit "
              + x.type()
              + " along axis "
              + axis);
    }
    return shape;
  }

  /** The slices at positions that are known to be inside. */
  static Array pick(Array x, Array positions, int axis) {
    List<Index> indices = new ArrayList<>();
    for (int i = 0; i < axis; i++) {
      indices.add(Index.all());
    }
    indices.add(Index.index(positions));
    return Indexer.get(x, indices);
  }

  static Array take(Array x, Array positions, int axis, OutOfBounds mode) {
    int size = x.dim(axis);
    return switch (mode) {
      case CLIP -> pick(x, Np.clip(positions, 0L, Math.max(0L, size - 1L)), axis);
      case WRAP -> pick(x, positions.mod(size), axis);
      case FILL -> {
        Array picked = pick(x, positions, axis);
        Array inside = inside(positions, size);
        int[] dims = new int[picked.rank() - axis];
        Arrays.fill(dims, 1);
        System.arraycopy(positions.shape().dims().toArray(), 0, dims, 0, positions.rank());
        yield Np.where(inside.reshape(dims), picked, filler(x.dtype()));
      }
    };
  }

  private static Array inside(Array positions, int size) {
    return positions.ge(-size).and(positions.lt(size));
  }

  static Array filler(DType dtype) {
    return switch (dtype) {
      case F32, F64 -> Array.of(Literal.of(ArrayType.of(dtype), Double.NaN));
      case I32 -> Np.array(Integer.MIN_VALUE);
      case I64 -> Np.array(Long.MIN_VALUE);
      case U32 -> Array.of(Literal.of(ArrayType.of(dtype), 0xffff_ffffL));
      case BOOL -> Np.array(true);
    };
  }

  static Array takeAlongAxis(Array x, Array positions, int axis) {
    int a = x.shape().axis(axis);
    Shape shape = alongShape("takeAlongAxis", x, positions, a);
    Array picked = Indexer.get(x, along(x, positions, a, shape));
    return Np.where(inside(positions, x.dim(a)), picked, filler(x.dtype()));
  }

  static Array putAlongAxis(Array x, Array positions, Array values, int axis) {
    int a = x.shape().axis(axis);
    Shape shape = alongShape("putAlongAxis", x, positions, a);
    return Indexer.update(x, along(x, positions, a, shape), values, ScatterKind.SET);
  }

  static Array select(List<Array> conditions, List<Array> choices, Array otherwise) {
    if (conditions.size() != choices.size()) {
      throw new ShapeException(
          "select: " + conditions.size() + " conditions for " + choices.size() + " choices");
    }
    Array result = otherwise;
    for (int i = conditions.size() - 1; i >= 0; i--) {
      result = Np.where(conditions.get(i), choices.get(i), result);
    }
    return result;
  }

  static Array fillDiagonal(Array x, Array value) {
    if (x.rank() != 2) {
      throw new ShapeException("fillDiagonal: a matrix is needed, not " + x.type());
    }
    return Np.where(Rearranging.onDiagonal(x.shape(), 0), Promotion.to(value, x.dtype()), x);
  }

  static List<Array> unravelIndex(Array positions, Shape shape) {
    List<Array> axes = new ArrayList<>();
    Array rest = positions;
    for (int i = shape.rank() - 1; i >= 0; i--) {
      axes.addFirst(rest.mod(shape.dim(i)));
      rest = rest.floorDivide(shape.dim(i));
    }
    return axes;
  }

  static Array ravelMultiIndex(List<Array> positions, Shape shape) {
    if (positions.size() != shape.rank()) {
      throw new ShapeException(
          "ravelMultiIndex: " + positions.size() + " positions for shape " + shape);
    }
    Array flat = positions.getFirst();
    for (int i = 1; i < positions.size(); i++) {
      flat = flat.mul(shape.dim(i)).add(positions.get(i));
    }
    return flat;
  }

  static Array digitize(Array x, Array bins, boolean right) {
    if (bins.rank() != 1 || bins.size() == 0) {
      throw new ShapeException(
          "digitize: the bins must be a vector of at least one element, not " + bins.type());
    }
    Array up = Np.searchsorted(bins, x, !right);
    Array down = Array.scalar(bins.size()).sub(Np.searchsorted(Np.flip(bins), x, right));
    boolean known = bins.size() == 1;
    return known ? up : Np.where(bins.get(-1).ge(bins.get(0)), up, down);
  }

  static Array bincount(Array x, Array weights, int length) {
    if (!x.dtype().isInteger()) {
      throw new DTypeException("bincount: counts integers, not " + x.type());
    }
    return Np.zeros(weights.dtype(), length)
        .at(x.ravel())
        .add(Np.broadcastTo(weights, x.shape()).ravel());
  }

  static Tuple2<Array, Array> histogram(Array x, int bins) {
    Array values = Promotion.to(x, Promotion.inexact(x.dtype())).ravel();
    Array low = Np.min(values);
    Array high = Np.max(values);
    Array same = low.eq(high);
    Array edges =
        Np.linspace(
            Np.where(same, low.sub(0.5), low), Np.where(same, high.add(0.5), high), bins + 1);
    return new Tuple2<>(histogram(values, edges, Np.array(1).astype(values.dtype())), edges);
  }

  /** The sums of weights of the elements in each bin; the last bin has its right edge. */
  static Array histogram(Array x, Array edges, Array weights) {
    Array values = x.ravel();
    int bins = edges.size() - 1;
    Array position = Np.searchsorted(edges, values, true).sub(1);
    Array closed = Np.where(values.eq(edges.get(-1)), Array.scalar(bins - 1), position);
    Array inside = Np.where(closed.ge(0).and(closed.lt(bins)), closed, Array.scalar(bins));
    return bincount(inside, Np.broadcastTo(weights, x.shape()).ravel(), bins + 1)
        .get(Index.to(bins));
  }

  /** Piecewise linear; constant outside unless {@code left} and {@code right} say otherwise. */
  static Array interp(Array at, Array xs, Array fs, Array left, Array right) {
    if (xs.rank() != 1 || !xs.shape().equals(fs.shape()) || xs.size() == 0) {
      throw new ShapeException(
          "interp: the points "
              + xs.type()
              + " and values "
              + fs.type()
              + " must be vectors of one length");
    }
    DType dtype = Promotion.inexact(Promotion.common(List.of(at, xs, fs)));
    Array x = Promotion.to(at, dtype);
    Array xp = Promotion.to(xs, dtype);
    Array fp = Promotion.to(fs, dtype);
    Array i = Np.clip(Np.searchsorted(xp, x, true), 1, Math.max(1L, xp.size() - 1L));
    Array x0 = xp.get(i.sub(1));
    Array f0 = fp.get(i.sub(1));
    Array f1 = fp.get(i);
    Array width = xp.get(i).sub(x0);
    Array flat = width.eq(0);
    Array slope = f1.sub(f0).div(Np.where(flat, Array.scalar(1), width));
    Array inner = Np.where(flat, f1, f0.add(x.sub(x0).mul(slope)));
    Array below = Np.where(Np.less(x, xp.get(0)), left, inner);
    return Np.where(Np.greater(x, xp.get(-1)), right, below);
  }

  static List<Array> ix(Array... positions) {
    List<Array> open = new ArrayList<>();
    for (int i = 0; i < positions.length; i++) {
      int axis = i;
      if (positions[i].rank() != 1) {
        throw new ShapeException(
            "ix: each argument must have one axis, not " + positions[i].type());
      }
      int size = positions[i].size();
      open.add(
          Lax.reshape(
              positions[i], new Shape(Ints.build(positions.length, j -> j == axis ? size : 1))));
    }
    return open;
  }
}
