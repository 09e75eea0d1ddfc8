package org.juxta.xla;

import org.juxta.tracer.CallbackException;
import org.juxta.tracer.JuxtaException;

/** An error that XLA reported when it compiled or ran a program. */
public final class XlaException extends EngineException {
  private static final long serialVersionUID = 1L;

  /** With a message that says what to do. */
  public XlaException(String message) {
    super(message);
  }

  /**
   * What the message of a native status is thrown as: if a Java function called by the program
   * brought it about, as what that function threw.
   */
  static JuxtaException of(String status) {
    CallbackException failure = HandlerFailures.find(status);
    return failure == null ? new XlaException(status) : failure;
  }
}
