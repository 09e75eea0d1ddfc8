package org.juxta.internal;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Control;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Op;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Value;

/**
 * Runs one operation at once. Small ones on the host go to the plain-Java evaluator, which costs
 * microseconds for a new shape; large ones and loops are compiled, and kept by operation and types.
 */
final class Eager {
  /** Element operations up to which plain Java beats handing the work to a compiled program. */
  private static final long HOST_WORK = 1 << 16;

  private Eager() {}

  static List<? extends Value> run(Op op, List<Value.Concrete> operands) {
    if (op instanceof Call.HostCall) {
      return ReferenceEvaluator.evaluate(
          op, operands.stream().map(Value.Concrete::toHost).toList());
    }
    List<ArrayType> types = new ArrayList<>(operands.size());
    for (Value.Concrete operand : operands) {
      types.add(operand.type());
    }
    List<ArrayType> results = op.infer(types);
    return work(op, types, results) <= HOST_WORK
        ? onHost(op, operands, results)
        : EagerPrograms.run(op, types, operands);
  }

  private static List<? extends Value> onHost(
      Op op, List<Value.Concrete> operands, List<ArrayType> types) {
    boolean literals = true;
    List<HostArray> host = new ArrayList<>(operands.size());
    for (Value.Concrete operand : operands) {
      host.add(operand.toHost());
      literals &= operand instanceof Literal;
    }
    List<HostArray> results = ReferenceEvaluator.evaluate(op, host);
    return literals && types.getFirst().shape().isScalar() && !operands.isEmpty()
        ? literals(results)
        : results;
  }

  private static List<Value> literals(List<HostArray> results) {
    List<Value> literals = new ArrayList<>(results.size());
    for (HostArray result : results) {
      ArrayType type = result.type();
      literals.add(
          type.dtype().isFloat()
              ? Literal.of(type, result.getDouble(0))
              : Literal.of(type, result.getLong(0)));
    }
    return literals;
  }

  /** Roughly how many element operations it takes; loops count as endless. */
  private static long work(Op op, List<ArrayType> operands, List<ArrayType> results) {
    return switch (op) {
      case Control _, Call.OfProgram _ -> Long.MAX_VALUE;
      case Contraction.DotGeneral dot -> {
        long products = results.getFirst().shape().size();
        for (int i = 0; i < dot.lhsContract().size(); i++) {
          products *= operands.getFirst().shape().dim(dot.lhsContract().get(i));
        }
        yield Math.max(products, largest(operands));
      }
      default -> Math.max(largest(operands), largest(results));
    };
  }

  private static long largest(List<ArrayType> types) {
    long largest = 0;
    for (ArrayType type : types) {
      largest = Math.max(largest, type.shape().size());
    }
    return largest;
  }
}
