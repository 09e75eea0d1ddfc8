package org.juxta.tracer;

import java.util.List;

/** Random bits. */
final class EvaluateRandom {
  private static final int PARITY = 0x1BD11BDA;
  private static final int[] EVEN_ROTATIONS = {13, 15, 26, 6};
  private static final int[] ODD_ROTATIONS = {17, 29, 16, 24};

  private EvaluateRandom() {}

  static List<HostArray> threefry(List<HostArray> operands, List<ArrayType> types) {
    int size = types.getFirst().shape().size();
    int[] k0 = (int[]) EvaluateElementwise.spread(operands.get(0), size);
    int[] k1 = (int[]) EvaluateElementwise.spread(operands.get(1), size);
    int[] c0 = (int[]) EvaluateElementwise.spread(operands.get(2), size);
    int[] c1 = (int[]) EvaluateElementwise.spread(operands.get(3), size);
    int[] r0 = new int[size];
    int[] r1 = new int[size];
    for (int i = 0; i < size; i++) {
      long block = threefry(k0[i], k1[i], c0[i], c1[i]);
      r0[i] = (int) (block >>> 32);
      r1[i] = (int) block;
    }
    return List.of(HostArray.wrap(types.get(0), r0), HostArray.wrap(types.get(1), r1));
  }

  /**
   * Threefry-2x32-20: five times four rounds, with a word of the extended key added in after each
   * four. The first word of the block is the high one.
   */
  static long threefry(int k0, int k1, int c0, int c1) {
    int k2 = k0 ^ k1 ^ PARITY;
    long x = pair(c0 + k0, c1 + k1);
    x = inject(rounds(x, EVEN_ROTATIONS), k1, k2 + 1);
    x = inject(rounds(x, ODD_ROTATIONS), k2, k0 + 2);
    x = inject(rounds(x, EVEN_ROTATIONS), k0, k1 + 3);
    x = inject(rounds(x, ODD_ROTATIONS), k1, k2 + 4);
    return inject(rounds(x, EVEN_ROTATIONS), k2, k0 + 5);
  }

  private static long rounds(long x, int[] rotations) {
    int x0 = (int) (x >>> 32);
    int x1 = (int) x;
    for (int rotation : rotations) {
      x0 += x1;
      x1 = Integer.rotateLeft(x1, rotation) ^ x0;
    }
    return pair(x0, x1);
  }

  private static long inject(long x, int k0, int k1) {
    return pair((int) (x >>> 32) + k0, (int) x + k1);
  }

  private static long pair(int high, int low) {
    return ((long) high << 32) | Integer.toUnsignedLong(low);
  }
}
