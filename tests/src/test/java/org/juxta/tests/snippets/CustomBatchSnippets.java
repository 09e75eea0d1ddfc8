package org.juxta.tests.snippets;

import io.vavr.Tuple;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.transforms.CustomGradient;
import org.juxta.transforms.CustomVmap;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Vmap;

/** Functions with batching rules and ways back of their own. */
public final class CustomBatchSnippets {
  private CustomBatchSnippets() {}

  static void customVmap() {
    // @start region="customVmap"
    // one sum for all lanes
    var total =
        CustomVmap.of((Array x) -> x.sum(), (CustomVmap.Batch batch, Array xs) -> xs.sum(1));
    System.out.println(Vmap.of(total).apply(Np.array(new double[][] {{1, 2}, {3, 4}}))); // [3. 7.]
    // @end
  }

  static void customGradient() {
    // @start region="customGradient"
    // log(1 + e^x), with a slope that does not overflow
    var softplus =
        CustomGradient.of(
            (Array x) -> {
              Array e = x.exp();
              return Tuple.of(e.add(1).log(), ct -> ct.mul(Np.subtract(1, Np.divide(1, e.add(1)))));
            });
    System.out.println(Grad.of(softplus).apply(Np.array(100.0))); // 1.0
    // @end
  }
}
