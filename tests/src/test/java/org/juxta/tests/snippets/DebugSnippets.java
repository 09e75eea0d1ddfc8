package org.juxta.tests.snippets;

import io.vavr.Function1;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.transforms.Debug;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.NonFiniteException;

/** Looking into functions. */
final class DebugSnippets {
  private DebugSnippets() {}

  static void nans() {
    // @start region="nans"
    Function1<Array, Array> norm = x -> x.mul(x).sum().sqrt();
    try {
      Debug.nans(Grad.of(norm)).apply(Np.zeros(2));
    } catch (NonFiniteException e) {
      System.out.println(e.getMessage().lines().findFirst().get());
      // Debug.nans: div, in the derivative of sqrt, made inf, F32()
    }
    // @end
  }

  static void print() {
    // @start region="print"
    var f =
        Jit.of(
            x -> {
              Debug.print("x = {}", x);
              return x.sum();
            });
    System.out.println(f.apply(Np.array(1.0, 2.0)));
    // x = [1. 2.]
    // 3.0
    // @end
  }
}
