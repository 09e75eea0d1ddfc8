package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.TreeDef;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Control;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Program;
import org.juxta.tracer.Shape;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Structural;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;
import org.juxta.tracer.Variable;

/**
 * Linearisation: the results of a program, and the program of its derivative at that point, which
 * is linear in the tangents and captures the values it needs, the residuals.
 */
final class Linearization {
  private Linearization() {}

  /**
   * @param results what the program gives
   * @param map the derivative: its inputs are the tangents of the active inputs, its captures the
   *     residuals
   * @param residuals what the captures of {@code map} stand for
   */
  record Linearized(List<Array> results, Program map, List<Array> residuals) {}

  /** Requires that derivatives by these arguments, or the first leaves of some, exist. */
  static void requireFloats(TreeDef structure, List<ArrayType> types) {
    for (int i = 0; i < types.size(); i++) {
      if (!JvpRules.differentiable(types.get(i))) {
        throw new DTypeException(
            "the derivative by "
                + structure.path(i)
                + " is asked for, which is "
                + types.get(i)
                + "; only floats and complex numbers have one: convert it with astype(DType.F32),"
                + " or pass it as an argument that the derivative is not by");
      }
    }
  }

  /** Of {@code program} at {@code inputs}, by the inputs that are active. */
  static Linearized at(
      Program program, List<Array> captures, List<Array> inputs, boolean[] active) {
    Trace linear = Trace.open();
    List<Tangent> tangents = new ArrayList<>();
    for (int i = 0; i < active.length; i++) {
      ArrayType type = inputs.get(i).type().strong();
      tangents.add(active[i] ? Tangent.of(Array.of(linear.input(type))) : Tangent.zero(type));
    }
    JvpRules.Result result =
        Forward.linearize(linear).run(program, captures, zeros(captures), inputs, tangents);
    Trace.Recording map =
        linear.close(result.tangents().stream().map(t -> array(t, linear).value()).toList());
    return new Linearized(result.primals(), map.program(), Primitives.wrap(map.captured()));
  }

  /** The cotangents of the active inputs from those of the results. */
  static List<Array> transpose(Linearized linearized, List<Tangent> cotangents) {
    List<Operand> operands = new ArrayList<>();
    linearized.residuals().forEach(r -> operands.add(new Operand.Known(r)));
    linearized.map().inputs().forEach(v -> operands.add(new Operand.Unknown(v.type())));
    List<Tangent> all = Backward.run(linearized.map(), operands, cotangents);
    return all.subList(linearized.residuals().size(), all.size()).stream()
        .map(Tangent::array)
        .toList();
  }

  static List<Tangent> zeros(List<Array> arrays) {
    return arrays.stream().map(a -> Tangent.zero(a.type())).toList();
  }

  /**
   * As an array; zero is made in the linear trace if there is one, so that it does not become a
   * residual.
   */
  static Array array(Tangent tangent, @Nullable Trace linear) {
    return tangent.isZero() && linear != null ? linear.within(tangent::array) : tangent.array();
  }

  /**
   * A body's linear part under a body trace that is still being recorded: its inputs, and its
   * recording.
   */
  private record LinearPart(Trace.Recording recording) {
    Program program() {
      return recording.program();
    }

    List<Value> residuals() {
      return recording.captured();
    }
  }

  /**
   * Two scans: one in the surrounding trace that also stacks the residuals of each step, and one in
   * the linear trace that takes them as slices. What a residual shares with all steps is captured
   * once.
   */
  static JvpRules.Result scan(Control.Scan op, List<Array> x, List<Tangent> t, Trace linear) {
    ScanParts<Array> xs = ScanParts.of(op, x);
    ScanParts<Tangent> ts = ScanParts.of(op, t);
    boolean[] carried = ControlJvp.carriedActive(op, ts);
    boolean[] stacked = ControlJvp.stackedActive(op, ts, carried);
    List<Array> operands = new ArrayList<>(xs.carry());
    operands.addAll(xs.slices());
    List<LinearPart> part = new ArrayList<>();
    List<@Nullable Trace> bodyTrace = new ArrayList<>();
    List<Value> sliceInputs = new ArrayList<>();
    Trace.Recording body =
        Trace.record(
            ScanParts.bodyTypes(operands, op.carries()),
            in -> {
              sliceInputs.addAll(in.subList(op.carries(), in.size()));
              Trace here = Trace.current();
              bodyTrace.add(here);
              List<Value> out = new ArrayList<>();
              part.add(scanBody(op, xs, ts, Primitives.wrap(in), carried, stacked, out));
              for (Value residual : part.getFirst().residuals()) {
                if (belongsTo(residual, here) && !sliceInputs.contains(residual)) {
                  out.add(residual);
                }
              }
              return out;
            });
    List<Value> all = new ArrayList<>(body.captured());
    all.addAll(ControlJvp.values(operands));
    Control.Scan forward = op.with(body.program(), op.carries());
    List<Array> results = Primitives.wrap(Primitives.bindValues(forward, all));
    int own = op.body().outputs().size();
    Residuals residuals =
        Residuals.of(
            part.getFirst(),
            sliceInputs,
            xs.slices(),
            results.subList(own, results.size()),
            bodyTrace.getFirst());
    return linearScan(
        op, ts, carried, stacked, residuals, part.getFirst(), results.subList(0, own), linear);
  }

