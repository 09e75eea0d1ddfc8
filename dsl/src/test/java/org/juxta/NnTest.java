package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

class NnTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static void values(Array found, double... expected) {
    assertThat(found.toDoubles()).containsExactly(expected, within(1e-12));
  }

  @Test
  void activationsAtEdges() {
    Array x = Np.array(-INF, -3.0, 0.0, 6.0, INF, Double.NaN);
    values(Nn.relu(x), 0, 0, 0, 6, INF, Double.NaN);
    values(Nn.relu6(x), 0, 0, 0, 6, 6, Double.NaN);
    values(Nn.hardTanh(x), -1, -1, 0, 1, 1, Double.NaN);
    values(Nn.hardSigmoid(x), 0, 0, 0.5, 1, 1, Double.NaN);
    values(
        Nn.softplus(x), 0, 0.04858735157374206, Math.log(2), 6.0024756851377301, INF, Double.NaN);
    values(Nn.elu(x, 2), -2, 2 * Math.expm1(-3), 0, 6, INF, Double.NaN);
    values(Nn.leakyRelu(x), -INF, -0.03, 0, 6, INF, Double.NaN);
  }

  @Test
  void integersAreTakenAsFloats() {
    assertThat(Nn.silu(Np.array(1, 2)).dtype()).isEqualTo(DType.F32);
    assertThat(Nn.relu(Np.array(-1, 2)).toInts()).containsExactly(0, 2);
    assertThat(Nn.relu(Np.array(-1, 2)).dtype()).isEqualTo(DType.I32);
  }

  @Test
  void exactAndApproximateGelu() {
    Array x = Np.linspace(-8, 8, 101, DType.F64);
    assertThat(Nn.gelu(x).sub(Nn.gelu(x, false)).abs().max().toDouble()).isBetween(1e-5, 1e-3);
    values(Nn.gelu(Np.array(-20.0), false).div(1e-89), -20 * 2.753624118606233);
  }

  @Test
  void gluHalves() {
    Array x = Np.array(new double[][] {{1, 2, 0, 0}, {3, 4, 0, 100}});
    assertThat(Nn.glu(x).ravel().toDoubles()).containsExactly(0.5, 1, 1.5, 4);
    assertThat(Nn.glu(x, 0).shape()).isEqualTo(Shape.of(1, 4));
    assertThatThrownBy(() -> Nn.glu(Np.ones(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("glu halves axis -1 of F32(3)");
  }

  @Test
  void masksLeaveElementsOut() {
    Array x = Np.array(new double[][] {{1, 5, 2}, {7, 8, 9}});
    Array mask = Np.array(new boolean[][] {{true, false, true}, {false, false, false}});
    double one = 1 / (1 + Math.E);
    values(Nn.softmax(x, -1, mask).ravel(), one, 0, 1 - one, 0, 0, 0);
    values(
        Nn.logSoftmax(x, -1, mask).ravel(),
        Math.log(one),
        -INF,
        Math.log1p(-one),
        -INF,
        -INF,
        -INF);
    values(
        Nn.logmeanexp(x.get(0), Over.all().where(mask.get(0))),
        Math.log((Math.E + Math.exp(2)) / 2));
    assertThatThrownBy(() -> Nn.softmax(x, -1, x)).isInstanceOf(DTypeException.class);
  }

  @Test
  void signsOfSums() {
    Array x = Np.array(1000.0, 1000.0, 0.0);
    var sum = Nn.logsumexpSign(x, Np.array(1.0, -3.0, 5.0));
    values(sum._1, 1000 + Math.log(2));
    values(sum._2, -1);
    var none = Nn.logsumexpSign(x, Np.array(0.0, 0.0, 0.0));
    values(none._1, -INF);
    values(none._2, 0);
    values(Nn.logmeanexp(x), 1000 + Math.log(2.0 / 3));
  }

  @Test
  void log1mexpInBothRegimes() {
    values(
        Nn.log1mexp(Np.array(-1.0, 0.0, 1e-10, 50.0, INF)),
        Double.NaN,
        -INF,
        Math.log(1e-10) - 5e-11,
        -Math.exp(-50),
        0);
  }

  @Test
  void standardizing() {
    Array x = Np.array(new double[][] {{1, 2, 3, 1e6}, {5, 5, 5, 5}});
    Array mask = Np.array(true, true, true, false);
    double s = 1 / Math.sqrt(2.0 / 3 + 1e-5);
    values(Nn.standardize(x, mask, 1e-5, -1).get(0).get(Index.range(0, 3)), -s, 0, s);
    values(Nn.standardize(x).get(1), 0, 0, 0, 0);
  }

  @Test
  void oneHotAlongAnyAxis() {
    Array x = Np.array(2, 0, 7);
    assertThat(Nn.oneHot(x, 3).ravel().toFloats()).containsExactly(0, 0, 1, 1, 0, 0, 0, 0, 0);
    assertThat(Nn.oneHot(x, 3, 0, DType.F32).transpose().ravel().toFloats())
        .containsExactly(Nn.oneHot(x, 3).ravel().toFloats());
  }

  @Test
  void attentionByHand() {
    Key[] keys = Key.of(0).split(3);
    Array q = Rng.normal(keys[0], Shape.of(2, 3, 4, 5), DType.F64);
    Array k = Rng.normal(keys[1], Shape.of(2, 6, 2, 5), DType.F64);
    Array v = Rng.normal(keys[2], Shape.of(2, 6, 2, 5), DType.F64);
    AttentionOptions options =
        AttentionOptions.NONE
            .asCausal()
            .scale(0.3)
            .bias(Np.full(Shape.of(1, 1, 1, 6), 0.5, DType.F64))
            .keyLengths(Np.array(6, 2))
            .queryLengths(Np.array(3, 1));
    Array found = Nn.dotProductAttention(q, k, v, options);
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < 3; t++) {
        for (int h = 0; h < 4; h++) {
          int seen = Math.min(t + 1, b == 0 ? 6 : 2);
          Array keysSeen = k.get(b).transpose(1, 0, 2).get(h / 2).get(Index.range(0, seen));
          Array weights = Nn.softmax(keysSeen.matmul(q.get(b, t, h)).mul(0.3));
          Array values = v.get(b).transpose(1, 0, 2).get(h / 2).get(Index.range(0, seen));
          Array expected = weights.matmul(values).mul(b == 1 && t > 0 ? 0 : 1);
          assertThat(Np.allclose(found.get(b, t, h), expected, 1e-12, 1e-12).toBoolean()).isTrue();
        }
      }
    }
  }

  @Test
  void attentionWindowsAndMasks() {
    Array q = Rng.normal(Key.of(1), Shape.of(4, 1, 2), DType.F64);
    Array v =
        Np.eye(4, DType.F64).reshape(4, 1, 4).get(Index.all(), Index.all(), Index.range(0, 2));
    Array mask = Np.array(new boolean[][] {{true}, {true}, {true}, {true}});
    Array near = Nn.dotProductAttention(q, q, v, AttentionOptions.NONE.window(0, 0).mask(mask));
    assertThat(Np.allclose(near, v, 1e-12, 1e-12).toBoolean()).isTrue();
    Array residual = Nn.dotProductAttentionResidual(q, q, v, AttentionOptions.NONE.window(0, 0))._2;
    Array logits = q.square().sum(-1).div(Math.sqrt(2));
    assertThat(Np.allclose(residual, logits, 1e-12, 1e-12).toBoolean()).isTrue();
  }

  @Test
  void attentionThatDoesNotFit() {
    Array q = Np.zeros(3, 3, 5);
    Array k = Np.zeros(6, 2, 5);
    assertThatThrownBy(() -> Nn.dotProductAttention(q, k, k))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("its heads a multiple of theirs");
    assertThatThrownBy(() -> Nn.dotProductAttention(Np.zeros(3), k, k))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(
            () -> Nn.dotProductAttention(k, k, k, AttentionOptions.NONE.mask(Np.zeros(6, 6))))
        .isInstanceOf(DTypeException.class);
  }
}
