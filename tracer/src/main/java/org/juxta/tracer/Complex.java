package org.juxta.tracer;

/** A complex number, with the arithmetic of C's and NumPy's complex double. */
record Complex(double re, double im) {
  static final Complex ZERO = new Complex(0, 0);
  static final Complex ONE = new Complex(1, 0);

  void put(double[] parts, int at) {
    parts[at] = re;
    parts[at + 1] = im;
  }

  Complex plus(Complex o) {
    return new Complex(re + o.re, im + o.im);
  }

  Complex minus(Complex o) {
    return new Complex(re - o.re, im - o.im);
  }

  Complex times(Complex o) {
    return new Complex(re * o.re - im * o.im, re * o.im + im * o.re);
  }

  Complex times(double factor) {
    return new Complex(re * factor, im * factor);
  }

  /** i times this. */
  Complex timesI() {
    return new Complex(-im, re);
  }

  /** -i times this. */
  Complex timesMinusI() {
    return new Complex(im, -re);
  }

  Complex negated() {
    return new Complex(-re, -im);
  }

  Complex conjugate() {
    return new Complex(re, -im);
  }

  double abs() {
    return Math.hypot(re, im);
  }

  double argument() {
    return Math.atan2(im, re);
  }

  boolean isFinite() {
    return Double.isFinite(re) && Double.isFinite(im);
  }

  boolean isInfinite() {
    return Double.isInfinite(re) || Double.isInfinite(im);
  }

  boolean isNaN() {
    return Double.isNaN(re) || Double.isNaN(im);
  }

  /**
   * The quotient by R. L. Smith's algorithm, which does not overflow where the result does not;
   * with the infinities of C's Annex G: a number that is not 0 over 0 is infinite, a finite one
   * over an infinite one 0.
   */
  Complex over(Complex o) {
    Complex q = Math.abs(o.re) >= Math.abs(o.im) ? smith(re, im, o.re, o.im) : swapped(o);
    if (!Double.isNaN(q.re) || !Double.isNaN(q.im)) {
      return q;
    }
    if (o.re == 0 && o.im == 0 && (!Double.isNaN(re) || !Double.isNaN(im))) {
      double infinity = Math.copySign(Double.POSITIVE_INFINITY, o.re);
      return new Complex(infinity * re, infinity * im);
    }
    if (isInfinite() && o.isFinite()) {
      double a = sign(re);
      double b = sign(im);
      return new Complex(
          Double.POSITIVE_INFINITY * (a * o.re + b * o.im),
          Double.POSITIVE_INFINITY * (b * o.re - a * o.im));
    }
    if (o.isInfinite() && isFinite()) {
      double c = sign(o.re);
      double d = sign(o.im);
      return new Complex(0 * (re * c + im * d), 0 * (im * c - re * d));
    }
    return q;
  }

  /** With both numbers divided by i, so that the divisor's real part is the greater. */
  private Complex swapped(Complex o) {
    return smith(im, -re, o.im, -o.re);
  }

  private static Complex smith(double a, double b, double c, double d) {
    double ratio = d / c;
    double scale = c + d * ratio;
    return new Complex((a + b * ratio) / scale, (b - a * ratio) / scale);
  }

  /** ±1 for an infinity, else a zero. */
  private static double sign(double x) {
    return Math.copySign(Double.isInfinite(x) ? 1 : 0, x);
  }
}
