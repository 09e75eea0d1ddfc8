package org.juxta;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Literal;

/**
 * The element type that arrays of different ones meet in, as JAX's lattice has it: complex numbers
 * win over floats, these over integers, and these over BOOL; of one kind the wider wins, signed and
 * unsigned integers meet in the signed type that holds both (U64 and a signed one in F64), BF16 and
 * F16 in F32. A weak type (of a plain Java number) gives way to every other of its kind or a higher
 * one; where it has the higher kind, 64-bit integers become F64 or C128, narrower ones F32 or C64.
 */
final class Promotion {
  private Promotion() {}

  static DType common(ArrayType a, ArrayType b) {
    if (a.dtype() == b.dtype()) {
      return a.dtype();
    }
    return a.weak() == b.weak()
        ? join(a.dtype(), b.dtype())
        : a.weak() ? meet(b.dtype(), a.dtype()) : meet(a.dtype(), b.dtype());
  }

  static DType common(List<Array> arrays) {
    DType strong = null;
    DType weak = null;
    // From the highest kind down: what is below a float or a complex number does not change it.
    List<ArrayType> types =
        arrays.stream()
            .map(Array::type)
            .sorted(Comparator.comparingInt(t -> -rank(t.dtype())))
            .toList();
    for (ArrayType type : types) {
      if (type.weak()) {
        weak = weak == null ? type.dtype() : join(weak, type.dtype());
      } else {
        strong = strong == null ? type.dtype() : join(strong, type.dtype());
      }
    }
    if (strong == null) {
      return Objects.requireNonNull(weak, "no arrays");
    }
    return weak == null || weak == strong ? strong : meet(strong, weak);
  }

  /** What a strong type becomes beside a weak one. */
  private static DType meet(DType strong, DType weak) {
    if (rank(strong) >= rank(weak)) {
      return strong;
    }
    return switch (weak.kind()) {
      case COMPLEX -> strong.complex();
      case FLOAT -> inexact(strong);
      case BOOLEAN, SIGNED, UNSIGNED -> weak;
    };
  }

  /** Of types that are both strong or both weak. */
  static DType join(DType a, DType b) {
    if (a == b) {
      return a;
    }
    if (rank(a) != rank(b)) {
      DType higher = rank(a) > rank(b) ? a : b;
      DType lower = higher == a ? b : a;
      return lower == DType.F64 ? DType.C128 : higher;
    }
    DType wider = a.bytes() >= b.bytes() ? a : b;
    return switch (a.kind()) {
      case BOOLEAN, COMPLEX -> wider;
      case FLOAT -> a.bytes() == b.bytes() ? DType.F32 : wider;
      case SIGNED, UNSIGNED -> a.kind() == b.kind() ? wider : signed(a, b);
    };
  }

  /** The signed type with all values of a signed and an unsigned one; F64 where there is none. */
  private static DType signed(DType a, DType b) {
    DType signed = a.isUnsigned() ? b : a;
    DType unsigned = a.isUnsigned() ? a : b;
    if (signed.bytes() > unsigned.bytes()) {
      return signed;
    }
    return switch (unsigned) {
      case U8 -> DType.I16;
      case U16 -> DType.I32;
      case U32 -> DType.I64;
      case U64, BOOL, I8, I16, I32, I64, BF16, F16, F32, F64, C64, C128 -> DType.F64;
    };
  }

  /**
   * The float type that a function of reals computes in: F64 for 64-bit integers, F32 for narrower
   * ones. Complex types are kept.
   */
  static DType inexact(DType dtype) {
    return switch (dtype) {
      case BF16, F16, F32, F64, C64, C128 -> dtype;
      case I64, U64 -> DType.F64;
      case BOOL, I8, I16, I32, U8, U16, U32 -> DType.F32;
    };
  }

  /** The real float type of {@link #inexact}. */
  static DType real(DType dtype) {
    return inexact(dtype).real();
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
      case COMPLEX -> 3;
    };
  }

  /** Whether every number of {@code from} is one of {@code to}; see {@link Np#canCast}. */
  static boolean isSafe(DType from, DType to) {
    if (from == to || from.isBool()) {
      return true;
    }
    return switch (to.kind()) {
      case BOOLEAN -> false;
      case SIGNED -> from.isInteger() && from.bytes() + (from.isUnsigned() ? 1 : 0) <= to.bytes();
      case UNSIGNED -> from.isUnsigned() && from.bytes() <= to.bytes();
      case FLOAT -> from.isInteger() ? fits(from, to) : from.isFloat() && from.bytes() < to.bytes();
      case COMPLEX -> from.isComplex() ? from.bytes() <= to.bytes() : isSafe(from, to.real());
    };
  }

  /** NumPy lets 64-bit integers become F64, though not all are F64. */
  private static boolean fits(DType integer, DType real) {
    return real == DType.F64 || integer.bytes() < real.bytes();
  }
}
