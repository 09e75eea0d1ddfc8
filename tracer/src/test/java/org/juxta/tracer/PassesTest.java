package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.juxta.tracer.DType.BOOL;
import static org.juxta.tracer.DType.F32;
import static org.juxta.tracer.DType.I32;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.UnaryKind;

class PassesTest {
  private static final ArrayType REAL = ArrayType.of(F32);
  private static final ArrayType WEAK = new ArrayType(F32, Shape.SCALAR, true);
  private static final Op ADD = new Elementwise.Binary(BinaryKind.ADD);
  private static final Op MUL = new Elementwise.Binary(BinaryKind.MUL);
  private static final Op SUB = new Elementwise.Binary(BinaryKind.SUB);
  private static final Op TANH = new Elementwise.Unary(UnaryKind.TANH);

  private static Literal real(double value) {
    return Literal.of(REAL, value);
  }

  private static Program simplify(Program program) {
    Program simple = Passes.simplify(program).check();
    assertThat(Passes.simplify(simple)).isSameAs(simple);
    return simple;
  }

  private static Program inner(Program program, int equation) {
    return program.equations().get(equation).op().programs().getFirst();
  }

  @Test
  void nothingToDoGivesTheSameProgram() {
    ProgramWriter writer = new ProgramWriter();
    Program program = writer.outputs(writer.add(TANH, writer.input(REAL)));
    assertThat(Passes.simplify(program)).isSameAs(program);
  }

  @Test
  void unusedEquationsGoAndTheOthersKeepTheirLines() {
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    Variable unused = writer.add(TANH, x);
    writer.add(MUL, unused, unused);
    Variable y = writer.add(ADD, x, x);
    Program simple = simplify(writer.outputs(y));
    assertThat(simple.equations()).hasSize(1);
    assertThat(simple.equations().getFirst().source().line()).isEqualTo(3);
    assertThat(simple.inputs()).containsExactly(x);
  }

  @Test
  void repeatedEquationsGo() {
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    Variable a = writer.add(TANH, writer.add(MUL, x, x));
    Variable b = writer.add(TANH, writer.add(MUL, x, x));
    Program simple = simplify(writer.outputs(a, b, writer.add(SUB, a, b)));
    assertThat(simple.equations()).hasSize(3);
    assertThat(simple.outputs().get(0)).isSameAs(simple.outputs().get(1));
  }

  @Test
  void constantsAreFoldedWithTheirWeakness() {
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    Variable two = writer.add(ADD, Literal.of(WEAK, 1.0), Literal.of(WEAK, 1.0));
    Variable four = writer.add(MUL, two, real(2));
    Program simple = simplify(writer.outputs(two, writer.add(MUL, x, four)));
    assertThat(simple.equations()).hasSize(1);
    assertThat(simple.outputs().getFirst()).isEqualTo(Literal.of(WEAK, 2.0));
    assertThat(simple.equations().getFirst().operands().get(1)).isEqualTo(real(4));
  }

  @Test
  void randomBitsOfLiteralsAreFolded() {
    Literal zero = Literal.of(ArrayType.of(DType.U32), 0L);
    ProgramWriter writer = new ProgramWriter();
    List<Variable> words = writer.addAll(new Random.Threefry(), zero, zero, zero, zero);
    assertThat(simplify(writer.outputs(words.get(0), words.get(1))).outputs())
        .extracting(o -> ((Literal) o).bits())
        .containsExactly(0x6b200159L, 0x99ba4efeL);
  }

  private static boolean vanishes(Op op, ArrayType type, Atom other, boolean otherFirst) {
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(type);
    Variable y = otherFirst ? writer.add(op, other, x) : writer.add(op, x, other);
    return simplify(writer.outputs(y)).outputs().getFirst() == x;
  }

  @Test
  void identitiesThatHoldForEveryFloat() {
    assertThat(vanishes(MUL, REAL, real(1), false)).isTrue();
    assertThat(vanishes(MUL, REAL, real(1), true)).isTrue();
    assertThat(vanishes(new Elementwise.Binary(BinaryKind.DIV), REAL, real(1), false)).isTrue();
    assertThat(vanishes(ADD, REAL, real(-0.0), false)).isTrue();
    assertThat(vanishes(ADD, REAL, real(-0.0), true)).isTrue();
    assertThat(vanishes(SUB, REAL, real(0.0), false)).isTrue();
    assertThat(vanishes(ADD, ArrayType.of(I32), Literal.of(ArrayType.of(I32), 0L), false)).isTrue();
  }

  @Test
  void identitiesThatFailForSomeFloat() {
    assertThat(vanishes(ADD, REAL, real(0.0), false)).isFalse();
    assertThat(vanishes(SUB, REAL, real(-0.0), false)).isFalse();
    assertThat(vanishes(SUB, REAL, real(0.0), true)).isFalse();
    assertThat(vanishes(MUL, REAL, real(0.0), false)).isFalse();
    assertThat(vanishes(new Elementwise.Binary(BinaryKind.DIV), REAL, real(1), true)).isFalse();
    // The product of a weak and a strong number is strong, so it is not the weak one.
    assertThat(vanishes(MUL, WEAK, real(1), false)).isFalse();
  }

