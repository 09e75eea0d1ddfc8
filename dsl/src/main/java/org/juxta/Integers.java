package org.juxta;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Shape;

/** Functions of integers that loop until all elements are done. */
final class Integers {
  private Integers() {}

  /** By squaring, one bit of the exponents at a time. */
  static Array power(Array base, Array exponent) {
    Shape shape = Np.broadcastShapes(base.shape(), exponent.shape());
    Array x = Np.broadcastTo(Lax.convert(base, base.dtype()), shape);
    Array n = Np.broadcastTo(Lax.convert(exponent, exponent.dtype()), shape);
    Tuple3<Array, Array, Array> start = Tuple.of(Np.onesLike(x), x, Np.maximum(n, Array.scalar(0)));
    Array result =
        Lax.<Tuple3<Array, Array, Array>>whileLoop(
                state -> Np.any(state._3.gt(0)), Integers::powerStep, start)
            ._1;
    return n.dtype().kind() == DType.Kind.UNSIGNED
        ? result
        : Np.where(n.lt(0), negativePower(x, n), result);
  }

  private static Tuple3<Array, Array, Array> powerStep(Tuple3<Array, Array, Array> state) {
    Array odd = state._3.and(Array.scalar(1)).ne(0);
    Array result = Np.where(odd, state._1.mul(state._2), state._1);
    return Tuple.of(result, state._2.mul(state._2), Np.rightShift(state._3, Array.scalar(1)));
  }

  private static Array negativePower(Array x, Array n) {
    Array odd = n.and(Array.scalar(1)).ne(0);
    Array ofMinusOne = Np.where(odd, x, Np.onesLike(x));
    return Np.where(x.eq(-1), ofMinusOne, Np.where(x.eq(1), x, Np.zerosLike(x)));
  }

  private static Tuple2<Array, Array> sizes(String what, Array x, Array y) {
    DType dtype = Promotion.common(x.type(), y.type());
    if (!dtype.isInteger()) {
      throw new DTypeException(
          what + ": integers are needed, not " + x.type() + " and " + y.type());
    }
    Shape shape = Np.broadcastShapes(x.shape(), y.shape());
    return Tuple.of(
        Np.broadcastTo(Lax.convert(Np.abs(x), dtype), shape),
        Np.broadcastTo(Lax.convert(Np.abs(y), dtype), shape));
  }

  /** Euclid's algorithm. */
  static Array gcd(Array x, Array y) {
    return Lax.<Tuple2<Array, Array>>whileLoop(
            state -> Np.any(state._2.ne(0)),
            state -> {
              Array done = state._2.eq(0);
              Array divisor = Np.where(done, Np.onesLike(state._2), state._2);
              return Tuple.of(
                  Np.where(done, state._1, state._2),
                  Np.where(done, state._2, Np.fmod(state._1, divisor)));
            },
            sizes("gcd", x, y))
        ._1;
  }

  static Array lcm(Array x, Array y) {
    Tuple2<Array, Array> sizes = sizes("lcm", x, y);
    Array divisor = gcd(x, y);
    Array safe = Np.where(divisor.eq(0), Np.onesLike(divisor), divisor);
    return Np.floorDivide(sizes._1, safe).mul(sizes._2);
  }
}
