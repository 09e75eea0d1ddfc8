package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.juxta.probability.Model.deterministic;
import static org.juxta.probability.Model.plate;
import static org.juxta.probability.Model.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.Array;
import org.juxta.Index;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.probability.Diagnostics;
import org.juxta.probability.Draws;
import org.juxta.probability.HalfNormal;
import org.juxta.probability.Hmc;
import org.juxta.probability.Mcmc;
import org.juxta.probability.ModelException;
import org.juxta.probability.Normal;
import org.juxta.probability.Nuts;
import org.juxta.probability.ProgressListener;
import org.juxta.probability.SampleChain;
import org.juxta.probability.SamplerWarning;
import org.juxta.probability.Start;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Jit;

class McmcTest {
  private static final Array PRECISION =
      Np.array(new double[][] {{0.8 / 0.84, -0.6 / 0.84}, {-0.6 / 0.84, 1.5 / 0.84}});

  /** Normal with variances 1.5 and 0.8 and covariance 0.6 around (2, -1). */
  private static Array correlated(Array q) {
    Array x = q.sub(Np.array(2.0, -1.0).astype(q.dtype()));
    return x.mul(PRECISION.astype(q.dtype()).matmul(x)).sum().mul(-0.5);
  }

  private static Nuts nuts() {
    return Nuts.logDensity(q -> correlated(q));
  }

  private static Mcmc quiet(Mcmc mcmc) {
    return mcmc.progress(ProgressListener.NONE);
  }

  private static DoubleStream flat(double[][] values) {
    return Stream.of(values).flatMapToDouble(DoubleStream::of);
  }

  private static void assertMean(double[][] draws, double mean) {
    assertThat(Diagnostics.rhat(draws)).isLessThan(1.02);
    double average = flat(draws).average().orElseThrow();
    assertThat(average).isCloseTo(mean, within(4 * Diagnostics.mcseMean(draws)));
  }

  private static double[][] map(double[][] a, double[][] b, double ca, double cb) {
    double[][] products = new double[a.length][a[0].length];
    for (int c = 0; c < a.length; c++) {
      for (int i = 0; i < a[c].length; i++) {
        products[c][i] = (a[c][i] - ca) * (b[c][i] - cb);
      }
    }
    return products;
  }

