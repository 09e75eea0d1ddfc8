package org.juxta.probability;

import org.juxta.Array;

/** {@code y = exp(x)}, from the reals to the positive numbers. As {@code tfb.Exp}. */
public record Exp() implements Bijector {
  /** The exponential. */
  public static Exp of() {
    return new Exp();
  }

  @Override
  public Array forward(Array x) {
    return x.exp();
  }

  @Override
  public Array inverse(Array y) {
    return y.log();
  }

  @Override
  public Array forwardLogDetJacobian(Array x) {
    return x;
  }
}
