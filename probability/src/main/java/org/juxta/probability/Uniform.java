package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The uniform distribution on the interval from {@code low} to {@code high}, both included. As
 * {@code tfd.Uniform}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="uniform"}
 *
 * @param low the lower bound
 * @param high the upper bound, above {@code low}
 */
public record Uniform(Array low, Array high) implements Distribution {
  /** From 0 to 1. */
  public static Uniform of() {
    return of(0, 1);
  }

  /** Distributions whose bounds broadcast. */
  public static Uniform of(Array low, Array high) {
    Parameters.broadcast(Uniform.class, "low", low, "high", high);
    if (Parameters.isOnHost(low) && Parameters.isOnHost(high)) {
      Array width = Parameters.as(high, Parameters.real(low, high)).sub(low);
      Parameters.require(Uniform.class, "high - low", width, "positive", Parameters::positive);
    }
    return new Uniform(low, high);
  }

  /** A distribution between plain numbers. */
  public static Uniform of(double low, double high) {
    return of(Parameters.weak(low), Parameters.weak(high));
  }

  /** Distributions of one upper bound. */
  public static Uniform of(Array low, double high) {
    return of(low, Parameters.weak(high));
  }

  /** Distributions of one lower bound. */
  public static Uniform of(double low, Array high) {
    return of(Parameters.weak(low), high);
  }

  private Array width() {
    Array[] p = Parameters.together(low, high);
    return p[1].sub(p[0]).broadcastTo(batchShape());
  }

  @Override
  public Shape batchShape() {
    return Parameters.broadcast(Uniform.class, "low", low, "high", high);
  }

  @Override
  public Shape eventShape() {
    return Shape.SCALAR;
  }

  @Override
  public DType dtype() {
    return Parameters.real(low, high);
  }

  @Override
  public Constraint support() {
    return new Constraint.Interval(low, high);
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    Array[] p = Parameters.together(low, high);
    return Rng.uniform(key, sampleShape.concat(batchShape()), p[0], p[1], dtype());
  }

  @Override
  public Array logProb(Array value) {
    Parameters.checkValue(this, "logProb", value);
    Array[] p = Parameters.together(value, low, high);
    Array outside = p[0].lt(p[1]).or(p[0].gt(p[2]));
    Array inside = Np.where(Np.isnan(p[0]), p[0], p[2].sub(p[1]).log().neg());
    return Np.where(outside, Double.NEGATIVE_INFINITY, inside);
  }

  @Override
  public Array mean() {
    Array[] p = Parameters.together(low, high);
    return p[0].add(p[1]).mul(0.5).broadcastTo(batchShape());
  }

  @Override
  public Array variance() {
    return width().square().div(12);
  }

  @Override
  public Array stddev() {
    return width().div(Math.sqrt(12));
  }

  @Override
  public Array entropy() {
    return width().log();
  }

  @Override
  public Array cdf(Array value) {
    Parameters.checkValue(this, "cdf", value);
    Array[] p = Parameters.together(value, low, high);
    return Np.clip(p[0].sub(p[1]).div(p[2].sub(p[1])), 0.0, 1.0);
  }

  @Override
  public Array survivalFunction(Array value) {
    Parameters.checkValue(this, "survivalFunction", value);
    Array[] p = Parameters.together(value, low, high);
    return Np.clip(p[2].sub(p[0]).div(p[2].sub(p[1])), 0.0, 1.0);
  }

  @Override
  public Array quantile(Array p) {
    Parameters.checkValue(this, "quantile", p);
    Array[] parts = Parameters.together(p, low, high);
    Array value = parts[0].mul(parts[2].sub(parts[1])).add(parts[1]);
    return Np.where(p.lt(0).or(p.gt(1)), Double.NaN, value);
  }
}
