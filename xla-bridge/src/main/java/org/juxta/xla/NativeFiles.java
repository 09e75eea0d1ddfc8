package org.juxta.xla;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** Unpacks native libraries into the user's cache, each once, whoever else does the same. */
final class NativeFiles {
  private NativeFiles() {}

  /** Writes the files into a folder. */
  @FunctionalInterface
  interface Filler {
    void fill(Path folder) throws IOException;
  }

  /**
   * The folder of that name in the cache; if it is not there yet, {@code filler} fills it under
   * another name before anyone sees it.
   */
  static Path unpacked(String name, Filler filler) throws IOException {
    Path home = CacheDirectory.natives();
    Path folder = home.resolve(name);
    if (!Files.isDirectory(folder)) {
      deleteAbandoned(home);
      Path partial = Files.createTempDirectory(home, "unpacking");
      try {
        filler.fill(partial);
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        if (!Files.isDirectory(folder)) { // else another process was faster
          throw e;
        }
      } finally {
        delete(partial);
      }
    }
    return folder;
  }

  /** A short name for what {@code text} describes. */
  static String digest(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Folders that a process left half filled, more than an hour ago. */
  private static void deleteAbandoned(Path home) throws IOException {
    long old = System.currentTimeMillis() - 3_600_000;
    try (Stream<Path> entries = Files.list(home)) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().startsWith("unpacking")
            && Files.getLastModifiedTime(entry).toMillis() < old) {
          delete(entry);
        }
      }
    }
  }

  /** Deletes the folder, if it is still there. */
  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
