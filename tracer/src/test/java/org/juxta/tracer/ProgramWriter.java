package org.juxta.tracer;

import java.util.ArrayList;
import java.util.List;

/** Writes programs equation by equation in tests. */
final class ProgramWriter {
  private final List<Variable> captures = new ArrayList<>();
  private final List<Variable> inputs = new ArrayList<>();
  private final List<Equation> equations = new ArrayList<>();

  Variable capture(ArrayType type) {
    captures.add(new Variable(type));
    return captures.getLast();
  }

  Variable input(ArrayType type) {
    inputs.add(new Variable(type));
    return inputs.getLast();
  }

  Variable add(Op op, Atom... operands) {
    return addAll(op, operands).getFirst();
  }

  List<Variable> addAll(Op op, Atom... operands) {
    return addAll(new SourceLine("Test", "test", "Test.java", equations.size() + 1), op, operands);
  }

  private List<Variable> addAll(SourceLine source, Op op, Atom... operands) {
    List<ArrayType> types = List.of(operands).stream().map(Atom::type).toList();
    List<Variable> results = op.infer(types).stream().map(Variable::new).toList();
    equations.add(new Equation(op, List.of(operands), results, source));
    return results;
  }

  Program outputs(Atom... outputs) {
    return new Program(inputs, captures, equations, List.of(outputs)).check();
  }
}
