package org.juxta.benchmarks;

import io.vavr.Function1;
import io.vavr.Function4;
import org.juxta.Array;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.ValueAndGrad;

/** First and second derivatives of the log posterior of a logistic regression. */
final class LogisticRegression {
  private LogisticRegression() {}

  static Array logDensity(Array w, Array x, Array y) {
    Array z = x.matmul(w);
    return y.mul(z).sub(Nn.softplus(z)).sum().sub(w.square().sum().mul(0.5));
  }

  static void hessian(Bench bench) {
    Inputs.LogisticData data = Inputs.LogisticData.of(1000, 100, 6, 0.3);
    Array x = data.features(DType.F32);
    Array y = data.labels(DType.F32);
    Array w = Inputs.array(DType.F32, j -> 0.1 * Math.sin(j), 100);
    Array v = Inputs.array(DType.F32, j -> Math.cos(j), 100);

    Function1<Array, Array> posterior = q -> logDensity(q, x, y);
    var hessian = Hessian.of(posterior);
    bench
        .of("hessian_logreg", "f32 Hessian")
        .compiled(hessian::cache)
        .check(() -> traceAndNorm(hessian.apply(w)))
        .run(Calls.freed(() -> hessian.apply(w)));

    Function4<Array, Array, Array, Array, Array> product =
        (at, along, features, labels) -> {
          Function1<Array, Array> gradient = Grad.of((Array q) -> logDensity(q, features, labels));
          return Jvp.of(gradient).apply(at, along)._2;
        };
    var times = Jit.of(product);
    bench
        .of("hessian_hvp", "f32 jvp(grad)")
        .compiled(times::cache)
        .check(() -> new double[] {f64(times.apply(w, v, x, y)).dot(f64(v)).toDouble()})
        .run(Calls.freed(() -> times.apply(w, v, x, y)));
  }

  private static double[] traceAndNorm(Array h) {
    Array wide = f64(h);
    return new double[] {Np.trace(wide).toDouble(), wide.square().sum().sqrt().toDouble()};
  }

  private static Array f64(Array x) {
    return x.astype(DType.F64);
  }

  static void valueAndGrad(Bench bench) {
    if (!bench.wanted("logreg_vg")) {
      return;
    }
    Inputs.LogisticData data = Inputs.LogisticData.of(10_000, 50, 9, 0.3);
    for (DType dtype : new DType[] {DType.F32, DType.F64}) {
      Array x = data.features(dtype);
      Array y = data.labels(dtype);
      Array w = Inputs.array(dtype, j -> 0.1 * Math.sin(j), 50);
      var f = ValueAndGrad.of(LogisticRegression::logDensity);
      bench
          .of("logreg_vg", (dtype == DType.F32 ? "float32" : "float64") + " value and gradient")
          .compiled(f::cache)
          .check(
              () -> {
                var result = f.apply(w, x, y);
                return new double[] {
                  result._1.toDouble(), f64(result._2).square().sum().sqrt().toDouble()
                };
              })
          .run(Calls.freed(() -> f.apply(w, x, y)));
    }
  }
}
