package org.juxta.tests.snippets;

import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Np;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Ode;

/** Ordinary differential equations. */
public final class OdeSnippets {
  private OdeSnippets() {}

  static void odeint() {
    // @start region="odeint"
    Array times = Np.array(0.0, 1.0, 2.0);
    ArrayFunction1 decay = // of 1, by the rate k: exp(-k t)
        k -> Ode.odeint((Array y, Array t) -> y.mul(k).neg(), Np.array(1.0), times);
    System.out.println(Np.round(decay.apply(Np.array(0.5)), 6)); // [1.       0.606531 0.367879]
    ArrayFunction1 last = k -> decay.apply(k).get(2);
    System.out.println(Np.round(Grad.of(last).apply(Np.array(0.5)), 6)); // -0.735759
    // @end
  }
}
