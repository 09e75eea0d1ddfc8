package org.juxta.probability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Np;

class NutsSubtreeTest {
  @Test
  void bitsAreCounted() {
    for (int x : new int[] {0, 1, 2, 3, 0x5555, 0xFFFF, 1 << 20, (1 << 24) - 1}) {
      assertThat(NutsSubtree.bitCount(Np.array(x)).toInt())
          .as("%d", x)
          .isEqualTo(Integer.bitCount(x));
    }
  }

  /**
   * A subtree that ends at leaf n has 2^k leaves, its first one a multiple of that; it is kept
   * under that one's bits.
   */
  @Test
  void eachSubtreeThatEndsIsFoundUnderItsFirstLeaf() {
    int rows = 7;
    for (int leaf = 0; leaf < 64; leaf++) {
      double[] expected = new double[rows];
      for (int size = 2; (leaf + 1) % size == 0; size *= 2) {
        expected[Integer.bitCount(leaf + 1 - size)] = 1;
      }
      Array n = Np.array(leaf);
      assertThat(NutsSubtree.closed(n, NutsSubtree.bitCount(n), rows).toDoubles())
          .as("leaf %d", leaf)
          .isEqualTo(expected);
    }
  }
}
