package org.juxta.tracer;

import java.util.Arrays;

/** Numbers as longs in the same order, and a stable sort by those. */
final class SortKeys {
  /** Below this many elements they are put in one by one. */
  private static final int INSERTION = 48;

  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private SortKeys() {}

  static int[] identity(int size) {
    int[] result = new int[size];
    for (int i = 0; i < size; i++) {
      result[i] = i;
    }
    return result;
  }

  /** In the order of {@link Reduction.Sort}: -0 equals 0, and all NaNs are equal and greatest. */
  static long[] ascending(HostArray x) {
    if (!x.type().dtype().isFloat()) {
      return integers(x);
    }
    double[] values = EvaluateConvert.doubles(x);
    long[] keys = new long[values.length];
    for (int i = 0; i < keys.length; i++) {
      // The sum turns -0 into 0, and doubleToLongBits every NaN into the same one.
      keys[i] = monotone(Double.doubleToLongBits(values[i] + 0.0));
    }
    return keys;
  }

  /** In the reverse of the order of {@link Reduction.TopK}. */
  static long[] descending(HostArray x) {
    long[] keys;
    if (x.type().dtype().isFloat()) {
      double[] values = EvaluateConvert.doubles(x);
      keys = new long[values.length];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = monotone(Double.doubleToRawLongBits(values[i]));
      }
    } else {
      keys = integers(x);
    }
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ~keys[i];
    }
    return keys;
  }

  private static long[] integers(HostArray x) {
    long[] keys = EvaluateConvert.longs(x).clone();
    if (x.type().dtype().kind() == DType.Kind.UNSIGNED) {
      for (int i = 0; i < keys.length; i++) {
        keys[i] ^= Long.MIN_VALUE;
      }
    }
    return keys;
  }

  /** The bits of a float as an integer in the same order. */
  private static long monotone(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /**
   * {@code order} with its entries in the ascending order of {@code keys}, which are given in the
   * order that it has and are lost.
   */
  static int[] sort(long[] keys, int[] order) {
    if (keys.length < INSERTION) {
      insertion(keys, order);
      return order;
    }
    return radix(keys, order);
  }

  private static void insertion(long[] keys, int[] order) {
    for (int i = 1; i < keys.length; i++) {
      long key = keys[i];
      int entry = order[i];
      int j = i;
      for (; j > 0 && keys[j - 1] > key; j--) {
        keys[j] = keys[j - 1];
        order[j] = order[j - 1];
      }
      keys[j] = key;
      order[j] = entry;
    }
  }

  /** By one digit after the other, from the lowest; digits that are the same in all are skipped. */
  private static int[] radix(long[] keys, int[] order) {
    long all = -1;
    long any = 0;
    for (long key : keys) {
      all &= key;
      any |= key;
    }
    long differing = all ^ any;
    long[] from = keys;
    int[] entries = order;
    long[] to = new long[keys.length];
    int[] toEntries = new int[keys.length];
    int[] places = new int[DIGITS];
    for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
      if (((differing >>> shift) & (DIGITS - 1)) == 0) {
        continue;
      }
      countPlaces(from, shift, places);
      for (int i = 0; i < from.length; i++) {
        int place = places[digit(from[i], shift)]++;
        to[place] = from[i];
        toEntries[place] = entries[i];
      }
      long[] keysSpare = from;
      from = to;
      to = keysSpare;
      int[] spare = entries;
      entries = toEntries;
      toEntries = spare;
    }
    return entries;
  }

  /** Where the first key with each digit belongs. */
  private static void countPlaces(long[] keys, int shift, int[] places) {
    Arrays.fill(places, 0);
    for (long key : keys) {
      places[digit(key, shift)]++;
    }
    int sum = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = places[digit];
      places[digit] = sum;
      sum += count;
    }
  }

  /** The sign bit is turned over, so that negative keys come first. */
  private static int digit(long key, int shift) {
    return (int) ((key ^ Long.MIN_VALUE) >>> shift) & (DIGITS - 1);
  }
}