  private static LinearPart scanBody(
      Control.Scan op,
      ScanParts<Array> xs,
      ScanParts<Tangent> ts,
      List<Array> inputs,
      boolean[] carried,
      boolean[] stacked,
      List<Value> out) {
    Trace linear = Trace.open();
    List<Tangent> captures = inputs(linear, ControlJvp.active(ts.captures()), xs.captures());
    boolean[] active = Dependence.concat(carried, ControlJvp.active(ts.slices()));
    List<Tangent> tangents = inputs(linear, active, inputs);
    JvpRules.Result r =
        Forward.linearize(linear).run(op.body(), xs.captures(), captures, inputs, tangents);
    out.addAll(ControlJvp.values(r.primals()));
    Split results = new Split(r.primals().size(), Dependence.concat(carried, stacked));
    List<Value> outputs = new ArrayList<>();
    for (Tangent tangent : results.choose(r.tangents())) {
      outputs.add(array(tangent, linear).value());
    }
    return new LinearPart(linear.close(outputs));
  }

  private static List<Tangent> inputs(Trace linear, boolean[] active, List<Array> values) {
    List<Tangent> tangents = new ArrayList<>();
    for (int i = 0; i < active.length; i++) {
      ArrayType type = values.get(i).type().strong();
      tangents.add(active[i] ? Tangent.of(Array.of(linear.input(type))) : Tangent.zero(type));
    }
    return tangents;
  }

  private static boolean belongsTo(Value value, @Nullable Trace trace) {
    return value instanceof Value.Traced traced && traced.trace() == trace;
  }

