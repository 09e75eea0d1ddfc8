package org.juxta.xla;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The libraries of CUDA that JavaCPP's presets ({@code org.bytedeco:cuda-redist} and its relatives)
 * have on the class path. They are unpacked once per user, and loaded before a CUDA plugin looks
 * for them: the system's loader takes a library that is there already by its name. Without them the
 * plugin finds what the system has.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class CudaLibraries {
  private static final String RESOURCES = "org/bytedeco/cuda/";

  private CudaLibraries() {}

  /** Whether the plugin in that file is one for CUDA, by its name. */
  static boolean needs(Path plugin) {
    return plugin.getFileName().toString().contains("cuda");
  }

  /**
   * Loads what there is, for good.
   *
   * @return the libraries that were loaded
   * @throws EngineException if one can't be unpacked, or none of some can be loaded
   */
  static List<Path> load() {
    String resources = RESOURCES + TensorFlowLibrary.platform() + "/";
    List<Path> libraries = new ArrayList<>();
    try {
      for (URL url : PackedFiles.findAll(resources)) {
        Path folder = PackedFiles.unpacked(url, resources, "cuda", CudaLibraries::isWanted);
        try (Stream<Path> files = Files.list(folder)) {
          libraries.addAll(files.sorted().toList());
        }
      }
    } catch (IOException e) {
      throw new EngineException("CUDA's libraries could not be unpacked: " + e, e);
    }
    return loadAll(libraries);
  }

  /** Libraries without JavaCPP's own glue; not those for building and profiling programs. */
  static boolean isWanted(String name) {
    return name.matches("lib(cu|nv|nccl).*\\.so\\.[0-9.]+") && !name.contains("jni");
  }

  /**
   * Each needs some of the others, which are found by name once they are loaded: so those that
   * can't be loaded are tried again for as long as that gets further.
   */
  static List<Path> loadAll(List<Path> libraries) {
    List<Path> loaded = new ArrayList<>();
    List<Path> waiting = libraries;
    StringBuilder reasons = new StringBuilder();
    while (!waiting.isEmpty()) {
      List<Path> failed = new ArrayList<>();
      reasons.setLength(0);
      for (Path library : waiting) {
        try {
          SymbolLookup.libraryLookup(library, Arena.global());
          loaded.add(library);
        } catch (IllegalArgumentException e) {
          failed.add(library);
          reasons.append("\n  ").append(e.getMessage());
        }
      }
      if (failed.size() == waiting.size()) {
        break;
      }
      waiting = failed;
    }
    if (loaded.isEmpty() && !libraries.isEmpty()) {
      throw new EngineException("none of CUDA's libraries could be loaded:" + reasons);
    }
    if (!reasons.isEmpty()) {
      System.getLogger("org.juxta.xla")
          .log(System.Logger.Level.DEBUG, "some of CUDA's libraries were not loaded:" + reasons);
    }
    return loaded;
  }
}
