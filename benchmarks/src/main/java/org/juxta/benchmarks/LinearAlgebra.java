package org.juxta.benchmarks;

import org.juxta.Array;
import org.juxta.Fft;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;

/** Factorisations of dense matrices, and a Fourier transform. */
final class LinearAlgebra {
  private LinearAlgebra() {}

  static void run(Bench bench) {
    cholesky(bench);
    eigh(bench);
    fft(bench);
  }

  private static void fft(Bench bench) {
    if (!bench.wanted("linalg_fft2p20")) {
      return;
    }
    int n = 1 << 20;
    Array x =
        Np.complex(
            Inputs.array(DType.F32, k -> Math.sin(k), n),
            Inputs.array(DType.F32, k -> Math.cos(0.5 * k), n));
    var fft = Jit.of((Array z) -> Fft.fft(z));
    bench
        .of("linalg_fft2p20", "c64")
        .compiled(fft::cache)
        .check(() -> new double[] {fft.apply(x).abs().astype(DType.F64).mean().toDouble()})
        .run(Calls.freed(() -> fft.apply(x)));
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
