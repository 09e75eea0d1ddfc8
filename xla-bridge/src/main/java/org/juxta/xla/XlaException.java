package org.juxta.xla;

/** An error that XLA reported when it compiled or ran a program. */
public final class XlaException extends EngineException {
  private static final long serialVersionUID = 1L;

  /** With a message that says what to do. */
  public XlaException(String message) {
    super(message);
  }
}
