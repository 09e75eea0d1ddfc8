package org.juxta.io;

import java.nio.file.Path;
import org.juxta.tracer.JuxtaException;

/** A file is not what its format says, or holds what Juxta has no arrays for. */
public final class FormatException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  FormatException(String message) {
    super(message);
  }

  FormatException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same, with the file's name in front. */
  static FormatException in(Path file, RuntimeException cause) {
    return new FormatException(
        file + ": " + cause.getMessage().lines().findFirst().orElse(""), cause);
  }
}
