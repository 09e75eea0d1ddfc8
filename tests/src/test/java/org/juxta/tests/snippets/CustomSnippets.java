package org.juxta.tests.snippets;

import io.vavr.Tuple;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Np;
import org.juxta.tracer.CheckpointPolicy;
import org.juxta.tracer.DType;
import org.juxta.transforms.Blocks;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.CustomJvp;
import org.juxta.transforms.CustomVjp;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jacobian;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Residuals;
import org.juxta.transforms.Transpose;

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
    var both = Grad.all(hypot).apply(Np.array(0.0), Np.array(2.0));
    System.out.println(both._1); // 0.0
    System.out.println(both._2); // 1.0
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

  static void residuals() {
    // @start region="residuals"
    ArrayFunction1 f = x -> x.sin().exp().sum();
    Array x = Np.zeros(3);
    Residuals kept = Residuals.of(f, x); // printed, one a line, with the lines that made them
    System.out.println(kept.all().size()); // 2
    System.out.println(Residuals.of(Checkpoint.of(f), x)); // F32(3) from argument 1
    // @end
  }

  static void transpose() {
    // @start region="transpose"
    Array w = Np.array(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    var back = Transpose.of(x -> w.matmul(x), Np.zeros(DType.F64, 2));
    System.out.println(back.apply(Np.array(1.0, 0.0, 0.0))); // [1. 2.]
    // @end
  }

  static void hessianVectorProduct() {
    // @start region="hessianVectorProduct"
    var product = Jvp.of(Grad.of(x -> x.pow(3).sum()));
    System.out.println(product.apply(Np.array(1.0, 2.0), Np.array(1.0, 1.0))._2); // [ 6. 12.]
    // @end
  }

  static void jacobianBlocks() {
    // @start region="jacobianBlocks"
    record Line(Array slope, Array offset) {}
    record Fit(Array at, Array size) {}
    var jacobian =
        Jacobian.blocks(
            (Line line) ->
                new Fit(line.slope().mul(Np.arange(3)).add(line.offset()), line.slope().square()));
    Blocks<Fit, Line> d = jacobian.apply(new Line(Np.array(2.0), Np.array(1.0)));
    System.out.println(d.of(Fit::at).slope()); // [0. 1. 2.]
    System.out.println(d.of(Fit::size).slope()); // 4.0
    // @end
  }

  static void hessianBlocks() {
    // @start region="hessianBlocks"
    record Params(Array w, Array b) {}
    var hessian = Hessian.blocks((Params p) -> p.w().square().mul(p.b()).sum());
    Blocks<Params, Params> h = hessian.apply(new Params(Np.array(1.0, 3.0), Np.array(5.0)));
    System.out.println(h.of(Params::w).b()); // [2. 6.]
    System.out.println(h.of(Params::b).b()); // 0.0
    // @end
  }
}
