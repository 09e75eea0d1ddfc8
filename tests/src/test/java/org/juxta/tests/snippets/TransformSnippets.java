package org.juxta.tests.snippets;

import io.vavr.Tuple2;
import java.util.List;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.Np;
import org.juxta.transforms.CheckGrads;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jacobian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Linearize;
import org.juxta.transforms.Minimize;
import org.juxta.transforms.Transformed1;
import org.juxta.transforms.ValueAndGrad;
import org.juxta.transforms.Vectorize;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;

/** Compilation, derivatives and batching. */
final class TransformSnippets {
  private TransformSnippets() {}

  static void programAsFunction() {
    // @start region="programAsFunction"
    var square = Jit.of(x -> x.mul(x));
    Array x = Np.array(3.0);
    var again = Jit.of(square.program(x));
    System.out.println(again.apply(List.of(x)).getFirst()); // 9.0
    // @end
  }

  static void jit() {
    // @start region="jit"
    var f = Jit.of((x, y) -> x.mul(y).add(1).sum());
    System.out.println(f.apply(Np.arange(3), Np.arange(3))); // 8
    System.out.println(f.program(Np.array(1f, 2f), Np.array(3f)).outputs().size()); // 1
    // @end
  }

  static void cacheReport() {
    // @start region="cacheReport"
    var f = Jit.of(x -> x.sin().sum());
    f.apply(Np.zeros(3));
    f.apply(Np.ones(3));
    f.apply(Np.zeros(4));
    System.out.println(f.cache().entries().size()); // 2
    System.out.println(f.cache().entries().get(0).calls()); // 2
    System.out.println(f.cache().entries().get(1).reason()); // argument 1 is F32(4), was F32(3)
    // @end
  }

  static void grad() {
    // @start region="grad"
    var df = Grad.of(x -> x.tanh());
    System.out.println(df.apply(Np.array(0.0))); // 1.0
    var ddf = Grad.of(Grad.of(x -> x.mul(x).mul(x)));
    System.out.println(ddf.apply(Np.array(2.0))); // 12.0
    // @end
  }

  static void gradOfRecords() {
    // @start region="gradOfRecords"
    record Line(Array slope, Array offset) {}
    var gradient =
        Grad.of(
            (Line line, Array x, Array y) ->
                x.mul(line.slope()).add(line.offset()).sub(y).square().mean());
    Line g =
        gradient.apply(new Line(Np.array(1.0), Np.array(0.0)), Np.array(1.0, 3.0), Np.zeros(2));
    System.out.println(g.slope()); // 10.0
    System.out.println(g.offset()); // 4.0
    // @end
  }

  static void gradAll() {
    // @start region="gradAll"
    var both = Grad.all((x, y) -> x.mul(y).sum());
    Tuple2<Array, Array> g = both.apply(Np.array(1.0, 2.0), Np.array(3.0, 4.0));
    System.out.println(g._1); // [3. 4.]
    System.out.println(g._2); // [1. 2.]
    // @end
  }

  static void valueAndGrad() {
    // @start region="valueAndGrad"
    var vg = ValueAndGrad.of(x -> x.square().sum()).apply(Np.array(1.0, 2.0));
    System.out.println(vg._1); // 5.0
    System.out.println(vg._2); // [2. 4.]
    // @end
  }

  static void withAux() {
    // @start region="withAux"
    var f = ValueAndGrad.withAux((Array x) -> new Tuple2<>(x.square().sum(), x.max()));
    var result = f.apply(Np.array(1.0, 2.0));
    System.out.println(result._1._1); // 5.0
    System.out.println(result._1._2); // 2.0
    System.out.println(result._2); // [2. 4.]
    // @end
  }

  static void jvp() {
    // @start region="jvp"
    var f = Jvp.of(x -> x.square());
    var result = f.apply(Np.array(3.0, 4.0), Np.array(1.0, 0.0));
    System.out.println(result._1); // [ 9. 16.]
    System.out.println(result._2); // [6. 0.]
    // @end
  }

