package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vavr.Function1;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.Stats;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/** Draws and distribution functions under transformations. */
class RandomDerivativesTest {
  private static final int MANY = 4000;

  /** Since the mean of gamma draws is alpha, the mean of their derivatives is 1. */
  @Test
  void derivativesOfGammaDraws() {
    for (double alpha : new double[] {0.4, 1, 3, 80}) {
      Function1<Array, Array> mean = a -> Rng.gamma(Key.of(3), a, Shape.of(MANY), DType.F64).mean();
      assertThat(Grad.of(mean).apply(Np.array(alpha)).toDouble())
          .as("alpha %s", alpha)
          .isCloseTo(1, within(0.06));
    }
  }

  @Test
  void derivativesOfLogarithms() {
    Array alpha = Np.array(1.5, 2.0, 30.0);
    Function1<Array, Array> draws = a -> Rng.gamma(Key.of(3), a, Shape.of(3), DType.F64).log();
    Function1<Array, Array> logs = a -> Rng.loggamma(Key.of(3), a, Shape.of(3), DType.F64);
    Array expected = Grad.of((Array a) -> draws.apply(a).sum()).apply(alpha);
    Array found = Grad.of((Array a) -> logs.apply(a).sum()).apply(alpha);
    assertThat(Np.allclose(draws.apply(alpha), logs.apply(alpha), 1e-12, 0).toBoolean()).isTrue();
    assertThat(Np.allclose(found, expected, 1e-10, 0).toBoolean()).isTrue();
  }

  @Test
  void derivativesOfDrawsBuiltOnGamma() {
    Function1<Array, Array> beta =
        a -> Rng.beta(Key.of(3), a, Np.array(3.0), Shape.of(MANY), DType.F64).mean();
    // d/da of a / (a + 3) at 2
    assertThat(Grad.of(beta).apply(Np.array(2.0)).toDouble()).isCloseTo(0.12, within(0.01));
    Function1<Array, Array> spread =
        df -> Rng.chisquare(Key.of(3), df, Shape.of(MANY), DType.F64).mean();
    assertThat(Grad.of(spread).apply(Np.array(5.0)).toDouble()).isCloseTo(1, within(0.06));
  }

  @Test
  void batchesOfKeys() {
    Key keys = Key.of(5).splitBatch(3);
    Array alpha = Np.array(0.5, 2.0);
    Function1<Key, Array> draw = k -> Rng.gamma(k, alpha, Shape.of(2), DType.F64);
    Array batch = Vmap.of(draw).apply(keys);
    Function1<Key, Array> count = k -> Rng.poisson(k, Np.array(20.0, 3.0), Shape.of(2), DType.I32);
    Array counts = Vmap.of(count).apply(keys);
    for (int i = 0; i < 3; i++) {
      assertThat(Np.allclose(batch.get(i), draw.apply(keys.get(i)), 1e-13, 0).toBoolean()).isTrue();
      assertThat(counts.get(i).toInts()).containsExactly(count.apply(keys.get(i)).toInts());
    }
    Function1<Key, Array> compiled =
        k -> Rng.binomial(k, Np.array(90.0), Np.array(0.4), Shape.of(4), DType.F32);
    assertThat(Jit.of(compiled).apply(keys.get(0)).toFloats())
        .containsExactly(compiled.apply(keys.get(0)).toFloats());
  }

  private static double slope(Function1<Array, Array> f, double x) {
    double slope = Grad.of(f).apply(Np.array(x)).toDouble();
    double h = 1e-6 * Math.max(1, Math.abs(x));
    double difference = f.apply(Np.array(x + h)).toDouble() - f.apply(Np.array(x - h)).toDouble();
    assertThat(slope).isCloseTo(difference / (2 * h), within(2e-8 + 2e-7 * Math.abs(slope)));
    return slope;
  }

  @Test
  void derivativesOfDistributionFunctions() {
    for (double[] at : new double[][] {{0.3, 0.1}, {0.3, 4}, {5, 2}, {5, 9}, {60, 55}}) {
      Array a = Np.array(at[0]);
      Array x = Np.array(at[1]);
      double density = slope(y -> Stats.Gamma.cdf(y, a), at[1]);
      assertThat(density).isCloseTo(Stats.Gamma.pdf(x, a).toDouble(), within(1e-12));
      slope(y -> Stats.Gamma.sf(y, a), at[1]);
      slope(b -> Stats.Gamma.cdf(x, b), at[0]);
      slope(b -> Stats.Gamma.sf(x, b), at[0]);
    }
    double density = slope(y -> Stats.Beta.cdf(y, Np.array(2.0), Np.array(3.5)), 0.3);
    assertThat(density)
        .isCloseTo(
            Stats.Beta.pdf(Np.array(0.3), Np.array(2.0), Np.array(3.5)).toDouble(), within(1e-12));
    slope(a -> Stats.Beta.cdf(Np.array(0.3), a, Np.array(3.5)), 2);
    slope(b -> Stats.Beta.sf(Np.array(0.3), Np.array(2.0), b), 3.5);
  }

  @Test
  void derivativesOfDensities() {
    Array one = Np.array(1.3);
    slope(y -> Stats.T.logpdf(one, y), 4);
    slope(y -> Stats.Gamma.logpdf(one, y), 0.2);
    slope(y -> Stats.Beta.logpdf(Np.array(0.2), y, one), 9);
    slope(y -> Stats.Nbinom.logpmf(Np.array(4.0), y, Np.array(0.3)), 2.5);
    slope(y -> Stats.Poisson.logpmf(Np.array(4.0), y), 2.5);
    slope(y -> Stats.Vonmises.logpdf(one, y), 2.5);
    slope(y -> Stats.Truncnorm.logcdf(one, y, Np.array(3.0)), 0.7);
    // Outside the support the density is flat.
    for (double x : new double[] {-1, 2}) {
      Function1<Array, Array> density = a -> Stats.Beta.pdf(Np.array(x), a, Np.array(2.0));
      assertThat(Grad.of(density).apply(Np.array(3.0)).toDouble()).isZero();
    }
  }
}
