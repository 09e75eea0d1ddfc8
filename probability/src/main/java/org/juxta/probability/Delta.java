package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * The distribution of one known value, with a log density there that is 0 unless given. As
 * NumPyro's {@code Delta} and TFP's {@code Deterministic}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="delta"}
 *
 * @param value the value
 * @param logDensity the log density at the value, which broadcasts with the batch shape
 * @param eventRank how many of the value's last axes are event axes
 */
public record Delta(Array value, Array logDensity, int eventRank) implements Distribution {
  /** All mass at {@code value}, each element of which is an event. */
  public static Delta of(Array value) {
    return of(value, Parameters.weak(0), 0);
  }

  /** All mass at {@code value}, with its last {@code eventRank} axes as event axes. */
  public static Delta of(Array value, Array logDensity, int eventRank) {
    if (eventRank < 0 || eventRank > value.rank()) {
      throw new ShapeException(
          "Delta: the value %s does not have %d event axes".formatted(value.type(), eventRank));
    }
    Delta delta = new Delta(value, logDensity, eventRank);
    Np.broadcastShapes(logDensity.shape(), delta.batchShape());
    return delta;
  }

  @Override
  public Shape batchShape() {
    return Np.broadcastShapes(Parameters.front(value.shape(), eventRank), logDensity.shape());
  }

  @Override
  public Shape eventShape() {
    return Parameters.back(value.shape(), eventRank);
  }

  @Override
  public DType dtype() {
    return value.dtype();
  }

  @Override
  public Constraint support() {
    return new Constraint.Elements(new Constraint.Point(value), eventRank);
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    return value.broadcastTo(sampleShape.concat(batchShape()).concat(eventShape()));
  }

  @Override
  public Array logProb(Array x) {
    Parameters.checkValue(this, "logProb", x);
    DType dtype = Parameters.real(x, value, logDensity);
    Array hit = support().check(x);
    Array inside = Parameters.atLeast(Parameters.as(logDensity, dtype), hit.shape());
    return Np.where(hit, inside, Double.NEGATIVE_INFINITY);
  }

  @Override
  public Array mean() {
    return value.broadcastTo(batchShape().concat(eventShape()));
  }

  @Override
  public Array variance() {
    return Np.zerosLike(mean());
  }

  @Override
  public Array mode() {
    return mean();
  }

  /** Minus the log density, as NumPyro has it. */
  @Override
  public Array entropy() {
    return Parameters.as(logDensity, Parameters.real(value, logDensity))
        .neg()
        .broadcastTo(batchShape());
  }
}
