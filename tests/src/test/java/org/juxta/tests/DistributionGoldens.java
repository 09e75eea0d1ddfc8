package org.juxta.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
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
import org.juxta.probability.Laplace;
import org.juxta.probability.LogNormal;
import org.juxta.probability.MultivariateNormalDiag;
import org.juxta.probability.Normal;
import org.juxta.probability.Sample;
import org.juxta.probability.Uniform;
import org.juxta.tracer.DType;

/** Reads the reference cases of distributions. */
final class DistributionGoldens {
  /** The distributions of tfp_distributions.json that there are, by the code that makes them. */
  static final Map<String, Distribution> BY_CODE = byCode();

  private DistributionGoldens() {}

  private static Map<String, Distribution> byCode() {
    Map<String, Distribution> map = new LinkedHashMap<>();
    Array means = Np.array(new double[][] {{0, 1}, {2, 3}});
    map.put(
        "tfd.Normal([0., 1., -2.], [1., 0.5, 3.])",
        Normal.of(Np.array(0.0, 1, -2), Np.array(1, 0.5, 3)));
    map.put("tfd.Normal(A(0.), [1., 2.])", Normal.of(0, Np.array(1.0, 2)));
    map.put(
        "tfd.Categorical(logits=[[0.1, -1., 2.], [0., 0., 0.]])",
        Categorical.logits(Np.array(new double[][] {{0.1, -1, 2}, {0, 0, 0}})));
    map.put("tfd.Categorical(probs=[0.1, 0.6, 0.3])", Categorical.probs(Np.array(0.1, 0.6, 0.3)));
    map.put("tfd.HalfCauchy(0.5, [1., 2.])", HalfCauchy.of(0.5, Np.array(1.0, 2)));
    map.put("tfd.LogNormal([0., 1.], 0.5)", LogNormal.of(Np.array(0.0, 1), 0.5));
    map.put("tfd.Exponential([0.5, 3.])", Exponential.of(Np.array(0.5, 3)));
    map.put("tfd.VectorDeterministic([1., 2.])", Delta.of(Np.array(1.0, 2), Np.array(0.0), 1));
    map.put(
        "tfd.MultivariateNormalDiag([[0., 1.], [2., -1.]], [1., 0.5])",
        MultivariateNormalDiag.of(Np.array(new double[][] {{0, 1}, {2, -1}}), Np.array(1, 0.5)));
    map.put(
        "tfd.Independent(tfd.Normal([[0., 1.], [2., 3.]], 0.5), 1)",
        Independent.of(Normal.of(means, 0.5), 1));
    map.put(
        "tfd.Independent(tfd.Normal([[0., 1.], [2., 3.]], 0.5))",
        Independent.of(Normal.of(means, 0.5)));
    map.put(
        "tfd.Sample(tfd.MultivariateNormalDiag([0., 1.], [1., 2.]), 3)",
        Sample.of(MultivariateNormalDiag.of(Np.array(0.0, 1), Np.array(1.0, 2)), 3));
    map.put(
        "tfd.BatchBroadcast(tfd.Normal([0., 1.], 1.), [3, 2])",
        Normal.of(Np.array(0.0, 1), 1).expand(3, 2));
    map.put("dist.Delta(A(1.5), log_density=A(0.3))", Delta.of(Np.array(1.5), Np.array(0.3), 0));
    map.put(
        "dist.Normal(0., 1.).expand([3]).to_event(1)",
        Normal.of(Np.array(0.0), 1).expand(3).toEvent(1));
    map.put("tfd.Normal(0., 1.)", Normal.of(0, 1));
    map.put("dist.Delta(A(0.7))", Delta.of(Np.array(0.7)));
    addForDivergences(map);
    return map;
  }

