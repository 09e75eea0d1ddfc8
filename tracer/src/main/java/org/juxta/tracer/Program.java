package org.juxta.tracer;

import java.util.List;

/**
 * A function of arrays as a list of typed equations in single assignment. Immutable. Two are equal
 * only if the same.
 */
public final class Program {
  private final List<Variable> inputs;
  private final List<Variable> captures;
  private final List<Equation> equations;
  private final List<Atom> outputs;
  private final Effect effect;
  private final boolean callsHost;

  /**
   * @param inputs the arguments
   * @param captures values of the surroundings that the function uses; who runs the program passes
   *     them too
   */
  public Program(
      List<Variable> inputs,
      List<Variable> captures,
      List<Equation> equations,
      List<? extends Atom> outputs) {
    this.inputs = List.copyOf(inputs);
    this.captures = List.copyOf(captures);
    this.equations = List.copyOf(equations);
    this.outputs = List.copyOf(outputs);
    Effect found = Effect.NONE;
    boolean calls = false;
    for (Equation equation : this.equations) {
      Op op = equation.op();
      found = found.and(op.effect());
      calls |= isUnnumbered(op) || op.programs().stream().anyMatch(Program::callsHost);
    }
    this.effect = found;
    this.callsHost = calls;
  }

  /** What running the program does besides giving outputs. */
  public Effect effect() {
    return effect;
  }

  private static boolean isUnnumbered(Op op) {
    return op instanceof Call.HostCall call && call.site() == Call.HostCall.UNNUMBERED;
  }

  /**
   * Whether there is a {@link Call.HostCall} in it or in an inner program that has no number yet.
   */
  public boolean callsHost() {
    return callsHost;
  }

  public List<Variable> inputs() {
    return inputs;
  }

  public List<Variable> captures() {
    return captures;
  }

  public List<Equation> equations() {
    return equations;
  }

  public List<Atom> outputs() {
    return outputs;
  }

  public List<ArrayType> inputTypes() {
    return types(inputs);
  }

  public List<ArrayType> captureTypes() {
    return types(captures);
  }

  public List<ArrayType> outputTypes() {
    return types(outputs);
  }

  private static List<ArrayType> types(List<? extends Atom> atoms) {
    return atoms.stream().map(Atom::type).toList();
  }

  /**
   * This program, if its types, scopes and single assignment hold; an {@link IllegalStateException}
   * otherwise.
   */
  public Program check() {
    ProgramChecker.check(this);
    return this;
  }

  /** How many equations there are, those of inner programs included. */
  public int size() {
    int size = equations.size();
    for (Equation equation : equations) {
      for (Program inner : equation.op().programs()) {
        size += inner.size();
      }
    }
    return size;
  }

  /** Readable text, the same for programs that differ only in the identity of their variables. */
  @Override
  public String toString() {
    return ProgramPrinter.print(this);
  }
}
