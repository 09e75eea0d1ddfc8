package org.juxta.xla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The environment that native libraries of this process read. A process that this one starts may
 * inherit what is set here.
 */
final class NativeEnvironment {
  private NativeEnvironment() {}

  /** The value of an environment variable, as the user has it, or nothing. */
  static String get(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }

  static void setUnlessSet(String name, String value) {
    if (get(name).isEmpty()) {
      LibC.setEnvironment(name, value);
    }
  }

  /** Keeps XLA from writing to standard error when it starts. */
  static void silence() {
    setUnlessSet("TF_CPP_MIN_LOG_LEVEL", "3");
  }

  /** How many threads a program may use, by {@code juxta.threads}; 0 for all processors. */
  static int threads() {
    return Integer.getInteger("juxta.threads", 0);
  }

  /** Gives a plugin as many threads as {@link #threads} says; older ones read the other name. */
  static void limitThreads() {
    if (threads() > 0) {
      setUnlessSet("PJRT_NPROC", String.valueOf(threads()));
      setUnlessSet("NPROC", String.valueOf(threads()));
    }
  }

  /** What code compiled on this machine depends on. */
  static String machine() {
    String processor =
        System.getProperty("os.name")
            + System.getProperty("os.version")
            + System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      processor =
          lines
              .filter(line -> line.startsWith("model name") || line.startsWith("flags"))
              .limit(2)
              .reduce("", String::concat);
    } catch (IOException | UncheckedIOException _) {
      // Not Linux.
    }
    return processor + Runtime.getRuntime().availableProcessors() + threads();
  }
}
