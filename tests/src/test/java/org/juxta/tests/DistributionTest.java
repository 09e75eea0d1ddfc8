package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vavr.Function1;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.probability.Bernoulli;
import org.juxta.probability.Categorical;
import org.juxta.probability.Cauchy;
import org.juxta.probability.Constraint;
import org.juxta.probability.Delta;
import org.juxta.probability.Distribution;
import org.juxta.probability.DistributionException;
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
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

class DistributionTest {
  private static final Shape SCALAR = Shape.SCALAR;

  // ---- What the TensorFlow Probability on JAX guide shows ----

  @Test
  void printsTheNumbersOfTheGuide() {
    Normal d = Normal.of(0, 1);
    assertThat(d.logProb(Np.array(0f)).toString()).isEqualTo("-0.9189385");
    assertThat(d.sample(Key.of(0)).toString()).isEqualTo("-0.20584226");
  }

  @Test
  void batchAndEventShapes() {
    Distribution vector = MultivariateNormalDiag.of(Np.zeros(5), Np.ones(5));
    assertThat(vector.eventShape()).isEqualTo(Shape.of(5));
    assertThat(vector.batchShape()).isEqualTo(SCALAR);
    Distribution batch = Normal.of(Np.ones(5), Np.ones(5));
    assertThat(batch.eventShape()).isEqualTo(SCALAR);
    assertThat(batch.batchShape()).isEqualTo(Shape.of(5));
  }

  @Test
  void logProbReducesTheEventAxes() {
    Distribution batch = Normal.of(Np.zeros(5), Np.ones(5));
    Array s = batch.sample(Key.of(0), 10, 2);
    assertThat(batch.logProb(s).shape()).isEqualTo(Shape.of(10, 2, 5));
    Distribution joint = Independent.of(batch, 1);
    Array t = joint.sample(Key.of(0), 10, 2);
    assertThat(joint.logProb(t).shape()).isEqualTo(Shape.of(10, 2));
    assertClose(joint.logProb(t), batch.logProb(t).sum(-1), 1e-6);
  }

  @Test
  void methodsGoThroughTransformations() {
    var draws = Jit.of(Vmap.of((Key key) -> Normal.of(0, 1).sample(key)));
    Array x = draws.apply(Key.of(0).splitBatch(2000));
    assertThat(x.shape()).isEqualTo(Shape.of(2000));
    assertThat(x.mean().toDouble()).isCloseTo(0, within(0.1));
    assertThat(x.std().toDouble()).isCloseTo(1, within(0.1));
    Normal d = Normal.of(0, 1);
    var slope = Jit.of(Vmap.of(Grad.of(d::prob)));
    Array at = Np.linspace(-5, 5, 100);
    assertClose(slope.apply(at), at.neg().mul(d.prob(at)), 1e-6);
  }

  @Test
  void distributionsPassThroughJitInAndOut() {
    var make =
        Jit.of(
            (Key key) -> {
              Key[] keys = key.split();
              return Normal.of(Rng.normal(keys[0]), Rng.normal(keys[1]).exp());
            });
    Normal d = make.apply(Key.of(0));
    assertThat(d.mean().toFloat()).isEqualTo(0.14389051f);
    assertThat(d.variance().toFloat()).isCloseTo(0.081832744f, within(1e-8f));
    var density = Jit.of((Normal n) -> n.logProb(Np.array(0.5f)));
    assertThat(density.apply(d).toDouble())
        .isCloseTo(d.logProb(Np.array(0.5f)).toDouble(), within(1e-5));
  }

  @Test
  void theGradientByADistributionIsADistributionOfGradients() {
    Array x = Np.array(0.2, 1.4);
    var gradient = Grad.of((Normal n) -> n.logProb(x).sum());
    Normal g = gradient.apply(Normal.of(Np.array(0.3), Np.array(1.2)));
    assertThat(g.loc().toDouble()).isCloseTo(0.6944444444444446, within(1e-12));
    assertThat(g.scale().toDouble()).isCloseTo(-0.9606481481481484, within(1e-12));
  }

