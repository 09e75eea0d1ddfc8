package org.juxta;

import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Value;

/** Polynomials by their coefficients, highest power first. */
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
    if (coefficients.rank() == 1 && coefficients.size() == 0) {
      return Promotion.to(Np.zerosLike(x), Promotion.common(coefficients.type(), x.type()));
    }
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
    if (a.rank() != 1 || b.rank() != 1) {
      throw new ShapeException("polyadd: vectors are needed, not " + a.type() + " and " + b.type());
    }
    int n = Math.max(a.size(), b.size());
    return widened(a, n).add(widened(b, n));
  }

  private static Array widened(Array coefficients, int n) {
    return Lax.pad(
        coefficients, Array.scalar(0), Ints.of(n - coefficients.size()), Ints.of(0), Ints.of(0));
  }

  static Array vander(Array x, int columns, boolean increasing) {
    if (x.rank() != 1 || columns < 0) {
      throw new ShapeException(
          "vander: a vector and a number of columns are needed, not %s and %d"
              .formatted(x.type(), columns));
    }
    if (columns == 0) {
      return Np.zeros(x.dtype(), x.size(), 0);
    }
    List<Array> powers = new ArrayList<>();
    Array power = Np.onesLike(x);
    for (int i = 0; i < columns; i++) {
      powers.add(power);
      power = power.mul(x);
    }
    return Np.stack(increasing ? powers : powers.reversed(), 1);
  }

  static Array convolve(Array x, Array y) {
    requireVector("polymul", x);
    requireVector("polymul", y);
    return Sequences.convolveVectors(x, y, Overlap.FULL);
  }

  /** The product of (x - root) over the roots, or over the eigenvalues of a matrix. */
  static Array poly(Array rootsOrMatrix) {
    Array roots = roots1d(rootsOrMatrix);
    if (roots.size() == 0) {
      return Np.ones(Promotion.inexact(roots.dtype()));
    }
    Array zeros = Promotion.to(roots, Promotion.inexact(roots.dtype()));
    Array coefficients = Np.ones(zeros.dtype(), 1);
    for (int i = 0; i < roots.size(); i++) {
      Array shifted = Lax.pad(coefficients, Array.scalar(0), Ints.of(1), Ints.of(0), Ints.of(0));
      coefficients =
          Lax.pad(coefficients, Array.scalar(0), Ints.of(0), Ints.of(1), Ints.of(0))
              .sub(shifted.mul(zeros.get(i)));
    }
    return coefficients;
  }

  private static Array roots1d(Array x) {
    boolean square = x.rank() == 2 && x.dim(0) == x.dim(1) && x.dim(0) > 0;
    if (x.rank() > 1 && !square) {
      throw new ShapeException(
          "poly: a vector of roots or a square matrix of at least one row is needed, not "
              + x.type());
    }
    return square ? Linalg.eigvals(x) : x.ravel();
  }

  /** By long division: the quotient, and the rest in as many coefficients as the dividend has. */
  static Tuple2<Array, Array> polydiv(Array dividend, Array divisor) {
    requireVector("polydiv", dividend);
    requireVector("polydiv", divisor);
    DType dtype = Promotion.inexact(Promotion.common(dividend.type(), divisor.type()));
    Array rest = Promotion.to(dividend, dtype);
    Array v = Promotion.to(divisor, dtype);
    int steps = dividend.size() - divisor.size() + 1;
    if (steps <= 0) {
      return new Tuple2<>(Np.zeros(dtype, 1), rest);
    }
    List<Array> quotient = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      Array factor = rest.get(i).div(v.get(0));
      quotient.add(factor);
      rest = rest.at(Index.range(i, i + v.size())).add(v.mul(factor).neg());
    }
    return new Tuple2<>(Np.stack(quotient, 0), rest);
  }

  static Array roots(Array coefficients) {
    requireVector("roots", coefficients);
    Array p = Promotion.to(coefficients, Promotion.inexact(coefficients.dtype()));
    int first = p.value() instanceof Value.Concrete ? leadingZeros(p) : 0;
    int degree = p.dim(0) - first - 1;
    if (degree < 1) {
      return Np.zeros(p.dtype().real() == DType.F64 ? DType.C128 : DType.C64, 0);
    }
    Array leading = p.get(first);
    Array row = Lax.sliceAlong(p, first + 1, p.dim(0), 0).div(leading).neg();
    Array shift = Np.eye(degree, degree, -1, p.dtype());
    return Linalg.eigvals(shift.at(0).set(row));
  }

  private static int leadingZeros(Array p) {
    Array isZero = p.eq(0);
    int count = 0;
    while (count < p.dim(0) && isZero.get(count).toBoolean()) {
      count++;
    }
    return count;
  }

  /** By least squares over the powers of x, each scaled to length 1. */
  static Array polyfit(Array x, Array y, int degree, @Nullable Array weights) {
    requireVector("polyfit", x);
    if (degree < 0 || y.rank() < 1 || y.rank() > 2 || y.dim(0) != x.size()) {
      throw new ShapeException(
          "polyfit: a value or row for each of the places "
              + x.type()
              + " and a degree of at least 0 are needed, not "
              + y.type()
              + " and "
              + degree);
    }
    DType dtype = Promotion.inexact(Promotion.common(x.type(), y.type()));
    Array powers = vander(Promotion.to(x, dtype), degree + 1, false);
    Array values = Promotion.to(y, dtype);
    if (weights != null) {
      if (!weights.shape().equals(x.shape())) {
        throw new ShapeException("polyfit: weights " + weights.type() + " for " + x.type());
      }
      Array w = Promotion.to(weights, dtype);
      powers = powers.mul(w.expandDims(1));
      values = values.mul(y.rank() == 1 ? w : w.expandDims(1));
    }
    Array scale = Np.sqrt(Np.sum(powers.mul(powers), 0));
    double smallest = x.size() * (dtype == DType.F64 ? Math.ulp(1.0) : Math.ulp(1f));
    Array found = Linalg.lstsq(powers.div(scale), values, smallest).x();
    return found.div(y.rank() == 1 ? scale : scale.expandDims(1));
  }
}
