package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vavr.Function1;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.KeyLayout;
import org.juxta.Lax;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.probability.DualAveraging;
import org.juxta.probability.Hmc;
import org.juxta.probability.HmcState;
import org.juxta.probability.Leapfrog;
import org.juxta.probability.MassMatrix;
import org.juxta.probability.Nuts;
import org.juxta.probability.PhasePoint;
import org.juxta.probability.StepInfo;
import org.juxta.probability.StepSizes;
import org.juxta.probability.WarmupSchedule;
import org.juxta.probability.Welford;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;
import org.juxta.transforms.ValueAndGrad;

/** The pieces of HMC and NUTS against NumPyro's (goldens/mcmc_reference.json). */
class HmcGoldensTest {
  private static final Array PRECISION =
      Np.array(new double[][] {{0.8 / 0.84, -0.6 / 0.84}, {-0.6 / 0.84, 1.5 / 0.84}});
  private static final Array X =
      Np.array(new double[][] {{1, .5}, {1, -1.2}, {1, .3}, {1, 2}, {1, -.4}, {1, 1.1}});
  private static final Array Y = Np.array(1.0, 0, 1, 1, 0, 0);

  private static Array gauss2(Array q) {
    return q.mul(PRECISION.matmul(q)).sum().mul(0.5);
  }

  private static Array banana(Array q) {
    return q.get(0).square().div(8).add(q.get(1).sub(q.get(0).square().mul(0.3)).square());
  }

  private static Array logistic(Array q) {
    Array eta = X.matmul(q);
    return Nn.softplus(eta).sub(Y.mul(eta)).sum().add(q.square().sum().div(8));
  }

  private static Array funnel(Array q) {
    Array x = q.get(0);
    return x.square().div(18).add(q.get(1).square().mul(x.neg().exp()).mul(0.5)).add(x.div(2));
  }

  private static Function1<Array, Tuple2<Array, Array>> potential(String name) {
    Function1<Array, Array> potential =
        switch (name) {
          case "gauss2" -> HmcGoldensTest::gauss2;
          case "banana" -> HmcGoldensTest::banana;
          case "logistic" -> HmcGoldensTest::logistic;
          case "funnel" -> HmcGoldensTest::funnel;
          default -> throw new AssertionError("no potential " + name);
        };
    return ValueAndGrad.of(potential);
  }

