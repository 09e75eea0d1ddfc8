package org.juxta.xla;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Java process that runs {@link ReaderMain} on a folder and may die of it. It is started by the
 * launcher of this Java with this class path, talks through files of the folder, and leaves nothing
 * behind: no memory image, no report of the JVM, no performance data.
 */
final class ReaderProcess {
  /** What a crash is called in the report of a JVM, such as {@code SIGSEGV}. */
  private static final Pattern SIGNAL = Pattern.compile("(?m)^#  ([A-Z][A-Z_]+) \\(0x");

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          132, "SIGILL", 134, "SIGABRT", 135, "SIGBUS", 136, "SIGFPE", 137, "SIGKILL", 139,
          "SIGSEGV");

  /** Settings for all Java programs of a user, such as a debugger's port that is taken already. */
  private static final List<String> FOR_ALL =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final int LONGEST_MESSAGE = 300;

  private final Path folder;
  private final int heapMib;
  private final long seconds;
  private final Map<String, String> properties;

  /**
   * @param folder where the process finds its task and works
   * @param heapMib the limit of its heap
   * @param seconds when it is ended
   * @param properties system properties for it beside {@code juxta.} ones of this process
   */
  ReaderProcess(Path folder, int heapMib, long seconds, Map<String, String> properties) {
    this.folder = folder;
    this.heapMib = heapMib;
    this.seconds = seconds;
    this.properties = Map.copyOf(properties);
  }

  /**
   * Runs the process to its end.
   *
   * @return how it died of the module, or nothing if it did not
   * @throws EngineException if it could not be started or did not get to the module
   */
  Optional<String> run() {
    Path output = folder.resolve("output");
    int status;
    try {
      Files.write(folder.resolve("arguments"), arguments());
      ProcessBuilder builder =
          new ProcessBuilder(launcher().toString(), "@" + folder.resolve("arguments"))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      FOR_ALL.forEach(builder.environment()::remove);
      Process process = builder.start();
      try {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
          return Optional.of("was not done after " + seconds + " s");
        }
        status = process.exitValue();
      } finally {
        Process _ = process.destroyForcibly().onExit().join();
      }
    } catch (IOException e) {
      throw notStarted(String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw notStarted("this thread was interrupted");
    }
    if (!Files.exists(folder.resolve(ReaderMain.READY))) {
      String said = read(folder.resolve(ReaderMain.ERROR));
      throw notStarted(said.isEmpty() ? lastLine(read(output)) : said);
    }
    return status == 0 || status == ReaderMain.SAID ? Optional.empty() : Optional.of(death(status));
  }

  private static EngineException notStarted(String why) {
    return new EngineException(
        "a StableHLO module from elsewhere is read in a Java process of its own first, and none"
            + " could be started here ("
            + why
            + "); Exported.loadTrusted reads a file without one, in this process, which a damaged"
            + " one can end");
  }

  private static Path launcher() throws IOException {
    String home = System.getProperty("java.home");
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    Path java = home == null ? null : Path.of(home, "bin", windows ? "java.exe" : "java");
    if (java == null || !Files.isExecutable(java)) {
      throw new IOException("there is no " + (java == null ? "java.home" : java));
    }
    return java;
  }

  /** In a file, since a class path may be longer than a command. */
  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx" + heapMib + "m");
    arguments.add("-XX:+UseSerialGC");
    arguments.add("-XX:TieredStopAtLevel=1");
    arguments.add("-XX:-UsePerfData");
    arguments.add("-XX:-CreateCoredumpOnCrash");
    arguments.add("-XX:ErrorFile=" + folder.resolve("crash"));
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("juxta.") || name.equals("user.home") || name.equals("java.io.tmpdir")) {
        arguments.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    properties.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
    arguments.add("-Djava.class.path=" + absolute(System.getProperty("java.class.path")));
    Module module = ReaderMain.class.getModule();
    if (module.isNamed()) {
      arguments.add("--module-path=" + absolute(System.getProperty("jdk.module.path")));
      arguments.add("--enable-native-access=" + module.getName());
      arguments.add("--module=" + module.getName() + "/" + ReaderMain.class.getName());
    } else {
      arguments.add("--enable-native-access=ALL-UNNAMED");
      arguments.add(ReaderMain.class.getName());
    }
    arguments.add(folder.toString());
    return arguments.stream().map(ReaderProcess::quoted).toList();
  }

  private static String quoted(String argument) {
    return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String absolute(@Nullable String path) {
    return Stream.of((path == null ? "" : path).split(Pattern.quote(java.io.File.pathSeparator)))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((a, b) -> a + java.io.File.pathSeparator + b)
        .orElse("");
  }

  private String death(int status) {
    Matcher signal = SIGNAL.matcher(read(folder.resolve("crash")));
    String name = signal.find() ? signal.group(1) : SIGNALS.get(status);
    String last = lastLine(read(folder.resolve("output")));
    return "died"
        + (name == null ? "" : " of " + name)
        + " with exit status "
        + status
        + (last.isEmpty() || last.startsWith("#") ? "" : ": " + last);
  }

  /** The text of a file, or none if there is no such file. */
  static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  private static String lastLine(String text) {
    String last =
        text.lines().map(String::strip).filter(l -> !l.isEmpty()).reduce("", (_, line) -> line);
    return last.replaceAll("\\p{Cntrl}", "?")
        .substring(0, Math.min(last.length(), LONGEST_MESSAGE));
  }
}
