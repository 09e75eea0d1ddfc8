package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The exponential of a {@code Normal(loc, scale)}. As {@code tfd.LogNormal}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="logNormal"}
 *
 * @param loc the mean of the logarithm
 * @param scale the standard deviation of the logarithm, positive
 */
public record LogNormal(Array loc, Array scale) implements Distribution {
  /** Distributions whose parameters broadcast. */
  public static LogNormal of(Array loc, Array scale) {
    LocationScale.check(LogNormal.class, loc, scale);
    return new LogNormal(loc, scale);
  }

  /** A distribution of plain numbers. */
  public static LogNormal of(double loc, double scale) {
    return of(Parameters.weak(loc), Parameters.weak(scale));
  }

  /** Distributions of one scale. */
  public static LogNormal of(Array loc, double scale) {
    return of(loc, Parameters.weak(scale));
  }

  /** Distributions of one location. */
  public static LogNormal of(double loc, Array scale) {
    return of(Parameters.weak(loc), scale);
  }

  /** The normal distribution of the logarithm. */
  public Normal normal() {
    return new Normal(loc, scale);
  }

  /** The log of a value where that is positive, and of 1 elsewhere. */
  private Array log(String method, Array value) {
    Parameters.checkValue(this, method, value);
    Array x = Parameters.as(value, Parameters.real(value, loc, scale));
    return Np.where(x.le(0), 1.0, x).log();
  }

  @Override
  public Shape batchShape() {
    return Parameters.broadcast(LogNormal.class, "loc", loc, "scale", scale);
  }

  @Override
  public Shape eventShape() {
    return Shape.SCALAR;
  }

  @Override
  public DType dtype() {
    return Parameters.real(loc, scale);
  }

  @Override
  public Constraint support() {
    return new Constraint.Positive();
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    return normal().sample(key, sampleShape).exp();
  }

  @Override
  public Array logProb(Array value) {
    Array log = log("logProb", value);
    Array inside = normal().logProb(log).sub(log);
    return Np.where(value.le(0), Double.NEGATIVE_INFINITY, inside);
  }

  @Override
  public Array mean() {
    Normal normal = normal();
    return normal.mean().add(normal.variance().mul(0.5)).exp();
  }

  @Override
  public Array variance() {
    return normal().variance().expm1().mul(mean().square());
  }

  @Override
  public Array mode() {
    Normal normal = normal();
    return normal.mean().sub(normal.variance()).exp();
  }

  @Override
  public Array entropy() {
    Normal normal = normal();
    return normal.entropy().add(normal.mean());
  }

  @Override
  public Array cdf(Array value) {
    return Np.where(value.le(0), 0.0, normal().cdf(log("cdf", value)));
  }

  @Override
  public Array logCdf(Array value) {
    Array inside = normal().logCdf(log("logCdf", value));
    return Np.where(value.le(0), Double.NEGATIVE_INFINITY, inside);
  }

  @Override
  public Array survivalFunction(Array value) {
    Array inside = normal().survivalFunction(log("survivalFunction", value));
    return Np.where(value.le(0), 1.0, inside);
  }

  @Override
  public Array logSurvivalFunction(Array value) {
    Array inside = normal().logSurvivalFunction(log("logSurvivalFunction", value));
    return Np.where(value.le(0), 0.0, inside);
  }

  @Override
  public Array quantile(Array p) {
    return normal().quantile(p).exp();
  }
}
