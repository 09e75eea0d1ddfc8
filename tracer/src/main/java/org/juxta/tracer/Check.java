package org.juxta.tracer;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that {@link Op#infer} states about operands, and the wording of the errors when
 * they fail.
 */
final class Check {
  private Check() {}

  static void count(Op op, List<ArrayType> operands, int expected) {
    if (operands.size() != expected) {
      throw new ShapeException(
          op.name()
              + " takes "
              + expected
              + " operands, not "
              + operands.size()
              + ": "
              + types(operands));
    }
  }

  static void shape(boolean holds, Op op, List<ArrayType> operands, String problem) {
    if (!holds) {
      throw new ShapeException(op.name() + ": " + problem + ": " + types(operands) + with(op));
    }
  }

  static void dtype(boolean holds, Op op, List<ArrayType> operands, String problem) {
    if (!holds) {
      throw new DTypeException(op.name() + ": " + problem + ": " + types(operands) + with(op));
    }
  }

  static void sameDType(Op op, List<ArrayType> operands) {
    DType first = operands.getFirst().dtype();
    for (ArrayType operand : operands) {
      dtype(operand.dtype() == first, op, operands, "element types differ");
    }
  }

  /** Two operands of one element type, whose products can be summed. */
  static void factors(Op op, List<ArrayType> operands) {
    count(op, operands, 2);
    sameDType(op, operands);
    dtype(!operands.getFirst().dtype().isBool(), op, operands, "not defined for this element type");
  }

  /**
   * The element type of sums of products: the preferred one, if it is of their kind and as wide.
   */
  static DType sums(Op op, List<ArrayType> operands, @Nullable DType preferred) {
    DType given = operands.getFirst().dtype();
    DType result = preferred == null ? given : preferred;
    dtype(
        result.kind() == given.kind() && result.bytes() >= given.bytes(),
        op,
        operands,
        "the preferred element type must be of the operands' kind and not narrower");
    return result;
  }

  /** Operands and results of a body against what the operation around it passes and expects. */
  static void sameTypes(Op op, String what, List<ArrayType> expected, List<ArrayType> found) {
    if (expected.size() != found.size()) {
      throw new ShapeException(
          op.name() + ": " + what + ": expected " + types(expected) + ", found " + types(found));
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).sameAs(found.get(i))) {
        throw new ShapeException(
            op.name()
                + ": "
                + what
                + " "
                + i
                + ": expected "
                + expected.get(i)
                + ", found "
                + found.get(i));
      }
    }
  }

  static String types(List<ArrayType> types) {
    return types.stream().map(ArrayType::toString).collect(Collectors.joining(", "));
  }

  private static String with(Op op) {
    return op.parameters().isEmpty() ? "" : " with " + op.parameters();
  }
}
