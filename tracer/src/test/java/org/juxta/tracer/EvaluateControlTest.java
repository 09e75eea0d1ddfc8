package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.juxta.tracer.DType.BOOL;
import static org.juxta.tracer.DType.F32;
import static org.juxta.tracer.DType.I32;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.Direction;

class EvaluateControlTest {
  private static final ArrayType INT = ArrayType.of(I32);
  private static final ArrayType REAL = ArrayType.of(F32);

  private static Op op(BinaryKind kind) {
    return new Elementwise.Binary(kind);
  }

  /**
   * A program of scalars {@code (a, b, …)} that gives what {@code op} does, with {@code captures}
   * first among them.
   */
  private static Program program(Op op, ArrayType type, int captures, int operands) {
    ProgramWriter writer = new ProgramWriter();
    Atom[] atoms = new Atom[operands];
    for (int i = 0; i < operands; i++) {
      atoms[i] = i < captures ? writer.capture(type) : writer.input(type);
    }
    return writer.outputs(writer.add(op, atoms));
  }

  private static HostArray integer(int value) {
    return Hosts.scalar(I32, value);
  }

  @Test
  void whileLoop() {
    Program below = program(new Elementwise.Compare(Direction.LT), INT, 0, 2);
    // (n, limit) becomes (n + step, limit) with the step captured.
    ProgramWriter writer = new ProgramWriter();
    Variable step = writer.capture(INT);
    Variable n = writer.input(INT);
    Variable limit = writer.input(INT);
    Program body = writer.outputs(writer.add(op(BinaryKind.ADD), n, step), limit);
    Op loop = new Control.While(below, body);
    List<HostArray> results =
        ReferenceEvaluator.evaluate(loop, List.of(integer(3), integer(0), integer(10)));
    assertThat(results).extracting(r -> r.getLong(0)).containsExactly(12L, 10L);
    results = ReferenceEvaluator.evaluate(loop, List.of(integer(3), integer(11), integer(10)));
    assertThat(results).extracting(r -> r.getLong(0)).containsExactly(11L, 10L);
  }

  @Test
  void aMillionIterations() {
    Program condition = program(new Elementwise.Compare(Direction.GT), INT, 1, 2);
    ProgramWriter writer = new ProgramWriter();
    Variable n = writer.input(INT);
    Program body = writer.outputs(writer.add(op(BinaryKind.ADD), n, Literal.of(INT, 1)));
    Op loop = new Control.While(condition, body);
    assertThat(
            ReferenceEvaluator.evaluate(loop, List.of(integer(1_000_000), integer(0)))
                .getFirst()
                .getLong(0))
        .isEqualTo(1_000_000);
  }

  /** Cumulative sums of x times a captured factor. */
  private static Control.Scan cumulative(int length, boolean reverse) {
    ProgramWriter writer = new ProgramWriter();
    Variable factor = writer.capture(REAL);
    Variable sum = writer.input(REAL);
    Variable x = writer.input(REAL);
    Variable next = writer.add(op(BinaryKind.ADD), sum, writer.add(op(BinaryKind.MUL), x, factor));
    return new Control.Scan(writer.outputs(next, next), 1, length, reverse);
  }

  @Test
  void scanForwardsAndBackwards() {
    HostArray xs = Hosts.of(F32, 1, 2, 3);
    List<HostArray> operands = List.of(Hosts.scalar(F32, 10), Hosts.scalar(F32, 1), xs);
    List<HostArray> forward = ReferenceEvaluator.evaluate(cumulative(3, false), operands);
    assertThat(Hosts.doubles(forward.get(0))).containsExactly(61);
    assertThat(Hosts.doubles(forward.get(1))).containsExactly(11, 31, 61);
    List<HostArray> backward = ReferenceEvaluator.evaluate(cumulative(3, true), operands);
    assertThat(Hosts.doubles(backward.get(1))).containsExactly(61, 51, 31);
  }

  @Test
  void scanOfNothing() {
    List<HostArray> results =
        ReferenceEvaluator.evaluate(
            cumulative(0, false),
            List.of(Hosts.scalar(F32, 10), Hosts.scalar(F32, 5), Hosts.of(F32)));
    assertThat(Hosts.doubles(results.get(0))).containsExactly(5);
    assertThat(results.get(1).type()).isEqualTo(ArrayType.of(F32, 0));
  }

  @Test
  void branchesAreChosenByTheClampedIndex() {
    Program first = program(op(BinaryKind.ADD), REAL, 2, 2);
    Program second = program(op(BinaryKind.MUL), REAL, 2, 2);
    Op cond = new Control.Cond(List.of(first, second));
    List<HostArray> captures =
        List.of(
            Hosts.scalar(F32, 1), Hosts.scalar(F32, 2), Hosts.scalar(F32, 3), Hosts.scalar(F32, 4));
    for (int index : new int[] {-7, 0, 1, 9}) {
      List<HostArray> operands = new ArrayList<>(captures);
      operands.addFirst(integer(index));
      assertThat(ReferenceEvaluator.evaluate(cond, operands).getFirst().getDouble(0))
          .isEqualTo(index <= 0 ? 3 : 12);
    }
  }

  @Test
  void calls() {
    Program callee = program(op(BinaryKind.SUB), REAL, 1, 2);
    Op call = new Call.Jitted("f", callee);
    assertThat(Hosts.doubles(Hosts.evaluate(call, Hosts.scalar(F32, 5), Hosts.scalar(F32, 3))))
        .containsExactly(2);
  }

  @Test
  void loopsMakeTheirResultsStrong() {
    ArrayType weak = new ArrayType(F32, Shape.SCALAR, true);
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(weak);
    Op scan = new Control.Scan(writer.outputs(x), 1, 2, false);
    assertThat(Hosts.evaluate(scan, HostArray.scalar(weak, 2.0)).type()).isEqualTo(REAL);
  }

  @Test
  void aProgramRunsWithCapturesAndInputs() {
    Program program = program(op(BinaryKind.SUB), REAL, 1, 2);
    HostArray five = Hosts.scalar(F32, 5);
    HostArray three = Hosts.scalar(F32, 3);
    assertThat(
            ReferenceEvaluator.run(program, List.of(five), List.of(three)).getFirst().getDouble(0))
        .isEqualTo(2);
    ReferenceProgram ready = ReferenceProgram.of(program);
    assertThat(ready.run(List.of(three), List.of(five)).getFirst().getDouble(0)).isEqualTo(-2);
    assertThatThrownBy(() -> ready.run(List.of(), List.of(five)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("takes 1 captured values, not 0");
    assertThatThrownBy(() -> ready.run(List.of(five), List.of(Hosts.of(F32, 1, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("expected F32(), found F32(2)");
  }

  @Test
  void outputsMayBeInputsLiteralsAndRepeated() {
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    Program program = writer.outputs(x, Literal.of(ArrayType.of(BOOL), 1L), x);
    List<HostArray> outputs =
        ReferenceEvaluator.run(program, List.of(), List.of(Hosts.scalar(F32, 4)));
    assertThat(outputs).extracting(o -> o.getDouble(0)).containsExactly(4.0, 1.0, 4.0);
  }
}
