package org.juxta.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The header of a safetensors file, checked: every array has its own bytes, which are as many as
 * its type says, and all bytes belong to an array.
 *
 * @param bytes the length of the header with its own length
 */
record SafetensorsHeader(Map<String, Tensor> tensors, Map<String, String> metadata, long bytes) {
  static final String METADATA = "__metadata__";

  /** As the reference implementation has it. */
  private static final long LIMIT = 100_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** An array, whose data begin {@code start} bytes after the header. */
  record Tensor(ArrayType type, long start, long end) {}

  static String name(DType dtype) {
    return switch (dtype) {
      case BOOL, I32, I64, U32, F32, F64 -> dtype.name();
    };
  }

  private static DType dtype(String name) {
    for (DType dtype : DType.values()) {
      if (name(dtype).equals(name)) {
        return dtype;
      }
    }
    throw new FormatException("elements of type " + name + ", which Juxta's arrays can't hold");
  }

  static SafetensorsHeader read(FileChannel channel) throws IOException {
    ByteBuffer size = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Elements.fill(channel, size);
    long length = size.getLong();
    long rest = channel.size() - Long.BYTES;
    if (length < 0 || length > Math.min(LIMIT, rest)) {
      throw new FormatException(
          "not a safetensors file: a header of %s bytes in a file of %d"
              .formatted(Long.toUnsignedString(length), channel.size()));
    }
    ByteBuffer text = ByteBuffer.allocate((int) length);
    Elements.fill(channel, text);
    try (JsonParser json = JSON.createParser(text.array())) {
      SafetensorsHeader header = parse(json, Long.BYTES + length);
      checkCover(header, rest - length);
      return header;
    } catch (JsonProcessingException e) {
      throw new FormatException("the header is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static SafetensorsHeader parse(JsonParser json, long bytes) throws IOException {
    Map<String, Tensor> tensors = LinkedHashMap.empty();
    Map<String, String> metadata = LinkedHashMap.empty();
    require(json.nextToken() == JsonToken.START_OBJECT, json);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      require(json.nextToken() == JsonToken.START_OBJECT, json);
      if (name.equals(METADATA)) {
        metadata = texts(json);
      } else {
        tensors = tensors.put(name, tensor(json, name));
      }
    }
    require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null, json);
    return new SafetensorsHeader(tensors, metadata, bytes);
  }

  private static Map<String, String> texts(JsonParser json) throws IOException {
    Map<String, String> texts = LinkedHashMap.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      require(json.nextToken() == JsonToken.VALUE_STRING, json);
      texts = texts.put(name, json.getText());
    }
    return texts;
  }

  private static Tensor tensor(JsonParser json, String name) throws IOException {
    @Nullable String dtype = null;
    @Nullable List<Long> shape = null;
    @Nullable List<Long> place = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> dtype = json.getText();
        case "shape" -> shape = numbers(json);
        case "data_offsets" -> place = numbers(json);
        default -> json.skipChildren();
      }
    }
    if (dtype == null || shape == null || place == null || place.size() != 2) {
      throw new FormatException("'%s' lacks its dtype, shape or two data_offsets".formatted(name));
    }
    int[] sizes = shape.stream().mapToInt(s -> (int) Math.min(s, Integer.MAX_VALUE)).toArray();
    ArrayType type = ArrayType.of(dtype(dtype), Shape.of(sizes));
    long bytes = (long) type.shape().size() * type.dtype().bytes();
    if (place.get(0) > place.get(1) || place.get(1) - place.get(0) != bytes) {
      throw new FormatException(
          "'%s', %s, takes %d bytes, but has those from %d to %d"
              .formatted(name, type, bytes, place.get(0), place.get(1)));
    }
    return new Tensor(type, place.get(0), place.get(1));
  }

  private static List<Long> numbers(JsonParser json) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, json);
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      require(json.getLongValue() >= 0, json);
      numbers.add(json.getLongValue());
    }
    require(json.currentToken() == JsonToken.END_ARRAY, json);
    return numbers;
  }

  private static void require(boolean fits, JsonParser json) {
    if (!fits) {
      throw new FormatException(
          "the header is not that of safetensors at character "
              + json.currentLocation().getCharOffset());
    }
  }

  /** By their places; those without elements before the one that begins there. */
  private static List<Tensor> inOrder(SafetensorsHeader header) {
    return header
        .tensors
        .values()
        .toJavaStream()
        .sorted(Comparator.comparingLong(Tensor::start).thenComparingLong(Tensor::end))
        .toList();
  }

  private static void checkCover(SafetensorsHeader header, long bytes) {
    long at = 0;
    for (Tensor tensor : inOrder(header)) {
      if (tensor.start != at) {
        throw new FormatException(
            "the data from byte %d to %d belong to %s"
                .formatted(
                    Math.min(at, tensor.start),
                    Math.max(at, tensor.start),
                    tensor.start > at ? "no array" : "two arrays"));
      }
      at = tensor.end;
    }
    if (at != bytes) {
      throw new FormatException(
          "the arrays take %d bytes, but %d follow the header".formatted(at, bytes));
    }
  }
}
