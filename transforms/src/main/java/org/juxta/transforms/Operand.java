package org.juxta.transforms;

import org.juxta.Array;
import org.juxta.tracer.ArrayType;

/** An operand of an operation that is being transposed. */
sealed interface Operand {
  ArrayType type();

  /** One that the operation is linear in, and whose value there is none of. */
  record Unknown(ArrayType type) implements Operand {}

  /** One that is a constant to the transpose. */
  record Known(Array array) implements Operand {
    @Override
    public ArrayType type() {
      return array.type();
    }
  }

  default boolean isLinear() {
    return this instanceof Unknown;
  }

  /** The value of a known operand. */
  default Array array() {
    return switch (this) {
      case Known known -> known.array();
      case Unknown unknown ->
          throw new IllegalStateException("not linear in an operand of type " + unknown.type());
    };
  }
}
