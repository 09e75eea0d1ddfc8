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

/** Goes through a program for all lanes of a batch at once. */
final class Batching {
  private final Map<Variable, Batched> values = new HashMap<>();
  private final Axis batch;

  private Batching(Axis batch) {
    this.batch = batch;
  }

  /** What {@code program} gives for each lane. */
  static List<Batched> run(
      Program program, List<Batched> captures, List<Batched> inputs, Axis batch) {
    Batching environment = new Batching(batch);
    environment.put(program.captures(), captures);
    environment.put(program.inputs(), inputs);
    for (Equation equation : program.equations()) {
      equation.source().run(() -> environment.step(equation));
    }
    return environment.get(program.outputs());
  }

  private void step(Equation equation) {
    List<Batched> operands = get(equation.operands());
    put(
        equation.results(),
        operands.stream().anyMatch(Batched::isBatched) || batch.isIn(equation.op())
            ? BatchRules.apply(equation.op(), operands, batch)
            : Primitives.bind(equation.op(), operands.stream().map(Batched::array).toList())
                .stream()
                .map(Batched::same)
                .toList());
  }

  private void put(List<Variable> variables, List<Batched> entries) {
    for (int i = 0; i < variables.size(); i++) {
      values.put(variables.get(i), entries.get(i));
    }
  }

  private List<Batched> get(List<Atom> atoms) {
    List<Batched> entries = new ArrayList<>(atoms.size());
    for (Atom atom : atoms) {
      entries.add(
          switch (atom) {
            case Literal literal -> Batched.same(Array.of(literal));
            case Variable variable -> values.get(variable);
          });
    }
    return entries;
  }
}
