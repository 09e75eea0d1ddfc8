package org.juxta.tracer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.UnaryKind;

/**
 * Programs of random equations, with much in them that is unused, repeated, constant or without
 * effect.
 */
final class RandomPrograms {
  private static final ArrayType REAL = ArrayType.of(DType.F32);
  private static final ArrayType REALS = ArrayType.of(DType.F32, 3);
  private static final ArrayType INT = ArrayType.of(DType.I32);
  private static final ArrayType BOOL = ArrayType.of(DType.BOOL);
  private static final List<ArrayType> TYPES = List.of(REAL, REALS, INT, BOOL);

  private final SplittableRandom random;

  /** Bodies made before, to be used by a second equation. */
  private final List<Program> callees = new ArrayList<>();

  private RandomPrograms(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static Program program(long seed) {
    RandomPrograms programs = new RandomPrograms(seed);
    return programs.program(TYPES, List.of(REALS, INT, REAL), List.of(), new ArrayList<>(), 3);
  }

  static List<HostArray> inputs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    HostArray reals = HostArray.allocate(REALS);
    for (int i = 0; i < 3; i++) {
      reals.set(i, random.nextDouble(-2, 2));
    }
    return List.of(
        HostArray.scalar(REAL, random.nextDouble(-2, 2)),
        reals,
        HostArray.scalar(INT, (long) random.nextInt(-5, 5)),
        HostArray.scalar(BOOL, (long) random.nextInt(2)));
  }

