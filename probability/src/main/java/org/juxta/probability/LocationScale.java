package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * A family on the reals of the values {@code loc + scale * z}, where z is of a {@link Standard}
 * distribution that is symmetric about 0.
 */
sealed interface LocationScale extends Distribution permits Normal, Laplace, Cauchy {
  /** The centre. */
  Array loc();

  /** The spread, positive. */
  Array scale();

  /** The checks of the factories. */
  static void check(Class<?> family, Array loc, Array scale) {
    Parameters.broadcast(family, "loc", loc, "scale", scale);
    Parameters.requirePositive(family, "scale", scale);
  }

  private Standard standard() {
    return switch (this) {
      case Normal _ -> Standard.NORMAL;
      case Laplace _ -> Standard.LAPLACE;
      case Cauchy _ -> Standard.CAUCHY;
    };
  }

  private Array full(Array parameter) {
    return Parameters.as(parameter, dtype()).broadcastTo(batchShape());
  }

  private Array standardize(String method, Array value) {
    Parameters.checkValue(this, method, value);
    Array[] p = Parameters.together(value, loc(), scale());
    return p[0].sub(p[1]).div(p[2]);
  }

  @Override
  default Shape batchShape() {
    return Parameters.broadcast(getClass(), "loc", loc(), "scale", scale());
  }

  @Override
  default Shape eventShape() {
    return Shape.SCALAR;
  }

  @Override
  default DType dtype() {
    return Parameters.real(loc(), scale());
  }

  @Override
  default Constraint support() {
    return new Constraint.Real();
  }

  @Override
  default Array sample(Key key, Shape sampleShape) {
    DType dtype = dtype();
    Array z = standard().sample(key, sampleShape.concat(batchShape()), dtype);
    return z.mul(Parameters.as(scale(), dtype)).add(Parameters.as(loc(), dtype));
  }

  @Override
  default Array logProb(Array value) {
    Array z = standardize("logProb", value);
    return standard().logProb(z).sub(Parameters.as(scale(), z.dtype()).log());
  }

  @Override
  default Array mean() {
    Array centre = full(loc());
    return standard().hasMoments ? centre : Np.fullLike(centre, Double.NaN);
  }

  @Override
  default Array variance() {
    return full(scale()).square().mul(standard().variance);
  }

  @Override
  default Array mode() {
    return full(loc());
  }

  @Override
  default Array entropy() {
    return full(scale()).log().add(standard().entropy);
  }

  @Override
  default Array cdf(Array value) {
    return standard().cdf(standardize("cdf", value));
  }

  @Override
  default Array logCdf(Array value) {
    return standard().logCdf(standardize("logCdf", value));
  }

  @Override
  default Array survivalFunction(Array value) {
    return standard().cdf(standardize("survivalFunction", value).neg());
  }

  @Override
  default Array logSurvivalFunction(Array value) {
    return standard().logCdf(standardize("logSurvivalFunction", value).neg());
  }

  @Override
  default Array quantile(Array p) {
    Parameters.checkValue(this, "quantile", p);
    Array[] parts = Parameters.together(p, loc(), scale());
    return standard().quantile(parts[0]).mul(parts[2]).add(parts[1]);
  }
}
