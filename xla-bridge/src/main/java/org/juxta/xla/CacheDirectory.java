package org.juxta.xla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where compiled programs and the unpacked native library are kept between runs: the folder that
 * the system property {@code juxta.cache} names, else {@code juxta} in the user's cache folder.
 * {@code juxta.cache=off} keeps no compiled programs. New folders are the user's alone.
 */
final class CacheDirectory {
  private static final long COMPILED_BYTES = 1L << 30;

  private CacheDirectory() {}

  /**
   * The folder for programs compiled by {@code engine}, or nothing if they are not to be kept or
   * can't be.
   */
  static Optional<Path> compiled(String engine) {
    if ("off".equals(property())) {
      return Optional.empty();
    }
    try {
      return Optional.of(create(root().resolve("compiled").resolve(engine)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * The folder for unpacked native libraries: one for this process alone where the user's can't be
   * written to.
   */
  static Path natives() {
    try {
      return create(root().resolve("natives"));
    } catch (IOException _) {
      try {
        return Files.createTempDirectory("juxta-natives");
      } catch (IOException e) {
        throw new UncheckedIOException("no folder to unpack the native library in", e);
      }
    }
  }

  private static Path root() {
    String property = property();
    return property == null || property.equals("off") ? users() : Path.of(property);
  }

  private static @Nullable String property() {
    return System.getProperty("juxta.cache");
  }

  private static Path users() {
    String home = System.getProperty("user.home");
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String local = System.getenv("LOCALAPPDATA");
    String xdg = System.getenv("XDG_CACHE_HOME");
    if (os.contains("windows") && local != null) {
      return Path.of(local, "juxta");
    }
    if (os.contains("mac")) {
      return Path.of(home, "Library", "Caches", "juxta");
    }
    return xdg != null && Path.of(xdg).isAbsolute()
        ? Path.of(xdg, "juxta")
        : Path.of(home, ".cache", "juxta");
  }

  private static Path create(Path folder) throws IOException {
    FileAttribute<?>[] ours =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(folder, ours);
    if (!Files.isWritable(folder)) {
      throw new IOException("can't be written to: " + folder);
    }
    return folder;
  }

  /** Deletes all compiled programs in {@code folder}. */
  static void clear(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException _) {
      // Left for the next process that trips over it.
    }
  }

  private record Kept(Path file, long bytes, long time) {
    static @Nullable Kept of(Path file) {
      try {
        return new Kept(file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
      } catch (IOException _) {
        return null; // another process has deleted it
      }
    }
  }

  private static final AtomicBoolean PRUNED = new AtomicBoolean();

  /** Deletes the oldest compiled programs beyond 1 GiB, aside, the first time it is called. */
  static void pruneOnce() {
    if (PRUNED.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("juxta-cache").start(CacheDirectory::prune);
    }
  }

  private static void prune() {
    Path folder = root().resolve("compiled");
    try (Stream<Path> files = Files.walk(folder)) {
      List<Kept> all =
          files
              .filter(Files::isRegularFile)
              .map(Kept::of)
              .filter(Objects::nonNull)
              .sorted(Comparator.comparingLong(Kept::time))
              .toList();
      long excess = all.stream().mapToLong(Kept::bytes).sum() - COMPILED_BYTES;
      for (Kept kept : all) {
        if (excess <= 0) {
          break;
        }
        Files.deleteIfExists(kept.file());
        excess -= kept.bytes();
      }
    } catch (IOException | UncheckedIOException _) {
      // Pruning is a courtesy; a later process will try again.
    }
  }
}