  /** The values of {@code outer} that it captures are appended to {@code captured}. */
  private Program program(
      List<ArrayType> inputs,
      List<ArrayType> outputs,
      List<Atom> outer,
      List<Atom> captured,
      int depth) {
    ProgramWriter writer = new ProgramWriter();
    List<Atom> scope = new ArrayList<>();
    inputs.forEach(type -> scope.add(writer.input(type)));
    for (int i = random.nextInt(4); i > 0 && !outer.isEmpty(); i--) {
      Atom value = any(outer);
      captured.add(value);
      scope.add(writer.capture(value.type()));
    }
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      scope.addAll(equation(writer, scope, depth));
    }
    return writer.outputs(
        outputs.stream().map(type -> find(writer, scope, type)).toArray(Atom[]::new));
  }

  private List<? extends Atom> equation(ProgramWriter writer, List<Atom> scope, int depth) {
    return switch (random.nextInt(depth > 0 ? 14 : 10)) {
      case 0, 1 -> List.of(writer.add(realBinary(), real(writer, scope), real(writer, scope)));
      case 2 -> List.of(writer.add(realUnary(), real(writer, scope)));
      case 3 ->
          List.of(writer.add(intBinary(), find(writer, scope, INT), find(writer, scope, INT)));
      case 4 -> List.of(compare(writer, scope));
      case 5 ->
          List.of(
              writer.add(
                  new Elementwise.Select(),
                  find(writer, scope, BOOL),
                  real(writer, scope),
                  real(writer, scope)));
      case 6 ->
          List.of(
              writer.add(
                  new Elementwise.Convert(random.nextBoolean() ? DType.F32 : DType.I32),
                  scalar(writer, scope)));
      case 7 -> List.of(writer.add(move(), find(writer, scope, REALS)));
      case 8 ->
          List.of(
              writer.add(
                  new Structural.Broadcast(REALS.shape(), Ints.EMPTY), find(writer, scope, REAL)));
      case 9 ->
          List.of(
              writer.add(
                  new Reduction.Reduce(Reduction.ReduceKind.MAX, Ints.of(0)),
                  find(writer, scope, REALS)));
      case 10 -> scan(writer, scope, depth);
      case 11 -> loop(writer, scope, depth);
      case 12 -> cond(writer, scope, depth);
      default -> call(writer, scope, depth);
    };
  }

  private Variable compare(ProgramWriter writer, List<Atom> scope) {
    Op op = new Elementwise.Compare(any(List.of(Elementwise.Direction.values())));
    ArrayType type = random.nextBoolean() ? INT : REAL;
    return writer.add(op, find(writer, scope, type), find(writer, scope, type));
  }

  private Op realBinary() {
    return new Elementwise.Binary(
        any(
            List.of(
                BinaryKind.ADD,
                BinaryKind.SUB,
                BinaryKind.MUL,
                BinaryKind.DIV,
                BinaryKind.POW,
                BinaryKind.MAX)));
  }

  private Op realUnary() {
    return random.nextInt(4) == 0
        ? new Elementwise.StopGradient()
        : new Elementwise.Unary(any(List.of(UnaryKind.NEG, UnaryKind.TANH, UnaryKind.ABS)));
  }

  private Op intBinary() {
    return new Elementwise.Binary(
        any(
            List.of(
                BinaryKind.ADD,
                BinaryKind.SUB,
                BinaryKind.MUL,
                BinaryKind.DIV,
                BinaryKind.AND,
                BinaryKind.OR,
                BinaryKind.XOR,
                BinaryKind.SHIFT_LEFT)));
  }

  private Op move() {
    return any(
        List.of(
            new Structural.Reverse(Ints.of(0)),
            new Structural.Reverse(Ints.EMPTY),
            new Structural.Slice(Ints.of(0), Ints.of(3), Ints.of(1)),
            new Structural.Reshape(Shape.of(3)),
            new Structural.Transpose(Ints.of(0))));
  }

  private List<Variable> scan(ProgramWriter writer, List<Atom> scope, int depth) {
    int length = random.nextInt(3) == 0 ? 0 : 3;
    List<ArrayType> carries = someTypes();
    List<ArrayType> slices = random.nextBoolean() && length == 3 ? List.of(REAL) : List.of();
    List<ArrayType> stacked = random.nextBoolean() ? List.of(REAL) : List.of(REAL, INT);
    List<Atom> operands = new ArrayList<>();
    Program body =
        program(join(carries, slices), join(carries, stacked), scope, operands, depth - 1);
    carries.forEach(type -> operands.add(find(writer, scope, type)));
    slices.forEach(_ -> operands.add(find(writer, scope, REALS)));
    Op op = new Control.Scan(body, carries.size(), length, random.nextBoolean());
    return writer.addAll(op, operands.toArray(Atom[]::new));
  }

  /** Counts up to a small literal, and carries other values along. */
  private List<Variable> loop(ProgramWriter writer, List<Atom> scope, int depth) {
    List<ArrayType> others = someTypes();
    ProgramWriter condition = new ProgramWriter();
    Variable count = condition.input(INT);
    others.forEach(condition::input);
    Literal limit = Literal.of(INT, random.nextInt(4));
    Program goOn =
        condition.outputs(
            condition.add(new Elementwise.Compare(Elementwise.Direction.LT), count, limit));
    List<Atom> operands = new ArrayList<>();
    Program step = program(join(List.of(INT), others), others, scope, operands, depth - 1);
    ProgramWriter body = new ProgramWriter();
    List<Atom> arguments = new ArrayList<>();
    step.captureTypes().forEach(type -> arguments.add(body.capture(type)));
    Variable n = body.input(INT);
    arguments.add(n);
    others.forEach(type -> arguments.add(body.input(type)));
    List<Atom> outputs = new ArrayList<>();
    outputs.add(body.add(new Elementwise.Binary(BinaryKind.ADD), n, Literal.of(INT, 1)));
    outputs.addAll(body.addAll(new Call.Jitted("step", step), arguments.toArray(Atom[]::new)));
    operands.add(Literal.of(INT, 0));
    others.forEach(type -> operands.add(find(writer, scope, type)));
    return writer.addAll(
        new Control.While(goOn, body.outputs(outputs.toArray(Atom[]::new))),
        operands.toArray(Atom[]::new));
  }

  private List<Variable> cond(ProgramWriter writer, List<Atom> scope, int depth) {
    List<ArrayType> results = someTypes();
    List<Atom> operands = new ArrayList<>();
    operands.add(find(writer, scope, INT));
    List<Program> branches = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      branches.add(program(List.of(), results, scope, operands, depth - 1));
    }
    return writer.addAll(new Control.Cond(branches), operands.toArray(Atom[]::new));
  }

  private List<Variable> call(ProgramWriter writer, List<Atom> scope, int depth) {
    if (callees.isEmpty() || random.nextBoolean()) {
      callees.add(program(someTypes(), someTypes(), List.of(), new ArrayList<>(), depth - 1));
    }
    Program callee = any(callees);
    Atom[] operands =
        callee.inputTypes().stream().map(type -> find(writer, scope, type)).toArray(Atom[]::new);
    return writer.addAll(new Call.Jitted("f", callee), operands);
  }

  private List<ArrayType> someTypes() {
    List<ArrayType> types = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      types.add(any(TYPES));
    }
    return types;
  }

  private Atom real(ProgramWriter writer, List<Atom> scope) {
    return find(writer, scope, random.nextBoolean() ? REAL : REALS);
  }

  private Atom scalar(ProgramWriter writer, List<Atom> scope) {
    return find(writer, scope, random.nextBoolean() ? REAL : INT);
  }

  /** A value of the type: a variable in scope, or else a literal. */
  private Atom find(ProgramWriter writer, List<Atom> scope, ArrayType type) {
    List<Atom> fitting = scope.stream().filter(a -> a.type().sameAs(type)).toList();
    if (!fitting.isEmpty() && random.nextInt(4) > 0) {
      return any(fitting);
    }
    ArrayType scalar = new ArrayType(type.dtype(), Shape.SCALAR, random.nextBoolean());
    Literal literal = Literal.of(scalar, any(List.of(0.0, -0.0, 1.0, 1.0, 2.0, -1.0)));
    return type.shape().isScalar()
        ? literal
        : writer.add(new Structural.Broadcast(type.shape(), Ints.EMPTY), literal);
  }

  private static List<ArrayType> join(List<ArrayType> a, List<ArrayType> b) {
    List<ArrayType> joined = new ArrayList<>(a);
    joined.addAll(b);
    return joined;
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
