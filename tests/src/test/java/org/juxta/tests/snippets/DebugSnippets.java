package org.juxta.tests.snippets;

import io.vavr.Function1;
import org.juxta.Array;
import org.juxta.ArrayFunction2;
import org.juxta.Index;
import org.juxta.Np;
import org.juxta.transforms.Checkify;
import org.juxta.transforms.Debug;
import org.juxta.transforms.Failure;
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

  static void checkify() {
    // @start region="checkify"
    ArrayFunction2 f =
        (x, i) -> {
          Checkify.check(i.ge(0), "{} is no position", i);
          return x.get(Index.index(i)).log();
        };
    var checked = Checkify.of(f, Checkify.ALL);
    Array x = Np.array(1.0, 2.0, 3.0);
    System.out.println(checked.apply(x, Np.array(0)).orThrow()); // 0.0
    Failure failure = checked.apply(x, Np.array(-1)).failure();
    System.out.println(failure.message().orElse("").lines().findFirst().orElse(""));
    // -1 is no position
    // @end
  }
}
