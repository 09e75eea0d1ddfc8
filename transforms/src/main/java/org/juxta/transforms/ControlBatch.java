package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Call;
import org.juxta.tracer.Control;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * Batching of loops, branches and calls: what depends on the batch has lanes first, the rest stays
 * as it is.
 */
final class ControlBatch {
  private ControlBatch() {}

  /** A call's program becomes part of the batched one. */
  static List<Batched> call(Call.OfProgram op, List<Batched> x, Axis batch) {
    int captures = op.program().captures().size();
    return Batching.run(op.program(), x.subList(0, captures), x.subList(captures, x.size()), batch);
  }

  static boolean[] marks(List<Batched> x) {
    boolean[] marks = new boolean[x.size()];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = x.get(i).isBatched();
    }
    return marks;
  }

  /** Arrays with lanes along {@code axis} where marked. */
  static List<Array> spread(List<Batched> x, boolean[] marks, int axis, Axis batch) {
    List<Array> arrays = new ArrayList<>();
    for (int i = 0; i < marks.length; i++) {
      arrays.add(marks[i] ? x.get(i).along(axis, batch.size()) : x.get(i).array());
    }
    return arrays;
  }

  static List<Batched> read(List<Array> arrays, boolean[] marks, int axis) {
    List<Batched> read = new ArrayList<>();
    for (int i = 0; i < marks.length; i++) {
      read.add(marks[i] ? Batched.lanes(arrays.get(i), axis) : Batched.same(arrays.get(i)));
    }
    return read;
  }

  static List<Batched> whileLoop(Control.While op, List<Batched> x, Axis batch) {
    int test = op.condition().captures().size();
    int body = test + op.body().captures().size();
    List<Batched> testCaptures = x.subList(0, test);
    List<Batched> captures = x.subList(test, body);
    List<Batched> init = x.subList(body, x.size());
    boolean[] carry =
        batch.dependence().carried(op.body(), marks(captures), marks(init), new boolean[0]);
    if (batch.dependence().outputs(op.condition(), marks(testCaptures), carry)[0]) {
      return eachUntilDone(op, testCaptures, captures, init, batch);
    }
    List<Array> state = spread(init, carry, 0, batch);
    Trace.Recording condition =
        Trace.record(
            ControlJvp.types(state),
            in ->
                List.of(
                    Batching.run(
                            op.condition(),
                            testCaptures,
                            read(Primitives.wrap(in), carry, 0),
                            batch)
                        .getFirst()
                        .array()
                        .value()));
    Trace.Recording step =
        Trace.record(
            ControlJvp.types(state),
            in ->
                ControlJvp.values(
                    spread(
                        Batching.run(
                            op.body(), captures, read(Primitives.wrap(in), carry, 0), batch),
                        carry,
                        0,
                        batch)));
    return read(bindWhile(condition, step, state), carry, 0);
  }

  /**
   * Lanes that end at different times: runs until all are done and keeps those that are as they
   * were. Whether each goes on is carried along, so that the condition is computed once a step.
   */
  private static List<Batched> eachUntilDone(
      Control.While op,
      List<Batched> testCaptures,
      List<Batched> captures,
      List<Batched> init,
      Axis batch) {
    HostCallRules.requireSameForAllLanes(op);
    boolean[] all = Dependence.filled(init.size(), true);
    List<Array> state = new ArrayList<>(spread(init, all, 0, batch));
    state.add(0, goOn(op, testCaptures, read(state, all, 0), batch));
    Trace.Recording condition =
        Trace.record(ControlJvp.types(state), in -> List.of(Array.of(in.getFirst()).any().value()));
    Trace.Recording step =
        Trace.record(
            ControlJvp.types(state),
            in -> {
              List<Array> arrays = Primitives.wrap(in);
              List<Array> before = arrays.subList(1, arrays.size());
              List<Array> after =
                  spread(
                      Batching.run(op.body(), captures, read(before, all, 0), batch),
                      all,
                      0,
                      batch);
              List<Array> next = new ArrayList<>();
              for (int i = 0; i < before.size(); i++) {
                next.add(choose(arrays.getFirst(), after.get(i), before.get(i)));
              }
              Array goOn = arrays.getFirst().and(goOn(op, testCaptures, read(next, all, 0), batch));
              next.add(0, goOn);
              return ControlJvp.values(next);
            });
    List<Array> results = bindWhile(condition, step, state);
    return read(results.subList(1, results.size()), all, 0);
  }

  private static Array goOn(
      Control.While op, List<Batched> captures, List<Batched> state, Axis batch) {
    return Batching.run(op.condition(), captures, state, batch).getFirst().along(0, batch.size());
  }

  /** {@code a} in the lanes where {@code lanes} (rank 1) holds, else {@code b}. */
  private static Array choose(Array lanes, Array a, Array b) {
    return Lax.select(Lax.broadcastInDim(lanes, a.shape(), Ints.of(0)), a, b);
  }

  private static List<Array> bindWhile(
      Trace.Recording condition, Trace.Recording step, List<Array> state) {
    List<Value> operands = new ArrayList<>(condition.captured());
    operands.addAll(step.captured());
    operands.addAll(ControlJvp.values(state));
    return Primitives.wrap(
        Primitives.bindValues(new Control.While(condition.program(), step.program()), operands));
  }

  static List<Batched> scan(Control.Scan op, List<Batched> x, Axis batch) {
    ScanParts<Batched> xs = ScanParts.of(op, x);
    boolean[] sliced = marks(xs.slices());
    boolean[] carry =
        batch.dependence().carried(op.body(), marks(xs.captures()), marks(xs.carry()), sliced);
    boolean[] results =
        batch
            .dependence()
            .outputs(op.body(), marks(xs.captures()), Dependence.concat(carry, sliced));
    List<Array> operands = new ArrayList<>(spread(xs.carry(), carry, 0, batch));
    operands.addAll(spread(xs.slices(), sliced, 1, batch));
    boolean[] inputs = Dependence.concat(carry, sliced);
    boolean[] outputs =
        Dependence.concat(carry, Dependence.slice(results, op.carries(), results.length));
    Trace.Recording body =
        Trace.record(
            ScanParts.bodyTypes(operands, op.carries()),
            in ->
                ControlJvp.values(
                    spread(
                        Batching.run(
                            op.body(), xs.captures(), read(Primitives.wrap(in), inputs, 0), batch),
                        outputs,
                        0,
                        batch)));
    List<Value> all = new ArrayList<>(body.captured());
    all.addAll(ControlJvp.values(operands));
    Control.Scan wide = op.with(body.program(), op.carries());
    List<Array> out = Primitives.wrap(Primitives.bindValues(wide, all));
    List<Batched> batched = new ArrayList<>(read(out.subList(0, op.carries()), carry, 0));
    batched.addAll(
        read(
            out.subList(op.carries(), out.size()),
            Dependence.slice(outputs, op.carries(), outputs.length),
            1));
    return batched;
  }

  static List<Batched> cond(Control.Cond op, List<Batched> x, Axis batch) {
    return x.getFirst().isBatched() ? everyBranch(op, x, batch) : oneBranch(op, x, batch);
  }

  /** All branches for all lanes, each lane then takes its own. */
  private static List<Batched> everyBranch(Control.Cond op, List<Batched> x, Axis batch) {
    HostCallRules.requireSameForAllLanes(op);
    Array index = x.getFirst().front();
    List<List<Batched>> results = new ArrayList<>();
    int at = 1;
    for (Program branch : op.branches()) {
      int end = at + branch.captures().size();
      results.add(Batching.run(branch, x.subList(at, end), List.of(), batch));
      at = end;
    }
    List<Batched> chosen = new ArrayList<>();
    for (int i = 0; i < results.getFirst().size(); i++) {
      Array result = results.getLast().get(i).along(0, batch.size());
      for (int b = results.size() - 2; b >= 0; b--) {
        result = choose(index.le(b), results.get(b).get(i).along(0, batch.size()), result);
      }
      chosen.add(Batched.lanes(result, 0));
    }
    return chosen;
  }

  private static List<Batched> oneBranch(Control.Cond op, List<Batched> x, Axis batch) {
    boolean[] marks = new boolean[op.branches().getFirst().outputs().size()];
    int at = 1;
    for (Program branch : op.branches()) {
      int end = at + branch.captures().size();
      marks =
          Dependence.union(
              marks, batch.dependence().outputs(branch, marks(x.subList(at, end)), new boolean[0]));
      at = end;
    }
    boolean[] outputs = marks;
    List<Program> branches = new ArrayList<>();
    List<Value> operands = new ArrayList<>(List.of(x.getFirst().array().value()));
    at = 1;
    for (Program branch : op.branches()) {
      List<Batched> captures = x.subList(at, at + branch.captures().size());
      Trace.Recording recording =
          Trace.record(
              List.of(),
              _ ->
                  ControlJvp.values(
                      spread(Batching.run(branch, captures, List.of(), batch), outputs, 0, batch)));
      branches.add(recording.program());
      operands.addAll(recording.captured());
      at += branch.captures().size();
    }
    return read(
        Primitives.wrap(Primitives.bindValues(new Control.Cond(branches), operands)), outputs, 0);
  }
}
