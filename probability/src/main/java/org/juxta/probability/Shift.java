package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Np;

/** {@code y = x + shift}, element by element. As {@code tfb.Shift}. */
public record Shift(Array shift) implements Bijector {
  /** A shift by an array that broadcasts with the arguments. */
  public static Shift of(Array shift) {
    return new Shift(shift);
  }

  /** A shift by a plain number. */
  public static Shift of(double shift) {
    return new Shift(Parameters.weak(shift));
  }

  @Override
  public Array forward(Array x) {
    return x.add(shift);
  }

  @Override
  public Array inverse(Array y) {
    return y.sub(shift);
  }

  @Override
  public Array forwardLogDetJacobian(Array x) {
    return Np.zerosLike(x.add(shift));
  }
}
