package org.juxta.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all, whatever ends the process. */
final class AtomicFile {
  private AtomicFile() {}

  /** What writes the content. */
  @FunctionalInterface
  interface Content {
    void writeTo(FileChannel file) throws IOException;
  }

  /**
   * Writes {@code file}, or replaces it: the content goes to a temporary file beside it, which
   * takes its name once all is on the disk.
   */
  static void write(Path file, Content content) {
    Path absolute = file.toAbsolutePath();
    try {
      Path partial =
          Files.createTempFile(absolute.getParent(), "." + absolute.getFileName(), ".tmp");
      try {
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
          content.writeTo(channel);
          channel.force(true);
        }
        Files.move(
            partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file, e);
    }
  }
}
