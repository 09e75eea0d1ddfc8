package org.juxta;

import java.util.List;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Random;
import org.juxta.tracer.Shape;

/**
 * The stream of bits behind a key: Threefry-2x32 (Salmon et al. 2011) of counters, in both of JAX's
 * layouts, as {@code jax/_src/random/threefry2x32.py}. The two words of the key may be arrays of
 * one shape, a batch of keys; results begin with its axes.
 */
record Threefry(Array k0, Array k1, KeyLayout layout) {
  private static final Array ZERO = Array.of(Literal.of(ArrayType.of(DType.U32), 0L));

  static Threefry of(Key key) {
    return new Threefry(word(key.data(), 0), word(key.data(), 1), key.layout());
  }

  private static Array word(Array data, int i) {
    return Lax.reshape(
        Lax.sliceAlong(data, i, i + 1, -1), data.shape().without(Ints.of(data.rank() - 1)));
  }

  private Shape batch() {
    return k0.shape();
  }

  /** Key data of {@code n} new keys, (…, n, 2). */
  Array split(int n) {
    Array first = counters(n);
    return switch (layout) {
      case ORIGINAL -> {
        Array flat = Lax.concatenate(hash(first, first.add(n)), batch().rank());
        yield Lax.reshape(flat, batch().concat(Shape.of(n, 2)));
      }
      case PARTITIONABLE -> Np.stack(hash(ZERO, first), -1);
    };
  }

  /** Key data of the key for {@code data} (a U32 scalar), (…, 2); the same in both layouts. */
  Array fold(Array data) {
    return Np.stack(hash(ZERO, data), -1);
  }

  /**
   * {@code n} times {@code width} random bits along a new last axis: I64 for 64 bits, U32 for 8, 16
   * and 32.
   */
  Array bits(int width, int n) {
    if (width == Long.SIZE) {
      Array position = counters(n);
      boolean original = layout == KeyLayout.ORIGINAL;
      List<Array> words = hash(original ? position : ZERO, original ? position.add(n) : position);
      Array high = Lax.convert(words.get(0), DType.I64);
      return Np.leftShift(high, Array.scalar(Integer.SIZE))
          .or(Lax.convert(words.get(1), DType.I64));
    }
    return switch (layout) {
      case ORIGINAL -> width == Integer.SIZE ? words(n) : lanes(width, n);
      case PARTITIONABLE -> {
        List<Array> words = hash(ZERO, counters(n));
        Array bits = words.get(0).xor(words.get(1));
        yield width == Integer.SIZE ? bits : low(bits, width);
      }
    };
  }

  /**
   * {@code n} numbers of [0, 1) along a new last axis: random bits as the fraction of a float of
   * [1, 2).
   */
  Array uniform(int n, DType dtype) {
    int fractionBits = dtype.finfo().fractionBits();
    // As in JAX, 8 bits are enough for the 7 of a BF16.
    int width = fractionBits < Byte.SIZE ? Byte.SIZE : dtype.bits();
    Array random = bits(width, n);
    Array fraction = Lax.shiftRightLogical(random, Array.scalar(width - fractionBits));
    Array one = Lax.bitcastConvert(Np.full(Shape.SCALAR, 1, dtype), dtype.unsigned());
    Array bits = Lax.convert(fraction, dtype.unsigned()).or(one);
    return Lax.bitcastConvert(bits, dtype).sub(1);
  }

  /**
   * The first {@code n} words of the original layout: counters 0, 1, …, n - 1 in halves, the last
   * pair filled with 0.
   */
  private Array words(int n) {
    if (n == 1) {
      return hash(ZERO, ZERO).getFirst().expandDims(-1);
    }
    int half = n - n / 2;
    Array first = counters(half);
    Array second = first.add(half);
    Array filled = n % 2 == 0 ? second : Np.where(first.eq(half - 1), 0, second);
    Array both = Lax.concatenate(hash(first, filled), batch().rank());
    return Lax.sliceAlong(both, 0, n, -1);
  }

  /** The words of the original layout cut into pieces, low bits first. */
  private Array lanes(int width, int n) {
    int lanes = Integer.SIZE / width;
    int count = Math.ceilDiv(n, lanes);
    Array shifts = counters(lanes).mul(width);
    Array pieces = low(Np.rightShift(words(count).expandDims(-1), shifts), width);
    Array flat = Lax.reshape(pieces, batch().concat(Shape.of(count * lanes)));
    return Lax.sliceAlong(flat, 0, n, -1);
  }

  private static Array low(Array bits, int width) {
    return bits.and(Array.scalar((1L << width) - 1));
  }

  private static Array counters(int n) {
    return Lax.iota(DType.U32, Shape.of(n), 0);
  }

  /**
   * The two words of each pair of counters; {@code c0} is a scalar or of the shape of {@code c1}.
   */
  private List<Array> hash(Array c0, Array c1) {
    Shape shape = batch().concat(c1.shape());
    return Primitives.bind(
        new Random.Threefry(),
        List.of(key(k0, shape), key(k1, shape), counter(c0, shape), counter(c1, shape)));
  }

  private static Array key(Array word, Shape shape) {
    return word.rank() == 0 ? word : Lax.broadcastInDim(word, shape, Ints.range(0, word.rank()));
  }

  private static Array counter(Array count, Shape shape) {
    return count.rank() == 0 ? count : Np.broadcastTo(count, shape);
  }
}
