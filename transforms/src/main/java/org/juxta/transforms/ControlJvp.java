package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Control;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;
import org.juxta.transforms.JvpRules.Result;

/**
 * Forward derivatives of loops, branches and calls: the bodies carry tangents beside the primal
 * values.
 */
final class ControlJvp {
  private ControlJvp() {}

  /** A call's program becomes part of the derivative. */
  static Result call(Call.OfProgram op, List<Array> x, List<Tangent> t, Forward mode) {
    int captures = op.program().captures().size();
    return mode.run(
        op.program(),
        x.subList(0, captures),
        t.subList(0, captures),
        x.subList(captures, x.size()),
        t.subList(captures, t.size()));
  }

  /**
   * When linearising, the loop with tangents is recorded whole in the linear trace, since its
   * number of steps is not known and so no room for residuals: it can be run forward, but not
   * transposed.
   */
  static Result whileLoop(Control.While op, List<Array> x, List<Tangent> t, Forward mode) {
    int test = op.condition().captures().size();
    int body = test + op.body().captures().size();
    boolean[] active =
        Dependence.DIFFERENTIABLE.carried(
            op.body(),
            active(t.subList(test, body)),
            active(t.subList(body, t.size())),
            new boolean[0]);
    List<Array> init = x.subList(body, x.size());
    Split split = new Split(init.size(), active);
    List<Array> operands = new ArrayList<>(init);
    operands.addAll(arrays(split.choose(t.subList(body, t.size())), mode));
    Trace.Recording condition =
        within(
            mode,
            types(operands),
            in -> Inline.run(op.condition(), x.subList(0, test), split.primals(in)));
    Trace.Recording step =
        within(
            mode,
            types(operands),
            in ->
                split.join(
                    Forward.jvp()
                        .run(
                            op.body(),
                            x.subList(test, body),
                            t.subList(test, body),
                            split.primals(in),
                            split.tangents(in))));
    List<Value> all = new ArrayList<>(condition.captured());
    all.addAll(step.captured());
    all.addAll(values(operands));
    List<Array> results =
        Primitives.wrap(
            Primitives.bindValues(new Control.While(condition.program(), step.program()), all));
    if (mode.linear() == null) {
      return new Result(split.primals(results), split.tangents(results));
    }
    HostCallRules.requireRunsOnce(op);
    List<Array> primals = Primitives.bind(op, x);
    return new Result(primals, split.tangents(results));
  }

  /** Records a body that may use tangents: if they are in a linear trace, under that. */
  private static Trace.Recording within(
      Forward mode, List<ArrayType> types, Function<List<Array>, List<Array>> body) {
    Supplier<Trace.Recording> record =
        () -> Trace.record(types, in -> values(body.apply(Primitives.wrap(in))));
    return mode.linear() == null ? record.get() : mode.linear().within(record);
  }

  static Result scan(Control.Scan op, List<Array> x, List<Tangent> t, Forward mode) {
    if (mode.linear() != null) {
      return Linearization.scan(op, x, t, mode.linear());
    }
    ScanParts<Array> xs = ScanParts.of(op, x);
    ScanParts<Tangent> ts = ScanParts.of(op, t);
    boolean[] carried = carriedActive(op, ts);
    Split carry = new Split(op.carries(), carried);
    Split slices = new Split(xs.slices().size(), active(ts.slices()));
    Split stacked =
        new Split(op.body().outputs().size() - op.carries(), stackedActive(op, ts, carried));
    List<Array> operands = new ArrayList<>(xs.carry());
    operands.addAll(arrays(carry.choose(ts.carry()), mode));
    int carries = operands.size();
    operands.addAll(xs.slices());
    operands.addAll(arrays(slices.choose(ts.slices()), mode));
    Trace.Recording body =
        Trace.record(
            ScanParts.bodyTypes(operands, carries),
            in -> {
              List<Array> arrays = Primitives.wrap(in);
              List<Array> state = arrays.subList(0, carries);
              List<Array> slice = arrays.subList(carries, arrays.size());
              List<Array> inputs = new ArrayList<>(carry.primals(state));
              inputs.addAll(slices.primals(slice));
              List<Tangent> tangents = new ArrayList<>(carry.tangents(state));
              tangents.addAll(slices.tangents(slice));
              Result r =
                  Forward.jvp().run(op.body(), xs.captures(), ts.captures(), inputs, tangents);
              List<Array> out = new ArrayList<>(carry.join(part(r, 0, op.carries())));
              out.addAll(stacked.join(part(r, op.carries(), r.primals().size())));
              return values(out);
            });
    List<Value> all = new ArrayList<>(body.captured());
    all.addAll(values(operands));
    Control.Scan both = op.with(body.program(), carries);
    List<Array> results = Primitives.wrap(Primitives.bindValues(both, all));
    List<Array> state = results.subList(0, carries);
    List<Array> ys = results.subList(carries, results.size());
    List<Array> primals = new ArrayList<>(carry.primals(state));
    primals.addAll(stacked.primals(ys));
    List<Tangent> tangents = new ArrayList<>(carry.tangents(state));
    tangents.addAll(stacked.tangents(ys));
    return new Result(primals, tangents);
  }

