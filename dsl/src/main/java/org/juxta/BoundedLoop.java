package org.juxta;

import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import org.juxta.internal.CustomDerivative;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Call;
import org.juxta.tracer.CheckpointPolicy;
import org.juxta.tracer.DType;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * A loop of at most so many steps as scans of scans, each of whose steps does nothing once the
 * condition fails. Inner scans are checkpoints: the way back has the states between them, and
 * computes what is inside again, as the recursive checkpointing of Griewank (1992) does. Numbers of
 * steps are such that no scan is longer than {@link #LONGEST}.
 */
final class BoundedLoop {
  private static final int LONGEST = 64;

  private final Trace.Recording test;
  private final Trace.Recording step;
  private final int maxSteps;

  private BoundedLoop(Trace.Recording test, Trace.Recording step, int maxSteps) {
    this.test = test;
    this.step = step;
    this.maxSteps = maxSteps;
  }

  static List<Array> run(
      Trace.Recording test, Trace.Recording step, List<Array> init, int maxSteps) {
    if (maxSteps < 0) {
      throw new ShapeException("whileLoop of at most " + maxSteps + " steps");
    }
    if (maxSteps == 0) {
      return init;
    }
    BoundedLoop loop = new BoundedLoop(test, step, maxSteps);
    int levels = 2;
    while (length(maxSteps, levels) > LONGEST) {
      levels++;
    }
    List<Array> state = new ArrayList<>();
    state.add(loop.goesOn(init));
    state.add(Lax.convert(Array.scalar(0), DType.I32));
    state.addAll(init);
    List<Array> last = loop.level(levels, length(maxSteps, levels), state);
    return last.subList(2, last.size());
  }

  /** The least length of which {@code levels} scans, one in the other, make enough steps. */
  private static int length(int steps, int levels) {
    int length = Math.max(1, (int) Math.floor(Math.pow(steps, 1.0 / levels)) - 1);
    while (Math.pow(length, levels) < steps) {
      length++;
    }
    return length;
  }

  /** The state is whether it goes on, how many steps were made, and what the user carries. */
  private List<Array> level(int level, int length, List<Array> state) {
    return Lax.scan(
            (List<Array> s, List<Array> none) ->
                new Tuple2<>(
                    Lax.cond(s.getFirst(), () -> inner(level - 1, length, s), () -> s), none),
            state,
            List.<Array>of(),
            length,
            false)
        ._1;
  }

  private List<Array> inner(int level, int length, List<Array> state) {
    return level == 0
        ? once(state)
        : CustomDerivative.call(
            state,
            s -> level(level, length, s),
            program -> new Call.Checkpoint(program, CheckpointPolicy.nothingSaveable(), false));
  }

  private List<Array> once(List<Array> state) {
    Array steps = state.get(1).add(1);
    List<Array> carried = apply("while_body", step, state.subList(2, state.size()));
    List<Array> next = new ArrayList<>();
    next.add(steps.lt(maxSteps).and(goesOn(carried)));
    next.add(steps);
    next.addAll(carried);
    return next;
  }

  private Array goesOn(List<Array> carried) {
    return apply("while_condition", test, carried).getFirst();
  }

  private static List<Array> apply(String name, Trace.Recording code, List<Array> x) {
    List<Value> operands = new ArrayList<>(code.captured());
    x.forEach(a -> operands.add(a.value()));
    return Primitives.wrap(Primitives.bindValues(new Call.Jitted(name, code.program()), operands));
  }
}
