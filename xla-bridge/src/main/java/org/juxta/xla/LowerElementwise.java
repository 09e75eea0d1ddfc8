package org.juxta.xla;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise.Binary;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.Compare;
import org.juxta.tracer.Elementwise.ReducePrecision;
import org.juxta.tracer.Elementwise.Unary;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Program;
import org.juxta.tracer.Shape;

/** Elementwise operations. Scalar operands beside shaped ones are repeated. */
final class LowerElementwise {
  private LowerElementwise() {}

  static String unary(Emitter e, Unary op, Equation q) {
    ArrayType type = q.operands().getFirst().type();
    String x = e.value(q.operands().getFirst());
    return switch (op.kind()) {
      case NEG -> e.emit("stablehlo.negate", x, type);
      case ABS -> type.dtype().isUnsigned() ? x : part(e, "abs", x, type);
      case SIGN -> sign(e, x, type);
      case FLOOR -> e.emit("stablehlo.floor", x, type);
      case CEIL -> e.emit("stablehlo.ceil", x, type);
      case ROUND_AWAY -> e.emit("stablehlo.round_nearest_afz", x, type);
      case ROUND -> e.emit("stablehlo.round_nearest_even", x, type);
      case EXP -> e.emit("stablehlo.exponential", x, type);
      case EXPM1 -> e.emit("stablehlo.exponential_minus_one", x, type);
      case LOG -> logarithm(e, op, "log", x, type);
      case LOG1P -> logarithm(e, op, "log_plus_one", x, type);
      case SQRT -> e.emit("stablehlo.sqrt", x, type);
      case RSQRT -> e.emit("stablehlo.rsqrt", x, type);
      case CBRT -> cubeRoot(e, x, type);
      case SIN -> e.emit("stablehlo.sine", x, type);
      case COS -> e.emit("stablehlo.cosine", x, type);
      case TAN -> e.emit("stablehlo.tan", x, type);
      case TANH -> e.emit("stablehlo.tanh", x, type);
      case LOGISTIC -> e.emit("stablehlo.logistic", x, type);
      case ASIN -> chlo(e, "asin", x, type);
      case ACOS -> chlo(e, "acos", x, type);
      case ATAN -> arcTangent(e, x, type);
      case SINH -> chlo(e, "sinh", x, type);
      case COSH -> chlo(e, "cosh", x, type);
      case ASINH -> chlo(e, "asinh", x, type);
      case ACOSH -> chlo(e, "acosh", x, type);
      case ATANH -> chlo(e, "atanh", x, type);
      case ERF -> chlo(e, "erf", x, type);
      case ERFC -> chlo(e, "erfc", x, type);
      case ERF_INV -> chlo(e, "erf_inv", x, type);
      case NOT -> e.emit("stablehlo.not", x, type);
      case POPULATION_COUNT -> e.emit("stablehlo.popcnt", x, type);
      case CLZ -> e.emit("stablehlo.count_leading_zeros", x, type);
      case REAL -> part(e, "real", x, type);
      case IMAG -> part(e, "imag", x, type);
      case CONJ -> conjugate(e, x, type);
      case IS_FINITE -> e.emit("stablehlo.is_finite", x, MlirText.type(type), q.result().type());
    };
  }

  /** A real function of a complex number, or one of a real number. */
  private static String part(Emitter e, String function, String x, ArrayType type) {
    ArrayType real = type.with(type.dtype().real());
    return type.dtype().isComplex()
        ? e.emit("stablehlo." + function, x, MlirText.type(type), real)
        : e.emit("stablehlo." + function, x, type);
  }

  static String conjugate(Emitter e, String x, ArrayType type) {
    String real = part(e, "real", x, type);
    String imaginary = part(e, "imag", x, type);
    String negated = e.emit("stablehlo.negate", imaginary, type.with(type.dtype().real()));
    return e.emit("stablehlo.complex", real + ", " + negated, type);
  }

