package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.juxta.probability.Model.deterministic;
import static org.juxta.probability.Model.factor;
import static org.juxta.probability.Model.plate;
import static org.juxta.probability.Model.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.vavr.Function1;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.probability.Bernoulli;
import org.juxta.probability.Distribution;
import org.juxta.probability.Exponential;
import org.juxta.probability.HalfCauchy;
import org.juxta.probability.HalfNormal;
import org.juxta.probability.LogNormal;
import org.juxta.probability.Model;
import org.juxta.probability.ModelException;
import org.juxta.probability.Normal;
import org.juxta.probability.Potential;
import org.juxta.probability.StartReport;
import org.juxta.probability.Uniform;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.ValueAndGrad;
import org.juxta.transforms.Vmap;

class PotentialTest {
  private static final Array EFFECTS = Np.array(28.0, 8, -3, 7, -1, 1, 18, 12);
  private static final Array ERRORS = Np.array(15.0, 10, 16, 11, 9, 11, 10, 18);

  private static void schools(Array sigma, @Nullable Array y) {
    Array mu = sample("mu", Normal.of(0, 5));
    Array tau = sample("tau", HalfCauchy.of(5));
    plate(
        "schools",
        sigma.dim(0),
        () -> {
          Array theta = sample("theta", Normal.of(mu, tau));
          sample("y", Normal.of(theta, sigma), y);
        });
  }

  /** The support of the second site depends on the first. */
  private static void nested() {
    Array high = sample("high", LogNormal.of(0, 0.5));
    Array x = sample("x", Uniform.of(Np.array(-1.0), high));
    deterministic("sum", high.add(x));
  }

  @Test
  void eightSchoolsAgreesWithNumPyro() {
    JsonNode test =
        ModelTest.testCase("mcmc_reference.json", "potential_energy/eight_schools_centered");
    SequencedMap<String, Array> x = DistributionGoldens.arrays(test.get("unconstrained"));
    Potential potential = Potential.of(PotentialTest::schools, ERRORS, EFFECTS);
    assertThat(potential.layout().labels())
        .containsExactly(
            "mu",
            "tau",
            "theta[0]",
            "theta[1]",
            "theta[2]",
            "theta[3]",
            "theta[4]",
            "theta[5]",
            "theta[6]",
            "theta[7]");
    Array position = Np.concatenate(x.values().stream().map(Array::ravel).toList(), 0);
    double expected = DistributionGoldens.array(test.get("potential_energy")).toDouble();
    assertThat(potential.energy(position).toDouble()).isCloseTo(expected, within(1e-9));
    Function1<Array, Array> energy = potential::energy;
    SequencedMap<String, Array> gradient =
        potential.layout().unravel(Grad.of(energy).apply(position));
    DistributionGoldens.arrays(test.get("gradient"))
        .forEach(
            (name, want) ->
                assertThat(gradient.get(name).toDoubles())
                    .containsExactly(want.toDoubles(), within(1e-9)));
    potential
        .constrain(position)
        .forEach(
            (name, got) ->
                assertThat(got.toDoubles())
                    .containsExactly(
                        DistributionGoldens.array(test.at("/constrained/" + name)).toDoubles(),
                        within(1e-12)));
  }

