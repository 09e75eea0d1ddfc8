package org.juxta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Interpolation of values on a rectangular grid, multilinear, or of the nearest grid point. As
 * {@code jax.scipy.interpolate.RegularGridInterpolator}; a record of Arrays, so that it passes
 * through transformations.
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="interpolation"}
 *
 * @param points the strictly ascending coordinates along each axis of the grid, at least two each
 * @param values the values, whose first axes are those of the grid
 * @param nearest whether the nearest grid point counts alone
 * @param outside the value outside of the grid; null to go on as at its border
 */
public record RegularGridInterpolator(
    List<Array> points, Array values, boolean nearest, @Nullable Array outside) {
  /** Checks the shapes. */
  public RegularGridInterpolator {
    boolean fits = !points.isEmpty() && points.size() <= values.rank();
    for (int i = 0; fits && i < points.size(); i++) {
      fits = points.get(i).shape().equals(Shape.of(values.dim(i))) && values.dim(i) > 1;
    }
    if (!fits) {
      throw new ShapeException(
          "RegularGridInterpolator: vectors of at least two coordinates for the first axes of "
              + values.type()
              + " are needed, not "
              + points.stream().map(Array::type).toList());
    }
    points = List.copyOf(points);
  }

  /** Multilinear, and NaN outside of the grid. */
  public static RegularGridInterpolator linear(List<Array> points, Array values) {
    return new RegularGridInterpolator(points, values, false, Array.scalar(Double.NaN));
  }

  /** The value of the nearest grid point, and NaN outside of the grid. */
  public static RegularGridInterpolator nearest(List<Array> points, Array values) {
    return new RegularGridInterpolator(points, values, true, Array.scalar(Double.NaN));
  }

  /** With another value outside of the grid; null to go on as at its border. */
  public RegularGridInterpolator withOutside(@Nullable Array value) {
    return new RegularGridInterpolator(points, values, nearest, value);
  }

  /** A cell of the grid along one axis: its lower corner, and how far into it, of 1. */
  private record Cell(Array lower, Array part, Array beyond) {
    static Cell of(Array place, Array points) {
      Array index = Np.searchsorted(points, place, false).sub(1);
      Array lower = Np.clip(index, 0L, points.size() - 2L);
      Array start = points.get(lower);
      Array part = place.sub(start).div(points.get(lower.add(1)).sub(start));
      Array beyond = Np.less(place, points.get(0)).or(Np.greater(place, points.get(-1)));
      return new Cell(lower, part, beyond);
    }
  }

  /**
   * The values at places whose coordinates lie along the last axis.
   *
   * @throws ShapeException if there is not a coordinate for each axis of the grid
   */
  public Array apply(Array places) {
    if (places.rank() == 0 || places.dim(-1) != points.size()) {
      throw new ShapeException(
          "RegularGridInterpolator: "
              + points.size()
              + " coordinates along the last axis are needed, not "
              + places.type());
    }
    Shape shape = new Shape(places.shape().dims().slice(0, places.rank() - 1));
    Array rows = places.reshape(shape.size(), points.size());
    List<Cell> cells = new ArrayList<>();
    Array beyond = Np.zeros(DType.BOOL, shape.size());
    for (int i = 0; i < points.size(); i++) {
      Cell cell = Cell.of(rows.get(Index.all(), Index.index(i)), points.get(i));
      cells.add(cell);
      beyond = beyond.or(cell.beyond());
    }
    Array result = nearest ? atNearest(cells) : between(cells);
    if (outside != null) {
      result = Np.where(spread(beyond), outside, result);
    }
    Shape rest = new Shape(values.shape().dims().slice(points.size(), values.rank()));
    return Lax.reshape(result, shape.concat(rest));
  }

  /** A vector over the places as many axes as the values at one place have, and one. */
  private Array spread(Array vector) {
    int[] dims = new int[1 + values.rank() - points.size()];
    Arrays.fill(dims, 1);
    dims[0] = vector.size();
    return vector.reshape(dims);
  }

  private Array atNearest(List<Cell> cells) {
    Array[] index = new Array[cells.size()];
    for (int i = 0; i < index.length; i++) {
      Cell cell = cells.get(i);
      index[i] = cell.lower().add(cell.part().gt(0.5).astype(cell.lower().dtype()));
    }
    return floats().get(index);
  }

  private Array floats() {
    return Promotion.to(values, Promotion.inexact(values.dtype()));
  }

  /** The sum over the corners of the cell. */
  private Array between(List<Cell> cells) {
    Array total = null;
    for (int corner = 0; corner < 1 << cells.size(); corner++) {
      Array[] index = new Array[cells.size()];
      Array weight = Array.scalar(1.0);
      for (int i = 0; i < index.length; i++) {
        Cell cell = cells.get(i);
        boolean upper = (corner >> i & 1) == 1;
        index[i] = upper ? cell.lower().add(1) : cell.lower();
        weight = Np.multiply(weight, upper ? cell.part() : Np.subtract(1, cell.part()));
      }
      Array term = floats().get(index).mul(spread(weight));
      total = total == null ? term : total.add(term);
    }
    if (total == null) {
      throw new IllegalStateException("a grid cell has corners");
    }
    return total;
  }
}
