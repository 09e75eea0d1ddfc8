package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Np;

/**
 * {@code y = scale * x}, element by element, for a scale that is not zero. As {@code tfb.Scale}.
 */
public record Scale(Array scale) implements Bijector {
  /** A scaling by an array that broadcasts with the arguments. */
  public static Scale of(Array scale) {
    Parameters.require(Scale.class, "scale", scale, "other than zero", s -> s != 0);
    return new Scale(scale);
  }

  /** A scaling by a plain number. */
  public static Scale of(double scale) {
    return of(Parameters.weak(scale));
  }

  @Override
  public Array forward(Array x) {
    return x.mul(scale);
  }

  @Override
  public Array inverse(Array y) {
    return y.div(scale);
  }

  @Override
  public Array forwardLogDetJacobian(Array x) {
    Array[] p = Parameters.together(x, scale);
    return p[1].abs().log().broadcastTo(Np.broadcastShapes(x.shape(), scale.shape()));
  }
}
