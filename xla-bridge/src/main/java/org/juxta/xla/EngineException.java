package org.juxta.xla;

import org.jspecify.annotations.Nullable;
import org.juxta.tracer.JuxtaException;

/** An engine that can't be had, or an argument or array that it can't take. */
public class EngineException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  /** With a message that says what to do. */
  public EngineException(String message) {
    super(message);
  }

  /** With a message that says what to do, and what brought it about. */
  public EngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
