package org.juxta.tests.snippets;

import org.juxta.Array;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.transforms.Grad;

/** Linear algebra. */
final class LinalgSnippets {
  private LinalgSnippets() {}

  static void solve() {
    // @start region="solve"
    Array a = Np.array(new double[][] {{4, 1}, {1, 3}});
    Array b = Np.array(1.0, 2.0);
    System.out.println(Linalg.solve(a, b)); // [0.09090909 0.63636364]
    System.out.println(Linalg.det(a)); // 11.0
    System.out.println(Grad.of((Array x) -> Linalg.det(x).sum()).apply(a).sum()); // 5.0
    // @end
  }
}
