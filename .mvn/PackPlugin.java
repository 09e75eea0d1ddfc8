import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Packs a PJRT plugin, a shared library or a Python wheel, into a jar in which Juxta finds it on
 * the class path: {@code PackPlugin FOLDER PLUGIN PLATFORM JAR}, where PLUGIN may be relative to
 * FOLDER and PLATFORM is such as linux-x86_64. Run by natives/pom.xml, profile pjrt-artifact.
 */
final class PackPlugin {
  private PackPlugin() {}

  public static void main(String[] args) throws IOException {
    Path plugin = Path.of(args[0]).resolve(args[1]);
    if (!Files.isRegularFile(plugin)) {
      System.err.println(
          "-Dpjrt.plugin=FILE must name a PJRT plugin's library or wheel: " + plugin);
      System.exit(1);
    }
    Path jar = Path.of(args[3]);
    Files.createDirectories(jar.toAbsolutePath().getParent());
    String folder = "org/juxta/pjrt/" + args[2] + "/";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (int end = folder.indexOf('/'); end >= 0; end = folder.indexOf('/', end + 1)) {
        entries.putNextEntry(new JarEntry(folder.substring(0, end + 1)));
      }
      JarEntry entry = new JarEntry(folder + plugin.getFileName());
      entry.setLastModifiedTime(Files.getLastModifiedTime(plugin));
      entries.putNextEntry(entry);
      Files.copy(plugin, entries);
    }
  }
}
