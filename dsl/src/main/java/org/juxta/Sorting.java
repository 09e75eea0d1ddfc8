package org.juxta;

import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Orders, quantiles and binary search. */
final class Sorting {
  /** Up to so many comparisons, all at once are faster than a search. */
  private static final long FEW = 1 << 14;

  private Sorting() {}

  static Array sort(Array x, int axis, boolean descending) {
    Array sorted = Lax.sort(x, axis);
    return descending ? Np.flip(sorted, axis) : sorted;
  }

  /** Descending: the positions from the end, sorted in reverse, so that equal ones keep order. */
  static Array argsort(Array x, int axis, boolean descending) {
    int a = x.shape().axis(axis);
    Array position = Lax.iota(DType.I32, x.shape(), a);
    if (!descending) {
      return Lax.sortKeyVal(x, position, a)._2;
    }
    Array fromEnd = position.neg().add(x.dim(a) - 1L);
    return Np.flip(Lax.sortKeyVal(Np.flip(x, a), fromEnd, a)._2, a);
  }

  static Array lexsort(List<Array> keys, int axis) {
    if (keys.isEmpty()) {
      throw new ShapeException("lexsort needs at least one key");
    }
    Array last = keys.getLast();
    List<Array> operands = new ArrayList<>(keys.reversed());
    operands.add(Lax.iota(DType.I32, last.shape(), last.shape().axis(axis)));
    return Lax.sort(operands, axis, keys.size()).getLast();
  }

  static int requireElement(String what, Array x, int k, int axis) {
    int n = x.dim(axis);
    if (k < -n || k >= n) {
      throw new ShapeException(
          what + ": element " + k + " is out of bounds for axis " + axis + " of " + x.type());
    }
    return k;
  }

  // Running sums and products

  /** Truth values count as 0 and 1. */
  private static Array numbers(Array x) {
    return x.dtype().isBool() ? x.astype(DType.I32) : x;
  }

  static Array cumsum(Array x, int axis) {
    return Lax.cumsum(numbers(x), axis, false);
  }

  static Array cumprod(Array x, int axis) {
    return Lax.cumprod(numbers(x), axis, false);
  }

  /** {@code x} with a slice of {@code value} before the first along {@code axis}. */
  static Array withInitial(Array x, long value, int axis) {
    Ints none = Ints.fill(x.rank(), 0);
    return Lax.pad(x, Array.scalar(value), none.with(x.shape().axis(axis), 1), none, none);
  }

  // Quantiles

  static Array quantile(Array x, Array q, QuantileMethod method, boolean skipNaN, int... axes) {
    Array probability = q.dtype().isFloat() ? q : Promotion.to(q, DType.F32);
    DType dtype = Promotion.inexact(Promotion.common(List.of(x, probability)));
    Array sorted = Lax.sort(lines("quantile", Promotion.to(x, dtype), axes), -1);
    int n = sorted.dim(-1);
    if (n == 0) {
      throw new ShapeException("a quantile of no elements: " + x.type());
    }
    Shape lines = sorted.shape().without(Ints.of(sorted.rank() - 1));
    if (lines.size() == 0) {
      return Np.zeros(dtype, probability.shape().dims().concat(lines.dims()).toArray());
    }
    Array known = Np.sum(Np.logicalNot(Np.isnan(sorted)).astype(dtype), -1).expandDims(-1);
    Array count = skipNaN ? known : Np.full(known.shape(), n, dtype);
    Array flat = Promotion.to(probability, dtype).ravel();
    Array between = between(sorted, flat.mul(count.sub(1)), count, method);
    Array result =
        skipNaN
            ? between
            : Np.where(known.lt(n), Np.full(Shape.SCALAR, Double.NaN, dtype), between);
    Ints dims = probability.shape().dims().concat(lines.dims());
    return Lax.reshape(Np.moveaxis(result, -1, 0), new Shape(dims));
  }

  /** The axes to reduce over as one at the end, all if there are none given. */
  private static Array lines(String what, Array x, int... axes) {
    Ints reduced = axes.length == 0 ? Ints.range(0, x.rank()) : x.shape().axes(Ints.of(axes));
    if (!reduced.areDistinctBelow(x.rank())) {
      throw new ShapeException(
          what + ": an axis is repeated in " + Arrays.toString(axes) + " of " + x.type());
    }
    Ints kept = Ints.range(0, x.rank()).without(reduced);
    Shape lines = new Shape(x.shape().dims().at(kept));
    int n = x.shape().dims().at(reduced).stream().reduce(1, (a, b) -> a * b);
    return Lax.reshape(Lax.transpose(x, kept.concat(reduced)), lines.insert(lines.rank(), n));
  }