  private static String logarithm(Emitter e, Unary op, String function, String x, ArrayType type) {
    if (!Logarithms.areFor(e, type)) {
      return e.emit("stablehlo." + function, x, type);
    }
    record Key(Unary op, ArrayType type) {}
    ArrayType strong = type.strong();
    Program program =
        op.kind() == UnaryKind.LOG ? Logarithms.log(strong) : Logarithms.log1p(strong);
    String called =
        e.function(
            new Key(op, strong), op.name(), name -> Lowering.function(e, "private", name, program));
    return LowerControl.call(e, called, List.of(x), List.of(type), List.of(strong)).getFirst();
  }

  private static String chlo(Emitter e, String function, String x, ArrayType type) {
    String text = MlirText.type(type);
    return e.emit("chlo." + function + " " + x + " : " + text + " -> " + text);
  }

  /** XLA's is only good to some 60 units in the last place in F64: one step of Newton's method. */
  private static String cubeRoot(Emitter e, String x, ArrayType type) {
    String root = e.emit("stablehlo.cbrt", x, type);
    if (type.dtype() != DType.F64) {
      return root;
    }
    String square = e.emit("stablehlo.multiply", root + ", " + root, type);
    String quotient = e.emit("stablehlo.divide", x + ", " + square, type);
    String error = e.emit("stablehlo.subtract", quotient + ", " + root, type);
    String third = e.constant(DType.F64, Double.doubleToRawLongBits(1.0 / 3), type.shape());
    String step = e.emit("stablehlo.multiply", error + ", " + third, type);
    String refined = e.emit("stablehlo.add", root + ", " + step, type);
    ArrayType bool = ArrayType.of(DType.BOOL, type.shape());
    String known = e.emit("stablehlo.is_finite", step, MlirText.type(type), bool);
    return select(e, known, refined, root, type);
  }

  private static String sign(Emitter e, String x, ArrayType type) {
    if (!type.dtype().isUnsigned()) {
      return e.emit("stablehlo.sign", x, type);
    }
    String one = e.constant(type.dtype(), 1L, type.shape());
    return e.emit("stablehlo.minimum", x + ", " + one, type);
  }

  static String binary(Emitter e, Binary op, Equation q) {
    ArrayType type = q.result().type();
    boolean divides = op.kind() == BinaryKind.DIV || op.kind() == BinaryKind.REM;
    if (divides && type.dtype().isInteger() && mayBeZero(e, q.operands().get(1))) {
      return divide(e, op, q, type);
    }
    if (op.kind() == BinaryKind.ATAN2 && e.isGuarded()) {
      return arcTangent2(e, q, type);
    }
    String operands = pair(e, q.operands(), type.shape());
    if (op.kind() == BinaryKind.NEXTAFTER) {
      String text = MlirText.type(type);
      return e.emit("chlo.next_after " + operands + " : " + text + ", " + text + " -> " + text);
    }
    boolean extreme = op.kind() == BinaryKind.MAX || op.kind() == BinaryKind.MIN;
    return extreme && type.dtype().isFloat() && e.isGuarded()
        ? extreme(e, op.kind(), q.operands(), type)
        : e.emit("stablehlo." + name(op.kind(), type.dtype()), operands, type);
  }

  /** A maximum or minimum that keeps NaNs. */
  private static String extreme(Emitter e, BinaryKind kind, List<Atom> operands, ArrayType type) {
    String a = e.value(operands.get(0), type.shape());
    String b = e.value(operands.get(1), type.shape());
    return isPlain(e.literal(operands.get(1)))
        ? besideConstant(e, kind, a, b, type)
        : isPlain(e.literal(operands.get(0)))
            ? besideConstant(e, kind, b, a, type)
            : combine(e, kind, List.of(a, b), type);
  }

  private static boolean isPlain(@Nullable Literal literal) {
    return literal != null
        && !Double.isNaN(literal.asDouble())
        && Double.doubleToRawLongBits(literal.asDouble()) != Double.doubleToRawLongBits(-0.0);
  }

