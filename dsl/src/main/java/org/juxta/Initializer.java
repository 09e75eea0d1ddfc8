package org.juxta;

import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * How the weights of a layer begin. As {@code jax.nn.initializers.Initializer}; {@link
 * Initializers} has the usual ones.
 */
@FunctionalInterface
public interface Initializer {
  /** Weights of the given shape and element type, drawn from {@code key}. */
  Array init(Key key, Shape shape, DType dtype);

  /** F32 weights. */
  default Array init(Key key, int... dims) {
    return init(key, Shape.of(dims), DType.F32);
  }
}
