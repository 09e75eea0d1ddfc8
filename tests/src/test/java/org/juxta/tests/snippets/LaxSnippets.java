package org.juxta.tests.snippets;

import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.List;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ConvOptions;
import org.juxta.ConvPadding;
import org.juxta.GatherScatterMode;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.ScatterDimensionNumbers;
import org.juxta.tracer.DType;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Reduction.ReduceKind;
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

  static void associativeScan() {
    // @start region="associativeScan"
    // y_i = a_i y_{i-1} + b_i, all at once
    Array a = Np.array(0.5, 0.5, 0.5);
    Array b = Np.array(1.0, 2.0, 3.0);
    var steps =
        Lax.associativeScan(
            (p, q) -> Tuple.of(p._1.mul(q._1), p._2.mul(q._1).add(q._2)), Tuple.of(a, b));
    System.out.println(steps._2); // [1.   2.5  4.25]
    // @end
  }

  static void sort() {
    // @start region="sort"
    List<Array> sorted =
        Lax.sort(List.of(Np.array(2, 1, 2, 1), Np.array(9.0, 8.0, 7.0, 6.0)), 0, 2);
    System.out.println(sorted.get(1)); // [6. 8. 7. 9.]
    // @end
  }

  static void topK() {
    // @start region="topK"
    var best = Lax.topK(Np.array(3.0, 9.0, 1.0, 7.0), 2);
    System.out.println(best._1); // [9. 7.]
    System.out.println(best._2); // [1 3]
    // @end
  }

  static void reduce() {
    // @start region="reduce"
    Array x = Np.array(new double[][] {{3, 4}, {6, 8}});
    System.out.println(Lax.reduce(x, Np.array(0.0), Np::hypot, 1)); // [ 5. 10.]
    // @end
  }

  static void reduceWindow() {
    // @start region="reduceWindow"
    Array x = Np.array(1.0, 5.0, 2.0, 4.0);
    Array pooled =
        Lax.reduceWindow(ReduceKind.MAX, x, Ints.of(2), Ints.of(2), Ints.of(0), Ints.of(0));
    System.out.println(pooled); // [5. 4.]
    // @end
  }

  static void optimizationBarrier() {
    // @start region="optimizationBarrier"
    var exact =
        Jit.of(
            x -> {
              Array sum = Lax.optimizationBarrier(x.add(1e16));
              return sum.sub(1e16);
            });
    System.out.println(exact.apply(Np.array(3.0))); // 4.0
    // @end
  }

  static void scatter() {
    // @start region="scatter"
    Array highest =
        Lax.scatter(
            ScatterKind.MAX,
            Np.zeros(DType.F64, 3),
            Np.array(2, 0, 2).reshape(3, 1),
            Np.array(5.0, 1.0, 7.0),
            ScatterDimensionNumbers.of(Ints.EMPTY, Ints.of(0), Ints.of(0)),
            GatherScatterMode.FILL_OR_DROP,
            false);
    System.out.println(highest); // [1. 0. 7.]
    // @end
  }

  static void boundedWhileLoop() {
    // @start region="boundedWhileLoop"
    // doubled until it is at least 10, in at most 20 steps
    ArrayFunction1 f = x -> Lax.whileLoop(s -> s.lt(10), s -> s.mul(2), x, 20);
    System.out.println(f.apply(Np.array(3.0))); // 12.0
    System.out.println(Grad.of(f).apply(Np.array(3.0))); // 4.0
    // @end
  }

  static void convolution() {
    // @start region="convolution"
    Array image = Np.arange(9).astype(DType.F32).reshape(1, 3, 3, 1); // NHWC
    Array kernel = Np.ones(2, 2, 1, 1); // HWIO
    ConvOptions options = ConvOptions.NONE.numbers("NHWC", "HWIO", "NHWC");
    System.out.println(Lax.convGeneralDilated(image, kernel, options).squeeze());
    // [[ 8. 12.]
    //  [20. 24.]]
    options = options.padding(ConvPadding.SAME).strides(2, 2);
    System.out.println(Lax.convGeneralDilated(image, kernel, options).squeeze());
    // [[ 8.  7.]
    //  [13.  8.]]
    // @end
  }
}
