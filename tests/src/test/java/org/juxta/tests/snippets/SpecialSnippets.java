package org.juxta.tests.snippets;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.Special;
import org.juxta.transforms.Grad;

/** Special functions. */
final class SpecialSnippets {
  private SpecialSnippets() {}

  static void gamma() {
    // @start region="gamma"
    System.out.println(Special.gamma(Np.array(0.5, 5.0))); // [ 1.77245385 24.        ]
    System.out.println(
        Grad.of((Array x) -> Special.gammaln(x)).apply(Np.array(1.0))); // -0.5772156649015329
    // @end
  }

  static void gammainc() {
    // @start region="gammainc"
    Array shape = Np.array(2.0);
    Array p = Special.gammainc(shape, Np.array(1.0, 3.0));
    System.out.println(p); // [0.26424112 0.80085173]
    System.out.println(Special.gammaincinv(shape, p)); // [1. 3.]
    // @end
  }
}
