package org.juxta.tracer;

/** The element types of arrays. */
public enum DType {
  BOOL(1, Kind.BOOLEAN),
  I32(4, Kind.SIGNED),
  I64(8, Kind.SIGNED),
  U32(4, Kind.UNSIGNED),
  F32(4, Kind.FLOAT),
  F64(8, Kind.FLOAT);

  /** What an element type counts: truth values, integers or reals. */
  public enum Kind {
    BOOLEAN,
    SIGNED,
    UNSIGNED,
    FLOAT
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

  public Kind kind() {
    return kind;
  }

  public boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  public boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  public boolean isBool() {
    return kind == Kind.BOOLEAN;
  }
}
