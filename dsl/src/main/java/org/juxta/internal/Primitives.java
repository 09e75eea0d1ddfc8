package org.juxta.internal;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.tracer.Op;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * The one door through which every operation on arrays goes: into a trace that is open, or to an
 * engine at once.
 */
public final class Primitives {
  private Primitives() {}

  /** The results of {@code op}. */
  public static List<Array> bind(Op op, List<Array> operands) {
    List<Value> values = new ArrayList<>(operands.size());
    for (Array operand : operands) {
      values.add(operand.value());
    }
    return wrap(bindValues(op, values));
  }

  /** The results of {@code op} on what stands behind arrays. */
  public static List<? extends Value> bindValues(Op op, List<? extends Value> values) {
    Trace trace = Trace.target(values);
    return trace == null ? Eager.run(op, concrete(values)) : trace.record(op, values);
  }

  /** The result of an operation that has one. */
  public static Array bindOne(Op op, Array... operands) {
    return bind(op, List.of(operands)).getFirst();
  }

  /** The arrays behind which the values stand. */
  public static List<Array> wrap(List<? extends Value> values) {
    List<Array> arrays = new ArrayList<>(values.size());
    for (Value value : values) {
      arrays.add(Array.of(value));
    }
    return arrays;
  }

  private static List<Value.Concrete> concrete(List<? extends Value> values) {
    List<Value.Concrete> concrete = new ArrayList<>(values.size());
    for (Value value : values) {
      concrete.add((Value.Concrete) value);
    }
    return concrete;
  }
}