  /** What lies at fractional positions along the last axis. */
  private static Array between(Array sorted, Array at, Array count, QuantileMethod method) {
    Array last = Np.maximum(count.sub(1), 0);
    Array low = Np.minimum(Np.maximum(at.floor(), 0), last);
    Array high = Np.minimum(Np.maximum(at.ceil(), 0), last);
    Array weight = at.sub(at.floor());
    Array below = element(sorted, low);
    Array above = element(sorted, high);
    return switch (method) {
      case LINEAR -> {
        Array line = below.mul(weight.neg().add(1)).add(above.mul(weight));
        // Between equal infinities, and at an element, there is no line.
        Array none = below.eq(above).and(Np.isinf(below)).or(weight.eq(0));
        yield Np.where(none, below.mul(0.5).add(above.mul(0.5)), line);
      }
      case LOWER -> below;
      case HIGHER -> above;
      case MIDPOINT -> below.mul(0.5).add(above.mul(0.5));
      case NEAREST -> Np.where(weight.le(0.5), below, above);
    };
  }

  private static Array element(Array sorted, Array position) {
    return Picking.takeAlongAxis(sorted, position.astype(DType.I32), -1);
  }

  // Search

  static SearchMethod method(Array sorted, Array values) {
    long comparisons = (long) sorted.size() * values.size();
    return comparisons <= FEW ? SearchMethod.COMPARE_ALL : SearchMethod.SCAN;
  }

  static Array searchsorted(Array sorted, Array values, boolean right, SearchMethod method) {
    if (sorted.rank() != 1) {
      throw new ShapeException(
          "searchsorted: the sorted array must have one axis, not " + sorted.type());
    }
    DType dtype = Promotion.common(List.of(sorted, values));
    Array a = Promotion.to(sorted, dtype);
    Array v = Promotion.to(values, dtype);
    return switch (method) {
      case COMPARE_ALL -> Np.sum(isBefore(a, v.expandDims(-1), right), -1);
      case SCAN -> binarySearch(a, v, right);
      case SORT -> bySorting(a, v, right);
    };
  }

  /** Whether an element comes before the place of a value; NaN is greater than every number. */
  private static Array isBefore(Array element, Array value, boolean right) {
    if (!element.dtype().isFloat()) {
      return right ? element.le(value) : element.lt(value);
    }
    Array valueIsNaN = Np.isnan(value);
    return right
        ? element.le(value).or(valueIsNaN)
        : element.lt(value).or(valueIsNaN.and(Np.logicalNot(Np.isnan(element))));
  }

  /** Halves the range of places until one is left. */
  private static Array binarySearch(Array sorted, Array values, boolean right) {
    int n = sorted.size();
    Array first = Np.full(values.shape(), 0, DType.I32);
    if (n == 0) {
      return first;
    }
    int steps = 32 - Integer.numberOfLeadingZeros(n);
    var range =
        Lax.foriLoop(
            0,
            steps,
            (i, s) -> {
              Array middle = s._1.add(s._2).floorDivide(2);
              Array open = s._1.lt(s._2);
              Array up = isBefore(Picking.pick(sorted, middle, 0), values, right).and(open);
              Array down = Np.logicalNot(up).and(open);
              return new Tuple2<>(Np.where(up, middle.add(1), s._1), Np.where(down, middle, s._2));
            },
            new Tuple2<>(first, Np.full(values.shape(), n, DType.I32)));
    return range._1;
  }

  /** Values sort in before equal elements, or after them if {@code right}. */
  private static Array bySorting(Array sorted, Array values, boolean right) {
    Array flat = values.ravel();
    int n = sorted.size();
    int m = flat.size();
    Array joined =
        right
            ? Lax.concatenate(List.of(sorted, flat), 0)
            : Lax.concatenate(List.of(flat, sorted), 0);
    Array order = argsort(joined, 0, false);
    Array isValue = right ? order.ge(n) : order.lt(m);
    Array elementsBefore = Lax.cumsum(Np.logicalNot(isValue).astype(DType.I32), 0, false);
    Array number = right ? order.sub(n) : order;
    Array place = Np.where(isValue, number, Array.scalar(m));
    Array found = Np.full(Shape.of(m), 0, DType.I32).at(place).set(elementsBefore);
    return Lax.reshape(found, values.shape());
  }
}
