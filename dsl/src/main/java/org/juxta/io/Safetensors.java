package org.juxta.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import org.juxta.Array;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.JuxtaException;

/**
 * Named arrays in a file of the format safetensors, in which weights of networks are exchanged: a
 * JSON header with names, element types, shapes and places, then the data.
 *
 * {@snippet class="org.juxta.tests.snippets.IoSnippets" region="safetensors"}
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
public final class Safetensors {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int ALIGNMENT = 8;

  private Safetensors() {}

  /**
   * Writes arrays.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  public static void save(Path file, Map<String, Array> arrays) {
    save(file, arrays, LinkedHashMap.empty());
  }

  /**
   * Writes arrays and, with them, texts. A file of this name is replaced at once when all is
   * written.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  public static void save(Path file, Map<String, Array> arrays, Map<String, String> metadata) {
    if (arrays.containsKey(SafetensorsHeader.METADATA)) {
      throw new FormatException(
          "an array can't be called "
              + SafetensorsHeader.METADATA
              + ": the format keeps that name");
    }
    List<Tuple2<String, HostArray>> data =
        arrays
            .toJavaStream()
            .map(e -> e.map2(Array::toHost))
            .sorted(Comparator.comparingInt(e -> -e._2.type().dtype().bytes()))
            .toList();
    byte[] header = header(data, metadata);
    AtomicFile.write(
        file,
        channel -> {
          ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          length.putLong(header.length).flip();
          channel.write(new ByteBuffer[] {length, ByteBuffer.wrap(header)});
          for (var entry : data) {
            Elements.write(channel, entry._2, ByteOrder.LITTLE_ENDIAN);
          }
        });
  }

  private static byte[] header(
      List<Tuple2<String, HostArray>> arrays, Map<String, String> metadata) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(SafetensorsHeader.METADATA);
        for (var entry : metadata) {
          json.writeStringField(entry._1, entry._2);
        }
        json.writeEndObject();
      }
      long at = 0;
      for (var entry : arrays) {
        ArrayType type = entry._2.type();
        long end = at + (long) type.shape().size() * type.dtype().bytes();
        json.writeObjectFieldStart(entry._1);
        json.writeStringField("dtype", SafetensorsHeader.name(type.dtype()));
        json.writeFieldName("shape");
        json.writeArray(type.shape().dims().toArray(), 0, type.rank());
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {at, end}, 0, 2);
        json.writeEndObject();
        at = end;
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer padded =
        ByteBuffer.allocate(Math.ceilDiv(bytes.length, ALIGNMENT) * ALIGNMENT).put(bytes);
    while (padded.hasRemaining()) {
      padded.put((byte) ' ');
    }
    return padded.array();
  }

  /**
   * Reads all arrays, in the order of the header.
   *
   * @throws FormatException if the file is damaged, or has elements that Juxta has no arrays for
   * @throws UncheckedIOException if the file can't be read
   */
  public static Map<String, Array> load(Path file) {
    return read(
        file,
        (channel, header) -> {
          Map<String, Array> arrays = LinkedHashMap.empty();
          for (var entry : header.tensors()) {
            arrays = arrays.put(entry._1, tensor(channel, header, entry._2));
          }
          return arrays;
        });
  }

  /**
   * Reads one array and nothing else of the file.
   *
   * @throws FormatException if there is none of this name, or the file is damaged
   * @throws UncheckedIOException if the file can't be read
   */
  public static Array load(Path file, String name) {
    return read(
        file,
        (channel, header) ->
            tensor(
                channel,
                header,
                header
                    .tensors()
                    .get(name)
                    .getOrElseThrow(
                        () ->
                            new FormatException(
                                "no array '%s'; there are %s"
                                    .formatted(name, header.tensors().keySet().mkString(", "))))));
  }

  /** The element types and shapes of all arrays, from the header alone. */
  public static Map<String, ArrayType> types(Path file) {
    return read(file, (_, header) -> header.tensors().mapValues(SafetensorsHeader.Tensor::type));
  }

  /** The texts that stand beside the arrays. */
  public static Map<String, String> metadata(Path file) {
    return read(file, (_, header) -> header.metadata());
  }

  @FunctionalInterface
  private interface Reader<R> {
    R read(FileChannel channel, SafetensorsHeader header) throws IOException;
  }

  private static <R> R read(Path file, Reader<R> reader) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return reader.read(channel, SafetensorsHeader.read(channel));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    } catch (JuxtaException e) {
      throw FormatException.in(file, e);
    }
  }

  private static Array tensor(
      FileChannel channel, SafetensorsHeader header, SafetensorsHeader.Tensor tensor)
      throws IOException {
    channel.position(header.bytes() + tensor.start());
    return Array.of(Elements.read(channel, tensor.type(), ByteOrder.LITTLE_ENDIAN));
  }
}
