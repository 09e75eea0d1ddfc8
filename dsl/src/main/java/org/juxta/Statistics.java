package org.juxta;

import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;

/** Averages, spreads, differences and sums that leave NaN out. */
final class Statistics {
  private Statistics() {}

  private static Array floats(Array x) {
    return Promotion.to(x, Promotion.inexact(x.dtype()));
  }

  static int count(Array x, int... axes) {
    Ints reduced = axes.length == 0 ? Ints.range(0, x.rank()) : x.shape().axes(Ints.of(axes));
    return x.shape().dims().at(reduced).stream().reduce(1, (a, b) -> a * b);
  }

  static Array sampleVar(Array x, int... axes) {
    int n = count(x, axes);
    Array spread = Np.var(x, axes);
    return spread.mul(n / (n - 1.0));
  }

  static Array average(Array x, Array weights, int... axes) {
    Array w = weights;
    if (!w.shape().equals(x.shape())) {
      if (w.rank() != 1 || axes.length != 1 || w.size() != x.dim(axes[0])) {
        throw new ShapeException(
            "average: weights of shape "
                + w.shape()
                + " fit neither all of "
                + x.type()
                + " nor the one axis averaged over");
      }
      w = Lax.broadcastInDim(w, x.shape(), Ints.of(x.shape().axis(axes[0])));
    }
    return Np.divide(Np.sum(x.mul(w), axes), Np.sum(floats(w), axes));
  }

  /** {@code x} with {@code instead} for NaN. */
  static Array without(Array x, double instead) {
    return x.dtype().isFloat() ? Np.where(Np.isnan(x), Array.scalar(instead), x) : x;
  }

  private static Array known(Array x, int... axes) {
    return Np.sum(Np.logicalNot(Np.isnan(x)).astype(x.dtype()), axes);
  }

  static Array nansum(Array x, int... axes) {
    return Np.sum(without(x, 0), axes);
  }

  static Array nanprod(Array x, int... axes) {
    return Np.prod(without(x, 1), axes);
  }

  static Array nanmin(Array x, int... axes) {
    Array least = Np.min(without(x, Double.POSITIVE_INFINITY), axes);
    return noneKnown(x, least, axes);
  }

  static Array nanmax(Array x, int... axes) {
    Array greatest = Np.max(without(x, Double.NEGATIVE_INFINITY), axes);
    return noneKnown(x, greatest, axes);
  }

  private static Array noneKnown(Array x, Array result, int... axes) {
    return x.dtype().isFloat()
        ? Np.where(Np.all(Np.isnan(x), axes), Array.scalar(Double.NaN), result)
        : result;
  }

  static Array nanmean(Array x, int... axes) {
    Array values = floats(x);
    return Np.divide(nansum(values, axes), known(values, axes));
  }

  /** With divisor (number of elements that are not NaN) - {@code ddof}. */
  static Array nanvar(Array x, int ddof, int... axes) {
    Array values = floats(x);
    Array n = known(values, axes);
    Ints reduced = axes.length == 0 ? Ints.range(0, x.rank()) : x.shape().axes(Ints.of(axes));
    Ints dims = Ints.build(x.rank(), i -> reduced.contains(i) ? 1 : x.dim(i));
    Array mean = nanmean(values, axes).reshape(dims.toArray());
    Array squares = Np.square(values.sub(mean));
    Array divisor = n.sub(ddof);
    return Np.divide(
        nansum(squares, axes), Np.where(divisor.gt(0), divisor, Array.scalar(Double.NaN)));
  }

  static Array diff(Array x, int order, int axis) {
    int a = x.shape().axis(axis);
    Array result = x;
    for (int i = 0; i < order; i++) {
      int size = result.dim(a);
      Array after = Lax.sliceAlong(result, Math.min(1, size), size, a);
      Array before = Lax.sliceAlong(result, 0, Math.max(0, size - 1), a);
      result = x.dtype().isBool() ? after.ne(before) : after.sub(before);
    }
    return result;
  }

  static Array gradient(Array x, double spacing, int axis) {
    int a = x.shape().axis(axis);
    int n = x.dim(a);
    if (n < 2) {
      throw new ShapeException(
          "gradient: axis " + a + " of " + x.type() + " needs at least two elements");
    }
    Array values = floats(x);
    Array steps = diff(values, 1, a);
    Array inner = Lax.sliceAlong(values, 2, n, a).sub(Lax.sliceAlong(values, 0, n - 2, a)).div(2);
    Array first = Lax.sliceAlong(steps, 0, 1, a);
    Array last = Lax.sliceAlong(steps, n - 2, n - 1, a);
    return Lax.concatenate(List.of(first, inner, last), a).div(spacing);
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
  static Array cov(Array x, int ddof) {
    Array rows = floats(x.rank() < 2 ? x.reshape(1, x.size()) : x);
    if (rows.rank() != 2) {
      throw new ShapeException("cov: a vector or matrix is needed, not " + x.type());
    }
    Array centred = rows.sub(Np.mean(rows, 1).expandDims(1));
    Array products = centred.matmul(centred.transpose()).div(rows.dim(1) - (long) ddof);
    return x.rank() < 2 ? products.reshape() : products;
  }

  static Array corrcoef(Array x) {
    Array covariance = cov(x, 1);
    if (covariance.rank() == 0) {
      return covariance.div(covariance);
    }
    Array spread = Np.sqrt(Np.diagonal(covariance));
    return Np.clip(covariance.div(spread.expandDims(1)).div(spread), -1.0, 1.0);
  }

  static Array logsumexp(Array x, Array factors, int... axes) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), factors.type()));
    Array exponents =
        Np.where(factors.ne(0), Promotion.to(x, dtype), Array.scalar(Double.NEGATIVE_INFINITY));
    Array max = Np.maxKeepDims(exponents, axes);
    Array shift = Lax.stopGradient(Np.where(Np.isfinite(max), max, Array.scalar(0)));
    Array sum = Np.sum(Promotion.to(factors, dtype).mul(Np.exp(exponents.sub(shift))), axes);
    return Np.log(sum).add(Lax.reshape(shift, sum.shape()));
  }
}
