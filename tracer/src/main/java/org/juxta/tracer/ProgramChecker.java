package org.juxta.tracer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Verifies what every rewrite must keep: types, scopes and single assignment. */
final class ProgramChecker {
  private ProgramChecker() {}

  static void check(Program program) {
    Set<Variable> defined = new HashSet<>();
    define(program, defined, program.captures());
    define(program, defined, program.inputs());
    for (Equation equation : program.equations()) {
      for (Atom operand : equation.operands()) {
        use(program, defined, operand, equation.op().name());
      }
      equation.op().programs().forEach(ProgramChecker::check);
      List<ArrayType> inferred = equation.op().infer(equation.operandTypes());
      List<ArrayType> declared = equation.results().stream().map(Variable::type).toList();
      if (!inferred.equals(declared)) {
        throw fail(program, equation.op().name() + " gives " + inferred + ", declared " + declared);
      }
      define(program, defined, equation.results());
    }
    for (Atom output : program.outputs()) {
      use(program, defined, output, "output");
    }
  }

  private static void define(Program program, Set<Variable> defined, List<Variable> variables) {
    for (Variable variable : variables) {
      if (!defined.add(variable)) {
        throw fail(program, "a variable of type " + variable.type() + " is assigned twice");
      }
    }
  }

  private static void use(Program program, Set<Variable> defined, Atom atom, String where) {
    if (atom instanceof Variable variable && !defined.contains(variable)) {
      throw fail(
          program, where + " reads a variable of type " + atom.type() + " that is not in scope");
    }
  }

  private static IllegalStateException fail(Program program, String problem) {
    return new IllegalStateException("malformed program: " + problem + "\n" + program);
  }
}
