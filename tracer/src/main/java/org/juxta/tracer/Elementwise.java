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
    /** To the nearest integer, halves away from zero. */
    ROUND_AWAY,
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
    /** How many bits are one. */
    POPULATION_COUNT,
    /** How many of the highest bits are zero before the first one; the width for 0. */
    CLZ,
    /** Whether neither infinite nor NaN; a BOOL. */
    IS_FINITE,
    /** The real part of a complex number, of the real type. */
    REAL,
    /** The imaginary part of a complex number, of the real type. */
    IMAG,
    /** A complex number with the sign of its imaginary part changed. */
    CONJ;

    boolean accepts(DType dtype) {
      return switch (this) {
        case NEG, ABS, SIGN -> !dtype.isBool();
        case NOT -> !dtype.isInexact();
        case POPULATION_COUNT, CLZ -> dtype.isInteger();
        case FLOOR, CEIL, ROUND, ROUND_AWAY, CBRT, ERF, ERFC, ERF_INV, IS_FINITE -> dtype.isFloat();
        case EXP,
            EXPM1,
            LOG,
            LOG1P,
            SQRT,
            RSQRT,
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
            LOGISTIC ->
            dtype.isInexact();
        case REAL, IMAG, CONJ -> dtype.isComplex();
      };
    }

    private DType result(DType dtype) {
      return switch (this) {
        case IS_FINITE -> DType.BOOL;
        case ABS, REAL, IMAG -> dtype.real();
        case NEG,
            SIGN,
            FLOOR,
            CEIL,
            ROUND,
            ROUND_AWAY,
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
            NOT,
            POPULATION_COUNT,
            CLZ,
            CONJ ->
            dtype;
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
      DType result = kind.result(x.dtype());
      return List.of(new ArrayType(result, x.shape(), x.weak() && !result.isBool()));
    }
  }

  /**
   * The functions of two arguments of one element type, which is the result's too but for {@link
   * #COMPLEX}.
   */
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
    SHIFT_RIGHT_ARITHMETIC,
    /** The next float from the first towards the second; NaN if either is. */
    NEXTAFTER,
    /** The complex number of a real and an imaginary part, C64 of F32 and C128 of F64. */
    COMPLEX;

    boolean accepts(DType dtype) {
      return switch (this) {
        case ADD, SUB, MUL, DIV -> !dtype.isBool();
        case REM -> !dtype.isBool() && !dtype.isComplex();
        case MAX, MIN -> !dtype.isComplex();
        case POW -> dtype.isInexact();
        case ATAN2, NEXTAFTER -> dtype.isFloat();
        case COMPLEX -> dtype == DType.F32 || dtype == DType.F64;
        case AND, OR, XOR -> !dtype.isInexact();
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
      DType result = kind == BinaryKind.COMPLEX ? dtype.complex() : dtype;
      return List.of(new ArrayType(result, commonShape(this, operands), allWeak(operands)));
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

  /** A comparison of two arguments of one element type; a BOOL. Complex numbers have no order. */
  record Compare(Direction direction) implements Elementwise {
    @Override
    public String name() {
      return direction.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 2);
      Check.sameDType(this, operands);
      Check.dtype(
          direction == Direction.EQ
              || direction == Direction.NE
              || !operands.getFirst().dtype().isComplex(),
          this,
          operands,
          "complex numbers have no order");
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
   * NaN to 0; integers to narrower ones keep the low bits; complex numbers to reals keep the real
   * part; to BOOL, whether not zero.
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

  /**
   * The same bits read as another element type. Of a narrower one each element makes several, along
   * a new last axis, lowest bits first; for a wider one the last axis must hold the parts of an
   * element, and goes. Not from or to BOOL and complex types. As {@code
   * jax.lax.bitcast_convert_type}.
   */
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
      ArrayType x = operands.getFirst();
      DType from = x.dtype();
      boolean plain = !from.isBool() && !to.isBool() && !from.isComplex() && !to.isComplex();
      Check.dtype(
          from == to || plain, this, operands, "not from or to BOOL and complex element types");
      return List.of(new ArrayType(to, shape(x, operands), false));
    }

    private Shape shape(ArrayType x, List<ArrayType> operands) {
      int from = x.dtype().bytes();
      if (from > to.bytes()) {
        return x.shape().insert(x.rank(), from / to.bytes());
      }
      if (from == to.bytes()) {
        return x.shape();
      }
      int parts = to.bytes() / from;
      Check.shape(
          x.rank() > 0 && x.shape().dim(-1) == parts,
          this,
          operands,
          "the last axis must have " + parts + " elements, which make one of the result");
      return x.shape().without(Ints.of(x.rank() - 1));
    }
  }

  /**
   * Floats rounded, halves to even, to so many bits of exponent and of fraction; what is then too
   * large becomes infinite, too small for full precision zero. As {@code jax.lax.reduce_precision}.
   */
  record ReducePrecision(int exponentBits, int mantissaBits) implements Elementwise {
    @Override
    public String name() {
      return "reduce_precision";
    }

    @Override
    public String parameters() {
      return "exponent=" + exponentBits + " mantissa=" + mantissaBits;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      Check.dtype(operands.getFirst().dtype().isFloat(), this, operands, "only for floats");
      Check.shape(
          exponentBits >= 1 && mantissaBits >= 0,
          this,
          operands,
          "at least one bit of exponent and none of mantissa are needed");
      return operands;
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
