package org.juxta.tests.snippets;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.probability.Bijector;
import org.juxta.probability.Chain;
import org.juxta.probability.Constraint;
import org.juxta.probability.Exp;
import org.juxta.probability.HalfNormal;
import org.juxta.probability.Scale;
import org.juxta.probability.Shift;
import org.juxta.probability.Sigmoid;

/** Bijectors and the constraints that they reach. */
final class BijectorSnippets {
  private BijectorSnippets() {}

  static void bijector() {
    // @start region="bijector"
    Bijector b = Sigmoid.of(0, 10);
    Array y = b.forward(Np.array(0.0));
    System.out.println(y); // 5.0
    System.out.println(b.inverse(y)); // 0.0
    System.out.println(b.forwardLogDetJacobian(Np.array(0.0))); // 0.9162907318741553
    // @end
  }

  static void chain() {
    // @start region="chain"
    Bijector affine = Chain.of(Shift.of(1), Scale.of(2));
    System.out.println(affine.forward(Np.array(3.0))); // 7.0
    System.out.println(affine.forwardLogDetJacobian(Np.array(3.0)).exp()); // 2.0
    System.out.println(Chain.of(Exp.of(), affine).inverse(Np.array(1.0))); // -0.5
    // @end
  }

  static void constraint() {
    // @start region="constraint"
    Constraint positive = HalfNormal.of(1).support();
    System.out.println(positive.check(Np.array(-1.0, 2.0))); // [False  True]
    System.out.println(positive.bijector().forward(Np.array(0.0))); // 1.0
    // @end
  }
}