  /** exp(-energy) of a model without observations integrates to 1 over unconstrained space. */
  @TestFactory
  Stream<DynamicTest> energiesAreDensitiesOverUnconstrainedSpace() {
    Map<String, Distribution> families =
        Map.of(
            "Normal", Normal.of(0.3, 1.2),
            "Exponential", Exponential.of(1.5),
            "HalfNormal", HalfNormal.of(2),
            "LogNormal", LogNormal.of(0.2, 0.8),
            "HalfCauchy", HalfCauchy.of(2),
            "HalfCauchy from 1", HalfCauchy.of(1, 2),
            "Uniform", Uniform.of(-1, 2.5));
    return families.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(),
                    () -> {
                      Potential potential = Potential.of(() -> sample("x", e.getValue()));
                      Function1<Array, Array> energy = potential::energy;
                      int n = 8001;
                      Array grid = Np.linspace(-40, 40, n, DType.F64);
                      Array energies = Vmap.of(energy).apply(grid.reshape(n, 1));
                      double integral = energies.neg().exp().sum().toDouble() * 80 / (n - 1);
                      assertThat(integral).isCloseTo(1, within(1e-6));
                    }));
  }

  @Test
  void supportsMayDependOnOtherSites() {
    Potential potential = Potential.of(PotentialTest::nested);
    Array position = Np.array(0.4, -1.3);
    SequencedMap<String, Array> values = potential.constrain(position);
    double high = Math.exp(0.4);
    double share = 1 / (1 + Math.exp(1.3));
    assertThat(values.get("high").toDouble()).isCloseTo(high, within(1e-12));
    assertThat(values.get("x").toDouble()).isCloseTo(-1 + (high + 1) * share, within(1e-12));
    assertThat(values.keySet()).containsExactly("high", "x");
    assertThat(potential.postprocess(position).keySet()).containsExactly("high", "x", "sum");
    double expected =
        -LogNormal.of(0, 0.5).logProb(Np.array(high)).toDouble()
            - 0.4
            - Math.log(share * (1 - share));
    assertThat(potential.energy(position).toDouble()).isCloseTo(expected, within(1e-12));
    assertThat(potential.unconstrain(values).toDoubles())
        .containsExactly(position.toDoubles(), within(1e-12));
  }

  @Test
  void thePositionChoosesTheElementType() {
    Potential potential = Potential.of(PotentialTest::nested);
    assertThat(potential.energy(Np.array(0.4, -1.3)).dtype()).isEqualTo(DType.F64);
    Potential plain = Potential.of(() -> sample("x", Exponential.of(0.1)));
    assertThat(plain.energy(Np.array(new float[] {0.4f})).dtype()).isEqualTo(DType.F32);
    Array wide = plain.energy(Np.array(new double[] {0.4}));
    assertThat(wide.dtype()).isEqualTo(DType.F64);
    assertThat(wide.toDouble())
        .isCloseTo(-Math.log(0.1) + 0.1 * Math.exp(0.4) - 0.4, within(1e-14));
    assertThat(potential.energy(Np.array(0.4f, -1.3f)).dtype()).isEqualTo(DType.F32);
  }

  @Test
  void compilesOnceForAllData() {
    var energy = Jit.of((Potential potential, Array q) -> potential.energy(q));
    Array q = Np.linspace(-1, 1, 10, DType.F64);
    Model model = Model.of(PotentialTest::schools);
    Potential first = Potential.of(model.bind(ERRORS, EFFECTS));
    Potential second = Potential.of(model.bind(ERRORS, EFFECTS.mul(2)));
    assertThat(energy.apply(first, q).toDouble())
        .isCloseTo(first.energy(q).toDouble(), within(1e-9));
    assertThat(energy.apply(second, q).toDouble())
        .isCloseTo(second.energy(q).toDouble(), within(1e-9));
    assertThat(energy.cache().entries()).hasSize(1);
  }

  @Test
  void gradientsGoThroughJitAndVmap() {
    Potential potential = Potential.of(PotentialTest::schools, ERRORS, EFFECTS);
    Function1<Array, Array> energy = potential::energy;
    Array chains = Np.linspace(-1, 1, 30, DType.F64).reshape(3, 10);
    var both = Jit.of(Vmap.of(ValueAndGrad.of(energy))).apply(chains);
    assertThat(both._1.shape()).isEqualTo(Shape.of(3));
    double h = 1e-5;
    for (int i = 0; i < 10; i++) {
      Array step = Np.zeros(DType.F64, 10).at(i).set(Np.array(h));
      double up = potential.energy(chains.get(1).add(step)).toDouble();
      double down = potential.energy(chains.get(1).sub(step)).toDouble();
      assertThat(both._2.get(1, i).toDouble()).isCloseTo((up - down) / (2 * h), within(1e-6));
    }
  }

  @Test
  void startsAreFiniteAndSeeded() {
    Potential potential = Potential.of(PotentialTest::schools, ERRORS, EFFECTS);
    Array start = potential.start(Key.of(1), DType.F64);
    assertThat(start.dtype()).isEqualTo(DType.F64);
    assertThat(start.toDoubles()).doesNotHaveDuplicates();
    assertThat(start.abs().lt(2).all().toBoolean()).isTrue();
    assertThat(potential.start(Key.of(1), DType.F64).toDoubles()).isEqualTo(start.toDoubles());
    Array prior = potential.priorPosition(Key.of(1), DType.F32);
    assertThat(prior.dtype()).isEqualTo(DType.F32);
    assertThat(Np.isfinite(potential.energy(prior)).toBoolean()).isTrue();
    assertThat(potential.explain(start).canStart()).isTrue();
  }

  @Test
  void aModelThatCannotStartIsExplained() {
    Array y = Np.array(1.0, -2, 3);
    Potential potential =
        Potential.of(
            () -> {
              Array rate = sample("rate", Exponential.of(1));
              plate("data", 3, () -> sample("y", Exponential.of(rate), y));
              factor("bonus", rate);
            });
    StartReport report = potential.explain(Np.array(new double[] {0.5}));
    assertThat(report.canStart()).isFalse();
    StartReport.Entry bad = report.firstImpossible().orElseThrow();
    assertThat(bad.name()).isEqualTo("y");
    assertThat(bad.problem())
        .isEqualTo("the value is not a positive number; the log density is -Infinity");
    assertThat(report.toString())
        .contains("→ y")
        .contains("[1.000, -2.000, 3.000]")
        .contains("Expanded(batch (3,), event ())")
        .contains("potential energy Infinity");
    assertThatThrownBy(() -> potential.start(Key.of(0), DType.F64))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no start with a finite density and gradient")
        .hasMessageContaining("→ y");
  }

  @Test
  void aParameterThatUnderflowsIsNoError() {
    Potential potential =
        Potential.of(
            () -> {
              Array scale = sample("scale", HalfNormal.of(1));
              sample("x", Normal.of(0, scale));
            });
    assertThat(potential.energy(Np.array(-1e4, 1)).toDouble()).isNaN();
  }

  @Test
  void badModelsAndPositionsAreErrors() {
    assertThatThrownBy(() -> Potential.of(() -> sample("z", Bernoulli.probs(0.5))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the latent site \"z\"")
        .hasMessageContaining("a whole number from 0 to 1");
    Potential potential = Potential.of(PotentialTest::nested);
    assertThatThrownBy(() -> potential.energy(Np.zeros(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a vector of 2 floats, not F32(3)");
    boolean[] second = {false};
    Potential changing =
        Potential.of(
            () -> {
              sample("x", Normal.of(0, 1));
              if (second[0]) {
                sample("y", Normal.of(0, 1));
              }
              second[0] = true;
            });
    assertThatThrownBy(() -> changing.energy(Np.zeros(1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the latent site \"y\" was not there");
    assertThat(Potential.of(() -> factor("f", Np.array(2.0))).energy(Np.zeros(0)).toDouble())
        .isEqualTo(-2);
  }
}
