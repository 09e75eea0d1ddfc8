package org.juxta.transforms;

import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/**
 * A value that may have an extra axis over the lanes of a batch, or be the same for all of them.
 */
sealed interface Batched {
  Array array();

  /** The same for all lanes. */
  record Same(Array array) implements Batched {}

  /**
   * Different ones, along {@code axis}.
   *
   * @param units whether they are the unit vectors in their order, the array the identity
   */
  record Lanes(Array array, int axis, boolean units) implements Batched {}

  static Batched same(Array array) {
    return new Same(array);
  }

  static Batched lanes(Array array, int axis) {
    return new Lanes(array, axis, false);
  }

  /** The unit vectors of so many dimensions. */
  static Batched units(int size, DType dtype) {
    return new Lanes(Np.eye(size, dtype), 0, true);
  }

  default boolean isBatched() {
    return this instanceof Lanes;
  }

  /** The rank of one lane. */
  default int rank() {
    return array().rank() - (isBatched() ? 1 : 0);
  }

  /** The type of one lane. */
  default ArrayType type() {
    return switch (this) {
      case Same same -> same.array().type();
      case Lanes lanes -> {
        Shape shape = lanes.array().shape().without(Ints.of(lanes.axis()));
        yield lanes.array().type().with(shape);
      }
    };
  }

  /** With the lanes along {@code axis}; what is the same for all is repeated. */
  default Array along(int axis, int size) {
    return switch (this) {
      case Same same -> repeat(same.array(), axis, size);
      case Lanes lanes -> Np.moveaxis(lanes.array(), lanes.axis(), axis);
    };
  }

  /** With the lanes first, if there are any. */
  default Array front() {
    return switch (this) {
      case Same same -> same.array();
      case Lanes lanes -> Np.moveaxis(lanes.array(), lanes.axis(), 0);
    };
  }

  private static Array repeat(Array x, int axis, int size) {
    Shape shape = x.shape().insert(axis, size);
    return Lax.broadcastInDim(x, shape, Ints.range(0, shape.rank()).without(Ints.of(axis)));
  }
}
