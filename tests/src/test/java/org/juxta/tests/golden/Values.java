package org.juxta.tests.golden;

import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;

/** Between Python's values and arrays. */
final class Values {
  private Values() {}

  static DType dtype(String name) {
    return switch (name) {
      case "bool", "bool_" -> DType.BOOL;
      case "int8" -> DType.I8;
      case "int16" -> DType.I16;
      case "int32" -> DType.I32;
      case "int64", "int" -> DType.I64;
      case "uint8" -> DType.U8;
      case "uint16" -> DType.U16;
      case "uint32" -> DType.U32;
      case "uint64" -> DType.U64;
      case "bfloat16" -> DType.BF16;
      case "float16" -> DType.F16;
      case "float32" -> DType.F32;
      case "float64", "float" -> DType.F64;
      case "complex64" -> DType.C64;
      case "complex128", "complex" -> DType.C128;
      default -> throw new NotYetThere("element type " + name);
    };
  }

  /** What Python calls an element type. */
  static String name(DType dtype) {
    return switch (dtype) {
      case BOOL -> "bool_";
      case I8 -> "int8";
      case I16 -> "int16";
      case I32 -> "int32";
      case I64 -> "int64";
      case U8 -> "uint8";
      case U16 -> "uint16";
      case U32 -> "uint32";
      case U64 -> "uint64";
      case BF16 -> "bfloat16";
      case F16 -> "float16";
      case F32 -> "float32";
      case F64 -> "float64";
      case C64 -> "complex64";
      case C128 -> "complex128";
    };
  }

  /** A number that takes the element type of the array it meets. */
  static Array weak(Number number) {
    return number instanceof Long whole
        ? Array.of(Literal.of(new ArrayType(DType.I32, Shape.SCALAR, true), whole))
        : Array.of(
            new Literal(
                new ArrayType(DType.F32, Shape.SCALAR, true),
                Double.doubleToRawLongBits(number.doubleValue())));
  }

  static Array array(Object value) {
    return switch (value) {
      case Array array -> array;
      case Long number -> Np.array(number.longValue());
      case Double number -> Np.array(number.doubleValue());
      case Boolean truth -> Np.array(truth.booleanValue());
      case List<?> list when list.isEmpty() -> Np.array(new double[0]);
      case List<?> list -> Np.stack(list.stream().map(Values::array).toArray(Array[]::new));
      default -> throw new NotYetThere("an array of " + value.getClass().getSimpleName());
    };
  }

  static boolean truth(Object value) {
    return switch (value) {
      case Boolean truth -> truth;
      case Array array -> array.toBoolean();
      case Number number -> number.doubleValue() != 0;
      default -> throw new NotYetThere("the truth of " + value);
    };
  }
}
