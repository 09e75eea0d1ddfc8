package org.juxta.internal;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Op;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Value;

/** placeholder. */
final class EagerPrograms {
  private EagerPrograms() {}

  static List<? extends Value> run(Op op, List<ArrayType> types, List<Value.Concrete> operands) {
    List<HostArray> host = new ArrayList<>(operands.size());
    for (Value.Concrete operand : operands) {
      host.add(operand.toHost());
    }
    return ReferenceEvaluator.evaluate(op, host);
  }
}
