package org.juxta.tests.snippets;

import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Implicit;
import org.juxta.transforms.Solvers;

/** Derivatives of what an equation tells. */
public final class ImplicitSnippets {
  private ImplicitSnippets() {}

  static void customRoot() {
    // @start region="customRoot"
    ArrayFunction1 root =
        c ->
            Implicit.customRoot(
                x -> x.mul(x).sub(c), // zero where x is the root of c
                Np.onesLike(c),
                (f, guess) -> Lax.foriLoop(0, 10, (i, x) -> x.sub(f.apply(x).div(x.mul(2))), guess),
                (g, y) -> y.div(g.apply(Np.onesLike(y))));
    System.out.println(root.apply(Np.array(4.0))); // 2.0
    System.out.println(Grad.of(root).apply(Np.array(4.0))); // 0.25
    // @end
  }

  static void solvers() {
    // @start region="solvers"
    Array b = Np.array(1.0, 2.0, 3.0);
    Array x = Solvers.cg(y -> y.mul(4), b);
    System.out.println(x); // [0.25 0.5  0.75]
    // @end
  }

  static void customLinearSolve() {
    // @start region="customLinearSolve"
    Array b = Np.array(6.0, 4.0);
    ArrayFunction1 solution = // of diag(d) x = b
        d -> Implicit.customLinearSolve(x -> d.mul(x), b, (a, y) -> y.div(d), true);
    Array d = Np.array(2.0, 4.0);
    System.out.println(solution.apply(d)); // [3. 1.]
    System.out.println(Grad.of((Array v) -> solution.apply(v).sum()).apply(d)); // [-1.5  -0.25]
    // @end
  }
}
