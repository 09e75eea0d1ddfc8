package org.juxta.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;

/**
 * One array in a file of NumPy's format {@code .npy}: as {@code numpy.save} and {@code numpy.load}.
 *
 * {@snippet class="org.juxta.tests.snippets.IoSnippets" region="npy"}
 */
public final class Npy {
  private Npy() {}

  /**
   * Writes an array. A file of this name is replaced at once when all is written, and stays as it
   * was if that fails.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  public static void save(Path file, Array array) {
    HostArray data = array.toHost();
    AtomicFile.write(file, channel -> write(channel, data));
  }

  /**
   * Reads an array: of versions 1 to 3 of the format, either byte order, rows or columns first.
   *
   * @throws FormatException if the file is damaged, or holds elements such as strings or objects
   * @throws UncheckedIOException if the file can't be read
   */
  public static Array load(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel, channel.size());
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    } catch (JuxtaException e) {
      throw FormatException.in(file, e);
    }
  }

  static void write(WritableByteChannel to, HostArray array) throws IOException {
    var header = NpyHeader.encode(array.type());
    while (header.hasRemaining()) {
      to.write(header);
    }
    Elements.write(to, array, ByteOrder.nativeOrder());
  }

  /**
   * Reads header and data.
   *
   * @param limit at most as many bytes can come
   */
  static Array read(ReadableByteChannel from, long limit) throws IOException {
    NpyHeader header = NpyHeader.read(from);
    if (header.dataBytes() > limit - header.bytes()) {
      throw new FormatException(
          "%s takes %d bytes, but at most %d follow the header"
              .formatted(header.type(), header.dataBytes(), limit - header.bytes()));
    }
    if (!header.fortran()) {
      return Array.of(Elements.read(from, header.type(), header.order()));
    }
    Ints reversed = Ints.range(0, header.type().rank()).map(i -> header.type().rank() - 1 - i);
    Shape stored = new Shape(reversed.map(header.type().shape()::dim));
    ArrayType type = header.type().with(stored);
    return Np.transpose(Array.of(Elements.read(from, type, header.order())), reversed.toArray());
  }
}
