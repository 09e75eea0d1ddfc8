package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The distribution of an empty vector, of a log density that need not be normalised: what {@code
 * factor} puts into a model. As NumPyro's {@code Unit}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="unit"}
 *
 * @param logFactor the log density, of the batch shape
 */
public record Unit(Array logFactor) implements Distribution {
  /** A factor of a joint density. */
  public static Unit of(Array logFactor) {
    return new Unit(logFactor);
  }

  @Override
  public Shape batchShape() {
    return logFactor.shape();
  }

  @Override
  public Shape eventShape() {
    return Shape.of(0);
  }

  @Override
  public DType dtype() {
    return DType.F32;
  }

  @Override
  public Constraint support() {
    return new Constraint.Elements(new Constraint.Real(), 1);
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    return Np.full(sampleShape.concat(batchShape()).concat(eventShape()), 0, DType.F32);
  }

  /** Its one value, of shape {@code batch + (0,)}. */
  Array empty() {
    return Np.full(batchShape().concat(eventShape()), 0, DType.F32);
  }

  @Override
  public Array logProb(Array value) {
    Parameters.checkValue(this, "logProb", value);
    return Parameters.atLeast(logFactor, Parameters.front(value.shape(), 1));
  }
}
