package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Np;

/**
 * {@code y = low + (high - low) / (1 + exp(-x))}, from the reals to an interval. As {@code
 * tfb.Sigmoid(low, high)}.
 */
public record Sigmoid(Array low, Array high) implements Bijector {
  /** Onto (0, 1). */
  public static Sigmoid of() {
    return of(0, 1);
  }

  /** Onto the interval between two plain numbers. */
  public static Sigmoid of(double low, double high) {
    return of(Parameters.weak(low), Parameters.weak(high));
  }

  /** Onto intervals whose bounds broadcast with the arguments. */
  public static Sigmoid of(Array low, Array high) {
    Parameters.broadcast(Sigmoid.class, "low", low, "high", high);
    return new Sigmoid(low, high);
  }

  @Override
  public Array forward(Array x) {
    Array[] p = Parameters.together(x, low, high);
    return p[0].sigmoid().mul(p[2].sub(p[1])).add(p[1]);
  }

  @Override
  public Array inverse(Array y) {
    Array[] p = Parameters.together(y, low, high);
    return p[0].sub(p[1]).log().sub(p[2].sub(p[0]).log());
  }

  @Override
  public Array forwardLogDetJacobian(Array x) {
    Array[] p = Parameters.together(x, low, high);
    Array size = p[0].abs();
    // log of sigmoid(x) sigmoid(-x), symmetric in x, so that neither tail cancels.
    Array logSlope = size.add(size.neg().exp().log1p().mul(2)).neg();
    return logSlope.add(p[2].sub(p[1]).log());
  }

  @Override
  public Array inverseLogDetJacobian(Array y) {
    Array[] p = Parameters.together(y, low, high);
    Array width = p[2].sub(p[1]);
    return width.log().sub(p[0].sub(p[1]).log()).sub(Np.subtract(p[2], p[0]).log());
  }
}
