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
    return squares(real(x)).sum(axes).sqrt();
  }

  private static Array squares(Array x) {
    return x.dtype().isComplex() ? Np.real(x).square().add(Np.imag(x).square()) : x.square();
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
      return greatest(size, axes);
    }
    if (order == Double.NEGATIVE_INFINITY) {
      return size.min(axes);
    }
    if (order == 0) {
      return Lax.convert(x.ne(0), Promotion.real(x.dtype())).sum(axes);
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
      return least ? sums.min(-1) : greatest(sums, -1);
    }
    if (Math.abs(order) == 2) {
      Array s = Factors.svdvals(x);
      return least ? s.min(-1) : greatest(s, -1);
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

  /** 0 of no elements, as a sum of none is. */
  private static Array greatest(Array sizes, int... axes) {
    return sizes.size() == 0 ? sizes.sum(axes) : sizes.max(axes);
  }

  private static Array lastTwo(Array x, int row, int column) {
    Shape shape = x.shape();
    Ints pair = shape.axes(Ints.of(row, column));
    Ints order = Ints.range(0, x.rank()).without(pair).concat(pair);
    return Lax.transpose(x, order);
  }
}
