package org.juxta.xla;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Native libraries that lie in a folder of a jar, or of a plain folder, on the class path. */
final class PackedFiles {
  private PackedFiles() {}

  /** Where the folder is on the class path; empty if it is not there. */
  static Optional<URL> find(String resources) {
    return Optional.ofNullable(PackedFiles.class.getClassLoader().getResource(resources));
  }

  /** All places where such a folder is on the class path. */
  static List<URL> findAll(String resources) throws IOException {
    return Collections.list(PackedFiles.class.getClassLoader().getResources(resources));
  }

  /**
   * The files of the folder at {@code url}, unpacked once into the user's cache.
   *
   * @param resources the folder's name on the class path, with a slash at its end
   * @param name what the folder in the cache is called, before a digest of its contents
   * @param wanted which files, by their names
   */
  static Path unpacked(URL url, String resources, String name, Predicate<String> wanted)
      throws IOException {
    try {
      if (url.getProtocol().equals("file")) {
        return unpack(Path.of(url.toURI()), name, wanted);
      }
      String jar = url.toURI().toString();
      try (FileSystem files =
          FileSystems.newFileSystem(URI.create(jar.substring(0, jar.indexOf('!'))), Map.of())) {
        return unpack(files.getPath("/" + resources), name, wanted);
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static Path unpack(Path resources, String name, Predicate<String> wanted)
      throws IOException {
    List<Path> libraries;
    try (Stream<Path> files = Files.list(resources)) {
      libraries =
          files.filter(file -> wanted.test(file.getFileName().toString())).sorted().toList();
    }
    StringBuilder contents = new StringBuilder();
    for (Path library : libraries) {
      contents.append(library.getFileName()).append(Files.size(library));
      contents.append(Files.getLastModifiedTime(library).toMillis());
    }
    return NativeFiles.unpacked(
        name + "-" + NativeFiles.digest(contents.toString()),
        folder -> {
          for (Path library : libraries) {
            Files.copy(library, folder.resolve(library.getFileName().toString()));
          }
        });
  }
}
