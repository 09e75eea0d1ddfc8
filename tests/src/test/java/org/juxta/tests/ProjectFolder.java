package org.juxta.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources of the project, for the tests that read them. */
final class ProjectFolder {
  private ProjectFolder() {}

  /**
   * The folder of the whole project: the one that the system property {@code juxta.project} names,
   * else the nearest above the current folder that has a README.md.
   */
  static Path root() {
    String named = System.getProperty("juxta.project");
    if (named != null) {
      return Path.of(named);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("README.md"))) {
        return at;
      }
    }
    throw new IllegalStateException(
        "no folder above the current one has a README.md; name the project's with"
            + " -Djuxta.project=FOLDER");
  }

  /** The Java files below a folder, in order; none if there is no such folder. */
  static List<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
