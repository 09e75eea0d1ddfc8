import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Formats the Java sources under a folder with google-java-format: {@code Format check|fix FOLDER}.
 * Run by the top pom on the toolchain's JDK, whose javac knows the syntax of these sources.
 */
final class Format {
  private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea");

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean fix =
        switch (args[0]) {
          case "check" -> false;
          case "fix" -> true;
          default -> throw new IllegalArgumentException("expected check or fix, not " + args[0]);
        };
    Path root = Path.of(args[1]);
    List<Path> wrong =
        sources(root).parallelStream().filter(file -> isWrong(file, fix)).sorted().toList();
    if (fix || wrong.isEmpty()) {
      return;
    }
    wrong.forEach(file -> System.err.println("not formatted: " + root.relativize(file)));
    System.err.println("`mvn -N verify -Pformat` formats them.");
    System.exit(1);
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.flatMap(
              entry -> {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry)) {
                  return SKIPPED.contains(name) ? Stream.of() : within(entry);
                }
                return name.endsWith(".java") ? Stream.of(entry) : Stream.of();
              })
          .toList();
    }
  }

  private static Stream<Path> within(Path folder) {
    try {
      return sources(folder).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWrong(Path file, boolean fix) {
    try {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (source.equals(formatted)) {
        return false;
      }
      if (fix) {
        // Twice: it splits a long string on its first pass and indents the pieces on the next.
        Files.writeString(file, new Formatter().formatSourceAndFixImports(formatted));
      }
      return true;
    } catch (FormatterException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
