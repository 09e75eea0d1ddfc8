package org.juxta.tracer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes equations without effect whose results nothing needs, in one walk from the last to the
 * first. An equation that runs programs is cut down to the results that are needed: the programs
 * lose their other results, then the captures and inputs that are not read any more, and the
 * equation the operands for them. Values carried by a loop are needed if a needed one depends on
 * them.
 */
final class DeadCode {
  private final Map<Need, Live> walked = new HashMap<>();
  private final Map<Signature, Program> built = new HashMap<>();

  /** A program and which of its outputs are needed. */
  private record Need(Program program, BitSet outputs) {}

  /** What is left of a program for a {@link Need}, and which captures and inputs that reads. */
  private record Live(
      List<Equation> equations, List<Atom> outputs, BitSet captures, BitSet inputs) {}

  private record Signature(Need need, BitSet inputs) {}

  private DeadCode() {}

  static Program eliminate(Program program) {
    Live live = new DeadCode().walk(new Need(program, all(program.outputs().size())));
    return live.equations.equals(program.equations())
        ? program
        : new Program(program.inputs(), program.captures(), live.equations, program.outputs());
  }

  private Live walk(Need need) {
    Live known = walked.get(need);
    if (known != null) {
      return known;
    }
    List<Atom> outputs = pick(need.program.outputs(), need.outputs);
    Set<Variable> used = new HashSet<>();
    use(used, outputs);
    List<Equation> kept = new ArrayList<>();
    for (Equation equation : need.program.equations().reversed()) {
      if (equation.results().stream().anyMatch(used::contains)
          || equation.op().effect() != Effect.NONE) {
        Equation narrowed = equation.op().programs().isEmpty() ? equation : narrow(equation, used);
        use(used, narrowed.operands());
        kept.add(narrowed);
      }
    }
    Live live =
        new Live(
            List.copyOf(kept.reversed()),
            outputs,
            members(need.program.captures(), used),
            members(need.program.inputs(), used));
    walked.put(need, live);
    return live;
  }

  private static void use(Set<Variable> used, List<Atom> atoms) {
    for (Atom atom : atoms) {
      if (atom instanceof Variable variable) {
        used.add(variable);
      }
    }
  }

  /** The equation without the results that are not used. */
  private Equation narrow(Equation equation, Set<Variable> used) {
    BitSet results = members(equation.results(), used);
    Narrowed narrowed =
        switch (equation.op()) {
          case Elementwise _,
              Structural _,
              Indexing _,
              Reduction _,
              Contraction _,
              Decomposition _,
              Random _,
              Collective _,
              Call.CustomOp _ ->
              throw new IllegalArgumentException(equation.op().name() + " runs no program");
          case Control.While o -> loop(o, equation.operands(), results);
          case Control.Scan o -> scan(o, equation.operands(), results);
          case Control.Cond o -> branch(o, equation.operands(), results);
          case Call.Jitted _, Call.Checkpoint _ ->
              call((Call.OfProgram) equation.op(), equation.operands(), results);
          case Call.CustomJvpCall o -> custom(o, equation.operands());
          case Call.CustomVjpCall o -> custom(o, equation.operands());
          case Call.CustomVmapCall o -> custom(o, equation.operands());
          case Call.LinearSolve o -> custom(o, equation.operands());
          case Call.HostCall o -> throw new IllegalArgumentException(o.name() + " runs no program");
        };
    Op op = narrowed.op.programs().equals(equation.op().programs()) ? equation.op() : narrowed.op;
    return op.equals(equation.op()) && narrowed.operands.equals(equation.operands())
        ? equation
        : new Equation(
            op, narrowed.operands, pick(equation.results(), narrowed.results), equation.source());
  }

  /** An operation with fewer operands and results, and which results they are. */
  private record Narrowed(Op op, List<Atom> operands, BitSet results) {}

  private Narrowed loop(Control.While op, List<Atom> operands, BitSet results) {
    Need condition = new Need(op.condition(), all(1));
    BitSet state = (BitSet) results.clone();
    state.or(walk(condition).inputs);
    close(op.body(), state, all(op.body().inputs().size()));
    Need body = new Need(op.body(), state);
    Program newCondition = build(condition, state);
    Program newBody = build(body, state);
    int first = op.condition().captures().size();
    int second = first + op.body().captures().size();
    List<Atom> rest = new ArrayList<>();
    rest.addAll(pick(operands.subList(0, first), walk(condition).captures));
    rest.addAll(pick(operands.subList(first, second), walk(body).captures));
    rest.addAll(pick(operands.subList(second, operands.size()), state));
    return new Narrowed(new Control.While(newCondition, newBody), rest, state);
  }

