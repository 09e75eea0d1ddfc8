package org.juxta.transforms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Program;
import org.juxta.tracer.Variable;

/** The arrays that the variables of a program stand for while it is gone through. */
final class Inline {
  private final Map<Variable, Array> arrays = new HashMap<>();

  /**
   * What {@code program} gives for these arguments, each equation recorded (or run) as its user's
   * line asked for it.
   */
  static List<Array> run(Program program, List<Array> captures, List<Array> inputs) {
    Inline environment = new Inline();
    environment.put(program.captures(), captures);
    environment.put(program.inputs(), inputs);
    for (Equation equation : program.equations()) {
      environment.evaluate(equation);
    }
    return environment.get(program.outputs());
  }

  void evaluate(Equation equation) {
    equation
        .source()
        .run(
            () ->
                put(equation.results(), Primitives.bind(equation.op(), get(equation.operands()))));
  }

  void put(List<Variable> variables, List<Array> values) {
    for (int i = 0; i < variables.size(); i++) {
      arrays.put(variables.get(i), values.get(i));
    }
  }

  Array get(Atom atom) {
    return switch (atom) {
      case Literal literal -> Array.of(literal);
      case Variable variable -> {
        Array array = arrays.get(variable);
        if (array == null) {
          throw new IllegalStateException(
              "a variable of type " + variable.type() + " has no value");
        }
        yield array;
      }
    };
  }

  List<Array> get(List<? extends Atom> atoms) {
    List<Array> values = new ArrayList<>(atoms.size());
    for (Atom atom : atoms) {
      values.add(get(atom));
    }
    return values;
  }
}
