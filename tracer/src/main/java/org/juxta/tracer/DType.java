package org.juxta.tracer;

/** The element types of arrays. */
public enum DType {
  BOOL(1, Kind.BOOLEAN),
  I8(1, Kind.SIGNED),
  I16(2, Kind.SIGNED),
  I32(4, Kind.SIGNED),
  I64(8, Kind.SIGNED),
  U8(1, Kind.UNSIGNED),
  U16(2, Kind.UNSIGNED),
  U32(4, Kind.UNSIGNED),
  U64(8, Kind.UNSIGNED),
  /** The upper half of an F32: 8 bits of exponent, 7 of fraction. */
  BF16(2, Kind.FLOAT),
  /** IEEE 754's binary16: 5 bits of exponent, 10 of fraction. */
  F16(2, Kind.FLOAT),
  F32(4, Kind.FLOAT),
  F64(8, Kind.FLOAT),
  /** A real and an imaginary part of F32. */
  C64(8, Kind.COMPLEX),
  /** A real and an imaginary part of F64. */
  C128(16, Kind.COMPLEX);

  /** What an element type counts: truth values, integers, reals or complex numbers. */
  public enum Kind {
    BOOLEAN,
    SIGNED,
    UNSIGNED,
    FLOAT,
    COMPLEX;

    /** Integers, as {@code numpy.integer}. */
    public boolean isInteger() {
      return this == SIGNED || this == UNSIGNED;
    }

    /** Reals and complex numbers, as {@code numpy.inexact}: what has derivatives. */
    public boolean isInexact() {
      return this == FLOAT || this == COMPLEX;
    }

    /** All but truth values, as {@code numpy.number}. */
    public boolean isNumber() {
      return this != BOOLEAN;
    }
  }

  private final int bytes;
  private final Kind kind;

  DType(int bytes, Kind kind) {
    this.bytes = bytes;
    this.kind = kind;
  }

  /** Bytes an element takes in memory. */
  public int bytes() {
    return bytes;
  }

  /** Bits an element takes in memory; 8 for BOOL. */
  public int bits() {
    return 8 * bytes;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether this is a type of real numbers with a fraction; complex ones are not. */
  public boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  public boolean isComplex() {
    return kind == Kind.COMPLEX;
  }

  /** Whether this is real with a fraction or complex; these have derivatives. */
  public boolean isInexact() {
    return kind.isInexact();
  }

  public boolean isInteger() {
    return kind.isInteger();
  }

  public boolean isUnsigned() {
    return kind == Kind.UNSIGNED;
  }

  public boolean isBool() {
    return kind == Kind.BOOLEAN;
  }

  /** The type of the real and imaginary part of a complex one; else the type itself. */
  public DType real() {
    return switch (this) {
      case C64 -> F32;
      case C128 -> F64;
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, BF16, F16, F32, F64 -> this;
    };
  }

  /**
   * The complex type whose parts hold the reals of this one: C128 for F64 and 64-bit integers, else
   * C64.
   */
  public DType complex() {
    return switch (this) {
      case C128, F64, I64, U64 -> C128;
      case C64, F32, F16, BF16, BOOL, I8, I16, I32, U8, U16, U32 -> C64;
    };
  }

  /** The unsigned integers of the same width. */
  public DType unsigned() {
    return switch (this) {
      case BOOL, I8, U8 -> U8;
      case I16, U16, BF16, F16 -> U16;
      case I32, U32, F32 -> U32;
      case I64, U64, F64, C64 -> U64;
      case C128 -> throw new DTypeException("there are no integers of 128 bits");
    };
  }

  /**
   * The least value of an integer type, or false; as {@code numpy.iinfo(t).min}.
   *
   * @throws DTypeException for floats and complex types
   */
  public long least() {
    return switch (kind) {
      case BOOLEAN, UNSIGNED -> 0;
      case SIGNED -> -1L << (bits() - 1);
      case FLOAT, COMPLEX -> throw new DTypeException(this + " is not an integer type");
    };
  }

  /**
   * The greatest value of an integer type, or true; as {@code numpy.iinfo(t).max}. That of U64 as
   * the long of the same bits, which is -1.
   *
   * @throws DTypeException for floats and complex types
   */
  public long greatest() {
    return switch (kind) {
      case BOOLEAN -> 1;
      case SIGNED -> -1L >>> (65 - bits());
      case UNSIGNED -> -1L >>> (64 - bits());
      case FLOAT, COMPLEX -> throw new DTypeException(this + " is not an integer type");
    };
  }

  /**
   * The integer whose low bits are those of {@code value}, as a long: the sign is extended, or
   * zeros are, and U64 is the long of the same bits.
   */
  long wrap(long value) {
    int unused = 64 - bits();
    return kind == Kind.SIGNED ? value << unused >> unused : value << unused >>> unused;
  }

  /**
   * What numbers the type has.
   *
   * @throws DTypeException unless this is a float or complex type
   */
  public FloatInfo finfo() {
    return FloatInfo.of(real());
  }
}
