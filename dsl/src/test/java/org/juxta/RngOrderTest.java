package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.Stats.Ties;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Permutations, choices, and ranks of samples. */
class RngOrderTest {
  private static int[] sorted(int... x) {
    int[] copy = x.clone();
    Arrays.sort(copy);
    return copy;
  }

  @ParameterizedTest
  @EnumSource
  void permutationsHaveEachElementOnce(KeyLayout layout) {
    int[] order = Rng.permutation(Key.of(1, layout), 1000).toInts();
    assertThat(sorted(order)).containsExactly(IntStream.range(0, 1000).toArray());
    double displacement =
        IntStream.range(0, 1000).mapToDouble(i -> Math.abs(order[i] - i)).average().orElse(0);
    assertThat(displacement).isCloseTo(1000 / 3.0, within(35.0));
    assertThat(Rng.permutation(Key.of(1, layout), 0).size()).isZero();
    assertThat(Rng.permutation(Key.of(1, layout), 1).toInts()).containsExactly(0);
  }

  @Test
  void slicesStayTogetherUnlessIndependent() {
    Array x = Np.arange(600).reshape(200, 3);
    Array rows = Rng.permutation(Key.of(2), x);
    assertThat(rows.mod(3).eq(Np.array(0, 1, 2)).all().toBoolean()).isTrue();
    assertThat(sorted(rows.ravel().toInts())).containsExactly(x.ravel().toInts());
    assertThat(rows.eq(x).all().toBoolean()).isFalse();
    Array single = Rng.permutation(Key.of(2), x, 0, true);
    assertThat(single.mod(3).eq(Np.array(0, 1, 2)).all().toBoolean()).isTrue();
    assertThat(
            single
                .floorDivide(3)
                .eq(single.floorDivide(3).get(Index.all(), Index.range(0, 1)))
                .all()
                .toBoolean())
        .isFalse();
    assertThatThrownBy(() -> Rng.permutation(Key.of(2), Np.array(1.0)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Rng.permutation(Key.of(2), x, 2, false))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void choicesHaveTheirChances() {
    Array p = Np.array(1.0, 0.0, 3.0);
    Array drawn = Rng.choice(Key.of(3), 3, Shape.of(20_000), true, p, DType.I32);
    assertThat(drawn.eq(0).astype(DType.F64).mean().toDouble()).isCloseTo(0.25, within(0.014));
    assertThat(drawn.eq(1).any().toBoolean()).isFalse();
    Array even = Rng.choice(Key.of(3), 4, Shape.of(20_000), true);
    assertThat(even.eq(2).astype(DType.F64).mean().toDouble()).isCloseTo(0.25, within(0.014));
  }

  @Test
  void withoutReplacementNothingComesTwice() {
    int[] some = Rng.choice(Key.of(3), 50, Shape.of(20), false).toInts();
    assertThat(Arrays.stream(some).distinct().count()).isEqualTo(20);
    Array p = Np.array(0.4, 0.0, 0.3, 0.3);
    int[] three = Rng.choice(Key.of(3), 4, Shape.of(3), false, p, DType.I32).toInts();
    assertThat(sorted(three)).containsExactly(0, 2, 3);
    Array x = Np.arange(24).reshape(2, 4, 3);
    Array columns = Rng.choice(Key.of(3), x, Shape.of(2, 2), false, null, 1);
    assertThat(columns.shape()).isEqualTo(Shape.of(2, 2, 2, 3));
    assertThat(sorted(columns.ravel().toInts())).containsExactly(x.ravel().toInts());
    Array classes =
        Rng.categoricalWithoutReplacement(
            Key.of(3), Np.zeros(DType.F32, 5, 7), -1, Shape.of(7, 5), DrawMode.LOW);
    for (int i = 0; i < 5; i++) {
      assertThat(sorted(classes.get(Index.all(), Index.range(i, i + 1)).ravel().toInts()))
          .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void refusesMoreThanThereIs() {
    assertThatThrownBy(() -> Rng.choice(Key.of(3), 5, Shape.of(3, 2), false))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("Rng.choice: 6 draws without replacement from 5");
    assertThatThrownBy(() -> Rng.choice(Key.of(3), 0, Shape.of(2), true))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Rng.choice(Key.of(3), 3, Shape.of(2), true, Np.array(1.0), DType.I32))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Rng.choice(Key.of(3), 3, Shape.of(2), true, null, DType.F32))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(
            () ->
                Rng.categoricalWithoutReplacement(
                    Key.of(3), Np.zeros(2), -1, Shape.of(3), DrawMode.LOW))
        .isInstanceOf(ShapeException.class);
    assertThat(Rng.choice(Key.of(3), 0, Shape.of(2, 0), true).shape()).isEqualTo(Shape.of(2, 0));
  }

  @Test
  void ranksByAllRules() {
    Array x = Np.array(3.0, 1.0, 4.0, 1.0, 3.0, 3.0);
    assertThat(Stats.rankdata(x).toDoubles()).containsExactly(4, 1.5, 6, 1.5, 4, 4);
    assertThat(Stats.rankdata(x, Ties.LEAST, 0).toDoubles()).containsExactly(3, 1, 6, 1, 3, 3);
    assertThat(Stats.rankdata(x, Ties.GREATEST, 0).toDoubles()).containsExactly(5, 2, 6, 2, 5, 5);
    assertThat(Stats.rankdata(x, Ties.DENSE, 0).toDoubles()).containsExactly(2, 1, 3, 1, 2, 2);
    assertThat(Stats.rankdata(x, Ties.ORDINAL, 0).toDoubles()).containsExactly(3, 1, 6, 2, 4, 5);
    Array rows = Np.array(new double[][] {{2, 1}, {Double.NaN, 0}});
    assertThat(Stats.rankdata(rows, Ties.AVERAGE, 1).ravel().toDoubles())
        .containsExactly(2, 1, Double.NaN, Double.NaN);
    assertThat(Stats.rankdata(Np.array(5, 3)).toFloats()).containsExactly(2, 1);
  }

  @Test
  void modesAreTheLeastMostFrequent() {
    Array x = Np.array(new int[][] {{3, 1, 3}, {2, 1, 5}, {3, 2, 2}, {2, 2, 5}});
    Stats.Mode columns = Stats.mode(x, 0);
    assertThat(columns.mode().toInts()).containsExactly(2, 1, 5);
    assertThat(columns.count().toInts()).containsExactly(2, 2, 2);
    Stats.Mode unknown = Stats.mode(Np.array(1.0, Double.NaN, Double.NaN), 0);
    assertThat(unknown.mode().toDouble()).isNaN();
    assertThat(unknown.count().toInt()).isEqualTo(2);
    assertThat(Stats.mode(Np.zeros(0), 0).mode().toFloat()).isNaN();
    assertThat(Stats.sem(Np.array(1.0, 2.0, 3.0, 4.0), 0).toDouble())
        .isCloseTo(0.6454972243679028, within(1e-15));
  }
}
