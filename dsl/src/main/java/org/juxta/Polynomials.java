package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Polynomials by their coefficients, highest power first, and products of sequences. */
final class Polynomials {
  private Polynomials() {}

  private static void requireVector(String what, Array x) {
    if (x.rank() != 1 || x.size() == 0) {
      throw new ShapeException(
          what + ": a vector of at least one element is needed, not " + x.type());
    }
  }

  /** By Horner's rule. */
  static Array polyval(Array coefficients, Array x) {
    requireVector("polyval", coefficients);
    Array value = Np.add(Np.zerosLike(x), coefficients.get(0));
    for (int i = 1; i < coefficients.size(); i++) {
      value = value.mul(x).add(coefficients.get(i));
    }
    return value;
  }

  static Array polyder(Array coefficients) {
    requireVector("polyder", coefficients);
    int n = coefficients.size() - 1;
    return coefficients.get(Index.to(n)).mul(Np.flip(Np.arange(1, n + 1)));
  }

  static Array polyint(Array coefficients) {
    requireVector("polyint", coefficients);
    Array divided = coefficients.div(Np.flip(Np.arange(1, coefficients.size() + 1)));
    return Lax.pad(divided, Array.scalar(0), Ints.of(0), Ints.of(1), Ints.of(0));
  }

  static Array polyadd(Array a, Array b) {
    requireVector("polyadd", a);
    requireVector("polyadd", b);
    int n = Math.max(a.size(), b.size());
    return widened(a, n).add(widened(b, n));
  }

  private static Array widened(Array coefficients, int n) {
    return Lax.pad(
        coefficients, Array.scalar(0), Ints.of(n - coefficients.size()), Ints.of(0), Ints.of(0));
  }

  static Array vander(Array x, int columns, boolean increasing) {
    requireVector("vander", x);
    List<Array> powers = new ArrayList<>();
    Array power = Np.onesLike(x);
    for (int i = 0; i < columns; i++) {
      powers.add(power);
      power = power.mul(x);
    }
    return Np.stack(increasing ? powers : powers.reversed(), 1);
  }

  /** Through the matrix of shifted copies of the longer one. */
  static Array convolve(Array x, Array y, Overlap overlap) {
    requireVector("convolve", x);
    requireVector("convolve", y);
    Array a = x.size() >= y.size() ? x : y;
    Array b = x.size() >= y.size() ? y : x;
    int n = a.size();
    int m = b.size();
    Array padded = Lax.pad(a, Array.scalar(0), Ints.of(m - 1), Ints.of(m - 1), Ints.of(0));
    Shape shape = Shape.of(n + m - 1, m);
    Array windows = padded.get(Lax.iota(DType.I32, shape, 0).add(Lax.iota(DType.I32, shape, 1)));
    Array full = windows.matmul(Np.flip(b));
    return switch (overlap) {
      case FULL -> full;
      case SAME -> Lax.sliceAlong(full, (m - 1) / 2, (m - 1) / 2 + n, 0);
      case VALID -> Lax.sliceAlong(full, m - 1, n, 0);
    };
  }

  static Array correlate(Array x, Array y, Overlap overlap) {
    requireVector("correlate", x);
    requireVector("correlate", y);
    if (x.size() >= y.size()) {
      return convolve(x, Np.flip(y), overlap);
    }
    return Np.flip(convolve(Np.flip(x), y, overlap));
  }
}
