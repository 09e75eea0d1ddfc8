package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;
import org.juxta.tracer.DType;

/** Hurwitz's zeta function by Euler and Maclaurin's formula, and the derivatives of digamma. */
final class Zeta {
  /** B(2k) / (2k)!. */
  private static final double[] BERNOULLI = {
    1.0 / 12,
    -1.0 / 720,
    1.0 / 30240,
    -1.0 / 1209600,
    1.0 / 47900160,
    -691.0 / 1307674368000.0,
    1.0 / 74724249600.0,
    -3617.0 / 10670622842880000.0,
    43867.0 / 5109094217170944000.0,
    -174611.0 / 802857662698291200000.0,
    77683.0 / 14101100039391805440000.0,
    -236364091.0 / 1693824136731743669452800000.0
  };

  private Zeta() {}

  /** Σ (q + k)^-s over k &gt;= 0. */
  static Array zeta(Array s, Array q) {
    return derivative(0, s, q);
  }

  /** Its derivative of the given order by s. */
  private static Array derivative(int order, Array s, Array q) {
    return CustomDerivative.byArgument(
        "zeta",
        List.of(s, q),
        in -> value(order, in.get(0), in.get(1)),
        List.of(
            (t, _, in) -> t.mul(derivative(order + 1, in.get(0), in.get(1))),
            (t, _, in) -> t.mul(byOffset(order, in.get(0), in.get(1)))));
  }

  private static Array byOffset(int order, Array s, Array q) {
    Array next = derivative(order, s.add(1), q).mul(s);
    return (order == 0 ? next : next.add(derivative(order - 1, s.add(1), q).mul(order))).neg();
  }

  private static Array value(int order, Array s, Array q) {
    Array left = q.lt(0);
    Array whole = left.and(s.eq(s.floor())).and(q.ne(q.floor()));
    Array positive = positive(order, s, Np.where(left, 1, q));
    Array none = Np.fullLike(q, Double.NaN);
    // Only where some element needs it, since it takes three sums more.
    Array reflected =
        order > 0 ? none : Lax.cond(Np.any(whole), () -> reflected(s, q, whole), () -> none);
    Array known = Np.where(whole, reflected, Double.NaN);
    Array pole = Np.where(q.eq(q.floor()), Double.POSITIVE_INFINITY, known);
    return Np.where(s.lt(1), Double.NaN, Np.where(left, pole, positive));
  }

  /**
   * Of integers s and negative q: the sum over all integers has the period 1, so that it is known
   * from arguments near 0.
   */
  private static Array reflected(Array s, Array q, Array used) {
    Array p = Np.where(used, q, -0.5);
    Array n = Np.where(used, s, 2);
    Array r = p.sub(p.round());
    Array even = n.mul(0.5).floor().mul(2).eq(n);
    Array sign = Np.where(even, Np.onesLike(n), -1);
    Array centre = r.abs().pow(n.neg()).mul(Np.where(r.lt(0), sign, 1));
    Array below = positive(0, n, Np.subtract(1, r)).sub(positive(0, n, Np.subtract(1, p)));
    return centre.add(positive(0, n, r.add(1))).add(sign.mul(below));
  }

  private static Array positive(int order, Array s, Array q) {
    boolean wide = q.dtype() == DType.F64;
    int terms = wide ? 10 : 5;
    int corrections = wide ? BERNOULLI.length : 6;
    ParameterSeries exponent = ParameterSeries.linear(order, 0, s, 1, 0);
    Array log = q.log();
    ParameterSeries sum = power(exponent, log, q.pow(s.neg()));
    for (int i = 1; i < terms; i++) {
      Array x = q.add(i);
      sum = sum.add(power(exponent, x.log(), x.pow(s.neg())));
    }
    Array a = q.add(terms);
    Array logA = a.log();
    ParameterSeries rest = power(exponent, logA, a.pow(s.neg()));
    ParameterSeries integral =
        power(exponent, logA, a.pow(Np.subtract(1, s))).div(exponent.add(-1));
    Array none = rest.value().eq(0);
    ParameterSeries factor = exponent.constant(Np.fullLike(q, 0.5));
    ParameterSeries term = exponent.mul(Np.divide(1, a));
    Array square = Np.divide(1, a.square());
    for (int k = 1; k <= corrections; k++) {
      factor = factor.add(term.mul(BERNOULLI[k - 1]));
      term = term.mul(exponent.add(2 * k - 1)).mul(exponent.add(2 * k)).mul(square);
    }
    ParameterSeries zero = exponent.constant(Np.zerosLike(q));
    ParameterSeries corrected = zero.where(none, rest.mul(factor));
    return sum.add(integral).add(corrected).derivative();
  }

  /** x^-s of a series s, from log(x) and its value. */
  private static ParameterSeries power(ParameterSeries s, Array log, Array value) {
    ParameterSeries exponent = s.mul(log.neg());
    ParameterSeries growth = exponent.with(0, 0, Np.zerosLike(log)).exp();
    return growth.mul(value);
  }

  static Array polygamma(int n, Array x) {
    return polygamma(Np.fullLike(x, n), x);
  }

  /** The derivative of order n of digamma; NaN where n is negative or no integer. */
  static Array polygamma(Array n, Array x) {
    return CustomDerivative.byArgument(
        "polygamma",
        List.of(n, x),
        in -> ofOrder(in.get(0), in.get(1)),
        List.of(
            (t, _, _) -> t.mul(Double.NaN),
            (t, _, in) -> t.mul(polygamma(in.get(0).add(1), in.get(1)))));
  }

  private static Array ofOrder(Array n, Array x) {
    Array none = n.eq(0);
    Array order = Np.where(none, 1, n);
    Array even = order.mul(0.5).floor().mul(2).eq(order);
    Array size = GammaFunctions.gamma(order.add(1)).mul(value(0, order.add(1), x));
    Array value = Np.where(none, GammaFunctions.digamma(x), Np.where(even, size.neg(), size));
    return Np.where(n.lt(0).or(n.ne(n.floor())), Double.NaN, value);
  }

  /** The first n + 1 Bernoulli numbers, with B(1) = -1/2. */
  static double[] bernoulli(int n) {
    double[] result = new double[n + 1];
    result[0] = 1;
    if (n > 0) {
      result[1] = -0.5;
    }
    double factor = -2;
    for (int k = 2; k <= n; k += 2) {
      factor *= -(k - 1.0) * k / (4 * Math.PI * Math.PI);
      double sum = 1;
      double term = 1;
      for (int i = 2; term > 1e-19 && k > 4; i++) {
        term = Math.pow(i, -k);
        sum += term;
      }
      result[k] = k <= 4 ? (k == 2 ? 1.0 / 6 : -1.0 / 30) : factor * sum;
    }
    return result;
  }
}