  /**
   * YNNPACK's extremes are the second operand where either is NaN, and the compiler moves constants
   * there. {@code min(|x|, 0)} is 0 for any x to YNNPACK (to XLA itself NaN for NaN) and no
   * constant to the compiler; and unlike a look for NaNs it can be fused into YNNPACK's programs.
   */
  private static String besideConstant(
      Emitter e, BinaryKind kind, String x, String constant, ArrayType type) {
    String size = e.emit("stablehlo.abs", x, type);
    String zero = e.emit("stablehlo.minimum", size + ", " + e.zeros(type), type);
    String veiled = e.emit("stablehlo.add", zero + ", " + constant, type);
    return e.emit("stablehlo." + name(kind, type.dtype()), veiled + ", " + x, type);
  }

  private static String arcTangent(Emitter e, String x, ArrayType type) {
    if (!e.isGuarded()) {
      return chlo(e, "atan", x, type);
    }
    String one = e.constant(type.dtype(), Double.doubleToRawLongBits(1), type.shape());
    return e.emit("stablehlo.atan2", x + ", " + veiled(e, one, x, type), type);
  }

  /** See {@link Lowering#lowerGuarded}. */
  private static String arcTangent2(Emitter e, Equation q, ArrayType type) {
    String y = e.value(q.operands().get(0), type.shape());
    String x = e.value(q.operands().get(1), type.shape());
    String veiledX = e.literal(q.operands().get(1)) == null ? x : veiled(e, x, y, type);
    String veiledY = e.literal(q.operands().get(0)) == null ? y : veiled(e, y, x, type);
    return e.emit("stablehlo.atan2", veiledY + ", " + veiledX, type);
  }

  /**
   * A constant, which the compiler can't know: NaN where {@code other} is, for that is the result.
   */
  private static String veiled(Emitter e, String constant, String other, ArrayType type) {
    return select(e, isNaN(e, other, type), other, constant, type);
  }

  private static boolean mayBeZero(Emitter e, Atom atom) {
    Literal literal = e.literal(atom);
    return literal == null || literal.asLong() == 0;
  }

  /**
   * Integers divided, with 1 in the place of a divisor 0: the passes before XLA, which fold
   * constants, divide them by one another whatever they are, and 0 would end the process.
   */
  private static String divide(Emitter e, Binary op, Equation q, ArrayType type) {
    String x = e.value(q.operands().get(0), type.shape());
    String y = e.value(q.operands().get(1), type.shape());
    String isZero = compare(e, "EQ", y + ", " + e.zeros(type), type);
    String one = e.constant(type.dtype(), 1L, type.shape());
    String divisor = select(e, isZero, one, y, type);
    String name = "stablehlo." + name(op.kind(), type.dtype());
    String result = e.emit(name, x + ", " + divisor, type);
    String byZero =
        op.kind() == BinaryKind.REM
            ? x
            : e.constant(type.dtype(), allOnes(type.dtype()), type.shape());
    return select(e, isZero, byZero, result, type);
  }

  /** The literal of all bits one. */
  static long allOnes(DType dtype) {
    return dtype.kind() == DType.Kind.SIGNED ? -1 : dtype.greatest();
  }

  /**
   * Two values of one type combined as the operation does it, NaNs in maxima and minima included.
   */
  static String combine(Emitter e, BinaryKind kind, List<String> operands, ArrayType type) {
    String joined = String.join(", ", operands);
    String result = e.emit("stablehlo." + name(kind, type.dtype()), joined, type);
    boolean extreme = kind == BinaryKind.MAX || kind == BinaryKind.MIN;
    if (!extreme || !type.dtype().isFloat() || !e.isGuarded()) {
      return result;
    }
    for (String x : operands) {
      result = select(e, isNaN(e, x, type), x, result, type);
    }
    return result;
  }

  /** Where a value differs from itself. */
  static String isNaN(Emitter e, String x, ArrayType type) {
    return compare(e, "NE", x + ", " + x, type);
  }

  private static String pair(Emitter e, List<Atom> operands, Shape shape) {
    String a = e.value(operands.get(0), shape);
    return a + ", " + e.value(operands.get(1), shape);
  }

