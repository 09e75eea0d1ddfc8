package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vavr.Function1;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.juxta.Array;
import org.juxta.probability.Categorical;
import org.juxta.probability.Distribution;
import org.juxta.probability.Kl;
import org.juxta.probability.MultivariateNormalDiag;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;

/** Distributions against values of mpmath, TFP and NumPyro. */
class DistributionGoldensTest {
  /** What a case may list of a distribution at the points x. */
  private static final Map<String, Function<At, Array>> AT_POINTS =
      Map.of(
          "log_prob", at -> at.d.logProb(at.x),
          "cdf", at -> at.d.cdf(at.x),
          "log_cdf", at -> at.d.logCdf(at.x),
          "survival_function", at -> at.d.survivalFunction(at.x),
          "log_survival", at -> at.d.logSurvivalFunction(at.x));

  /** What a case may list of a distribution alone. */
  private static final Map<String, Function<Distribution, Array>> ALONE =
      Map.of(
          "mean", Distribution::mean,
          "variance", Distribution::variance,
          "stddev", Distribution::stddev,
          "mode", Distribution::mode,
          "entropy", Distribution::entropy,
          "covariance", d -> ((MultivariateNormalDiag) d).covariance(),
          "probs", d -> ((Categorical) d).probs(),
          "probs_parameter", d -> ((Categorical) d).probs(),
          "logits_parameter", d -> ((Categorical) d).logits());

  private record At(Distribution d, Array x) {}

  @TestFactory
  Stream<DynamicTest> distributions() {
    return RandomGoldens.cases("distributions.json").stream()
        .filter(test -> !test.get("kind").asText().equals("kl"))
        .flatMap(
            test ->
                DistributionGoldens.named(
                    test.get("distribution").asText(),
                    DistributionGoldens.arrays(test.get("params")))
                    .map(d -> named(test, () -> exact(test, d)))
                    .stream());
  }

  @TestFactory
  Stream<DynamicTest> divergences() {
    List<String> noClosedForm = List.of("Cauchy");
    return RandomGoldens.cases("distributions.json").stream()
        .filter(test -> test.get("kind").asText().equals("kl"))
        .filter(test -> !noClosedForm.contains(test.at("/q/distribution").asText()))
        .filter(test -> side(test, "p") != null && side(test, "q") != null)
        .map(
            test ->
                named(
                    test,
                    () ->
                        close(
                            "kl",
                            Kl.of(
                                Objects.requireNonNull(side(test, "p")),
                                Objects.requireNonNull(side(test, "q"))),
                            test.get("kl_p_q"),
                            1e-10,
                            1e-12)));
  }

  private static @Nullable Distribution side(JsonNode test, String which) {
    JsonNode node = test.get(which);
    return DistributionGoldens.named(
            node.get("distribution").asText(), DistributionGoldens.arrays(node.get("params")))
        .orElse(null);
  }

  @TestFactory
  Stream<DynamicTest> libraries() {
    return RandomGoldens.cases("tfp_distributions.json").stream()
        .filter(test -> DistributionGoldens.BY_CODE.containsKey(test.path("code").asText()))
        .map(test -> named(test, () -> library(test)));
  }

  @TestFactory
  Stream<DynamicTest> libraryDivergences() {
    Map<String, Distribution> known = DistributionGoldens.BY_CODE;
    return RandomGoldens.cases("tfp_distributions.json").stream()
        .filter(test -> test.path("p").isTextual())
        .filter(test -> known.containsKey(test.path("p").asText()))
        .filter(test -> known.containsKey(test.path("q").asText()))
        .map(
            test ->
                named(
                    test,
                    () ->
                        close(
                            "kl",
                            Kl.of(
                                known.get(test.get("p").asText()),
                                known.get(test.get("q").asText())),
                            test.get("kl"),
                            test.get("rtol").asDouble(),
                            test.get("atol").asDouble())));
  }

  private static DynamicTest named(JsonNode test, Runnable body) {
    return DynamicTest.dynamicTest(test.get("id").asText(), body::run);
  }

