package org.juxta;

/**
 * A ratio of polynomials that agrees with a function on an interval to double precision. The
 * coefficients in this package interpolate values of 60 digits at Chebyshev points.
 */
final class Approximation {
  private final double shift;
  private final double scale;
  private final double[] numerator;
  private final double[] denominator;

  /** In the powers of {@code (x - shift) * scale}, lowest first. */
  Approximation(double shift, double scale, double[] numerator, double[] denominator) {
    this.shift = shift;
    this.scale = scale;
    this.numerator = numerator;
    this.denominator = denominator;
  }

  Array of(Array x) {
    Array u = (shift == 0 ? x : x.sub(shift)).mul(scale);
    Array above = polynomial(numerator, u);
    return denominator.length == 1 ? above : above.div(polynomial(denominator, u));
  }

  /** By Horner's rule, of coefficients with that of the lowest power first. */
  static Array polynomial(double[] coefficients, Array x) {
    int last = coefficients.length - 1;
    if (last == 0) {
      return Np.fullLike(x, coefficients[0]);
    }
    Array sum = x.mul(coefficients[last]).add(coefficients[last - 1]);
    for (int i = last - 2; i >= 0; i--) {
      sum = sum.mul(x).add(coefficients[i]);
    }
    return sum;
  }
}
