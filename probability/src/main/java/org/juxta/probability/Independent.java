package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * A batch of distributions taken as one of their joint draws: the last batch axes become event
 * axes. As {@code tfd.Independent}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="independent"}
 *
 * @param base the distributions
 * @param rank how many of its last batch axes
 */
public record Independent(Distribution base, int rank) implements Distribution {
  /**
   * {@code base} with its last {@code rank} batch axes taken as event axes.
   *
   * @throws ShapeException if it does not have as many
   */
  public static Independent of(Distribution base, int rank) {
    if (rank < 0 || rank > base.batchShape().rank()) {
      throw new ShapeException(
          "Independent: %d batch axes of %s can't become event axes: it has %d"
              .formatted(rank, Parameters.describe(base), base.batchShape().rank()));
    }
    return new Independent(base, rank);
  }

  /** {@code base} with all batch axes but the first taken as event axes. */
  public static Independent of(Distribution base) {
    return of(base, Math.max(0, base.batchShape().rank() - 1));
  }

  @Override
  public Shape batchShape() {
    return Parameters.front(base.batchShape(), rank);
  }

  @Override
  public Shape eventShape() {
    return Parameters.back(base.batchShape(), rank).concat(base.eventShape());
  }

  @Override
  public DType dtype() {
    return base.dtype();
  }

  @Override
  public Constraint support() {
    return new Constraint.Elements(base.support(), rank);
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    return base.sample(key, sampleShape);
  }

  @Override
  public Array logProb(Array value) {
    Parameters.checkValue(this, "logProb", value);
    return Parameters.sumLast(base.logProb(value), rank);
  }

  @Override
  public Array mean() {
    return base.mean();
  }

  @Override
  public Array variance() {
    return base.variance();
  }

  @Override
  public Array stddev() {
    return base.stddev();
  }

  @Override
  public Array mode() {
    return base.mode();
  }

  @Override
  public Array entropy() {
    return Parameters.sumLast(base.entropy(), rank);
  }

  /** The probability that no element is above that of {@code value}. */
  @Override
  public Array cdf(Array value) {
    return logCdf(value).exp();
  }

  @Override
  public Array logCdf(Array value) {
    Parameters.checkValue(this, "cdf", value);
    return Parameters.sumLast(base.logCdf(value), rank);
  }

  /** The probability that some element is above that of {@code value}. */
  @Override
  public Array survivalFunction(Array value) {
    return logCdf(value).expm1().neg();
  }
}
