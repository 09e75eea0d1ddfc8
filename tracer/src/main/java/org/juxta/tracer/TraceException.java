package org.juxta.tracer;

/** A traced value was used where it has no meaning: on the host, or after its trace has closed. */
public final class TraceException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  public TraceException(String message) {
    super(message);
  }
}
