package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.vavr.Function1;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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
import org.juxta.transforms.ValueAndGrad;

/** mcmc_reference.json: the pieces of HMC and NUTS, and short runs for given keys. */
final class McmcReferenceCases implements GoldenCases {
  private static final Array PRECISION =
      Np.array(new double[][] {{0.8 / 0.84, -0.6 / 0.84}, {-0.6 / 0.84, 1.5 / 0.84}});
  private static final Array X =
      Np.array(new double[][] {{1, .5}, {1, -1.2}, {1, .3}, {1, 2}, {1, -.4}, {1, 1.1}});
  private static final Array Y = Np.array(1.0, 0, 1, 1, 0, 0);

  private static Array gauss2(Array q) {
    return q.mul(PRECISION.matmul(q)).sum().mul(0.5);
  }

  private static Array banana(Array q) {
    Array x = q.get(0);
    return x.square().div(8).add(q.get(1).sub(x.square().mul(0.3)).square());
  }

  private static Array logistic(Array q) {
    Array eta = X.matmul(q);
    return Nn.softplus(eta).sub(Y.mul(eta)).sum().add(q.square().sum().div(8));
  }

  private static Array funnel(Array q) {
    Array x = q.get(0);
    Array spread = q.get(1).square().mul(x.neg().exp()).mul(0.5);
    return x.square().div(18).add(spread).add(x.div(2));
  }

  private static Function1<Array, Tuple2<Array, Array>> potential(String name) {
    Function1<Array, Array> energy =
        switch (name) {
          case "gauss2" -> McmcReferenceCases::gauss2;
          case "banana" -> McmcReferenceCases::banana;
          case "logistic" -> McmcReferenceCases::logistic;
          case "funnel" -> McmcReferenceCases::funnel;
          default -> throw new NotYetThere("the potential " + name);
        };
    return ValueAndGrad.of(energy);
  }

  private static MassMatrix mass(Array inverse) {
    return inverse.rank() == 2 ? MassMatrix.dense(inverse) : MassMatrix.diagonal(inverse);
  }

  @Override
  public List<Check> checks(JsonNode test) {
    String[] id = test.get("id").asText().split("/", -1);
    return switch (id[0]) {
      case "leapfrog" -> leapfrog(test, potential(id[1]));
      case "dual_averaging" -> dualAveraging(test);
      case "welford" -> welford(test, id[2].equals("dense"), id[3].equals("regularized"));
      case "warmup_schedule" -> List.of(windows(test));
      case "nuts" -> List.of(turning(test));
      case "find_reasonable_step_size" -> List.of(stepSize(test, potential(id[1])));
      case "numpyro_run" -> run(test, id[1]);
      default -> throw new NotYetThere(test.get("id").asText());
    };
  }

  /** A check of some fields of a case at once, by name. */
  private static List<Check> fields(
      JsonNode test, List<Array> inputs, Function<List<Array>, Object> function, String... names) {
    Map<String, JsonNode> expected = new LinkedHashMap<>();
    for (String name : names) {
      expected.put(name, test.get(name));
    }
    Tolerance tolerance =
        new Tolerance(
            test.get("rtol").asDouble(), test.get("atol").asDouble(), false, Tolerance.Types.KIND);
    return List.of(Check.derivative("", inputs, function, Encoded.object(expected), tolerance));
  }

  private static List<Check> leapfrog(
      JsonNode test, Function1<Array, Tuple2<Array, Array>> potential) {
    Array inverse = Encoded.array(test.get("inverse_mass"));
    Array q = Encoded.array(test.get("q"));
    List<Array> inputs = List.of(q.get(0), Encoded.array(test.get("p")).get(0));
    Array stepSize = Np.array(test.get("step_size").asDouble());
    return fields(
        test,
        inputs,
        in -> flight(potential, mass(inverse), stepSize, in, q.dim(0)),
        "q",
        "p",
        "potential_energy",
        "kinetic_energy",
        "gradient_at_start");
  }

  private static Object flight(
      Function1<Array, Tuple2<Array, Array>> potential,
      MassMatrix mass,
      Array stepSize,
      List<Array> start,
      int steps) {
    Tuple2<Array, Array> at = potential.apply(start.get(0));
    PhasePoint point = new PhasePoint(start.get(0), start.get(1), at._1, at._2);
    List<PhasePoint> points = new ArrayList<>(List.of(point));
    for (int i = 1; i < steps; i++) {
      point = Leapfrog.step(potential, mass, stepSize, point);
      points.add(point);
    }
    return Map.of(
        "q", Np.stack(points.stream().map(PhasePoint::position).toList(), 0),
        "p", Np.stack(points.stream().map(PhasePoint::momentum).toList(), 0),
        "potential_energy", Np.stack(points.stream().map(PhasePoint::potential).toList(), 0),
        "kinetic_energy",
            Np.stack(points.stream().map(p -> mass.kineticEnergy(p.momentum())).toList(), 0),
        "gradient_at_start", at._2);
  }

  private static List<Check> dualAveraging(JsonNode test) {
    JsonNode p = test.get("parameters");
    var constants =
        new DualAveraging.Constants(
            p.get("gamma").asDouble(), p.get("kappa").asDouble(), p.get("t0").asDouble());
    double target = test.get("target_accept").asDouble();
    List<Array> inputs =
        List.of(
            Np.array(test.get("initial_step_size").asDouble()),
            Encoded.array(test.get("accept_probs")));
    return fields(
        test,
        inputs,
        in -> {
          DualAveraging state = DualAveraging.of(in.get(0), constants);
          Array center = state.center();
          List<Array> logs = new ArrayList<>();
          List<Array> averages = new ArrayList<>();
          for (int i = 0; i < in.get(1).dim(0); i++) {
            state = state.update(Np.subtract(target, in.get(1).get(i)));
            logs.add(state.logStepSize());
            averages.add(state.logAverage());
          }
          return Map.of(
              "mu",
              center,
              "log_step_size",
              Np.stack(logs, 0),
              "log_step_size_avg",
              Np.stack(averages, 0));
        },
        "mu",
        "log_step_size",
        "log_step_size_avg");
  }

