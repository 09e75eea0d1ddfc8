package org.juxta.transforms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.juxta.Array;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Program;
import org.juxta.tracer.Variable;

/** Goes through a linear program from its results to its arguments: transposition. */
final class Backward {
  private final Inline known = new Inline();
  private final Set<Variable> linear = new HashSet<>();
  private final Map<Variable, Tangent> cotangents = new HashMap<>();

  /**
   * The cotangents of the arguments.
   *
   * @param arguments the program's captures, then its inputs; it is linear in those that are
   *     unknown
   * @param outputs the cotangents of the results
   */
  static List<Tangent> run(Program program, List<Operand> arguments, List<Tangent> outputs) {
    return new Backward().transpose(program, arguments, outputs);
  }

  private List<Tangent> transpose(Program program, List<Operand> arguments, List<Tangent> outputs) {
    List<Variable> variables = new ArrayList<>(program.captures());
    variables.addAll(program.inputs());
    for (int i = 0; i < variables.size(); i++) {
      switch (arguments.get(i)) {
        case Operand.Known k -> known.put(List.of(variables.get(i)), List.of(k.array()));
        case Operand.Unknown _ -> linear.add(variables.get(i));
      }
    }
    List<Equation> equations = new ArrayList<>();
    for (Equation equation : program.equations()) {
      if (equation.operands().stream().anyMatch(this::isLinear)) {
        linear.addAll(equation.results());
        equations.add(equation);
      } else {
        known.evaluate(equation);
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      add(program.outputs().get(i), outputs.get(i));
    }
    for (Equation equation : equations.reversed()) {
      equation.source().derivativeOf(equation.op()).run(() -> step(equation));
    }
    return variables.stream().map(this::cotangent).toList();
  }

  private void step(Equation equation) {
    List<Tangent> results = equation.results().stream().map(this::cotangent).toList();
    if (results.stream().allMatch(Tangent::isZero)) {
      return;
    }
    List<Operand> operands = equation.operands().stream().map(this::operand).toList();
    List<Tangent> back = TransposeRules.apply(equation, operands, results);
    for (int i = 0; i < operands.size(); i++) {
      add(equation.operands().get(i), back.get(i));
    }
  }

  private boolean isLinear(Atom atom) {
    return atom instanceof Variable v && linear.contains(v);
  }

  private Operand operand(Atom atom) {
    return switch (atom) {
      case Literal literal -> new Operand.Known(Array.of(literal));
      case Variable v when linear.contains(v) -> new Operand.Unknown(v.type());
      case Variable v -> new Operand.Known(known.get(v));
    };
  }

  private Tangent cotangent(Variable variable) {
    return cotangents.getOrDefault(variable, Tangent.zero(variable.type()));
  }

  private void add(Atom atom, Tangent more) {
    if (atom instanceof Variable v && linear.contains(v) && !more.isZero()) {
      cotangents.merge(v, more, Tangent::plus);
    }
  }
}
