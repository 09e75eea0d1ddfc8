package org.juxta.xla;

import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Reduction.Cumulative;
import org.juxta.tracer.Reduction.CumulativeKind;

/**
 * Running combinations along an axis: neighbours are combined in pairs, what that gives is treated
 * in the same way, and the elements between are filled in. That takes 2 n combinations in 2 log n
 * operations on arrays, and the rounding error of a sum grows with log n. Long lines are left to
 * {@link NativeCumulative} where the engine can call Java.
 */
final class LowerCumulative {
  private final Emitter e;
  private final CumulativeKind kind;
  private final int axis;

  private LowerCumulative(Emitter e, CumulativeKind kind, int axis) {
    this.e = e;
    this.kind = kind;
    this.axis = axis;
  }

  static String cumulative(Emitter e, Cumulative op, Equation q) {
    Atom operand = q.operands().getFirst();
    ArrayType type = operand.type();
    int axis = op.axis();
    String x = e.value(operand);
    if (NativeCumulative.pays(e, type, axis)) {
      return NativeCumulative.lower(e, op, x, type);
    }
    LowerCumulative scan = new LowerCumulative(e, op.kind(), axis);
    if (!op.reverse()) {
      return scan.scan(x, type);
    }
    String forward = scan.scan(LowerStructural.reverse(e, x, type, axis), type);
    return LowerStructural.reverse(e, forward, type, axis);
  }

  private String scan(String x, ArrayType type) {
    int n = type.shape().dim(axis);
    if (n < 2) {
      return x;
    }
    int half = n / 2;
    ArrayType halfType = sized(type, half);
    String firsts = slice(x, type, 0, n - 1, 2);
    String seconds = slice(x, type, 1, n, 2);
    String odd = scan(combine(List.of(firsts, seconds), halfType), halfType);
    String even = slice(x, type, 0, 1, 1);
    int others = n - half - 1;
    ArrayType evenType = sized(type, others + 1);
    if (others > 0) {
      ArrayType otherType = sized(type, others);
      String before = slice(odd, halfType, 0, others, 1);
      String after = slice(x, type, 2, n, 2);
      String rest = combine(List.of(before, after), otherType);
      List<ArrayType> types = List.of(sized(type, 1), otherType);
      even = LowerStructural.concatenate(e, List.of(even, rest), types, axis, evenType);
    }
    return interleave(even, evenType, odd, halfType, type);
  }

  private static int dim(ArrayType type, int axis) {
    return type.shape().dim(axis);
  }

  private ArrayType sized(ArrayType type, int size) {
    return type.with(type.shape().with(axis, size));
  }

  private String slice(String x, ArrayType type, int start, int limit, int stride) {
    return LowerStructural.sliceAlong(e, x, type, axis, start, limit, stride);
  }

  /** The elements of both in turns; the first has as many as the second or one more. */
  private String interleave(
      String even, ArrayType evenType, String odd, ArrayType oddType, ArrayType type) {
    int pairs = dim(oddType, axis);
    ArrayType column = type.with(oddType.shape().insert(axis + 1, 1));
    ArrayType pairType = type.with(oddType.shape().insert(axis + 1, 2));
    String head = slice(even, evenType, 0, pairs, 1);
    String left = LowerStructural.reshape(e, head, oddType, column);
    String right = LowerStructural.reshape(e, odd, oddType, column);
    String both =
        LowerStructural.concatenate(
            e, List.of(left, right), List.of(column, column), axis + 1, pairType);
    ArrayType flat = sized(type, 2 * pairs);
    String joined = LowerStructural.reshape(e, both, pairType, flat);
    if (dim(type, axis) == 2 * pairs) {
      return joined;
    }
    String last = slice(even, evenType, pairs, pairs + 1, 1);
    return LowerStructural.concatenate(
        e, List.of(joined, last), List.of(flat, sized(type, 1)), axis, type);
  }

  private String combine(List<String> operands, ArrayType type) {
    return switch (kind) {
      case SUM -> LowerElementwise.combine(e, BinaryKind.ADD, operands, type);
      case PROD -> LowerElementwise.combine(e, BinaryKind.MUL, operands, type);
      case MAX -> LowerElementwise.combine(e, BinaryKind.MAX, operands, type);
      case MIN -> LowerElementwise.combine(e, BinaryKind.MIN, operands, type);
      case LOGSUMEXP -> logAddExp(operands, type);
    };
  }

  /** log(exp(a) + exp(b)), also where both are the same infinity. */
  private String logAddExp(List<String> operands, ArrayType type) {
    String pair = String.join(", ", operands);
    String distance = e.emit("stablehlo.abs", e.emit("stablehlo.subtract", pair, type), type);
    String ratio =
        e.emit("stablehlo.exponential", e.emit("stablehlo.negate", distance, type), type);
    String more = e.emit("stablehlo.log_plus_one", ratio, type);
    String greatest = e.emit("stablehlo.maximum", pair, type);
    String result = e.emit("stablehlo.add", greatest + ", " + more, type);
    String undefined = LowerElementwise.isNaN(e, distance, type);
    String sum = e.emit("stablehlo.add", pair, type);
    return LowerElementwise.select(e, undefined, sum, result, type);
  }
}
