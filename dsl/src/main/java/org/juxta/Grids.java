package org.juxta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Sequences of numbers, and grids over them. */
final class Grids {
  private Grids() {}

  static double[] linspace(double start, double stop, int count, boolean endpoint) {
    if (count < 0) {
      throw new ShapeException("linspace: the count may not be negative: " + count);
    }
    double[] values = new double[count];
    int steps = endpoint ? count - 1 : count;
    for (int i = 0; i < count; i++) {
      double t = steps == 0 ? 0 : (double) i / steps;
      values[i] = i == steps && steps > 0 ? stop : start * (1 - t) + stop * t;
    }
    return values;
  }

  /** How many of start, start + step, … come before stop. */
  static int count(String what, double start, double stop, double step) {
    double count = Math.ceil((stop - start) / step);
    if (!(count <= Integer.MAX_VALUE - 8)) {
      throw new ShapeException(
          "%s: from %s to %s in steps of %s there are %s values; that is no size of an array"
              .formatted(what, start, stop, step, Double.isNaN(count) ? "not-a-number" : count));
    }
    return (int) Math.max(0, count);
  }

  static Array linspace(Array start, Array stop, int count) {
    if (count < 0) {
      throw new ShapeException("linspace: the count may not be negative: " + count);
    }
    DType dtype = Promotion.inexact(Promotion.common(start.type(), stop.type()));
    Shape shape = Np.broadcastShapes(start.shape(), stop.shape());
    Array first = Np.broadcastTo(Promotion.to(start, dtype), shape).expandDims(0);
    Array last = Np.broadcastTo(Promotion.to(stop, dtype), shape).expandDims(0);
    if (count <= 1) {
      return count == 0 ? Np.full(shape.insert(0, 0), 0, dtype) : first;
    }
    Array t = Lax.iota(dtype, shape.insert(0, count - 1), 0).div(count - 1L);
    Array inner = first.mul(Np.subtract(1.0, t)).add(last.mul(t));
    return Lax.concatenate(List.of(inner, last), 0);
  }

  static double[] geomspace(double start, double stop, int count) {
    if (!(start / stop > 0)) {
      throw new ShapeException(
          "geomspace: start and stop must have one sign and not be 0: " + start + ", " + stop);
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double t = count == 1 ? 0 : (double) i / (count - 1);
      values[i] = i == 0 ? start : i == count - 1 ? stop : start * Math.pow(stop / start, t);
    }
    return values;
  }

  static List<Array> meshgrid(boolean matrix, boolean sparse, Array... axes) {
    int n = axes.length;
    Shape shape = new Shape(Ints.build(n, i -> axes[place(i, n, matrix)].size()));
    List<Array> grid = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int axis = place(i, n, matrix);
      Shape own = sparse ? new Shape(Ints.fill(n, 1).with(axis, axes[i].size())) : shape;
      grid.add(Lax.broadcastInDim(axes[i].ravel(), own, Ints.of(axis)));
    }
    return grid;
  }

  /**
   * The axis of the grid along which vector {@code i} runs: Cartesian grids have the first two
   * exchanged.
   */
  private static int place(int i, int count, boolean matrix) {
    return matrix || count < 2 || i > 1 ? i : 1 - i;
  }

  /** The vectors that ranges describe. */
  static Array[] vectors(String what, Index... ranges) {
    return Arrays.stream(ranges).map(range -> vector(what, range)).toArray(Array[]::new);
  }

  private static Array vector(String what, Index index) {
    if (index instanceof Index.Range(Integer start, Integer stop, int step) && stop != null) {
      return Np.arange(start == null ? 0 : start, stop, step);
    }
    throw new ShapeException(what + ": a range with an end is needed, not " + index);
  }
}
