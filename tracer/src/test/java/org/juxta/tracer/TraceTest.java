package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.UnaryKind;

class TraceTest {
  private static final ArrayType REAL = ArrayType.of(DType.F32);
  private static final Op ADD = new Elementwise.Binary(BinaryKind.ADD);
  private static final Op TANH = new Elementwise.Unary(UnaryKind.TANH);

  /**
   * As an operation of a user does it: into the deepest trace among the current one and the
   * operands'.
   */
  private static Value apply(Op op, Value... operands) {
    List<Value> values = List.of(operands);
    Trace target = Trace.target(values);
    if (target == null) {
      throw new AssertionError("no trace is open");
    }
    return target.record(op, values).getFirst();
  }

  private static <T> T at(int line, Supplier<T> action) {
    AtomicReference<T> result = new AtomicReference<>();
    new SourceLine("com.example.Model", "loss", "Model.java", line)
        .run(() -> result.set(action.get()));
    return result.get();
  }

  @Test
  void recordsEquationsWithTheirLines() {
    Trace.Recording recording =
        Trace.record(
            List.of(REAL, REAL), in -> List.of(at(41, () -> apply(ADD, in.get(0), in.get(1)))));
    assertThat(recording.captured()).isEmpty();
    assertThat(recording.program().check().toString())
        .isEqualTo(
            """
            { (%0:F32(), %1:F32())
              %2:F32() = add %0, %1    # Model.loss(Model.java:41)
              return %2
            }
            """);
  }

  @Test
  void noTraceIsOpenOutside() {
    assertThat(Trace.current()).isNull();
    assertThat(Trace.target(List.of(Hosts.of(DType.F32, 1)))).isNull();
    Trace.record(
        List.of(),
        _ -> {
          assertThat(Trace.current()).isNotNull();
          return List.of();
        });
    assertThat(Trace.current()).isNull();
  }

  @Test
  void dataIsCapturedOnceAndLiteralsNever() {
    HostArray data = Hosts.scalar(DType.F32, 3);
    Literal two = Literal.of(REAL, 2.0);
    Trace.Recording recording =
        Trace.record(
            List.of(REAL),
            in -> List.of(apply(ADD, apply(ADD, in.getFirst(), data), apply(ADD, data, two))));
    assertThat(recording.captured()).containsExactly(data);
    assertThat(recording.program().check().captures()).hasSize(1);
    List<HostArray> result =
        ReferenceEvaluator.run(
            recording.program(), List.of(data), List.of(Hosts.scalar(DType.F32, 10)));
    assertThat(result.getFirst().getDouble(0)).isEqualTo(18);
  }

  @Test
  void outerValuesAreCapturedByInnerTraces() {
    List<Trace.Recording> inner = new ArrayList<>();
    Trace.Recording outer =
        Trace.record(
            List.of(REAL),
            in -> {
              Value x = in.getFirst();
              inner.add(
                  Trace.record(
                      List.of(REAL), y -> List.of(apply(ADD, apply(TANH, x), y.getFirst()))));
              return List.of(apply(TANH, x));
            });
    // Under the inner trace tanh(x) is recorded there too, since it is the current one.
    assertThat(inner.getFirst().program().check().equations()).hasSize(2);
    assertThat(inner.getFirst().captured()).hasSize(1);
    assertThat(inner.getFirst().captured().getFirst()).isInstanceOf(Value.Traced.class);
    assertThat(outer.program().check().equations()).hasSize(1);
  }

  @Test
  void anOpenedTraceThatIsNotCurrentTakesOnlyItsOwnValues() {
    Trace.Recording outer =
        Trace.record(
            List.of(REAL),
            in -> {
              Trace linear = Trace.open();
              Value tangent = linear.input(REAL);
              Value primal = apply(TANH, in.getFirst());
              Value product = apply(ADD, primal, tangent);
              Trace.Recording recorded = linear.close(List.of(product));
              assertThat(recorded.program().check().equations()).hasSize(1);
              assertThat(recorded.captured()).containsExactly(primal);
              return List.of(primal);
            });
    assertThat(outer.program().check().equations()).hasSize(1);
  }

  @Test
  void aCaptureMayBeReturned() {
    HostArray data = Hosts.scalar(DType.F32, 3);
    Trace.Recording recording = Trace.record(List.of(), _ -> List.of(data, data));
    assertThat(recording.program().check().outputs())
        .hasSize(2)
        .containsOnly(recording.program().captures().getFirst());
  }

  @Test
  void aLeakedValueIsAnErrorThatNamesBothLines() {
    List<Value> leaked = new ArrayList<>();
    Trace.record(
        List.of(REAL),
        in -> {
          leaked.add(at(17, () -> apply(TANH, in.getFirst())));
          return in;
        });
    assertThatThrownBy(() -> at(99, () -> apply(TANH, leaked.getFirst())))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("F32() made at Model.loss(Model.java:17)")
        .hasMessageContaining("after its trace had closed")
        .hasMessageEndingWith("at Model.loss(Model.java:99)");
  }

  @Test
  void aTraceThatFailedIsClosed() {
    List<Value> leaked = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Trace.record(
                    List.of(REAL),
                    in -> {
                      leaked.addAll(in);
                      throw new IllegalStateException("user error");
                    }))
        .hasMessage("user error");
    assertThat(Trace.current()).isNull();
    assertThatThrownBy(() -> apply(TANH, leaked.getFirst())).isInstanceOf(TraceException.class);
  }

  @Test
  void aValueOfAnotherFunctionIsNotInScope() {
    Trace first = Trace.open();
    Value x = first.input(REAL);
    Trace second = Trace.open();
    Value y = second.input(REAL);
    assertThatThrownBy(() -> at(5, () -> second.record(ADD, List.of(x, y))))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("belongs to another traced function")
        .hasMessageEndingWith("at Model.loss(Model.java:5)");
  }

  @Test
  void anotherThreadMayNotUseTheValues() {
    Trace.record(
        List.of(REAL),
        in -> {
          CompletableFuture<Value> other =
              CompletableFuture.supplyAsync(() -> apply(TANH, in.getFirst()));
          assertThatThrownBy(other::join)
              .isInstanceOf(CompletionException.class)
              .cause()
              .isInstanceOf(TraceException.class)
              .hasMessageContaining("by thread " + Thread.currentThread().getName());
          return in;
        });
  }

  @Test
  void typesThatDoNotFitAreErrorsAtOnce() {
    assertThatThrownBy(
            () ->
                Trace.record(
                    List.of(ArrayType.of(DType.F32, 2), ArrayType.of(DType.F32, 3)),
                    in -> List.of(at(23, () -> apply(ADD, in.get(0), in.get(1))))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("add: shapes differ: F32(2), F32(3)")
        .hasMessageEndingWith("at Model.loss(Model.java:23)");
  }
}
