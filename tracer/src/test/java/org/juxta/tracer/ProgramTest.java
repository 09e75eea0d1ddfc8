package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.tracer.Elementwise.BinaryKind;

/** Checking and printing of programs. */
class ProgramTest {
  private static final ArrayType REAL = ArrayType.of(DType.F32);
  private static final ArrayType REALS = ArrayType.of(DType.F32, 3);
  private static final ArrayType WEAK = new ArrayType(DType.F32, Shape.SCALAR, true);
  private static final Op ADD = new Elementwise.Binary(BinaryKind.ADD);

  private final Variable x = new Variable(REAL);
  private final Variable y = new Variable(REAL);

  private static Equation equation(Op op, Variable result, Atom... operands) {
    return new Equation(op, List.of(operands), List.of(result), SourceLine.UNKNOWN);
  }

  private static void assertMalformed(Program program, String problem) {
    assertThatThrownBy(program::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("malformed program: " + problem);
  }

  @Test
  void checksScopes() {
    new Program(List.of(x), List.of(), List.of(equation(ADD, y, x, x)), List.of(y)).check();
    assertMalformed(
        new Program(List.of(), List.of(), List.of(equation(ADD, y, x, x)), List.of(y)),
        "add reads a variable");
    assertMalformed(
        new Program(List.of(), List.of(), List.of(), List.of(x)), "output reads a variable");
    Variable z = new Variable(REAL);
    assertMalformed(
        new Program(
            List.of(x),
            List.of(),
            List.of(equation(ADD, z, y, x), equation(ADD, y, x, x)),
            List.of(z)),
        "add reads a variable");
  }

  @Test
  void checksSingleAssignment() {
    assertMalformed(
        new Program(List.of(x, x), List.of(), List.of(), List.of()),
        "a variable of type F32() is assigned twice");
    assertMalformed(
        new Program(List.of(x), List.of(x), List.of(), List.of()),
        "a variable of type F32() is assigned twice");
    assertMalformed(
        new Program(List.of(x), List.of(), List.of(equation(ADD, x, x, x)), List.of()),
        "a variable of type F32() is assigned twice");
  }

  @Test
  void checksTypesAndWeakness() {
    Variable wrong = new Variable(REALS);
    assertMalformed(
        new Program(List.of(x), List.of(), List.of(equation(ADD, wrong, x, x)), List.of()),
        "add gives");
    Variable weak = new Variable(WEAK);
    assertMalformed(
        new Program(List.of(x), List.of(), List.of(equation(ADD, weak, x, x)), List.of()),
        "add gives");
    Variable number = new Variable(ArrayType.of(DType.I32));
    Program mixed =
        new Program(List.of(x, number), List.of(), List.of(equation(ADD, y, x, number)), List.of());
    assertThatThrownBy(mixed::check).isInstanceOf(DTypeException.class);
  }

  @Test
  void checksInnerPrograms() {
    Program inner = new Program(List.of(), List.of(), List.of(), List.of(x));
    Program outer =
        new Program(
            List.of(x), List.of(), List.of(equation(new Call.Jitted("f", inner), y)), List.of(y));
    assertMalformed(outer, "output reads a variable");
  }

  @Test
  void printsInnerProgramsIndented() {
    ProgramWriter body = new ProgramWriter();
    Variable factor = body.capture(REAL);
    Variable carry = body.input(REAL);
    Variable slice = body.input(REAL);
    Variable next = body.add(ADD, carry, slice);
    Program inner =
        body.outputs(next, body.add(new Elementwise.Binary(BinaryKind.MUL), next, factor));
    ProgramWriter writer = new ProgramWriter();
    Variable start = writer.input(REAL);
    Variable xs = writer.input(REALS);
    List<Variable> results =
        writer.addAll(new Control.Scan(inner, 1, 3, true), Literal.of(WEAK, 2.0), start, xs);
    assertThat(writer.outputs(results.get(1), Literal.of(ArrayType.of(DType.BOOL), 1L)).toString())
        .isEqualTo(
            """
            { (%0:F32(), %1:F32(3))
              %2:F32(), %3:F32(3) = scan[carries=1 length=3 reverse] 2.0:F32()*, %0, %1    # Test.test(Test.java:1)
                { (%4:F32(), %5:F32()) captures (%6:F32())
                  %7:F32() = add %4, %5    # Test.test(Test.java:1)
                  %8:F32() = mul %7, %6    # Test.test(Test.java:2)
                  return %7, %8
                }
              return %3, true:BOOL()
            }
            """);
  }

  @Test
  void printsTheSameForOtherVariables() {
    assertThat(RandomPrograms.program(7).toString())
        .isEqualTo(RandomPrograms.program(7).toString());
    assertThat(RandomPrograms.program(7).toString())
        .isNotEqualTo(RandomPrograms.program(8).toString());
  }

  @Test
  void countsInnerEquations() {
    ProgramWriter callee = new ProgramWriter();
    Variable a = callee.input(REAL);
    Program function = callee.outputs(callee.add(ADD, a, callee.add(ADD, a, a)));
    ProgramWriter writer = new ProgramWriter();
    Program program =
        writer.outputs(writer.add(new Call.Jitted("f", function), writer.input(REAL)));
    assertThat(program.size()).isEqualTo(3);
  }
}
