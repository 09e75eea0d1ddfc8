package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.KeyLayout;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/** Reads the reference cases of random numbers and compares arrays with them. */
final class RandomGoldens {
  private RandomGoldens() {}

  static List<JsonNode> cases(String file) {
    try (InputStream in =
        Objects.requireNonNull(RandomGoldens.class.getResourceAsStream("/goldens/" + file))) {
      List<JsonNode> cases = new ArrayList<>();
      new ObjectMapper().readTree(in).get("cases").forEach(cases::add);
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static KeyLayout layout(JsonNode node) {
    return node.path("layout").asText("original").equals("original")
        ? KeyLayout.ORIGINAL
        : KeyLayout.PARTITIONABLE;
  }

  static Key key(JsonNode words, KeyLayout layout) {
    long high = words.get("data").get(0).asLong();
    long low = words.get("data").get(1).asLong();
    return Key.of((high << 32) | low, layout);
  }

  static Shape shape(JsonNode dims) {
    return Shape.of(
        StreamSupport.stream(dims.spliterator(), false).mapToInt(JsonNode::asInt).toArray());
  }

  static DType dtype(String name) {
    return switch (name) {
      case "float32" -> DType.F32;
      case "float64" -> DType.F64;
      case "int32" -> DType.I32;
      case "int64" -> DType.I64;
      case "uint32" -> DType.U32;
      case "bool" -> DType.BOOL;
      default -> throw new IllegalArgumentException("no element type for " + name);
    };
  }

  /** A number, nested lists of numbers, or an encoded array, as an array of the given type. */
  static Array array(JsonNode node, DType dtype) {
    if (node.has("data")) {
      return array(node.get("data"), dtype).reshape(shape(node.get("shape")));
    }
    List<JsonNode> flat = new ArrayList<>();
    List<Integer> dims = new ArrayList<>();
    for (JsonNode level = node; level.isArray(); level = level.get(0)) {
      dims.add(level.size());
    }
    flatten(node, flat);
    Array values =
        dtype.isFloat()
            ? Np.array(flat.stream().mapToDouble(JsonNode::asDouble).toArray())
            : Np.array(flat.stream().mapToLong(JsonNode::asLong).toArray());
    return values.astype(dtype).reshape(dims.stream().mapToInt(d -> d).toArray());
  }

  private static void flatten(JsonNode node, List<JsonNode> into) {
    if (node.isArray()) {
      node.forEach(child -> flatten(child, into));
    } else {
      into.add(node);
    }
  }

  /** Asserts the shape and the values, by the comparison that the case asks for. */
  static void check(JsonNode test, Array found) {
    JsonNode expected = test.get("expected");
    assertThat(found.shape()).isEqualTo(shape(expected.get("shape")));
    JsonNode data = expected.get("data");
    JsonNode compare = test.get("compare");
    if (!compare.get("mode").asText().equals("exact")) {
      checkClose(
          data, found.toDoubles(), compare.get("rtol").asDouble(), compare.get("atol").asDouble());
    } else if (found.dtype().isFloat()) {
      double[] exact =
          IntStream.range(0, data.size()).mapToDouble(i -> data.get(i).asDouble()).toArray();
      assertThat(found.toDoubles()).containsExactly(exact);
    } else {
      long[] exact = IntStream.range(0, data.size()).mapToLong(i -> integer(data.get(i))).toArray();
      assertThat(found.toLongs()).containsExactly(exact);
    }
  }

  /** 64 unsigned bits come as a larger number than a long: their two's complement is compared. */
  private static long integer(JsonNode node) {
    return node.isBoolean() ? (node.asBoolean() ? 1 : 0) : node.bigIntegerValue().longValue();
  }

  private static void checkClose(JsonNode data, double[] found, double rtol, double atol) {
    assertThat(found).hasSize(data.size());
    for (int i = 0; i < found.length; i++) {
      double expected = data.get(i).asDouble();
      double tolerance = atol + rtol * Math.abs(expected);
      assertThat(Math.abs(found[i] - expected))
          .as("%s for %s at %d", found[i], expected, i)
          .isLessThanOrEqualTo(tolerance);
    }
  }
}