  @TestFactory
  Stream<DynamicTest> goldens() {
    List<String> elsewhere =
        List.of(
            "potential_energy", "svi_run", "numpyro_run/eight_schools", "nuts/checkpoint_indices");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode test : RandomGoldens.cases("mcmc_reference.json")) {
      String id = test.get("id").asText();
      if (elsewhere.stream().noneMatch(id::startsWith)) {
        tests.add(DynamicTest.dynamicTest(id, () -> check(id, test)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(60);
    return tests.stream();
  }

  private static void check(String id, JsonNode test) {
    String[] parts = id.split("/", -1);
    switch (parts[0]) {
      case "leapfrog" -> leapfrog(potential(parts[1]), test);
      case "dual_averaging" -> dualAveraging(test);
      case "welford" -> welford(test, id.contains("dense"), id.contains("regularized"));
      case "warmup_schedule" -> warmupSchedule(test);
      case "nuts" -> turning(test);
      case "find_reasonable_step_size" -> reasonable(potential(parts[1]), test);
      case "numpyro_run" -> run(test);
      default -> throw new AssertionError("no check of " + id);
    }
  }

  private static Array array(JsonNode test, String name) {
    return DistributionGoldens.array(test.get(name));
  }

  private static void assertClose(Array actual, JsonNode test, String name) {
    assertThat(actual.dtype()).isEqualTo(DType.F64);
    Array expected = array(test, name);
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double rtol = test.get("rtol").asDouble();
    double atol = test.get("atol").asDouble();
    assertThat(Np.allclose(actual, expected, rtol, atol).toBoolean())
        .as("%s: %s, expected %s", name, actual, expected)
        .isTrue();
  }

  private static MassMatrix mass(Array inverse) {
    return inverse.rank() == 2 ? MassMatrix.dense(inverse) : MassMatrix.diagonal(inverse);
  }

  private record Flight(PhasePoint point, Array kinetic) {}

  private static void leapfrog(Function1<Array, Tuple2<Array, Array>> potential, JsonNode test) {
    MassMatrix mass = mass(array(test, "inverse_mass"));
    Array stepSize = Np.array(test.get("step_size").asDouble());
    Array q = array(test, "q");
    HmcState start = HmcState.at(potential, q.get(0));
    assertClose(start.gradient(), test, "gradient_at_start");
    var step = Jit.of((PhasePoint p) -> Leapfrog.step(potential, mass, stepSize, p));
    PhasePoint p =
        new PhasePoint(
            start.position(), array(test, "p").get(0), start.potential(), start.gradient());
    List<Flight> flight = new ArrayList<>();
    for (int i = 0; i < q.dim(0); i++) {
      flight.add(new Flight(p, mass.kineticEnergy(p.momentum())));
      p = step.apply(p);
    }
    assertClose(Np.stack(flight.stream().map(f -> f.point.position()).toList(), 0), test, "q");
    assertClose(Np.stack(flight.stream().map(f -> f.point.momentum()).toList(), 0), test, "p");
    assertClose(
        Np.stack(flight.stream().map(f -> f.point.potential()).toList(), 0),
        test,
        "potential_energy");
    assertClose(Np.stack(flight.stream().map(Flight::kinetic).toList(), 0), test, "kinetic_energy");
  }

  private static void dualAveraging(JsonNode test) {
    JsonNode p = test.get("parameters");
    var constants =
        new DualAveraging.Constants(
            p.get("gamma").asDouble(), p.get("kappa").asDouble(), p.get("t0").asDouble());
    DualAveraging state =
        DualAveraging.of(Np.array(test.get("initial_step_size").asDouble()), constants);
    assertClose(state.center(), test, "mu");
    List<Array> logs = new ArrayList<>();
    List<Array> averages = new ArrayList<>();
    for (double probability : array(test, "accept_probs").toDoubles()) {
      state = state.update(Np.array(test.get("target_accept").asDouble() - probability));
      logs.add(state.logStepSize());
      averages.add(state.logAverage());
    }
    assertClose(Np.stack(logs, 0), test, "log_step_size");
    assertClose(Np.stack(averages, 0), test, "log_step_size_avg");
    assertThat(state.stepSize().toDouble()).isEqualTo(Math.exp(logs.getLast().toDouble()));
  }

  private static void welford(JsonNode test, boolean dense, boolean regularized) {
    Array samples = array(test, "samples");
    Welford state = Welford.of(samples.dim(1), DType.F64, dense);
    List<Array> means = new ArrayList<>();
    for (int i = 0; i < samples.dim(0); i++) {
      state = state.update(samples.get(i));
      means.add(state.mean());
    }
    assertClose(Np.stack(means, 0), test, "means");
    assertClose(state.m2(), test, "m2");
    Array covariance = regularized ? state.regularizedCovariance() : state.covariance();
    assertClose(covariance, test, "inverse_mass_matrix");
    assertClose(mass(covariance).root(), test, "mass_matrix_sqrt");
  }

  private static void warmupSchedule(JsonNode test) {
    List<List<Integer>> expected = new ArrayList<>();
    test.get("windows").forEach(w -> expected.add(List.of(w.get(0).asInt(), w.get(1).asInt())));
    List<WarmupSchedule.Window> windows =
        WarmupSchedule.of(test.get("num_steps").asInt()).windows();
    assertThat(windows.stream().map(w -> List.of(w.start(), w.end())).toList()).isEqualTo(expected);
    for (int i = 0; i < windows.size(); i++) {
      assertThat(windows.get(i).adaptsMass()).isEqualTo(i > 0 && i < windows.size() - 1);
    }
  }

  private static void turning(JsonNode test) {
    Array turning =
        Nuts.isTurning(
            mass(array(test, "inverse_mass")),
            array(test, "r_left"),
            array(test, "r_right"),
            array(test, "r_sum"));
    assertThat(turning.toBoolean()).isEqualTo(test.get("expected").asBoolean());
  }

  private static void reasonable(Function1<Array, Tuple2<Array, Array>> potential, JsonNode test) {
    HmcState state = HmcState.at(potential, array(test, "q"));
    Array first = Np.array(test.get("initial_step_size").asDouble());
    MassMatrix mass = mass(array(test, "inverse_mass"));
    Array momentum = array(test, "p");
    Array found = StepSizes.reasonable(potential, mass, _ -> momentum, state, first, Key.of(0));
    double expected = test.get("expected").asDouble();
    assertThat(found.toDouble()).isCloseTo(expected, Arrays.within(expected, 1e-12));
  }

  private record Chain(HmcState state, Key key) {}

  /**
   * NumPyro splits a key off its own for each step, whose other two parts are those of Hmc's step.
   * And where it has both a number of steps and its default length, 2π, the step size is what these
   * make.
   */
  private static void run(JsonNode test) {
    KeyLayout layout = KeyLayout.valueOf(test.get("layout").asText().toUpperCase(Locale.ROOT));
    Function1<Array, Array> density = q -> gauss2(q).neg();
    Hmc hmc = Hmc.logDensity(density).steps(5);
    Function1<Array, Tuple2<Array, Array>> potential = potential("gauss2");
    MassMatrix mass = MassMatrix.identity(2, DType.F64);
    Array stepSize = Np.array(2 * Math.PI / 5);
    Key key = Key.of(3, layout).split()[0].split(3)[0];
    Chain begin = new Chain(HmcState.at(potential, Np.array(1.0, -0.5)), key);
    var all =
        Lax.scan(
            (Chain c, List<Array> none) -> {
              var made = hmc.step(potential, mass, stepSize, c.state, c.key);
              return new Tuple2<>(new Chain(made._1, c.key.split(3)[0]), made);
            },
            begin,
            List.<Array>of(),
            8,
            false);
    HmcState states = all._2._1;
    StepInfo infos = all._2._2;
    assertClose(states.position(), test, "samples");
    assertClose(infos.acceptance(), test, "accept_prob");
    assertClose(infos.energy(), test, "energy");
    assertClose(states.potential(), test, "potential_energy");
    assertThat(infos.leapfrogs().toDoubles()).containsOnly(5);
    assertThat(infos.divergent().toDoubles()).containsOnly(0);
  }
}
