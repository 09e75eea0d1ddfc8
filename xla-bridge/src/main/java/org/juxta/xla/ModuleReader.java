package org.juxta.xla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads StableHLO modules that come from elsewhere without harm to this process.
 *
 * <p>MLIR's reader of bytecode takes its input on trust. Of artifacts with a few changed bytes that
 * still looked whole from outside about one in a hundred ended the process (segmentation faults,
 * exceptions that nobody catches), and some only left a damaged heap behind, which is why a trial
 * in another process is no leave to read the same bytes here. So this process reads no foreign
 * bytecode at all: another one reads it and writes the module as text, and engines get that text.
 * It is written by MLIR's printer, and MLIR's parser of texts checks what it reads: thousands of
 * damaged texts gave errors and no crash. Then the text is compiled in another process once, since
 * XLA's compiler too ends its process at some modules that are well-formed, such as at sizes whose
 * product overflows.
 *
 * <p>What was read and compiled is remembered by its SHA-256 in this process and in the cache
 * folder, so each module costs two starts of a JVM on a machine, each of about a second.
 */
public final class ModuleReader {
  private static final long READ_SECONDS = 60;
  private static final long COMPILE_SECONDS = 600;

  /** The least heap, and how much more for a byte of the module: its text in several forms. */
  private static final int HEAP_MIB = 128;

  private static final int HEAP_PER_BYTE = 16;

  /** What stands in a file whose name says all. */
  private static final byte[] DONE = {1};

  private static final ConcurrentMap<String, SoftReference<String>> TEXTS =
      new ConcurrentHashMap<>();
  private static final ConcurrentMap<String, Boolean> TRUSTED = new ConcurrentHashMap<>();
  private static final ConcurrentMap<String, Boolean> COMPILED = new ConcurrentHashMap<>();

  private ModuleReader() {}

  /**
   * The text of a module in bytecode, which another process has read.
   *
   * @throws XlaException if it is damaged, whatever the reader does with it
   * @throws EngineException if no process could be started, or there is no library here that reads
   *     modules
   */
  public static String text(byte[] bytecode) {
    String producer = MlirBytecode.producer(bytecode);
    CompiledFiles files = texts();
    String key = Compilations.key(bytecode);
    String known = known(files, key);
    if (known == null) {
      known = inFolder(folder -> read(folder, bytecode, producer));
      TEXTS.put(key, new SoftReference<>(known));
      files.write(key, known.getBytes(StandardCharsets.UTF_8));
    }
    return known;
  }

  /** Remembers a module as one that this machine made, or that its user trusts. */
  public static void trust(byte[] bytecode) {
    String key = Compilations.key(bytecode);
    if (TRUSTED.put(key, true) == null) {
      trusted().write(key, DONE);
    }
  }

  /** Whether the module was given to {@link #trust}, which needs no other process then. */
  public static boolean isTrusted(byte[] bytecode) {
    String key = Compilations.key(bytecode);
    return TRUSTED.containsKey(key) || trusted().read(key).isPresent();
  }

  private static CompiledFiles trusted() {
    return new CompiledFiles("modules-trusted");
  }

  /** By the version of the library, whose text it is. */
  private static CompiledFiles texts() {
    return new CompiledFiles("modules-" + NativeFiles.digest(TensorFlowLibrary.identity()));
  }

  private static @Nullable String known(CompiledFiles files, String key) {
    SoftReference<String> kept = TEXTS.get(key);
    String text = kept == null ? null : kept.get();
    return text != null
        ? text
        : files.read(key).map(b -> new String(b, StandardCharsets.UTF_8)).orElse(null);
  }

  private static String read(Path folder, byte[] bytecode, String producer) throws IOException {
    Files.write(folder.resolve(ReaderMain.MODULE), bytecode);
    Optional<String> death =
        new ReaderProcess(folder, heap(bytecode.length), READ_SECONDS, Map.of()).run();
    if (death.isPresent()) {
      throw new XlaException(
          "no valid StableHLO artifact, though it begins as one ("
              + producer
              + "): MLIR's reader, in a process of its own, "
              + death.get()
              + ". The file is damaged: get it again, or export the function again");
    }
    String error = ReaderProcess.read(folder.resolve(ReaderMain.ERROR));
    if (!error.isEmpty()) {
      throw new XlaException(error);
    }
    return Files.readString(folder.resolve(ReaderMain.TEXT));
  }

  /**
   * Compiles a module of {@link #text} for the engine in another process, if none has done so
   * before. What the compiler says against it is left to be said in this process, which may know
   * more, such as functions that the module calls.
   *
   * @throws XlaException if the compiler ends the process or does not come to an end
   */
  public static void tryCompile(Engine engine, StableHloArtifact module) {
    if (!(engine instanceof TensorFlowEngine || engine instanceof PjrtEngine)) {
      return; // no native compiler of ours
    }
    String text = module.text().orElseThrow();
    CompiledFiles files = new CompiledFiles("modules-" + NativeFiles.digest(engine.version()));
    String key =
        Compilations.key(
            text.getBytes(StandardCharsets.UTF_8),
            (module.inputTypes() + " -> " + module.outputTypes()).getBytes(StandardCharsets.UTF_8));
    if (COMPILED.containsKey(key) || files.read(key).isPresent()) {
      return;
    }
    boolean _ = inFolder(folder -> compile(folder, engine, module, text));
    COMPILED.put(key, true);
    files.write(key, DONE);
  }

  private static boolean compile(Path folder, Engine engine, StableHloArtifact module, String text)
      throws IOException {
    Files.writeString(folder.resolve(ReaderMain.MODULE), text);
    ReaderMain.writeTypes(folder, module);
    Map<String, String> settings = new HashMap<>(Map.of("juxta.engine", engine.name()));
    if (engine instanceof PjrtEngine pjrt) {
      settings.put("juxta.pjrt.plugin", pjrt.file().toString());
    }
    Optional<String> death =
        new ReaderProcess(folder, heap(text.length()), COMPILE_SECONDS, settings).run();
    if (death.isPresent()) {
      throw new XlaException(
          "XLA can't compile the module: its compiler, in a process of its own, " + death.get());
    }
    return true;
  }

  private static int heap(int bytes) {
    return HEAP_MIB + (int) (((long) bytes * HEAP_PER_BYTE) >> 20);
  }

  @FunctionalInterface
  private interface Task<R> {
    R apply(Path folder) throws IOException;
  }

  private static <R> R inFolder(Task<R> task) {
    try {
      Path folder = Files.createTempDirectory("juxta-module");
      try {
        return task.apply(folder);
      } finally {
        try (Stream<Path> files = Files.list(folder)) {
          List<Path> all = files.toList();
          for (Path file : all) {
            Files.deleteIfExists(file);
          }
        }
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no folder to read a module in", e);
    }
  }
}
