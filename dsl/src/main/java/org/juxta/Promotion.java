package org.juxta;

import java.util.List;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Literal;

/**
 * The element type that arrays of different ones meet in. As in JAX: floats win over integers and
 * these over BOOL, of one kind the wider wins, U32 and I32 meet in I64, and a weak type (of a plain
 * Java number) gives way to every other of its kind or a higher one.
 */
final class Promotion {
  private Promotion() {}

  static DType common(ArrayType a, ArrayType b) {
    if (a.dtype() == b.dtype()) {
      return a.dtype();
    }
    if (a.weak() != b.weak()) {
      ArrayType strong = a.weak() ? b : a;
      ArrayType weak = a.weak() ? a : b;
      if (rank(strong.dtype()) >= rank(weak.dtype())) {
        return strong.dtype();
      }
      return weak.dtype().isFloat() ? inexact(strong.dtype()) : DType.I32;
    }
    if (a.dtype().isInteger() && b.dtype().isInteger()) {
      return DType.I64;
    }
    return a.dtype().compareTo(b.dtype()) > 0 ? a.dtype() : b.dtype();
  }

  static DType common(List<Array> arrays) {
    ArrayType met = arrays.getFirst().type();
    for (Array array : arrays.subList(1, arrays.size())) {
      met =
          new ArrayType(common(met, array.type()), met.shape(), met.weak() && array.type().weak());
    }
    return met.dtype();
  }

  /**
   * The float type that a function of reals computes in: F64 for 64-bit integers, F32 for narrower
   * ones.
   */
  static DType inexact(DType dtype) {
    return switch (dtype) {
      case F32, F64 -> dtype;
      case I64 -> DType.F64;
      case BOOL, I32, U32 -> DType.F32;
    };
  }

  /** {@code x} as {@code dtype}, as weak as it was: a number written into the program stays one. */
  static Array to(Array x, DType dtype) {
    if (x.dtype() == dtype) {
      return x;
    }
    if (x.value() instanceof Literal literal) {
      return Array.of(literal.as(literal.type().with(dtype)));
    }
    return Primitives.bindOne(new Elementwise.Convert(dtype), x);
  }

  private static int rank(DType dtype) {
    return switch (dtype.kind()) {
      case BOOLEAN -> 0;
      case SIGNED, UNSIGNED -> 1;
      case FLOAT -> 2;
    };
  }
}
