package org.juxta;

import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;

/** Draws from uniform numbers of more than the precision of 1, as JAX's modes high and highest. */
final class FineDraws {
  private static final int SIGNIFICAND = 23;

  private FineDraws() {}

  static Array gumbel(Key key, Shape shape, DType dtype, DrawMode mode) {
    return switch (mode) {
      case LOW -> Rng.gumbel(key, shape, dtype);
      case HIGH -> high(key, shape, dtype);
      case HIGHEST -> dtype == DType.F32 ? highest(key, shape) : high(key, shape, dtype);
    };
  }

  private static Array high(Key key, Shape shape, DType dtype) {
    Array both = Rng.uniform(key, Shape.of(2).concat(shape), dtype);
    Array coarse = both.get(0);
    Array low = both.get(1).mul(dtype.finfo().eps());
    Array fine = coarse.add(low).add(dtype.finfo().tiny());
    Array x = Np.where(coarse.ge(0.5), coarse, fine);
    return x.neg().log1p().neg().log().neg();
  }

  /**
   * 64 bits as a float with leading zeros left out: of the smaller of the number and its complement
   * to 1, so that both tails are fine.
   */
  private static Array highest(Key key, Shape shape) {
    Array bits = Rng.bits(key, Integer.SIZE, Shape.of(2).concat(shape));
    Array high = bits.get(0);
    Array low = bits.get(1);
    Array left = Lax.bitcastConvert(high, DType.I32).ge(0);
    Array notHigh = high.not();
    Array notLow = low.not();
    Array carry = notLow.eq(0xFFFF_FFFFL);
    Array x =
        toFloat(
            Np.where(left, high, Np.where(carry, notHigh.add(1), notHigh)),
            Np.where(left, low, notLow.add(1)));
    Array fromLeft = x.neg().log1p().neg().log().neg();
    return Np.where(left, fromLeft, x.log().neg().log().neg());
  }

  /** The 64-bit fraction high, low as F32, cut off. */
  private static Array toFloat(Array high, Array low) {
    Array highZeros = leadingZeros(high);
    Array lowZeros = leadingZeros(low);
    Array none = highZeros.eq(Integer.SIZE);
    Array below =
        Np.where(
            none,
            shiftLeft(low, lowZeros),
            Lax.shiftRightLogical(low, Np.where(none, 0, Np.subtract(u32(32), highZeros))));
    Array leading = Np.where(none, below, shiftLeft(high, highZeros).or(below));
    Array significand =
        Lax.shiftRightLogical(leading, u32(Integer.SIZE - SIGNIFICAND - 1))
            .and(u32((1 << SIGNIFICAND) - 1));
    Array zeros = Np.where(none, lowZeros.add(32), highZeros);
    Array exponent = Np.leftShift(Np.subtract(u32(126), zeros), u32(SIGNIFICAND));
    return Lax.bitcastConvert(exponent.or(significand), DType.F32);
  }

  private static Array u32(long value) {
    return Array.of(Literal.of(ArrayType.of(DType.U32), value));
  }

  /** Shifted by 32 places, 0. */
  private static Array shiftLeft(Array x, Array places) {
    return Np.leftShift(x, places);
  }

  /** By halving, from the highest bits down. */
  private static Array leadingZeros(Array x) {
    Array rest = x;
    Array count = Np.zerosLike(x);
    for (int width = Integer.SIZE / 2; width > 0; width /= 2) {
      Array none = Lax.shiftRightLogical(rest, u32(Integer.SIZE - width)).eq(0);
      count = Np.where(none, count.add(width), count);
      rest = Np.where(none, Np.leftShift(rest, u32(width)), rest);
    }
    return Np.where(x.eq(0), 32, count);
  }

  /** Two uniform numbers are one of twice the bits, compared with {@code p} by subtraction. */
  static Array bernoulli(Key key, Array p, Shape shape) {
    DType dtype = p.dtype();
    Array both = Rng.uniform(key, Shape.of(2).concat(shape), dtype);
    return both.get(1).mul(dtype.finfo().eps()).lt(p.sub(both.get(0)));
  }
}
