package org.juxta.tracer;

import org.jspecify.annotations.Nullable;

/** The root of everything Juxta throws at a user. */
public class JuxtaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JuxtaException(String message) {
    super(message);
  }

  public JuxtaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
