package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Np;

/** {@code y = x}. As {@code tfb.Identity}. */
public record Identity() implements Bijector {
  /** The identity. */
  public static Identity of() {
    return new Identity();
  }

  @Override
  public Array forward(Array x) {
    return x;
  }

  @Override
  public Array inverse(Array y) {
    return y;
  }

  @Override
  public Array forwardLogDetJacobian(Array x) {
    return Np.zerosLike(x);
  }
}
