package org.juxta.xla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Call.Checkpoint;
import org.juxta.tracer.Call.Jitted;
import org.juxta.tracer.Control.Cond;
import org.juxta.tracer.Control.Scan;
import org.juxta.tracer.Control.While;
import org.juxta.tracer.DType;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Program;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Variable;

/**
 * Operations that run programs: loops and branches as regions that see what surrounds them, calls
 * as functions.
 */
final class LowerControl {
  private static final ArrayType INDEX = ArrayType.of(DType.I32);
  private static final ArrayType FLAG = ArrayType.of(DType.BOOL);

  private LowerControl() {}

  static List<String> whileLoop(Emitter e, While op, Equation q) {
    int conditionCaptures = op.condition().captures().size();
    int captures = conditionCaptures + op.body().captures().size();
    e.substitute(op.condition().captures(), q.operands().subList(0, conditionCaptures));
    e.substitute(op.body().captures(), q.operands().subList(conditionCaptures, captures));
    List<Atom> state = q.operands().subList(captures, q.operands().size());
    List<ArrayType> types = state.stream().map(Atom::type).toList();
    return loop(
        e,
        e.values(state),
        types,
        carried -> {
          e.bind(op.condition().inputs(), carried);
          return Lowering.body(e, op.condition()).getFirst();
        },
        carried -> {
          e.bind(op.body().inputs(), carried);
          return Lowering.body(e, op.body());
        });
  }

  @FunctionalInterface
  interface Predicate {
    String write(List<String> carried);
  }

  @FunctionalInterface
  interface Step {
    List<String> write(List<String> carried);
  }

  /**
   * A loop over values of the given types; condition and body get the names of the current ones.
   */
  static List<String> loop(
      Emitter e, List<String> initial, List<ArrayType> types, Predicate condition, Step body) {
    List<String> carried = e.fresh(initial.size());
    StringBuilder head = new StringBuilder("stablehlo.while(");
    for (int i = 0; i < initial.size(); i++) {
      head.append(i == 0 ? "" : ", ").append(carried.get(i)).append(" = ").append(initial.get(i));
    }
    head.append(") : ").append(MlirText.types(types));
    return e.emit(
        initial.size(),
        head.toString(),
        List.of(
            new Emitter.Region(
                " cond {", "} ", List.of(FLAG), () -> List.of(condition.write(carried))),
            new Emitter.Region("do {", "}", types, () -> body.write(carried))),
        "");
  }

  /**
   * A loop over the index that carries, besides the values, the arrays that results are put into.
   */
  static List<String> scan(Emitter e, Scan op, Equation q) {
    int captures = op.body().captures().size();
    int inputs = captures + op.carries();
    e.substitute(op.body().captures(), q.operands().subList(0, captures));
    List<Atom> state = q.operands().subList(captures, inputs);
    List<Atom> arrays = q.operands().subList(inputs, q.operands().size());
    List<Variable> stacked = q.results().subList(op.carries(), q.results().size());

    List<String> initial = new ArrayList<>();
    initial.add(e.zeros(INDEX));
    initial.addAll(e.values(state));
    stacked.forEach(y -> initial.add(e.zeros(y.type())));
    List<ArrayType> types = new ArrayList<>();
    types.add(INDEX);
    q.results().forEach(result -> types.add(result.type()));
    List<String> slicedFrom = e.values(arrays);
    Step step = carried -> scanStep(e, op, carried, slicedFrom, arrays, stacked);
    int left = op.length() % op.unroll();
    long turns = (long) op.length() - left;
    List<String> afterTurns =
        turns == 0
            ? initial
            : loop(
                e,
                initial,
                types,
                carried -> {
                  String bound = e.constant(DType.I32, turns, Shape.SCALAR);
                  String index = carried.getFirst();
                  return LowerElementwise.compare(e, "LT", index + ", " + bound, INDEX);
                },
                carried -> repeated(step, op.unroll(), carried));
    return repeated(step, left, afterTurns).subList(1, types.size());
  }

  private static List<String> repeated(Step step, int times, List<String> initial) {
    List<String> carried = initial;
    for (int i = 0; i < times; i++) {
      carried = step.write(carried);
    }
    return carried;
  }

  private static List<String> scanStep(
      Emitter e,
      Scan op,
      List<String> carried,
      List<String> slicedFrom,
      List<Atom> arrays,
      List<Variable> stacked) {
    String index = carried.getFirst();
    String position = index;
    if (op.reverse()) {
      String last = e.constant(DType.I32, op.length() - 1L, Shape.SCALAR);
      position = e.emit("stablehlo.subtract", last + ", " + index, INDEX);
    }
    List<String> inputs = new ArrayList<>(carried.subList(1, 1 + op.carries()));
    for (int i = 0; i < arrays.size(); i++) {
      inputs.add(take(e, slicedFrom.get(i), arrays.get(i).type(), position));
    }
    e.bind(op.body().inputs(), inputs);
    List<String> outputs = Lowering.body(e, op.body());

    List<String> next = new ArrayList<>();
    String one = e.constant(DType.I32, 1L, Shape.SCALAR);
    next.add(e.emit("stablehlo.add", index + ", " + one, INDEX));
    next.addAll(outputs.subList(0, op.carries()));
    for (int i = op.carries(); i < outputs.size(); i++) {
      ArrayType type = stacked.get(i - op.carries()).type();
      next.add(put(e, carried.get(1 + i), type, outputs.get(i), position));
    }
    return next;
  }

