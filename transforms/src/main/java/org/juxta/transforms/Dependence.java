package org.juxta.transforms;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Call;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Control;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Op;
import org.juxta.tracer.Program;
import org.juxta.tracer.Structural;
import org.juxta.tracer.Variable;

/**
 * Which results of a program can depend on marked arguments. Loops need to know before they are
 * rewritten which of the values they carry will have a tangent, or a batch axis.
 *
 * @param derivative whether only what depends through floats counts, as for a derivative
 * @param axis the batch axis whose number of the lane counts as marked too, if it has a name
 */
record Dependence(boolean derivative, @Nullable Axis axis) {
  /** Depends at all. */
  static final Dependence ANY = new Dependence(false, null);

  /** Depends through floats and complex numbers, so that a derivative need not be zero. */
  static final Dependence DIFFERENTIABLE = new Dependence(true, null);

  /** Marks of the outputs. */
  boolean[] outputs(Program program, boolean[] captures, boolean[] inputs) {
    Set<Variable> marked = new HashSet<>();
    mark(marked, program.captures(), captures);
    mark(marked, program.inputs(), inputs);
    for (Equation equation : program.equations()) {
      boolean[] operands = marks(marked, equation.operands());
      if (any(operands) || (axis != null && axis.isIn(equation.op()))) {
        mark(marked, equation.results(), results(equation, operands));
      }
    }
    return marks(marked, program.outputs());
  }

  /** Marks of the values a loop carries, once they no longer change. */
  boolean[] carried(Program body, boolean[] captures, boolean[] carry, boolean[] slices) {
    boolean[] marks = carry.clone();
    while (true) {
      boolean[] next = Arrays.copyOf(outputs(body, captures, concat(marks, slices)), marks.length);
      boolean[] union = union(marks, next);
      if (Arrays.equals(union, marks)) {
        return marks;
      }
      marks = union;
    }
  }

  private boolean[] results(Equation equation, boolean[] operands) {
    return switch (equation.op()) {
      case Control.While o -> whileLoop(o, operands);
      case Control.Scan o -> scan(o, operands);
      case Control.Cond o -> cond(o, operands);
      case Call.Jitted o -> call(o, operands);
      case Call.Checkpoint o -> call(o, operands);
      case Elementwise.StopGradient _ -> filled(1, !derivative);
      case Structural.OptimizationBarrier _ -> operands;
      case Collective o when axis != null && axis.isOf(o) -> filled(1, Collectives.differs(o));
      case Op _ -> filled(equation.results().size(), true);
    };
  }

  /** Of a custom call only its rule knows, so all of its results count as dependent. */
  private boolean[] call(Call.OfProgram o, boolean[] operands) {
    int captures = o.program().captures().size();
    return outputs(
        o.program(), slice(operands, 0, captures), slice(operands, captures, operands.length));
  }

  private boolean[] whileLoop(Control.While o, boolean[] operands) {
    int test = o.condition().captures().size();
    int body = test + o.body().captures().size();
    boolean[] captures = slice(operands, test, body);
    boolean[] carry =
        carried(o.body(), captures, slice(operands, body, operands.length), new boolean[0]);
    boolean tested = outputs(o.condition(), slice(operands, 0, test), carry)[0];
    return tested && !derivative ? filled(carry.length, true) : carry;
  }

  /**
   * The last carried values depend also on the first ones, which they are if there are no steps.
   */
  private boolean[] scan(Control.Scan o, boolean[] operands) {
    int captures = o.body().captures().size();
    int slices = captures + o.carries();
    boolean[] captured = slice(operands, 0, captures);
    boolean[] sliced = slice(operands, slices, operands.length);
    boolean[] carry = carried(o.body(), captured, slice(operands, captures, slices), sliced);
    boolean[] outputs = outputs(o.body(), captured, concat(carry, sliced));
    return concat(carry, slice(outputs, o.carries(), outputs.length));
  }

  private boolean[] cond(Control.Cond o, boolean[] operands) {
    boolean[] marks = filled(o.branches().getFirst().outputs().size(), operands[0] && !derivative);
    int at = 1;
    for (Program branch : o.branches()) {
      int end = at + branch.captures().size();
      marks = union(marks, outputs(branch, slice(operands, at, end), new boolean[0]));
      at = end;
    }
    return marks;
  }

  private void mark(Set<Variable> marked, List<Variable> variables, boolean[] marks) {
    for (int i = 0; i < marks.length; i++) {
      if (marks[i] && (!derivative || variables.get(i).type().dtype().isInexact())) {
        marked.add(variables.get(i));
      }
    }
  }

  private static boolean[] marks(Set<Variable> marked, List<Atom> atoms) {
    boolean[] marks = new boolean[atoms.size()];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = atoms.get(i) instanceof Variable v && marked.contains(v);
    }
    return marks;
  }

  static boolean any(boolean[] marks) {
    for (boolean mark : marks) {
      if (mark) {
        return true;
      }
    }
    return false;
  }

  static boolean[] filled(int size, boolean value) {
    boolean[] marks = new boolean[size];
    Arrays.fill(marks, value);
    return marks;
  }

  static boolean[] union(boolean[] a, boolean[] b) {
    boolean[] union = a.clone();
    for (int i = 0; i < a.length; i++) {
      union[i] |= b[i];
    }
    return union;
  }

  static boolean[] concat(boolean[] a, boolean[] b) {
    boolean[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  static boolean[] slice(boolean[] marks, int start, int end) {
    return Arrays.copyOfRange(marks, start, end);
  }
}
