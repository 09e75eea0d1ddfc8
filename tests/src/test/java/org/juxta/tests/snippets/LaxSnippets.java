package org.juxta.tests.snippets;

import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.List;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;

/** Control flow. */
final class LaxSnippets {
  private LaxSnippets() {}

  static void whileLoop() {
    // @start region="whileLoop"
    Array root =
        Lax.whileLoop(
            (Array s) -> s.square().sub(2).abs().gt(1e-12),
            s -> s.sub(s.square().sub(2).div(s.mul(2))),
            Np.array(1.0));
    System.out.println(root); // 1.4142135623730951
    // @end
  }

  static void foriLoop() {
    // @start region="foriLoop"
    ArrayFunction1 power = x -> Lax.foriLoop(0, 3, (i, y) -> y.mul(x), Np.onesLike(x));
    System.out.println(power.apply(Np.array(2.0))); // 8.0
    System.out.println(Grad.of(power).apply(Np.array(2.0))); // 12.0
    // @end
  }

  static void scan() {
    // @start region="scan"
    var sums =
        Lax.scan(
            (Array total, Array x) -> {
              Array next = total.add(x);
              return Tuple.of(next, next);
            },
            Np.array(0.0),
            Np.array(1.0, 2.0, 3.0, 4.0));
    System.out.println(sums._1); // 10.0
    System.out.println(sums._2); // [ 1.  3.  6. 10.]
    // @end
  }

  static void map() {
    // @start region="map"
    Function1<Array, Array> norm = row -> row.square().sum().sqrt();
    System.out.println(Lax.map(norm, Np.array(new double[][] {{3, 4}, {6, 8}}))); // [ 5. 10.]
    // @end
  }

  static void cond() {
    // @start region="cond"
    var safeLog = Jit.of(x -> Lax.cond(x.gt(0), () -> x.log(), () -> Np.zerosLike(x)));
    System.out.println(safeLog.apply(Np.array(1.0))); // 0.0
    System.out.println(safeLog.apply(Np.array(-1.0))); // 0.0
    // @end
  }

  static void switchCase() {
    // @start region="switchCase"
    Array x = Np.array(3.0);
    Array y = Lax.switchCase(Np.array(2), List.of(() -> x, () -> x.neg(), () -> x.square()));
    System.out.println(y); // 9.0
    // @end
  }

  static void stopGradient() {
    // @start region="stopGradient"
    var df = Grad.of(x -> x.mul(Lax.stopGradient(x)));
    System.out.println(df.apply(Np.array(5.0))); // 5.0
    // @end
  }
}
