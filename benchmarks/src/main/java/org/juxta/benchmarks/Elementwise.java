package org.juxta.benchmarks;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Transformed2;

/** The sum of a chain of elementwise functions, and matrix products. */
final class Elementwise {
  private Elementwise() {}

  static Array x(int n) {
    return Inputs.array(DType.F32, i -> 3 * Math.sin(i), n);
  }

  static Array y(int n) {
    return Inputs.array(DType.F32, i -> Math.cos(0.5 * i), n);
  }

  static Array loss(Array x, Array y) {
    Array softplus = x.abs().neg().exp().log1p().add(Np.maximum(x, 0));
    return softplus.sub(x.mul(y)).add(x.tanh().mul(0.5)).sum();
  }

  static void run(Bench bench) {
    for (int n : new int[] {1000, 100_000, 10_000_000}) {
      String name = "elementwise_" + n;
      if (bench.wanted(name)) {
        Array x = x(n);
        Array y = y(n);
        Transformed2<Array, Array, Array> f = Jit.of(Elementwise::loss);
        bench
            .of(name, "f32")
            .compiled(f::cache)
            .check(() -> new double[] {f.apply(x, y).toDouble()})
            .run(Calls.freed(() -> f.apply(x, y)));
      }
    }
  }

  static void products(Bench bench) {
    product(bench, 64, DType.F32);
    product(bench, 256, DType.F32);
    product(bench, 1024, DType.F32);
    product(bench, 512, DType.F64);
  }

  private static void product(Bench bench, int n, DType dtype) {
    String name = "matmul_" + n;
    if (bench.wanted(name)) {
      Array a = Inputs.array(dtype, k -> 2 * Inputs.u(22, k) - 1, n, n);
      Array b = Inputs.array(dtype, k -> 2 * Inputs.u(23, k) - 1, n, n);
      Transformed2<Array, Array, Array> f = Jit.of((Array p, Array q) -> p.matmul(q));
      bench
          .of(name, dtype == DType.F32 ? "float32" : "float64")
          .compiled(f::cache)
          .check(() -> new double[] {f.apply(a, b).abs().astype(DType.F64).mean().toDouble()})
          .run(Calls.freed(() -> f.apply(a, b)));
    }
  }
}
