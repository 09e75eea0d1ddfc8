package org.juxta.transforms;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;

/**
 * A derivative along a value: an array of the value's type, or known to be zero without one.
 * Cotangents are the same.
 */
sealed interface Tangent {
  /** Zero for a value of the given type. */
  record Zero(ArrayType type) implements Tangent {}

  /** Not known to be zero. */
  record Of(Array array) implements Tangent {}

  static Tangent zero(ArrayType type) {
    return new Zero(type);
  }

  static Tangent of(Array array) {
    return new Of(array);
  }

  default boolean isZero() {
    return this instanceof Zero;
  }

  /** As an array, zeros if need be. */
  default Array array() {
    return switch (this) {
      case Zero zero -> Np.zeros(zero.type().dtype(), zero.type().shape().dims().toArray());
      case Of of -> of.array();
    };
  }

  /** The sum; zero costs nothing. */
  default Tangent plus(Tangent other) {
    return switch (this) {
      case Zero _ -> other;
      case Of a ->
          switch (other) {
            case Zero _ -> this;
            case Of b -> of(a.array().add(b.array()));
          };
    };
  }
}
