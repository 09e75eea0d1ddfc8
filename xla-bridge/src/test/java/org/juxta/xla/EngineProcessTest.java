package org.juxta.xla;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shows only in a process of its own: starting, memory limits, the cache on disk. */
class EngineProcessTest {
  private record Outcome(int status, String out, String err) {}

  @TempDir private Path folder;

  @BeforeEach
  void needsXla() {
    assertThat(TestPrograms.xla()).isNotNull();
  }

  private Outcome run(String classPath, List<String> options, String what)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, EngineChild.class.getName(), what));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("TF_XLA_FLAGS"); // the engine of this process has set it
    int status = builder.start().waitFor();
    return new Outcome(status, read(out), read(err));
  }

  private Outcome run(List<String> options, String what) throws IOException, InterruptedException {
    return run(System.getProperty("java.class.path"), options, what);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @Test
  void startsInSilence() throws IOException, InterruptedException {
    assertThat(run(List.of("-Djuxta.cache=off"), "sum"))
        .isEqualTo(new Outcome(0, "tensorflow 2.0" + System.lineSeparator(), ""));
  }

  @Test
  void keepsCompiledProgramsOnDiskForTheUserAlone() throws IOException, InterruptedException {
    Path cache = Files.createDirectories(folder.resolve("a cache"));
    // The unpacked library is large: this cache borrows it.
    Path natives = CacheDirectory.natives();
    Files.createSymbolicLink(cache.resolve("natives"), natives);
    List<String> options = List.of("-Djuxta.cache=" + cache);
    assertThat(run(options, "sum").out()).startsWith("tensorflow 2.0");
    List<Path> kept = compiled(cache);
    assertThat(kept).hasSize(1);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(kept.getFirst().getParent())))
        .isEqualTo("rwx------");

    long written = Files.getLastModifiedTime(kept.getFirst()).toMillis();
    assertThat(run(options, "sum").out()).startsWith("tensorflow 2.0");
    assertThat(compiled(cache)).isEqualTo(kept);
    assertThat(Files.getLastModifiedTime(kept.getFirst()).toMillis()).isEqualTo(written);

    Files.writeString(kept.getFirst(), "cut short");
    assertThat(run(options, "sum"))
        .isEqualTo(new Outcome(0, "tensorflow 2.0" + System.lineSeparator(), ""));
    assertThat(compiled(cache)).isEmpty();
  }

  @Test
  void programsThatCallJavaAreKeptForWhateverFunctionTheyCall()
      throws IOException, InterruptedException {
    Path cache = Files.createDirectories(folder.resolve("callbacks"));
    Files.createSymbolicLink(cache.resolve("natives"), CacheDirectory.natives());
    List<String> options = List.of("-Djuxta.cache=" + cache);
    assertThat(run(options, "double"))
        .isEqualTo(new Outcome(0, "6.0" + System.lineSeparator(), ""));
    List<Path> kept = compiled(cache);
    assertThat(kept).hasSize(1);
    assertThat(run(options, "square"))
        .isEqualTo(new Outcome(0, "9.0" + System.lineSeparator(), ""));
    assertThat(compiled(cache)).isEqualTo(kept);
  }

  private static List<Path> compiled(Path cache) throws IOException {
    try (Stream<Path> files = Files.walk(cache.resolve("compiled"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void garbageDoesNotExhaustNativeMemory() throws IOException, InterruptedException {
    Outcome outcome =
        run(List.of("-Xmx256m", "-Djuxta.garbage.mib=64", "-Djuxta.cache=off"), "garbage");
    assertThat(outcome.err()).isEmpty();
    assertThat(Integer.parseInt(outcome.out().strip())).isBetween(1, 160);
  }

  @Test
  void aChainOfTwentyThousandOperationsCompiles() throws IOException, InterruptedException {
    assertThat(run(List.of("-Djuxta.cache=off"), "chain"))
        .isEqualTo(new Outcome(0, "20001.0" + System.lineSeparator(), ""));
  }

  @Test
  void withoutTheLibraryOneMessageAndTheReferenceEvaluator()
      throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !holdsLibrary(Path.of(entry).getFileName().toString()))
            .collect(Collectors.joining(File.pathSeparator));
    Outcome outcome = run(classPath, List.of(), "sum");
    assertThat(outcome.out()).startsWith("reference 2.0");
    assertThat(outcome.err()).contains("No XLA for this platform, ", "juxta-natives");
    assertThat(outcome.err().split("No XLA", -1)).hasSize(2);

    Outcome silent = run(classPath, List.of("-Djuxta.engine=reference"), "sum");
    assertThat(silent.out()).startsWith("reference 2.0");
    assertThat(silent.err()).isEmpty();

    Outcome insisting = run(classPath, List.of("-Djuxta.engine=tensorflow"), "sum");
    assertThat(insisting.status()).isNotZero();
    assertThat(insisting.err()).contains("No XLA for this platform, ");
  }

  private static boolean holdsLibrary(String jar) {
    return jar.contains("tensorflow") || jar.contains("juxta-natives");
  }

  @Test
  void anUnknownEngineIsAnError() throws IOException, InterruptedException {
    Outcome outcome = run(List.of("-Djuxta.engine=abacus"), "sum");
    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.err()).contains("abacus", "tensorflow, reference");
  }
}
