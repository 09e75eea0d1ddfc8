package org.juxta.xla;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PJRT plugin that an artifact on the class path brings for this platform: one file, a shared
 * library or a wheel, in a folder of its own.
 */
final class PackedPlugin {
  private PackedPlugin() {}

  private static String resources() {
    return "org/juxta/pjrt/" + TensorFlowLibrary.platform() + "/";
  }

  /** Whether there is one. */
  static boolean isThere() {
    return PackedFiles.find(resources()).isPresent();
  }

  /**
   * The plugin, unpacked once into the user's cache; empty if there is none.
   *
   * @throws EngineException if it could not be unpacked
   */
  static Optional<Path> find() {
    return PackedFiles.find(resources()).map(PackedPlugin::unpacked);
  }

  private static Path unpacked(URL url) {
    try {
      Path folder = PackedFiles.unpacked(url, resources(), "packed-pjrt", _ -> true);
      try (Stream<Path> files = Files.list(folder)) {
        return files.findFirst().orElseThrow(() -> new IOException(folder + " is empty"));
      }
    } catch (IOException e) {
      throw new EngineException("the PJRT plugin could not be unpacked from " + url + ": " + e, e);
    }
  }
}
