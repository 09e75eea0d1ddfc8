package org.juxta.tracer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces results that are known before a program runs: those of an earlier equation with the same
 * operation and operands (common subexpressions), and those that {@link ConstantFolding} or {@link
 * Identities} find. One walk over the equations, in order; inner programs are the same only if they
 * are one object.
 */
final class KnownValues {
  /** What has been made of inner programs, so that one used in many places stays one. */
  private final Map<Bound, Program> done = new HashMap<>();

  /** A program some of whose captures are known. */
  private record Bound(Program program, Map<Variable, Atom> captures) {}

  private record Expression(Op op, List<Atom> operands) {}

  private KnownValues() {}

  static Program eliminate(Program program) {
    return new KnownValues().walk(program, Map.of());
  }

  private Program walk(Program program, Map<Variable, Atom> captures) {
    Map<Variable, Atom> known = new HashMap<>(captures);
    Map<Expression, List<Variable>> seen = new HashMap<>();
    List<Equation> equations = new ArrayList<>(program.equations().size());
    for (Equation equation : program.equations()) {
      Equation rewritten = rewrite(equation, known);
      List<? extends Atom> values = values(rewritten, seen);
      if (values == null) {
        equations.add(rewritten);
      } else {
        for (int i = 0; i < values.size(); i++) {
          known.put(rewritten.results().get(i), values.get(i));
        }
      }
    }
    List<Atom> outputs = replace(program.outputs(), known);
    boolean same = equations.equals(program.equations()) && outputs.equals(program.outputs());
    return same ? program : new Program(program.inputs(), program.captures(), equations, outputs);
  }

  private Equation rewrite(Equation equation, Map<Variable, Atom> known) {
    List<Atom> operands = replace(equation.operands(), known);
    Op op = inner(equation.op(), operands);
    return op.equals(equation.op()) && operands.equals(equation.operands())
        ? equation
        : new Equation(op, operands, equation.results(), equation.source());
  }

  private static List<Atom> replace(List<Atom> atoms, Map<Variable, Atom> known) {
    List<Atom> result = new ArrayList<>(atoms.size());
    for (Atom atom : atoms) {
      result.add(atom instanceof Variable variable ? known.getOrDefault(variable, variable) : atom);
    }
    return result;
  }

  /**
   * What the results are known to be, or null if this is the first equation of its kind or has an
   * effect.
   */
  private static @Nullable List<? extends Atom> values(
      Equation equation, Map<Expression, List<Variable>> seen) {
    if (equation.op().effect() != Effect.NONE) {
      return null;
    }
    List<Atom> constants = ConstantFolding.fold(equation);
    if (constants != null) {
      return constants;
    }
    Atom same = Identities.find(equation);
    if (same != null) {
      return List.of(same);
    }
    return seen.putIfAbsent(new Expression(equation.op(), equation.operands()), equation.results());
  }

  /** The operation with its programs rewritten, given the operands of all. */
  private Op inner(Op op, List<Atom> operands) {
    List<Program> programs = op.programs();
    if (programs.isEmpty()) {
      return op;
    }
    List<Program> rewritten = new ArrayList<>(programs.size());
    int first = InnerPrograms.firstCapture(op);
    for (Program program : programs) {
      int end = first + program.captures().size();
      Map<Variable, Atom> known = known(program.captures(), operands.subList(first, end));
      Bound bound = new Bound(program, known);
      Program result = done.get(bound);
      if (result == null) {
        result = walk(program, known);
        done.put(bound, result);
      }
      rewritten.add(result);
      first = end;
    }
    return rewritten.equals(programs) ? op : InnerPrograms.replace(op, rewritten);
  }

  /** Captures whose value is a literal, or that of an earlier capture. */
  private static Map<Variable, Atom> known(List<Variable> captures, List<Atom> values) {
    Map<Variable, Atom> known = new HashMap<>();
    Map<Atom, Variable> first = new HashMap<>();
    for (int i = 0; i < captures.size(); i++) {
      Variable capture = captures.get(i);
      if (values.get(i) instanceof Literal literal) {
        known.put(capture, new Literal(capture.type(), literal.bits()));
      } else {
        Variable earlier = first.putIfAbsent(values.get(i), capture);
        if (earlier != null && earlier.type().equals(capture.type())) {
          known.put(capture, earlier);
        }
      }
    }
    return known;
  }
}
