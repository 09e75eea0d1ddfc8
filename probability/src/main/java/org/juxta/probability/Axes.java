package org.juxta.probability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.juxta.Array;

/** Blocks of axes moved about. */
final class Axes {
  private Axes() {}

  /** {@code n} sizes of 1. */
  static int[] ones(int n) {
    int[] ones = new int[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * {@code x} with {@code count} axes taken out from {@code from} on and put back so that they
   * begin at {@code to}.
   */
  static Array move(Array x, int from, int to, int count) {
    if (count == 0 || from == to) {
      return x;
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (i < from || i >= from + count) {
        order.add(i);
      }
    }
    for (int i = 0; i < count; i++) {
      order.add(to + i, from + i);
    }
    return x.transpose(order.stream().mapToInt(i -> i).toArray());
  }

  /** The sum over the first {@code count} axes. */
  static Array sumFirst(Array x, int count) {
    if (count == 0) {
      return x;
    }
    int[] axes = new int[count];
    Arrays.setAll(axes, i -> i);
    return x.sum(axes);
  }
}
