package org.juxta.tracer;

import java.util.ArrayList;
import java.util.List;

/** Calls of Java functions, which run where the program runs. */
final class EvaluateHostCall {
  private EvaluateHostCall() {}

  /**
   * What the function gives.
   *
   * @throws CallbackException if it fails or gives something else than was declared
   */
  static List<HostArray> call(Call.HostCall op, List<HostArray> operands) {
    try {
      return checked(op, op.function().apply(operands));
    } catch (Throwable e) {
      throw new CallbackException(op.what(), e);
    }
  }

  private static List<HostArray> checked(Call.HostCall op, List<HostArray> found) {
    List<ArrayType> types = found.stream().map(HostArray::type).toList();
    Check.sameTypes(op, "result of the function", op.results(), types);
    List<HostArray> results = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      results.add(ReferenceProgram.retyped(found.get(i), op.results().get(i)));
    }
    return results;
  }
}
