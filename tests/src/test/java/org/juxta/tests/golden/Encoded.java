package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.juxta.Array;
import org.juxta.Index;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/** The encoding of the cases: arrays are {shape, dtype, data}, non-finite floats are strings. */
final class Encoded {
  private Encoded() {}

  static boolean isArray(JsonNode node) {
    return node.has("shape") && node.has("data");
  }

  static Array array(JsonNode node) {
    return array(node, Values.dtype(node.get("dtype").asText()));
  }

  /**
   * What is expected: integers of types that Juxta has not as I64, 64 unsigned bits by their two's
   * complement.
   */
  static Array expected(JsonNode node) {
    String dtype = node.get("dtype").asText();
    return array(node, dtype.matches("u?int.*") ? DType.I64 : Values.dtype(dtype));
  }

  private static Array array(JsonNode node, DType dtype) {
    JsonNode data = node.get("data");
    int[] dims = new int[node.get("shape").size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = node.get("shape").get(i).asInt();
    }
    if (dtype.isComplex()) {
      return Np.complex(part(data, 0), part(data, 1)).astype(dtype).reshape(dims);
    }
    double[] reals = new double[data.size()];
    long[] whole = new long[data.size()];
    for (int i = 0; i < data.size(); i++) {
      if (dtype.isInteger()) {
        whole[i] = data.get(i).bigIntegerValue().longValue();
      } else {
        reals[i] = number(data.get(i));
      }
    }
    Array flat = dtype.isInteger() ? Np.array(whole) : Np.array(reals);
    return flat.astype(dtype).reshape(dims);
  }

  /** The real (0) or imaginary (1) parts of complex numbers. */
  private static Array part(JsonNode data, int which) {
    double[] part = new double[data.size()];
    for (int i = 0; i < part.length; i++) {
      part[i] = number(data.get(i).get(which));
    }
    return Np.array(part);
  }

  static double number(JsonNode node) {
    return switch (node.asText()) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "true" -> 1;
      case "false" -> 0;
      default -> {
        if (!node.isNumber()) {
          throw new IllegalArgumentException("not a number: " + node);
        }
        yield node.doubleValue();
      }
    };
  }

  /** As an argument: numbers are Python scalars, lists are lists, null is None. */
  static Object value(JsonNode node) {
    if (isArray(node)) {
      return array(node);
    }
    if (node.has("slice")) {
      JsonNode s = node.get("slice");
      return new Index.Range(
          s.get(0).isNull() ? null : s.get(0).asInt(),
          s.get(1).isNull() ? null : s.get(1).asInt(),
          s.get(2).isNull() ? 1 : s.get(2).asInt());
    }
    return switch (node.getNodeType()) {
      case ARRAY -> {
        List<Object> values = new ArrayList<>();
        node.forEach(item -> values.add(value(item)));
        yield values;
      }
      case OBJECT -> values(node);
      case NUMBER ->
          node.isIntegralNumber()
              ? (Object) node.bigIntegerValue().longValue()
              : (Object) node.asDouble();
      case BOOLEAN -> node.asBoolean();
      case NULL -> None.NONE;
      case STRING -> text(node);
      case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not understood: " + node);
    };
  }

  private static Object text(JsonNode node) {
    return switch (node.asText()) {
      case "nan", "inf", "-inf" -> number(node);
      default -> node.asText();
    };
  }

  /** The fields of an object, as arguments by name. */
  static SequencedMap<String, Object> values(JsonNode node) {
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    node.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
    return values;
  }

  /** An object of the given fields. */
  static JsonNode object(Map<String, JsonNode> fields) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fields.forEach(object::set);
    return object;
  }

  /** An encoded array repeated to a larger shape. */
  static JsonNode broadcast(JsonNode node, Shape shape) {
    Array large = Np.broadcastTo(array(node), shape);
    ObjectNode encoded = JsonNodeFactory.instance.objectNode();
    ArrayNode dims = encoded.putArray("shape");
    shape.dims().stream().forEach(dims::add);
    encoded.set("dtype", node.get("dtype"));
    ArrayNode data = encoded.putArray("data");
    for (double value : large.toDoubles()) {
      data.add(value);
    }
    return encoded;
  }

  /**
   * What is expected, taken apart: paths such as {@code [0]} or {@code .mean} to arrays or numbers.
   */
  static Map<String, JsonNode> leaves(JsonNode node) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    collect("", node, leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
    if (isArray(node) || node.isValueNode()) {
      leaves.put(path, node);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "[" + i + "]", node.get(i), leaves);
      }
    } else {
      node.properties()
          .forEach(field -> collect(path + "." + field.getKey(), field.getValue(), leaves));
    }
  }

  /** A result taken apart in the same way. */
  static Map<String, Array> leaves(Object value) {
    Map<String, Array> leaves = new TreeMap<>();
    collect("", value, leaves);
    return leaves;
  }

  private static void collect(String path, Object value, Map<String, Array> leaves) {
    switch (value) {
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(path + "[" + i + "]", list.get(i), leaves);
        }
      }
      case Map<?, ?> map -> map.forEach((key, item) -> collect(path + "." + key, item, leaves));
      default -> leaves.put(path, Values.array(value));
    }
  }
}
