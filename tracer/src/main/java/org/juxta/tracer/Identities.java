package org.juxta.tracer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations that give one of their operands back, for every value of it: signed zeros, infinities
 * and NaN included. So {@code x * 1} and {@code x + -0.0} are here, {@code x + 0.0} (which makes
 * -0.0 positive) and {@code x * 0} are not.
 */
final class Identities {
  private Identities() {}

  /** The operand that is the equation's only result, of the very same type, or null. */
  static @Nullable Atom find(Equation equation) {
    if (equation.results().size() != 1) {
      return null;
    }
    Atom same = operand(equation.op(), equation.operands());
    return same != null && same.type().equals(equation.result().type()) ? same : null;
  }

  /** An operand whose elements the result has, in order. */
  private static @Nullable Atom operand(Op op, List<Atom> operands) {
    return switch (op) {
      case Elementwise.Binary o -> binary(o.kind(), operands.get(0), operands.get(1));
      case Elementwise.Select _ -> select(operands);
      // Whether these change anything is a matter of types, which are compared afterwards.
      case Elementwise.Convert _, Elementwise.BitcastConvert _, Structural.Reshape _ ->
          operands.getFirst();
      case Elementwise.Unary _,
          Elementwise.Compare _,
          Elementwise.ReducePrecision _,
          Elementwise.StopGradient _,
          Elementwise.Name _ ->
          null;
      case Structural o -> structural(o, operands);
      case Indexing o -> indexing(o, operands);
      case Reduction _, Contraction _, Decomposition _, Random _, Collective _, Control _, Call _ ->
          null;
    };
  }

  private static @Nullable Atom binary(Elementwise.BinaryKind kind, Atom a, Atom b) {
    // A complex product or sum with a real constant has signed zeros and infinities of its own.
    if (a.type().dtype().isComplex()) {
      return null;
    }
    return switch (kind) {
      case ADD -> is(b, -0.0, 0) ? a : is(a, -0.0, 0) ? b : null;
      case SUB -> is(b, 0.0, 0) ? a : null;
      case MUL -> is(b, 1, 1) ? a : is(a, 1, 1) ? b : null;
      case DIV, POW -> is(b, 1, 1) ? a : null;
      case AND -> isAllOnes(b) || a.equals(b) ? a : isAllOnes(a) ? b : null;
      case OR -> is(b, 0, 0) || a.equals(b) ? a : is(a, 0, 0) ? b : null;
      case XOR -> is(b, 0, 0) ? a : is(a, 0, 0) ? b : null;
      case MAX, MIN -> a.equals(b) ? a : null;
      case SHIFT_LEFT, SHIFT_RIGHT_LOGICAL, SHIFT_RIGHT_ARITHMETIC -> is(b, 0, 0) ? a : null;
      case REM, ATAN2, NEXTAFTER, COMPLEX -> null;
    };
  }

  /** Whether an atom is a literal with this value, compared by bits if it is a float. */
  private static boolean is(Atom atom, double real, long integer) {
    return atom instanceof Literal literal
        && literal.bits()
            == (literal.type().dtype().isFloat() ? Double.doubleToRawLongBits(real) : integer);
  }

  private static boolean isAllOnes(Atom atom) {
    DType dtype = atom.type().dtype();
    return switch (dtype.kind()) {
      case BOOLEAN -> is(atom, 1, 1);
      case SIGNED -> is(atom, -1, -1);
      case UNSIGNED -> is(atom, -1, dtype.greatest());
      case FLOAT, COMPLEX -> false;
    };
  }

  private static @Nullable Atom select(List<Atom> operands) {
    Atom a = operands.get(1);
    Atom b = operands.get(2);
    if (operands.getFirst() instanceof Literal which) {
      return which.bits() != 0 ? a : b;
    }
    return a.equals(b) ? a : null;
  }

  private static @Nullable Atom structural(Structural op, List<Atom> operands) {
    return switch (op) {
      case Structural.Reshape _, Structural.Slice _ -> operands.getFirst();
      // Axes ascend, so a result of the operand's type has each of them in its place.
      case Structural.Broadcast _ -> operands.getFirst();
      case Structural.Transpose o -> o.permutation().isIdentity() ? operands.getFirst() : null;
      case Structural.Pad o ->
          isZero(o.low()) && isZero(o.high()) && isZero(o.interior()) ? operands.getFirst() : null;
      case Structural.Concatenate _ -> operands.size() == 1 ? operands.getFirst() : null;
      case Structural.Reverse o ->
          isReversible(o, operands.getFirst()) ? operands.getFirst() : null;
      case Structural.Iota _, Structural.OptimizationBarrier _ -> null;
    };
  }

  private static boolean isZero(Ints values) {
    return values.stream().allMatch(v -> v == 0);
  }

  private static boolean isReversible(Structural.Reverse op, Atom x) {
    return op.axes().stream().allMatch(axis -> x.type().shape().dim(axis) <= 1);
  }

  private static @Nullable Atom indexing(Indexing op, List<Atom> operands) {
    return switch (op) {
      // A window as large as the operand can only start at its first element.
      case Indexing.DynamicSlice _ -> operands.get(0);
      case Indexing.DynamicUpdateSlice _ -> operands.get(1);
      case Indexing.Gather _, Indexing.Scatter _ -> null;
    };
  }
}
