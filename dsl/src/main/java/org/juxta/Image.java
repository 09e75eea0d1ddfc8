package org.juxta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Arrays as samples of functions of the plane or of space, resampled. Differentiable in the
 * samples, and where it makes sense in the places. As {@code jax.image} and {@code
 * jax.scipy.ndimage}.
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="image"}
 */
public final class Image {
  /** Sums of weights below this are taken as 0: no sample is near. */
  private static final double NOTHING = 1000 * 1.1920929e-7;

  private Image() {}

  /**
   * {@code x} with another size along some axes, whose samples are taken as centres of equal cells;
   * where it gets smaller, averaged over the cells that fall together. As {@code jax.image.resize}.
   *
   * @throws ShapeException if a size is missing
   */
  public static Array resize(Array x, ResizeMethod method, int... dims) {
    return resize(x, method, true, dims);
  }

  /** {@link #resize(Array, ResizeMethod, int...)} with or without averaging. */
  public static Array resize(Array x, ResizeMethod method, boolean antialias, int... dims) {
    requireSizes(x, dims);
    if (method == ResizeMethod.NEAREST) {
      return nearest(x, dims);
    }
    Array result = Promotion.to(x, Promotion.inexact(x.dtype()));
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] != x.dim(axis)) {
        Array scale = Np.array((double) dims[axis] / x.dim(axis)).astype(result.dtype());
        result = along(result, axis, dims[axis], scale, Np.zerosLike(scale), method, antialias);
      }
    }
    return result;
  }

  private static void requireSizes(Array x, int... dims) {
    if (dims.length != x.rank()) {
      throw new ShapeException(
          "resize: a size for each axis of " + x.type() + " is needed, not " + Ints.of(dims));
    }
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] < 0 || (x.dim(axis) == 0 && dims[axis] > 0)) {
        throw new ShapeException(
            "resize: axis " + axis + " of " + x.type() + " can't get size " + dims[axis]);
      }
    }
  }

  /** In F32, as JAX's, which decides which of two equally near ones it is. */
  private static Array nearest(Array x, int... dims) {
    Array result = x;
    for (int axis = 0; axis < dims.length; axis++) {
      int m = x.dim(axis);
      int n = dims[axis];
      if (m != n) {
        int[] from = new int[n];
        Arrays.setAll(from, i -> (int) Math.floor((i + 0.5f) * m / n));
        result = Picking.pick(result, Np.array(from), axis);
      }
    }
    return result;
  }

  /**
   * An array of shape {@code dims} whose element at place p along {@code axes[i]} is what is at
   * {@code (p - translation[i]) / scale[i]} of {@code x}, places being counted from the corner of
   * the first cell; 0 outside. As {@code jax.image.scale_and_translate}.
   *
   * @throws ShapeException if a size, scale or translation is missing
   */
  public static Array scaleAndTranslate(
      Array x,
      int[] dims,
      int[] axes,
      Array scale,
      Array translation,
      ResizeMethod method,
      boolean antialias) {
    requireSizes(x, dims);
    Shape each = Shape.of(axes.length);
    if (method == ResizeMethod.NEAREST
        || !scale.shape().equals(each)
        || !translation.shape().equals(each)) {
      throw new ShapeException(
          "scaleAndTranslate: a scale and a translation for each of the axes "
              + Ints.of(axes)
              + " are needed, not "
              + scale.type()
              + " and "
              + translation.type()
              + ", and a method other than NEAREST");
    }
    Array result = Promotion.to(x, Promotion.inexact(x.dtype()));
    DType places = Promotion.inexact(Promotion.common(scale.type(), translation.type()));
    for (int i = 0; i < axes.length; i++) {
      int axis = x.shape().axis(axes[i]);
      Array s = Promotion.to(scale.get(i), places);
      Array t = Promotion.to(translation.get(i), places);
      result = along(result, axis, dims[axis], s, t, method, antialias);
    }
    return result;
  }

  private static Array along(
      Array x,
      int axis,
      int size,
      Array scale,
      Array translation,
      ResizeMethod method,
      boolean antialias) {
    Array weights = weights(x.dim(axis), size, scale, translation, method, antialias);
    Array product = Np.tensordot(x, weights.astype(x.dtype()), new int[] {axis}, new int[] {0});
    return Np.moveaxis(product, -1, axis);
  }

  /** What each sample, along the first axis, is worth for each result, along the second. */
  private static Array weights(
      int from, int to, Array scale, Array translation, ResizeMethod method, boolean antialias) {
    Array inverse = Np.reciprocal(scale);
    Array stretch = antialias ? Np.maximum(inverse, Array.scalar(1)) : Array.scalar(1.0);
    Array centres = Np.arange(to).astype(scale.dtype()).add(0.5);
    Array places = centres.mul(inverse).sub(translation.mul(inverse)).sub(0.5);
    Array samples = Np.arange(from).astype(scale.dtype()).expandDims(1);
    Array weights = method.kernel(places.sub(samples).abs().div(stretch));
    Array total = Np.sum(weights, Over.axes(0).keepDims());
    Array some = total.abs().gt(NOTHING);
    Array safe = Np.where(total.ne(0), total, Array.scalar(1));
    Array shares = Np.where(some, weights.div(safe), Array.scalar(0));
    Array inside = places.ge(-0.5).and(places.le(from - 0.5));
    return Np.where(inside, shares, Array.scalar(0));
  }

  /**
   * {@code x} at places between its elements: the nearest element if {@code order} is 0, linear
   * between neighbours if it is 1. As {@code jax.scipy.ndimage.map_coordinates}.
   *
   * @param x the samples
   * @param coordinates the places along each axis, of shapes that are broadcast
   * @param order 0 or 1
   * @param mode what is around the array
   * @param outside the value around the array, of {@link EdgeMode#CONSTANT}
   * @throws ShapeException if the coordinates of an axis are missing
   */
  public static Array mapCoordinates(
      Array x, List<Array> coordinates, int order, EdgeMode mode, double outside) {
    if (coordinates.size() != x.rank() || (order != 0 && order != 1)) {
      throw new ShapeException(
          "mapCoordinates: coordinates along each axis of "
              + x.type()
              + " are needed, not "
              + coordinates.stream().map(Array::type).toList()
              + ", and order 0 or 1, not "
              + order);
    }
    List<Corner> corners = new ArrayList<>(List.of(new Corner(List.of(), null, null)));
    for (int axis = 0; axis < x.rank(); axis++) {
      corners = extend(corners, coordinates.get(axis), order, mode, x.dim(axis));
    }
    Array total = null;
    for (Corner corner : corners) {
      Array part = corner.of(x, outside);
      total = total == null ? part : total.add(part);
    }
    if (total == null) {
      throw new IllegalStateException("a grid cell has corners");
    }
    return (x.dtype().isInteger() ? rounded(total) : total).astype(x.dtype());
  }

  /** {@link #mapCoordinates(Array, List, int, EdgeMode, double)} with 0 around the array. */
  public static Array mapCoordinates(Array x, List<Array> coordinates, int order) {
    return mapCoordinates(x, coordinates, order, EdgeMode.CONSTANT, 0);
  }

  /** A corner of the cells around the places: its positions, what it counts, if it is inside. */
  private record Corner(List<Array> positions, @Nullable Array weight, @Nullable Array inside) {
    Corner with(Array index, Array share, EdgeMode mode, int size) {
      List<Array> longer = new ArrayList<>(positions);
      longer.add(mode.inside(index, size));
      Array valid = index.ge(0).and(index.lt(size));
      Array both = mode != EdgeMode.CONSTANT ? null : inside == null ? valid : inside.and(valid);
      return new Corner(longer, weight == null ? share : weight.mul(share), both);
    }

    Array of(Array x, double outside) {
      Array value = x.get(positions.toArray(Array[]::new));
      Array seen = inside == null ? value : Np.where(inside, value, outside);
      return weight == null ? seen : seen.mul(weight);
    }
  }

  /** To the nearest whole number, halves away from 0, as JAX does here. */
  private static Array rounded(Array x) {
    Array whole = Np.trunc(x);
    Array away = x.sub(whole).abs().ge(0.5);
    return Np.where(away, whole.add(x.sign()), whole);
  }

  private static List<Corner> extend(
      List<Corner> corners, Array coordinate, int order, EdgeMode mode, int size) {
    List<Corner> result = new ArrayList<>();
    Array place = Promotion.to(coordinate, Promotion.inexact(coordinate.dtype()));
    Array lower = order == 0 ? rounded(place) : place.floor();
    Array index = lower.astype(DType.I32);
    for (Corner corner : corners) {
      if (order == 0) {
        result.add(corner.with(index, Np.onesLike(place), mode, size));
      } else {
        Array share = place.sub(lower);
        result.add(corner.with(index, Np.subtract(1, share), mode, size));
        result.add(corner.with(index.add(1), share, mode, size));
      }
    }
    return result;
  }
}
