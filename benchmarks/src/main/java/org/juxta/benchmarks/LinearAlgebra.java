package org.juxta.benchmarks;

import org.juxta.Array;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;

/** Factorisations of dense matrices. */
final class LinearAlgebra {
  private LinearAlgebra() {}

  static void run(Bench bench) {
    cholesky(bench);
    eigh(bench);
  }

  private static void cholesky(Bench bench) {
    if (!bench.wanted("linalg_cholesky500")) {
      return;
    }
    int n = 500;
    Array b = Inputs.array(DType.F64, i -> Inputs.g(16, i), n, n);
    Array a = b.matmul(b.transpose()).div(n).add(Np.eye(n, DType.F64));
    var cholesky = Jit.of((Array x) -> Linalg.cholesky(x));
    bench
        .of("linalg_cholesky500", "f64")
        .compiled(cholesky::cache)
        .check(() -> new double[] {Np.diagonal(cholesky.apply(a)).log().sum().toDouble()})
        .run(Calls.freed(() -> cholesky.apply(a)));
  }

  private static void eigh(Bench bench) {
    if (!bench.wanted("linalg_eigh200")) {
      return;
    }
    int n = 200;
    Array g = Inputs.array(DType.F64, i -> Inputs.g(17, i), n, n);
    Array a = g.add(g.transpose()).mul(0.5);
    var eigh = Jit.of((Array x) -> Linalg.eigh(x));
    bench
        .of("linalg_eigh200", "f64 values and vectors")
        .compiled(eigh::cache)
        .check(() -> new double[] {eigh.apply(a).eigenvalues().abs().sum().toDouble()})
        .run(Calls.freed(() -> eigh.apply(a)));
  }
}
