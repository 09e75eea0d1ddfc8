package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

class KeyTest {
  @Test
  void printsWhatTheDocumentOfTfpOnJaxPrints() {
    Key key = Key.of(0);
    assertThat(key).hasToString("[0 0]");
    assertThat(Rng.normal(key)).hasToString("-0.20584226");
    Key[] keys = key.split();
    assertThat(keys[0]).hasToString("[4146024105  967050713]");
    assertThat(keys[1]).hasToString("[2718843009 1272950319]");
    assertThat(Rng.normal(keys[0])).hasToString("0.14389051");
    assertThat(Rng.normal(keys[1])).hasToString("-1.2515389");
  }

  @Test
  void printsWhatJaxPrintsToday() {
    Key key = Key.of(0, KeyLayout.PARTITIONABLE);
    assertThat(key).hasToString("[0 0]");
    assertThat(Rng.normal(key)).hasToString("1.6226422");
    Key[] keys = key.split();
    assertThat(keys[0]).hasToString("[1797259609 2579123966]");
    assertThat(keys[1]).hasToString("[ 928981903 3453687069]");
    assertThat(Rng.normal(keys[0])).hasToString("1.0040143");
    assertThat(Rng.normal(keys[1])).hasToString("-2.4424558");
  }

  @Test
  void seedsHave64Bits() {
    assertThat(Key.of((5L << 32) + 7)).hasToString("[5 7]");
    assertThat(Key.of(-1)).hasToString("[4294967295 4294967295]");
    assertThat(Key.of(Np.array((5L << 32) + 7))).hasToString("[5 7]");
    assertThat(Key.of(Np.array(-1L))).hasToString("[4294967295 4294967295]");
    assertThat(Key.of(Np.array(-1))).hasToString("[         0 4294967295]");
  }

  @ParameterizedTest
  @EnumSource
  void splitsAsManyAsAsked(KeyLayout layout) {
    Key key = Key.of(3, layout);
    assertThat(key.split(0)).isEmpty();
    assertThat(key.splitBatch(0).data().shape()).isEqualTo(Shape.of(0, 2));
    Key batch = key.splitBatch(2, 3);
    assertThat(batch.batchShape()).isEqualTo(Shape.of(2, 3));
    Key[] keys = key.split(6);
    for (int i = 0; i < 6; i++) {
      assertThat(keys[i].layout()).isEqualTo(layout);
      assertThat(batch.get(i / 3, i % 3).data().toLongs())
          .containsExactly(keys[i].data().toLongs());
    }
    assertThat(batch.get(1).batchShape()).isEqualTo(Shape.of(3));
  }

  @Test
  void aPartitionableSplitIsAFold() {
    Key key = Key.of(11, KeyLayout.PARTITIONABLE);
    assertThat(key.split(3)[2]).hasToString(key.fold(2).toString());
  }

  @Test
  void foldTakesTheLow32Bits() {
    Key key = Key.of(1);
    assertThat(key.fold(-1)).hasToString(key.fold(4294967295L).toString());
    assertThat(key.fold(Np.array(7))).hasToString(key.fold(7).toString());
    assertThat(key.fold(Np.array(7L))).hasToString(key.fold(7).toString());
    assertThat(key.fold(7)).doesNotHaveToString(key.fold(8).toString());
  }

  @Test
  void isATree() {
    Key key = Key.of(5, KeyLayout.PARTITIONABLE);
    assertThat(Tree.leaves(key)).containsExactly(key.data());
    assertThat(Tree.structure(key)).isNotEqualTo(Tree.structure(Key.of(5)));
    assertThat(Tree.map(x -> x, key)).isEqualTo(key);
  }

  @ParameterizedTest
  @EnumSource
  void goesThroughScanKeyByKey(KeyLayout layout) {
    Key batch = Key.of(2, layout).splitBatch(4);
    Array draws =
        Lax.scan((Array sum, Key key) -> step(sum, Rng.normal(key, 3)), Np.zeros(3), batch)._2;
    for (int i = 0; i < 4; i++) {
      assertThat(draws.get(i).toFloats()).containsExactly(Rng.normal(batch.get(i), 3).toFloats());
    }
  }

  private static Tuple2<Array, Array> step(Array sum, Array draw) {
    return Tuple.of(sum.add(draw), draw);
  }

  @ParameterizedTest
  @EnumSource
  void tracesWithoutReadingIt(KeyLayout layout) {
    Trace.Recording recording =
        Trace.record(
            List.of(ArrayType.of(DType.I64)),
            seed -> {
              Key[] keys = Key.of(Array.of(seed.getFirst()), layout).split(3);
              return List.of(keys[2].fold(4).data().value());
            });
    recording.program().check();
    var found =
        ReferenceEvaluator.run(
            recording.program(), captured(recording), List.of(Np.array(123L).toHost()));
    assertThat(Array.of(found.getFirst()))
        .hasToString(Key.of(123, layout).split(3)[2].fold(4).toString());
  }

  private static List<HostArray> captured(Trace.Recording recording) {
    return recording.captured().stream().map(v -> ((Value.Concrete) v).toHost()).toList();
  }

  @Test
  void refusesWhatIsNoSeed() {
    assertThatThrownBy(() -> Key.of(Np.array(1.0)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("must be an integer, not F64()");
    assertThatThrownBy(() -> Key.of(Np.array(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("must be a scalar, not I32(2)");
    assertThatThrownBy(() -> Key.of(0).fold(Np.array(1.5f))).isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> Key.of(0).split(-1)).isInstanceOf(ShapeException.class);
  }

  @Test
  void refusesABatchWhereOneKeyIsNeeded() {
    Key batch = Key.of(0).splitBatch(4);
    assertThatThrownBy(batch::split)
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("split takes one key, not a batch of shape (4,); use Vmap");
    assertThatThrownBy(() -> Rng.normal(batch, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("Rng.normal takes one key");
    assertThatThrownBy(() -> batch.get(0, 1)).isInstanceOf(ShapeException.class);
  }

  @Test
  void refusesDataThatIsNoKey() {
    Key wrong = new Key(Np.zeros(2), KeyLayout.ORIGINAL);
    assertThatThrownBy(() -> Rng.bits(wrong, 2))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("U32(..., 2), not F32(2)");
    Key three = new Key(Np.zeros(DType.U32, 3), KeyLayout.ORIGINAL);
    assertThatThrownBy(three::split).isInstanceOf(DTypeException.class);
  }
}
