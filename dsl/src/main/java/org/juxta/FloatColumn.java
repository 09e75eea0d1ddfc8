package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;

/**
 * How the floats of one array are written under one another: all with an exponent or none, the
 * points in a column. The rules of NumPy's {@code FloatingFormat}.
 *
 * @param exponent digits of the exponent; 0 for none
 * @param left characters before the point
 * @param right characters from the point on, without it
 * @param places digits after the point of a number with an exponent
 */
record FloatColumn(int exponent, int left, int right, int places) {
  private static final int PRECISION = 8;

  /** The column of the elements at {@code shown}. */
  static FloatColumn of(HostArray array, int[] shown) {
    List<Decimal> finite = new ArrayList<>();
    boolean special = false;
    boolean negativeInfinity = false;
    for (int i : shown) {
      Decimal number = Decimal.of(array, i);
      if (number.isFinite()) {
        finite.add(number);
      } else {
        special = true;
        negativeInfinity |= number.value() < 0;
      }
    }
    FloatColumn column =
        finite.isEmpty()
            ? new FloatColumn(0, 0, 0, 0)
            : needsExponent(finite, array.type().dtype()) ? withExponent(finite) : plain(finite);
    return special ? column.widened(negativeInfinity ? 4 : 3) : column;
  }

  /** The comparisons are those of the element type: 0.0001 of F32 is not less than 0.0001. */
  private static boolean needsExponent(List<Decimal> finite, DType dtype) {
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
    return dtype == DType.F32
        ? max >= 1e6 || (float) min < 1e-4f || (float) max / (float) min > 1000
        : max >= 1e8 || min < 1e-4 || max / min > 1000;
  }

  private static FloatColumn withExponent(List<Decimal> finite) {
    int exponent = 0;
    int left = 0;
    int places = 0;
    for (Decimal number : finite) {
      String text = number.scientific(PRECISION);
      int point = text.indexOf('.');
      int e = text.indexOf('e');
      exponent = Math.max(exponent, text.length() - e - 2);
      left = Math.max(left, point);
      places = Math.max(places, e - point - 1);
    }
    return new FloatColumn(exponent, left, exponent + 2 + places, places);
  }

  private static FloatColumn plain(List<Decimal> finite) {
    int left = 0;
    int right = 0;
    for (Decimal number : finite) {
      String text = number.positional(PRECISION);
      int point = text.indexOf('.');
      left = Math.max(left, point);
      right = Math.max(right, text.length() - point - 1);
    }
    return new FloatColumn(0, left, right, 0);
  }

  private FloatColumn widened(int width) {
    return new FloatColumn(exponent, Math.max(left, width - right - 1), right, places);
  }

  /** A number of the column, as wide as all. */
  String text(Decimal number) {
    if (!number.isFinite()) {
      return ArrayPrinter.padLeft(number.special(), left + right + 1);
    }
    String text =
        exponent > 0 ? number.scientificExactly(places, exponent) : number.positional(PRECISION);
    int point = text.indexOf('.');
    String padded = " ".repeat(Math.max(0, left - point)) + text;
    return exponent > 0
        ? padded
        : padded + " ".repeat(Math.max(0, right - (text.length() - point - 1)));
  }
}
