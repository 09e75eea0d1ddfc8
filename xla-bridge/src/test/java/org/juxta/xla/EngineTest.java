package org.juxta.xla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Shape;

/** What holds for every engine. */
class EngineTest {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1),
          Shape.of(0),
          Shape.of(7),
          Shape.of(2, 3),
          Shape.of(3, 0, 2),
          Shape.of(1, 1, 1, 5));

  static Stream<Engine> engines() {
    return Stream.of(Engines.reference(), Engines.current()).distinct();
  }

  static Stream<Arguments> types() {
    return engines()
        .flatMap(
            engine ->
                Stream.of(DType.values())
                    .flatMap(
                        dtype ->
                            SHAPES.stream()
                                .map(s -> Arguments.of(engine, ArrayType.of(dtype, s)))));
  }

  /** Values at the ends of what each type holds. */
  private static HostArray sample(ArrayType type) {
    HostArray array = HostArray.allocate(type);
    for (int i = 0; i < array.size(); i++) {
      switch (array.data()) {
        case float[] a -> a[i] = new float[] {1.5f, -0f, Float.NaN, Float.MAX_VALUE}[i % 4];
        case double[] a -> a[i] = new double[] {Math.PI, -1 / 0d, Double.NaN, 1e-300}[i % 4];
        case int[] a -> a[i] = new int[] {Integer.MIN_VALUE, -1, 7, Integer.MAX_VALUE}[i % 4];
        case long[] a -> a[i] = new long[] {Long.MIN_VALUE, -1, 1L << 40, Long.MAX_VALUE}[i % 4];
        case short[] a -> a[i] = new short[] {0x3e00, Short.MIN_VALUE, 0x7e00, 0x7bff}[i % 4];
        case byte[] a -> a[i] = (byte) (i % 2);
        default -> throw new AssertionError(type);
      }
    }
    return array;
  }

  @ParameterizedTest
  @MethodSource("types")
  void arraysComeBackAsTheyWent(Engine engine, ArrayType type) {
    HostArray array = sample(type);
    try (Buffer buffer = engine.transfer(array)) {
      assertThat(buffer.type()).isEqualTo(type);
      assertThat(buffer.toHost().data()).isEqualTo(array.data());
      assertThat(buffer.isReady()).isTrue();
      assertThat(buffer.device()).isEqualTo(engine.devices().getFirst());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void programsTakeAndGiveEveryType(Engine engine, ArrayType type) {
    HostArray array = sample(type);
    Executable identity = engine.compile(TestPrograms.identity(type));
    assertThat(identity.inputTypes()).containsExactly(type);
    assertThat(identity.outputTypes()).containsExactly(type);
    assertThat(identity.execute(List.of(array)).getFirst().toHost().data()).isEqualTo(array.data());
    assertThat(identity.execute(List.of(engine.transfer(array))).getFirst().toHost().data())
        .isEqualTo(array.data());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aResultIsWeakIfItsProgramSaysSo(Engine engine) {
    ArrayType weak = new ArrayType(DType.F32, Shape.of(2), true);
    HostArray array = TestPrograms.floats(1, 2);
    engine.compile(TestPrograms.sums(weak.strong(), 1));
    Buffer sum =
        engine.compile(TestPrograms.sums(weak, 1)).execute(List.of(array, array)).getFirst();
    assertThat(sum.type()).isEqualTo(weak);
    assertThat(TestPrograms.floats(sum.toHost())).containsExactly(2, 4);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void otherArgumentsThanExpectedAreErrors(Engine engine) {
    Executable sum = engine.compile(TestPrograms.sums(ArrayType.of(DType.F32, 2), 1));
    HostArray two = TestPrograms.floats(1, 2);
    assertThatThrownBy(() -> sum.execute(List.of(two)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("takes 2 arrays, not 1");
    assertThatThrownBy(() -> sum.execute(List.of(two, TestPrograms.floats(1, 2, 3))))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("argument 1")
        .hasMessageContaining("F32(2)")
        .hasMessageContaining("F32(3)");
    HostArray ints = HostArray.wrap(ArrayType.of(DType.I32, 2), new int[] {1, 2});
    assertThatThrownBy(() -> sum.execute(List.of(ints, two))).isInstanceOf(EngineException.class);
    assertThat(TestPrograms.floats(sum.execute(List.of(two, two)).getFirst().toHost()))
        .containsExactly(2, 4);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aClosedBufferCanNotBeUsed(Engine engine) {
    Executable sum = engine.compile(TestPrograms.sums(ArrayType.of(DType.F32, 2), 1));
    Buffer buffer = engine.transfer(TestPrograms.floats(1, 2));
    buffer.close();
    buffer.close();
    assertThat(buffer.isClosed()).isTrue();
    assertThatThrownBy(buffer::toHost)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("F32(2)");
    assertThatThrownBy(() -> sum.execute(List.of(TestPrograms.floats(1, 2), buffer)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("MemoryScope");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void scopesFreeWhatIsNotKept(Engine engine) {
    Executable sum = engine.compile(TestPrograms.sums(ArrayType.of(DType.F32, 2), 1));
    Buffer outside = engine.transfer(TestPrograms.floats(1, 2));
    Buffer lost;
    Buffer kept;
    Buffer cached;
    try (MemoryScope outer = MemoryScope.open()) {
      Buffer inOuter;
      try (MemoryScope inner = MemoryScope.open()) {
        lost = sum.execute(List.of(outside, outside)).getFirst();
        inOuter = inner.keep(sum.execute(List.of(lost, lost)).getFirst());
        cached = MemoryScope.detached(() -> engine.transfer(TestPrograms.floats(5, 6)));
      }
      assertThat(lost.isClosed()).isTrue();
      assertThat(TestPrograms.floats(inOuter.toHost())).containsExactly(4, 8);
      kept = outer.keep(sum.execute(List.of(inOuter, outside)).getFirst());
      lost = inOuter;
    }
    assertThat(lost.isClosed()).isTrue();
    assertThat(TestPrograms.floats(kept.toHost())).containsExactly(5, 10);
    assertThat(TestPrograms.floats(cached.toHost())).containsExactly(5, 6);
    assertThat(outside.isClosed()).isFalse();
  }

  @Test
  void scopesCloseInnermostFirst() {
    MemoryScope outer = MemoryScope.open();
    MemoryScope inner = MemoryScope.open();
    assertThatThrownBy(outer::close).isInstanceOf(EngineException.class);
    inner.close();
    outer.close();
    outer.close();
  }
}
