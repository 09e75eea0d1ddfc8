package org.juxta.internal;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Control;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Op;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Value;
import org.juxta.xla.Buffer;
import org.juxta.xla.Device;
import org.juxta.xla.Engines;

/**
 * Runs one operation at once. Small ones on the host go to the plain-Java evaluator, which costs
 * microseconds for a new shape; large ones and loops are compiled, and kept by operation and types.
 */
final class Eager {
  /** Element operations up to which plain Java beats handing the work to a compiled program. */
  private static final long HOST_WORK = 1 << 16;

  private Eager() {}

  static List<? extends Value> run(Op op, List<Value.Concrete> operands) {
    Device device = Placement.of(op, operands);
    List<? extends Value> results = runAnywhere(op, operands);
    return device == null ? results : on(device, results);
  }

  /** What was computed on the host goes where the operands are. */
  private static List<? extends Value> on(Device device, List<? extends Value> results) {
    List<Value> there = new ArrayList<>(results.size());
    for (Value result : results) {
      there.add(
          result instanceof Value.Concrete host && !(result instanceof Buffer)
              ? Engines.current().transfer(host.toHost(), device)
              : result);
    }
    return there;
  }

  private static List<? extends Value> runAnywhere(Op op, List<Value.Concrete> operands) {
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
      literals.add(Literal.of(result));
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
      case Decomposition _ -> {
        int rank = operands.getFirst().rank();
        Shape shape = operands.getFirst().shape();
        yield largest(operands) * Math.min(shape.dim(rank - 2), shape.dim(rank - 1));
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
