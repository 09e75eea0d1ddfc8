package org.juxta.tracer;

/**
 * A name in a program, assigned once: an input, a capture or a result of an equation. Two are equal
 * only if the same.
 */
public final class Variable implements Atom {
  private final ArrayType type;

  public Variable(ArrayType type) {
    this.type = type;
  }

  @Override
  public ArrayType type() {
    return type;
  }

  @Override
  public String toString() {
    return "%" + Integer.toHexString(System.identityHashCode(this)) + ":" + type;
  }
}
