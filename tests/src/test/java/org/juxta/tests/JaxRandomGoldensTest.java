package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** The samplers against what jax.random's return: goldens/jax_random.json. */
class JaxRandomGoldensTest {
  /** What Rng does not have. */
  private static final Set<String> WITHOUT_SAMPLER =
      Set.of(
          "permutation",
          "choice",
          "gamma",
          "loggamma",
          "beta",
          "dirichlet",
          "poisson",
          "binomial",
          "multinomial",
          "t",
          "chisquare",
          "generalized_normal",
          "ball",
          "multivariate_normal",
          "orthogonal");

  private static List<JsonNode> cases() {
    return RandomGoldens.cases("jax_random.json").stream()
        .filter(JaxRandomGoldensTest::isRun)
        .toList();
  }

  private static boolean isRun(JsonNode test) {
    JsonNode args = test.get("args");
    boolean half = args.path("dtype").asText().equals("float16");
    boolean highGumbel = args.path("mode").asText().equals("high");
    boolean withoutReplacement = args.has("replace") && !args.get("replace").asBoolean();
    return !WITHOUT_SAMPLER.contains(test.get("sampler").asText())
        && !half
        && !highGumbel
        && !withoutReplacement;
  }

  @TestFactory
  Stream<DynamicTest> agreesWithJax() {
    return cases().stream().map(c -> DynamicTest.dynamicTest(c.get("id").asText(), () -> check(c)));
  }

  @Test
  void theListOfWhatIsNotThereIsRight() {
    assertThat(cases()).hasSize(118);
  }

  private static void check(JsonNode test) {
    JsonNode args = test.get("args");
    Key key = RandomGoldens.key(test.get("key"), RandomGoldens.layout(test));
    Array found = draw(test.get("sampler").asText(), key, args, test.get("x64").asBoolean());
    RandomGoldens.check(test, found);
  }

  private static Array draw(String sampler, Key key, JsonNode args, boolean wide) {
    DType real = wide ? DType.F64 : DType.F32;
    return switch (sampler) {
      case "fold_in" -> key.fold(args.get("data").asLong()).data();
      case "split" -> key.splitBatch(shape(args).dims().toArray()).data();
      case "bits" ->
          Rng.bits(key, Integer.parseInt(args.get("dtype").asText().substring(4)), shape(args));
      case "categorical" -> categorical(key, args, real);
      case "randint" -> randint(key, args, wide ? DType.I64 : DType.I32);
      case "geometric" ->
          Rng.geometric(key, array(args, "p", real), shape(args), wide ? DType.I64 : DType.I32);
      case "bernoulli" -> Rng.bernoulli(key, array(args, "p", real), shape(args));
      default -> real(sampler, key, args, real);
    };
  }

  private static Array real(String sampler, Key key, JsonNode args, DType dtype) {
    Shape shape = shape(args);
    return switch (sampler) {
      case "uniform" ->
          args.has("minval")
              ? Rng.uniform(
                  key, shape, array(args, "minval", dtype), array(args, "maxval", dtype), dtype)
              : Rng.uniform(key, shape, dtype);
      case "normal" -> Rng.normal(key, shape, dtype);
      case "exponential" -> Rng.exponential(key, shape, dtype);
      case "gumbel" -> Rng.gumbel(key, shape, dtype);
      case "laplace" -> Rng.laplace(key, shape, dtype);
      case "logistic" -> Rng.logistic(key, shape, dtype);
      case "cauchy" -> Rng.cauchy(key, shape, dtype);
      case "maxwell" -> Rng.maxwell(key, shape, dtype);
      case "rademacher" -> Rng.rademacher(key, shape, dtype);
      case "double_sided_maxwell" ->
          Rng.doubleSidedMaxwell(
              key, array(args, "loc", dtype), array(args, "scale", dtype), shape, dtype);
      case "truncated_normal" ->
          Rng.truncatedNormal(
              key, array(args, "lower", dtype), array(args, "upper", dtype), shape, dtype);
      case "lognormal" -> Rng.logNormal(key, array(args, "sigma", dtype), shape, dtype);
      case "rayleigh" -> Rng.rayleigh(key, array(args, "scale", dtype), shape, dtype);
      case "pareto" -> Rng.pareto(key, array(args, "b", dtype), shape, dtype);
      case "weibull_min" ->
          Rng.weibullMin(
              key, array(args, "scale", dtype), array(args, "concentration", dtype), shape, dtype);
      case "wald" -> Rng.wald(key, array(args, "mean", dtype), shape, dtype);
      default -> throw new IllegalArgumentException("no sampler for " + sampler);
    };
  }

  private static Array categorical(Key key, JsonNode args, DType dtype) {
    Array logits = array(args, "logits", dtype);
    int axis = args.path("axis").asInt(-1);
    Shape rest = logits.shape().without(Ints.of(logits.shape().axis(axis)));
    return Rng.categorical(key, logits, axis, args.has("shape") ? shape(args) : rest);
  }

  private static Array randint(Key key, JsonNode args, DType dtype) {
    JsonNode low = args.get("minval");
    JsonNode high = args.get("maxval");
    return low.isArray()
        ? Rng.randint(
            key, shape(args), array(args, "minval", dtype), array(args, "maxval", dtype), dtype)
        : Rng.randint(key, shape(args), low.asLong(), high.asLong(), dtype);
  }

  private static Array array(JsonNode args, String name, DType dtype) {
    return RandomGoldens.array(args.get(name), dtype);
  }

  private static Shape shape(JsonNode args) {
    return RandomGoldens.shape(args.get("shape"));
  }
}
