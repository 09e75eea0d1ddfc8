package org.juxta.tests;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Equation;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Op;
import org.juxta.tracer.Program;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Variable;

/**
 * A program of many independent operations on the same inputs, to be compiled once, and what each
 * output is called and how many units in the last place it may be off.
 */
record LoweringCase(
    String name, Program program, List<HostArray> inputs, List<String> labels, List<Integer> ulps) {

  @Override
  public String toString() {
    return name;
  }

  /** Collects the operations of a case. */
  static final class Recorder {
    private final String name;
    private final List<Variable> variables = new ArrayList<>();
    private final List<HostArray> inputs = new ArrayList<>();
    private final List<Equation> equations = new ArrayList<>();
    private final List<Atom> outputs = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<Integer> ulps = new ArrayList<>();

    Recorder(String name) {
      this.name = name;
    }

    Variable input(HostArray data) {
      Variable variable = new Variable(data.type());
      variables.add(variable);
      inputs.add(data);
      return variable;
    }

    /** An operation whose results are not compared. */
    List<Variable> apply(Op op, Atom... operands) {
      List<ArrayType> types = new ArrayList<>();
      for (Atom operand : operands) {
        types.add(operand.type());
      }
      List<Variable> results = op.infer(types).stream().map(Variable::new).toList();
      SourceLine source =
          new SourceLine("org.juxta.tests.Lowering", name, "Lowering.java", 1 + equations.size());
      equations.add(new Equation(op, List.of(operands), results, source));
      return results;
    }

    Variable one(Op op, Atom... operands) {
      return apply(op, operands).getFirst();
    }

    /** Operations whose results must be the same to the bit, but for the payload of a NaN. */
    Recorder exact(Op op, Atom... operands) {
      return within(0, op, operands);
    }

    Recorder within(int ulp, Op op, Atom... operands) {
      List<Variable> results = apply(op, operands);
      for (int i = 0; i < results.size(); i++) {
        StringBuilder label = new StringBuilder(op.name() + "[" + op.parameters() + "]");
        for (Atom operand : operands) {
          label.append(' ').append(operand.type());
        }
        outputs.add(results.get(i));
        labels.add(label + (results.size() == 1 ? "" : " result " + i));
        ulps.add(ulp);
      }
      return this;
    }

    /** The program of an inner function, with what has been applied so far. */
    Program program(List<Variable> captures, List<? extends Atom> results) {
      return new Program(variables, captures, equations, results);
    }

    LoweringCase build() {
      Program program = new Program(variables, List.of(), equations, outputs).check();
      return new LoweringCase(name, program, inputs, labels, ulps);
    }
  }
}
