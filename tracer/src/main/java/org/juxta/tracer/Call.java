package org.juxta.tracer;

import java.util.List;

/** Operations that stand for a whole program. */
public sealed interface Call extends Op {

  /**
   * {@code (captures, inputs)}: the results of the program, which is compiled as a function of its
   * own.
   */
  record Jitted(String function, Program program) implements Call {
    @Override
    public String name() {
      return "call";
    }

    @Override
    public String parameters() {
      return function;
    }

    @Override
    public List<Program> programs() {
      return List.of(program);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      int captures = program.captures().size();
      Check.count(this, operands, captures + program.inputs().size());
      Check.sameTypes(
          this, "captured value", program.captureTypes(), operands.subList(0, captures));
      Check.sameTypes(
          this, "argument", program.inputTypes(), operands.subList(captures, operands.size()));
      return program.outputTypes();
    }
  }
}