  private static void assertCorrelated(Draws draws) {
    double[][] x = draws.columns().get("x[0]");
    double[][] y = draws.columns().get("x[1]");
    assertMean(x, 2);
    assertMean(y, -1);
    assertMean(map(x, x, 2, 2), 1.5);
    assertMean(map(y, y, -1, -1), 0.8);
    assertMean(map(x, y, 2, -1), 0.6);
    assertThat(draws.divergences()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F32", "F64"})
  void nutsSamplesACorrelatedNormal(DType dtype) {
    Mcmc mcmc =
        quiet(Mcmc.of(nuts())).warmup(300).draws(1500).chains(2).startAt(Np.zeros(dtype, 2));
    Draws draws = mcmc.run(Key.of(1));
    assertThat(draws.get("x").type().dtype()).isEqualTo(dtype);
    assertThat(draws.get("x").shape()).isEqualTo(Shape.of(2, 1500, 2));
    assertThat(draws.flat("x").shape()).isEqualTo(Shape.of(3000, 2));
    assertCorrelated(draws);
    assertThat(flat(draws.acceptance()).average().orElseThrow()).isBetween(0.7, 0.95);
    assertThat(draws.warnings()).noneMatch(w -> w instanceof SamplerWarning.Divergences);
  }

  @Test
  void masses() {
    Nuts dense = nuts().denseMass(true).heuristicStepSize(true);
    Mcmc mcmc =
        quiet(Mcmc.of(dense)).warmup(400).draws(1500).chains(2).startAt(Np.zeros(DType.F64, 2));
    assertCorrelated(mcmc.run(Key.of(2)));
    Nuts none = nuts().adaptMass(false).targetAcceptance(0.9);
    assertCorrelated(
        quiet(Mcmc.of(none))
            .warmup(200)
            .draws(1500)
            .chains(2)
            .startAt(Np.zeros(DType.F64, 2))
            .run(Key.of(3)));
  }

  @Test
  void hmcSamplesACorrelatedNormal() {
    Hmc hmc = Hmc.logDensity(q -> correlated(q)).length(1.5).targetAcceptance(0.9);
    Mcmc mcmc =
        quiet(Mcmc.of(hmc)).warmup(400).draws(2000).chains(2).startAt(Np.zeros(DType.F64, 2));
    assertCorrelated(mcmc.run(Key.of(4)));
  }

  private static void conjugate(Array y) {
    Array mu = sample("mu", Normal.of(0, 2));
    deterministic("twice", mu.mul(2));
    plate("data", y.dim(0), () -> sample("y", Normal.of(mu, 1), y));
  }

  /**
   * The posterior of a normal mean is normal: precision 1/4 + n, mean the sum over the precision.
   */
  @Test
  void conjugateModel() {
    Array y = Np.array(1.0, 2.0, 0.5, 1.5);
    Mcmc mcmc = quiet(Mcmc.of(Nuts.of(McmcTest::conjugate))).warmup(300).draws(2000).chains(2);
    Draws draws = mcmc.run(Key.of(5), y);
    assertThat(draws.names()).containsExactly("mu", "twice");
    double[][] mu = draws.columns().get("mu");
    double mean = 5 / 4.25;
    assertMean(mu, mean);
    assertMean(map(mu, mu, mean, mean), 1 / 4.25);
    assertThat(draws.get("mu").mul(2).toDoubles()).isEqualTo(draws.get("twice").toDoubles());
    assertThat(draws.summary().row("mu").mean()).isCloseTo(mean, within(0.1));
    assertThat(draws.minEss()).isGreaterThan(500);
    assertThat(draws.toString()).contains("mu").contains("Number of divergences: 0");
  }

  @Test
  void otherDataOfTheSameShapesCompileNothing() {
    Mcmc mcmc = quiet(Mcmc.of(Nuts.of(McmcTest::conjugate))).warmup(50).draws(20);
    double[] first = mcmc.run(Key.of(0), Np.array(1.0, 2, 3)).get("mu").toDoubles();
    double[] other = mcmc.run(Key.of(1), Np.array(9.0, 8, 7)).get("mu").toDoubles();
    mcmc.warmup(7).draws(33).chains(2).blockSize(5).run(Key.of(1), Np.array(9.0, 8, 7));
    assertThat(mcmc.cache().entries()).hasSize(1);
    assertThat(other[19]).isGreaterThan(first[19] + 1);
    assertThat(mcmc.run(Key.of(0), Np.array(1.0, 2, 3)).get("mu").toDoubles()).isEqualTo(first);
  }

  @Test
  void drawsDoNotDependOnBlocksThreadsOrOtherChains() {
    Mcmc mcmc = quiet(Mcmc.of(nuts())).warmup(160).draws(60).startAt(Np.array(0.5, 0.5));
    double[] alone = mcmc.threads(1).run(Key.of(7)).get("x").toDoubles();
    Draws beside = mcmc.chains(3).threads(3).run(Key.of(7));
    assertThat(beside.get("x").get(0).toDoubles()).isEqualTo(alone);
    assertThat(beside.get("x").get(1).toDoubles()).isNotEqualTo(alone);
    Draws blocks = mcmc.chains(3).threads(1).blockSize(7).run(Key.of(7));
    assertThat(blocks.get("x").toDoubles()).isEqualTo(beside.get("x").toDoubles());
    assertThat(blocks.energy()).isDeepEqualTo(beside.energy());
    Draws longer = mcmc.draws(90).run(Key.of(7));
    assertThat(longer.get("x").ravel().get(Index.to(120)).toDoubles()).isEqualTo(alone);
  }

  @Test
  void vectorizedChainsAreTheSameButForRounding() {
    Nuts fixed = nuts().stepSize(0.5).adaptStepSize(false).adaptMass(false);
    Mcmc mcmc =
        quiet(Mcmc.of(fixed))
            .warmup(3)
            .draws(12)
            .chains(3)
            .startEach(Np.array(new double[][] {{0, 0}, {1, 2}, {-1, 0.5}}));
    Array threads = mcmc.run(Key.of(8)).get("x");
    Draws together = mcmc.vectorized(true).run(Key.of(8));
    assertThat(Np.allclose(together.get("x"), threads, 1e-7, 1e-7).toBoolean()).isTrue();
    Mcmc adapted = quiet(Mcmc.of(nuts().heuristicStepSize(true))).warmup(300).draws(1000).chains(4);
    assertCorrelated(adapted.vectorized(true).startAt(Np.zeros(DType.F64, 2)).run(Key.of(9)));
  }

  private static void funnel() {
    Array v = sample("v", Normal.of(0, 3));
    sample("x", Normal.of(0, v.div(2).exp()).expand(5).toEvent(1));
  }

  @Test
  void divergencesAreCountedAndWarnedOf() {
    Nuts coarse = Nuts.of(McmcTest::funnel).stepSize(0.5).adaptStepSize(false).adaptMass(false);
    Draws draws = quiet(Mcmc.of(coarse)).warmup(0).draws(500).chains(2).run(Key.of(10));
    int counted = (int) flat(draws.divergent()).sum();
    assertThat(draws.divergences()).isEqualTo(counted).isPositive();
    assertThat(draws.warnings()).contains(new SamplerWarning.Divergences(counted, 1000));
    assertThat(draws.toString())
        .contains("Warning: " + counted + " of 1000 draws ended in a divergence");
    Nuts shallow = nuts().stepSize(0.01).adaptStepSize(false).maxTreeDepth(3);
    Draws deep =
        quiet(Mcmc.of(shallow))
            .warmup(0)
            .draws(100)
            .chains(2)
            .startAt(Np.zeros(DType.F64, 2))
            .run(Key.of(11));
    assertThat(deep.totalLeapfrogs()).isBetween(6L * 200, 7L * 200);
    assertThat(deep.leapfrogs()[1]).contains(7);
    assertThat(deep.treeDepth()[1]).contains(3);
    assertThat(deep.warnings())
        .anyMatch(
            w -> w instanceof SamplerWarning.DeepTrees d && d.count() > 180 && d.count() <= 200)
        .anyMatch(w -> w instanceof SamplerWarning.NotConverged n && n.worst() > 1.01);
    Mcmc adapted = quiet(Mcmc.of(Nuts.of(McmcTest::funnel)));
    Draws tails = adapted.warmup(300).draws(500).run(Key.of(12));
    assertThat(tails.warnings())
        .anyMatch(
            w -> w instanceof SamplerWarning.LowEnergyChange e && e.chain() == 0 && e.bfmi() < 0.3);
  }

  @Test
  void badStartsAndSettings() {
    Mcmc nan = quiet(Mcmc.of(Nuts.logDensity(q -> q.log().sum()))).warmup(5).draws(5);
    assertThatThrownBy(() -> nan.startAt(Np.array(1.0, -2.0)).run(Key.of(0)))
        .isInstanceOf(JuxtaException.class)
        .hasMessageContaining("the log density is NaN")
        .hasMessageContaining("-2");
    assertThatThrownBy(() -> nan.run(Key.of(0))).hasMessageContaining("startAt");
    assertThatThrownBy(() -> nan.startAt(Np.array(1, 2)).run(Key.of(0)))
        .hasMessageContaining("one float type");
    assertThatThrownBy(() -> nan.startAt(Np.array(1.0)).run(Key.of(0), Np.zeros(2)))
        .hasMessageContaining("takes 0 arguments");
    assertThatThrownBy(() -> nan.draws(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> nan.chains(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> nan.warmup(-1)).hasMessageContaining("negative");
    assertThatThrownBy(() -> nuts().stepSize(0)).hasMessageContaining("positive");
    assertThatThrownBy(() -> nan.chains(2).startEach(Np.ones(DType.F64, 1, 2)).run(Key.of(0)))
        .hasMessageContaining("chain 1");
    Array bad = Np.array(1.0, Double.NaN);
    assertThatThrownBy(() -> quiet(Mcmc.of(Nuts.of(McmcTest::conjugate))).run(Key.of(0), bad))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("can't start")
        .hasMessageContaining("y   observed")
        .hasMessageContaining("the log density is NaN");
    assertThatThrownBy(
            () ->
                quiet(Mcmc.of(Nuts.of(McmcTest::conjugate)))
                    .startAt(Map.of("mu", Np.array(Double.POSITIVE_INFINITY)))
                    .run(Key.of(0), Np.ones(1)))
        .hasMessageContaining("mu");
  }

  @Test
  void startsOfModels() {
    Array y = Np.array(1.0, 2.0);
    Mcmc mcmc =
        quiet(Mcmc.of(Nuts.of(McmcTest::scaled).stepSize(1e-6).adaptStepSize(false)))
            .warmup(0)
            .draws(1);
    Draws at = mcmc.startAt(Map.of("s", Np.array(3.0))).run(Key.of(0), y);
    assertThat(at.get("s").toDoubles()[0]).isCloseTo(3, within(0.01));
    Draws each = mcmc.chains(2).startEach(Map.of("s", Np.array(3.0, 0.5))).run(Key.of(0), y);
    assertThat(each.get("s").toDoubles()[1]).isCloseTo(0.5, within(0.01));
    Draws prior = mcmc.chains(4).start(new Start.Prior()).run(Key.of(0), y);
    assertThat(prior.get("s").toDoubles()).doesNotHaveDuplicates();
    assertThat(prior.get("s").gt(0).all().toBoolean()).isTrue();
  }

  private static void scaled(Array y) {
    Array s = sample("s", HalfNormal.of(1));
    plate("data", y.dim(0), () -> sample("y", Normal.of(0, s), y));
  }

  @Test
  void progressDrawsAndCancelling() {
    List<Long> done = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void started(long total, String what) {
            assertThat(total).isEqualTo(60);
            done.add(0L);
          }

          @Override
          public void advanced(long steps, String info) {
            assertThat(info).contains("step size");
            done.add(steps);
          }

          @Override
          public void finished() {
            done.add(-1L);
          }
        };
    Mcmc mcmc = Mcmc.of(nuts()).progress(listener).warmup(10).draws(20).chains(2).blockSize(8);
    AtomicInteger seen = new AtomicInteger();
    Mcmc watched =
        mcmc.startAt(Np.zeros(DType.F64, 2))
            .onDraws((chain, first, sites) -> seen.addAndGet(sites.get("x").dim(0)));
    Draws all = watched.run(Key.of(0));
    assertThat(seen).hasValue(40);
    assertThat(done).startsWith(0L).endsWith(60L, -1L).hasSize(12);
    assertThat(done.subList(0, 11)).isSorted();
    seen.set(0);
    Draws some =
        watched
            .threads(1)
            .chains(1)
            .progress(ProgressListener.NONE)
            .cancelWhen(() -> seen.get() >= 8)
            .run(Key.of(0));
    assertThat(some.size()).isEqualTo(8);
    assertThat(some.get("x").ravel().toDoubles())
        .isEqualTo(all.get("x").ravel().get(Index.to(16)).toDoubles());
    assertThatThrownBy(
            () -> watched.progress(ProgressListener.NONE).cancelWhen(() -> true).run(Key.of(0)))
        .hasMessageContaining("cancelled");
  }

  private record Point(Array a, Array b) {}

  @Test
  void chainsAsFunctions() {
    Nuts kernel =
        Nuts.logDensity((Point p) -> p.a().square().sum().add(p.b().square()).mul(-0.5))
            .stepSize(0.4);
    SampleChain chain = SampleChain.of(kernel, 1500).burnIn(10);
    var run = Jit.of((Key key, Point p) -> chain.run(key, p, (state, info) -> info.logDensity()));
    Point zero = new Point(Np.zeros(DType.F64, 2), Np.zeros(DType.F64));
    var result = run.apply(Key.of(12), zero);
    assertThat(result.states().a().shape()).isEqualTo(Shape.of(1500, 2));
    assertThat(result.states().a().square().mean().toDouble()).isCloseTo(1, within(0.12));
    Array density = result.states().a().square().sum(1).add(result.states().b().square()).mul(-0.5);
    assertThat(Np.allclose(result.trace(), density, 1e-12, 1e-12).toBoolean()).isTrue();
    var without = Jit.of((Key key, Point p) -> SampleChain.of(kernel, 20).run(key, p));
    assertThat(
            Np.allclose(
                    without.apply(Key.of(12), zero).states().b().get(Index.from(10)),
                    result.states().b().get(Index.to(10)),
                    1e-12,
                    1e-12)
                .toBoolean())
        .isTrue();
    var many =
        Jit.of(
            (Key key, Point p) ->
                SampleChain.of(kernel, 50).runMany(key, p, (state, info) -> info.leapfrogs()));
    var chains =
        many.apply(Key.of(13), new Point(Np.zeros(DType.F64, 10, 2), Np.zeros(DType.F64, 10)));
    assertThat(chains.states().a().shape()).isEqualTo(Shape.of(10, 50, 2));
    assertThat(chains.trace().shape()).isEqualTo(Shape.of(10, 50));
    assertThat(chains.states().a().square().mean().toDouble()).isCloseTo(1, within(0.25));
  }
}
