package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Control;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * Transposes of loops and branches: the bodies' transposes, loops from the last step to the first.
 */
final class ControlTranspose {
  private ControlTranspose() {}

  /**
   * A scan the other way. It carries the cotangents of what the scan carried and sums those of
   * linear captures; its slices are the cotangents of the stacked results and the known slices; it
   * stacks the cotangents of the linear slices. It is linear in all that it carries; what is known
   * of that can only be a zero to start from.
   */
  static List<Tangent> scan(Control.Scan op, List<Operand> x, List<Tangent> ct) {
    ScanParts<Operand> xs = ScanParts.of(op, x);
    boolean[] captured = linear(xs.captures());
    boolean[] sliced = linear(xs.slices());
    List<Tangent> stacked = ct.subList(op.carries(), ct.size());
    boolean[] active = ControlJvp.active(stacked);
    List<Array> operands = new ArrayList<>();
    ct.subList(0, op.carries()).forEach(t -> operands.add(t.array()));
    chosen(xs.captures(), captured).forEach(o -> operands.add(TransposeRules.zeros(o.type())));
    int carries = operands.size();
    chosen(stacked, active).forEach(t -> operands.add(t.array()));
    for (Operand slice : xs.slices()) {
      if (!slice.isLinear()) {
        operands.add(slice.array());
      }
    }
    Trace.Recording body =
        Trace.record(
            ScanParts.bodyTypes(operands, carries),
            in -> step(op, xs, captured, sliced, active, Primitives.wrap(in), carries));
    List<Value> all = new ArrayList<>(body.captured());
    all.addAll(ControlJvp.values(operands));
    Control.Scan back = op.with(body.program(), carries).backwards();
    List<Array> results = Primitives.wrap(Primitives.bindValues(back, all));
    List<Tangent> cotangents =
        spread(xs.captures(), captured, results.subList(op.carries(), carries));
    results.subList(0, op.carries()).forEach(c -> cotangents.add(Tangent.of(c)));
    cotangents.addAll(spread(xs.slices(), sliced, results.subList(carries, results.size())));
    return cotangents;
  }

  private static List<Value> step(
      Control.Scan op,
      ScanParts<Operand> xs,
      boolean[] captured,
      boolean[] sliced,
      boolean[] active,
      List<Array> in,
      int carries) {
    List<Array> sums = in.subList(op.carries(), carries);
    List<Array> slices = in.subList(carries, in.size());
    List<Tangent> ct = new ArrayList<>();
    in.subList(0, op.carries()).forEach(a -> ct.add(Tangent.of(a)));
    int next = 0;
    for (int i = 0; i < active.length; i++) {
      Atom output = op.body().outputs().get(op.carries() + i);
      ct.add(active[i] ? Tangent.of(slices.get(next++)) : Tangent.zero(output.type()));
    }
    List<Operand> arguments = new ArrayList<>(xs.captures());
    for (int i = 0; i < op.carries(); i++) {
      arguments.add(new Operand.Unknown(op.body().inputs().get(i).type()));
    }
    for (int i = 0; i < sliced.length; i++) {
      arguments.add(
          sliced[i]
              ? new Operand.Unknown(op.body().inputs().get(op.carries() + i).type())
              : new Operand.Known(slices.get(next++)));
    }
    List<Tangent> back = Backward.run(op.body(), arguments, ct);
    int first = xs.captures().size();
    List<Array> out = new ArrayList<>();
    back.subList(first, first + op.carries()).forEach(t -> out.add(t.array()));
    List<Tangent> more = chosen(back.subList(0, first), captured);
    for (int i = 0; i < sums.size(); i++) {
      out.add(Tangent.of(sums.get(i)).plus(more.get(i)).array());
    }
    chosen(back.subList(first + op.carries(), back.size()), sliced)
        .forEach(t -> out.add(t.array()));
    return ControlJvp.values(out);
  }

  private static boolean[] linear(List<Operand> operands) {
    boolean[] linear = new boolean[operands.size()];
    for (int i = 0; i < linear.length; i++) {
      linear[i] = operands.get(i).isLinear();
    }
    return linear;
  }

  private static <T> List<T> chosen(List<T> entries, boolean[] which) {
    return new Split(entries.size(), which).choose(entries);
  }

  private static List<Tangent> spread(
      List<Operand> operands, boolean[] linear, List<Array> cotangents) {
    List<Tangent> spread = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < linear.length; i++) {
      spread.add(
          linear[i] ? Tangent.of(cotangents.get(next++)) : Tangent.zero(operands.get(i).type()));
    }
    return spread;
  }

  /**
   * A conditional whose branches give the cotangents of every linear operand, zeros for those only
   * others use.
   */
  static List<Tangent> cond(Control.Cond op, Equation equation, List<Operand> x, List<Tangent> ct) {
    List<Atom> atoms = equation.operands();
    List<Atom> linear = new ArrayList<>();
    for (int i = 1; i < x.size(); i++) {
      if (x.get(i).isLinear() && !linear.contains(atoms.get(i))) {
        linear.add(atoms.get(i));
      }
    }
    List<Program> branches = new ArrayList<>();
    List<Value> operands = new ArrayList<>(List.of(x.getFirst().array().value()));
    int at = 1;
    for (Program branch : op.branches()) {
      int start = at;
      int end = at + branch.captures().size();
      Trace.Recording recording =
          Trace.record(
              List.of(),
              _ -> branch(branch, x.subList(start, end), atoms.subList(start, end), ct, linear));
      branches.add(recording.program());
      operands.addAll(recording.captured());
      at = end;
    }
    List<Array> results =
        Primitives.wrap(Primitives.bindValues(new Control.Cond(branches), operands));
    List<Tangent> cotangents = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      int found = linear.indexOf(atoms.get(i));
      boolean first = found >= 0 && atoms.indexOf(atoms.get(i)) == i;
      cotangents.add(first ? Tangent.of(results.get(found)) : Tangent.zero(x.get(i).type()));
    }
    return cotangents;
  }

  private static List<Value> branch(
      Program branch,
      List<Operand> captures,
      List<Atom> atoms,
      List<Tangent> ct,
      List<Atom> linear) {
    List<Tangent> back = Backward.run(branch, captures, ct);
    List<Value> out = new ArrayList<>();
    for (Atom atom : linear) {
      Tangent sum = Tangent.zero(atom.type());
      for (int i = 0; i < atoms.size(); i++) {
        if (atoms.get(i).equals(atom)) {
          sum = sum.plus(back.get(i));
        }
      }
      out.add(sum.array().value());
    }
    return out;
  }
}
