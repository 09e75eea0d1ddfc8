package org.juxta.xla;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.tracer.JuxtaException;

/** Files that are no plugins, and plugins of other versions: a clear error each, and no crash. */
class PjrtPluginTest {
  private static final int TABLE_BYTES = 984;

  @TempDir private Path folder;

  private void assertRefused(Path plugin, String... because) {
    assertThatThrownBy(() -> Engines.pjrt(plugin))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(plugin.getFileName().toString())
        .hasMessageContainingAll(because);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  @Test
  void aFileThatIsNotThere() {
    assertRefused(folder.resolve("none.so"), "there is no PJRT plugin");
    assertRefused(folder, "there is no PJRT plugin");
  }

  @Test
  void anEmptyFile() throws IOException {
    assertRefused(file("empty.so", new byte[0]), "an empty file");
  }

  @Test
  void aTextFile() throws IOException {
    assertRefused(
        file("text.so", "not a plugin".getBytes(StandardCharsets.UTF_8)), "neither a shared");
  }

  /** A shared library of this JVM, which every platform has. */
  private static Path someLibrary() throws IOException {
    try (Stream<Path> files =
        Files.walk(Path.of(System.getProperty("java.home")))
            .filter(f -> f.getFileName().toString().matches("(lib)?zip\\.(so|dylib|dll)"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void aLibraryThatIsNoPlugin() throws IOException {
    assertRefused(someLibrary(), "it has no function GetPjrtApi");
  }

  @Test
  void aLibraryThatIsCutShort() throws IOException {
    byte[] all = Files.readAllBytes(someLibrary());
    assumeThat(all[0]).as("ELF").isEqualTo((byte) 0x7f);
    assertRefused(file("short.so", Arrays.copyOf(all, all.length / 2)), "is cut short");
    assertRefused(file("head.so", Arrays.copyOf(all, 20)), "is cut short");
  }

  private Path wheel(String name, String entry, byte[] content) throws IOException {
    Path wheel = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(wheel);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("plugin/__init__.py"));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
      zip.closeEntry();
    }
    return wheel;
  }

  @Test
  void aWheelThatIsCutShort() throws IOException {
    byte[] all = Files.readAllBytes(wheel("whole.whl", "plugin/pjrt_cpu.so", new byte[100_000]));
    assertRefused(file("cut.whl", Arrays.copyOf(all, all.length - 40)), "is the file whole?");
  }

  @Test
  void aWheelWithoutALibrary() throws IOException {
    assertRefused(wheel("pure.whl", "plugin/data.txt", new byte[10]), "there is no shared library");
  }

  @Test
  void aWheelWithAnotherLibraryIsUnpackedOnce() throws IOException {
    Path wheel = wheel("other-cpu.whl", "plugin/pjrt_other.so", Files.readAllBytes(someLibrary()));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> Engines.pjrt(wheel))
          .isInstanceOf(EngineException.class)
          .hasMessageContainingAll("pjrt_other.so", "it has no function GetPjrtApi");
    }
  }

  /** What {@code GetPjrtApi} of a plugin of that version gives. */
  private static MemorySegment table(Arena arena, long size, int major, int minor) {
    MemorySegment table = arena.allocate(TABLE_BYTES, 8);
    table.set(JAVA_LONG, 0, size);
    table.set(JAVA_INT, 32, major);
    table.set(JAVA_INT, 36, minor);
    return table;
  }

  @Test
  void versionsThatAreNotKnownAreRefused() {
    try (Arena arena = Arena.ofConfined()) {
      assertThat(PjrtApi.of(table(arena, TABLE_BYTES, 0, 81), "it").version()).isEqualTo("0.81");
      assertThatThrownBy(() -> PjrtApi.of(table(arena, TABLE_BYTES, 0, 999), "it"))
          .isInstanceOf(EngineException.class)
          .hasMessageContainingAll("it speaks version 0.999", "0.81 to 0.", PjrtApi.ANY_VERSION);
      for (int[] version : List.of(new int[] {0, 30}, new int[] {1, 100})) {
        assertThatThrownBy(
                () -> PjrtApi.of(table(arena, TABLE_BYTES, version[0], version[1]), "it"))
            .isInstanceOf(EngineException.class)
            .hasMessageContaining("a plugin of another version");
      }
      assertThatThrownBy(() -> PjrtApi.of(table(arena, 48, 0, 100), "it"))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("48 bytes");
      assertThatThrownBy(() -> PjrtApi.of(MemorySegment.NULL, "it"))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("no table");
    }
  }

  @Test
  void aMissingFunctionIsAnError() {
    try (Arena arena = Arena.ofConfined()) {
      PjrtApi api = PjrtApi.of(table(arena, TABLE_BYTES, 0, 90), "it");
      assertThat(api.has(PjrtFunction.CLIENT_CREATE)).isFalse();
      assertThatThrownBy(
              () -> api.run(PjrtFunction.CLIENT_CREATE, PjrtFunction.CLIENT_CREATE.allocate(arena)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("PJRT_Client_Create");
      assertThat(api.hasHandlers()).isFalse();
    }
  }

  @Test
  void theClientOfAGpuTakesNoMemoryBeforeItIsNeeded() {
    Path plugin = Path.of("xla_cuda_plugin.so");
    assertThat(PjrtOptions.of(plugin).client()).isEqualTo(Map.of("preallocate", false));
    System.setProperty("juxta.gpu.memory", "0.5");
    try {
      assertThat(PjrtOptions.of(plugin).client())
          .isEqualTo(Map.of("preallocate", false, "memory_fraction", 0.5f));
      System.setProperty("juxta.gpu.preallocate", "true");
      assertThat(PjrtOptions.of(plugin).client())
          .isEqualTo(Map.of("preallocate", true, "memory_fraction", 0.5f));
      System.setProperty("juxta.gpu.memory", "half");
      assertThatThrownBy(() -> PjrtOptions.of(plugin))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("half");
    } finally {
      System.clearProperty("juxta.gpu.memory");
      System.clearProperty("juxta.gpu.preallocate");
    }
  }

  @Test
  void optionsAreWrittenAsThePluginReadsThem() {
    Map<String, Object> options =
        Map.of("text", "värde", "integer", 7L, "share", 0.25f, "yes", true);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment values = new PjrtOptions(Path.of("p.so"), options).namedValues(arena);
      assertThat(PjrtApi.namedValues(values.address(), options.size())).isEqualTo(options);
    }
    assertThatThrownBy(
            () ->
                new PjrtOptions(Path.of("p.so"), Map.of("list", List.of(1)))
                    .namedValues(Arena.ofAuto()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("list");
  }

  @Test
  void exhaustedMemoryIsToldWithWhoHasIt() {
    JuxtaException error =
        PjrtClient.failure(
            new PjrtApi.Failure(PjrtApi.Failure.RESOURCE_EXHAUSTED, "no more of it"));
    assertThat(error).hasMessageContainingAll("out of memory", "no more of it", "live arrays");
    assertThat(PjrtClient.failure(new PjrtApi.Failure(13, "broken")))
        .hasMessageStartingWith("broken");
  }

  @Test
  void everyStructHasTheSizeOfItsFields() {
    for (PjrtFunction function : PjrtFunction.values()) {
      assertThat(function.arguments().name()).isEqualTo(function.title() + "_Args");
      assertThat(function.position() % ADDRESS.byteSize()).isZero();
    }
  }
}
