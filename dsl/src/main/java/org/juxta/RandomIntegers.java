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
    if (isNarrow(dtype)) {
      long first = Math.clamp(low, dtype.least(), dtype.greatest());
      long end = Math.clamp(high, dtype.least(), dtype.greatest() + 1);
      return Lax.convert(draw(key, shape, first, end, DType.I32), dtype);
    }
    long from = clip(low, dtype);
    long to = clip(high, dtype);
    // A bound beyond the type means the whole type from low on.
    long span = to <= from ? 1 : to - from + (high > to ? 1 : 0);
    return from(key, shape, literal(dtype, from), literal(dtype.unsigned(), span), dtype);
  }

  private static long clip(long bound, DType dtype) {
    return dtype == DType.U64
        ? Math.max(0, bound)
        : Math.clamp(bound, dtype.least(), dtype.greatest());
  }

  static Array draw(Key key, Shape shape, Array low, Array high, DType dtype) {
    requireInteger(dtype);
    if (isNarrow(dtype)) {
      Array first = Np.clip(clip(low, DType.I32), dtype.least(), dtype.greatest());
      Array end = Np.clip(clip(high, DType.I32), dtype.least(), dtype.greatest() + 1);
      return Lax.convert(draw(key, shape, first, end, DType.I32), dtype);
    }
    Array from = clip(low, dtype);
    Array to = clip(high, dtype);
    Array count = Lax.convert(to.sub(from), dtype.unsigned());
    // A bound beyond the type means the whole type from low on.
    Array whole =
        high.dtype() == dtype
            ? count
            : count.add(Lax.convert(isBeyond(high, dtype), dtype.unsigned()));
    return from(key, shape, from, Np.where(to.le(from), 1, whole), dtype);
  }

  /** As JAX, integers of 8 and 16 bits are drawn in 32, whose remainders are less biased. */
  private static boolean isNarrow(DType dtype) {
    return dtype.bytes() < Integer.BYTES;
  }

  private static void requireInteger(DType dtype) {
    if (!dtype.isInteger()) {
      throw new DTypeException("Rng.randint draws integers, not " + dtype);
    }
  }

  private static Array clip(Array bound, DType dtype) {
    if (!bound.dtype().isInteger()) {
      throw new DTypeException("the bounds of Rng.randint must be integers, not " + bound.type());
    }
    if (bound.dtype() == dtype) {
      return Lax.convert(bound, dtype);
    }
    if (bound.dtype() == DType.U64) {
      return Lax.convert(Np.minimum(bound, literal(DType.U64, dtype.greatest())), dtype);
    }
    Array wide = Np.maximum(Lax.convert(bound, DType.I64), literal(DType.I64, dtype.least()));
    return Lax.convert(
        dtype == DType.U64 ? wide : Np.minimum(wide, literal(DType.I64, dtype.greatest())), dtype);
  }

  private static Array isBeyond(Array bound, DType dtype) {
    if (bound.dtype() == DType.U64) {
      return bound.gt(literal(DType.U64, dtype.greatest()));
    }
    long greatest = dtype == DType.U64 ? Long.MAX_VALUE : dtype.greatest();
    return Lax.convert(bound, DType.I64).gt(literal(DType.I64, greatest));
  }

  private static Array literal(DType dtype, long value) {
    return Array.of(Literal.of(ArrayType.of(dtype), value));
  }

  private static Array from(Key key, Shape shape, Array low, Array span, DType dtype) {
    Threefry keys = Threefry.of(new Key(key.stream("Rng.randint").split(2), key.layout()));
    Array bits = Lax.convert(keys.bits(dtype.bits(), shape.size()), dtype.unsigned());
    Array words = Lax.reshape(bits, Shape.of(2).concat(shape));
    Array root = Lax.rem(literal(span.dtype(), 1L << (dtype.bits() / 2)), span);
    Array base = Lax.rem(root.mul(root), span);
    Array modulus = span.rank() == 0 ? span : Np.broadcastTo(span, shape);
    Array high = Lax.rem(words.get(0), modulus).mul(base);
    Array offset = Lax.rem(high.add(Lax.rem(words.get(1), modulus)), modulus);
    return Lax.convert(offset, dtype).add(low);
  }
}
