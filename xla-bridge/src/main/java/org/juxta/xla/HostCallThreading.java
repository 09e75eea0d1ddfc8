package org.juxta.xla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Call;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Control;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Effect;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Op;
import org.juxta.tracer.Program;
import org.juxta.tracer.Random;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Shape;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Structural;
import org.juxta.tracer.Variable;

/**
 * Makes the calls of Java functions in a program ready for a compiler. The functions are numbered,
 * and a token, the last input of the program, tells at run time which functions the numbers stand
 * for: so the compiled program does not depend on the functions themselves. A call with an effect
 * gives the token back and the next one takes that, in loops as a carried value, which keeps them
 * in order; it ends as the last output of a program that has an effect.
 */
final class HostCallThreading {
  private static final ArrayType TOKEN = ArrayType.of(DType.I64);
  private static final int NONE = -1;

  private final Map<Call.HostCall, Integer> sites = new LinkedHashMap<>();
  private final Map<Inner, Program> done = new HashMap<>();

  private HostCallThreading() {}

  /**
   * A program with a token.
   *
   * @param calls the calls by their numbers
   */
  record Threaded(Program program, List<Call.HostCall> calls) {
    Threaded {
      calls = List.copyOf(calls);
    }
  }

  /**
   * An inner program, and where the token is.
   *
   * @param input its place among the inputs, or {@link #NONE} if it is the last capture
   * @param output its place among the outputs, or {@link #NONE} if it is none
   */
  private record Inner(Program program, int input, int output) {}

  static Threaded thread(Program program) {
    HostCallThreading threading = new HostCallThreading();
    int output = program.effect() == Effect.NONE ? NONE : program.outputs().size();
    Program threaded = threading.inner(program, program.inputs().size(), output);
    return new Threaded(threaded, List.copyOf(threading.sites.keySet()));
  }

  private Program inner(Program program, int input, int output) {
    Inner key = new Inner(program, input, output);
    Program known = done.get(key);
    if (known == null) {
      known = build(key);
      done.put(key, known);
    }
    return known;
  }

  private Program build(Inner inner) {
    Program program = inner.program;
    Variable token = new Variable(TOKEN);
    List<Equation> equations = new ArrayList<>();
    Atom last = walk(program.equations(), token, equations);
    List<Variable> captures = new ArrayList<>(program.captures());
    List<Variable> inputs = new ArrayList<>(program.inputs());
    if (inner.input == NONE) {
      captures.add(token);
    } else {
      inputs.add(inner.input, token);
    }
    List<Atom> outputs = new ArrayList<>(program.outputs());
    if (inner.output != NONE) {
      outputs.add(inner.output, last);
    }
    return new Program(inputs, captures, equations, outputs);
  }

  /** Appends the equations with a token; the token after the last of them. */
  private Atom walk(List<Equation> equations, Atom first, List<Equation> out) {
    Atom token = first;
    for (Equation equation : equations) {
      Op op = equation.op();
      if (!(op instanceof Call.HostCall) && op.programs().stream().noneMatch(Program::callsHost)) {
        out.add(equation);
        continue;
      }
      token =
          switch (op) {
            case Call.HostCall o -> call(o, equation, token, out);
            case Call.OfProgram o -> program(o, equation, token, out);
            case Control.Cond o -> cond(o, equation, token, out);
            case Control.Scan o -> scan(o, equation, token, out);
            case Control.While o -> loop(o, equation, token, out);
            case Elementwise _,
                Structural _,
                Indexing _,
                Reduction _,
                Contraction _,
                Decomposition _,
                Random _,
                Collective _,
                Call.CustomOp _ ->
                throw new IllegalStateException(op.name() + " runs no program");
          };
    }
    return token;
  }

  /**
   * Appends an equation like {@code q}.
   *
   * @param at where among its results the token is, or {@link #NONE}
   * @return the token after it
   */
  private static Atom emit(
      Op op, List<Atom> operands, Equation q, int at, Atom token, List<Equation> out) {
    List<Variable> results = new ArrayList<>(q.results());
    Variable next = new Variable(TOKEN);
    if (at != NONE) {
      results.add(at, next);
    }
    out.add(new Equation(op, operands, results, q.source()));
    return at == NONE ? token : next;
  }

  private Atom call(Call.HostCall op, Equation q, Atom token, List<Equation> out) {
    int site = sites.computeIfAbsent(op, _ -> sites.size());
    List<Atom> operands = new ArrayList<>(q.operands());
    operands.addFirst(token);
    return emit(op.at(site), operands, q, op.effect() == Effect.NONE ? NONE : 0, token, out);
  }

