package org.juxta.tests.snippets;

import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.transforms.Vmap;

/** Operations across the lanes of a batch. */
public final class CollectiveSnippets {
  private CollectiveSnippets() {}

  static void named() {
    // @start region="named"
    // each example less the mean over the batch
    var centered = Vmap.named("batch").of((Array x) -> x.sub(Lax.pmean(x, "batch")));
    System.out.println(centered.apply(Np.array(1.0, 2.0, 6.0))); // [-2. -1.  3.]
    // @end
  }

  static void psum() {
    // @start region="psum"
    var share = Vmap.named("i").of((Array x) -> x.div(Lax.psum(x, "i")));
    System.out.println(share.apply(Np.array(1.0, 2.0, 5.0))); // [0.125 0.25  0.625]
    // @end
  }

  static void allGather() {
    // @start region="allGather"
    // how many are less than this one
    var rank = Vmap.named("i").of((Array x) -> Lax.allGather(x, "i").lt(x).sum());
    System.out.println(rank.apply(Np.array(0.5, -1.0, 3.0))); // [1 0 2]
    // @end
  }

  static void ppermute() {
    // @start region="ppermute"
    int[][] next = {{0, 1}, {1, 2}, {2, 0}};
    var turned = Vmap.named("i").of((Array x) -> Lax.ppermute(x, "i", next));
    System.out.println(turned.apply(Np.array(10, 20, 30))); // [30 10 20]
    // @end
  }
}