  private static void exact(JsonNode test, Distribution d) {
    Array x = DistributionGoldens.array(test.get("x"));
    AT_POINTS.forEach((name, f) -> compare(name, f, new At(d, x), test, 1e-10, 1e-12));
    ALONE.forEach((name, f) -> compare(name, f, d, test, 1e-10, 1e-12));
    if (test.has("icdf")) {
      Array p = DistributionGoldens.array(test.get("p"));
      close("icdf", d.quantile(p), test.get("icdf"), 1e-8, 1e-12);
    }
    if (test.has("out_of_support_x")) {
      Array outside = DistributionGoldens.array(test.get("out_of_support_x"));
      assertThat(d.logProb(outside).toDoubles()).containsOnly(Double.NEGATIVE_INFINITY);
    }
    if (test.has("dlogprob_dx")) {
      Function1<Array, Array> total = v -> d.logProb(v).sum();
      close("dlogprob_dx", Grad.of(total).apply(x), test.get("dlogprob_dx"), 1e-9, 1e-11);
    }
    if (test.has("dlogprob_dparams")) {
      gradients(test, x);
    }
  }

  /** The derivatives by each parameter, repeated once for each point. */
  private static void gradients(JsonNode test, Array x) {
    SequencedMap<String, Array> repeated = DistributionGoldens.arrays(test.get("params"));
    repeated.replaceAll((_, p) -> p.broadcastTo(x.shape()));
    Function1<SequencedMap<String, Array>, Array> total =
        p ->
            DistributionGoldens.named(test.get("distribution").asText(), p)
                .orElseThrow()
                .logProb(x)
                .sum();
    SequencedMap<String, Array> gradient = Grad.of(total).apply(repeated);
    test.get("dlogprob_dparams")
        .properties()
        .forEach(
            e ->
                close(
                    "dlogprob/d" + e.getKey(),
                    gradient.get(e.getKey()),
                    e.getValue(),
                    1e-9,
                    1e-11));
  }

  private static void library(JsonNode test) {
    Distribution d = DistributionGoldens.BY_CODE.get(test.get("code").asText());
    double rtol = test.get("rtol").asDouble();
    double atol = test.get("atol").asDouble();
    assertThat(dims(d.batchShape())).isEqualTo(test.get("batch_shape").toString());
    assertThat(dims(d.eventShape())).isEqualTo(test.get("event_shape").toString());
    Array x = DistributionGoldens.array(test.get("x"));
    AT_POINTS.forEach((name, f) -> compare(name, f, new At(d, x), test, rtol, atol));
    ALONE.forEach((name, f) -> compare(name, f, d, test, rtol, atol));
    if (test.has("quantile")) {
      Array p = DistributionGoldens.array(test.get("p"));
      int[] column = new int[1 + d.batchShape().rank()];
      Arrays.fill(column, 1);
      column[0] = p.size();
      close("quantile", d.quantile(p.reshape(column)), test.get("quantile"), rtol, atol);
    }
  }

  private static String dims(Shape shape) {
    return shape.dims().toString().replace(" ", "");
  }

  private static <T> void compare(
      String name, Function<T, Array> f, T input, JsonNode test, double rtol, double atol) {
    if (test.has(name)) {
      close(name, f.apply(input), test.get(name), rtol, atol);
    }
  }

  /** NaN in the reference of a derivative marks a kink; elsewhere an undefined moment. */
  private static void close(String name, Array got, JsonNode node, double rtol, double atol) {
    Array want = DistributionGoldens.array(node);
    assertThat(got.shape()).as(name).isEqualTo(want.shape());
    double[] a = got.toDoubles();
    double[] b = want.toDoubles();
    for (int i = 0; i < a.length; i++) {
      if (Double.isNaN(b[i]) && name.startsWith("dlogprob")) {
        continue;
      }
      boolean same =
          Double.compare(a[i], b[i]) == 0 || Math.abs(a[i] - b[i]) <= atol + rtol * Math.abs(b[i]);
      assertThat(same).as("%s[%d]: got %s, expected %s", name, i, a[i], b[i]).isTrue();
    }
  }
}
