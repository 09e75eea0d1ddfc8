package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/** Scalars that are written into a program instead of being passed to it. */
final class Constants {
  private Constants() {}

  static Array integer(int value) {
    return Np.full(Shape.SCALAR, value, DType.I32);
  }

  static Array of(DType dtype, double value) {
    return Np.full(Shape.SCALAR, value, dtype);
  }
}
