package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Literal;

/**
 * How the floats of one array are written under one another: all with an exponent or none, the
 * points in a column. The rules of NumPy's {@code FloatingFormat}.
 *
 * @param exponent digits of the exponent; 0 for none
 * @param left characters before the point
 * @param right characters from the point on, without it
 * @param places digits after the point of a number with an exponent
 * @param plus whether numbers above zero have a sign too, as imaginary parts
 */
record FloatColumn(int exponent, int left, int right, int places, boolean plus) {
  private static final int PRECISION = 8;

  /** The column of these numbers. */
  static FloatColumn of(List<Decimal> shown, boolean plus) {
    List<Decimal> finite = new ArrayList<>();
    boolean special = false;
    boolean signed = plus;
    for (Decimal number : shown) {
      if (number.isFinite()) {
        finite.add(number);
      } else {
        special = true;
        signed |= number.value() < 0;
      }
    }
    FloatColumn column =
        finite.isEmpty()
            ? new FloatColumn(0, 0, 0, 0, plus)
            : needsExponent(finite) ? withExponent(finite, plus) : plain(finite, plus);
    return special ? column.widened(signed ? 4 : 3) : column;
  }

  /** The comparisons are those of the element type: 0.0001 of F32 is not less than 0.0001. */
  private static boolean needsExponent(List<Decimal> finite) {
    double max = 0;
    double min = Double.POSITIVE_INFINITY;
    for (Decimal number : finite) {
      double magnitude = Math.abs(number.value());
      if (magnitude != 0) {
        max = Math.max(max, magnitude);
        min = Math.min(min, magnitude);
      }
    }
    if (max == 0) {
      return false;
    }
    DType dtype = finite.getFirst().dtype();
    if (max >= Decimal.columnLimit(dtype)) {
      return true;
    }
    return switch (dtype) {
      case F16 -> min < rounded(1e-4) || max / min > 1000;
      case F32 -> (float) min < 1e-4f || (float) max / (float) min > 1000;
      case F64, BOOL, I8, I16, I32, I64, U8, U16, U32, U64, BF16, C64, C128 ->
          min < 1e-4 || max / min > 1000;
    };
  }

  private static double rounded(double bound) {
    return Literal.of(ArrayType.of(DType.F16), bound).asDouble();
  }

  private static FloatColumn withExponent(List<Decimal> finite, boolean plus) {
    int exponent = 0;
    int left = 0;
    int places = 0;
    for (Decimal number : finite) {
      String text = signed(number.scientific(PRECISION), plus);
      int point = text.indexOf('.');
      int e = text.indexOf('e');
      exponent = Math.max(exponent, text.length() - e - 2);
      left = Math.max(left, point);
      places = Math.max(places, e - point - 1);
    }
    return new FloatColumn(exponent, left, exponent + 2 + places, places, plus);
  }

  private static FloatColumn plain(List<Decimal> finite, boolean plus) {
    int left = 0;
    int right = 0;
    for (Decimal number : finite) {
      String text = signed(number.positional(PRECISION), plus);
      int point = text.indexOf('.');
      left = Math.max(left, point);
      right = Math.max(right, text.length() - point - 1);
    }
    return new FloatColumn(0, left, right, 0, plus);
  }

  private static String signed(String text, boolean plus) {
    return plus && !text.startsWith("-") ? "+" + text : text;
  }

  private FloatColumn widened(int width) {
    return new FloatColumn(exponent, Math.max(left, width - right - 1), right, places, plus);
  }

  /** A number of the column, as wide as all. */
  String text(Decimal number) {
    if (!number.isFinite()) {
      return ArrayPrinter.padLeft(signed(number.special(), plus), left + right + 1);
    }
    String text =
        signed(
            exponent > 0
                ? number.scientificExactly(places, exponent)
                : number.positional(PRECISION),
            plus);
    int point = text.indexOf('.');
    String padded = " ".repeat(Math.max(0, left - point)) + text;
    return exponent > 0
        ? padded
        : padded + " ".repeat(Math.max(0, right - (text.length() - point - 1)));
  }
}
