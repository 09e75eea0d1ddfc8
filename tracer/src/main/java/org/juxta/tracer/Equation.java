package org.juxta.tracer;

import java.util.List;

/** {@code results = op(operands)}, with the line of the user's source that asked for it. */
public record Equation(Op op, List<Atom> operands, List<Variable> results, SourceLine source) {
  public Equation {
    operands = List.copyOf(operands);
    results = List.copyOf(results);
  }

  public List<ArrayType> operandTypes() {
    return operands.stream().map(Atom::type).toList();
  }

  public Variable result() {
    if (results.size() != 1) {
      throw new IllegalStateException(op.name() + " has " + results.size() + " results");
    }
    return results.getFirst();
  }
}
