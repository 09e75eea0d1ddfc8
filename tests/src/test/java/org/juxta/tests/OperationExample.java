package org.juxta.tests;

import io.vavr.Function1;
import java.util.List;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Op;

/**
 * An application of an operation, at a point where it has a derivative if it has one anywhere.
 *
 * @param f applies it
 * @param view what of the results is determined, where engines may differ in the rest
 */
record OperationExample(
    OperationRow row,
    Function1<List<Array>, List<Array>> f,
    List<Array> operands,
    Function1<List<Array>, List<Array>> view) {

  static OperationExample of(Op op, Array... operands) {
    return new OperationExample(
        OperationRow.of(op), x -> Primitives.bind(op, x), List.of(operands), x -> x);
  }

  /** A function that is recorded as one of the operations that run programs. */
  static OperationExample of(String row, Function1<List<Array>, List<Array>> f, Array... operands) {
    OperationRow named =
        OperationRow.all().stream().filter(r -> r.name().equals(row)).findAny().orElseThrow();
    return new OperationExample(named, f, List.of(operands), x -> x);
  }

  OperationExample seenAs(Function1<List<Array>, List<Array>> determined) {
    return new OperationExample(row, f, operands, determined);
  }

  @Override
  public String toString() {
    return row.name() + operands.stream().map(Array::type).toList();
  }
}
