package org.juxta.transforms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Call;
import org.juxta.tracer.Control;
import org.juxta.tracer.Equation;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Program;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Variable;

/**
 * Runs a program one operation at a time and, if NaN or an infinity comes out, looks for the first
 * operation that made one of those that came out: finite operands, and a result that is not finite
 * and that a bad output depends on.
 */
final class NonFinite {
  private final Program program;
  private final Inline environment = new Inline();

  /** Where the operation stands: the loops around it and their steps. */
  private final String inside;

  private NonFinite(Program program, String inside) {
    this.program = program;
    this.inside = inside;
  }

  /**
   * The outputs of the program.
   *
   * @throws NonFiniteException if one of them is not finite though all arguments are
   */
  static List<Array> run(Program program, List<Array> captures, List<Array> inputs) {
    return new NonFinite(program, "").run(captures, inputs);
  }

  private List<Array> run(List<Array> captures, List<Array> inputs) {
    environment.put(program.captures(), captures);
    environment.put(program.inputs(), inputs);
    program.equations().forEach(environment::evaluate);
    List<Array> outputs = environment.get(program.outputs());
    if (outputs.stream().anyMatch(NonFinite::isBad)) {
      explain();
    }
    return outputs;
  }

  private void explain() {
    Set<Variable> leadingOut = leadingOut();
    for (Equation equation : program.equations()) {
      if (equation.results().stream().anyMatch(leadingOut::contains)
          && environment.get(equation.operands()).stream().noneMatch(NonFinite::isBad)) {
        lookInside(equation);
        equation
            .source()
            .run(
                () -> {
                  throw new NonFiniteException(describe(equation));
                });
      }
    }
  }

  /** The variables that are not finite and that a bad output was computed from, through such. */
  private Set<Variable> leadingOut() {
    Set<Variable> bad = new HashSet<>();
    addBad(bad, program.outputs());
    for (Equation equation : program.equations().reversed()) {
      if (equation.results().stream().anyMatch(bad::contains)) {
        addBad(bad, equation.operands());
      }
    }
    return bad;
  }

  private void addBad(Set<Variable> bad, List<Atom> atoms) {
    for (Atom atom : atoms) {
      if (atom instanceof Variable v && isBad(environment.get(v))) {
        bad.add(v);
      }
    }
  }

  /** Throws if one of the programs that the operation runs has the operation to blame. */
  private void lookInside(Equation equation) {
    List<Array> operands = environment.get(equation.operands());
    switch (equation.op()) {
      case Call.OfProgram call -> callee(call.program(), operands, inside);
      case Control.Cond cond -> branch(cond, operands);
      case Control.While loop -> whileLoop(loop, operands);
      case Control.Scan scan -> scan(scan, operands);
      default -> {} // runs no program
    }
  }

  private static List<Array> callee(Program program, List<Array> operands, String inside) {
    int captures = program.captures().size();
    return new NonFinite(program, inside)
        .run(operands.subList(0, captures), operands.subList(captures, operands.size()));
  }

  private void branch(Control.Cond cond, List<Array> operands) {
    int chosen = Math.clamp(operands.getFirst().toInt(), 0, cond.branches().size() - 1);
    int at = 1;
    for (Program before : cond.branches().subList(0, chosen)) {
      at += before.captures().size();
    }
    Program branch = cond.branches().get(chosen);
    callee(branch, operands.subList(at, at + branch.captures().size()), inside);
  }

  private void whileLoop(Control.While loop, List<Array> operands) {
    int first = loop.condition().captures().size();
    int second = first + loop.body().captures().size();
    List<Array> state = operands.subList(second, operands.size());
    for (int step = 0; ; step++) {
      String here = inside + "\n  in step " + step + " of a whileLoop";
      List<Array> test = joined(operands.subList(0, first), state);
      if (!callee(loop.condition(), test, here).getFirst().toBoolean()) {
        return;
      }
      state = callee(loop.body(), joined(operands.subList(first, second), state), here);
    }
  }

  private void scan(Control.Scan scan, List<Array> operands) {
    int captures = scan.body().captures().size();
    List<Array> captured = operands.subList(0, captures);
    List<Array> carried = operands.subList(captures, captures + scan.carries());
    List<Array> arrays = operands.subList(captures + scan.carries(), operands.size());
    for (int i = 0; i < scan.length(); i++) {
      int at = scan.reverse() ? scan.length() - 1 - i : i;
      List<Array> slices =
          arrays.stream()
              .map(
                  a -> Lax.reshape(Lax.sliceAlong(a, at, at + 1, 0), a.shape().without(Ints.of(0))))
              .toList();
      String here = inside + "\n  in step " + at + " of a scan of " + scan.length();
      carried =
          callee(scan.body(), joined(captured, joined(carried, slices)), here)
              .subList(0, scan.carries());
    }
  }

  private static List<Array> joined(List<Array> first, List<Array> second) {
    List<Array> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private String describe(Equation equation) {
    StringBuilder text = new StringBuilder("Debug.nans: ").append(equation.op().name());
    String derivative = equation.source().derivative();
    if (!derivative.isEmpty() && !derivative.equals(equation.op().name())) {
      text.append(", in the derivative of ").append(derivative).append(',');
    }
    for (Variable result : equation.results()) {
      if (isBad(environment.get(result))) {
        text.append(" made ").append(count(environment.get(result)));
        break;
      }
    }
    for (Atom operand : equation.operands()) {
      Array value = environment.get(operand);
      text.append("\n  of ").append(value.type()).append(' ').append(oneLine(value));
    }
    return text.append(inside).toString();
  }

  private static String oneLine(Array value) {
    return value.toString().replaceAll("\\s+", " ");
  }

  /** Such as {@code 2 NaN and 1 infinite of 6 elements of F32(2, 3), the first at (0, 1)}. */
  static String count(Array array) {
    HostArray host = array.toHost();
    int nans = 0;
    int infinite = 0;
    int first = -1;
    for (int i = 0; i < host.size(); i++) {
      double x = host.getDouble(i);
      double y = host.getImaginary(i);
      boolean isNaN = Double.isNaN(x) || Double.isNaN(y);
      boolean isFinite = Double.isFinite(x) && Double.isFinite(y);
      nans += isNaN ? 1 : 0;
      infinite += isNaN || isFinite ? 0 : 1;
      first = first < 0 && !isFinite ? i : first;
    }
    String what =
        nans == 0
            ? infinite + " infinite"
            : infinite == 0 ? nans + " NaN" : nans + " NaN and " + infinite + " infinite";
    return array.shape().isScalar()
        ? oneLine(array) + ", " + array.type()
        : "%s of %d elements of %s, the first at %s"
            .formatted(what, host.size(), array.type(), position(array.type(), first));
  }

  private static String position(ArrayType type, int flat) {
    int[] index = new int[type.rank()];
    for (int axis = type.rank() - 1, rest = flat; axis >= 0; axis--) {
      index[axis] = rest % type.shape().dim(axis);
      rest /= type.shape().dim(axis);
    }
    return Shape.of(index).toString();
  }

  /** Whether an array has NaN or an infinity. */
  static boolean isBad(Array array) {
    return array.dtype().isInexact() && !Np.all(Np.isfinite(array)).toBoolean();
  }
}
