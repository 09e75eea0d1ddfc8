package org.juxta.tracer;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything Juxta throws at a user; the message ends in the user's own line that asked
 * for it.
 */
public class JuxtaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JuxtaException(String message) {
    super(located(message));
  }

  public JuxtaException(String message, @Nullable Throwable cause) {
    super(located(message), cause);
  }

  private static String located(String message) {
    SourceLine line = SourceLine.here();
    return line.equals(SourceLine.UNKNOWN) ? message : message + "\n  at " + line;
  }
}
