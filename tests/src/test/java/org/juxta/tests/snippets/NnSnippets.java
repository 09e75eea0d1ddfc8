package org.juxta.tests.snippets;

import org.juxta.Array;
import org.juxta.AttentionOptions;
import org.juxta.GaussianKde;
import org.juxta.Initializer;
import org.juxta.Initializers;
import org.juxta.Key;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.Stats;

/** Activations, attention, initialisers and densities. */
final class NnSnippets {
  private NnSnippets() {}

  static void activations() {
    // @start region="activations"
    System.out.println(Nn.relu(Np.array(-1.0, 2.0))); // [0. 2.]
    System.out.println(Nn.softmax(Np.array(0.0, 0.0))); // [0.5 0.5]
    System.out.println(Nn.oneHot(Np.array(1), 3)); // [0. 1. 0.]
    // @end
  }

  static void attention() {
    // @start region="attention"
    Array x = Rng.normal(Key.of(0), 7, 4, 16); // 7 positions, 4 heads, 16 features
    Array y = Nn.dotProductAttention(x, x, x, AttentionOptions.NONE.asCausal());
    System.out.println(y.shape()); // (7, 4, 16)
    // @end
  }

  static void initializers() {
    // @start region="initializers"
    Initializer kernel = Initializers.heNormal();
    System.out.println(kernel.init(Key.of(0), 784, 128).shape()); // (784, 128)
    System.out.println(Initializers.zeros().init(Key.of(1), 3)); // [0. 0. 0.]
    // @end
  }

  static void kde() {
    // @start region="kde"
    Array points = Rng.normal(Key.of(0), 1000);
    GaussianKde kde = GaussianKde.of(points);
    System.out.println(kde.evaluate(Np.array(0.0f, 1.0f)).shape()); // (2,)
    // @end
  }

  static void stats() {
    // @start region="stats"
    System.out.println(Stats.Norm.cdf(Np.array(0.0))); // 0.5
    System.out.println(Stats.Expon.logpdf(Np.array(3.0, -1.0))); // [ -3. -inf]
    System.out.println(Stats.Cauchy.cdf(Np.array(1.0))); // 0.75
    // @end
  }
}
