package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.Special;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The absolute value of a {@code Normal(0, scale)}. As {@code tfd.HalfNormal}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="halfNormal"}
 *
 * @param scale the standard deviation of that normal, positive
 */
public record HalfNormal(Array scale) implements Distribution {
  private static final double LOG_DENSITY_AT_0 = 0.5 * Math.log(2 / Math.PI);

  /** Distributions of the given scales. */
  public static HalfNormal of(Array scale) {
    Parameters.requirePositive(HalfNormal.class, "scale", scale);
    return new HalfNormal(scale);
  }

  /** A distribution of a plain scale. */
  public static HalfNormal of(double scale) {
    return of(Parameters.weak(scale));
  }

  /** value / scale where that is positive, else 0. */
  private Array scaled(String method, Array value) {
    Parameters.checkValue(this, method, value);
    Array[] p = Parameters.together(value, scale);
    return Np.where(p[0].lt(0), 0.0, p[0]).div(p[1]);
  }

  private Array full() {
    return Parameters.as(scale, dtype());
  }

  @Override
  public Shape batchShape() {
    return scale.shape();
  }

  @Override
  public Shape eventShape() {
    return Shape.SCALAR;
  }

  @Override
  public DType dtype() {
    return Parameters.real(scale);
  }

  @Override
  public Constraint support() {
    return new Constraint.Positive();
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    return Rng.normal(key, sampleShape.concat(batchShape()), dtype()).abs().mul(full());
  }

  @Override
  public Array logProb(Array value) {
    Array z = scaled("logProb", value);
    Array logScale = Parameters.as(scale, z.dtype()).log();
    Array inside = z.mul(z).mul(-0.5).add(LOG_DENSITY_AT_0).sub(logScale);
    return Np.where(value.lt(0), Double.NEGATIVE_INFINITY, inside);
  }

  @Override
  public Array mean() {
    return full().mul(Math.sqrt(2 / Math.PI));
  }

  @Override
  public Array variance() {
    return full().square().mul(1 - 2 / Math.PI);
  }

  @Override
  public Array mode() {
    return Np.zerosLike(full());
  }

  @Override
  public Array entropy() {
    return full().log().add(0.5 - LOG_DENSITY_AT_0);
  }

  @Override
  public Array cdf(Array value) {
    return Np.erf(scaled("cdf", value).mul(1 / NormalConstants.SQRT2));
  }

  @Override
  public Array logCdf(Array value) {
    Array x = scaled("logCdf", value).mul(1 / NormalConstants.SQRT2);
    Array small = x.le(0.5);
    Array near = Np.erf(Np.where(small, x, 1.0)).log();
    Array far = Np.erfc(Np.where(small, 1.0, x)).neg().log1p();
    return Np.where(small, near, far);
  }

  @Override
  public Array survivalFunction(Array value) {
    return Np.erfc(scaled("survivalFunction", value).mul(1 / NormalConstants.SQRT2));
  }

  @Override
  public Array logSurvivalFunction(Array value) {
    Array z = scaled("logSurvivalFunction", value);
    return Special.logNdtr(z.neg()).add(Math.log(2));
  }

  @Override
  public Array quantile(Array p) {
    Parameters.checkValue(this, "quantile", p);
    Array[] parts = Parameters.together(p, scale);
    Array small = parts[0].le(0.5);
    Array near = Np.erfInv(Np.where(small, parts[0], 0.0)).mul(NormalConstants.SQRT2);
    Array rest = Np.subtract(1, Np.where(small, 0.5, parts[0])).mul(0.5);
    Array far = Special.ndtri(rest).neg();
    Array value = Np.where(small, near, far).mul(parts[1]);
    return Np.where(p.lt(0), Double.NaN, value);
  }
}
