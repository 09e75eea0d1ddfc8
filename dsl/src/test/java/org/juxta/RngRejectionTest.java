package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vavr.Function3;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** The samplers that draw until they accept, and what is built on them. */
class RngRejectionTest {
  private static final int MANY = 20_000;

  /** A sampler with its mean and variance. */
  record Sampler(
      String name, Function3<Key, Shape, DType, Array> draw, double mean, double variance) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Array of(double value) {
    return Np.array(value);
  }

  static Stream<Sampler> samplers() {
    return Stream.of(
        new Sampler("gamma 0.3", (k, s, t) -> Rng.gamma(k, of(0.3), s, t), 0.3, 0.3),
        new Sampler("gamma 7", (k, s, t) -> Rng.gamma(k, of(7), s, t), 7, 7),
        new Sampler("loggamma 2", (k, s, t) -> Rng.loggamma(k, of(2), s, t).exp(), 2, 2),
        new Sampler("chisquare", (k, s, t) -> Rng.chisquare(k, of(3), s, t), 3, 6),
        new Sampler("beta", (k, s, t) -> Rng.beta(k, of(2), of(3), s, t), 0.4, 0.04),
        new Sampler("t", (k, s, t) -> Rng.t(k, of(12), s, t), 0, 1.2),
        new Sampler("f", (k, s, t) -> Rng.f(k, of(6), of(40), s, t), 40.0 / 38, 0.45159),
        new Sampler(
            "triangular",
            (k, s, t) -> Rng.triangular(k, of(0), of(1), of(3), s, t),
            4.0 / 3,
            7.0 / 18),
        new Sampler("exp(-x²)", (k, s, t) -> Rng.generalizedNormal(k, 2, s, t), 0, 0.5),
        new Sampler("binomial 20", (k, s, t) -> Rng.binomial(k, of(20), of(0.3), s, t), 6, 4.2),
        new Sampler("binomial 200", (k, s, t) -> Rng.binomial(k, of(200), of(0.6), s, t), 120, 48),
        new Sampler("poisson 2.5", (k, s, t) -> poisson(k, 2.5, s, t), 2.5, 2.5),
        new Sampler("poisson 60", (k, s, t) -> poisson(k, 60, s, t), 60, 60));
  }

