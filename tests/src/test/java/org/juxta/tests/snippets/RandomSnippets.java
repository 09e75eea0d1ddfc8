package org.juxta.tests.snippets;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.transforms.Vmap;

/** Keys and the numbers drawn from them. */
final class RandomSnippets {
  private RandomSnippets() {}

  static void key() {
    // @start region="key"
    Key key = Key.of(0);
    Key[] keys = key.split();
    System.out.println(keys[0]); // [4146024105  967050713]
    System.out.println(key.fold(1).equals(key)); // false
    System.out.println(key.splitBatch(3).batchShape()); // (3,)
    // @end
  }

  static void rng() {
    // @start region="rng"
    Key key = Key.of(0);
    System.out.println(Rng.normal(key)); // -0.20584226
    System.out.println(Rng.normal(key)); // -0.20584226
    Key[] keys = key.split(3);
    System.out.println(Rng.uniform(keys[0], 2)); // [0.46218193 0.46380138]
    System.out.println(Rng.randint(keys[1], 0, 10, 5)); // [0 4 2 8 0]
    System.out.println(Rng.bernoulli(keys[2], 0.5, 4)); // [False  True  True  True]
    // @end
  }

  static void keys() {
    // @start region="keys"
    var draw = Vmap.of((Key key) -> Rng.normal(key, 2));
    Array draws = draw.apply(Key.of(0).splitBatch(3));
    System.out.println(draws.shape()); // (3, 2)
    System.out.println(Np.arrayEqual(draws.get(0), Rng.normal(Key.of(0).split(3)[0], 2))); // True
    // @end
  }
}
