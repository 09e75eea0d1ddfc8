package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.juxta.Initializers.Axes;
import org.juxta.Initializers.Fan;
import org.juxta.Initializers.Spread;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

class InitializersTest {
  private static final Key KEY = Key.of(3);

  private static double deviation(Initializer initializer, int... dims) {
    return initializer.init(KEY, Shape.of(dims), DType.F64).std().toDouble();
  }

  @Test
  void constants() {
    assertThat(Initializers.zeros().init(KEY, 2, 2).ravel().toFloats()).containsOnly(0);
    assertThat(Initializers.ones().init(KEY, Shape.of(2), DType.I32).toInts()).containsOnly(1);
    assertThat(Initializers.constant(2.5).init(KEY, 2).toFloats()).containsOnly(2.5f);
  }

  @Test
  void deviations() {
    Map<Initializer, Double> expected =
        Map.of(
            Initializers.normal(0.3), 0.3,
            Initializers.uniform(0.6), 0.6 / Math.sqrt(12),
            Initializers.truncatedNormal(2), 2 * 0.8796256610342398,
            Initializers.glorotNormal(), Math.sqrt(2.0 / 500),
            Initializers.glorotUniform(), Math.sqrt(2.0 / 500),
            Initializers.lecunNormal(), Math.sqrt(1.0 / 100),
            Initializers.lecunUniform(), Math.sqrt(1.0 / 100),
            Initializers.heNormal(), Math.sqrt(2.0 / 100),
            Initializers.heUniform(), Math.sqrt(2.0 / 100));
    expected.forEach(
        (initializer, value) ->
            assertThat(deviation(initializer, 100, 400)).isCloseTo(value, within(0.015 * value)));
  }

  @Test
  void fans() {
    int[] kernel = {3, 3, 20, 50};
    for (Fan fan : Fan.values()) {
      double divisor =
          switch (fan) {
            case IN -> 180;
            case OUT -> 450;
            case AVERAGE -> 315;
            case GEOMETRIC -> Math.sqrt(180 * 450);
          };
      double value = Math.sqrt(3 / divisor);
      assertThat(deviation(Initializers.varianceScaling(3, fan, Spread.NORMAL), kernel))
          .isCloseTo(value, within(0.03 * value));
    }
    Axes batched = new Axes(Ints.of(1), Ints.of(2), Ints.of(0));
    assertThat(deviation(Initializers.lecunNormal(batched), 5, 40, 60))
        .isCloseTo(Math.sqrt(1.0 / 40), within(0.005));
  }

  @Test
  void drawsAreJaxs() {
    // jax.nn.initializers.glorot_normal()(jax.random.PRNGKey(0), (2, 3)), the original layout
    Array w = Initializers.glorotNormal().init(Key.of(0), 2, 3);
    Array draws =
        Rng.truncatedNormal(Key.of(0), Np.array(-2.0f), Np.array(2.0f), Shape.of(2, 3), DType.F32);
    Array scaled = draws.mul(Math.sqrt(0.4) / 0.8796256610342398);
    assertThat(Np.allclose(w, scaled, 1e-6, 0).toBoolean()).isTrue();
  }

  @Test
  void refusesVectorsWithoutAxes() {
    assertThatThrownBy(() -> Initializers.heNormal().init(KEY, 5))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("weights of shape (5,) have no axes of inputs and outputs");
  }
}
