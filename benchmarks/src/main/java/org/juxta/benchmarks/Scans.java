package org.juxta.benchmarks;

import io.vavr.Tuple2;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;

/** Ten thousand small steps of a recurrence, and their gradient. */
final class Scans {
  private static final int STEPS = 10_000;
  private static final int SIZE = 32;

  private Scans() {}

  /** The mean over the steps of the sums of {@code x = tanh(w x + b)}, from {@code x0}. */
  static Array byFori(Array w, Array b, Array x0) {
    return Lax.foriLoop(
            0,
            STEPS,
            (Array _, Tuple2<Array, Array> s) -> next(w, b, s),
            new Tuple2<>(x0, Np.zeros(SIZE)))
        ._2
        .sum()
        .div(STEPS);
  }

  private static Array byScan(Array w, Array b, Array x0, int unroll) {
    return Lax.scan(
            (Tuple2<Array, Array> s, Tuple2<Void, Void> none) -> new Tuple2<>(next(w, b, s), none),
            new Tuple2<>(x0, Np.zeros(SIZE)),
            new Tuple2<Void, Void>(null, null),
            STEPS,
            false,
            unroll)
        ._1
        ._2
        .sum()
        .div(STEPS);
  }

  private static Tuple2<Array, Array> next(Array w, Array b, Tuple2<Array, Array> state) {
    Array x = w.matmul(state._1).add(b).tanh();
    return new Tuple2<>(x, state._2.add(x));
  }

  static void run(Bench bench) {
    double scale = 0.7 / Math.sqrt(SIZE);
    Array w = Inputs.array(DType.F32, k -> scale * Inputs.g(12, k), SIZE, SIZE);
    Array b = Inputs.array(DType.F32, i -> 0.1 * Math.sin(i), SIZE);
    Array x0 = Inputs.array(DType.F32, i -> Math.cos(i), SIZE);
    var scan = Jit.of((Array v, Array c, Array x) -> byScan(v, c, x, 1));
    bench
        .of("scan_fwd", "f32 Lax.scan")
        .compiled(scan::cache)
        .check(() -> new double[] {scan.apply(w, b, x0).toDouble()})
        .run(Calls.freed(() -> scan.apply(w, b, x0)));
    var fori = Jit.of(Scans::byFori);
    bench
        .of("scan_fwd", "f32 Lax.foriLoop")
        .compiled(fori::cache)
        .check(() -> new double[] {fori.apply(w, b, x0).toDouble()})
        .run(Calls.freed(() -> fori.apply(w, b, x0)));
    gradient(bench, 1, "f32 Lax.scan", w, b, x0);
    gradient(bench, 16, "f32 Lax.scan, unroll 16", w, b, x0);
  }

  private static void gradient(Bench bench, int unroll, String param, Array w, Array b, Array x0) {
    var gradient = Grad.all((Array v, Array c, Array x) -> byScan(v, c, x, unroll));
    bench
        .of("scan_grad", param)
        .compiled(gradient::cache)
        .check(
            () -> {
              var g = gradient.apply(w, b, x0);
              return new double[] {sumOfSizes(g._1), sumOfSizes(g._2)};
            })
        .run(Calls.freed(() -> gradient.apply(w, b, x0)));
  }

  private static double sumOfSizes(Array x) {
    return x.astype(DType.F64).abs().sum().toDouble();
  }
}
