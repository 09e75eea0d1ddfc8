package org.juxta.benchmarks;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Transformed1;

/** A sort and a running sum of many numbers. */
final class Orders {
  private Orders() {}

  static void run(Bench bench) {
    if (bench.wanted("linalg_sort1e6")) {
      Array x = Inputs.array(DType.F32, i -> Inputs.u(18, i), 1_000_000);
      Transformed1<Array, Array> f = Jit.of(v -> Np.sort(v));
      bench
          .of("linalg_sort1e6", "f32")
          .compiled(f::cache)
          .check(() -> new double[] {f.apply(x).get(250_000).toDouble()})
          .run(Calls.freed(() -> f.apply(x)));
    }
    if (bench.wanted("linalg_cumsum1e7")) {
      Array x = Inputs.array(DType.F32, Math::sin, 10_000_000);
      Transformed1<Array, Array> f = Jit.of(v -> Np.cumsum(v));
      bench
          .of("linalg_cumsum1e7", "f32")
          .compiled(f::cache)
          .check(
              () -> {
                Array sums = f.apply(x);
                return new double[] {sums.get(12_345).toDouble(), sums.get(-1).toDouble()};
              })
          .run(Calls.freed(() -> f.apply(x)));
    }
  }
}
