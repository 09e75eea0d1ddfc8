package org.juxta.transforms;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.JuxtaException;

/**
 * A function can't be exported, a file of one can't be read, or it was called with what it does not
 * take.
 */
public final class ExportException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  ExportException(String message) {
    super(message);
  }

  ExportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The same, with the file's name in front. */
  static ExportException in(Path file, RuntimeException cause) {
    return new ExportException(
        file + ": " + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), cause);
  }
}