  @Test
  void movesThatMoveNothing() {
    ArrayType matrix = ArrayType.of(F32, 2, 1);
    for (Op op :
        List.of(
            new Structural.Reshape(Shape.of(2, 1)),
            new Structural.Broadcast(Shape.of(2, 1), Ints.of(0, 1)),
            new Structural.Transpose(Ints.of(0, 1)),
            new Structural.Slice(Ints.of(0, 0), Ints.of(2, 1), Ints.of(1, 1)),
            new Structural.Reverse(Ints.of(1)),
            new Structural.Concatenate(0),
            new Elementwise.Convert(F32),
            new Elementwise.BitcastConvert(F32))) {
      ProgramWriter writer = new ProgramWriter();
      Variable x = writer.input(matrix);
      assertThat(simplify(writer.outputs(writer.add(op, x))).outputs())
          .as(op.name())
          .containsExactly(x);
    }
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(ArrayType.of(F32, 2, 2));
    Program transposed = writer.outputs(writer.add(new Structural.Transpose(Ints.of(1, 0)), x));
    assertThat(simplify(transposed)).isSameAs(transposed);
  }

  @Test
  void selectWithAKnownChoice() {
    ProgramWriter writer = new ProgramWriter();
    Variable a = writer.input(REAL);
    Variable b = writer.input(REAL);
    Variable which = writer.input(ArrayType.of(BOOL));
    Op select = new Elementwise.Select();
    Literal no = Literal.of(ArrayType.of(BOOL), 0L);
    Program simple =
        simplify(writer.outputs(writer.add(select, no, a, b), writer.add(select, which, a, a)));
    assertThat(simple.outputs()).containsExactly(b, a);
  }

  @Test
  void stopGradientStays() {
    ProgramWriter writer = new ProgramWriter();
    Program program =
        writer.outputs(writer.add(new Elementwise.StopGradient(), writer.input(REAL)));
    assertThat(simplify(program)).isSameAs(program);
  }

  /** Carries (a, b, c): a needs b, b itself, c itself; stacks a and c. */
  private static Control.Scan scan() {
    ProgramWriter writer = new ProgramWriter();
    Variable first = writer.capture(REAL);
    Variable second = writer.capture(REAL);
    Variable a = writer.input(REAL);
    Variable b = writer.input(REAL);
    Variable c = writer.input(REAL);
    Variable x = writer.input(REAL);
    Variable y = writer.input(REAL);
    Program body =
        writer.outputs(
            writer.add(ADD, a, b),
            writer.add(MUL, b, writer.add(ADD, first, x)),
            writer.add(MUL, c, writer.add(ADD, second, y)),
            a,
            c);
    return new Control.Scan(body, 3, 4, false);
  }

  private static Program scanGiving(int result) {
    ProgramWriter writer = new ProgramWriter();
    Atom[] operands = new Atom[7];
    for (int i = 0; i < 7; i++) {
      operands[i] = writer.input(i < 5 ? REAL : ArrayType.of(F32, 4));
    }
    return writer.outputs(writer.addAll(scan(), operands).get(result));
  }

  @Test
  void scansLoseWhatIsNotNeeded() {
    Equation forA = simplify(scanGiving(0)).equations().getFirst();
    assertThat(forA.operands()).hasSize(4);
    assertThat(forA.results()).hasSize(2);
    assertThat(forA.op().programs().getFirst().equations()).hasSize(3);
    Equation forB = simplify(scanGiving(1)).equations().getFirst();
    assertThat(forB.operands()).hasSize(3);
    assertThat(((Control.Scan) forB.op()).carries()).isEqualTo(1);
    Equation forStackOfC = simplify(scanGiving(4)).equations().getFirst();
    assertThat(forStackOfC.operands()).hasSize(3);
    assertThat(forStackOfC.results())
        .extracting(Variable::type)
        .containsExactly(REAL, ArrayType.of(F32, 4));
  }

  @Test
  void whileLoopsLoseValuesThatNothingNeeds() {
    ArrayType integer = ArrayType.of(I32);
    ProgramWriter condition = new ProgramWriter();
    Variable n = condition.input(integer);
    condition.input(REAL);
    condition.input(REAL);
    Program below =
        condition.outputs(
            condition.add(
                new Elementwise.Compare(Elementwise.Direction.LT), n, Literal.of(integer, 5L)));
    ProgramWriter body = new ProgramWriter();
    Variable step = body.capture(REAL);
    Variable i = body.input(integer);
    Variable a = body.input(REAL);
    Variable b = body.input(REAL);
    Program next =
        body.outputs(
            body.add(ADD, i, Literal.of(integer, 1L)), body.add(MUL, a, step), body.add(ADD, b, b));
    ProgramWriter writer = new ProgramWriter();
    Variable s = writer.input(REAL);
    Variable x = writer.input(REAL);
    List<Variable> results =
        writer.addAll(new Control.While(below, next), s, Literal.of(integer, 0L), x, x);
    Equation loop = simplify(writer.outputs(results.get(2))).equations().getFirst();
    assertThat(loop.operands()).containsExactly(Literal.of(integer, 0L), x);
    assertThat(loop.results()).hasSize(2);
  }