  // ---- Shapes ----

  /** A distribution of every class with a batch of two or more axes, and what its shapes are. */
  private static Map<String, Distribution> all() {
    Array row = Np.array(0.5, 1, 2);
    Array column = Np.array(new double[][] {{1}, {3}});
    Array probs = Np.array(new double[][] {{0.2, 0.3, 0.5}, {0.6, 0.3, 0.1}});
    Map<String, Distribution> all = new LinkedHashMap<>();
    all.put("Normal", Normal.of(row, column));
    all.put("Laplace", Laplace.of(row, column));
    all.put("Cauchy", Cauchy.of(row, column));
    all.put("Uniform", Uniform.of(row, column.add(2)));
    all.put("LogNormal", LogNormal.of(row, column.mul(0.2)));
    all.put("HalfNormal", HalfNormal.of(column));
    all.put("HalfCauchy", HalfCauchy.of(row, column));
    all.put("Exponential", Exponential.of(column));
    all.put("Bernoulli probs", Bernoulli.probs(probs));
    all.put("Bernoulli logits", Bernoulli.logits(row.mul(column).sub(1)));
    all.put("Categorical probs", Categorical.probs(probs));
    all.put("Categorical logits", Categorical.logits(row.mul(column)));
    all.put("MultivariateNormalDiag", MultivariateNormalDiag.of(row.mul(column), row));
    all.put("Independent", Normal.of(row, column).toEvent(1));
    all.put("Sample", Sample.of(Normal.of(row, column), 4, 5));
    all.put("Sample of vectors", Sample.of(MultivariateNormalDiag.of(row.mul(column), row), 4));
    all.put("Expanded", Normal.of(0, column).expand(4, 2, 3));
    all.put("Expanded Exponential", Exponential.of(column).expand(2, 3));
    all.put("Delta", Delta.of(probs, Np.array(0.5), 1));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> samplesHaveTheShapesOfTheContract() {
    return each(
        d -> {
          Shape one = d.batchShape().concat(d.eventShape());
          assertThat(d.sample(Key.of(0)).shape()).isEqualTo(one);
          Array many = d.sample(Key.of(0), 7, 1);
          assertThat(many.shape()).isEqualTo(Shape.of(7, 1).concat(one));
          assertThat(many.dtype()).isEqualTo(d.dtype());
          assertThat(d.sample(Key.of(0), 0).shape()).isEqualTo(Shape.of(0).concat(one));
          assertThat(d.logProb(many).shape()).isEqualTo(Shape.of(7, 1).concat(d.batchShape()));
          assertThat(d.logProb(d.sample(Key.of(0), 0)).shape())
              .isEqualTo(Shape.of(0).concat(d.batchShape()));
          assertThat(d.support().check(many).all().toBoolean()).isTrue();
          assertThat(Np.isfinite(d.logProb(many)).all().toBoolean()).isTrue();
        });
  }

  /** A value without the batch axes is one for all members. */
  @TestFactory
  Stream<DynamicTest> logProbBroadcastsValues() {
    return each(
        d -> {
          Array x = d.sample(Key.of(1)).get(firstOf(d.batchShape()));
          assertThat(x.shape()).isEqualTo(d.eventShape());
          Array repeated = x.broadcastTo(d.batchShape().concat(d.eventShape()));
          assertThat(d.logProb(x).shape()).isEqualTo(d.batchShape());
          assertClose(d.logProb(x), d.logProb(repeated), 1e-12);
        });
  }

  private static int[] firstOf(Shape batch) {
    return new int[batch.rank()];
  }

  @TestFactory
  Stream<DynamicTest> momentsAndEntropiesHaveTheShapesOfTheContract() {
    return each(
        d -> {
          Shape one = d.batchShape().concat(d.eventShape());
          assertThat(d.mean().shape()).isEqualTo(one);
          assertThat(d.variance().shape()).isEqualTo(one);
          assertThat(d.stddev().shape()).isEqualTo(one);
          assertThat(d.entropy().shape()).isEqualTo(d.batchShape());
        });
  }

  /** Draws agree with mean, variance and entropy, within six standard errors. */
  @TestFactory
  Stream<DynamicTest> drawsHaveTheMoments() {
    int n = 20_000;
    return each(
        d -> {
          if (Np.isfinite(d.variance()).all().toBoolean()) {
            Array x = d.sample(Key.of(42), n).astype(DType.F64);
            Array mean = x.mean(0);
            Array error = x.std(0).div(Math.sqrt(n)).mul(6).add(1e-12);
            assertThat(mean.sub(d.mean()).abs().le(error).all().toBoolean()).isTrue();
            Array square = x.sub(d.mean()).square();
            Array squareError = square.std(0).div(Math.sqrt(n)).mul(6).add(1e-12);
            Array difference = square.mean(0).sub(d.variance()).abs();
            assertThat(difference.le(squareError).all().toBoolean()).isTrue();
          }
          Array information = d.logProb(d.sample(Key.of(43), n)).neg();
          Array error = information.std(0).div(Math.sqrt(n)).mul(6).add(1e-6);
          Array difference = information.mean(0).sub(d.entropy()).abs();
          assertThat(difference.le(error).all().toBoolean()).isTrue();
        });
  }

  /** For the continuous ones with scalar events. */
  @TestFactory
  Stream<DynamicTest> distributionFunctionsAgreeWithEachOther() {
    return all().entrySet().stream()
        .filter(e -> e.getValue().eventShape().rank() == 0 && !e.getValue().isDiscrete())
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(),
                    () -> {
                      Distribution d = e.getValue();
                      Array p = Np.linspace(0.001, 0.999, 41, DType.F64).reshape(41, 1, 1, 1);
                      Array x = d.quantile(p);
                      assertClose(d.cdf(x), p.broadcastTo(x.shape()), 1e-12);
                      assertClose(d.survivalFunction(x), Np.subtract(1, d.cdf(x)), 1e-12);
                      assertClose(d.logCdf(x), d.cdf(x).log(), 1e-11);
                      assertClose(d.logSurvivalFunction(x), d.survivalFunction(x).log(), 1e-11);
                      Function1<Array, Array> total = v -> d.cdf(v).sum();
                      assertClose(Grad.of(total).apply(x), d.prob(x), 1e-9);
                    }));
  }

  private static Stream<DynamicTest> each(Consumer<Distribution> body) {
    return all().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> body.accept(e.getValue())));
  }

  @Test
  void expandedDrawsAreIndependentAlongEveryNewAxis() {
    Array x = Normal.of(0, Np.array(new double[][] {{1}, {2}})).expand(3, 2, 4).sample(Key.of(0));
    double[] values = x.toDoubles();
    assertThat(values).doesNotHaveDuplicates().hasSize(24);
  }

  @Test
  void sampleDrawsAsMuchAsExpandToEvent() {
    Array a = Sample.of(Normal.of(0, 1), 4, 3).sample(Key.of(5));
    Array b = Normal.of(0, 1).expand(4, 3).toEvent(2).sample(Key.of(5));
    assertThat(a.toDoubles()).isEqualTo(b.toDoubles());
  }

  // ---- Element types ----

  @Test
  void plainParametersTakeTheElementTypeOfTheValueUnrounded() {
    Distribution d = Normal.of(0.1, 0.3);
    assertThat(d.dtype()).isEqualTo(DType.F32);
    assertThat(d.logProb(Np.array(0.2f)).dtype()).isEqualTo(DType.F32);
    Array wide = d.logProb(Np.array(0.2));
    assertThat(wide.dtype()).isEqualTo(DType.F64);
    double z = (0.2 - 0.1) / 0.3;
    double expected = -0.5 * z * z - Math.log(0.3) - 0.5 * Math.log(2 * Math.PI);
    assertThat(wide.toDouble()).isCloseTo(expected, within(1e-15));
  }

  // ---- Edges ----

  @Test
  void outsideTheSupportTheLogDensityIsMinusInfinity() {
    Array below = Np.array(-1.0);
    for (Distribution d :
        List.of(
            Exponential.of(2),
            HalfNormal.of(2),
            HalfCauchy.of(2),
            LogNormal.of(0, 1),
            Uniform.of(0, 1),
            Bernoulli.probs(0.5),
            Bernoulli.logits(0.5),
            Categorical.probs(Np.array(0.5, 0.5)),
            Categorical.logits(Np.array(0.5, 0.5)))) {
      assertThat(d.logProb(below).toDouble()).as("%s", d).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(d.logProb(Np.array(Double.NaN)).toDouble()).as("%s", d).isNaN();
      Function1<Array, Array> f = d::logProb;
      if (!d.isDiscrete()) {
        assertThat(Grad.of(f).apply(below).toDouble()).as("gradient of %s", d).isFinite();
      }
    }
    assertThat(Bernoulli.probs(0.5).logProb(Np.array(0.5)).toDouble())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Categorical.probs(Np.array(0.5, 0.5)).logProb(Np.array(2)).toDouble())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void aNanParameterGivesNan() {
    Array nan = Np.array(Double.NaN);
    Array x = Np.array(0.5);
    assertThat(Normal.of(nan, 1).logProb(x).toDouble()).isNaN();
    assertThat(Normal.of(0, nan).cdf(x).toDouble()).isNaN();
    assertThat(Exponential.of(nan).logProb(x).toDouble()).isNaN();
    assertThat(HalfCauchy.of(nan).logProb(x).toDouble()).isNaN();
    assertThat(Uniform.of(0, nan).logProb(x).toDouble()).isNaN();
    assertThat(Laplace.of(nan, 1).logCdf(x).toDouble()).isNaN();
    assertThat(Bernoulli.logits(nan).logProb(Np.array(1)).toDouble()).isNaN();
  }

  @Test
  void tailsDoNotUnderflowOrOverflow() {
    Normal normal = Normal.of(0, 1);
    // mpmath: log(ncdf(-40)), log(ncdf(-20))
    assertThat(normal.logCdf(Np.array(-40.0)).toDouble())
        .isCloseTo(-804.6084420137538, within(1e-10));
    assertThat(normal.logCdf(Np.array(-1e10)).toDouble()).isCloseTo(-5e19, within(1e5));
    assertThat(normal.logCdf(Np.array(-20f)).toDouble())
        .isCloseTo(-203.91715537109727, within(2e-5));
    assertThat(normal.logSurvivalFunction(Np.array(40.0)).toDouble())
        .isCloseTo(-804.6084420137538, within(1e-10));
    assertThat(normal.logCdf(Np.array(Double.NEGATIVE_INFINITY)).toDouble())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(normal.quantile(Np.array(1e-300)).toDouble()).isCloseTo(-37.0471, within(1e-4));
    assertThat(normal.quantile(Np.array(0.0, 1.0, 0.5)).toDoubles())
        .containsExactly(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
    assertThat(normal.quantile(Np.array(-0.1, 1.1)).toDoubles()).containsOnly(Double.NaN);
    assertThat(Cauchy.of(0, 1).cdf(Np.array(-1e200)).toDouble())
        .isCloseTo(1 / Math.PI * 1e-200, within(1e-212));
    assertThat(Cauchy.of(0, 1).logProb(Np.array(1e200)).toDouble())
        .isCloseTo(-Math.log(Math.PI) - 400 * Math.log(10), within(1e-9));
    assertThat(HalfCauchy.of(1).logProb(Np.array(1e30f)).toDouble()).isFinite();
    assertThat(Bernoulli.logits(-1000).logProb(Np.array(1)).toDouble()).isEqualTo(-1000);
    assertThat(Bernoulli.logits(1000).logProb(Np.array(1)).toDouble()).isEqualTo(0);
    assertThat(Bernoulli.logits(Double.POSITIVE_INFINITY).logProb(Np.array(1)).toDouble())
        .isEqualTo(0);
  }

  @Test
  void impossibleClassesAreNoNan() {
    Array logits = Np.array(0, Double.NEGATIVE_INFINITY, 1);
    Categorical d = Categorical.logits(logits);
    assertThat(d.logProb(Np.array(1)).toDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(d.logProb(Np.array(0)).toDouble()).isCloseTo(-Math.log(1 + Math.E), within(1e-14));
    assertThat(d.entropy().toDouble()).isFinite();
    Function1<Array, Array> f = l -> Categorical.logits(l).logProb(Np.array(0));
    assertThat(Grad.of(f).apply(logits).toDoubles()[1]).isEqualTo(0);
    Function1<Array, Array> g = p -> Categorical.probs(p).logProb(Np.array(1));
    assertThat(Grad.of(g).apply(Np.array(0, 0.5, 0.5)).toDoubles()).doesNotContain(Double.NaN);
    Function1<Array, Array> h = p -> Bernoulli.probs(p).logProb(Np.array(0));
    assertThat(Grad.of(h).apply(Np.array(0.0)).toDouble()).isEqualTo(-1);
  }

  @Test
  void theGradientAtEvenLogitsIsOneHalf() {
    Function1<Array, Array> f = l -> Bernoulli.logits(l).logProb(Np.array(1));
    assertThat(Grad.of(f).apply(Np.array(0.0)).toDouble()).isEqualTo(0.5);
  }

  // ---- Supports ----

  @TestFactory
  Stream<DynamicTest> bijectorsReachTheSupportFromAnywhere() {
    return all().entrySet().stream()
        .filter(e -> !e.getValue().isDiscrete())
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(),
                    () -> {
                      Distribution d = e.getValue();
                      Constraint support = d.support();
                      Shape shape = d.batchShape().concat(d.eventShape());
                      Array x = Rng.normal(Key.of(0), shape, DType.F64).mul(3);
                      Array y = support.bijector().forward(x);
                      assertThat(support.check(y).all().toBoolean()).isTrue();
                      assertClose(support.bijector().inverse(y), x, 1e-9);
                      Function1<Array, Array> f = v -> support.bijector().forward(v).sum();
                      assertClose(
                          support.bijector().forwardLogDetJacobian(x),
                          Grad.of(f).apply(x).log(),
                          1e-9);
                    }));
  }

  @Test
  void discreteSupportsHaveNoBijector() {
    assertThatThrownBy(() -> Bernoulli.probs(0.5).support().bijector())
        .isInstanceOf(DistributionException.class)
        .hasMessageContaining("a whole number from 0 to 1 is discrete");
    assertThat(
            new Constraint.IntegerInterval(0, 2).check(Np.array(0, 1.5, 2, 3, Double.NaN)).toInts())
        .containsExactly(1, 0, 1, 0, 0);
  }

  // ---- Errors ----

  @Test
  void badParametersAreRefused() {
    assertThatThrownBy(() -> Normal.of(Np.zeros(3), Np.ones(4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("Normal: the shapes of loc F32(3) and scale F32(4) do not broadcast");
    assertThatThrownBy(() -> Normal.of(0, -1))
        .isInstanceOf(DistributionException.class)
        .hasMessageContaining("Normal: scale must be positive")
        .hasMessageContaining("-1.0");
    assertThatThrownBy(() -> HalfCauchy.of(Np.array(1f, 0f))).hasMessageContaining("HalfCauchy");
    assertThatThrownBy(() -> Bernoulli.probs(1.5)).hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> Categorical.probs(Np.array(0.5, -0.5)))
        .hasMessageContaining("at least 0");
    assertThatThrownBy(() -> Uniform.of(2, 1)).hasMessageContaining("high - low must be positive");
    assertThatThrownBy(() -> Categorical.logits(Np.array(1.0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("last axis");
    assertThatThrownBy(() -> Independent.of(Normal.of(0, 1), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("Normal(batch (), event ())");
    assertThatThrownBy(() -> Normal.of(Np.zeros(3), 1).expand(2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("does not broadcast to (2,)");
  }

  @Test
  void valuesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> Normal.of(Np.zeros(3), 1).logProb(Np.zeros(4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("logProb of Normal(batch (3,), event ())")
        .hasMessageContaining("F32(4)");
    assertThatThrownBy(() -> Normal.of(Np.zeros(3), 1).toEvent(1).logProb(Np.zeros(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("Independent(batch (), event (3,))");
  }

  @Test
  void whatIsNotDefinedSaysSo() {
    assertThatThrownBy(() -> Categorical.logits(Np.zeros(3)).quantile(Np.array(0.5)))
        .isInstanceOf(DistributionException.class)
        .hasMessageContaining("Categorical(batch (), event ()): quantile is not defined");
    assertThatThrownBy(() -> Kl.of(Normal.of(0, 1), Cauchy.of(0, 1)))
        .isInstanceOf(DistributionException.class)
        .hasMessageContaining("KL(Normal(batch (), event ()) || Cauchy(batch (), event ()))");
  }

  // ---- Divergences ----

  @Test
  void divergencesAreTheMeanLogRatioOfDraws() {
    int n = 100_000;
    record Pair(Distribution p, Distribution q) {}
    for (Pair pair :
        List.of(
            new Pair(Cauchy.of(0.5, Np.array(1.0)), Cauchy.of(-1, 2)),
            new Pair(Bernoulli.logits(Np.array(0.4)), Bernoulli.probs(0.3)),
            new Pair(HalfNormal.of(Np.array(1.5)), Exponential.of(2)),
            new Pair(LogNormal.of(Np.array(0.1), 0.5), Exponential.of(2)),
            new Pair(Sample.of(Normal.of(Np.array(0.1), 0.5), 3), Sample.of(Normal.of(0, 1), 3)),
            new Pair(
                MultivariateNormalDiag.of(Np.array(0.1, 2), 0.5),
                MultivariateNormalDiag.of(Np.array(0.5, 1), 1.5)))) {
      Array x = pair.p().sample(Key.of(7), n);
      Array ratio = pair.p().logProb(x).sub(pair.q().logProb(x));
      double error = 6 * ratio.std().toDouble() / Math.sqrt(n);
      assertThat(Kl.of(pair.p(), pair.q()).toDouble())
          .as("%s %s", pair.p(), pair.q())
          .isCloseTo(ratio.mean().toDouble(), within(error));
      assertThat(Kl.of(pair.p(), pair.p()).toDouble()).isCloseTo(0, within(1e-12));
    }
    assertThat(Kl.of(Bernoulli.probs(0.5), Bernoulli.probs(1)).toDouble())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Kl.of(Bernoulli.probs(1), Bernoulli.probs(0.5)).toDouble())
        .isCloseTo(Math.log(2), within(1e-6));
  }

  private static void assertClose(Array a, Array b, double tolerance) {
    assertThat(a.shape()).isEqualTo(b.shape());
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    for (int i = 0; i < x.length; i++) {
      boolean same = Double.compare(x[i], y[i]) == 0;
      assertThat(same || Math.abs(x[i] - y[i]) <= tolerance * (1 + Math.abs(y[i])))
          .as("[%d]: %s and %s", i, x[i], y[i])
          .isTrue();
    }
  }
}
