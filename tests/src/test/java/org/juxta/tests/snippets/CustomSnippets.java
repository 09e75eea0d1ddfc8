package org.juxta.tests.snippets;

import io.vavr.Tuple;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.CheckpointPolicy;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.CustomJvp;
import org.juxta.transforms.CustomVjp;
import org.juxta.transforms.Grad;

/** Derivatives given by rules, and what derivatives keep. */
final class CustomSnippets {
  private CustomSnippets() {}

  static void customJvp() {
    // @start region="customJvp"
    var round = // with the slope of x itself: a straight-through estimator
        CustomJvp.of(x -> x.round(), (x, t) -> Tuple.of(x.round(), t));
    System.out.println(round.apply(Np.array(2.7))); // 3.0
    System.out.println(Grad.of(round).apply(Np.array(2.7))); // 1.0
    // @end
  }

  static void customJvpByArgument() {
    // @start region="customJvpByArgument"
    var hypot =
        CustomJvp.byArgument(
            (x, y) -> x.mul(x).add(y.mul(y)).sqrt(),
            (t, h, x, y) -> t.mul(x).div(h),
            (t, h, x, y) -> t.mul(y).div(h));
    var both = Grad.all(hypot).apply(Np.array(3.0), Np.array(4.0));
    System.out.println(both._1); // 0.6
    System.out.println(both._2); // 0.8
    // @end
  }

  static void customVjp() {
    // @start region="customVjp"
    var clipped = // the identity, whose gradient is kept between -1 and 1
        CustomVjp.of(x -> x, x -> Tuple.of(x, Tuple.empty()), (none, ct) -> Np.clip(ct, -1, 1));
    System.out.println(Grad.of(x -> clipped.apply(x).mul(x).mul(5)).apply(Np.array(2.0))); // 11.0
    // @end
  }

  static void checkpoint() {
    // @start region="checkpoint"
    var layer = Checkpoint.of((Array w, Array x) -> x.matmul(w).tanh());
    Array w = Np.array(new double[][] {{1, 0}, {0, 1}});
    System.out.println(Grad.of((w0, x) -> layer.apply(w0, x).sum()).apply(w, Np.zeros(2)));
    // [[0. 0.]
    //  [0. 0.]]
    // @end
  }

  static void checkpointName() {
    // @start region="checkpointName"
    var f =
        Checkpoint.of(
            CheckpointPolicy.saveOnlyTheseNames("h"),
            x -> Checkpoint.name(x.sin(), "h").cos().exp());
    System.out.println(Grad.of(f).apply(Np.array(0.0))); // -0.0
    // @end
  }
}