  /**
   * The residuals of a scan's linear part, as variables of its program and arrays for them: what
   * all steps share, and what each step has of its own, stacked.
   */
  private record Residuals(
      List<Variable> shared, List<Array> sharedArrays, List<Variable> own, List<Array> ownArrays) {
    static Residuals of(
        LinearPart part,
        List<Value> sliceInputs,
        List<Array> slices,
        List<Array> stacked,
        @Nullable Trace body) {
      Residuals r =
          new Residuals(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      int next = 0;
      for (int i = 0; i < part.residuals().size(); i++) {
        Value value = part.residuals().get(i);
        Variable variable = part.program().captures().get(i);
        int slice = sliceInputs.indexOf(value);
        if (slice >= 0) {
          r.own.add(variable);
          r.ownArrays.add(slices.get(slice));
        } else if (value instanceof Value.Traced traced && traced.trace() == body) {
          r.own.add(variable);
          r.ownArrays.add(stacked.get(next++));
        } else {
          r.shared.add(variable);
          r.sharedArrays.add(Array.of(value));
        }
      }
      return r;
    }
  }

  private static JvpRules.Result linearScan(
      Control.Scan op,
      ScanParts<Tangent> ts,
      boolean[] carried,
      boolean[] stacked,
      Residuals residuals,
      LinearPart part,
      List<Array> primals,
      Trace linear) {
    List<Array> captures = arrays(ts.captures(), ControlJvp.active(ts.captures()), linear);
    List<Array> carry = arrays(ts.carry(), carried, linear);
    List<Array> slices = arrays(ts.slices(), ControlJvp.active(ts.slices()), linear);
    List<Variable> inputs = part.program().inputs();
    List<Variable> programCaptures = new ArrayList<>(inputs.subList(0, captures.size()));
    programCaptures.addAll(residuals.shared());
    List<Variable> programInputs = new ArrayList<>(inputs.subList(captures.size(), inputs.size()));
    programInputs.addAll(residuals.own());
    Program body =
        new Program(
            programInputs, programCaptures, part.program().equations(), part.program().outputs());
    List<Array> operands = new ArrayList<>(captures);
    operands.addAll(residuals.sharedArrays());
    operands.addAll(carry);
    operands.addAll(slices);
    operands.addAll(residuals.ownArrays());
    List<Array> out = Primitives.bind(op.with(body, carry.size()), operands);
    Split results = new Split(primals.size(), Dependence.concat(carried, stacked));
    return new JvpRules.Result(primals, results.spread(primals, out));
  }

  /** The tangents of active values as arrays. */
  private static List<Array> arrays(List<Tangent> tangents, boolean[] active, Trace linear) {
    return new Split(tangents.size(), active)
        .choose(tangents).stream().map(t -> array(t, linear)).toList();
  }

  /**
   * Two conditionals: one in the surrounding trace that also gives the residuals of all branches,
   * zeros for those not taken, and one in the linear trace that takes them.
   */
  static JvpRules.Result cond(Control.Cond op, List<Array> x, List<Tangent> t, Trace linear) {
    Split results =
        new Split(op.branches().getFirst().outputs().size(), ControlJvp.condActive(op, t));
    List<Trace.Recording> bodies = new ArrayList<>();
    List<LinearPart> parts = new ArrayList<>();
    List<List<Value>> own = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    int at = 1;
    for (Program branch : op.branches()) {
      int start = at;
      int end = at + branch.captures().size();
      bodies.add(
          Trace.record(
              List.of(),
              _ ->
                  branch(
                      branch, x.subList(start, end), t.subList(start, end), results, parts, own)));
      starts.add(start);
      at = end;
    }
    List<Array> all = forwardCond(x.getFirst(), bodies, own, results.size());
    List<Program> maps = new ArrayList<>();
    List<Array> operands = new ArrayList<>(List.of(x.getFirst()));
    int next = results.size();
    for (int i = 0; i < parts.size(); i++) {
      Program map = parts.get(i).program();
      List<Variable> captures = new ArrayList<>(map.inputs());
      captures.addAll(map.captures());
      maps.add(new Program(List.of(), captures, map.equations(), map.outputs()));
      List<Tangent> tangents =
          t.subList(starts.get(i), starts.get(i) + op.branches().get(i).captures().size());
      operands.addAll(arrays(tangents, ControlJvp.active(tangents), linear));
      for (Value residual : parts.get(i).residuals()) {
        operands.add(own.get(i).contains(residual) ? all.get(next++) : Array.of(residual));
      }
    }
    List<Array> primals = all.subList(0, results.size());
    List<Array> out = Primitives.bind(new Control.Cond(maps), operands);
    return new JvpRules.Result(primals, results.spread(primals, out));
  }

  private static List<Value> branch(
      Program branch,
      List<Array> captures,
      List<Tangent> tangents,
      Split results,
      List<LinearPart> parts,
      List<List<Value>> own) {
    Trace here = Trace.current();
    Trace linear = Trace.open();
    List<Tangent> in = inputs(linear, ControlJvp.active(tangents), captures);
    JvpRules.Result r = Forward.linearize(linear).run(branch, captures, in, List.of(), List.of());
    List<Value> out =
        results.choose(r.tangents()).stream().map(t -> array(t, linear).value()).toList();
    LinearPart part = new LinearPart(linear.close(out));
    parts.add(part);
    own.add(part.residuals().stream().filter(v -> belongsTo(v, here)).toList());
    List<Value> outputs = new ArrayList<>(ControlJvp.values(r.primals()));
    outputs.addAll(own.getLast());
    return outputs;
  }

  /** The results, then the residuals of the first branch, of the second, … */
  private static List<Array> forwardCond(
      Array index, List<Trace.Recording> bodies, List<List<Value>> own, int results) {
    List<Program> branches = new ArrayList<>();
    List<Value> operands = new ArrayList<>(List.of(index.value()));
    for (int i = 0; i < bodies.size(); i++) {
      Program body = bodies.get(i).program();
      List<Equation> equations = new ArrayList<>(body.equations());
      List<Atom> outputs = new ArrayList<>(body.outputs().subList(0, results));
      for (int j = 0; j < own.size(); j++) {
        int branch = j;
        List<Atom> residuals =
            j == i
                ? body.outputs().subList(results, body.outputs().size())
                : own.get(branch).stream().map(v -> zero(v.type(), equations)).toList();
        outputs.addAll(residuals);
      }
      branches.add(new Program(List.of(), body.captures(), equations, outputs));
      operands.addAll(bodies.get(i).captured());
    }
    return Primitives.wrap(Primitives.bindValues(new Control.Cond(branches), operands));
  }

  private static Atom zero(ArrayType type, List<Equation> equations) {
    Literal zero = Literal.of(type.with(Shape.SCALAR), 0L);
    if (type.shape().isScalar()) {
      return zero;
    }
    Variable zeros = new Variable(type);
    equations.add(
        new Equation(
            new Structural.Broadcast(type.shape(), Ints.EMPTY),
            List.of(zero),
            List.of(zeros),
            SourceLine.here()));
    return zeros;
  }
}
