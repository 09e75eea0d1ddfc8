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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.probability.Bernoulli;
import org.juxta.probability.Categorical;
import org.juxta.probability.Distribution;
import org.juxta.probability.DistributionException;
import org.juxta.probability.Exponential;
import org.juxta.probability.HalfCauchy;
import org.juxta.probability.HalfNormal;
import org.juxta.probability.Handlers;
import org.juxta.probability.Independent;
import org.juxta.probability.Joint;
import org.juxta.probability.Laplace;
import org.juxta.probability.LogNormal;
import org.juxta.probability.Model;
import org.juxta.probability.ModelException;
import org.juxta.probability.ModelTrace;
import org.juxta.probability.Normal;
import org.juxta.probability.Sample;
import org.juxta.probability.Site;
import org.juxta.probability.Uniform;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

class ModelTest {
  // ---- The models ----

  /** The model of the TensorFlow Probability on JAX guide's joint distributions. */
  private static void coin() {
    Array e = sample("e", Exponential.of(1));
    Array n = sample("n", Normal.of(0, 2));
    Array m = sample("m", Normal.of(n, e));
    sample("x", Sample.of(Bernoulli.logits(m), 12));
  }

  /** The guide's logistic regression. */
  private static void iris(Array features, @Nullable Array labels) {
    Array w = sample("w", Normal.of(0, 1).expand(4, 3).toEvent(2));
    Array b = sample("b", Normal.of(0, 1).expand(3).toEvent(1));
    Array logits = features.matmul(w).add(b);
    plate("data", features.dim(0), () -> sample("labels", Categorical.logits(logits), labels));
  }

  /** A site of every distribution. */
  private static void all() {
    Array e = sample("e", Exponential.of(1));
    Array n = sample("n", Normal.of(0, 2));
    plate(
        "p",
        3,
        () -> {
          Array m = sample("m", Normal.of(n, e));
          sample("y", Normal.of(m, 1), Np.array(1f, 2f, 3f));
        });
    Array w = sample("w", Normal.of(0, 1).expand(2, 2).toEvent(2));
    sample("c", Categorical.logits(w));
    sample("u", Uniform.of(-1, 2));
    sample("h", HalfCauchy.of(2));
    sample("l", Laplace.of(1, 2));
    sample("hn", HalfNormal.of(2));
    sample("ln", LogNormal.of(0, .5));
    sample("b", Bernoulli.logits(Np.array(0.3f, -0.2f, 1f)));
    Array column = Np.array(new float[][] {{1}, {2}, {3}});
    plate("o", 2, () -> plate("i", 3, () -> sample("z", Normal.of(column, 1))));
  }

  // ---- Seeding and tracing ----

  /** Values of NumPyro 0.22 for the same model, key and key layout. */
  @Test
  void seedDrawsWhatNumPyroDraws() {
    ModelTrace trace = Handlers.trace(() -> Handlers.seed(Key.of(0), ModelTest::all));
    assertThat(List.copyOf(trace.sites().keySet()))
        .containsExactly("e", "n", "m", "y", "w", "c", "u", "h", "l", "hn", "ln", "b", "z");
    assertValue(trace, "e", 0.11134390532970428);
    assertValue(trace, "n", -1.173301100730896);
    assertValue(trace, "m", -1.4188305139541626, -1.274266242980957, -1.230146050453186);
    assertValue(
        trace,
        "w",
        0.4128226935863495,
        1.2418278455734253,
        -0.11903665214776993,
        0.11956405639648438);
    assertValue(trace, "c", 1, 0);
    assertValue(trace, "u", 1.7294999361038208);
    assertValue(trace, "h", 3.9395017623901367);
    assertValue(trace, "l", 2.594020366668701);
    assertValue(trace, "hn", 1.209559679031372);
    assertValue(trace, "ln", 0.30881017446517944);
    assertValue(trace, "b", 0, 0, 1);
    assertValue(
        trace,
        "z",
        2.542579174041748,
        2.541167974472046,
        1.9287344217300415,
        2.659432888031006,
        1.0778335332870483,
        0.6501979827880859);
    assertThat(trace.value("z").shape()).isEqualTo(Shape.of(3, 2));
    assertThat(trace.site("y").observed()).isTrue();
    assertThat(trace.site("m").plates()).containsExactly(new Site.Plate("p", -1, 3));
    assertThat(trace.site("z").plates())
        .containsExactly(new Site.Plate("i", -2, 3), new Site.Plate("o", -1, 2));
  }

