package org.juxta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;

/** The inputs and results on which the workloads of all libraries agree. */
class InputsTest {
  @Test
  void streamsOfNumbersAreThoseOfEveryLanguage() {
    assertThat(Inputs.fill(4, k -> Inputs.u(0, k)))
        .containsExactly(
            new double[] {0.57339758, 0.23765397, 0.10578142, 0.29699884}, within(1e-8));
    assertThat(Inputs.fill(2, k -> Inputs.u(5, k)))
        .containsExactly(new double[] {0.31074079, 0.29023595}, within(1e-8));
    assertThat(Inputs.fill(3, k -> Inputs.g(1, k)))
        .containsExactly(new double[] {0.96860635, 0.65300873, 0.71859662}, within(1e-8));
  }

  @Test
  void sumsAndLossesAreThoseOfEveryLibrary() {
    Array sum = Dispatch.x().add(Dispatch.y()).astype(DType.F64).sum();
    assertThat(sum.toDouble()).isCloseTo(2.02605131, within(1e-6));
    Array loss = Mlp.loss(Mlp.Params.init(), Mlp.Batch.of(128));
    assertThat(loss.toDouble()).isCloseTo(2.62021, within(2e-4));
  }

  @Test
  void theGaussianIsThatOfItsCovariance() {
    Array precision =
        SamplerModels.all().stream()
            .filter(p -> p.name().equals("nuts_gauss"))
            .findFirst()
            .orElseThrow()
            .data()
            .apply(DType.F64)
            .getFirst();
    Array covariance =
        Inputs.array(DType.F64, k -> Math.pow(0.9, Math.abs(k / 100 - k % 100)), 100, 100);
    Array identity = precision.matmul(covariance);
    assertThat(identity.sub(Np.eye(100, DType.F64)).abs().max().toDouble()).isLessThan(1e-12);
  }

  @Test
  void linesAreJson() {
    Line line = new Line().text("a", "say \"x\"").number("b", 12345.678).numbers("c", 1, 0.1);
    assertThat(line.toString())
        .isEqualTo(
            "{\"a\": \"say \\\"x\\\"\", \"b\": 1.235e+04, \"c\": [1.00000000e+00,"
                + " 1.00000000e-01]}");
    assertThat(new Line().whole("d", 1).appendedTo("{\"a\": 2}")).isEqualTo("{\"a\": 2, \"d\": 1}");
  }

  @Test
  void wordsAndNamesSelectWorkloads() {
    Bench bench = new Bench(List.of("mlp_train_128", "scan"), 2, 1, 1, "juxta", System.out);
    assertThat(bench.wanted("mlp_train_128")).isTrue();
    assertThat(bench.wanted("mlp_train_128_scan10")).isTrue();
    assertThat(bench.wanted("mlp_train_1024")).isFalse();
    assertThat(bench.wanted("scan_grad")).isTrue();
    assertThat(bench.group("mlp")).isTrue();
    assertThat(bench.group("hessian")).isFalse();
  }
}
