package org.juxta;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Literal;

/**
 * A float in decimal, as NumPy's Dragon4 writes it: the fewest digits that no other float of its
 * type is nearest to, or where that is more than wanted, the exact value rounded (half to even).
 *
 * @param value exactly the float
 * @param dtype its type; BF16 is written by other rules
 * @param shortest the magnitude in the fewest digits; meaningless unless finite
 */
record Decimal(double value, DType dtype, BigDecimal shortest) {
  private static final double SCALAR_LEAST = 1e-4;
  private static final double SCALAR_LIMIT = 1e16;

  /** Element {@code i} of an array of floats, or its real part. */
  static Decimal of(HostArray array, int i) {
    return of(array.getDouble(i), array.type().dtype().real());
  }

  /** The imaginary part of element {@code i}. */
  static Decimal ofImaginary(HostArray array, int i) {
    return of(array.getImaginary(i), array.type().dtype().real());
  }

  private static Decimal of(double value, DType dtype) {
    if (!Double.isFinite(value)) {
      return new Decimal(value, dtype, BigDecimal.ZERO);
    }
    double magnitude = Math.abs(value);
    BigDecimal digits =
        switch (dtype) {
          case F16 -> half(magnitude);
          case F32 -> new BigDecimal(Float.toString((float) magnitude));
          case F64 -> new BigDecimal(Double.toString(magnitude));
          case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, BF16, C64, C128 ->
              throw new DTypeException(dtype + " is not written by these rules");
        };
    return new Decimal(value, dtype, oneDigit(digits.stripTrailingZeros(), magnitude, dtype));
  }

  /** The exact value rounded to the fewest digits of which it is the nearest F16. */
  private static BigDecimal half(double magnitude) {
    BigDecimal exact = new BigDecimal(magnitude);
    for (int digits = 1; ; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (isNearest(rounded, magnitude, DType.F16)) {
        return rounded;
      }
    }
  }

  private static boolean isNearest(BigDecimal digits, double magnitude, DType dtype) {
    return dtype == DType.F32
        ? digits.floatValue() == (float) magnitude
        : Literal.of(ArrayType.of(dtype), digits.doubleValue()).asDouble() == magnitude;
  }

  /**
   * Java writes two digits at least, and the nearest two where one would do: 4.9E-324 for 5e-324.
   */
  private static BigDecimal oneDigit(BigDecimal digits, double magnitude, DType dtype) {
    if (digits.precision() != 2) {
      return digits;
    }
    BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return isNearest(one, magnitude, dtype) ? one.stripTrailingZeros() : digits;
  }

  /** From where on NumPy writes an exponent: the digits that the type is sure of, 16 at most. */
  private double scalarLimit() {
    return dtype == DType.F64 ? SCALAR_LIMIT : columnLimit(dtype);
  }

  /** From where on NumPy writes a column with exponents. */
  static double columnLimit(DType dtype) {
    return dtype == DType.F64 ? 1e8 : dtype == DType.F32 ? 1e6 : 1e3;
  }

  boolean isFinite() {
    return Double.isFinite(value);
  }

  private String sign() {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  private BigDecimal exact() {
    return new BigDecimal(Math.abs(value));
  }

  /** nan, inf or -inf. */
  String special() {
    return Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
  }

  /**
   * Such as {@code -12.} and {@code 0.25}: with no more than {@code places} digits after the point,
   * no zeros at the end.
   */
  String positional(int places) {
    BigDecimal rounded =
        shortest.scale() <= places ? shortest : exact().setScale(places, RoundingMode.HALF_EVEN);
    return sign() + withPoint(strip(rounded).toPlainString());
  }

  /**
   * Such as {@code 1.5e-07}, {@code 1.e+10}, with no more than {@code places} digits after the
   * point.
   */
  String scientific(int places) {
    BigDecimal rounded =
        shortest.precision() <= places + 1
            ? shortest
            : exact().round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
    return scientific(strip(rounded), 0, 2);
  }

  /**
   * With exactly {@code places} digits after the point, and {@code exponentDigits} in the exponent
   * at least.
   */
  String scientificExactly(int places, int exponentDigits) {
    BigDecimal rounded = exact().round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
    return scientific(strip(rounded), places, exponentDigits);
  }

  private String scientific(BigDecimal rounded, int places, int exponentDigits) {
    String digits = rounded.unscaledValue().toString();
    int exponent = rounded.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
    String magnitude = Integer.toString(Math.abs(exponent));
    return sign()
        + digits.charAt(0)
        + "."
        + digits.substring(1)
        + "0".repeat(Math.max(0, places - (digits.length() - 1)))
        + (exponent < 0 ? "e-" : "e+")
        + "0".repeat(Math.max(0, exponentDigits - magnitude.length()))
        + magnitude;
  }

  private static BigDecimal strip(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  private static String withPoint(String number) {
    return number.contains(".") ? number : number + ".";
  }

  /** As NumPy writes a single number: {@code 4.0}, {@code 1e-05}, {@code 1.5e+20}. */
  String scalarText() {
    if (!isFinite()) {
      return special();
    }
    double magnitude = Math.abs(value);
    if (magnitude == 0 || (magnitude >= SCALAR_LEAST && magnitude < scalarLimit())) {
      String text = positional(Integer.MAX_VALUE);
      return text.endsWith(".") ? text + "0" : text;
    }
    return scientific(Integer.MAX_VALUE - 1).replace(".e", "e");
  }

  /** As NumPy writes a part of a single complex number: {@code 4}, {@code 1e-05}. */
  String partText() {
    if (!isFinite()) {
      return special();
    }
    double magnitude = Math.abs(value);
    boolean plain = magnitude == 0 || (magnitude >= SCALAR_LEAST && magnitude < SCALAR_LIMIT);
    String text = plain ? positional(Integer.MAX_VALUE) : scientific(Integer.MAX_VALUE - 1);
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text.replace(".e", "e");
  }
}