  private Atom program(Call.OfProgram op, Equation q, Atom token, List<Equation> out) {
    int output = op.effect() == Effect.NONE ? NONE : q.results().size();
    List<Atom> operands = new ArrayList<>(q.operands());
    operands.add(op.program().captures().size(), token);
    Program inner = inner(op.program(), NONE, output);
    Op with =
        switch (op) {
          case Call.Jitted o -> new Call.Jitted(o.function(), inner);
          case Call.Checkpoint o -> new Call.Checkpoint(inner, o.policy(), o.again());
          // The rules are for derivatives, which have been taken.
          case Call.CustomJvpCall o -> new Call.Jitted(o.function(), inner);
          case Call.CustomVjpCall o -> new Call.Jitted(o.function(), inner);
          case Call.CustomVmapCall o -> new Call.Jitted(o.function(), inner);
          case Call.LinearSolve o -> new Call.Jitted(o.name(), inner);
        };
    return emit(with, operands, q, output, token, out);
  }

  private Atom cond(Control.Cond op, Equation q, Atom token, List<Equation> out) {
    int output = op.effect() == Effect.NONE ? NONE : q.results().size();
    List<Program> branches = new ArrayList<>();
    List<Atom> operands = new ArrayList<>(q.operands().subList(0, 1));
    int at = 1;
    for (Program branch : op.branches()) {
      int end = at + branch.captures().size();
      operands.addAll(q.operands().subList(at, end));
      operands.add(token);
      branches.add(inner(branch, NONE, output));
      at = end;
    }
    return emit(new Control.Cond(branches), operands, q, output, token, out);
  }

  private Atom scan(Control.Scan op, Equation q, Atom token, List<Equation> out) {
    int captures = op.body().captures().size();
    List<Atom> operands = new ArrayList<>(q.operands());
    if (op.effect() == Effect.NONE) {
      operands.add(captures, token);
      Program body = inner(op.body(), NONE, NONE);
      Op with = op.with(body, op.carries());
      return emit(with, operands, q, NONE, token, out);
    }
    operands.add(captures + op.carries(), token);
    Program body = inner(op.body(), op.carries(), op.carries());
    Op with = op.with(body, op.carries() + 1);
    return emit(with, operands, q, op.carries(), token, out);
  }

  private Atom loop(Control.While op, Equation q, Atom token, List<Equation> out) {
    if (op.condition().effect() != Effect.NONE) {
      return walk(carryingTest(op, q), token, out);
    }
    int body = op.condition().captures().size();
    int init = body + op.body().captures().size();
    int carried = q.operands().size() - init;
    List<Atom> operands = new ArrayList<>(q.operands());
    if (op.effect() == Effect.NONE) {
      operands.add(init, token);
      operands.add(body, token);
      Op with = new Control.While(inner(op.condition(), NONE, NONE), inner(op.body(), NONE, NONE));
      return emit(with, operands, q, NONE, token, out);
    }
    operands.add(token);
    Op with =
        new Control.While(inner(op.condition(), carried, NONE), inner(op.body(), carried, carried));
    return emit(with, operands, q, carried, token, out);
  }

  /**
   * A loop whose condition has an effect, as one that carries whether to go on: the condition is
   * computed before the loop, and after each step in the body.
   */
  private static List<Equation> carryingTest(Control.While op, Equation q) {
    int captured = op.condition().captures().size();
    int init = captured + op.body().captures().size();
    List<Atom> state = q.operands().subList(init, q.operands().size());
    SourceLine line = q.source();
    Op test = new Call.Jitted("condition", op.condition());
    Op step = new Call.Jitted("body", op.body());
    Variable first = flag();
    List<Atom> arguments = new ArrayList<>(q.operands().subList(0, captured));
    arguments.addAll(state);
    final Equation before = new Equation(test, arguments, List.of(first), line);

    Variable goesOn = flag();
    Variable again = flag();
    List<Variable> captures = like(q.operands().subList(0, init));
    List<Variable> inputs = like(state);
    List<Variable> next = like(state);
    List<Atom> toBody = new ArrayList<>(captures.subList(captured, init));
    toBody.addAll(inputs);
    List<Atom> toTest = new ArrayList<>(captures.subList(0, captured));
    toTest.addAll(next);
    List<Equation> steps =
        List.of(
            new Equation(step, toBody, next, line),
            new Equation(test, toTest, List.of(again), line));
    Program condition =
        new Program(with(goesOn, like(state)), List.of(), List.of(), List.of(goesOn));
    Program body = new Program(with(flag(), inputs), captures, steps, with(again, next));

    List<Atom> operands = new ArrayList<>(q.operands().subList(0, init));
    operands.add(first);
    operands.addAll(state);
    List<Variable> results = with(flag(), q.results());
    return List.of(
        before, new Equation(new Control.While(condition, body), operands, results, line));
  }

  private static Variable flag() {
    return new Variable(ArrayType.of(DType.BOOL, Shape.SCALAR));
  }

  private static List<Variable> like(List<Atom> atoms) {
    return atoms.stream().map(atom -> new Variable(atom.type().strong())).toList();
  }

  private static List<Variable> with(Variable first, List<Variable> rest) {
    List<Variable> all = new ArrayList<>(rest);
    all.addFirst(first);
    return all;
  }

  /** The token that stands for {@code number}. */
  static Literal token(long number) {
    return Literal.of(TOKEN, number);
  }
}
