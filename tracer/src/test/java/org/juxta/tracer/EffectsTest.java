package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What passes do with calls of Java functions. */
class EffectsTest {
  private static final ArrayType REAL = ArrayType.of(DType.F32);

  private static Call.HostCall call(Effect effect, ArrayType... results) {
    return new Call.HostCall(
        x -> x,
        "a function",
        List.of(results),
        effect,
        VmapMethod.SEQUENTIAL,
        Call.HostCall.UNNUMBERED);
  }

  private static List<String> simplified(Program program) {
    Program simple = Passes.simplify(program).check();
    assertThat(Passes.simplify(simple)).isSameAs(simple);
    return simple.equations().stream().map(q -> q.op().name() + q.op().parameters()).toList();
  }

  @Test
  void pureCallsGoIfNothingNeedsThemAndAreMerged() {
    Call.HostCall pure = call(Effect.NONE, REAL);
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    writer.add(call(Effect.NONE, REAL), x);
    Program program = writer.outputs(writer.add(pure, x), writer.add(pure, x));
    assertThat(simplified(program)).containsExactly("host_callpure");
    assertThat(program.effect()).isEqualTo(Effect.NONE);
    assertThat(program.callsHost()).isTrue();
  }

  @Test
  void callsWithAnEffectStayEachOfThem() {
    Call.HostCall io = call(Effect.IO, REAL);
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    writer.addAll(call(Effect.DEBUG), x);
    writer.add(io, x);
    writer.add(io, x);
    Program program = writer.outputs(x);
    assertThat(simplified(program)).containsExactly("host_calldebug", "host_callio", "host_callio");
    assertThat(program.effect()).isEqualTo(Effect.IO);
  }

  @Test
  void callsOfLiteralsAreNotMadeAheadOfTime() {
    ProgramWriter writer = new ProgramWriter();
    Program program = writer.outputs(writer.add(call(Effect.NONE, REAL), Literal.of(REAL, 1.0)));
    assertThat(simplified(program)).containsExactly("host_callpure");
  }

  @Test
  void aLoopWithAnEffectRunsThoughNothingNeedsItsResults() {
    ProgramWriter body = new ProgramWriter();
    Variable s = body.input(REAL);
    Variable unread = body.input(REAL);
    body.addAll(call(Effect.IO), s);
    Program step = body.outputs(s, unread);
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    writer.addAll(new Control.Scan(step, 2, 3, false), x, Literal.of(REAL, 0.0));
    Program simple = Passes.simplify(writer.outputs(x)).check();
    assertThat(simple.equations()).hasSize(1);
    Control.Scan scan = (Control.Scan) simple.equations().getFirst().op();
    assertThat(scan.carries()).isEqualTo(1);
    assertThat(scan.body().equations()).hasSize(1);
    assertThat(scan.effect()).isEqualTo(Effect.IO);
  }
}