  static boolean[] carriedActive(Control.Scan op, ScanParts<Tangent> t) {
    return Dependence.DIFFERENTIABLE.carried(
        op.body(), active(t.captures()), active(t.carry()), active(t.slices()));
  }

  static boolean[] stackedActive(Control.Scan op, ScanParts<Tangent> t, boolean[] carried) {
    boolean[] all =
        Dependence.DIFFERENTIABLE.outputs(
            op.body(), active(t.captures()), Dependence.concat(carried, active(t.slices())));
    return Dependence.slice(all, op.carries(), all.length);
  }

  private static Result part(Result r, int start, int end) {
    return new Result(r.primals().subList(start, end), r.tangents().subList(start, end));
  }

  static Result cond(Control.Cond op, List<Array> x, List<Tangent> t, Forward mode) {
    if (mode.linear() != null) {
      return Linearization.cond(op, x, t, mode.linear());
    }
    Split results = new Split(op.branches().getFirst().outputs().size(), condActive(op, t));
    List<Program> branches = new ArrayList<>();
    List<Value> operands = new ArrayList<>(List.of(x.getFirst().value()));
    int at = 1;
    for (Program branch : op.branches()) {
      int start = at;
      int end = at + branch.captures().size();
      Trace.Recording recording =
          Trace.record(
              List.of(),
              _ ->
                  values(
                      results.join(
                          Forward.jvp()
                              .run(
                                  branch,
                                  x.subList(start, end),
                                  t.subList(start, end),
                                  List.of(),
                                  List.of()))));
      branches.add(recording.program());
      operands.addAll(recording.captured());
      at = end;
    }
    List<Array> both = Primitives.wrap(Primitives.bindValues(new Control.Cond(branches), operands));
    return new Result(results.primals(both), results.tangents(both));
  }

  static boolean[] condActive(Control.Cond op, List<Tangent> t) {
    boolean[] marks = new boolean[op.branches().getFirst().outputs().size()];
    int at = 1;
    for (Program branch : op.branches()) {
      int end = at + branch.captures().size();
      marks =
          Dependence.union(
              marks,
              Dependence.DIFFERENTIABLE.outputs(
                  branch, active(t.subList(at, end)), new boolean[0]));
      at = end;
    }
    return marks;
  }

  static boolean[] active(List<Tangent> tangents) {
    boolean[] active = new boolean[tangents.size()];
    for (int i = 0; i < active.length; i++) {
      active[i] = !tangents.get(i).isZero();
    }
    return active;
  }

  /**
   * As arrays; zeros are made in the linear trace if there is one, so that they do not become
   * residuals.
   */
  static List<Array> arrays(List<Tangent> tangents, Forward mode) {
    return tangents.stream().map(t -> Linearization.array(t, mode.linear())).toList();
  }

  static List<ArrayType> types(List<Array> arrays) {
    return arrays.stream().map(a -> a.type().strong()).toList();
  }

  static List<Value> values(List<Array> arrays) {
    return arrays.stream().map(Array::value).toList();
  }
}
