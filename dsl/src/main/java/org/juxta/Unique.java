package org.juxta;

import org.juxta.tracer.Shape;

/**
 * The different elements of an array, as {@link Np#uniqueAll(Array)} gives them.
 *
 * @param values in ascending order, NaN last
 * @param indices where each occurs first
 * @param inverse which of the values each element is
 * @param counts how often each occurs
 */
public record Unique(Array values, Array indices, Array inverse, Array counts) {
  Unique shaped(Shape shape) {
    return new Unique(values, indices, inverse.reshape(shape), counts);
  }

  Unique along(int axis) {
    return new Unique(Np.moveaxis(values, 0, axis), indices, inverse, counts);
  }
}
