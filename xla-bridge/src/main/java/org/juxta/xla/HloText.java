package org.juxta.xla;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * HLO programs as text for people, in XLA's form: a computation for each fusion and loop body, an
 * instruction a line. The numbers are the field numbers of XLA's {@code hlo.proto} and {@code
 * xla_data.proto}; attributes that say little are left out.
 */
final class HloText {
  /** {@code PrimitiveType}. */
  private static final Map<Long, String> ELEMENTS =
      Map.ofEntries(
          Map.entry(1L, "pred"),
          Map.entry(2L, "s8"),
          Map.entry(3L, "s16"),
          Map.entry(4L, "s32"),
          Map.entry(5L, "s64"),
          Map.entry(6L, "u8"),
          Map.entry(7L, "u16"),
          Map.entry(8L, "u32"),
          Map.entry(9L, "u64"),
          Map.entry(10L, "f16"),
          Map.entry(11L, "f32"),
          Map.entry(12L, "f64"),
          Map.entry(15L, "c64"),
          Map.entry(16L, "bf16"),
          Map.entry(17L, "token"),
          Map.entry(18L, "c128"));

  private static final long TUPLE = 13;

  private final StringBuilder out = new StringBuilder();
  private final Map<Long, String> computations = new HashMap<>();
  private final Map<Long, String> instructions = new HashMap<>();

  private HloText() {}

  /** The text of an {@code HloModuleProtoWithConfig}. */
  static String of(byte[] program) {
    return new HloText().write(module(program));
  }

  /** The {@code HloModuleProto} inside. */
  static ProtoReader module(byte[] program) {
    return new ProtoReader(program)
        .message(1)
        .orElseThrow(() -> new EngineException("the plugin gave no HLO module"));
  }

  /** The element type of a {@code ShapeProto}. */
  static String element(ProtoReader shape) {
    return ELEMENTS.getOrDefault(shape.number(2), "?");
  }

  /** The bytes of an array of that {@code ShapeProto}, or of a tuple's. */
  static double bytes(ProtoReader shape) {
    if (shape.number(2) == TUPLE) {
      return shape.messages(4).stream().mapToDouble(HloText::bytes).sum();
    }
    String element = element(shape);
    String bits = element.replaceAll("[^0-9]", "");
    double size = bits.isEmpty() ? 1 : Integer.parseInt(bits) / 8.0;
    for (long dim : shape.numbers(3)) {
      size *= dim;
    }
    return size;
  }

  private String write(ProtoReader module) {
    List<ProtoReader> all = module.messages(3);
    for (ProtoReader computation : all) {
      computations.put(computation.number(5), computation.text(1));
      computation.messages(2).forEach(i -> instructions.put(i.number(35), i.text(1)));
    }
    out.append("HloModule ").append(module.text(1)).append('\n');
    for (ProtoReader computation : all) {
      boolean entry = computation.number(5) == module.number(6);
      out.append(entry ? "\nENTRY %" : "\n%").append(computation.text(1)).append(" {\n");
      for (ProtoReader instruction : computation.messages(2)) {
        boolean root = instruction.number(35) == computation.number(6);
        out.append(root ? "  ROOT " : "  ");
        instruction(instruction);
      }
      out.append("}\n");
    }
    return out.toString();
  }

  private void instruction(ProtoReader i) {
    String opcode = i.text(2);
    out.append('%').append(i.text(1)).append(" = ");
    out.append(i.message(3).map(HloText::shape).orElse("?")).append(' ').append(opcode).append('(');
    if (opcode.equals("parameter")) {
      out.append(i.number(9));
    } else if (opcode.equals("constant")) {
      out.append(i.message(8).map(HloText::literal).orElse("{...}"));
    } else {
      out.append(
          i.numbers(36).stream()
              .map(id -> "%" + instructions.get(id))
              .collect(Collectors.joining(", ")));
    }
    out.append(')').append(String.join("", attributes(i, opcode))).append('\n');
  }

  private List<String> attributes(ProtoReader i, String opcode) {
    List<String> attributes = new ArrayList<>();
    if (i.has(11)) {
      attributes.add(", kind=" + i.text(11));
    }
    boolean hasAxes = List.of("broadcast", "transpose", "reduce", "concatenate").contains(opcode);
    if (hasAxes || i.has(14)) {
      attributes.add(", dimensions=" + braces(i.numbers(14)));
    }
    if (opcode.equals("get-tuple-element")) {
      attributes.add(", index=" + i.number(13));
    }
    if (i.has(63)) {
      attributes.add(", direction=" + i.text(63));
    }
    if (i.has(28)) {
      attributes.add(", custom_call_target=\"" + i.text(28) + "\"");
    }
    if (i.has(38)) {
      attributes.add(
          ", calls="
              + i.numbers(38).stream()
                  .map(id -> "%" + computations.get(id))
                  .collect(Collectors.joining(", ")));
    }
    return attributes;
  }

  private static String braces(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  private static String shape(ProtoReader shape) {
    if (shape.number(2) == TUPLE) {
      return shape.messages(4).stream()
          .map(HloText::shape)
          .collect(Collectors.joining(", ", "(", ")"));
    }
    String dims =
        shape.numbers(3).stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    String layout =
        shape.numbers(3).isEmpty()
            ? ""
            : shape.message(5).map(l -> braces(l.numbers(1))).orElse("");
    return element(shape) + dims + layout;
  }

  /** A scalar by its value; what is larger is not told. */
  private static String literal(ProtoReader literal) {
    ProtoReader shape = literal.message(1).orElse(literal);
    if (!shape.numbers(3).isEmpty()) {
      return "{...}";
    }
    return switch (ELEMENTS.getOrDefault(shape.number(2), "?")) {
      case "pred" -> literal.numbers(2).equals(List.of(1L)) ? "true" : "false";
      case "f32" -> String.valueOf(numbers(literal, 8, 4).getFloat());
      case "f64" -> String.valueOf(numbers(literal, 9, 8).getDouble());
      case "s32" -> first(literal.numbers(4));
      case "s64" -> first(literal.numbers(5));
      case "u32" -> first(literal.numbers(6));
      case "u64" -> first(literal.numbers(7));
      default -> "{...}";
    };
  }

  private static String first(List<Long> numbers) {
    return numbers.isEmpty() ? "0" : String.valueOf(numbers.getFirst());
  }

  private static ByteBuffer numbers(ProtoReader literal, int field, int size) {
    byte[] bytes = literal.bytes(field);
    ByteBuffer buffer = ByteBuffer.allocate(Math.max(size, bytes.length)).put(bytes);
    return buffer.order(ByteOrder.LITTLE_ENDIAN).rewind();
  }
}
