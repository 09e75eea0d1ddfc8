package org.juxta.tracer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * A program that a rule puts others in the place of, where it is batched. The rule speaks of the
   * inputs and results, so none of them may be left out.
   */
  record CustomVmapCall(String function, Program program, VmapRule rule) implements OfProgram {
    @Override
    public String name() {
      return "custom_vmap_call";
    }

    @Override
    public String parameters() {
      return function;
    }
  }

  /**
   * {@code (residuals, b)}: the solution of a system of linear equations. The programs take the
   * residuals first and capture nothing.
   *
   * @param program the solution for a right-hand side b
   * @param transposed the solution of the transposed system; null if there is none
   * @param map b for a solution: the linear map that is solved for
   * @param residuals how many values there are that the map depends on
   */
  record LinearSolve(Program program, @Nullable Program transposed, Program map, int residuals)
      implements OfProgram {
    @Override
    public String name() {
      return "linear_solve";
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

  /**
   * {@code (arguments)}: what a Java function gives for them when the program runs.
   *
   * @param what the function in words, for errors
   * @param results the types of the results
   * @param effect what the function does besides
   * @param vmap how it is called for many lanes
   * @param site {@link #UNNUMBERED}, or in a program made ready for a compiler the number of the
   *     function; there a first operand, of type I64, tells which functions these numbers stand
   *     for, and a call that has an effect gives it back as its first result: that keeps such calls
   *     in order
   */
  record HostCall(
      HostFunction function,
      String what,
      List<ArrayType> results,
      Effect effect,
      VmapMethod vmap,
      int site)
      implements Call {
    /** Of a call that no compiler has seen. */
    public static final int UNNUMBERED = -1;

    private static final ArrayType TOKEN = ArrayType.of(DType.I64);

    public HostCall {
      results = results.stream().map(ArrayType::strong).toList();
    }

    /** The same with a number. */
    public HostCall at(int number) {
      return new HostCall(function, what, results, effect, vmap, number);
    }

    @Override
    public String name() {
      return "host_call";
    }

    @Override
    public String parameters() {
      return switch (effect) {
        case NONE -> "pure";
        case DEBUG -> "debug";
        case IO -> "io";
        case ORDERED_IO -> "ordered io";
      };
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      if (site == UNNUMBERED) {
        return results;
      }
      Check.sameTypes(this, "token", List.of(TOKEN), operands.subList(0, 1));
      List<ArrayType> types = new ArrayList<>(results);
      if (effect != Effect.NONE) {
        types.addFirst(TOKEN);
      }
      return types;
    }
  }
}
