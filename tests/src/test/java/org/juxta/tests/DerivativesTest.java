package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Index;
import org.juxta.Lax;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vmap;

/**
 * Derivatives where random programs do not go: at kinks, ties, edges of domains, empty arrays.
 * JAX's values.
 */
class DerivativesTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static void slope(Function1<Array, Array> f, double x, double expected) {
    double slope = Grad.of(f).apply(Np.array(x)).toDouble();
    double forward = Jvp.of(f).apply(Np.array(x), Np.array(1.0))._2.toDouble();
    assertThat(Double.valueOf(forward)).isEqualTo(Double.valueOf(slope));
    if (Double.isFinite(expected)) {
      assertThat(slope).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
    } else {
      assertThat(Double.valueOf(slope)).isEqualTo(Double.valueOf(expected));
    }
  }

  private static void gradient(Function1<Array, Array> f, double[] x, double... expected) {
    assertThat(Grad.of(f).apply(Np.array(x)).toDoubles()).containsExactly(expected, within(1e-12));
  }

  @Test
  void kinks() {
    slope(Array::abs, 0, 1);
    slope(x -> x.maximum(0), 0, 0.5);
    slope(x -> x.minimum(0), 0, 0.5);
    slope(x -> x.maximum(x), 3, 1);
    slope(Nn::relu, 0, 0);
    slope(x -> x.sign().add(x.floor()).add(x.ceil()).add(x.round()), 0.5, 0);
    slope(x -> Np.mod(x, Np.array(3.0)), 7.5, 1);
    slope(x -> Np.mod(Np.array(7.5), x), 3, -2);
  }

  @Test
  void edgesOfDomains() {
    slope(Array::sqrt, 0, INF);
    slope(Array::log, 0, INF);
    slope(Array::log, -1, -1);
    slope(Array::sqrt, -1, NAN);
    slope(Array::arcsin, 1, INF);
    slope(x -> x.pow(Np.array(2.0)), 0, 0);
    slope(x -> x.pow(Np.array(0.0)), 0, 0);
    slope(x -> x.pow(Np.array(1.0)), 0, 1);
    slope(x -> Np.array(0.0).pow(x), 2, 0);
    slope(x -> x.pow(3), -2, 12);
    slope(x -> x.pow(-2), 2, -0.25);
    slope(x -> Np.where(x.gt(0), Np.where(x.gt(0), x, 1).sqrt(), 0), -1, 0);
  }

  @Test
  void tails() {
    for (double x : new double[] {-1000, 1000}) {
      double one = x > 0 ? 1 : 0;
      slope(Nn::softplus, x, one);
      slope(Nn::logSigmoid, x, 1 - one);
      slope(Np::sigmoid, x, 0);
      slope(Np::tanh, x, 0);
      slope(Np::erf, x, 0);
    }
    gradient(Np::logsumexp, new double[] {1000, -1000, -INF}, 1, 0, 0);
    gradient(x -> Nn.softmax(x, 0).get(0), new double[] {1000, 0}, 0, 0);
    gradient(x -> Nn.logSoftmax(x, 0).get(0), new double[] {-1000, 0}, 1, -1);
  }

  @Test
  void tiesAndZerosInReductions() {
    gradient(x -> x.max(), new double[] {3, 1, 3}, 0.5, 0, 0.5);
    gradient(x -> x.min(), new double[] {1, 1, 3}, 0.5, 0.5, 0);
    gradient(x -> x.max(), new double[] {3, NAN, 1}, NAN, NAN, NAN);
    gradient(x -> x.reshape(2, 2).min(0).sum(), new double[] {3, NAN, 1, 2}, 0, NAN, 1, NAN);
    gradient(x -> x.prod(), new double[] {0, 2, 3}, 6, 0, 0);
    gradient(x -> x.prod(), new double[] {0, 0, 3}, 0, 0, 0);
    gradient(x -> x.reshape(1, 5).prod(1).sum(), new double[] {1, 2, 0, 4, 5}, 0, 0, 40, 0, 0);
    gradient(x -> x.argmax().astype(DType.F64).mul(x.get(0)), new double[] {1, 2}, 1, 0);
  }

  @Test
  void repeatedAndOutsidePositions() {
    Array twice = Np.array(0, 0, 2);
    Array base = Np.zeros(DType.F64, 3);
    gradient(v -> base.at(twice).set(v).sum(), new double[] {1, 2, 3}, 0, 1, 1);
    gradient(v -> base.at(twice).add(v).sum(), new double[] {1, 2, 3}, 1, 1, 1);
    gradient(x -> x.at(twice).set(7).sum(), new double[] {1, 2, 3}, 0, 1, 0);
    gradient(x -> x.get(twice).sum(), new double[] {1, 2, 3}, 2, 0, 1);
    Array outside = Np.array(1, 5, -4);
    gradient(v -> base.at(outside).add(v).sum(), new double[] {1, 2, 3}, 1, 0, 0);
    gradient(v -> base.at(outside).set(v).sum(), new double[] {1, 2, 3}, 1, 0, 0);
    gradient(x -> x.get(Index.step(-2)).get(0), new double[] {1, 2, 3}, 0, 0, 1);
    gradient(x -> Lax.dynamicIndex(x, Np.array(9), 0), new double[] {1, 2, 3}, 0, 0, 1);
    gradient(
        x -> Lax.dynamicUpdateIndex(x, Np.array(0.0), Np.array(9), 0).sum(),
        new double[] {1, 2, 3},
        1,
        1,
        0);
  }

  /** A start counts from the end once, and only then is clamped: here to 0. */
  @Test
  void startsFarBeforeTheFirstElement() {
    Array before = Np.array(-7);
    gradient(x -> Lax.dynamicSlice(x, Ints.of(2), before).sum(), new double[] {1, 2, 3}, 1, 1, 0);
    gradient(
        x -> Lax.dynamicUpdateSlice(x, Np.array(5.0, 6.0), before).sum(),
        new double[] {1, 2, 3},
        0,
        0,
        1);
    gradient(
        v ->
            Lax.dynamicUpdateSlice(Np.zeros(DType.F64, 3), v, before)
                .mul(Np.array(1.0, 2, 3))
                .sum(),
        new double[] {1, 2},
        1,
        2);
    Array rows = Np.array(new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(Vmap.of(x -> Lax.dynamicSlice(x, Ints.of(2), before)).apply(rows).toDoubles())
        .containsExactly(1, 2, 4, 5);
    assertThat(
            Vmap.of(x -> Lax.dynamicUpdateSlice(x, Np.array(new double[] {0}), before))
                .apply(rows)
                .toDoubles())
        .containsExactly(0, 2, 3, 0, 5, 6);
  }

  @Test
  void emptyArrays() {
    Array empty = Np.zeros(DType.F64, 0, 3);
    assertThat(Grad.of(x -> x.sum()).apply(empty).shape()).isEqualTo(empty.shape());
    assertThat(Grad.of(x -> x.prod()).apply(empty).shape()).isEqualTo(empty.shape());
    assertThat(Grad.of(x -> x.matmul(Np.ones(DType.F64, 3, 2)).sum()).apply(empty).shape())
        .isEqualTo(empty.shape());
    Array weights = Grad.of(w -> empty.matmul(w).sum()).apply(Np.ones(DType.F64, 3, 2));
    assertThat(weights.toDoubles()).containsOnly(0).hasSize(6);
    Array scanned =
        Grad.of(x -> Lax.scan((Array c, Array s) -> Tuple.of(c.add(s.sum()), s), x, empty)._1)
            .apply(Np.array(2.0));
    assertThat(scanned.toDouble()).isEqualTo(1);
    assertThat(Vmap.of(Grad.of(x -> x.sin().sum())).apply(empty).shape()).isEqualTo(empty.shape());
  }

  @Test
  void constants() {
    slope(x -> Lax.stopGradient(x).mul(x), 3, 3);
    slope(x -> x.astype(DType.I32).astype(DType.F64).mul(x), 3.5, 3);
    slope(_ -> Np.array(4.0), 1, 0);
    assertThat(Grad.of(x -> x.mul(Np.array(2.0)).sum()).apply(Np.array(1f, 2f)).dtype())
        .isEqualTo(DType.F32);
  }

  @Test
  void onlyTheBranchTakenCounts() {
    Function1<Array, Array> root = x -> Lax.cond(x.gt(0), () -> x.sqrt(), () -> Np.zerosLike(x));
    slope(root, -1, 0);
    slope(root, 4, 0.25);
    assertThat(Vmap.of(Grad.of(root)).apply(Np.array(-1.0, 4.0)).toDoubles())
        .containsExactly(0, 0.25);
    Function1<Array, Array> three =
        x -> Lax.switchCase(x.astype(DType.I32), List.of(() -> x, () -> x.mul(x), () -> x.pow(3)));
    assertThat(Vmap.of(Grad.of(three)).apply(Np.array(-5.0, 1.5, 9.0)).toDoubles())
        .containsExactly(1, 3, 243);
  }

  @Test
  void forwardThroughLoopsOfUnknownLength() {
    Function1<Array, Array> root =
        a -> Lax.whileLoop(s -> s.mul(s).sub(a).abs().gt(1e-13), s -> s.add(a.div(s)).mul(0.5), a);
    for (double a : new double[] {2, 7}) {
      assertThat(Jvp.of(root).apply(Np.array(a), Np.array(1.0))._2.toDouble())
          .isCloseTo(0.5 / Math.sqrt(a), within(1e-12));
    }
    Array lanes = Vmap.of(x -> Jvp.of(root).apply(x, Np.array(1.0))._2).apply(Np.array(2.0, 7.0));
    assertThat(lanes.toDoubles())
        .containsExactly(new double[] {0.5 / Math.sqrt(2), 0.5 / Math.sqrt(7)}, within(1e-12));
  }

  /** A loop that does not touch what the derivative is by may be of unknown length. */
  @Test
  void reverseModePastLoopsOfUnknownLength() {
    slope(x -> x.mul(Lax.whileLoop(s -> s.lt(100), s -> s.mul(2), Np.array(3.0))), 2, 192);
    slope(
        x ->
            x.mul(
                Lax.whileLoop(s -> s.lt(100), s -> s.add(1), x.astype(DType.I32))
                    .astype(DType.F64)),
        2,
        100);
  }
}
