package org.juxta.tests.snippets;

import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.transforms.Jet;

/** Taylor mode. */
public final class JetSnippets {
  private JetSnippets() {}

  static void jet() {
    // @start region="jet"
    // along x(t) = 2 + t: x' = 1, x'' = 0, x''' = 0
    var series = List.of(Np.array(1.0), Np.array(0.0), Np.array(0.0));
    var cube = Jet.of((Array x) -> x.mul(x).mul(x)).apply(Np.array(2.0), series);
    System.out.println(cube._1 + " " + cube._2); // 8.0 [12.0, 12.0, 6.0]
    // @end
  }
}
