package org.juxta.xla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds TensorFlow's library on the class path, unpacks it once per user, and loads it, silently.
 * Its environment is set before: logging off, compiled programs kept on disk, NaNs kept in maxima
 * and minima; for the rest {@code XLA_FLAGS} and {@code TF_XLA_FLAGS} are as the user has them. A
 * process that this one starts may inherit these settings.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class TensorFlowLibrary {
  private static final String RESOURCES = "org/tensorflow/internal/c_api/";

  private static @Nullable SymbolLookup symbols;
  private static volatile @Nullable Path compiled;

  private TensorFlowLibrary() {}

  /**
   * The functions of the library.
   *
   * @throws EngineException that says for which platform nothing was found, or what could not be
   *     loaded
   */
  static synchronized SymbolLookup load() {
    SymbolLookup loaded = symbols;
    if (loaded == null) {
      loaded = loadFrom(unpacked());
      symbols = loaded;
    }
    return loaded;
  }

  /**
   * Another text for each library.
   *
   * @throws EngineException if there is none here
   */
  static String identity() {
    return unpacked().getFileName().toString();
  }

  private static SymbolLookup loadFrom(Path folder) {
    setEnvironment(folder.getFileName().toString());
    Path framework = library(folder, "tensorflow_framework");
    Path core = library(folder, "tensorflow_cc");
    try {
      SymbolLookup first = SymbolLookup.libraryLookup(framework, Arena.global());
      return SymbolLookup.libraryLookup(core, Arena.global()).or(first);
    } catch (IllegalArgumentException | IllegalCallerException e) {
      throw new EngineException(
          "TensorFlow's library could not be loaded on "
              + platform()
              + ": tried "
              + core
              + " ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  private static Path library(Path folder, String name) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().contains(name))
          .findFirst()
          .orElseThrow(() -> new EngineException("there is no " + name + " library in " + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the Maven classifiers have it. */
  static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    String system = os.contains("mac") ? "macosx" : os.contains("windows") ? "windows" : "linux";
    String processor =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm64";
          default -> arch;
        };
    return system + "-" + processor;
  }

  private static Path unpacked() {
    String resources = RESOURCES + platform() + "/";
    URL url =
        PackedFiles.find(resources)
            .orElseThrow(
                () ->
                    new EngineException(
                        "No XLA for this platform, "
                            + platform()
                            + ": there is no "
                            + resources
                            + " on the class path (it comes with juxta-natives, classifier "
                            + platform()
                            + ")."));
    try {
      return PackedFiles.unpacked(
          url, resources, "tensorflow-" + platform(), TensorFlowLibrary::isWanted);
    } catch (IOException e) {
      throw new EngineException(
          "TensorFlow's library could not be unpacked from " + url + ": " + e, e);
    }
  }

  /** All but JavaCPP's own glue. */
  private static boolean isWanted(String name) {
    return name.contains("tensorflow") && !name.contains("jni");
  }

  private static void setEnvironment(String library) {
    NativeEnvironment.silence();
    // Else the library announces oneDNN on every start. XLA does not use it.
    NativeEnvironment.setUnlessSet("TF_ENABLE_ONEDNN_OPTS", "0");
    // Always set: a later change then replaces an entry and moves none under a reader.
    LibC.setEnvironment("XLA_FLAGS", xlaFlags());
    String flags = NativeEnvironment.get("TF_XLA_FLAGS");
    if (!flags.contains("tf_xla_persistent_cache_directory")) {
      CacheDirectory.compiled(
              NativeFiles.digest(library + NativeEnvironment.machine() + xlaFlags()))
          .ifPresent(folder -> keepCompiled(flags, folder));
    }
  }

  private static void keepCompiled(String flags, Path folder) {
    LibC.setEnvironment(
        "TF_XLA_FLAGS",
        (flags
                + " --tf_xla_persistent_cache_directory="
                + quoted(folder)
                + " --tf_xla_persistent_cache_device_types=CPU")
            .strip());
    compiled = folder;
  }

  /** Where the library keeps compiled programs, if it was told so here. */
  static @Nullable Path compiled() {
    return compiled;
  }

  /** The user's, and one without which the maximum of 1 and NaN is 1. */
  static String xlaFlags() {
    return (NativeEnvironment.get("XLA_FLAGS") + " --xla_cpu_enable_fast_min_max=false").strip();
  }

  private static String quoted(Path folder) {
    return folder.toString().contains(" ") ? "\"" + folder + "\"" : folder.toString();
  }
}
