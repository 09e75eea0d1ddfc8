package org.juxta.tests.golden;

import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.probability.Bernoulli;
import org.juxta.probability.Categorical;
import org.juxta.probability.Cauchy;
import org.juxta.probability.Delta;
import org.juxta.probability.Distribution;
import org.juxta.probability.Exponential;
import org.juxta.probability.HalfCauchy;
import org.juxta.probability.HalfNormal;
import org.juxta.probability.Independent;
import org.juxta.probability.Kl;
import org.juxta.probability.Laplace;
import org.juxta.probability.LogNormal;
import org.juxta.probability.MultivariateNormalDiag;
import org.juxta.probability.Normal;
import org.juxta.probability.Sample;
import org.juxta.probability.Uniform;

/** What Juxta has of the distributions of TFP ({@code tfd}), NumPyro ({@code dist}) and Distrax. */
final class DistributionFunctions {
  /** The libraries whose parameters are named as those of distributions.json. */
  private static final List<String> LIBRARIES = List.of("tfd.", "dist.", "distrax.", "");

  private DistributionFunctions() {}

  static Functions addTo(Functions f) {
    f.define("A", "x", in -> in.real("x"));
    define(f, "Normal", "loc=0.0, scale=1.0", in -> Normal.of(in.real("loc"), in.real("scale")));
    define(f, "Laplace", "loc=0.0, scale=1.0", in -> Laplace.of(in.real("loc"), in.real("scale")));
    define(f, "Cauchy", "loc=0.0, scale=1.0", in -> Cauchy.of(in.real("loc"), in.real("scale")));
    define(
        f, "LogNormal", "loc=0.0, scale=1.0", in -> LogNormal.of(in.real("loc"), in.real("scale")));
    define(f, "HalfNormal", "scale=1.0", in -> HalfNormal.of(in.real("scale")));
    define(f, "Exponential", "rate=1.0", in -> Exponential.of(in.real("rate")));
    define(f, "Uniform", "low=0.0, high=1.0", in -> Uniform.of(in.real("low"), in.real("high")));
    f.define("HalfCauchy", "scale", in -> HalfCauchy.of(in.real("scale")));
    f.define("dist.HalfCauchy", "scale=1.0", in -> HalfCauchy.of(in.real("scale")));
    f.define("tfd.HalfCauchy", "loc, scale", in -> HalfCauchy.of(in.real("loc"), in.real("scale")));
    define(f, "Bernoulli", "logits=None, probs=None", DistributionFunctions::bernoulli);
    define(f, "Categorical", "logits=None, probs=None", DistributionFunctions::categorical);
    f.define("dist.CategoricalProbs", "probs", in -> Categorical.probs(in.real("probs")));
    f.define("dist.CategoricalLogits", "logits", in -> Categorical.logits(in.real("logits")));
    f.define("dist.BernoulliProbs", "probs", in -> Bernoulli.probs(in.real("probs")));
    f.define("dist.BernoulliLogits", "logits", in -> Bernoulli.logits(in.real("logits")));
    define(
        f,
        "MultivariateNormalDiag",
        "loc, scale_diag",
        in -> MultivariateNormalDiag.of(in.real("loc"), in.real("scale_diag")));
    f.define("tfd.Deterministic", "loc", in -> Delta.of(in.real("loc")));
    f.define("tfd.VectorDeterministic", "loc", in -> Delta.of(in.real("loc"), Np.array(0.0), 1));
    f.define("dist.Delta", "v=0.0, log_density=0.0, event_dim=0", DistributionFunctions::delta);
    combinators(f);
    return f;
  }

  private static void define(Functions f, String name, String parameters, Functions.Body body) {
    LIBRARIES.forEach(library -> f.define(library + name, parameters, body));
  }

  private static Distribution bernoulli(Arguments in) {
    return in.has("probs")
        ? Bernoulli.probs(in.real("probs"))
        : Bernoulli.logits(in.real("logits"));
  }

  private static Distribution categorical(Arguments in) {
    return in.has("probs")
        ? Categorical.probs(in.real("probs"))
        : Categorical.logits(in.real("logits"));
  }

  private static Distribution delta(Arguments in) {
    return Delta.of(in.real("v"), in.real("log_density"), in.integer("event_dim"));
  }

  private static Distribution distribution(Arguments in, String name) {
    return (Distribution) in.value(name);
  }

  private static void combinators(Functions f) {
    f.define(
        "tfd.Independent",
        "base, rank=None",
        in ->
            in.has("rank")
                ? Independent.of(distribution(in, "base"), in.integer("rank"))
                : Independent.of(distribution(in, "base")));
    f.define(
        "Independent(Normal)",
        "loc, scale",
        in -> Normal.of(in.real("loc"), in.real("scale")).toEvent());
    f.define(
        "tfd.Sample",
        "base, shape=None",
        in -> Sample.of(distribution(in, "base"), in.integers("shape")));
    f.define(
        "tfd.BatchBroadcast",
        "base, shape",
        in -> distribution(in, "base").expand(in.integers("shape")));
    f.define(".expand", "base, shape", in -> distribution(in, "base").expand(in.integers("shape")));
    f.define(".to_event", "base, rank=None", DistributionFunctions::toEvent);
    f.define(".log_prob", "d, x", in -> distribution(in, "d").logProb(in.real("x")));
    f.define(".cdf", "d, x", in -> distribution(in, "d").cdf(in.real("x")));
    f.define(
        "tfp.distributions.kl_divergence",
        "p, q",
        in -> Kl.of(distribution(in, "p"), distribution(in, "q")));
  }

  private static Distribution toEvent(Arguments in) {
    Distribution base = distribution(in, "base");
    return in.has("rank") ? base.toEvent(in.integer("rank")) : base.toEvent();
  }

  /**
   * The property of a distribution under the name that the cases give it, at {@code at} if it is
   * one at points.
   */
  static Array property(String name, Distribution d, Array at) {
    return switch (name) {
      case "log_prob" -> d.logProb(at);
      case "cdf" -> d.cdf(at);
      case "log_cdf" -> d.logCdf(at);
      case "survival_function" -> d.survivalFunction(at);
      case "log_survival" -> d.logSurvivalFunction(at);
      case "quantile", "icdf" -> d.quantile(at);
      case "mean" -> d.mean();
      case "variance" -> d.variance();
      case "stddev" -> d.stddev();
      case "mode" -> d.mode();
      case "entropy" -> d.entropy();
      default -> special(name, d);
    };
  }

  /** Properties of some families only. */
  private static Array special(String name, Distribution d) {
    return switch (d) {
      case MultivariateNormalDiag normal when name.equals("covariance") -> normal.covariance();
      case Categorical c when name.equals("logits_parameter") -> c.logits();
      case Categorical c when name.startsWith("probs") -> c.probs();
      default -> throw new NotYetThere(d.getClass().getSimpleName() + "'s " + name);
    };
  }
}