  private Narrowed scan(Control.Scan op, List<Atom> operands, BitSet results) {
    BitSet outputs = (BitSet) results.clone();
    close(op.body(), outputs, all(op.carries()));
    Need need = new Need(op.body(), outputs);
    BitSet inputs = (BitSet) outputs.clone();
    inputs.and(all(op.carries()));
    int carries = inputs.cardinality();
    inputs.or(walk(need).inputs);
    int first = op.body().captures().size();
    List<Atom> rest = new ArrayList<>(pick(operands.subList(0, first), walk(need).captures));
    rest.addAll(pick(operands.subList(first, operands.size()), inputs));
    Op narrowed = op.with(build(need, inputs), carries);
    return new Narrowed(narrowed, rest, outputs);
  }

  /**
   * Adds to the needed outputs of a body the carried values, which are its first inputs and
   * outputs, that it reads to make them.
   */
  private void close(Program body, BitSet outputs, BitSet carried) {
    BitSet read;
    do {
      read = (BitSet) walk(new Need(body, (BitSet) outputs.clone())).inputs.clone();
      read.and(carried);
      read.andNot(outputs);
      outputs.or(read);
    } while (!read.isEmpty());
  }

  private Narrowed branch(Control.Cond op, List<Atom> operands, BitSet results) {
    List<Program> branches = new ArrayList<>();
    List<Atom> rest = new ArrayList<>(operands.subList(0, 1));
    int first = 1;
    for (Program branch : op.branches()) {
      Need need = new Need(branch, results);
      int end = first + branch.captures().size();
      branches.add(build(need, new BitSet()));
      rest.addAll(pick(operands.subList(first, end), walk(need).captures));
      first = end;
    }
    return new Narrowed(new Control.Cond(branches), rest, results);
  }

  private Narrowed call(Call.OfProgram op, List<Atom> operands, BitSet results) {
    Need need = new Need(op.program(), results);
    return call(op, operands, need, walk(need).inputs);
  }

  /** Keeps all inputs and results, which the rule of the derivative speaks of. */
  private Narrowed custom(Call.OfProgram op, List<Atom> operands) {
    Need need = new Need(op.program(), all(op.program().outputs().size()));
    return call(op, operands, need, all(op.program().inputs().size()));
  }

  private Narrowed call(Call.OfProgram op, List<Atom> operands, Need need, BitSet inputs) {
    int first = op.program().captures().size();
    List<Atom> rest = new ArrayList<>(pick(operands.subList(0, first), walk(need).captures));
    rest.addAll(pick(operands.subList(first, operands.size()), inputs));
    Op narrowed = InnerPrograms.replace(op, List.of(build(need, inputs)));
    return new Narrowed(narrowed, rest, need.outputs);
  }

  /**
   * What is needed of a program, with these inputs and the captures it reads; the same object if
   * that is all of it.
   */
  private Program build(Need need, BitSet inputs) {
    Signature signature = new Signature(need, inputs);
    Program known = built.get(signature);
    if (known != null) {
      return known;
    }
    Program program = need.program;
    Live live = walk(need);
    boolean whole =
        live.equations.equals(program.equations())
            && need.outputs.cardinality() == program.outputs().size()
            && live.captures.cardinality() == program.captures().size()
            && inputs.cardinality() == program.inputs().size();
    Program result =
        whole
            ? program
            : new Program(
                pick(program.inputs(), inputs),
                pick(program.captures(), live.captures),
                live.equations,
                live.outputs);
    built.put(signature, result);
    return result;
  }

  private static BitSet all(int size) {
    BitSet all = new BitSet(size);
    all.set(0, size);
    return all;
  }

  private static BitSet members(List<Variable> variables, Set<Variable> set) {
    BitSet members = new BitSet(variables.size());
    for (int i = 0; i < variables.size(); i++) {
      members.set(i, set.contains(variables.get(i)));
    }
    return members;
  }

  private static <T> List<T> pick(List<T> list, BitSet positions) {
    List<T> picked = new ArrayList<>(positions.cardinality());
    for (int i = positions.nextSetBit(0); i >= 0; i = positions.nextSetBit(i + 1)) {
      picked.add(list.get(i));
    }
    return picked;
  }
}
