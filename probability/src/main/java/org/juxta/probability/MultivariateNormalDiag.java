package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * The normal distribution of a vector of independent elements. As {@code
 * tfd.MultivariateNormalDiag}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="multivariateNormalDiag"}
 *
 * @param loc the means, along the last axis
 * @param scaleDiag the standard deviations, along the last axis, positive
 */
public record MultivariateNormalDiag(Array loc, Array scaleDiag) implements Distribution {
  /** Distributions whose parameters broadcast. */
  public static MultivariateNormalDiag of(Array loc, Array scaleDiag) {
    Class<?> family = MultivariateNormalDiag.class;
    Shape shape = Parameters.broadcast(family, "loc", loc, "scaleDiag", scaleDiag);
    if (shape.rank() == 0) {
      throw new ShapeException(
          "MultivariateNormalDiag: loc %s or scaleDiag %s must be a vector; use Normal for scalars"
              .formatted(loc.type(), scaleDiag.type()));
    }
    Parameters.requirePositive(family, "scaleDiag", scaleDiag);
    return new MultivariateNormalDiag(loc, scaleDiag);
  }

  /** Distributions of one standard deviation in all directions. */
  public static MultivariateNormalDiag of(Array loc, double scale) {
    return of(loc, Parameters.weak(scale));
  }

  /** The independent normals of the elements. */
  private Independent elements() {
    return new Independent(new Normal(loc, scaleDiag), 1);
  }

  @Override
  public Shape batchShape() {
    return elements().batchShape();
  }

  @Override
  public Shape eventShape() {
    return elements().eventShape();
  }

  @Override
  public DType dtype() {
    return Parameters.real(loc, scaleDiag);
  }

  @Override
  public Constraint support() {
    return elements().support();
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    return elements().sample(key, sampleShape);
  }

  @Override
  public Array logProb(Array value) {
    Parameters.checkValue(this, "logProb", value);
    return elements().logProb(value);
  }

  @Override
  public Array mean() {
    return elements().mean();
  }

  @Override
  public Array variance() {
    return elements().variance();
  }

  @Override
  public Array stddev() {
    return elements().stddev();
  }

  @Override
  public Array mode() {
    return elements().mode();
  }

  @Override
  public Array entropy() {
    return elements().entropy();
  }

  /** The covariance matrices, diagonal, of shape {@code batch + (k, k)}. */
  public Array covariance() {
    Array variance = variance();
    return variance.expandDims(-1).mul(Np.eye(variance.dim(-1), variance.dtype()));
  }
}
