package org.juxta.tracer;

/** The shapes, axes or indices given to an operation do not fit. */
public final class ShapeException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String message) {
    super(message);
  }
}