  private static String name(BinaryKind kind, DType dtype) {
    return switch (kind) {
      case ADD -> "add";
      case SUB -> "subtract";
      case MUL -> "multiply";
      case DIV -> "divide";
      case REM -> "remainder";
      case POW -> "power";
      case MAX -> dtype.isBool() ? "or" : "maximum";
      case MIN -> dtype.isBool() ? "and" : "minimum";
      case ATAN2 -> "atan2";
      case NEXTAFTER -> "next_after";
      case COMPLEX -> "complex";
      case AND -> "and";
      case OR -> "or";
      case XOR -> "xor";
      case SHIFT_LEFT -> "shift_left";
      case SHIFT_RIGHT_LOGICAL -> "shift_right_logical";
      case SHIFT_RIGHT_ARITHMETIC -> "shift_right_arithmetic";
    };
  }

  static String compare(Emitter e, Compare op, Equation q) {
    Shape shape = q.result().type().shape();
    ArrayType type = q.operands().getFirst().type().with(shape);
    return compare(e, op.direction().name(), pair(e, q.operands(), shape), type);
  }

  /** A comparison of two values of one type, with a comma between them. */
  static String compare(Emitter e, String direction, String operands, ArrayType type) {
    String order =
        switch (type.dtype().kind()) {
          case BOOLEAN, UNSIGNED -> "UNSIGNED";
          case SIGNED -> "SIGNED";
          case FLOAT, COMPLEX -> "FLOAT";
        };
    String text = MlirText.type(type);
    return e.emit(
        "stablehlo.compare "
            + direction
            + ", "
            + operands
            + ", "
            + order
            + " : ("
            + text
            + ", "
            + text
            + ") -> "
            + MlirText.type(DType.BOOL, type.shape()));
  }

  static String select(Emitter e, Equation q) {
    ArrayType type = q.result().type();
    Atom condition = q.operands().getFirst();
    String operands = e.value(condition) + ", " + pair(e, q.operands().subList(1, 3), type.shape());
    return select(e, operands, condition.type(), type);
  }

  static String select(Emitter e, String condition, String a, String b, ArrayType type) {
    return select(e, condition + ", " + a + ", " + b, type.with(DType.BOOL), type);
  }

  private static String select(Emitter e, String operands, ArrayType condition, ArrayType type) {
    return e.emit(
        "stablehlo.select "
            + operands
            + " : "
            + MlirText.type(condition)
            + ", "
            + MlirText.type(type));
  }

  static String convert(Emitter e, Equation q) {
    ArrayType from = q.operands().getFirst().type();
    ArrayType to = q.result().type();
    String x = e.value(q.operands().getFirst());
    if (from.dtype() == to.dtype()) {
      return x;
    }
    if (to.dtype().isBool()) {
      return compare(e, "NE", x + ", " + e.zeros(from), from);
    }
    // XLA goes between complex numbers and others only by the real type of the parts.
    if (from.dtype().isComplex() && !to.dtype().isComplex()) {
      ArrayType real = from.with(from.dtype().real());
      return convert(e, part(e, "real", x, from), real, to);
    }
    if (to.dtype().isComplex() && !from.dtype().isComplex()) {
      ArrayType real = from.with(to.dtype().real());
      return convert(e, convert(e, x, from, real), real, to);
    }
    return convert(e, x, from, to);
  }

  private static String convert(Emitter e, String x, ArrayType from, ArrayType to) {
    return from.dtype() == to.dtype() ? x : e.emit("stablehlo.convert", x, MlirText.type(from), to);
  }

  static String reducePrecision(Emitter e, ReducePrecision op, Equation q) {
    String format = ", format = e" + op.exponentBits() + "m" + op.mantissaBits();
    return e.emit(
        "stablehlo.reduce_precision", e.value(q.operands().getFirst()) + format, q.result().type());
  }

  static String bitcastConvert(Emitter e, Equation q) {
    ArrayType from = q.operands().getFirst().type();
    ArrayType to = q.result().type();
    String x = e.value(q.operands().getFirst());
    return from.dtype() == to.dtype()
        ? x
        : e.emit("stablehlo.bitcast_convert", x, MlirText.type(from), to);
  }
}