  @Test
  void branchesAndCallsLoseResultsAndArguments() {
    ProgramWriter callee = new ProgramWriter();
    Variable captured = callee.capture(REAL);
    Variable a = callee.input(REAL);
    Variable b = callee.input(REAL);
    Program function = callee.outputs(callee.add(ADD, captured, a), callee.add(TANH, b));
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    Variable y = writer.input(REAL);
    Variable z = writer.input(REAL);
    List<Variable> results = writer.addAll(new Call.Jitted("f", function), x, y, z);
    Equation call = simplify(writer.outputs(results.get(1))).equations().getFirst();
    assertThat(call.operands()).containsExactly(z);
    assertThat(call.results()).containsExactly(results.get(1));
    ProgramWriter branch = new ProgramWriter();
    Variable p = branch.capture(REAL);
    Variable q = branch.capture(REAL);
    Program both = branch.outputs(branch.add(TANH, p), branch.add(TANH, q));
    ProgramWriter outer = new ProgramWriter();
    Variable index = outer.input(ArrayType.of(I32));
    Variable u = outer.input(REAL);
    Variable v = outer.input(REAL);
    List<Variable> chosen = outer.addAll(new Control.Cond(List.of(both, both)), index, u, v, v, u);
    Equation cond = simplify(outer.outputs(chosen.get(0))).equations().getFirst();
    assertThat(cond.operands()).containsExactly(index, u, v);
    assertThat(cond.op().programs().get(0)).isSameAs(cond.op().programs().get(1));
  }

  @Test
  void knownCapturesGoIntoTheProgramsThatUseThem() {
    ProgramWriter body = new ProgramWriter();
    Variable one = body.capture(REAL);
    Variable factor = body.capture(REAL);
    Variable again = body.capture(REAL);
    Variable carry = body.input(REAL);
    Variable next = body.add(MUL, body.add(MUL, carry, one), body.add(ADD, factor, again));
    Op scan = new Control.Scan(body.outputs(next), 1, 3, false);
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    Variable y = writer.input(REAL);
    Variable constant = writer.add(SUB, real(3), real(2));
    Program simple = simplify(writer.outputs(writer.add(scan, constant, y, y, x)));
    assertThat(simple.equations().getFirst().operands()).containsExactly(y, x);
    assertThat(inner(simple, 0).equations()).hasSize(2);
  }

  @Test
  void aProgramUsedTwiceStaysOne() {
    ProgramWriter callee = new ProgramWriter();
    Variable a = callee.input(REAL);
    callee.add(TANH, a);
    Program function = callee.outputs(callee.add(ADD, a, a));
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    Op call = new Call.Jitted("f", function);
    Variable once = writer.add(call, x);
    Program simple = simplify(writer.outputs(writer.add(call, once), writer.add(call, x)));
    assertThat(simple.equations()).hasSize(2);
    assertThat(inner(simple, 0)).isSameAs(inner(simple, 1)).isNotSameAs(function);
  }

  @Test
  void twentyThousandEquations() {
    ProgramWriter writer = new ProgramWriter();
    Variable x = writer.input(REAL);
    Variable sum = x;
    for (int i = 0; i < 10_000; i++) {
      sum = writer.add(ADD, sum, writer.add(MUL, x, real(i % 100)));
    }
    Program simple = simplify(writer.outputs(sum));
    assertThat(simple.equations()).hasSize(10_000 + 99);
  }

  @Test
  void randomProgramsKeepTheirMeaning() {
    int shorter = 0;
    for (long seed = 0; seed < 500; seed++) {
      Program program = RandomPrograms.program(seed);
      Program simple = simplify(program);
      assertThat(simple.outputTypes()).as("seed %d", seed).isEqualTo(program.outputTypes());
      assertThat(simple.size()).isLessThanOrEqualTo(program.size());
      assertThat(Passes.simplify(program).toString()).isEqualTo(simple.toString());
      List<HostArray> inputs = RandomPrograms.inputs(seed);
      List<HostArray> expected = ReferenceEvaluator.run(program, List.of(), inputs);
      List<HostArray> found = ReferenceEvaluator.run(simple, List.of(), inputs);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(Hosts.same(found.get(i), expected.get(i)))
            .as(
                "seed %d output %d: %s instead of %s of\n%s",
                seed, i, Hosts.doubles(found.get(i)), Hosts.doubles(expected.get(i)), program)
            .isTrue();
      }
      shorter += simple.size() < program.size() ? 1 : 0;
    }
    assertThat(shorter).isGreaterThan(400);
  }
}
