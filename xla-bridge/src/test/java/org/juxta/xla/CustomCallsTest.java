package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.CallbackException;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;

/** Handlers of custom calls on TensorFlow's library, in hand-written modules. */
class CustomCallsTest {
  private static final ArrayType MATRIX = ArrayType.of(DType.F32, 2, 3);

  private static TensorFlowEngine engine;

  private static final AtomicInteger CALLS = new AtomicInteger();

  @BeforeAll
  static void register() {
    engine = TestPrograms.xla();
    CustomCalls.register(
        "test_scale",
        call -> {
          CALLS.incrementAndGet();
          assertThat(call.operands()).isEqualTo(1);
          assertThat(call.results()).isEqualTo(1);
          assertThat(call.operand(0).type()).isEqualTo(MATRIX);
          assertThat(call.text("note")).isEqualTo("a note");
          assertThat(call.flag("yes")).isTrue();
          double factor = call.real("factor") * call.integer("times");
          for (int i = 0; i < 6; i++) {
            float x = call.operand(0).data().getAtIndex(JAVA_FLOAT, i);
            call.result(0).data().setAtIndex(JAVA_FLOAT, i, (float) (x * factor));
          }
        });
    CustomCalls.register(
        "test_fail",
        _ -> {
          throw new IllegalArgumentException("no luck");
        });
  }

  private static String module(String target, String attributes) {
    return """
    module {
      func.func public @main(%%a: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
        %%0 = stablehlo.custom_call @%s(%%a) {api_version = 4 : i32, backend_config = {%s}, \
    operand_layouts = [dense<[1, 0]> : tensor<2xindex>], \
    result_layouts = [dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x3xf32>) -> tensor<2x3xf32>
        func.return %%0 : tensor<2x3xf32>
      }
    }
    """
        .formatted(target, attributes);
  }

  private static Executable load(String target, String attributes) {
    return engine.load(
        module(target, attributes), List.of(MATRIX), List.of(MATRIX), Set.of(), false);
  }

  private static final HostArray X = HostArray.wrap(MATRIX, new float[] {1, 2, 3, 4, 5, 6});

  @Test
  void aHandlerGetsOperandsAndAttributesAndFillsResults() {
    Executable scale =
        load("test_scale", "factor = 1.5 : f64, note = \"a note\", times = 2 : i64, yes = true");
    for (int i = 0; i < 3; i++) {
      int before = CALLS.get();
      HostArray y = scale.execute(List.of(X)).getFirst().toHost();
      assertThat((float[]) y.data()).containsExactly(3, 6, 9, 12, 15, 18);
      assertThat(CALLS.get()).isEqualTo(before + 1);
    }
  }

  @Test
  void whatAHandlerThrowsArrivesAtTheCaller() {
    Executable fail = load("test_fail", "");
    for (int i = 0; i < 300; i++) {
      assertThatThrownBy(() -> fail.execute(List.of(X)))
          .isInstanceOf(CallbackException.class)
          .hasMessageContaining("@test_fail")
          .hasMessageContaining("no luck")
          .hasCauseInstanceOf(IllegalArgumentException.class)
          .cause()
          .hasMessage("no luck");
    }
  }

  @Test
  void aMissingAttributeIsNamed() {
    Executable scale = load("test_scale", "note = \"a note\"");
    assertThatThrownBy(() -> scale.execute(List.of(X)))
        .isInstanceOf(CallbackException.class)
        .hasMessageContaining("no attribute yes");
  }

  @Test
  void aNameIsTakenOnce() {
    assertThatThrownBy(() -> CustomCalls.register("test_fail", _ -> {}))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("@test_fail is registered already");
  }
}
