package org.juxta;

import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Norms of vectors and matrices. */
final class Norms {
  private Norms() {}

  private static Array real(Array x) {
    return Promotion.to(x, Promotion.inexact(x.dtype()));
  }

  static Array euclidean(Array x, int... axes) {
    return real(x).square().sum(axes).sqrt();
  }

  static Array norm(Array x, double order, int... axes) {
    int[] over = axes.length > 0 ? axes : Ints.range(0, x.rank()).toArray();
    return switch (over.length) {
      case 1 -> vector(x, order, over);
      case 2 -> matrix(x, order, over[0], over[1]);
      default ->
          throw new ShapeException(
              "norm: an order is for vectors and matrices; name one or two axes of " + x.type());
    };
  }

  static Array vector(Array value, double order, int... axes) {
    Array x = real(value);
    if (order == 2) {
      return euclidean(x, axes);
    }
    Array size = x.abs();
    if (order == Double.POSITIVE_INFINITY) {
      return size.max(axes);
    }
    if (order == Double.NEGATIVE_INFINITY) {
      return size.min(axes);
    }
    if (order == 0) {
      return Lax.convert(x.ne(0), x.dtype()).sum(axes);
    }
    return order == 1
        ? size.sum(axes)
        : Np.power(Np.power(size, Array.scalar(order)).sum(axes), Array.scalar(1 / order));
  }

  static Array matrix(Array value, double order, int row, int column) {
    Array x = lastTwo(real(value), row, column);
    boolean least = order < 0;
    if (Math.abs(order) == 1 || Double.isInfinite(order)) {
      Array sums = x.abs().sum(Math.abs(order) == 1 ? -2 : -1);
      return least ? sums.min(-1) : sums.max(-1);
    }
    if (Math.abs(order) == 2) {
      Array s = Factors.svdvals(x);
      return least ? s.min(-1) : s.max(-1);
    }
    throw new ShapeException("norm: a matrix has no norm of order " + order + ": " + value.type());
  }

  static Array matrix(Array value, Linalg.MatrixNorm norm, int row, int column) {
    Array x = lastTwo(real(value), row, column);
    return switch (norm) {
      case FROBENIUS -> euclidean(x, -2, -1);
      case NUCLEAR -> Factors.svdvals(x).sum(-1);
    };
  }

  private static Array lastTwo(Array x, int row, int column) {
    Shape shape = x.shape();
    Ints pair = shape.axes(Ints.of(row, column));
    Ints order = Ints.range(0, x.rank()).without(pair).concat(pair);
    return Lax.transpose(x, order);
  }
}