  static void checkGrads() {
    // @start region="checkGrads"
    CheckGrads.check(x -> x.sin().mul(x), Np.array(0.5, 2.0), 2); // throws if one is wrong
    System.out.println("derivatives are right"); // derivatives are right
    // @end
  }

  static void vjp() {
    // @start region="vjp"
    var at = Vjp.of(x -> x.square()).apply(Np.array(3.0, 4.0));
    Transformed1<Array, Array> pullback = at._2;
    System.out.println(at._1); // [ 9. 16.]
    System.out.println(pullback.apply(Np.array(1.0, 0.0))); // [6. 0.]
    System.out.println(pullback.apply(Np.array(0.0, 1.0))); // [0. 8.]
    // @end
  }

  static void linearize() {
    // @start region="linearize"
    var at = Linearize.of(x -> x.sin()).apply(Np.array(0.0));
    Transformed1<Array, Array> derivative = at._2;
    System.out.println(at._1); // 0.0
    System.out.println(derivative.apply(Np.array(3.0))); // 3.0
    // @end
  }

  static void jacobian() {
    // @start region="jacobian"
    ArrayFunction1 f = x -> Np.stack(x.get(0).mul(x.get(1)), x.get(0), x.get(1).square());
    System.out.println(Jacobian.of(f).apply(Np.array(2.0, 3.0)));
    // [[3. 2.]
    //  [1. 0.]
    //  [0. 6.]]
    System.out.println(Jacobian.forward(f).apply(Np.array(2.0, 3.0)).shape()); // (3, 2)
    // @end
  }

  static void hessian() {
    // @start region="hessian"
    var h = Hessian.of(x -> x.get(0).square().mul(x.get(1)));
    System.out.println(h.apply(Np.array(3.0, 5.0)));
    // [[10.  6.]
    //  [ 6.  0.]]
    // @end
  }

  static void vmap() {
    // @start region="vmap"
    ArrayFunction2 dot = (x, y) -> x.mul(y).sum();
    Array rows = Np.array(new double[][] {{1, 2}, {3, 4}});
    System.out.println(Vmap.of(dot).apply(rows, rows)); // [ 5. 25.]
    System.out.println(Vmap.axes(0, Vmap.NONE).of(dot).apply(rows, Np.array(1.0, 0.0))); // [1. 3.]
    System.out.println(Vmap.axes(1).out(1).of((Array x) -> x.mul(2)).apply(rows));
    // [[2. 4.]
    //  [6. 8.]]
    // @end
  }

  static void perExample() {
    // @start region="perExample"
    var perExample = Vmap.axes(Vmap.NONE, 0).of(Grad.of((w, x) -> w.mul(x).sum().square()));
    System.out.println(perExample.apply(Np.array(1.0), Np.array(1.0, 2.0, 3.0))); // [ 2.  8. 18.]
    // @end
  }

  static void vectorize() {
    // @start region="vectorize"
    ArrayFunction2 product = Vectorize.of("(m,n),(n)->(m)", (a, x) -> a.matmul(x));
    Array matrices = Np.arange(12).reshape(3, 2, 2);
    System.out.println(product.apply(matrices, Np.array(1, 10)));
    // [[ 10  32]
    //  [ 54  76]
    //  [ 98 120]]
    System.out.println(
        Vectorize.alongAxis(x -> x.max().sub(x.min()), 0, matrices).shape()); // (2, 2)
    // @end
  }

  static void minimize() {
    // @start region="minimize"
    var valley = Np.array(-1.2, 1.0);
    var found =
        Minimize.bfgs(
            x -> x.get(1).sub(x.get(0).square()).square().mul(100).add(x.get(0).sub(1).square()),
            valley);
    System.out.println(found.x().round(4)); // [1. 1.]
    System.out.println(found.success()); // True
    // @end
  }
}