  private static void addForDivergences(Map<String, Distribution> map) {
    map.put("tfd.Categorical(logits=[0.1, 1., -0.4])", Categorical.logits(Np.array(0.1, 1, -0.4)));
    map.put("tfd.Categorical(probs=[0.2, 0.3, 0.5])", Categorical.probs(Np.array(0.2, 0.3, 0.5)));
    map.put(
        "dist.CategoricalProbs(A([0.2, 0.3, 0.5]))", Categorical.probs(Np.array(0.2, 0.3, 0.5)));
    map.put(
        "dist.CategoricalProbs(A([0.6, 0.3, 0.1]))", Categorical.probs(Np.array(0.6, 0.3, 0.1)));
    map.put("tfd.HalfNormal(1.2)", HalfNormal.of(Np.array(1.2)));
    map.put("tfd.HalfNormal(0.7)", HalfNormal.of(Np.array(0.7)));
    map.put("tfd.Laplace(0.3, 1.2)", Laplace.of(0.3, Np.array(1.2)));
    map.put("tfd.Laplace(-0.5, 0.7)", Laplace.of(Np.array(-0.5), 0.7));
    map.put("tfd.LogNormal(0.3, 1.2)", LogNormal.of(0.3, Np.array(1.2)));
    map.put("tfd.LogNormal(-0.5, 0.7)", LogNormal.of(Np.array(-0.5), 0.7));
    map.put("tfd.Uniform(0., 1.)", Uniform.of(Np.array(0.0), 1));
    map.put("tfd.Uniform(-1., 2.)", Uniform.of(-1, Np.array(2.0)));
    map.put("tfd.Normal([0., 1.], 1.)", Normal.of(Np.array(0.0, 1), 1));
    map.put("tfd.Normal(0., [[1.], [2.]])", Normal.of(0, Np.array(new double[][] {{1}, {2}})));
    map.put("dist.Normal(0.3, 1.2)", Normal.of(Np.array(0.3), 1.2));
    map.put("dist.Normal(-0.5, 0.7)", Normal.of(Np.array(-0.5), 0.7));
    map.put("dist.Normal(A([0., 1.]), 1.).to_event(1)", Normal.of(Np.array(0.0, 1), 1).toEvent(1));
    map.put("dist.Normal(A([0.5, 0.]), 2.).to_event(1)", Normal.of(Np.array(0.5, 0), 2).toEvent(1));
    map.put("dist.Normal(0., 1.).expand([2])", Normal.of(Np.array(0.0), 1).expand(2));
    map.put("dist.Normal(0.5, 2.).expand([2])", Normal.of(Np.array(0.5), 2).expand(2));
  }

  /** The distribution of a case of distributions.json, if there is that family. */
  static Optional<Distribution> named(String family, Map<String, Array> p) {
    return Optional.ofNullable(
        switch (family) {
          case "Normal" -> Normal.of(p.get("loc"), p.get("scale"));
          case "Laplace" -> Laplace.of(p.get("loc"), p.get("scale"));
          case "Cauchy" -> Cauchy.of(p.get("loc"), p.get("scale"));
          case "LogNormal" -> LogNormal.of(p.get("loc"), p.get("scale"));
          case "HalfNormal" -> HalfNormal.of(p.get("scale"));
          case "HalfCauchy" -> HalfCauchy.of(p.get("scale"));
          case "Exponential" -> Exponential.of(p.get("rate"));
          case "Uniform" -> Uniform.of(p.get("low"), p.get("high"));
          case "Bernoulli" -> Bernoulli.probs(p.get("probs"));
          case "Categorical" ->
              p.containsKey("probs")
                  ? Categorical.probs(p.get("probs"))
                  : Categorical.logits(p.get("logits"));
          case "MultivariateNormalDiag" ->
              MultivariateNormalDiag.of(p.get("loc"), p.get("scale_diag"));
          case "Independent(Normal)" -> Normal.of(p.get("loc"), p.get("scale")).toEvent();
          default -> null;
        });
  }

  static SequencedMap<String, Array> arrays(JsonNode object) {
    SequencedMap<String, Array> arrays = new LinkedHashMap<>();
    object.properties().forEach(entry -> arrays.put(entry.getKey(), array(entry.getValue())));
    return arrays;
  }

  /** A number as F64, or an array of its own type. */
  static Array array(JsonNode node) {
    if (!node.has("data")) {
      return Np.array(DiagnosticsGoldens.numbers(node)).reshape();
    }
    List<Integer> dims = new ArrayList<>();
    node.get("shape").forEach(size -> dims.add(size.asInt()));
    DType dtype =
        switch (node.get("dtype").asText()) {
          case "float64" -> DType.F64;
          case "int64" -> DType.I64;
          case "int32" -> DType.I32;
          default -> throw new IllegalArgumentException(node.get("dtype").asText());
        };
    return Np.array(DiagnosticsGoldens.numbers(node))
        .astype(dtype)
        .reshape(dims.stream().mapToInt(i -> i).toArray());
  }
}
