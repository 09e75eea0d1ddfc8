package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.Tuple2;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/**
 * Gradients of contractions come out in the order of axes that their operand has: nothing as large
 * as the weights, or as the weights for each example, is copied into another order.
 */
class GradientLayoutTest {
  /** A network of two layers and the batch that it is trained on. */
  private record Weights(Array first, Array second) {}

  private static final Weights WEIGHTS =
      new Weights(Np.ones(7, 5).astype(DType.F32), Np.ones(5, 3).astype(DType.F32));

  private static Array loss(Weights w, Array x) {
    return x.matmul(w.first).tanh().matmul(w.second).square().sum();
  }

  @Test
  void ofABatchIsNotTransposed() {
    Array batch = Np.ones(4, 7).astype(DType.F32);
    var gradient = Jit.of((Weights w, Array x) -> Grad.of(GradientLayoutTest::loss).apply(w, x));
    assertThat(gradient.stableHlo(WEIGHTS, batch))
        .contains("-> tensor<7x5xf32>", "-> tensor<5x3xf32>")
        .doesNotContain("stablehlo.transpose");
  }

  @Test
  void ofEachExampleIsNotTransposed() {
    Array batch = Np.ones(4, 7).astype(DType.F32);
    var each = Vmap.axes(Vmap.NONE, 0).of(Grad.of(GradientLayoutTest::loss));
    assertThat(each.stableHlo(WEIGHTS, batch))
        .contains("-> tensor<4x7x5xf32>", "-> tensor<4x5x3xf32>")
        .doesNotContain("stablehlo.transpose");
  }

  @Test
  void ofStacksOfMatricesIsNotTransposed() {
    Array left = Np.ones(2, 4, 7).astype(DType.F32);
    Array right = Np.ones(2, 7, 5).astype(DType.F32);
    var both = Grad.all((Array a, Array b) -> a.matmul(b).square().sum());
    Tuple2<Array, Array> gradients = both.apply(left, right);
    assertThat(gradients._1.shape()).isEqualTo(left.shape());
    assertThat(gradients._2.shape()).isEqualTo(right.shape());
    assertThat(both.stableHlo(left, right)).doesNotContain("stablehlo.transpose");
  }
}
