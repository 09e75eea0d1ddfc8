package org.juxta.benchmarks;

import static org.juxta.probability.Model.plate;
import static org.juxta.probability.Model.sample;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.examples.IrisData;
import org.juxta.probability.Bernoulli;
import org.juxta.probability.Categorical;
import org.juxta.probability.HalfCauchy;
import org.juxta.probability.Normal;
import org.juxta.probability.Nuts;
import org.juxta.probability.Start;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/** The posteriors that are sampled. */
final class SamplerModels {
  private static final int DIMENSIONS = 100;
  private static final double CORRELATION = 0.9;

  private SamplerModels() {}

  /**
   * A posterior.
   *
   * @param name of its workload
   * @param nuts the sampler for it, not adapted yet
   * @param data for an element type
   * @param starts the chains' starts for a key and an element type, where there is no model to say
   *     what is sampled
   */
  record Posterior(
      String name,
      Nuts nuts,
      Function<DType, List<Array>> data,
      BiFunction<Key, DType, Start> starts) {
    Posterior(String name, Nuts nuts, Function<DType, List<Array>> data) {
      this(name, nuts, data, (_, _) -> Start.DEFAULT);
    }
  }

  static List<Posterior> all() {
    return List.of(
        iris(true),
        iris(false),
        new Posterior("nuts_schools", Nuts.of(SamplerModels::schools), SamplerModels::schoolsData),
        new Posterior(
            "nuts_gauss",
            Nuts.logDensity((Array x, Array precision) -> gauss(x, precision)),
            SamplerModels::gaussData,
            SamplerModels::gaussStarts),
        new Posterior(
            "nuts_logreg", Nuts.of(SamplerModels::logistic), SamplerModels::logisticData));
  }

  static Posterior iris(boolean standardized) {
    return new Posterior(
        standardized ? "nuts_iris" : "nuts_iris_raw",
        Nuts.of(SamplerModels::softmaxRegression),
        dtype -> irisData(dtype, standardized));
  }

  private static void softmaxRegression(Array x, Array y) {
    Array w = sample("W", Normal.of(0, 1).expand(x.dim(1), 3).toEvent(2));
    Array b = sample("b", Normal.of(0, 1).expand(3).toEvent(1));
    plate("n", x.dim(0), () -> sample("y", Categorical.logits(x.matmul(w).add(b)), y));
  }

  private static List<Array> irisData(DType dtype, boolean standardized) {
    IrisData iris = IrisData.load();
    Array x = Np.array(iris.features());
    Array scaled = standardized ? x.sub(x.mean(0)).div(x.std(0)) : x;
    return List.of(scaled.astype(dtype), Np.array(iris.labels()));
  }

  private static void schools(Array y, Array sigma) {
    Array mu = sample("mu", Normal.of(0, 5));
    Array tau = sample("tau", HalfCauchy.of(5));
    plate(
        "j",
        y.dim(0),
        () -> {
          Array theta = sample("theta", Normal.of(0, 1));
          sample("y", Normal.of(mu.add(tau.mul(theta)), sigma), y);
        });
  }

  private static List<Array> schoolsData(DType dtype) {
    return List.of(
        Np.array(28.0, 8, -3, 7, -1, 1, 18, 12).astype(dtype),
        Np.array(15.0, 10, 16, 11, 9, 11, 10, 18).astype(dtype));
  }

  private static Array gauss(Array x, Array precision) {
    return x.dot(precision.matmul(x)).mul(-0.5);
  }

  /** The inverse of the matrix of 0.9 to the power |i - j|, which is tridiagonal. */
  private static List<Array> gaussData(DType dtype) {
    double scale = 1 / (1 - CORRELATION * CORRELATION);
    return List.of(
        Inputs.array(
            dtype,
            k -> {
              int i = k / DIMENSIONS;
              int j = k % DIMENSIONS;
              boolean end = i == 0 || i == DIMENSIONS - 1;
              return scale
                  * switch (Math.abs(i - j)) {
                    case 0 -> end ? 1 : 1 + CORRELATION * CORRELATION;
                    case 1 -> -CORRELATION;
                    default -> 0;
                  };
            },
            DIMENSIONS,
            DIMENSIONS));
  }

  private static Start gaussStarts(Key key, DType dtype) {
    return new Start.Each(Rng.uniform(key, Shape.of(Samplers.CHAINS, DIMENSIONS), -2, 2, dtype));
  }

  private static void logistic(Array x, Array y) {
    Array w = sample("w", Normal.of(0, 1).expand(x.dim(1)).toEvent(1));
    plate("n", x.dim(0), () -> sample("y", Bernoulli.logits(x.matmul(w)), y));
  }

  private static List<Array> logisticData(DType dtype) {
    Inputs.LogisticData data = Inputs.LogisticData.of(1000, 20, 13, 0.5);
    return List.of(data.features(dtype), data.labels(dtype));
  }
}
