package org.juxta.tests.snippets;

import static org.juxta.probability.Model.plate;
import static org.juxta.probability.Model.sample;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.probability.Draws;
import org.juxta.probability.HalfNormal;
import org.juxta.probability.Handlers;
import org.juxta.probability.Hmc;
import org.juxta.probability.Joint;
import org.juxta.probability.Mcmc;
import org.juxta.probability.ModelTrace;
import org.juxta.probability.Normal;
import org.juxta.probability.Nuts;
import org.juxta.probability.ProgressListener;

/** Models and samplers. */
final class ModelSnippets {
  private ModelSnippets() {}

  static void model() {
    // @start region="model"
    class Line {
      static void model(Array x, @Nullable Array y) {
        Array slope = sample("slope", Normal.of(0, 10));
        Array noise = sample("noise", HalfNormal.of(1));
        plate("data", x.dim(0), () -> sample("y", Normal.of(x.mul(slope), noise), y));
      }
    }

    Array x = Np.array(1f, 2f, 3f, 4f);
    Array y = Np.array(2.1f, 3.9f, 6.1f, 7.9f);
    Mcmc mcmc =
        Mcmc.of(Nuts.of(Line::model)).warmup(300).draws(500).progress(ProgressListener.NONE);
    Draws draws = mcmc.run(Key.of(0), x, y);
    System.out.println(draws.names()); // [slope, noise]
    System.out.println(draws.get("slope").shape()); // (1, 500)
    System.out.println(draws.get("slope").mean().sub(2).abs().lt(0.1)); // True
    // @end
  }

  static void joint() {
    // @start region="joint"
    class Pair {
      static void model() {
        Array a = sample("a", Normal.of(0, 1));
        sample("b", Normal.of(a, 1));
      }
    }

    Joint joint = Joint.of(Pair::model);
    System.out.println(joint.sample(Key.of(0), 5).get("b").shape()); // (5,)
    Array a = Np.array(0.0);
    Array b = Np.array(1.0);
    System.out.println(joint.logProb(Map.of("a", a, "b", b))); // -2.3378770664093453
    System.out.println(
        joint.condition(Map.of("b", b)).logProb(Map.of("a", a))); // -2.3378770664093453
    // @end
  }

  static void handlers() {
    // @start region="handlers"
    Runnable body =
        () -> {
          Array a = sample("a", Normal.of(0, 1));
          sample("b", Normal.of(a, 1));
        };
    ModelTrace trace = Handlers.trace(() -> Handlers.seed(Key.of(0), body));
    System.out.println(trace.values().keySet()); // [a, b]
    Map<String, Array> ones = Map.of("a", Np.array(1.0), "b", Np.array(1.0));
    System.out.println(Handlers.logDensity(ones, body)); // -2.3378770664093453
    // @end
  }

  static void mcmc() {
    // @start region="mcmc"
    Nuts nuts = Nuts.logDensity(x -> x.square().sum().mul(-0.5));
    Draws draws =
        Mcmc.of(nuts)
            .warmup(200)
            .draws(250)
            .chains(4)
            .startAt(Np.zeros(2))
            .progress(ProgressListener.NONE)
            .run(Key.of(0));
    System.out.println(draws.chains() * draws.size()); // 1000
    System.out.println(draws.names()); // [x]
    System.out.println(draws.divergences()); // 0
    System.out.println(draws.minEss() > 200); // true
    // @end
  }

  static void hmc() {
    // @start region="hmc"
    Hmc hmc = Hmc.logDensity(x -> x.square().mul(-0.5)).length(1.5);
    Draws draws =
        Mcmc.of(hmc)
            .warmup(200)
            .draws(1000)
            .startAt(Np.array(0f))
            .progress(ProgressListener.NONE)
            .run(Key.of(0));
    Array x = draws.flat(draws.names().getFirst());
    System.out.println(x.shape()); // (1000,)
    System.out.println(x.mean().abs().lt(0.2)); // True
    System.out.println(x.std().sub(1).abs().lt(0.2)); // True
    // @end
  }
}