  private static List<Check> welford(JsonNode test, boolean dense, boolean regularized) {
    Tolerance tolerance =
        new Tolerance(
            test.get("rtol").asDouble(), test.get("atol").asDouble(), false, Tolerance.Types.KIND);
    List<Check> checks =
        new ArrayList<>(
            fields(
                test,
                List.of(Encoded.array(test.get("samples"))),
                in -> seen(in.getFirst(), dense, regularized),
                "means",
                "m2",
                "inverse_mass_matrix"));
    Array covariance = Encoded.array(test.get("inverse_mass_matrix"));
    checks.add(
        Check.host(
            "mass_matrix_sqrt",
            _ -> mass(covariance).root(),
            test.get("mass_matrix_sqrt"),
            tolerance));
    return checks;
  }

  private static Object seen(Array samples, boolean dense, boolean regularized) {
    Welford state = Welford.of(samples.dim(1), samples.dtype(), dense);
    List<Array> means = new ArrayList<>();
    for (int i = 0; i < samples.dim(0); i++) {
      state = state.update(samples.get(i));
      means.add(state.mean());
    }
    Array covariance = regularized ? state.regularizedCovariance() : state.covariance();
    return Map.of("means", Np.stack(means, 0), "m2", state.m2(), "inverse_mass_matrix", covariance);
  }

  private static Check windows(JsonNode test) {
    List<Object> windows = new ArrayList<>();
    for (WarmupSchedule.Window window :
        WarmupSchedule.of(test.get("num_steps").asInt()).windows()) {
      windows.add(List.of((long) window.start(), (long) window.end()));
    }
    return Check.host("windows", _ -> windows, test.get("windows"), Tolerance.EXACT);
  }

  private static Check turning(JsonNode test) {
    if (!test.has("r_left")) {
      throw new NotYetThere("the indices of an iterative tree's checkpoints");
    }
    List<Array> momenta =
        List.of(
            Encoded.array(test.get("r_left")),
            Encoded.array(test.get("r_right")),
            Encoded.array(test.get("r_sum")));
    MassMatrix mass = mass(Encoded.array(test.get("inverse_mass")));
    return Check.of(
        "turning",
        momenta,
        in -> Nuts.isTurning(mass, in.get(0), in.get(1), in.get(2)),
        test.get("expected"),
        Tolerance.EXACT);
  }

  private static Check stepSize(JsonNode test, Function1<Array, Tuple2<Array, Array>> potential) {
    MassMatrix mass = mass(Encoded.array(test.get("inverse_mass")));
    List<Array> inputs = List.of(Encoded.array(test.get("q")), Encoded.array(test.get("p")));
    Array first = Np.array(test.get("initial_step_size").asDouble());
    return Check.derivative(
        "step size",
        inputs,
        in -> {
          Tuple2<Array, Array> at = potential.apply(in.get(0));
          HmcState state = new HmcState(in.get(0), at._1, at._2);
          return StepSizes.reasonable(potential, mass, _ -> in.get(1), state, first, Key.of(0));
        },
        test.get("expected"),
        Tolerance.close(test.get("rtol").asDouble(), test.get("atol").asDouble()));
  }

  private record Chain(HmcState state, Key key) {}

  /**
   * NumPyro splits its key once for the model and once into three, and for each step into three.
   */
  private static List<Check> run(JsonNode test, String kernel) {
    if (!kernel.equals("HMC")) {
      throw new NotYetThere("a run whose last digits are chaotic");
    }
    KeyLayout layout = KeyLayout.valueOf(test.get("layout").asText().toUpperCase(Locale.ROOT));
    return fields(
        test,
        List.of(Np.array(1.0, -0.5)),
        in -> hmc(in.getFirst(), Key.of(3, layout).split()[0].split(3)[0]),
        "samples",
        "accept_prob",
        "diverging",
        "energy",
        "num_steps",
        "potential_energy");
  }

  /**
   * Of the case's step size and number of steps NumPyro keeps the number, and makes five steps of
   * its default length 2π.
   */
  private static Object hmc(Array start, Key key) {
    Function1<Array, Array> density = q -> gauss2(q).neg();
    Hmc hmc = Hmc.logDensity(density).steps(5);
    Function1<Array, Tuple2<Array, Array>> potential = potential("gauss2");
    MassMatrix mass = MassMatrix.identity(2, DType.F64);
    Tuple2<Array, Array> at = potential.apply(start);
    Tuple2<Chain, Tuple2<HmcState, StepInfo>> all =
        Lax.scan(
            (Chain chain, List<Array> _) -> {
              Tuple2<HmcState, StepInfo> step =
                  hmc.step(potential, mass, Np.array(2 * Math.PI / 5), chain.state, chain.key);
              return new Tuple2<>(new Chain(step._1, chain.key.split(3)[0]), step);
            },
            new Chain(new HmcState(start, at._1, at._2), key),
            List.<Array>of(),
            8,
            false);
    HmcState states = all._2._1;
    StepInfo infos = all._2._2;
    return Map.of(
        "samples", states.position(),
        "accept_prob", infos.acceptance(),
        "diverging", infos.divergent(),
        "energy", infos.energy(),
        "num_steps", infos.leapfrogs(),
        "potential_energy", states.potential());
  }
}