  /** The slice at an index of the first axis, without that axis. */
  private static String take(Emitter e, String x, ArrayType type, String index) {
    ArrayType row = row(type);
    String slice =
        LowerIndexing.dynamicSlice(
            e, x, type, starts(e, type, index), DType.I32, row.shape().dims());
    return LowerStructural.reshape(e, slice, row, type.with(type.shape().without(Ints.of(0))));
  }

  /** {@code x} with the slice at an index of the first axis replaced. */
  private static String put(Emitter e, String x, ArrayType type, String y, String index) {
    ArrayType row = row(type);
    String slice = LowerStructural.reshape(e, y, type.with(type.shape().without(Ints.of(0))), row);
    return LowerIndexing.dynamicUpdateSlice(
        e, x + ", " + slice, type, row, starts(e, type, index), DType.I32);
  }

  private static ArrayType row(ArrayType type) {
    return type.with(type.shape().with(0, 1));
  }

  private static List<String> starts(Emitter e, ArrayType type, String index) {
    List<String> starts = new ArrayList<>(type.rank());
    starts.add(index);
    starts.addAll(Collections.nCopies(type.rank() - 1, type.rank() > 1 ? e.zeros(INDEX) : ""));
    return starts;
  }

  static List<String> cond(Emitter e, Cond op, Equation q) {
    int branches = op.branches().size();
    String first = e.zeros(INDEX);
    String last = e.constant(DType.I32, branches - 1L, Shape.SCALAR);
    String index =
        e.emit(
            "stablehlo.clamp",
            first + ", " + e.value(q.operands().getFirst()) + ", " + last,
            INDEX);
    List<ArrayType> types = q.results().stream().map(Variable::type).toList();
    List<Emitter.Region> regions = new ArrayList<>(branches);
    int operand = 1;
    for (int i = 0; i < branches; i++) {
      Program branch = op.branches().get(i);
      int end = operand + branch.captures().size();
      List<Atom> captured = q.operands().subList(operand, end);
      operand = end;
      regions.add(
          new Emitter.Region(
              i == 0 ? "({" : ", {",
              i == branches - 1 ? "})" : "}",
              types,
              () -> {
                e.substitute(branch.captures(), captured);
                return Lowering.body(e, branch);
              }));
    }
    return e.emit(
        types.size(),
        "\"stablehlo.case\"(" + index + ") ",
        regions,
        " : (" + MlirText.type(INDEX) + ") -> (" + MlirText.types(types) + ")");
  }

  /** The equations of a program in the place of a call of it. */
  static List<String> inline(Emitter e, Program program, Equation q) {
    int captures = program.captures().size();
    e.substitute(program.captures(), q.operands().subList(0, captures));
    e.substitute(program.inputs(), q.operands().subList(captures, q.operands().size()));
    return Lowering.body(e, program);
  }

  /** A second run begins behind a barrier, which hides that its operands are those of the first. */
  static List<String> checkpoint(Emitter e, Checkpoint op, Equation q) {
    if (!op.again() || q.operands().isEmpty()) {
      return inline(e, op.program(), q);
    }
    List<String> hidden =
        e.emit(
            q.operands().size(),
            "stablehlo.optimization_barrier "
                + String.join(", ", e.values(q.operands()))
                + " : "
                + MlirText.types(q.operandTypes()));
    int captures = op.program().captures().size();
    e.bind(op.program().captures(), hidden.subList(0, captures));
    e.bind(op.program().inputs(), hidden.subList(captures, hidden.size()));
    return Lowering.body(e, op.program());
  }

  static List<String> call(Emitter e, Jitted op, Equation q) {
    Program program = op.program();
    String function =
        e.function(program, op.function(), name -> Lowering.function(e, "private", name, program));
    return call(e, function, e.values(q.operands()), q.operandTypes(), program.outputTypes());
  }

  static List<String> call(
      Emitter e,
      String function,
      List<String> operands,
      List<ArrayType> types,
      List<ArrayType> results) {
    return e.emit(
        results.size(),
        "func.call @"
            + function
            + "("
            + String.join(", ", operands)
            + ") : ("
            + MlirText.types(types)
            + ") -> ("
            + MlirText.types(results)
            + ")");
  }
}
