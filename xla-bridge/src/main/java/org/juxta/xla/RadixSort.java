package org.juxta.xla;

/**
 * Stable sorts of integers by one octet after the other, from the lowest (Knuth, The Art of
 * Computer Programming, volume 3, section 5.2.5). Octets that are the same in all are skipped.
 * Eight bits a step: with eleven, the places written to no longer fit the nearest cache, and a
 * million elements take twice as long.
 */
final class RadixSort {
  private static final int BITS = 8;
  private static final int DIGITS = 1 << BITS;
  private static final int MASK = DIGITS - 1;

  private RadixSort() {}

  /** The ascending elements, in an array that may be {@code x}, which is lost. */
  static int[] sort(int[] x) {
    int[][] places = new int[Integer.BYTES][DIGITS];
    for (int value : x) {
      places[0][value & MASK]++;
      places[1][(value >>> 8) & MASK]++;
      places[2][(value >>> 16) & MASK]++;
      places[3][(value ^ Integer.MIN_VALUE) >>> 24]++;
    }
    int[] from = x;
    int[] to = new int[x.length];
    for (int digit = 0; digit < places.length; digit++) {
      int[] place = places[digit];
      if (isSpread(place, x.length)) {
        place(place);
        int shift = digit * BITS;
        int turn = digit == places.length - 1 ? DIGITS >> 1 : 0;
        for (int value : from) {
          to[place[((value >>> shift) & MASK) ^ turn]++] = value;
        }
        int[] spare = from;
        from = to;
        to = spare;
      }
    }
    return from;
  }

  /**
   * The elements in the ascending order of their octets from {@code lowest} (0 to 7) on, in an
   * array that may be {@code x}, which is lost.
   */
  static long[] sort(long[] x, int lowest) {
    int[][] places = count(x, lowest);
    long[] from = x;
    long[] to = new long[x.length];
    for (int digit = lowest; digit < places.length; digit++) {
      int[] place = places[digit];
      if (isSpread(place, x.length)) {
        place(place);
        int shift = digit * BITS;
        int turn = turn(digit);
        for (long value : from) {
          to[place[((int) (value >>> shift) & MASK) ^ turn]++] = value;
        }
        long[] spare = from;
        from = to;
        to = spare;
      }
    }
    return from;
  }

  /**
   * {@code order} with its entries in the ascending order of {@code keys}, which are given in the
   * order that it has. Both arrays are lost.
   */
  static int[] order(long[] keys, int[] order) {
    int[][] places = count(keys, 0);
    long[] from = keys;
    long[] to = new long[keys.length];
    int[] entries = order;
    int[] toEntries = new int[keys.length];
    for (int digit = 0; digit < places.length; digit++) {
      int[] place = places[digit];
      if (isSpread(place, keys.length)) {
        place(place);
        int shift = digit * BITS;
        int turn = turn(digit);
        for (int i = 0; i < from.length; i++) {
          int at = place[((int) (from[i] >>> shift) & MASK) ^ turn]++;
          to[at] = from[i];
          toEntries[at] = entries[i];
        }
        long[] spare = from;
        from = to;
        to = spare;
        int[] spareEntries = entries;
        entries = toEntries;
        toEntries = spareEntries;
      }
    }
    return entries;
  }

  private static int[][] count(long[] x, int lowest) {
    int[][] counts = new int[Long.BYTES][DIGITS];
    for (int digit = lowest; digit < counts.length; digit++) {
      int[] count = counts[digit];
      int shift = digit * BITS;
      int turn = turn(digit);
      for (long value : x) {
        count[((int) (value >>> shift) & MASK) ^ turn]++;
      }
    }
    return counts;
  }

  /** The highest bit is turned over, so that negative ones come first. */
  private static int turn(int digit) {
    return digit == Long.BYTES - 1 ? DIGITS >> 1 : 0;
  }

  private static boolean isSpread(int[] counts, int all) {
    for (int count : counts) {
      if (count == all) {
        return false;
      }
    }
    return true;
  }

  /** Makes of how often digits occur where the first element with each belongs. */
  private static void place(int[] counts) {
    int sum = 0;
    for (int digit = 0; digit < counts.length; digit++) {
      int count = counts[digit];
      counts[digit] = sum;
      sum += count;
    }
  }
}
