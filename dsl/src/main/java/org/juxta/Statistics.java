package org.juxta;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;

/** Weighted averages, covariances, differences, derivatives and integrals of samples. */
final class Statistics {
  private Statistics() {}

  private static Array floats(Array x) {
    return Promotion.to(x, Promotion.inexact(x.dtype()));
  }

  static Array average(Array x, Array weights, Over over) {
    over.require("average", false, false, false);
    Array w = weights;
    if (!w.shape().equals(x.shape())) {
      Ints axes = over.of(x);
      if (!w.shape().dims().equals(x.shape().dims().at(axes))) {
        throw new ShapeException(
            "average: weights "
                + w.type()
                + " have neither the shape of "
                + x.type()
                + " nor that of the axes averaged over, "
                + axes);
      }
      w = Lax.broadcastInDim(w, x.shape(), axes);
    }
    return Np.divide(Np.sum(x.mul(w), over), Np.sum(floats(w), over));
  }

  static Array diff(Array x, int order, int axis) {
    int a = x.shape().axis(axis);
    if (order < 0) {
      throw new ShapeException("diff: the order may not be negative: " + order);
    }
    Array result = x;
    for (int i = 0; i < order; i++) {
      int size = result.dim(a);
      Array after = Lax.sliceAlong(result, Math.min(1, size), size, a);
      Array before = Lax.sliceAlong(result, 0, Math.max(0, size - 1), a);
      result = x.dtype().isBool() ? after.ne(before) : after.sub(before);
    }
    return result;
  }

  static Array gradient(Array x, Array spacing, int axis) {
    int a = x.shape().axis(axis);
    int n = x.dim(a);
    if (n < 2 || spacing.rank() > 1 || (spacing.rank() == 1 && spacing.size() != n)) {
      throw new ShapeException(
          "gradient: axis "
              + a
              + " of "
              + x.type()
              + " needs at least two elements, and one distance or as many coordinates, not "
              + spacing.type());
    }
    Array values = floats(x);
    Array steps = diff(values, 1, a);
    if (spacing.rank() == 0) {
      Array inner = Lax.sliceAlong(values, 2, n, a).sub(Lax.sliceAlong(values, 0, n - 2, a)).div(2);
      Array first = Lax.sliceAlong(steps, 0, 1, a);
      Array last = Lax.sliceAlong(steps, n - 2, n - 1, a);
      return Lax.concatenate(List.of(first, inner, last), a).div(spacing);
    }
    Array widths =
        Lax.broadcastInDim(
            Promotion.to(diff(spacing, 1, 0), values.dtype()), steps.shape(), Ints.of(a));
    Array slopes = steps.div(widths);
    return Lax.concatenate(
        List.of(
            Lax.sliceAlong(slopes, 0, 1, a),
            parabolic(slopes, widths, a),
            Lax.sliceAlong(slopes, n - 2, n - 1, a)),
        a);
  }

  /** Slopes at inner points: those on both sides, each weighted by the other side's width. */
  private static Array parabolic(Array slopes, Array widths, int axis) {
    int n = slopes.dim(axis);
    Array before = Lax.sliceAlong(widths, 0, n - 1, axis);
    Array after = Lax.sliceAlong(widths, 1, n, axis);
    Array left = Lax.sliceAlong(slopes, 0, n - 1, axis).mul(after);
    Array right = Lax.sliceAlong(slopes, 1, n, axis).mul(before);
    return left.add(right).div(before.add(after));
  }

  static Array trapezoid(Array y, Array spacing, int axis) {
    int a = y.shape().axis(axis);
    Array values = floats(y);
    int n = y.dim(a);
    Array pairs =
        Lax.sliceAlong(values, Math.min(1, n), n, a)
            .add(Lax.sliceAlong(values, 0, Math.max(0, n - 1), a));
    Array widths =
        spacing.rank() == 1 ? Lax.broadcastInDim(spacing, pairs.shape(), Ints.of(a)) : spacing;
    return Np.sum(pairs.mul(widths), a).div(2);
  }

  /** The covariance of the rows of {@code x}, with divisor n - {@code ddof}. */
  static Array cov(Array x, int ddof, @Nullable Array frequencies, @Nullable Array weights) {
    Array rows = floats(x.rank() < 2 ? x.reshape(1, x.size()) : x);
    if (rows.rank() != 2) {
      throw new ShapeException("cov: a vector or matrix is needed, not " + x.type());
    }
    Array w = product(sizes(rows, frequencies), sizes(rows, weights));
    Array products;
    if (w == null) {
      Array centred = rows.sub(Np.mean(rows, Over.axes(1).keepDims()));
      products =
          centred
              .matmul(Np.conj(centred.transpose()))
              .div(rows.dim(1) == 0 ? Double.NaN : rows.dim(1) - ddof);
    } else {
      Array total = w.sum();
      Array lost = weights == null ? Array.scalar(1) : Np.sum(w.mul(weights.abs())).div(total);
      Array divisor = total.sub(lost.mul(ddof));
      Array centred = rows.sub(rows.mul(w).sum(1).div(total).expandDims(1));
      products = centred.matmul(Np.conj(centred.mul(w).transpose())).div(divisor);
    }
    return Np.squeeze(products);
  }

  private static @Nullable Array sizes(Array rows, @Nullable Array weights) {
    if (weights == null) {
      return null;
    }
    if (weights.rank() != 1 || weights.size() != rows.dim(1)) {
      throw new ShapeException(
          "cov: one weight is needed for each of "
              + rows.dim(1)
              + " columns, not "
              + weights.type());
    }
    return Promotion.to(weights.abs(), rows.dtype());
  }

  private static @Nullable Array product(@Nullable Array a, @Nullable Array b) {
    return a == null ? b : b == null ? a : a.mul(b);
  }

  static Array corrcoef(Array x) {
    Array covariance = Np.cov(x);
    if (covariance.rank() == 0) {
      return covariance.div(covariance);
    }
    Array spread = Np.sqrt(Np.real(Np.diagonal(covariance)));
    Array ratio = covariance.div(spread.expandDims(1)).div(spread);
    return ratio.dtype().isComplex()
        ? Np.complex(Np.clip(Np.real(ratio), -1.0, 1.0), Np.clip(Np.imag(ratio), -1.0, 1.0))
        : Np.clip(ratio, -1.0, 1.0);
  }

  static Array unwrap(Array x, int axis) {
    Array angles = floats(x);
    int a = angles.shape().axis(axis);
    int n = angles.dim(a);
    if (n < 2) {
      return angles;
    }
    double half = Math.PI;
    Array steps = diff(angles, 1, a);
    Array turned = steps.add(half).mod(2 * half).sub(half);
    Array kept = Np.where(turned.eq(-half).and(steps.gt(0)), Array.scalar(half), turned);
    Array change = Np.where(steps.abs().lt(half), Array.scalar(0), kept.sub(steps));
    Array first = Lax.sliceAlong(angles, 0, 1, a);
    Array rest = Lax.sliceAlong(angles, 1, n, a).add(Np.cumsum(change, a));
    return Lax.concatenate(List.of(first, rest), a);
  }
}
