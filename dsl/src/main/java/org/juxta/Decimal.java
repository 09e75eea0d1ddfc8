package org.juxta;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;

/**
 * A float in decimal, as NumPy's Dragon4 writes it: the fewest digits that no other float of its
 * type is nearest to, or where that is more than wanted, the exact value rounded (half to even).
 *
 * @param value exactly the float
 * @param single whether its type is F32
 * @param shortest the magnitude in the fewest digits; meaningless unless finite
 */
record Decimal(double value, boolean single, BigDecimal shortest) {
  private static final double SCALAR_LEAST = 1e-4;
  private static final double SCALAR_LIMIT = 1e16;
  private static final double SINGLE_SCALAR_LIMIT = 1e6;

  /** Element {@code i} of an array of floats. */
  static Decimal of(HostArray array, int i) {
    double value = array.getDouble(i);
    boolean single = array.type().dtype() == DType.F32;
    if (!Double.isFinite(value)) {
      return new Decimal(value, single, BigDecimal.ZERO);
    }
    BigDecimal digits =
        new BigDecimal(
            single ? Float.toString((float) Math.abs(value)) : Double.toString(Math.abs(value)));
    return new Decimal(
        value, single, oneDigit(digits.stripTrailingZeros(), Math.abs(value), single));
  }

  /**
   * Java writes two digits at least, and the nearest two where one would do: 4.9E-324 for 5e-324.
   */
  private static BigDecimal oneDigit(BigDecimal digits, double magnitude, boolean single) {
    if (digits.precision() != 2) {
      return digits;
    }
    BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
    boolean same = single ? one.floatValue() == (float) magnitude : one.doubleValue() == magnitude;
    return same ? one.stripTrailingZeros() : digits;
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
    if (magnitude == 0
        || (magnitude >= SCALAR_LEAST
            && magnitude < (single ? SINGLE_SCALAR_LIMIT : SCALAR_LIMIT))) {
      String text = positional(Integer.MAX_VALUE);
      return text.endsWith(".") ? text + "0" : text;
    }
    return scientific(Integer.MAX_VALUE - 1).replace(".e", "e");
  }
}
