package org.juxta.transforms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.DType;

/** The signature of an exported function as JSON: objects, lists and strings, nothing else. */
final class ExportJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ExportJson() {}

  static String write(ExportSignature signature) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", signature.name());
    all.put("platforms", signature.platforms());
    all.put("platformIndex", Boolean.toString(signature.platformIndex()));
    all.put("weights", signature.weights().stream().map(ExportJson::leaf).toList());
    all.put("inputs", signature.inputs().stream().map(ExportJson::leaf).toList());
    all.put("outputs", signature.outputs().stream().map(ExportJson::leaf).toList());
    PortableTree arguments = signature.arguments();
    PortableTree results = signature.results();
    if (arguments != null) {
      all.put("arguments", tree(arguments));
    }
    if (results != null) {
      all.put("results", tree(results));
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeFieldName((String) entry.getKey());
          write(json, entry.getValue());
        }
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          write(json, element);
        }
        json.writeEndArray();
      }
      default -> json.writeString((String) value);
    }
  }

  private static Map<String, Object> leaf(ExportSignature.Leaf leaf) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", leaf.name());
    map.put("dtype", leaf.type().dtype().name());
    map.put("shape", leaf.type().dims());
    map.put("kept", Boolean.toString(leaf.kept()));
    return map;
  }

  private static Object tree(PortableTree tree) {
    return switch (tree) {
      case PortableTree.Leaf() -> List.of("array");
      case PortableTree.Constant(Object value) ->
          value == null
              ? List.of("null")
              : List.of("value", value.getClass().getSimpleName(), value.toString());
      case PortableTree.Items(PortableTree.Kind kind, List<PortableTree> parts) ->
          List.of(kind.name(), parts.stream().map(ExportJson::tree).toList());
      case PortableTree.Entries(
              PortableTree.Kind kind,
              String type,
              List<String> names,
              List<PortableTree> parts) ->
          List.of(kind.name(), type, names, parts.stream().map(ExportJson::tree).toList());
    };
  }

  /**
   * The signature in a text.
   *
   * @throws ExportException if it is damaged
   */
  static ExportSignature read(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      Object value = value(json);
      require(json.nextToken() == null);
      return signature(map(value));
    } catch (JsonProcessingException e) {
      throw new ExportException("the signature is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          map.put(name, value(json));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json));
        }
        yield list;
      }
      case VALUE_STRING -> json.getText();
      case null, default -> throw damaged();
    };
  }

  private static ExportSignature signature(Map<?, ?> all) {
    return new ExportSignature(
        text(all.get("name")),
        list(all.get("platforms")).stream().map(ExportJson::text).toList(),
        text(all.get("platformIndex")).equals("true"),
        leaves(all.get("weights")),
        leaves(all.get("inputs")),
        leaves(all.get("outputs")),
        all.containsKey("arguments") ? tree(all.get("arguments")) : null,
        all.containsKey("results") ? tree(all.get("results")) : null);
  }

  private static List<ExportSignature.Leaf> leaves(@Nullable Object value) {
    List<ExportSignature.Leaf> leaves = new ArrayList<>();
    for (Object element : list(value)) {
      Map<?, ?> leaf = map(element);
      leaves.add(
          new ExportSignature.Leaf(
              text(leaf.get("name")),
              new SymbolicType(
                  dtype(text(leaf.get("dtype"))),
                  list(leaf.get("shape")).stream().map(ExportJson::text).toList()),
              text(leaf.get("kept")).equals("true")));
    }
    return leaves;
  }

  /** The element type of that name. */
  static DType dtype(String name) {
    for (DType dtype : DType.values()) {
      if (dtype.name().equals(name)) {
        return dtype;
      }
    }
    throw new ExportException("elements of type " + name + ", which Juxta's arrays can't hold");
  }

  private static PortableTree tree(@Nullable Object value) {
    List<?> node = list(value);
    require(!node.isEmpty());
    String what = text(node.getFirst());
    return switch (what) {
      case "array" -> new PortableTree.Leaf();
      case "null" -> new PortableTree.Constant(null);
      case "value" -> {
        require(node.size() == 3);
        yield new PortableTree.Constant(constant(text(node.get(1)), text(node.get(2))));
      }
      default -> {
        PortableTree.Kind kind = kind(what);
        if (node.size() == 2) {
          yield new PortableTree.Items(kind, trees(node.get(1)));
        }
        require(node.size() == 4);
        List<String> names = list(node.get(2)).stream().map(ExportJson::text).toList();
        List<PortableTree> parts = trees(node.get(3));
        require(names.size() == parts.size());
        yield new PortableTree.Entries(kind, text(node.get(1)), names, parts);
      }
    };
  }

  private static List<PortableTree> trees(Object value) {
    List<PortableTree> trees = new ArrayList<>();
    for (Object element : list(value)) {
      trees.add(tree(element));
    }
    return trees;
  }

  private static PortableTree.Kind kind(String name) {
    for (PortableTree.Kind kind : PortableTree.Kind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw damaged();
  }

  private static Object constant(String type, String text) {
    try {
      return switch (type) {
        case "Boolean" -> Boolean.valueOf(text);
        case "Integer" -> Integer.valueOf(text);
        case "Long" -> Long.valueOf(text);
        case "Float" -> Float.valueOf(text);
        case "Double" -> Double.valueOf(text);
        case "String" -> text;
        default -> throw damaged();
      };
    } catch (NumberFormatException _) {
      throw damaged();
    }
  }

  private static String text(@Nullable Object value) {
    require(value instanceof String);
    return (String) value;
  }

  private static List<?> list(@Nullable Object value) {
    require(value instanceof List);
    return (List<?>) value;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    require(value instanceof Map);
    return (Map<?, ?>) value;
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw damaged();
    }
  }

  private static ExportException damaged() {
    return new ExportException("the signature is damaged");
  }
}
