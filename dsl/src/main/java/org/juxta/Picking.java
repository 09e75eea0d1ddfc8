package org.juxta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Value;

/** Functions that look elements up, or put them, where computed positions say. */
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
    if (positions.size() == 0) {
      Shape before = new Shape(x.shape().dims().slice(0, axis));
      Shape after = new Shape(x.shape().dims().slice(axis + 1, x.rank()));
      return Np.full(before.concat(positions.shape()).concat(after), 0, x.dtype());
    }
    List<Index> indices = new ArrayList<>();
    for (int i = 0; i < axis; i++) {
      indices.add(Index.all());
    }
    indices.add(Index.index(positions));
    return Indexer.get(x, indices);
  }

  static Array take(Array x, Array at, int axis, OutOfBounds mode) {
    Array positions = Indexer.wide(at);
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
    return switch (dtype.kind()) {
      case FLOAT, COMPLEX -> Array.of(Literal.of(ArrayType.of(dtype), Double.NaN));
      case SIGNED -> Array.of(Literal.of(ArrayType.of(dtype), dtype.least()));
      case UNSIGNED -> Array.of(Literal.of(ArrayType.of(dtype), dtype.greatest()));
      case BOOLEAN -> Np.array(true);
    };
  }

  static Array takeAlongAxis(Array x, Array at, int axis) {
    Array positions = Indexer.wide(at);
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

  static Array fillDiagonal(Array x, Array value) {
    boolean square = x.shape().dims().stream().distinct().count() == 1;
    if (x.rank() < 2 || (x.rank() > 2 && !square)) {
      throw new ShapeException(
          "fillDiagonal: a matrix, or an array of which all axes have one size, is needed, not "
              + x.type());
    }
    int n = x.shape().dims().stream().min().orElse(0);
    if (n == 0) {
      return x;
    }
    Array values = Promotion.to(value, x.dtype());
    Array line = values.rank() == 0 ? values : Rearranging.resize(values, n);
    Index along = Index.index(Np.arange(n));
    return Indexer.update(x, Collections.nCopies(x.rank(), along), line, ScatterKind.SET);
  }

  static List<Array> unravelIndex(Array positions, Shape shape) {
    if (!positions.dtype().isInteger()) {
      throw new DTypeException("unravelIndex: positions are integers, not " + positions.type());
    }
    List<Array> axes = new ArrayList<>();
    Array rest = positions;
    for (int i = shape.rank() - 1; i >= 0; i--) {
      axes.addFirst(rest.mod(shape.dim(i)));
      rest = rest.floorDivide(shape.dim(i));
    }
    return axes;
  }

  /** Positions outside, counted from the end if negative, at the nearest end of every axis. */
  static List<Array> unravelClamped(Array positions, Shape shape) {
    Array least = Np.maximum(positions, Array.scalar(-(long) shape.size()));
    return unravelIndex(Np.minimum(least, Array.scalar(shape.size() - 1L)), shape);
  }

  static Array ravelMultiIndex(List<Array> positions, Shape shape) {
    requireAxes(positions, shape);
    for (int i = 0; i < shape.rank(); i++) {
      Array p = positions.get(i);
      if (p.value() instanceof Value.Concrete
          && p.size() > 0
          && (p.min().toLong() < 0 || p.max().toLong() >= shape.dim(i))) {
        throw new ShapeException(
            "ravelMultiIndex: a position on axis "
                + i
                + " is outside of shape "
                + shape
                + ", they go from "
                + p.min().toLong()
                + " to "
                + p.max().toLong()
                + "; OutOfBounds.CLIP or WRAP brings them in");
      }
    }
    return ravel(positions, shape);
  }

  static Array ravelMultiIndex(List<Array> positions, Shape shape, OutOfBounds mode) {
    requireAxes(positions, shape);
    List<Array> inside = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      inside.add(Choosing.inside("ravelMultiIndex", positions.get(i), shape.dim(i), mode));
    }
    return ravel(inside, shape);
  }

  private static void requireAxes(List<Array> positions, Shape shape) {
    if (positions.size() != shape.rank() || shape.rank() == 0) {
      throw new ShapeException(
          "ravelMultiIndex: " + positions.size() + " positions for shape " + shape);
    }
  }

  static Array ravel(List<Array> positions, Shape shape) {
    Array flat = positions.getFirst();
    for (int i = 1; i < positions.size(); i++) {
      flat = flat.mul(shape.dim(i)).add(positions.get(i));
    }
    return flat;
  }

  static Array compress(Array condition, Array x, int axis) {
    Array positions = Np.flatnonzero(condition);
    int last = positions.size() == 0 ? -1 : Np.max(positions).toInt();
    if (condition.rank() != 1 || last >= x.dim(axis)) {
      throw new ShapeException(
          "compress: the condition must be a vector that holds at most at the %d positions along"
                  .formatted(x.dim(axis))
              + " axis %d of %s, not %s".formatted(axis, x.type(), condition.type()));
    }
    return pick(x, positions, axis);
  }

  static Array compress(Array mask, Array x, int axis, int size, Array fill) {
    if (mask.rank() != 1 || mask.size() > x.dim(axis)) {
      throw new ShapeException(
          "compress: the condition must be a vector of at most "
              + x.dim(axis)
              + " elements, not "
              + mask.type());
    }
    Array positions = Sets.positions(mask, size, -1);
    int[] dims = new int[x.rank()];
    Arrays.fill(dims, 1);
    dims[axis] = size;
    Array real = positions.ge(0).reshape(dims);
    Array picked = pick(x, Np.maximum(positions, Array.scalar(0)), axis);
    return Np.where(real, picked, Promotion.to(fill, x.dtype()));
  }

  static Array put(Array x, Array positions, Array values, OutOfBounds mode) {
    if (x.size() == 0 || positions.size() == 0 || values.size() == 0) {
      return x;
    }
    Array flat = Indexer.wide(positions.ravel());
    Array fromStart = Np.where(flat.lt(0), flat.add(x.size()), flat);
    Array places =
        switch (mode) {
          case FILL -> flat;
          case CLIP -> Choosing.inside("put", fromStart, x.size(), mode);
          case WRAP -> Choosing.inside("put", flat, x.size(), mode);
        };
    Array updates = Rearranging.resize(values, flat.size());
    return x.ravel().at(places).set(updates).reshape(x.shape());
  }

  static Array place(Array x, Array mask, Array values) {
    if (mask.size() != x.size() || values.size() == 0) {
      throw new ShapeException(
          "place: the mask "
              + mask.type()
              + " must have as many elements as "
              + x.type()
              + ", and there must be values: "
              + values.type());
    }
    Array hits = Np.truth(mask).ravel();
    Array which = Np.cumsum(hits).sub(1).mod(values.size());
    Array picked = pick(Promotion.to(values, x.dtype()).ravel(), which, 0);
    return Np.where(hits, picked, x.ravel()).reshape(x.shape());
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

  /** Both ends of one period put at the other end too. */
  static Array interpPeriodic(Array at, Array xs, Array fs, double period) {
    if (!(Math.abs(period) > 0) || xs.rank() != 1 || xs.size() == 0) {
      throw new ShapeException(
          "interp: points " + xs.type() + " can't be repeated with period " + period);
    }
    double length = Math.abs(period);
    Array x = xs.mod(length);
    Array order = Np.argsort(x);
    Array xp = x.get(order);
    Array fp = fs.get(order);
    Array points =
        Np.concatenate(
            List.of(xp.get(Index.from(-1)).sub(length), xp, xp.get(Index.to(1)).add(length)), 0);
    Array values = Np.concatenate(List.of(fp.get(Index.from(-1)), fp, fp.get(Index.to(1))), 0);
    return interp(at.mod(length), points, values, values.get(0), values.get(-1));
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
