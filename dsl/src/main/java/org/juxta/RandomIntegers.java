package org.juxta;

import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;

/**
 * Integers of a range, as {@code jax.random.randint}: two words of the type's width, high · 2^width
 * + low, modulo the span. A span is unsigned; 0 stands for 2^width, the whole type.
 */
final class RandomIntegers {
  private RandomIntegers() {}

  static Array draw(Key key, Shape shape, long low, long high, DType dtype) {
    requireInteger(dtype);
    boolean wide = dtype == DType.I64;
    long from = clip(low, wide);
    long to = clip(high, wide);
    // A bound beyond the type means the whole type from low on.
    long span = to <= from ? 1 : to - from + (high > to ? 1 : 0);
    return wide
        ? from(key, shape, literal(DType.I64, from), literal(DType.I64, span), dtype)
        : from(key, shape, literal(DType.I32, from), literal(DType.U32, span), dtype);
  }

  private static long clip(long bound, boolean wide) {
    return wide ? bound : Math.clamp(bound, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static Array draw(Key key, Shape shape, Array low, Array high, DType dtype) {
    requireInteger(dtype);
    Array from = clip(low, dtype);
    Array to = clip(high, dtype);
    DType unsigned = dtype == DType.I64 ? DType.I64 : DType.U32;
    Array count = Lax.convert(to.sub(from), unsigned);
    // A bound beyond the type means the whole type from low on.
    Array whole =
        isWider(high, dtype)
            ? count.add(Lax.convert(Lax.convert(high, DType.I64).gt(to), unsigned))
            : count;
    return from(key, shape, from, Np.where(to.le(from), 1, whole), dtype);
  }

  private static void requireInteger(DType dtype) {
    if (dtype != DType.I32 && dtype != DType.I64) {
      throw new DTypeException("Rng.randint draws I32 or I64, not " + dtype);
    }
  }

  private static Array clip(Array bound, DType dtype) {
    if (!bound.dtype().isInteger()) {
      throw new DTypeException("the bounds of Rng.randint must be integers, not " + bound.type());
    }
    Array held =
        isWider(bound, dtype)
            ? Np.clip(Lax.convert(bound, DType.I64), Integer.MIN_VALUE, Integer.MAX_VALUE)
            : bound;
    return Lax.convert(held, dtype);
  }

  private static boolean isWider(Array bound, DType dtype) {
    return dtype == DType.I32 && bound.dtype() != DType.I32;
  }

  private static Array literal(DType dtype, long value) {
    return Array.of(Literal.of(ArrayType.of(dtype), value));
  }

  private static Array from(Key key, Shape shape, Array low, Array span, DType dtype) {
    Threefry keys = Threefry.of(new Key(key.stream("Rng.randint").split(2), key.layout()));
    int width = dtype.bytes() * Byte.SIZE;
    Array words = Lax.reshape(keys.bits(width, shape.size()), Shape.of(2).concat(shape));
    Array root = remainder(literal(span.dtype(), 1L << (width / 2)), span);
    Array base = remainder(root.mul(root), span);
    Array modulus = span.rank() == 0 ? span : Np.broadcastTo(span, shape);
    Array high = remainder(words.get(0), modulus).mul(base);
    Array offset = remainder(high.add(remainder(words.get(1), modulus)), modulus);
    return Lax.convert(offset, dtype).add(low);
  }

  /** x modulo y as unsigned numbers; x modulo 0 is x. */
  private static Array remainder(Array x, Array y) {
    if (x.dtype() == DType.U32) {
      return Lax.rem(x, y);
    }
    // I64 has no unsigned division: half of x by y, doubled, is at most one short (as
    // Long.remainderUnsigned).
    Array quotient =
        Np.leftShift(Lax.div(Lax.shiftRightLogical(x, Array.scalar(1)), y), Array.scalar(1));
    Array rest = x.sub(Np.where(y.lt(0), 0, quotient).mul(y));
    return Np.where(less(rest, y), rest, rest.sub(y));
  }

  private static Array less(Array x, Array y) {
    return x.xor(literal(DType.I64, Long.MIN_VALUE)).lt(y.xor(literal(DType.I64, Long.MIN_VALUE)));
  }
}
