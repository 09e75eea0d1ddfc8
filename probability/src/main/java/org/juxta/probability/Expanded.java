package org.juxta.probability;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * A distribution repeated to a larger batch, whose members are independent of each other. As
 * NumPyro's {@code ExpandedDistribution} and {@code tfd.BatchBroadcast}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="expanded"}
 *
 * @param base the distribution
 * @param batchShape a shape that its batch shape broadcasts to
 */
public record Expanded(Distribution base, Shape batchShape) implements Distribution {
  /**
   * {@code base} repeated to a batch of the given shape; itself if it has that shape.
   *
   * @throws ShapeException if its batch shape does not broadcast to it
   */
  public static Distribution of(Distribution base, Shape batchShape) {
    Shape from = base.batchShape();
    if (from.equals(batchShape)) {
      return base;
    }
    boolean fits = from.rank() <= batchShape.rank();
    for (int i = 1; fits && i <= from.rank(); i++) {
      fits = from.dim(-i) == 1 || from.dim(-i) == batchShape.dim(-i);
    }
    if (!fits) {
      throw new ShapeException(
          "expand: the batch of %s does not broadcast to %s"
              .formatted(Parameters.describe(base), batchShape));
    }
    return base instanceof Expanded inner
        ? new Expanded(inner.base, batchShape)
        : new Expanded(base, batchShape);
  }

  @Override
  public Shape eventShape() {
    return base.eventShape();
  }

  @Override
  public DType dtype() {
    return base.dtype();
  }

  @Override
  public Constraint support() {
    return base.support();
  }

  /** Draws anew for each of the axes added in front and for each that grows from size 1. */
  @Override
  public Array sample(Key key, Shape sampleShape) {
    Shape from = base.batchShape();
    int added = batchShape.rank() - from.rank();
    List<Integer> grown = new ArrayList<>();
    for (int i = 0; i < from.rank(); i++) {
      if (from.dim(i) != batchShape.dim(added + i)) {
        grown.add(i);
      }
    }
    Shape front = Parameters.front(batchShape, from.rank());
    int[] sizes = grown.stream().mapToInt(i -> batchShape.dim(added + i)).toArray();
    Array x = base.sample(key, sampleShape.concat(front).concat(Shape.of(sizes)));
    int start = sampleShape.rank() + added;
    // Each grown axis goes to the place before that of size 1 which it replaces.
    for (int k = 0; k < sizes.length; k++) {
      x = Axes.move(x, start, start + sizes.length - 1 + grown.get(k), 1);
    }
    return x.reshape(sampleShape.concat(batchShape).concat(eventShape()));
  }

  @Override
  public Array logProb(Array value) {
    Parameters.checkValue(this, "logProb", value);
    return Parameters.atLeast(base.logProb(value), batchShape);
  }

  private Array repeated(Array moment) {
    Shape from = base.batchShape();
    Shape gaps =
        Shape.of(Axes.ones(batchShape.rank() - from.rank())).concat(from).concat(eventShape());
    return moment.reshape(gaps).broadcastTo(batchShape.concat(eventShape()));
  }

  @Override
  public Array mean() {
    return repeated(base.mean());
  }

  @Override
  public Array variance() {
    return repeated(base.variance());
  }

  @Override
  public Array stddev() {
    return repeated(base.stddev());
  }

  @Override
  public Array mode() {
    return repeated(base.mode());
  }

  @Override
  public Array entropy() {
    return base.entropy().broadcastTo(batchShape);
  }

  @Override
  public Array cdf(Array value) {
    Parameters.checkValue(this, "cdf", value);
    return Parameters.atLeast(base.cdf(value), batchShape);
  }

  @Override
  public Array logCdf(Array value) {
    Parameters.checkValue(this, "logCdf", value);
    return Parameters.atLeast(base.logCdf(value), batchShape);
  }

  @Override
  public Array survivalFunction(Array value) {
    Parameters.checkValue(this, "survivalFunction", value);
    return Parameters.atLeast(base.survivalFunction(value), batchShape);
  }

  @Override
  public Array logSurvivalFunction(Array value) {
    Parameters.checkValue(this, "logSurvivalFunction", value);
    return Parameters.atLeast(base.logSurvivalFunction(value), batchShape);
  }

  @Override
  public Array quantile(Array p) {
    Parameters.checkValue(this, "quantile", p);
    return Parameters.atLeast(base.quantile(p), batchShape);
  }
}
