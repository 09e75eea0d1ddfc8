package org.juxta.tests.snippets;

import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DotAlgorithm;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Precision;
import org.juxta.transforms.Jit;

/** How exactly contractions are computed. */
public final class PrecisionSnippets {
  private PrecisionSnippets() {}

  static void precision() {
    // @start region="precision"
    ArrayFunction1 square = x -> x.matmul(x);
    var jitted = Jit.of(square);
    Array x = Np.array(new float[][] {{1, 2}, {3, 4}});
    Array y = Precision.HIGHEST.in(() -> jitted.apply(x)); // traced anew, with the precision
    System.out.println(y.sum()); // 54.0
    Ints rows = Ints.of(1);
    Ints columns = Ints.of(0);
    Ints none = Ints.EMPTY;
    Array z = // of this contraction alone
        Lax.dotGeneral(x, x, rows, columns, none, none, null, DotAlgorithm.BF16_BF16_F32_X6);
    System.out.println(z.sum()); // 54.0
    // @end
  }
}
