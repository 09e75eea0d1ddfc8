package org.juxta.xla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.CallbackException;
import org.juxta.tracer.DType;
import org.juxta.tracer.Effect;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.HostFunction;
import org.juxta.tracer.Program;

/** Programs that call Java functions, on every engine. */
class HostCallsTest {
  private static final ArrayType TYPE = ArrayType.of(DType.F32, 2);

  static Stream<Engine> engines() {
    return Stream.of(Engines.reference(), Engines.current()).distinct();
  }

  private static List<HostArray> negated(List<HostArray> x) {
    float[] values = TestPrograms.floats(x.getFirst());
    return List.of(TestPrograms.floats(-values[0], -values[1]));
  }

  private static float[] run(Executable program, float... x) {
    HostArray argument = TestPrograms.floats(x);
    return TestPrograms.floats(program.execute(List.of(argument)).getFirst().toHost());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void runTheFunction(Engine engine) {
    for (Effect effect : Effect.values()) {
      Program program = TestPrograms.calling(HostCallsTest::negated, TYPE, effect);
      Executable compiled = engine.compile(program);
      assertThat(compiled.inputTypes()).containsExactly(TYPE);
      assertThat(compiled.outputTypes()).containsExactly(TYPE);
      assertThat(run(compiled, 1, 2)).containsExactly(-1, -2);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void throwWhatTheFunctionThrows(Engine engine) {
    HostFunction fails =
        _ -> {
          throw new ArithmeticException("by zero");
        };
    for (Effect effect : Effect.values()) {
      Executable compiled = engine.compile(TestPrograms.calling(fails, TYPE, effect));
      assertThatThrownBy(() -> run(compiled, 1, 2))
          .isInstanceOf(CallbackException.class)
          .hasMessageContaining("the function failed: java.lang.ArithmeticException: by zero")
          .hasCauseInstanceOf(ArithmeticException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void checkWhatTheFunctionGives(Engine engine) {
    HostFunction wrong = _ -> List.of(TestPrograms.floats(1));
    Executable compiled = engine.compile(TestPrograms.calling(wrong, TYPE, Effect.NONE));
    assertThatThrownBy(() -> run(compiled, 1, 2))
        .isInstanceOf(CallbackException.class)
        .hasMessageContaining("expected F32(2), found F32(1)");
  }

  @Test
  void areOneTextForAllFunctions() {
    Program a = TestPrograms.calling(x -> x, TYPE, Effect.IO);
    Program b = TestPrograms.calling(HostCallsTest::negated, TYPE, Effect.IO);
    assertThat(Lowering.lower(a)).isEqualTo(Lowering.lower(b)).contains("has_side_effect = true");
    assertThat(HostCallThreading.thread(a).program().check().callsHost()).isFalse();
  }

  /** A hundred thousand calls leave nothing behind. */
  @Test
  void leakNothing() {
    TensorFlowEngine engine = TestPrograms.xla();
    Executable compiled =
        engine.compile(TestPrograms.calling(HostCallsTest::negated, TYPE, Effect.IO));
    Buffer x = engine.transfer(TestPrograms.floats(1, 2));
    long before = 0;
    for (int i = 0; i < 100_000; i++) {
      if (i == 10_000) {
        before = NativeMemory.process().liveBytes();
      }
      compiled.execute(List.of(x)).forEach(Buffer::close);
    }
    assertThat(NativeMemory.process().liveBytes()).isLessThanOrEqualTo(before + 100_000);
  }

  @Test
  void forgetTheirFunctions() throws InterruptedException {
    TensorFlowEngine engine = TestPrograms.xla();
    for (int i = 0; i < 20; i++) {
      float factor = i;
      HostFunction f =
          x -> List.of(TestPrograms.floats(factor * TestPrograms.floats(x.getFirst())[0], 0));
      assertThat(run(engine.compile(TestPrograms.calling(f, TYPE, Effect.NONE)), 2, 0))
          .containsExactly(2 * factor, 0);
    }
    int known = HostCalls.tokens();
    assertThat(known).isPositive();
    for (int i = 0; i < 100 && HostCalls.tokens() > known - 15; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(HostCalls.tokens()).isLessThanOrEqualTo(known - 15);
  }
}
