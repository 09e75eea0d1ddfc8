package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vavr.Function1;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.KeyLayout;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/** Keys and samplers under transformations, compiled, against the same draws one by one. */
class RandomTransformsTest {
  record Sampler(String name, Function1<Key, Array> draw) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sampler> samplers() {
    Shape shape = Shape.of(5);
    Array a = Np.array(0.5f, 1, 1.5f, 2, 2.5f);
    return Stream.of(
        new Sampler("split", key -> key.split(3)[1].data()),
        new Sampler("fold", key -> key.fold(7).data()),
        new Sampler("bits", key -> Rng.bits(key, 5)),
        new Sampler("8 bits", key -> Rng.bits(key, 8, shape)),
        new Sampler("64 bits", key -> Rng.bits(key, 64, shape)),
        new Sampler("no bits", key -> Rng.bits(key, 0)),
        new Sampler("uniform", key -> Rng.uniform(key, shape, 0, 1, DType.F64)),
        new Sampler("uniform between", key -> Rng.uniform(key, shape, a.neg(), a, DType.F32)),
        new Sampler("normal", key -> Rng.normal(key, 3, 3)),
        new Sampler("one normal", key -> Rng.normal(key)),
        new Sampler("wide normal", key -> Rng.normal(key, shape, DType.F64)),
        new Sampler("bernoulli", key -> Rng.bernoulli(key, 0.4, 5)),
        new Sampler("integers", key -> Rng.randint(key, -3, 900, 5)),
        new Sampler("wide integers", key -> Rng.randint(key, shape, -3, 1L << 40, DType.I64)),
        new Sampler(
            "computed bounds",
            key -> Rng.randint(key, shape, Np.array(-3L), Np.array(3L), DType.I64)),
        new Sampler("categorical", key -> Rng.categorical(key, a, 0, shape)),
        new Sampler("exponential", key -> Rng.exponential(key, 5)),
        new Sampler("gumbel", key -> Rng.gumbel(key, 5)),
        new Sampler("laplace", key -> Rng.laplace(key, 5)),
        new Sampler("logistic", key -> Rng.logistic(key, 5)),
        new Sampler("cauchy", key -> Rng.cauchy(key, 5)),
        new Sampler(
            "truncated normal", key -> Rng.truncatedNormal(key, a.neg(), a, shape, DType.F32)),
        new Sampler("wald", key -> Rng.wald(key, a, shape, DType.F32)),
        new Sampler("geometric", key -> Rng.geometric(key, Np.array(0.2f), shape, DType.I32)));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void compiledDrawsAreTheSame(Sampler sampler) {
    for (KeyLayout layout : KeyLayout.values()) {
      Key key = Key.of(42, layout);
      assertSame(Jit.of(sampler.draw()).apply(key), sampler.draw().apply(key));
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void aBatchOfKeysDrawsKeyByKey(Sampler sampler) {
    for (KeyLayout layout : KeyLayout.values()) {
      Key batch = Key.of(42, layout).splitBatch(4);
      Array draws = Vmap.of(sampler.draw()).apply(batch);
      for (int i = 0; i < 4; i++) {
        assertSame(draws.get(i), sampler.draw().apply(batch.get(i)));
      }
    }
  }

  private static void assertSame(Array found, Array expected) {
    assertThat(found.type()).isEqualTo(expected.type());
    if (!expected.dtype().isFloat()) {
      assertThat(found.toLongs()).containsExactly(expected.toLongs());
      return;
    }
    double tolerance = expected.dtype() == DType.F32 ? 4e-6 : 1e-13;
    assertThat(Np.allclose(found, expected, tolerance, tolerance).toBoolean())
        .as("%s for %s", found, expected)
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void keysGoInAndOut(KeyLayout layout) {
    Key batch = Jit.of((Array seed) -> Key.of(seed, layout).splitBatch(3)).apply(Np.array(42L));
    Key direct = Key.of(42, layout).splitBatch(3);
    assertThat(batch.layout()).isEqualTo(layout);
    assertThat(batch.data().toLongs()).containsExactly(direct.data().toLongs());
    Key folded = Vmap.of((Key key) -> key.fold(1)).apply(batch);
    assertThat(folded.get(2)).hasToString(direct.get(2).fold(1).toString());
  }

  @Test
  void compiledNormalsPrintTheSameDigits() {
    var normal = Jit.of((Key key) -> Rng.normal(key));
    assertThat(normal.apply(Key.of(0))).hasToString("-0.20584226");
    assertThat(normal.apply(Key.of(0).split()[0])).hasToString("0.14389051");
    assertThat(normal.apply(Key.of(0).split()[1])).hasToString("-1.2515389");
  }

  @Test
  void drawsHaveDerivativesInTheirParameters() {
    Key key = Key.of(1);
    Array u = Rng.uniform(key, Shape.of(), DType.F64);
    Array byHigh =
        Grad.of(high -> Rng.uniform(key, Shape.of(), Np.array(0.0), high, DType.F64))
            .apply(Np.array(3.0));
    assertThat(byHigh.toDouble()).isCloseTo(u.toDouble(), within(1e-12));
    Function1<Array, Array> truncated =
        low -> Rng.truncatedNormal(key, low, Np.array(2.0), Shape.of(), DType.F64);
    double h = 1e-6;
    double slope =
        (truncated.apply(Np.array(0.5 + h)).toDouble()
                - truncated.apply(Np.array(0.5 - h)).toDouble())
            / (2 * h);
    assertThat(Grad.of(truncated).apply(Np.array(0.5)).toDouble()).isCloseTo(slope, within(1e-7));
  }
}
