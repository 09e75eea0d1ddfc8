package org.juxta.tracer;

import java.util.List;
import java.util.function.IntToLongFunction;
import org.juxta.tracer.Random.RngAlgorithm;
import org.juxta.tracer.Random.RngBitGenerator;

/** The bits of XLA's generators, in the order in which XLA lays their blocks out. */
final class EvaluateBitGenerator {
  private static final int PHILOX_ROUNDS = 10;
  private static final int MULTIPLIER_A = 0xD2511F53;
  private static final int MULTIPLIER_B = 0xCD9E8D57;
  private static final int WEYL_A = 0x9E3779B9;
  private static final int WEYL_B = 0xBB67AE85;

  private EvaluateBitGenerator() {}

  static List<HostArray> bits(RngBitGenerator op, HostArray state, List<ArrayType> types) {
    long[] words = (long[]) state.data();
    HostArray bits = HostArray.allocate(types.get(1));
    long[] after =
        op.algorithm() == RngAlgorithm.THREE_FRY ? threefry(words, bits) : philox(words, bits);
    return List.of(HostArray.wrap(types.get(0), after), bits);
  }

  private static int low(long word) {
    return (int) word;
  }

  private static int high(long word) {
    return (int) (word >>> 32);
  }

  private static long joined(int low, int high) {
    return (long) high << 32 | Integer.toUnsignedLong(low);
  }

  private static boolean isWide(HostArray bits) {
    return bits.type().dtype() == DType.U64;
  }

  private static void fill(HostArray bits, IntToLongFunction element) {
    for (int i = 0; i < bits.size(); i++) {
      long value = element.applyAsLong(i);
      switch (bits.data()) {
        case byte[] a -> a[i] = (byte) value;
        case short[] a -> a[i] = (short) value;
        case int[] a -> a[i] = (int) value;
        case long[] a -> a[i] = value;
        default -> throw new IllegalStateException("no bits: " + bits.type());
      }
    }
  }

  /** A block holds an element of 64 bits, or two of less that are neighbours along an axis. */
  private static long[] threefry(long[] state, HostArray bits) {
    if (isWide(bits)) {
      fill(bits, i -> Long.rotateLeft(block(state, i), 32));
      return new long[] {state[0], state[1] + bits.size()};
    }
    Halves halves = Halves.of(bits.type().shape());
    fill(bits, i -> halves.isFirst(i) ? high(at(state, halves, i)) : low(at(state, halves, i)));
    return new long[] {state[0], state[1] + halves.blocks()};
  }

  private static long at(long[] state, Halves halves, int element) {
    return block(state, halves.block(element));
  }

  /** The first word is the high one. */
  private static long block(long[] state, long number) {
    long counter = state[1] + number;
    return EvaluateRandom.threefry(low(state[0]), high(state[0]), low(counter), high(counter));
  }

  /**
   * A shape whose elements come in pairs along the first axis of even size, or else the first one
   * of the greatest size.
   *
   * @param size of that axis
   * @param inner elements after each other within a step of it
   */
  private record Halves(int outer, int size, int inner) {
    static Halves of(Shape shape) {
      if (shape.isScalar()) {
        return new Halves(1, 1, 1);
      }
      int axis = 0;
      for (int i = 0; i < shape.rank(); i++) {
        if (shape.dim(i) % 2 == 0) {
          axis = i;
          break;
        }
        axis = shape.dim(i) > shape.dim(axis) ? i : axis;
      }
      Ints dims = shape.dims();
      return new Halves(
          new Shape(dims.slice(0, axis)).size(),
          shape.dim(axis),
          new Shape(dims.slice(axis + 1, shape.rank())).size());
    }

    private int half() {
      return (size + 1) / 2;
    }

    long blocks() {
      return (long) outer * half() * inner;
    }

    boolean isFirst(int element) {
      return element / inner % size % 2 == 0;
    }

    long block(int element) {
      int along = element / inner % size;
      return ((long) (element / inner / size) * half() + along / 2) * inner + element % inner;
    }
  }

  /** A block holds four elements of up to 32 bits or two of 64. */
  private static long[] philox(long[] state, HostArray bits) {
    int perBlock = isWide(bits) ? 2 : 4;
    long[] counter = {state[1], state.length == 2 ? state[0] : state[2]};
    fill(
        bits,
        i -> {
          int[] block = philox(state[0], plus(counter, i / perBlock));
          int word = i % perBlock;
          return perBlock == 2 ? joined(block[2 * word], block[2 * word + 1]) : block[word];
        });
    long[] after = plus(counter, (bits.size() + perBlock - 1) / perBlock);
    return state.length == 2
        ? new long[] {state[0], after[0]}
        : new long[] {state[0], after[0], after[1]};
  }

  /** A counter of 128 bits, the low word first. */
  private static long[] plus(long[] counter, int steps) {
    long low = counter[0] + steps;
    boolean carries = Long.compareUnsigned(low, counter[0]) < 0;
    return new long[] {low, counter[1] + (carries ? 1 : 0)};
  }

  private static int[] philox(long key, long[] counter) {
    int[] x = {low(counter[0]), high(counter[0]), low(counter[1]), high(counter[1])};
    int k0 = low(key);
    int k1 = high(key);
    for (int round = 0; round < PHILOX_ROUNDS; round++) {
      long a = Integer.toUnsignedLong(x[0]) * Integer.toUnsignedLong(MULTIPLIER_A);
      long b = Integer.toUnsignedLong(x[2]) * Integer.toUnsignedLong(MULTIPLIER_B);
      x = new int[] {high(b) ^ x[1] ^ k0, low(b), high(a) ^ x[3] ^ k1, low(a)};
      k0 += WEYL_A;
      k1 += WEYL_B;
    }
    return x;
  }
}
