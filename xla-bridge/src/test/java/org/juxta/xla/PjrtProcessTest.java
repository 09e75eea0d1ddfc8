package org.juxta.xla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shows only in a process of its own that runs on a plugin. Skipped where none is named. */
class PjrtProcessTest {
  private record Outcome(int status, String out, String err) {}

  @TempDir private Path folder;
  private String plugin;

  @BeforeEach
  void needsAPlugin() {
    plugin = System.getProperty("juxta.pjrt.plugin", System.getenv("JUXTA_PJRT_PLUGIN"));
    assumeThat(plugin).as("no PJRT plugin is named by juxta.pjrt.plugin").isNotNull();
  }

  private ProcessBuilder command(List<String> options, String what) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", classPath, EngineChild.class.getName(), what));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().remove("XLA_FLAGS"); // another engine of this process may have set it
    builder.environment().put("JUXTA_ENGINE", "pjrt");
    builder.environment().put("JUXTA_PJRT_PLUGIN", plugin);
    return builder;
  }

  private Outcome run(List<String> options, String what) throws IOException, InterruptedException {
    int status = command(options, what).start().waitFor();
    return new Outcome(status, read("out"), read("err"));
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }

  private static List<Path> compiled(Path cache) throws IOException {
    try (Stream<Path> files = Files.walk(cache.resolve("compiled"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** A cache of this test's own; the unpacked libraries are large, so it borrows them. */
  private Path cache() throws IOException {
    Path cache = Files.createDirectories(folder.resolve("a cache"));
    Files.createSymbolicLink(cache.resolve("natives"), CacheDirectory.natives());
    return cache;
  }

  @Test
  void theEnvironmentChoosesItAndItStartsInSilence() throws IOException, InterruptedException {
    assertThat(run(List.of("-Djuxta.cache=off"), "sum"))
        .isEqualTo(new Outcome(0, "pjrt 2.0" + System.lineSeparator(), ""));
    assertThat(run(List.of("-Djuxta.engine=reference"), "sum").out()).startsWith("reference 2.0");
  }

  /** A jar as natives/pom.xml makes it in its profile pjrt-artifact. */
  private Path artifact() throws IOException, InterruptedException {
    Path jar = folder.resolve("artifact.jar");
    Path packer = Path.of(".mvn", "PackPlugin.java");
    Path root = Path.of(System.getProperty("juxta.project", "")).toAbsolutePath();
    while (root != null && !Files.isRegularFile(root.resolve(packer))) {
      root = root.getParent();
    }
    assumeThat(root).as("the project's folder, above the working directory").isNotNull();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                root.resolve(packer).toString(),
                folder.toString(),
                Path.of(plugin).toAbsolutePath().toString(),
                TensorFlowLibrary.platform(),
                jar.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    return jar;
  }

  @Test
  void anArtifactOnTheClassPathIsPreferred() throws IOException, InterruptedException {
    List<String> options = List.of("-Djuxta.cache=" + cache());
    ProcessBuilder builder = command(options, "sum");
    builder.environment().remove("JUXTA_ENGINE");
    builder.environment().remove("JUXTA_PJRT_PLUGIN");
    int at = builder.command().indexOf("-cp") + 1;
    builder.command().set(at, artifact() + File.pathSeparator + builder.command().get(at));
    int status = builder.start().waitFor();
    assertThat(new Outcome(status, read("out"), read("err")))
        .isEqualTo(new Outcome(0, "pjrt 2.0" + System.lineSeparator(), ""));
    builder.command().add(1, "-Djuxta.engine=reference");
    assertThat(builder.start().waitFor()).isZero();
    assertThat(read("out")).startsWith("reference 2.0");
  }

  @Test
  void compiledProgramsAreKeptAndDamagedOnesWrittenAnew() throws IOException, InterruptedException {
    Path cache = cache();
    List<String> options = List.of("-Djuxta.cache=" + cache);
    assertThat(run(options, "sum").out()).startsWith("pjrt 2.0");
    List<Path> kept = compiled(cache);
    assertThat(kept).hasSize(1);
    long written = Files.getLastModifiedTime(kept.getFirst()).toMillis();
    long size = Files.size(kept.getFirst());

    assertThat(run(options, "sum").out()).startsWith("pjrt 2.0");
    assertThat(Files.getLastModifiedTime(kept.getFirst()).toMillis()).isEqualTo(written);

    Files.writeString(kept.getFirst(), "cut short");
    assertThat(run(options, "sum"))
        .isEqualTo(new Outcome(0, "pjrt 2.0" + System.lineSeparator(), ""));
    assertThat(compiled(cache)).isEqualTo(kept);
    assertThat(Files.size(kept.getFirst())).isEqualTo(size);
  }

  @Test
  void aProcessKilledWhileItWritesLeavesAUsableCache() throws IOException, InterruptedException {
    Path cache = cache();
    List<String> options = List.of("-Djuxta.cache=" + cache);
    for (int i = 0; i < 4; i++) {
      Process child = command(options, "programs").start();
      for (int j = 0; j < 600 && !read("out").contains("compiling"); j++) {
        Thread.sleep(50);
      }
      Thread.sleep(50L + 70L * i);
      child.destroyForcibly();
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    Outcome outcome = run(options, "programs");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).endsWith("30 right" + System.lineSeparator());
  }

  @Test
  void garbageDoesNotExhaustNativeMemory() throws IOException, InterruptedException {
    Outcome outcome =
        run(List.of("-Xmx256m", "-Djuxta.garbage.mib=64", "-Djuxta.cache=off"), "garbage");
    assertThat(outcome.err()).isEmpty();
    assertThat(Integer.parseInt(outcome.out().strip())).isBetween(1, 160);
  }

  @Test
  void aPluginThatIsNoneIsAnErrorThatNamesIt() throws IOException, InterruptedException {
    plugin = Files.writeString(folder.resolve("text.so"), "text").toString();
    Outcome outcome = run(List.of(), "sum");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("text.so", "neither a shared library");
  }
}
