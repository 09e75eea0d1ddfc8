package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.juxta.Array;
import org.juxta.Np;

/**
 * A polynomial in one variable t, cut off: coefficient k belongs to t to the power k. Arithmetic of
 * such polynomials (Griewank and Walther, Evaluating Derivatives, chapter 13); coefficients known
 * to be zero cost nothing.
 */
record Taylor(List<Tangent> coefficients) {
  /** {@code value}, whatever t is. */
  static Taylor constant(Array value, int order) {
    List<Tangent> c = new ArrayList<>();
    c.add(Tangent.of(value));
    for (int k = 1; k <= order; k++) {
      c.add(Tangent.zero(value.type()));
    }
    return new Taylor(c);
  }

  /** {@code value} with the other coefficients, brought to its shape. */
  static Taylor of(Array value, Taylor rest) {
    List<Tangent> c = new ArrayList<>();
    c.add(Tangent.of(value));
    for (int k = 1; k <= rest.order(); k++) {
      Tangent term = rest.get(k);
      c.add(
          term.isZero()
              ? Tangent.zero(value.type())
              : Tangent.of(Np.broadcastTo(term.array(), value.shape())));
    }
    return new Taylor(c);
  }

  int order() {
    return coefficients.size() - 1;
  }

  Tangent get(int k) {
    return coefficients.get(k);
  }

  /** The coefficient of 1. */
  Array value() {
    return get(0).array();
  }

  boolean isConstant() {
    return coefficients.subList(1, coefficients.size()).stream().allMatch(Tangent::isZero);
  }

  private Taylor cut(int order) {
    return new Taylor(coefficients.subList(0, order + 1));
  }

  /** A linear function of each coefficient. */
  Taylor map(UnaryOperator<Array> linear) {
    return new Taylor(coefficients.stream().map(c -> mapped(c, linear)).toList());
  }

  private static Tangent mapped(Tangent c, UnaryOperator<Array> linear) {
    return c.isZero() ? c : Tangent.of(linear.apply(c.array()));
  }

  Taylor scale(double factor) {
    return map(c -> c.mul(factor));
  }

  Taylor plus(Taylor other) {
    List<Tangent> c = new ArrayList<>();
    for (int k = 0; k <= order(); k++) {
      c.add(get(k).plus(other.get(k)));
    }
    return new Taylor(c);
  }

  Taylor plus(double number) {
    List<Tangent> c = new ArrayList<>(coefficients);
    c.set(0, Tangent.of(value().add(number)));
    return new Taylor(c);
  }

  Taylor minus(Taylor other) {
    return plus(other.map(Array::neg));
  }

  Taylor times(Taylor other) {
    return product(this, other, Array::mul);
  }

  /** With a product of coefficients that is linear in both. */
  static Taylor product(Taylor a, Taylor b, BinaryOperator<Array> times) {
    List<Tangent> c = new ArrayList<>();
    for (int k = 0; k <= Math.min(a.order(), b.order()); k++) {
      c.add(sum(a, b, 0, k, times));
    }
    return new Taylor(c);
  }

  /** The sum of a_j b_(k-j) for j from {@code first} to k. */
  private static Tangent sum(Taylor a, Taylor b, int first, int k, BinaryOperator<Array> times) {
    Tangent sum =
        Tangent.zero(a.get(k).isZero() ? b.get(0).array().type() : a.get(k).array().type());
    for (int j = first; j <= k; j++) {
      Tangent left = a.get(j);
      Tangent right = b.get(k - j);
      if (!left.isZero() && !right.isZero()) {
        sum = sum.plus(Tangent.of(times.apply(left.array(), right.array())));
      }
    }
    return sum;
  }

  Taylor over(Taylor divisor) {
    List<Tangent> c = new ArrayList<>();
    for (int k = 0; k <= order(); k++) {
      Tangent rest = get(k);
      for (int j = 0; j < k; j++) {
        Tangent quotient = c.get(j);
        Tangent by = divisor.get(k - j);
        if (!quotient.isZero() && !by.isZero()) {
          rest = rest.plus(Tangent.of(quotient.array().mul(by.array()).neg()));
        }
      }
      c.add(mapped(rest, r -> r.div(divisor.value())));
    }
    return new Taylor(c);
  }

  /** 1 over this. */
  Taylor reciprocal() {
    return constant(Np.onesLike(value()), order()).over(this);
  }

  /** The derivative by t; its order is one less. */
  Taylor derivative() {
    List<Tangent> c = new ArrayList<>();
    for (int k = 1; k <= order(); k++) {
      double factor = k;
      c.add(k == 1 ? get(1) : mapped(get(k), x -> x.mul(factor)));
    }
    return new Taylor(c);
  }

  /** The polynomial with this derivative by t, and {@code value} at 0. */
  Taylor integral(Array value) {
    List<Tangent> c = new ArrayList<>();
    c.add(Tangent.of(value));
    for (int k = 1; k <= order() + 1; k++) {
      double factor = k;
      c.add(k == 1 ? get(0) : mapped(get(k - 1), x -> x.div(factor)));
    }
    return new Taylor(c);
  }

  /** A function of this, from its value and the polynomial of its slope. */
  Taylor chain(Array value, Taylor slope) {
    return order() == 0
        ? constant(value, 0)
        : slope.cut(order() - 1).times(derivative()).integral(value);
  }

  /** A function y of this, from its value and its slope as a function of y. */
  Taylor solve(Array value, UnaryOperator<Taylor> slope) {
    Taylor y = constant(value, 0);
    for (int k = 1; k <= order(); k++) {
      y = cut(k).chain(value, slope.apply(y));
    }
    return y;
  }

  Taylor exp() {
    return solve(value().exp(), y -> y);
  }

  /** This to a power whose value is {@code value}. */
  Taylor power(double exponent, Array value) {
    List<Tangent> y = new ArrayList<>(List.of(Tangent.of(value)));
    for (int k = 1; k <= order(); k++) {
      Tangent sum = Tangent.zero(value.type());
      for (int j = 1; j <= k; j++) {
        double factor = (exponent * j - (k - j)) / k;
        if (!get(j).isZero() && !y.get(k - j).isZero()) {
          sum = sum.plus(Tangent.of(get(j).array().mul(y.get(k - j).array()).mul(factor)));
        }
      }
      y.add(mapped(sum, s -> s.div(value())));
    }
    return new Taylor(y);
  }

  /** This to a power that is a positive integer, right at 0 too. */
  Taylor power(long exponent) {
    Taylor half = exponent == 1 ? this : power(exponent / 2);
    Taylor even = exponent == 1 ? this : half.times(half);
    return exponent == 1 || exponent % 2 == 0 ? even : even.times(this);
  }

  /**
   * Two functions of this, each of which has the other as its slope, up to the sign of the second.
   */
  List<Taylor> pair(Array first, Array second, int sign) {
    Taylor a = constant(first, 0);
    Taylor b = constant(second, 0);
    for (int k = 1; k <= order(); k++) {
      Taylor next = cut(k).chain(first, b);
      b = cut(k).chain(second, sign > 0 ? a : a.map(Array::neg));
      a = next;
    }
    return List.of(a, b);
  }
}
