package org.juxta.tracer;

import java.util.List;
import java.util.Locale;

/**
 * Operations that act on each element by itself. Operands have one shape, or are scalars, which
 * stand for an array of that shape filled with their value.
 */
public sealed interface Elementwise extends Op {

  /** The common shape of operands that are each of that shape or scalar. */
  static Shape commonShape(Op op, List<ArrayType> operands) {
    Shape shape = Shape.SCALAR;
    for (ArrayType operand : operands) {
      if (!operand.shape().isScalar()) {
        Check.shape(
            shape.isScalar() || shape.equals(operand.shape()), op, operands, "shapes differ");
        shape = operand.shape();
      }
    }
    return shape;
  }

  private static boolean allWeak(List<ArrayType> operands) {
    for (ArrayType operand : operands) {
      if (!operand.weak()) {
        return false;
      }
    }
    return true;
  }

  /** The functions of one argument. */
  enum UnaryKind {
    NEG,
    ABS,
    /** -1, 0 or 1; zero keeps its sign and NaN stays NaN. */
    SIGN,
    FLOOR,
    CEIL,
    /** To the nearest integer, halves to even. */
    ROUND,
    EXP,
    EXPM1,
    LOG,
    LOG1P,
    SQRT,
    RSQRT,
    CBRT,
    SIN,
    COS,
    TAN,
    ASIN,
    ACOS,
    ATAN,
    SINH,
    COSH,
    TANH,
    ASINH,
    ACOSH,
    ATANH,
    /** 1 / (1 + exp(-x)). */
    LOGISTIC,
    ERF,
    ERFC,
    ERF_INV,
    /** Logical on BOOL, bitwise on integers. */
    NOT,
    /** Whether neither infinite nor NaN; a BOOL. */
    IS_FINITE;

    boolean accepts(DType dtype) {
      return switch (this) {
        case NEG, ABS, SIGN -> !dtype.isBool();
        case NOT -> !dtype.isFloat();
        case FLOOR,
            CEIL,
            ROUND,
            EXP,
            EXPM1,
            LOG,
            LOG1P,
            SQRT,
            RSQRT,
            CBRT,
            SIN,
            COS,
            TAN,
            ASIN,
            ACOS,
            ATAN,
            SINH,
            COSH,
            TANH,
            ASINH,
            ACOSH,
            ATANH,
            LOGISTIC,
            ERF,
            ERFC,
            ERF_INV,
            IS_FINITE ->
            dtype.isFloat();
      };
    }
  }

  /** A function of one argument. */
  record Unary(UnaryKind kind) implements Elementwise {
    @Override
    public String name() {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      Check.dtype(kind.accepts(x.dtype()), this, operands, "not defined for this element type");
      return List.of(kind == UnaryKind.IS_FINITE ? new ArrayType(DType.BOOL, x.shape(), false) : x);
    }
  }

  /** The functions of two arguments of one element type, which is the result's too. */
  enum BinaryKind {
    ADD,
    SUB,
    MUL,
    /** Integers round towards zero; division by integer zero gives -1, as XLA does. */
    DIV,
    /** The remainder with the sign of the dividend; by integer zero, the dividend. */
    REM,
    POW,
    /** NaN if either is. */
    MAX,
    /** NaN if either is. */
    MIN,
    ATAN2,
    AND,
    OR,
    XOR,
    /** Zero if the shift is not within the width of the type. */
    SHIFT_LEFT,
    SHIFT_RIGHT_LOGICAL,
    /** Filled with the sign if the shift is not within the width of the type. */
    SHIFT_RIGHT_ARITHMETIC;

    boolean accepts(DType dtype) {
      return switch (this) {
        case ADD, SUB, MUL, DIV, REM -> !dtype.isBool();
        case MAX, MIN -> true;
        case POW, ATAN2 -> dtype.isFloat();
        case AND, OR, XOR -> !dtype.isFloat();
        case SHIFT_LEFT, SHIFT_RIGHT_LOGICAL, SHIFT_RIGHT_ARITHMETIC -> dtype.isInteger();
      };
    }
  }

  /** A function of two arguments. */
  record Binary(BinaryKind kind) implements Elementwise {
    @Override
    public String name() {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 2);
      Check.sameDType(this, operands);
      DType dtype = operands.getFirst().dtype();
      Check.dtype(kind.accepts(dtype), this, operands, "not defined for this element type");
      return List.of(new ArrayType(dtype, commonShape(this, operands), allWeak(operands)));
    }
  }

  /** How two values are compared; with NaN only {@code NE} holds. */
  enum Direction {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE
  }

  /** A comparison of two arguments of one element type; a BOOL. */
  record Compare(Direction direction) implements Elementwise {
    @Override
    public String name() {
      return direction.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 2);
      Check.sameDType(this, operands);
      return List.of(new ArrayType(DType.BOOL, commonShape(this, operands), false));
    }
  }

  /** {@code (BOOL, a, b)}: {@code a} where the first holds, else {@code b}. */
  record Select() implements Elementwise {
    @Override
    public String name() {
      return "select";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 3);
      Check.dtype(
          operands.getFirst().dtype().isBool(), this, operands, "the first operand must be BOOL");
      List<ArrayType> choices = operands.subList(1, 3);
      Check.sameDType(this, choices);
      DType dtype = choices.getFirst().dtype();
      return List.of(new ArrayType(dtype, commonShape(this, operands), allWeak(choices)));
    }
  }

  /**
   * To another element type: floats to integers round towards zero, saturate at the bounds and take
   * NaN to 0; integers to narrower ones keep the low bits; to BOOL, whether not zero.
   */
  record Convert(DType to) implements Elementwise {
    @Override
    public String name() {
      return "convert";
    }

    @Override
    public String parameters() {
      return to.toString();
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      return List.of(new ArrayType(to, operands.getFirst().shape(), false));
    }
  }

  /** The same bits read as another element type of the same width. */
  record BitcastConvert(DType to) implements Elementwise {
    @Override
    public String name() {
      return "bitcast_convert";
    }

    @Override
    public String parameters() {
      return to.toString();
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      DType from = operands.getFirst().dtype();
      Check.dtype(
          from.bytes() == to.bytes() && from.isBool() == to.isBool(),
          this,
          operands,
          "widths differ");
      return List.of(new ArrayType(to, operands.getFirst().shape(), false));
    }
  }

  /** The operand itself, under a name that a {@link CheckpointPolicy} may speak of. */
  record Name(String label) implements Elementwise {
    @Override
    public String name() {
      return "name";
    }

    @Override
    public String parameters() {
      return label;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      return operands;
    }
  }

  /** The operand itself, with derivative zero. */
  record StopGradient() implements Elementwise {
    @Override
    public String name() {
      return "stop_gradient";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      return operands;
    }
  }
}
