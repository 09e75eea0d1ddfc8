package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The values of a {@code Cauchy(loc, scale)} from {@code loc} on, of twice its density; the mean
 * and variance are infinite. As {@code tfd.HalfCauchy}, and with one argument as NumPyro's.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="halfCauchy"}
 *
 * @param loc the least value
 * @param scale the median's distance from it, positive
 */
public record HalfCauchy(Array loc, Array scale) implements Distribution {
  private static final double TWO_OVER_PI = 2 / Math.PI;

  /** Distributions from 0 on. */
  public static HalfCauchy of(Array scale) {
    return of(Parameters.weak(0), scale);
  }

  /** A distribution from 0 on. */
  public static HalfCauchy of(double scale) {
    return of(Parameters.weak(0), Parameters.weak(scale));
  }

  /** Distributions whose parameters broadcast. */
  public static HalfCauchy of(Array loc, Array scale) {
    Parameters.broadcast(HalfCauchy.class, "loc", loc, "scale", scale);
    Parameters.requirePositive(HalfCauchy.class, "scale", scale);
    return new HalfCauchy(loc, scale);
  }

  /** A distribution of plain numbers. */
  public static HalfCauchy of(double loc, double scale) {
    return of(Parameters.weak(loc), Parameters.weak(scale));
  }

  /** Distributions of one scale. */
  public static HalfCauchy of(Array loc, double scale) {
    return of(loc, Parameters.weak(scale));
  }

  /** Distributions of one least value. */
  public static HalfCauchy of(double loc, Array scale) {
    return of(Parameters.weak(loc), scale);
  }

  /** (value - loc) / scale where that is positive, else 0. */
  private Array scaled(String method, Array value) {
    Parameters.checkValue(this, method, value);
    Array[] p = Parameters.together(value, loc, scale);
    return Np.where(p[0].lt(p[1]), 0.0, p[0].sub(p[1])).div(p[2]);
  }

  private Array full(Array parameter) {
    return Parameters.as(parameter, dtype()).broadcastTo(batchShape());
  }

  @Override
  public Shape batchShape() {
    return Parameters.broadcast(HalfCauchy.class, "loc", loc, "scale", scale);
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
    boolean atZero = Parameters.isOnHost(loc) && loc.rank() == 0 && loc.toDouble() == 0;
    return atZero ? new Constraint.Positive() : new Constraint.GreaterThan(loc);
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    Array z = Rng.cauchy(key, sampleShape.concat(batchShape()), dtype()).abs();
    return z.mul(full(scale)).add(full(loc));
  }

  @Override
  public Array logProb(Array value) {
    Array z = scaled("logProb", value);
    Array logScale = Parameters.as(scale, z.dtype()).log();
    Array inside = Standard.logOnePlusSquare(z).neg().add(Math.log(TWO_OVER_PI)).sub(logScale);
    return Np.where(value.lt(Parameters.as(loc, z.dtype())), Double.NEGATIVE_INFINITY, inside);
  }

  @Override
  public Array mean() {
    return Np.fullLike(full(scale), Double.POSITIVE_INFINITY);
  }

  @Override
  public Array variance() {
    return mean();
  }

  @Override
  public Array mode() {
    return full(loc);
  }

  @Override
  public Array entropy() {
    return full(scale).log().add(Math.log(2 * Math.PI));
  }

  @Override
  public Array cdf(Array value) {
    return scaled("cdf", value).arctan().mul(TWO_OVER_PI);
  }

  @Override
  public Array logCdf(Array value) {
    Array z = scaled("logCdf", value);
    Array small = z.le(1);
    Array near = Np.where(small, z, 1.0).arctan().mul(TWO_OVER_PI).log();
    Array far = tail(Np.where(small, 1.0, z)).neg().log1p();
    return Np.where(small, near, far);
  }

  private static Array tail(Array z) {
    return Np.arctan2(Np.onesLike(z), z).mul(TWO_OVER_PI);
  }

  @Override
  public Array survivalFunction(Array value) {
    return tail(scaled("survivalFunction", value));
  }

  @Override
  public Array quantile(Array p) {
    Parameters.checkValue(this, "quantile", p);
    Array[] parts = Parameters.together(p, loc, scale);
    Array small = parts[0].le(0.5);
    Array near = Np.where(small, parts[0], 0.5).mul(Math.PI / 2).tan();
    Array rest = Np.subtract(1, Np.where(small, 0.5, parts[0])).mul(Math.PI / 2);
    Array z = Np.where(small, near, Np.reciprocal(rest.tan()));
    Array value = z.mul(parts[2]).add(parts[1]);
    return Np.where(p.lt(0).or(p.gt(1)), Double.NaN, value);
  }
}
