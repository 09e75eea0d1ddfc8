package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The joint distribution of independent draws of one distribution: the sample shape becomes the
 * first part of the event shape. As {@code tfd.Sample}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="sample"}
 *
 * @param base the distribution of each draw
 * @param sampleShape how many draws
 */
public record Sample(Distribution base, Shape sampleShape) implements Distribution {
  /** {@code sampleShape} draws of {@code base}. */
  public static Sample of(Distribution base, int... sampleShape) {
    return new Sample(base, Shape.of(sampleShape));
  }

  @Override
  public Shape batchShape() {
    return base.batchShape();
  }

  @Override
  public Shape eventShape() {
    return sampleShape.concat(base.eventShape());
  }

  @Override
  public DType dtype() {
    return base.dtype();
  }

  @Override
  public Constraint support() {
    return new Constraint.Elements(base.support(), sampleShape.rank());
  }

  @Override
  public Array sample(Key key, Shape outer) {
    int front = outer.rank();
    int drawn = sampleShape.rank();
    int batch = batchShape().rank();
    Array x = base.sample(key, outer.concat(sampleShape));
    return Axes.move(x, front, front + batch, drawn);
  }

  @Override
  public Array logProb(Array value) {
    Parameters.checkValue(this, "logProb", value);
    int drawn = sampleShape.rank();
    int event = base.eventShape().rank();
    int outer = value.rank() - event - drawn;
    int missing = Math.max(0, batchShape().rank() - outer);
    Shape padded = Shape.of(Axes.ones(missing)).concat(value.shape());
    Array x = Axes.move(value.reshape(padded), missing + outer, 0, drawn);
    return Axes.sumFirst(base.logProb(x), drawn);
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
    return base.entropy().mul(sampleShape.size());
  }

  /** {@code x}, of shape {@code batch + event}, with the sample shape between the two. */
  private Array repeated(Array x) {
    Shape batch = batchShape();
    Shape gaps = batch.concat(Shape.of(Axes.ones(sampleShape.rank()))).concat(base.eventShape());
    return x.reshape(gaps).broadcastTo(batch.concat(eventShape()));
  }
}
