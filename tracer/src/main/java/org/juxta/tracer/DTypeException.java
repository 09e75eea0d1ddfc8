package org.juxta.tracer;

/** An operation is not defined for the element types it was given. */
public final class DTypeException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  public DTypeException(String message) {
    super(message);
  }
}
