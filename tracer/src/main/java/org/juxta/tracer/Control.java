package org.juxta.tracer;

import java.util.ArrayList;
import java.util.List;

/**
 * Operations that run programs. The values of the programs' captures come first among the operands,
 * in the programs' order.
 */
public sealed interface Control extends Op {

  /**
   * {@code (captures of condition, captures of body, initial values)}: from the initial values,
   * {@code body} applied as long as {@code condition} gives true.
   */
  record While(Program condition, Program body) implements Control {
    @Override
    public String name() {
      return "while";
    }

    @Override
    public List<Program> programs() {
      return List.of(condition, body);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      List<ArrayType> state = afterCaptures(this, operands);
      Check.sameTypes(this, "condition's argument", condition.inputTypes(), state);
      Check.sameTypes(
          this, "condition's result", List.of(ArrayType.of(DType.BOOL)), condition.outputTypes());
      Check.sameTypes(this, "carried value", state, body.inputTypes());
      Check.sameTypes(this, "value carried on by the body", state, body.outputTypes());
      return strong(state);
    }
  }

  /**
   * {@code (captures of body, initial values, arrays)}: the body applied {@code length} times to
   * the carried values and a slice of each array along its first axis. Results are the last carried
   * values and, stacked along a new first axis, the body's other results.
   *
   * @param carries how many values are carried
   * @param reverse whether the slices are taken, and results put, from the last to the first
   * @param unroll how many steps a compiled program makes in one turn of its loop, at least 1
   */
  record Scan(Program body, int carries, int length, boolean reverse, int unroll)
      implements Control {
    /** One step a turn. */
    public Scan(Program body, int carries, int length, boolean reverse) {
      this(body, carries, length, reverse, 1);
    }

    /** The same loop with another body. */
    public Scan with(Program other, int otherCarries) {
      return new Scan(other, otherCarries, length, reverse, unroll);
    }

    /** The same loop from the other end. */
    public Scan backwards() {
      return new Scan(body, carries, length, !reverse, unroll);
    }

    @Override
    public String name() {
      return "scan";
    }

    @Override
    public String parameters() {
      return "carries="
          + carries
          + " length="
          + length
          + (reverse ? " reverse" : "")
          + (unroll > 1 ? " unroll=" + unroll : "");
    }

    @Override
    public List<Program> programs() {
      return List.of(body);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      List<ArrayType> arguments = afterCaptures(this, operands);
      List<ArrayType> state = arguments.subList(0, carries);
      List<ArrayType> expected = new ArrayList<>(state);
      for (ArrayType x : arguments.subList(carries, arguments.size())) {
        Check.shape(
            x.rank() >= 1 && x.shape().dim(0) == length,
            this,
            operands,
            "the arrays must have " + length + " slices along their first axis");
        expected.add(x.with(x.shape().without(Ints.of(0))));
      }
      Check.sameTypes(this, "argument", expected, body.inputTypes());
      List<ArrayType> results = body.outputTypes();
      Check.sameTypes(this, "value carried on by the body", state, results.subList(0, carries));
      List<ArrayType> types = new ArrayList<>(strong(state));
      for (ArrayType y : results.subList(carries, results.size())) {
        types.add(y.with(y.shape().insert(0, length)));
      }
      return types;
    }
  }

  /**
   * {@code (index, captures of branch 0, captures of branch 1, …)}: the results of the branch that
   * the scalar I32 index names, clamped to the branches there are. Branches have no inputs.
   */
  record Cond(List<Program> branches) implements Control {
    public Cond {
      branches = List.copyOf(branches);
    }

    @Override
    public String name() {
      return "cond";
    }

    @Override
    public List<Program> programs() {
      return branches;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.sameTypes(this, "index", List.of(ArrayType.of(DType.I32)), operands.subList(0, 1));
      List<ArrayType> rest = afterCaptures(this, operands.subList(1, operands.size()));
      Check.sameTypes(this, "operand", List.of(), rest);
      List<ArrayType> results = branches.getFirst().outputTypes();
      for (Program branch : branches) {
        Check.sameTypes(this, "argument of a branch", List.of(), branch.inputTypes());
        Check.sameTypes(this, "result of a branch", results, branch.outputTypes());
      }
      return strong(results);
    }
  }

  private static List<ArrayType> afterCaptures(Op op, List<ArrayType> operands) {
    List<ArrayType> captures =
        op.programs().stream().flatMap(p -> p.captureTypes().stream()).toList();
    if (operands.size() < captures.size()) {
      throw new ShapeException(
          op.name() + ": " + captures.size() + " captures, but operands " + Check.types(operands));
    }
    Check.sameTypes(op, "captured value", captures, operands.subList(0, captures.size()));
    return operands.subList(captures.size(), operands.size());
  }

  private static List<ArrayType> strong(List<ArrayType> types) {
    return types.stream().map(ArrayType::strong).toList();
  }
}
