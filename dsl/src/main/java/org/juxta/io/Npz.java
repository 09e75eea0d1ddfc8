package org.juxta.io;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.juxta.Array;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.JuxtaException;

/**
 * Named arrays in a file of NumPy's format {@code .npz}, a zip of {@code .npy} files: as {@code
 * numpy.savez}, {@code numpy.savez_compressed} and {@code numpy.load}.
 *
 * {@snippet class="org.juxta.tests.snippets.IoSnippets" region="npz"}
 */
public final class Npz {
  /** Deflate makes at most a thousand bytes and some of one. */
  private static final long EXPANSION = 1100;

  private static final String SUFFIX = ".npy";

  private Npz() {}

  /**
   * Writes arrays as they are. A file of this name is replaced at once when all is written.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  public static void save(Path file, Map<String, Array> arrays) {
    save(file, arrays, Deflater.NO_COMPRESSION);
  }

  /**
   * Writes arrays compressed.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  public static void saveCompressed(Path file, Map<String, Array> arrays) {
    save(file, arrays, Deflater.DEFAULT_COMPRESSION);
  }

  private static void save(Path file, Map<String, Array> arrays, int level) {
    Map<String, HostArray> data = arrays.mapValues(Array::toHost);
    AtomicFile.write(
        file,
        channel -> {
          ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
          zip.setLevel(level);
          var to = Channels.newChannel(zip);
          for (var entry : data) {
            zip.putNextEntry(new ZipEntry(entry._1 + SUFFIX));
            Npy.write(to, entry._2);
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  /**
   * Reads all arrays, in the file's order.
   *
   * @throws FormatException if the file or an array in it is damaged
   * @throws UncheckedIOException if the file can't be read
   */
  public static Map<String, Array> load(Path file) {
    Map<String, Array> arrays = LinkedHashMap.empty();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (name.endsWith(SUFFIX)) {
          name = name.substring(0, name.length() - SUFFIX.length());
        }
        arrays = arrays.put(name, read(zip, entry));
      }
      return arrays;
    } catch (ZipException e) {
      throw new FormatException(file + ": not a zip file, or a damaged one: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    } catch (JuxtaException e) {
      throw FormatException.in(file, e);
    }
  }

  private static Array read(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      long packed = entry.getCompressedSize();
      long possible = entry.getMethod() == ZipEntry.STORED ? packed : EXPANSION * (packed + 1);
      return Npy.read(Channels.newChannel(in), Math.min(entry.getSize(), possible));
    }
  }
}
