package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The exponential distribution, of density {@code rate exp(-rate x)} from 0 on. As {@code
 * tfd.Exponential}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="exponential"}
 *
 * @param rate one over the mean, positive
 */
public record Exponential(Array rate) implements Distribution {
  /** Distributions of the given rates. */
  public static Exponential of(Array rate) {
    Parameters.requirePositive(Exponential.class, "rate", rate);
    return new Exponential(rate);
  }

  /** A distribution of a plain rate. */
  public static Exponential of(double rate) {
    return of(Parameters.weak(rate));
  }

  /** rate * value where that is positive, else 0. */
  private Array scaled(String method, Array value) {
    Parameters.checkValue(this, method, value);
    Array[] p = Parameters.together(value, rate);
    return Np.where(p[0].lt(0), 0.0, p[0]).mul(p[1]);
  }

  private Array full() {
    return Parameters.as(rate, dtype());
  }

  @Override
  public Shape batchShape() {
    return rate.shape();
  }

  @Override
  public Shape eventShape() {
    return Shape.SCALAR;
  }

  @Override
  public DType dtype() {
    return Parameters.real(rate);
  }

  @Override
  public Constraint support() {
    return new Constraint.Positive();
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    return Rng.exponential(key, sampleShape.concat(batchShape()), dtype()).div(full());
  }

  @Override
  public Array logProb(Array value) {
    Array scaled = scaled("logProb", value);
    Array inside = Parameters.as(rate, scaled.dtype()).log().sub(scaled);
    return Np.where(value.lt(0), Double.NEGATIVE_INFINITY, inside);
  }

  @Override
  public Array mean() {
    return Np.reciprocal(full());
  }

  @Override
  public Array variance() {
    return Np.reciprocal(full().square());
  }

  @Override
  public Array stddev() {
    return mean();
  }

  @Override
  public Array mode() {
    return Np.zerosLike(full());
  }

  @Override
  public Array entropy() {
    return Np.subtract(1, full().log());
  }

  @Override
  public Array cdf(Array value) {
    return scaled("cdf", value).neg().expm1().neg();
  }

  /** log(1 - exp(-y)) by whichever of expm1 and log1p loses nothing (Mächler 2012). */
  @Override
  public Array logCdf(Array value) {
    Array y = scaled("logCdf", value);
    Array small = y.le(Math.log(2));
    Array near = Np.where(small, y, 1.0).neg().expm1().neg().log();
    Array far = Np.where(small, 1.0, y).neg().exp().neg().log1p();
    return Np.where(small, near, far);
  }

  @Override
  public Array survivalFunction(Array value) {
    return scaled("survivalFunction", value).neg().exp();
  }

  @Override
  public Array logSurvivalFunction(Array value) {
    return scaled("logSurvivalFunction", value).neg();
  }

  @Override
  public Array quantile(Array p) {
    Parameters.checkValue(this, "quantile", p);
    Array[] parts = Parameters.together(p, rate);
    Array value = parts[0].neg().log1p().neg().div(parts[1]);
    return Np.where(p.lt(0), Double.NaN, value);
  }
}