  private static void assertValue(ModelTrace trace, String name, double... expected) {
    double[] values = trace.value(name).toDoubles();
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i])
          .as(name)
          .isCloseTo(expected[i], within(3e-6 * (1 + Math.abs(expected[i]))));
    }
  }

  @Test
  void aHandledBodyMayHaveAResult() {
    double twice = Handlers.seed(Key.of(0), () -> sample("x", Normal.of(0, 1)).mul(2)).toDouble();
    double once = Handlers.seed(Key.of(0), () -> sample("x", Normal.of(0, 1))).toDouble();
    assertThat(twice).isEqualTo(2 * once);
  }

  @Test
  void deterministicValuesAndFactorsAreSites() {
    ModelTrace trace =
        Handlers.trace(
            () -> {
              Array x = sample("x", Normal.of(0, 1), Np.array(0.5));
              deterministic("square", x.square());
              factor("f", x.mul(3));
            });
    assertThat(trace.value("square").toDouble()).isEqualTo(0.25);
    double normal = Normal.of(0, 1).logProb(Np.array(0.5)).toDouble();
    assertThat(trace.logDensity().toDouble()).isCloseTo(normal + 1.5, within(1e-12));
    assertThat(trace.site("f").kind()).isEqualTo(Site.Kind.FACTOR);
    assertThat(trace.latents()).isEmpty();
  }

  @Test
  void twoSitesOfOneNameAreAnError() {
    assertThatThrownBy(
            () ->
                Handlers.trace(
                    () -> {
                      deterministic("x", Np.array(1));
                      deterministic("x", Np.array(1));
                    }))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("two sites of the model are named \"x\"");
  }

  @Test
  void aSiteWithoutKeyOrValueIsAnError() {
    assertThatThrownBy(() -> sample("x", Normal.of(0, 1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("sample(\"x\", Normal(batch (), event ()))")
        .hasMessageContaining("Handlers.seed");
    assertThat(sample("x", Normal.of(0, 1), Np.array(2.0)).toDouble()).isEqualTo(2);
  }

  // ---- Other handlers ----

  @Test
  void conditionObservesAndSubstituteDoesNot() {
    Array one = Np.array(1.0);
    ModelTrace conditioned =
        Handlers.trace(
            () ->
                Handlers.seed(
                    Key.of(0), () -> Handlers.condition(Map.of("n", one), ModelTest::coin)));
    assertThat(conditioned.site("n").observed()).isTrue();
    assertThat(conditioned.value("n").toDouble()).isEqualTo(1);
    ModelTrace substituted =
        Handlers.trace(
            () ->
                Handlers.seed(
                    Key.of(0), () -> Handlers.substitute(Map.of("n", one), ModelTest::coin)));
    assertThat(substituted.site("n").observed()).isFalse();
    assertThat(substituted.value("n").toDouble()).isEqualTo(1);
    // A site with a value takes no key: the later ones get those that the earlier ones would have
    // had.
    assertThat(substituted.value("m").toDouble()).isEqualTo(conditioned.value("m").toDouble());
  }

  @Test
  void unknownNamesAreErrors() {
    Map<String, Array> wrong = Map.of("q", Np.array(1.0));
    assertThatThrownBy(
            () -> Handlers.seed(Key.of(0), () -> Handlers.condition(wrong, ModelTest::coin)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("condition: the model has no sample site [q]; it has [e, n, m, x]");
    assertThatThrownBy(
            () -> Handlers.seed(Key.of(0), () -> Handlers.substitute(wrong, ModelTest::coin)))
        .hasMessageContaining("substitute: the model has no sample site [q]");
    assertThatThrownBy(() -> Handlers.trace(() -> {}).site("q"))
        .hasMessageContaining("the model has no site \"q\"");
  }

  @Test
  void replayRepeatsTheLatentValues() {
    ModelTrace first = Handlers.trace(() -> Handlers.seed(Key.of(0), ModelTest::coin));
    ModelTrace again = Handlers.trace(() -> Handlers.replay(first, ModelTest::coin));
    assertThat(again.value("m").toDouble()).isEqualTo(first.value("m").toDouble());
    assertThat(again.logDensity().toDouble()).isEqualTo(first.logDensity().toDouble());
  }

  @Test
  void blockHidesSitesFromHandlersOutside() {
    ModelTrace trace =
        Handlers.trace(
            () ->
                Handlers.block(
                    name -> !name.equals("n"), () -> Handlers.seed(Key.of(0), ModelTest::coin)));
    assertThat(trace.sites().keySet()).containsExactly("n");
  }

  @Test
  void scaleAndMaskActOnLogDensities() {
    Array x = Np.array(1.0, 2, 3);
    Runnable model = () -> plate("p", 3, () -> sample("x", Normal.of(0, 1), x));
    double[] terms = Normal.of(0, 1).logProb(x).toDoubles();
    ModelTrace trace =
        Handlers.trace(
            () ->
                Handlers.scale(
                    Np.array(2.0), () -> Handlers.mask(Np.array(true, false, true), model)));
    assertThat(trace.site("x").logProb().toDoubles())
        .containsExactly(2 * terms[0], 0, 2 * terms[2]);
    assertThat(trace.logDensity().toDouble()).isCloseTo(2 * (terms[0] + terms[2]), within(1e-12));
  }

  @Test
  void platesMustFit() {
    assertThatThrownBy(
            () ->
                Handlers.seed(
                    Key.of(0), () -> plate("p", 4, () -> sample("x", Normal.of(Np.zeros(3), 1)))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "sample(\"x\", Normal(batch (3,), event ())) in plate(\"p\", 4): axis -1");
    assertThatThrownBy(() -> plate("p", 2, () -> plate("p", 2, () -> {})))
        .hasMessageContaining("inside itself");
    assertThatThrownBy(() -> plate("p", 2, -1, () -> plate("q", 2, -1, () -> {})))
        .hasMessageContaining("plate(\"q\", 2) at axis -1");
    ModelTrace trace =
        Handlers.trace(
            () ->
                Handlers.seed(
                    Key.of(0), () -> plate("p", 2, -3, () -> sample("x", Normal.of(0, 1)))));
    assertThat(trace.value("x").shape()).isEqualTo(Shape.of(2, 1, 1));
  }

  @Test
  void aValueOfTheWrongShapeNamesItsSite() {
    assertThatThrownBy(
            () ->
                Handlers.logDensity(
                    Map.of("w", Np.zeros(3, 4), "b", Np.zeros(3)),
                    () -> {
                      sample("w", Normal.of(0, 1).expand(4, 3).toEvent(2));
                      sample("b", Normal.of(0, 1).expand(3).toEvent(1));
                    }))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("sample(\"w\") of Independent(batch (), event (4, 3))")
        .hasMessageContaining("F32(3, 4)");
  }

  @Test
  void boundModelsCountTheirArguments() {
    assertThatThrownBy(() -> Model.of(ModelTest::iris).bind(Np.zeros(2, 4)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("takes 2 arguments, and 1 are given");
    assertThat(Model.of((@Nullable Array a) -> {}).bind((Object[]) null).arguments())
        .containsExactly((Object) null);
  }

  // ---- Joint distributions ----

  @Test
  void jointDensitiesOfTheGuide() {
    Joint joint = Joint.of(ModelTest::coin);
    JsonNode exact = testCase("distributions.json", "JointDistribution/0");
    SequencedMap<String, Array> x = DistributionGoldens.arrays(exact.get("x"));
    assertThat(joint.logProb(x).toDouble())
        .isCloseTo(exact.get("log_prob").asDouble(), within(1e-12));
    joint
        .logProbParts(x)
        .forEach(
            (name, part) ->
                assertThat(part.toDouble())
                    .isCloseTo(exact.at("/log_prob_parts/" + name).asDouble(), within(1e-12)));
    JsonNode named = testCase("tfp_distributions.json", "joint/named/0");
    SequencedMap<String, Array> value = DistributionGoldens.arrays(named.get("value"));
    Array pinned = value.remove("x");
    double expected = DistributionGoldens.array(named.get("log_prob")).toDouble();
    assertThat(joint.condition(Map.of("x", pinned)).logProb(value).toDouble())
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void vmapMakesABatchOfAJointDistribution() {
    JsonNode test = testCase("tfp_distributions.json", "joint/coroutine_autobatched/0");
    SequencedMap<String, Array> batch = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      batch.put(
          List.of("e", "n", "m", "x").get(i), DistributionGoldens.array(test.get("value").get(i)));
    }
    Joint joint = Joint.of(ModelTest::coin);
    var densities = Vmap.of((SequencedMap<String, Array> v) -> joint.logProb(v)).apply(batch);
    double[] expected = DistributionGoldens.array(test.get("log_prob")).toDoubles();
    assertThat(densities.toDoubles()[0]).isCloseTo(expected[0], within(1e-9));
    assertThat(densities.toDoubles()[1]).isCloseTo(expected[1], within(1e-9));
  }

  @Test
  void densityAndGradientOfTheLogisticRegression() {
    JsonNode test = testCase("tfp_distributions.json", "joint/iris/0");
    Array features =
        Np.array(
            new double[][] {
              {5.1, 3.5, 1.4, 0.2},
              {7.0, 3.2, 4.7, 1.4},
              {6.3, 3.3, 6.0, 2.5},
              {4.9, 3.0, 1.4, 0.2},
              {5.7, 2.8, 4.5, 1.3}
            });
    JsonNode value = test.get("value");
    Array labels = DistributionGoldens.array(value.get(2));
    SequencedMap<String, Array> weights = new LinkedHashMap<>();
    weights.put("w", DistributionGoldens.array(value.get(0)));
    weights.put("b", DistributionGoldens.array(value.get(1)));
    Joint observed = Joint.of(ModelTest::iris, features, labels);
    Joint open = Joint.of(ModelTest::iris, features, null);
    double expected = DistributionGoldens.array(test.get("log_prob")).toDouble();
    assertThat(observed.logProb(weights).toDouble()).isCloseTo(expected, within(1e-9));
    Joint pinned = open.condition(Map.of("labels", labels));
    assertThat(pinned.logProb(weights).toDouble()).isCloseTo(expected, within(1e-9));
    var gradient = Grad.of((SequencedMap<String, Array> v) -> pinned.logProb(v)).apply(weights);
    JsonNode wanted = test.get("gradient");
    assertThat(gradient.get("w").toDoubles())
        .containsExactly(DistributionGoldens.array(wanted.get("w")).toDoubles(), within(1e-9));
    assertThat(gradient.get("b").toDoubles())
        .containsExactly(DistributionGoldens.array(wanted.get("b")).toDoubles(), within(1e-9));
  }

  /** As the guide's classifier_probs: the distribution of a site that has no value. */
  @Test
  void distributionsOfSites() {
    Array features = Np.array(new float[][] {{1, 0, 0, 0}, {0, 1, 0, 0}});
    Joint joint = Joint.of(ModelTest::iris, features, null);
    Function1<Map<String, Array>, Array> classifierProbs =
        values -> ((Categorical) joint.distributions(Key.of(0), values).get("labels")).probs();
    SequencedMap<String, Array> draws = new LinkedHashMap<>(joint.sample(Key.of(3), 6));
    assertThat(draws.remove("labels").shape()).isEqualTo(Shape.of(6, 2));
    Array probs = Jit.of(Vmap.of(classifierProbs)).apply(draws);
    Array logits = features.matmul(draws.get("w").get(2)).add(draws.get("b").get(2));
    assertThat(probs.shape()).isEqualTo(Shape.of(6, 2, 3));
    assertThat(Np.allclose(probs.get(2), Nn.softmax(logits, -1), 1e-5, 1e-6).toBoolean()).isTrue();
    Map<String, Array> weights = Map.of("w", Np.zeros(4, 3), "b", Np.zeros(3));
    assertThatThrownBy(() -> joint.distributions(weights))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("sample(\"labels\"");
    Distribution d =
        Joint.of(ModelTest::coin)
            .distributions(
                Map.of(
                    "e", Np.array(2.0), "n", Np.array(1.0), "m", Np.array(0.0), "x", Np.ones(12)))
            .get("m");
    assertThat(d.mean().toDouble()).isEqualTo(1);
    assertThat(d.stddev().toDouble()).isEqualTo(2);
  }

  @Test
  void jointDrawsAreThoseOfTheSeededModel() {
    Joint joint = Joint.of(ModelTest::coin);
    ModelTrace trace = Handlers.trace(() -> Handlers.seed(Key.of(9), ModelTest::coin));
    SequencedMap<String, Array> draw = joint.sample(Key.of(9));
    assertThat(draw.keySet()).containsExactly("e", "n", "m", "x");
    assertThat(draw.get("m").toDouble()).isEqualTo(trace.value("m").toDouble());
    SequencedMap<String, Array> many = joint.sample(Key.of(9), 2, 3);
    assertThat(many.get("x").shape()).isEqualTo(Shape.of(2, 3, 12));
    assertThat(many.get("x").dtype()).isEqualTo(DType.I32);
    assertThat(many.get("e").toDoubles()).doesNotHaveDuplicates();
    assertThat(joint.condition(Map.of("n", Np.array(1f))).sample(Key.of(9)).keySet())
        .containsExactly("e", "m", "x");
  }

  @Test
  void jointDensitiesNeedTheRightValues() {
    Joint joint = Joint.of(ModelTest::coin);
    assertThatThrownBy(() -> joint.logProb(Map.of("e", Np.array(1.0))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("sample(\"n\"");
    Map<String, Array> one = Map.of("n", Np.array(1.0));
    assertThatThrownBy(
            () ->
                joint
                    .condition(one)
                    .logProb(
                        Map.of(
                            "e",
                            Np.array(1.0),
                            "n",
                            Np.array(1.0),
                            "m",
                            Np.array(1.0),
                            "x",
                            Np.zeros(12))))
        .hasMessageContaining("a value is given for \"n\", which is observed");
  }

  @Test
  void badParametersInAModelAreErrors() {
    assertThatThrownBy(
            () -> Handlers.seed(Key.of(0), () -> sample("x", Normal.of(0, Np.array(-1f)))))
        .isInstanceOf(DistributionException.class);
    assertThat(Independent.of(Normal.of(Np.zeros(2), 1), 1).eventShape()).isEqualTo(Shape.of(2));
  }

  static JsonNode testCase(String file, String id) {
    return RandomGoldens.cases(file).stream()
        .filter(test -> test.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
