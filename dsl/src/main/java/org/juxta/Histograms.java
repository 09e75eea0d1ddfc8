package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Counts of elements by value. */
final class Histograms {
  private Histograms() {}

  private static Array floats(Array x) {
    return Promotion.to(x, Promotion.inexact(x.dtype()));
  }

  static Array digitize(Array x, Array bins, boolean right) {
    if (bins.rank() != 1) {
      throw new ShapeException("digitize: the bins must be a vector, not " + bins.type());
    }
    if (bins.size() == 0) {
      return Np.zeros(DType.I32, x.shape().dims().toArray());
    }
    Array up = Np.searchsorted(bins, x, !right);
    Array down = Array.scalar(bins.size()).sub(Np.searchsorted(Np.flip(bins), x, !right));
    return bins.size() == 1 ? up : Np.where(bins.get(-1).ge(bins.get(0)), up, down);
  }

  /** Integers below 0 count as 0, as in JAX. */
  static Array bincount(Array x, Array weights, int length) {
    if (x.dtype().isFloat()) {
      throw new DTypeException("bincount: counts integers, not " + x.type());
    }
    if (x.rank() != 1 || length < 0) {
      throw new ShapeException(
          "bincount: a vector and a length that is not negative are needed, not %s and %d"
              .formatted(x.type(), length));
    }
    Array values = Np.maximum(Np.number(x), Array.scalar(0));
    return Np.zeros(weights.dtype(), length)
        .at(values)
        .add(Np.broadcastTo(weights, x.shape()).ravel());
  }

  static int length(Array x) {
    return x.size() == 0 ? 0 : Math.max(0, Np.number(x).max().toInt() + 1);
  }

  static Array edges(Array x, int bins, double low, double high) {
    if (low > high) {
      throw new ShapeException(
          "histogram: the range must ascend, not go from %s to %s".formatted(low, high));
    }
    return edges(x, bins, Array.scalar(low), Array.scalar(high));
  }

  static Array edges(Array x, int bins, Array low, Array high) {
    if (bins < 1) {
      throw new ShapeException("histogram: at least one bin is needed, not " + bins);
    }
    DType dtype = Promotion.inexact(x.dtype());
    Array first = Promotion.to(low, dtype);
    Array last = Promotion.to(high, dtype);
    Array same = Np.equal(first, last);
    return Np.linspace(
        Np.where(same, first.sub(0.5), first), Np.where(same, last.add(0.5), last), bins + 1);
  }

  /** The sums of weights of the elements in each bin; the last bin has its right edge. */
  static Array histogram(Array x, Array edges, Array weights) {
    requireEdges(edges);
    Array values = floats(x).ravel();
    int bins = edges.size() - 1;
    Array bin = bin(values, edges);
    return Np.zeros(weights.dtype(), bins + 1)
        .at(bin)
        .add(Np.broadcastTo(weights, x.shape()).ravel())
        .get(Index.to(bins));
  }

  private static void requireEdges(Array edges) {
    if (edges.rank() != 1 || edges.size() < 2) {
      throw new ShapeException(
          "histogram: the edges must be a vector of at least two, not " + edges.type());
    }
  }

  /** The bin of each value; the number of bins, which is none, for values outside. */
  private static Array bin(Array values, Array edges) {
    int bins = edges.size() - 1;
    Array position = Np.searchsorted(edges, values, true).sub(1);
    Array closed = Np.where(values.eq(edges.get(-1)), Array.scalar(bins - 1), position);
    return Np.where(closed.ge(0).and(closed.lt(bins)), closed, Array.scalar(bins));
  }

  static Array histogramdd(Array points, List<Array> edges, Array weights) {
    if (points.rank() != 2 || points.dim(1) != edges.size()) {
      throw new ShapeException(
          "histogramdd: "
              + edges.size()
              + " edges are given for the columns of points "
              + points.type());
    }
    List<Array> bins = new ArrayList<>();
    int[] dims = new int[edges.size()];
    for (int i = 0; i < dims.length; i++) {
      requireEdges(edges.get(i));
      dims[i] = edges.get(i).size();
      bins.add(bin(points.get(Index.all(), Index.index(i)), edges.get(i)));
    }
    Shape bordered = Shape.of(dims);
    Array flat = Picking.ravel(bins, bordered);
    Array counts =
        Np.zeros(weights.dtype(), bordered.size())
            .at(flat)
            .add(weights.broadcastTo(points.dim(0)))
            .reshape(bordered);
    Index[] inside = new Index[dims.length];
    for (int i = 0; i < dims.length; i++) {
      inside[i] = Index.to(dims[i] - 1);
    }
    return counts.get(inside);
  }

  static Array density(Array counts, Array edges) {
    Array widths = Np.diff(edges);
    return counts.div(widths).div(counts.sum());
  }
}