  private static Array poisson(Key key, double rate, Shape shape, DType dtype) {
    DType integer = dtype == DType.F64 ? DType.I64 : DType.I32;
    return Rng.poisson(key, of(rate), shape, integer).astype(dtype);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void momentsAreRight(Sampler sampler) {
    for (KeyLayout layout : KeyLayout.values()) {
      DType dtype = layout == KeyLayout.ORIGINAL ? DType.F32 : DType.F64;
      Array draws =
          sampler.draw().apply(Key.of(23, layout), Shape.of(MANY), dtype).astype(DType.F64);
      double mean = draws.mean().toDouble();
      double variance = draws.var().toDouble();
      double fourth = draws.sub(mean).square().square().mean().toDouble();
      double spread = Math.sqrt((fourth - variance * variance) / MANY);
      assertThat(mean).isCloseTo(sampler.mean(), within(4.5 * Math.sqrt(variance / MANY)));
      assertThat(variance).isCloseTo(sampler.variance(), within(5 * spread));
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void shapesAndTypesAreWhatWasAsked(Sampler sampler) {
    for (Shape shape : List.of(Shape.SCALAR, Shape.of(2, 0), Shape.of(3, 1, 2))) {
      Array draws = sampler.draw().apply(Key.of(4), shape, DType.F32);
      assertThat(draws.type()).isEqualTo(ArrayType.of(DType.F32, shape));
      assertThat(Np.isfinite(draws).all().toBoolean()).isTrue();
    }
  }

  @Test
  void parametersAreBroadcast() {
    Array alpha = Np.array(new double[][] {{0.01}, {1e4}});
    Array draws = Rng.gamma(Key.of(1), alpha, Shape.of(2, 500), DType.F64);
    assertThat(draws.mean(1).toDoubles()[0]).isBetween(0.0, 0.05);
    assertThat(draws.mean(1).toDoubles()[1]).isCloseTo(1e4, within(25.0));
    assertThatThrownBy(() -> Rng.gamma(Key.of(1), alpha, Shape.of(2), DType.F64))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("Rng.gamma: parameters of shape (2, 1) can't be broadcast");
  }

  @Test
  void parametersAtAndBeyondTheEdges() {
    Array alpha = Np.array(Double.NaN, -1.5, Double.POSITIVE_INFINITY, 0.0);
    double[] gamma = Rng.gamma(Key.of(1), alpha, Shape.of(4), DType.F64).toDoubles();
    assertThat(gamma[0]).isNaN();
    assertThat(gamma[1]).isNaN();
    assertThat(gamma[2]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(gamma[3]).isZero();
    Array rates = Np.array(0.0, -2.0, Double.NaN);
    assertThat(Rng.poisson(Key.of(1), rates, Shape.of(3), DType.I32).toInts())
        .containsExactly(0, -1, -1);
    Array n = Np.array(-1.0, 10.0, 10.0, Double.POSITIVE_INFINITY, 10.0, 10.0, 1e6);
    Array p = Np.array(0.5, Double.NaN, -0.1, 0.5, 0.0, 1.0, 1.0);
    double[] counts = Rng.binomial(Key.of(1), n, p, Shape.of(7), DType.F64).toDoubles();
    assertThat(counts)
        .containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, 0, 10, 1e6);
  }

  @Test
  void smallShapesDoNotUnderflowInLogs() {
    Array logs = Rng.loggamma(Key.of(1), of(1e-3), Shape.of(1000), DType.F32);
    assertThat(Np.isfinite(logs).all().toBoolean()).isTrue();
    assertThat(logs.astype(DType.F64).mean().toDouble()).isCloseTo(-1000.577, within(150.0));
  }

  @Test
  void dirichletVectorsAddUpToOne() {
    Array alpha = Np.array(0.5, 1.5, 3.0);
    Array x = Rng.dirichlet(Key.of(2), alpha, Shape.of(MANY), DType.F64);
    assertThat(x.shape()).isEqualTo(Shape.of(MANY, 3));
    assertThat(Np.allclose(x.sum(-1), Np.array(1.0), 1e-14, 0).toBoolean()).isTrue();
    assertThat(Np.allclose(x.mean(0), alpha.div(5), 0, 0.008).toBoolean()).isTrue();
    assertThatThrownBy(() -> Rng.dirichlet(Key.of(2), of(1), Shape.of(2), DType.F64))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void multinomialCountsAddUp() {
    Array p = Np.array(0.2, 0.0, 0.5, 0.3);
    Array counts = Rng.multinomial(Key.of(2), of(40), p, Shape.of(4000, 4), DType.F64);
    assertThat(counts.sum(-1).eq(40).all().toBoolean()).isTrue();
    assertThat(Np.allclose(counts.mean(0), p.mul(40), 0, 0.25).toBoolean()).isTrue();
    assertThat(counts.min().toDouble()).isZero();
  }

  @Test
  void ballsAreFilled() {
    for (double norm : new double[] {1, 2, 5}) {
      Array x = Rng.ball(Key.of(6), 3, norm, Shape.of(MANY), DType.F64);
      Array size = Np.power(Np.power(x.abs(), of(norm)).sum(-1), of(1 / norm));
      assertThat(size.max().toDouble()).isLessThan(1);
      assertThat(size.mean().toDouble()).isCloseTo(0.75, within(0.006));
    }
  }

  @ParameterizedTest
  @EnumSource
  void gumbelTails(DrawMode mode) {
    Array x = Rng.gumbel(Key.of(6), Shape.of(MANY), DType.F32, mode).astype(DType.F64);
    assertThat(x.mean().toDouble()).isCloseTo(0.5772, within(4.5 * Math.sqrt(1.645 / MANY)));
    // Of 20,000 draws the least and greatest are about -2.3 and 10.
    assertThat(x.min().toDouble()).isBetween(-3.2, -1.9);
    assertThat(x.max().toDouble()).isBetween(8.0, 17.0);
  }

  @Test
  void highModeDrawsRareEvents() {
    Array p = Np.full(Shape.of(1 << 16), 1e-9, DType.F32);
    assertThat(Rng.bernoulli(Key.of(1), p, p.shape()).astype(DType.F64).mean().toDouble())
        .isLessThan(1e-3);
    Array even = Np.full(Shape.of(MANY), 0.3, DType.F32);
    Array share = Rng.bernoulli(Key.of(1), even, even.shape(), DrawMode.HIGH).astype(DType.F64);
    assertThat(share.mean().toDouble()).isCloseTo(0.3, within(4.5 * Math.sqrt(0.21 / MANY)));
  }

  @Test
  void refusesTypesItCannotDraw() {
    assertThatThrownBy(() -> Rng.poisson(Key.of(0), of(1), Shape.of(2), DType.F32))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("Rng.poisson: an integer type is needed, not F32");
    assertThatThrownBy(() -> Rng.gamma(Key.of(0), of(1), Shape.of(2), DType.I32))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> Rng.binomial(Key.of(0), of(1), of(0.5), Shape.of(2), DType.I32))
        .isInstanceOf(DTypeException.class);
  }
}
