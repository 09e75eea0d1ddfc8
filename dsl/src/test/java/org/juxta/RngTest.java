package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vavr.Function1;
import io.vavr.Function3;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

class RngTest {
  private static final int MANY = 40_000;
  private static final double EULER = 0.5772156649015329;

  /** A sampler of reals with its mean and variance. */
  record Sampler(
      String name, Function3<Key, Shape, DType, Array> draw, double mean, double variance) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sampler> samplers() {
    Array two = Np.array(2.0);
    double z = Math.sqrt(2 / Math.PI);
    return Stream.of(
        new Sampler("uniform", Rng::uniform, 0.5, 1.0 / 12),
        new Sampler("uniform -2..4", (k, s, t) -> Rng.uniform(k, s, -2, 4, t), 1, 3),
        new Sampler("normal", Rng::normal, 0, 1),
        new Sampler("exponential", Rng::exponential, 1, 1),
        new Sampler("gumbel", Rng::gumbel, EULER, Math.PI * Math.PI / 6),
        new Sampler("laplace", Rng::laplace, 0, 2),
        new Sampler("logistic", Rng::logistic, 0, Math.PI * Math.PI / 3),
        new Sampler("maxwell", Rng::maxwell, 2 * z, 3 - 8 / Math.PI),
        new Sampler("rademacher", Rng::rademacher, 0, 1),
        new Sampler(
            "signed maxwell", (k, s, t) -> Rng.doubleSidedMaxwell(k, two, two, s, t), 2, 12),
        new Sampler(
            "half normal",
            (k, s, t) ->
                Rng.truncatedNormal(k, Np.array(0.0), Np.array(Double.POSITIVE_INFINITY), s, t),
            z,
            1 - z * z),
        new Sampler(
            "log normal",
            (k, s, t) -> Rng.logNormal(k, Np.array(0.5), s, t),
            Math.exp(0.125),
            Math.expm1(0.25) * Math.exp(0.25)),
        new Sampler(
            "rayleigh",
            (k, s, t) -> Rng.rayleigh(k, two, s, t),
            Math.sqrt(2 * Math.PI),
            8 - 2 * Math.PI),
        new Sampler("pareto", (k, s, t) -> Rng.pareto(k, Np.array(6.0), s, t), 1.2, 6.0 / (25 * 4)),
        new Sampler("weibull", (k, s, t) -> Rng.weibullMin(k, two, Np.array(1.0), s, t), 2, 4),
        new Sampler("wald", (k, s, t) -> Rng.wald(k, Np.array(1.5), s, t), 1.5, 1.5 * 1.5 * 1.5));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void momentsAreRight(Sampler sampler) {
    for (KeyLayout layout : KeyLayout.values()) {
      for (DType dtype : List.of(DType.F32, DType.F64)) {
        Array draws =
            sampler.draw().apply(Key.of(17, layout), Shape.of(MANY), dtype).astype(DType.F64);
        double[] x = draws.toDoubles();
        double mean = draws.mean().toDouble();
        double variance = draws.var().toDouble();
        double fourth = draws.sub(mean).square().square().mean().toDouble();
        double spread = Math.sqrt((fourth - variance * variance) / x.length);
        assertThat(mean)
            .isCloseTo(sampler.mean(), within(4.5 * Math.sqrt(sampler.variance() / x.length)));
        assertThat(variance).isCloseTo(sampler.variance(), within(5 * spread + 1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void shapesAndTypesAreWhatWasAsked(Sampler sampler) {
    for (KeyLayout layout : KeyLayout.values()) {
      for (DType dtype : List.of(DType.F32, DType.F64)) {
        for (Shape shape :
            List.of(
                Shape.SCALAR,
                Shape.of(0),
                Shape.of(1),
                Shape.of(7),
                Shape.of(2, 0),
                Shape.of(3, 1, 5))) {
          Array draws = sampler.draw().apply(Key.of(4, layout), shape, dtype);
          assertThat(draws.type()).isEqualTo(ArrayType.of(dtype, shape));
          assertThat(Np.isfinite(draws).all().toBoolean()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void aTracedKeyGivesTheSameDraws(Sampler sampler) {
    for (KeyLayout layout : KeyLayout.values()) {
      Function1<Key, Array> draw = key -> sampler.draw().apply(key, Shape.of(3, 3), DType.F32);
      Key key = Key.of(4, layout);
      assertThat(traced(draw, key).toFloats()).containsExactly(draw.apply(key).toFloats());
    }
  }

  private static Array traced(Function1<Key, Array> draw, Key key) {
    Trace.Recording recording =
        Trace.record(
            List.of(key.data().type()),
            data -> List.of(draw.apply(new Key(Array.of(data.getFirst()), key.layout())).value()));
    recording.program().check();
    assertThat(recording.program().equations().size()).isLessThan(80);
    var captured = recording.captured().stream().map(v -> ((Value.Concrete) v).toHost()).toList();
    return Array.of(
        ReferenceEvaluator.run(recording.program(), captured, List.of(key.data().toHost()))
            .getFirst());
  }

  @Test
  void programsAreSmall() {
    Map<String, Function1<Key, Array>> draws =
        Map.of(
            "uniform", key -> Rng.uniform(key, 4),
            "normal", key -> Rng.normal(key, 4),
            "one normal", key -> Rng.normal(key));
    draws.forEach(
        (name, draw) -> {
          Trace.Recording recording =
              Trace.record(
                  List.of(ArrayType.of(DType.U32, 2)),
                  data ->
                      List.of(
                          draw.apply(new Key(Array.of(data.getFirst()), KeyLayout.ORIGINAL))
                              .value()));
          assertThat(recording.program().equations()).as(name).hasSizeLessThanOrEqualTo(18);
          assertThat(recording.captured()).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource
  void otherKeysGiveOtherDraws(KeyLayout layout) {
    Key[] keys = Key.of(0, layout).split();
    double correlation = Rng.normal(keys[0], MANY).mul(Rng.normal(keys[1], MANY)).mean().toDouble();
    assertThat(correlation).isCloseTo(0, within(4 / Math.sqrt(MANY)));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32})
  void bitsFillTheirWidth(int width) {
    for (KeyLayout layout : KeyLayout.values()) {
      Array bits = Rng.bits(Key.of(1, layout), width, Shape.of(1001));
      assertThat(bits.dtype()).isEqualTo(DType.valueOf("U" + width));
      double mean = bits.astype(DType.F64).mean().toDouble() / Math.pow(2, width);
      assertThat(mean).isCloseTo(0.5, within(4 / Math.sqrt(12 * 1001)));
      assertThat(bits.max().toLong())
          .isBetween((1L << width) - (1L << width) / 50, (1L << width) - 1);
      assertThat(Rng.bits(Key.of(1, layout), width, Shape.of(2, 0)).size()).isZero();
    }
  }

  @Test
  void uniformNumbersStayBelowTheUpperBound() {
    Array u = Rng.uniform(Key.of(3), MANY);
    assertThat(u.min().toDouble()).isGreaterThanOrEqualTo(0);
    assertThat(u.max().toDouble()).isLessThan(1);
  }

  @Test
  void boundsMayBeArraysOrNumbers() {
    Shape shape = Shape.of(2, 3);
    Array numbers = Rng.uniform(Key.of(3), shape, -0.3, 2.7, DType.F32);
    Array arrays =
        Rng.uniform(Key.of(3), shape, Np.array(-0.3), Np.array(2.7, 2.7, 2.7), DType.F32);
    assertThat(arrays.toFloats()).containsExactly(numbers.toFloats());
    Array integers = Rng.randint(Key.of(3), Np.array(2).shape(), -5, 17, DType.I32);
    assertThat(Rng.randint(Key.of(3), Shape.SCALAR, Np.array(-5), Np.array(17L), DType.I32).toInt())
        .isEqualTo(integers.toInt());
  }

  @Test
  void integersAreEvenlySpread() {
    for (KeyLayout layout : KeyLayout.values()) {
      for (DType dtype : List.of(DType.I32, DType.I64)) {
        Array x = Rng.randint(Key.of(8, layout), Shape.of(MANY), -2, 3, dtype);
        assertThat(x.dtype()).isEqualTo(dtype);
        for (int i = -2; i < 3; i++) {
          double share = x.eq(i).astype(DType.F64).mean().toDouble();
          assertThat(share).isCloseTo(0.2, within(4.5 * Math.sqrt(0.16 / MANY)));
        }
      }
    }
  }

  @Test
  void integersOfTheWholeType() {
    Shape shape = Shape.of(64);
    long tooFar = 1L << 31;
    Array numbers = Rng.randint(Key.of(2), shape, Integer.MIN_VALUE, tooFar, DType.I32);
    Array arrays =
        Rng.randint(Key.of(2), shape, Np.array(Integer.MIN_VALUE), Np.array(tooFar), DType.I32);
    assertThat(arrays.toInts()).containsExactly(numbers.toInts());
    assertThat(numbers.min().toInt()).isNegative();
    assertThat(numbers.max().toInt()).isPositive();
    Array last = Rng.randint(Key.of(2), shape, Integer.MAX_VALUE, tooFar, DType.I32);
    assertThat(last.toInts()).containsOnly(Integer.MAX_VALUE);
    assertThat(Rng.randint(Key.of(2), shape, 9, 3, DType.I64).toLongs()).containsOnly(9);
  }

  @Test
  void bernoulliHasItsChance() {
    Array p = Np.array(0.0, 0.3, 1.0);
    Array share = Rng.bernoulli(Key.of(5), p, Shape.of(MANY, 3)).astype(DType.F64).mean(0);
    assertThat(share.toDoubles()[0]).isZero();
    assertThat(share.toDoubles()[1]).isCloseTo(0.3, within(0.01));
    assertThat(share.toDoubles()[2]).isEqualTo(1);
    assertThat(Rng.bernoulli(Key.of(5), 0.5, 4).dtype()).isEqualTo(DType.BOOL);
  }

  @Test
  void categoricalHasItsChances() {
    Array logits = Np.array(new double[][] {{0.5, 0.2, 0.3}, {0.1, 0.0, 0.9}}).log();
    Array x = Rng.categorical(Key.of(5), logits, -1, Shape.of(MANY, 2));
    assertThat(x.dtype()).isEqualTo(DType.I32);
    Array shares = Nn.oneHot(x, 3, DType.F64).mean(0);
    assertThat(Np.allclose(shares, logits.exp(), 0, 0.012).toBoolean()).isTrue();
    Array byColumns = Rng.categorical(Key.of(5), logits.transpose(), 0, Shape.of(2));
    assertThat(byColumns.shape()).isEqualTo(Shape.of(2));
    assertThat(Rng.categorical(Key.of(5), logits).shape()).isEqualTo(Shape.of(2));
  }

  @Test
  void truncatedNormalsStayStrictlyInside() {
    Array low = Np.array(-1.0f, 0.0f, -0.0f, 1.5f);
    Array high = low.add(0.01f);
    Array x = Rng.truncatedNormal(Key.of(5), low, high, Shape.of(10_000, 4), DType.F32);
    assertThat(x.gt(low).and(x.lt(high)).all().toBoolean()).isTrue();
    Array farOut = Rng.truncatedNormal(Key.of(5), 8, 9, 100);
    assertThat(farOut.gt(8).and(farOut.lt(9)).all().toBoolean()).isTrue();
  }

  @Test
  void neighboursOfFloats() {
    double[] values = {
      0,
      -0.0,
      1,
      -1,
      1e-300,
      Double.MAX_VALUE,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN
    };
    Array wide = Np.array(values);
    Array narrow = wide.astype(DType.F32);
    double[] next = DoubleStream.of(values).map(Math::nextUp).toArray();
    double[] before = DoubleStream.of(values).map(Math::nextDown).toArray();
    double[] nextFloat = DoubleStream.of(values).map(x -> Math.nextUp((float) x)).toArray();
    assertThat(FloatNeighbours.up(wide).add(0).toDoubles()).containsExactly(plusZero(next));
    assertThat(FloatNeighbours.down(wide).add(0).toDoubles()).containsExactly(plusZero(before));
    assertThat(FloatNeighbours.up(narrow).add(0).toDoubles()).containsExactly(plusZero(nextFloat));
  }

  /** -0 is as good as 0. */
  private static double[] plusZero(double... x) {
    return DoubleStream.of(x).map(v -> v + 0).toArray();
  }

  @Test
  void geometricCountsTrials() {
    Array x = Rng.geometric(Key.of(5), Np.array(0.25), Shape.of(MANY), DType.I32);
    assertThat(x.min().toInt()).isEqualTo(1);
    assertThat(x.astype(DType.F64).mean().toDouble())
        .isCloseTo(4, within(4.5 * Math.sqrt(12.0 / MANY)));
    assertThat(Rng.geometric(Key.of(5), Np.array(1.0f), Shape.of(3), DType.I64).toLongs())
        .containsOnly(1);
  }

  @Test
  void refusesTypesItCannotDraw() {
    Key key = Key.of(0);
    assertThatThrownBy(() -> Rng.normal(key, Shape.of(3), DType.I32))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("Rng.normal: a float type is needed, not I32");
    assertThatThrownBy(() -> Rng.randint(key, Shape.of(3), 0, 5, DType.F32))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> Rng.randint(key, Shape.of(3), Np.array(0.5), Np.array(2), DType.I32))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> Rng.bits(key, 24, Shape.of(3))).isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> Rng.rademacher(key, Shape.of(3), DType.U32))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> Rng.bernoulli(key, Np.array(1), Shape.of(3)))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> Rng.categorical(key, Np.array(1, 2)))
        .isInstanceOf(DTypeException.class);
  }

  @Test
  void refusesShapesThatDoNotFit() {
    Key key = Key.of(0);
    assertThatThrownBy(() -> Rng.uniform(key, Shape.of(3), Np.zeros(2), Np.ones(2), DType.F32))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "parameters of shape (2,) can't be broadcast to the shape of the result, (3,)");
    assertThatThrownBy(() -> Rng.bernoulli(key, Np.ones(2, 3), Shape.of(3)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Rng.categorical(key, Np.zeros(4, 3), -1, Shape.of(3)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Rng.categorical(key, Np.array(1f), 0, Shape.of(3)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Rng.normal(key, -1)).isInstanceOf(ShapeException.class);
  }
}
