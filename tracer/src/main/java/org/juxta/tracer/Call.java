package org.juxta.tracer;

import java.util.List;

/** Operations that stand for a whole program, or for one of the user's own. */
public sealed interface Call extends Op {

  /** {@code (captures, inputs)}: the results of a program. */
  sealed interface OfProgram extends Call {
    Program program();

    @Override
    default List<Program> programs() {
      return List.of(program());
    }

    @Override
    default List<ArrayType> infer(List<ArrayType> operands) {
      int captures = program().captures().size();
      Check.count(this, operands, captures + program().inputs().size());
      Check.sameTypes(
          this, "captured value", program().captureTypes(), operands.subList(0, captures));
      Check.sameTypes(
          this, "argument", program().inputTypes(), operands.subList(captures, operands.size()));
      return program().outputTypes();
    }
  }

  /** A program that is compiled as a function of its own. */
  record Jitted(String function, Program program) implements OfProgram {
    @Override
    public String name() {
      return "call";
    }

    @Override
    public String parameters() {
      return function;
    }
  }

  /**
   * A program whose derivative a rule gives. The rule speaks of the inputs and results, so none of
   * them may be left out.
   */
  record CustomJvpCall(String function, Program program, JvpRule rule) implements OfProgram {
    @Override
    public String name() {
      return "custom_jvp_call";
    }

    @Override
    public String parameters() {
      return function;
    }
  }

  /**
   * A program whose derivative, in reverse mode only, a rule gives. The rule speaks of the inputs
   * and results, so none of them may be left out.
   */
  record CustomVjpCall(String function, Program program, VjpRule rule) implements OfProgram {
    @Override
    public String name() {
      return "custom_vjp_call";
    }

    @Override
    public String parameters() {
      return function;
    }
  }

  /**
   * A program of which a reverse-mode derivative keeps only what the policy says, and runs the rest
   * again.
   *
   * @param again whether this is that second run: what it computes must not be recognised as what
   *     the first one did, or both would be one and its values kept
   */
  record Checkpoint(Program program, CheckpointPolicy policy, boolean again) implements OfProgram {
    @Override
    public String name() {
      return "checkpoint";
    }

    @Override
    public String parameters() {
      return policy + (again ? " again" : "");
    }
  }

  /** An operation that is defined by its own rules. */
  record CustomOp(CustomRules rules) implements Call {
    @Override
    public String name() {
      return rules.name();
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      return rules.infer(operands);
    }
  }
}
