package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call.HostCall;
import org.juxta.tracer.Control;
import org.juxta.tracer.Effect;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Op;
import org.juxta.tracer.Trace;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.Value;
import org.juxta.tracer.VmapMethod;

/**
 * The rules of calls of Java functions, of which nothing is known but what they are declared to be.
 */
final class HostCallRules {
  private HostCallRules() {}

  /** Results that are no floats have no derivative, and none is there for the others. */
  static JvpRules.Result jvp(HostCall op, List<Array> x) {
    if (op.results().stream().noneMatch(JvpRules::differentiable)) {
      return JvpRules.Result.constant(Primitives.bind(op, x));
    }
    throw new JuxtaException(
        op.what()
            + " is Java code, which has no derivative: give it one with CustomJvp or CustomVjp, or"
            + " apply Lax.stopGradient to its arguments");
  }

  static List<Batched> batch(HostCall op, List<Batched> x, int size) {
    if (op.effect() == Effect.ORDERED_IO) {
      throw new TraceException(
          op.what()
              + " is called in order, and the lanes of Vmap have none: use Callback.io, or call it"
              + " outside of Vmap");
    }
    return switch (op.vmap()) {
      case SEQUENTIAL -> eachLane(op, x, size);
      case EXPAND_DIMS, BROADCAST_ALL -> allLanes(op, x, size);
    };
  }

  private static List<Batched> allLanes(HostCall op, List<Batched> x, int size) {
    List<Array> operands = new ArrayList<>();
    for (Batched b : x) {
      boolean whole = b.isBatched() || op.vmap() == VmapMethod.BROADCAST_ALL;
      operands.add(whole ? b.along(0, size) : b.array().expandDims(0));
    }
    List<ArrayType> results =
        op.results().stream().map(r -> r.with(r.shape().insert(0, size))).toList();
    HostCall wide =
        new HostCall(op.function(), op.what(), results, op.effect(), op.vmap(), op.site());
    return lanes(Primitives.bind(wide, operands));
  }

  /** A scan over the lanes. */
  private static List<Batched> eachLane(HostCall op, List<Batched> x, int size) {
    List<Array> slices = new ArrayList<>();
    for (Batched b : x) {
      if (b.isBatched()) {
        slices.add(b.front());
      }
    }
    Trace.Recording body =
        Trace.record(
            ScanParts.bodyTypes(slices, 0),
            in -> {
              List<Array> operands = new ArrayList<>();
              int next = 0;
              for (Batched b : x) {
                operands.add(b.isBatched() ? Array.of(in.get(next++)) : b.array());
              }
              return ControlJvp.values(Primitives.bind(op, operands));
            });
    List<Value> operands = new ArrayList<>(body.captured());
    operands.addAll(ControlJvp.values(slices));
    Control.Scan scan = new Control.Scan(body.program(), 0, size, false);
    return lanes(Primitives.wrap(Primitives.bindValues(scan, operands)));
  }

  private static List<Batched> lanes(List<Array> arrays) {
    return arrays.stream().map(a -> Batched.lanes(a, 0)).toList();
  }

  /** Refuses a batched {@code op} that would run its programs for lanes that do not ask for it. */
  static void requireSameForAllLanes(Op op) {
    requireNoIo(op, "Vmap of a " + op.name() + " whose predicate differs by lane runs it for all");
  }

  /** Refuses a loop that would run once more for its derivative. */
  static void requireRunsOnce(Op op) {
    requireNoIo(op, "the derivative of a " + op.name() + " runs it again");
  }

  private static void requireNoIo(Op op, String why) {
    if (op.effect().compareTo(Effect.IO) >= 0) {
      throw new TraceException(
          why
              + ", so there can't be a Callback.io in it: use Callback.pure or Debug, or call it"
              + " outside of the transformation");
    }
  }
}
