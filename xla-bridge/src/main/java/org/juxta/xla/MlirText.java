package org.juxta.xla;

import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.SourceLine;

/** How MLIR writes types, numbers and lists. */
final class MlirText {
  private MlirText() {}

  /** Such as {@code tensor<128x784xf32>}. */
  static String type(ArrayType type) {
    StringBuilder out = new StringBuilder(32);
    type(out, type.dtype(), type.shape());
    return out.toString();
  }

  static String type(DType dtype, Shape shape) {
    StringBuilder out = new StringBuilder(32);
    type(out, dtype, shape);
    return out.toString();
  }

  static void type(StringBuilder out, DType dtype, Shape shape) {
    Ints dims = shape.dims();
    out.append("tensor<");
    for (int i = 0; i < dims.size(); i++) {
      out.append(dims.get(i)).append('x');
    }
    out.append(element(dtype)).append('>');
  }

  /** Types with commas between them. */
  static String types(List<ArrayType> types) {
    StringBuilder out = new StringBuilder(32 * types.size());
    for (int i = 0; i < types.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      type(out, types.get(i).dtype(), types.get(i).shape());
    }
    return out.toString();
  }

  static String element(DType dtype) {
    return switch (dtype) {
      case BOOL -> "i1";
      case I8 -> "i8";
      case I16 -> "i16";
      case I32 -> "i32";
      case I64 -> "i64";
      case U8 -> "ui8";
      case U16 -> "ui16";
      case U32 -> "ui32";
      case U64 -> "ui64";
      case BF16 -> "bf16";
      case F16 -> "f16";
      case F32 -> "f32";
      case F64 -> "f64";
      case C64 -> "complex<f32>";
      case C128 -> "complex<f64>";
    };
  }

  /**
   * An element of a dense constant, from the bits of a literal. Floats that the decimal number does
   * not give back exactly (MLIR reads it as a double first) and those that have none are written as
   * their bits.
   */
  static String element(DType dtype, long bits, long imaginaryBits) {
    return switch (dtype) {
      case BOOL -> bits != 0 ? "true" : "false";
      case I8, I16, I32, I64, U8, U16, U32 -> Long.toString(bits);
      case U64 -> Long.toUnsignedString(bits);
      case BF16, F16 -> {
        float value = (float) Double.longBitsToDouble(bits);
        yield Float.isFinite(value)
            ? Float.toString(value)
            : "0x%04X".formatted(halfBits(dtype, value) & 0xFFFF);
      }
      case C64, C128 ->
          "("
              + element(dtype.real(), bits, 0)
              + ", "
              + element(dtype.real(), imaginaryBits, 0)
              + ")";
      case F32 -> {
        float value = (float) Double.longBitsToDouble(bits);
        String text = Float.toString(value);
        yield Float.isFinite(value) && (float) Double.parseDouble(text) == value
            ? text
            : "0x%08X".formatted(Float.floatToRawIntBits(value));
      }
      case F64 -> {
        double value = Double.longBitsToDouble(bits);
        yield Double.isFinite(value) ? Double.toString(value) : "0x%016X".formatted(bits);
      }
    };
  }

  /** Of an infinity or NaN. */
  private static int halfBits(DType dtype, float value) {
    return dtype == DType.F16
        ? Float.floatToFloat16(value)
        : Float.floatToIntBits(value) >>> Short.SIZE;
  }

  /** Such as {@code [0, 2]}. */
  static String list(Ints values) {
    return values.toString();
  }

  /** Such as {@code array<i64: 0, 2>}. */
  static String array(Ints values) {
    String list = values.toString();
    return values.isEmpty() ? "array<i64>" : "array<i64: " + list.substring(1).replace(']', '>');
  }

  /** The name of a function without the characters that would need quotes. */
  static String identifier(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_$.]", "_");
    return plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "f_" + plain : plain;
  }

  /** Such as {@code loc("Example.java":41:0)}. */
  static String location(SourceLine line) {
    String file = line.file().replace("\\", "\\\\").replace("\"", "\\\"");
    return "loc(\"" + file + "\":" + line.line() + ":0)";
  }
}
