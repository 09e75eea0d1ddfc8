package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Call;
import org.juxta.tracer.JvpRule;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.Value;
import org.juxta.tracer.VjpRule;

/** Batching of operations that bring rules of their own: the rules are batched too. */
final class CustomBatch {
  private CustomBatch() {}

  static List<Batched> call(Call.CustomOp op, List<Batched> x, int size) {
    List<Value> operands = x.stream().map(b -> b.front().value()).toList();
    return op.rules().batch(operands, x.stream().map(Batched::isBatched).toList(), size).stream()
        .map(v -> Batched.lanes(Array.of(v), 0))
        .toList();
  }

  /** Its program and its rule for all lanes. */
  static List<Batched> call(Call.CustomJvpCall op, List<Batched> x, Axis batch) {
    boolean[] lanes = ControlBatch.marks(x.subList(op.program().captures().size(), x.size()));
    JvpRule rule =
        JvpRule.of(
            op.rule().origin(),
            (primals, tangents) -> derivative(op.rule(), lanes, batch, primals, tangents));
    return call(op, x, batch, program -> new Call.CustomJvpCall(op.function(), program, rule));
  }

  /** Its program and its rule for all lanes. */
  static List<Batched> call(Call.CustomVjpCall op, List<Batched> x, Axis batch) {
    boolean[] lanes = ControlBatch.marks(x.subList(op.program().captures().size(), x.size()));
    VjpRule rule = primals -> forward(op.rule(), lanes, batch, primals);
    return call(op, x, batch, program -> new Call.CustomVjpCall(op.function(), program, rule));
  }

  /** What its rule gives for all lanes. */
  static List<Batched> call(Call.CustomVmapCall op, List<Batched> x, Axis batch) {
    int captures = op.program().captures().size();
    for (Batched capture : x.subList(0, captures)) {
      if (capture.isBatched()) {
        throw new TraceException(
            "a Vmap of the function "
                + op.function()
                + " is asked for in which a value "
                + capture.type()
                + " that it takes from outside has lanes; its custom rule knows only the"
                + " arguments: pass the value as one");
      }
    }
    List<Batched> inputs = x.subList(captures, x.size());
    List<Boolean> lanes = inputs.stream().map(Batched::isBatched).toList();
    List<Value> arrays = inputs.stream().map(b -> b.front().value()).toList();
    return Primitives.wrap(op.rule().apply(batch.size(), lanes, arrays)).stream()
        .map(r -> Batched.lanes(r, 0))
        .toList();
  }

  /** All results have lanes, first; inputs where those of the call have. */
  private static List<Batched> call(
      Call.OfProgram op, List<Batched> x, Axis batch, Function<Program, Call> wide) {
    int captures = op.program().captures().size();
    List<Batched> inputs = x.subList(captures, x.size());
    boolean[] lanes = ControlBatch.marks(inputs);
    List<Array> operands = ControlBatch.spread(inputs, lanes, 0, batch);
    Trace.Recording body =
        Trace.record(
            Tracing.types(operands),
            in ->
                first(
                    Batching.run(
                        op.program(),
                        x.subList(0, captures),
                        ControlBatch.read(Primitives.wrap(in), lanes, 0),
                        batch),
                    batch));
    List<Value> all = new ArrayList<>(body.captured());
    all.addAll(ControlJvp.values(operands));
    return Primitives.wrap(Primitives.bindValues(wide.apply(body.program()), all)).stream()
        .map(r -> Batched.lanes(r, 0))
        .toList();
  }

  private static List<Value> first(List<Batched> results, Axis batch) {
    return results.stream().map(r -> r.along(0, batch.size()).value()).toList();
  }

  /** Code for one lane, run for all; results have lanes first. */
  private static List<Value> forLanes(
      Function<List<Value>, List<Value>> code, List<Value> x, boolean[] lanes, Axis batch) {
    List<Batched> inputs = ControlBatch.read(Primitives.wrap(x), lanes, 0);
    Trace.Recording one =
        batch.within(() -> Trace.record(inputs.stream().map(Batched::type).toList(), code));
    List<Batched> captured = Primitives.wrap(one.captured()).stream().map(Batched::same).toList();
    return first(Batching.run(one.program(), captured, inputs, batch), batch);
  }

  private static JvpRule.Derivative derivative(
      JvpRule rule, boolean[] lanes, Axis batch, List<Value> x, List<@Nullable Value> tangents) {
    List<Value> all = new ArrayList<>(x);
    boolean[] active = new boolean[lanes.length];
    for (int i = 0; i < active.length; i++) {
      Value tangent = tangents.get(i);
      active[i] = tangent != null;
      if (tangent != null) {
        all.add(tangent);
      }
    }
    Split split = new Split(x.size(), active);
    boolean[] allLanes = split.join(lanes);
    List<Boolean> given = new ArrayList<>();
    List<Value> out =
        forLanes(
            in -> {
              List<Array> arrays = Primitives.wrap(in);
              return CustomCalls.present(
                  CustomCalls.apply(rule, split.primals(arrays), split.tangents(arrays)), given);
            },
            all,
            allLanes,
            batch);
    List<@Nullable Value> derivatives = new ArrayList<>();
    int next = given.size();
    for (boolean is : given) {
      derivatives.add(is ? out.get(next++) : null);
    }
    return new JvpRule.Derivative(out.subList(0, given.size()), derivatives);
  }

  private static VjpRule.Pass forward(VjpRule rule, boolean[] lanes, Axis batch, List<Value> x) {
    List<VjpRule.Pass> one = new ArrayList<>();
    List<Value> out =
        forLanes(
            in -> {
              VjpRule.Pass pass = rule.forward(in);
              one.add(pass);
              List<Value> all = new ArrayList<>(pass.results());
              all.addAll(pass.residuals());
              return all;
            },
            x,
            lanes,
            batch);
    int results = one.getFirst().results().size();
    return new VjpRule.Pass(
        out.subList(0, results),
        out.subList(results, out.size()),
        (residuals, cotangents) ->
            backward(one.getFirst().backward(), lanes, batch, residuals, cotangents));
  }

  /** An input that is the same for all lanes gets the sum of their cotangents. */
  private static List<@Nullable Value> backward(
      VjpRule.Backward backward,
      boolean[] lanes,
      Axis batch,
      List<Value> residuals,
      List<Value> cotangents) {
    List<Value> all = new ArrayList<>(residuals);
    all.addAll(cotangents);
    boolean[] given = new boolean[lanes.length];
    List<Value> out =
        forLanes(
            in -> {
              List<Value> present = new ArrayList<>();
              List<@Nullable Value> back =
                  backward.apply(
                      in.subList(0, residuals.size()), in.subList(residuals.size(), in.size()));
              for (int i = 0; i < given.length; i++) {
                Value value = back.get(i);
                given[i] = value != null;
                if (value != null) {
                  present.add(value);
                }
              }
              return present;
            },
            all,
            Dependence.filled(all.size(), true),
            batch);
    List<@Nullable Value> back = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < given.length; i++) {
      Value value = given[i] ? out.get(next++) : null;
      back.add(value == null || lanes[i] ? value : Array.of(value).sum(0).value());
    }
    return back;
  }
}
