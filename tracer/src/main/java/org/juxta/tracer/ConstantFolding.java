package org.juxta.tracer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates operations of which every operand is a literal and every result a scalar. */
final class ConstantFolding {
  private ConstantFolding() {}

  /** The values of the results as literals of the declared types, or null. */
  static @Nullable List<Atom> fold(Equation equation) {
    // A loop may take arbitrarily long, and an operation without operands, such as iota, is short
    // enough.
    if (!equation.op().programs().isEmpty() || equation.operands().isEmpty()) {
      return null;
    }
    // A Java function is called when the program runs; a collective waits for its batch.
    if (equation.op() instanceof Call.HostCall || equation.op() instanceof Collective) {
      return null;
    }
    for (Variable result : equation.results()) {
      if (!result.type().shape().isScalar()) {
        return null;
      }
    }
    List<HostArray> operands = new ArrayList<>(equation.operands().size());
    for (Atom operand : equation.operands()) {
      if (!(operand instanceof Literal literal)) {
        return null;
      }
      operands.add(literal.toHost());
    }
    List<HostArray> values = ReferenceEvaluator.evaluate(equation.op(), operands);
    List<Atom> literals = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      literals.add(Literal.of(values.get(i).as(equation.results().get(i).type())));
    }
    return literals;
  }
}
