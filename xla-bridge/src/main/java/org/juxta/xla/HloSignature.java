package org.juxta.xla;

import java.util.List;
import java.util.stream.Collectors;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;

/**
 * What a compiled module takes and gives, in its own words: a signature that comes with a module of
 * others may be of another one, and memory of the wrong size would be read and written.
 */
final class HloSignature {
  private static final int HOST_PROGRAM_SHAPE = 4;
  private static final long TUPLE = 13;

  private HloSignature() {}

  /** Requires an {@code HloModuleProtoWithConfig} to have arguments and results of these types. */
  static void check(byte[] program, List<ArrayType> inputs, List<ArrayType> outputs) {
    ProtoReader shape =
        HloText.module(program)
            .message(HOST_PROGRAM_SHAPE)
            .orElseThrow(() -> new EngineException("the plugin does not tell what a module takes"));
    List<ProtoReader> results = shape.messages(2);
    if (results.size() == 1 && results.getFirst().number(2) == TUPLE) {
      results = results.getFirst().messages(4);
    }
    require("take", shape.messages(1), inputs);
    require("give", results, outputs);
  }

  private static void require(String verb, List<ProtoReader> shapes, List<ArrayType> types) {
    boolean same = shapes.size() == types.size();
    for (int i = 0; same && i < types.size(); i++) {
      ArrayType type = types.get(i);
      same =
          HloText.element(shapes.get(i)).equals(element(type.dtype()))
              && shapes
                  .get(i)
                  .numbers(3)
                  .equals(type.shape().dims().stream().mapToObj(Long::valueOf).toList());
    }
    if (!same) {
      throw mismatch(
          verb,
          types,
          shapes.stream()
              .map(s -> HloText.element(s) + s.numbers(3))
              .collect(Collectors.joining(", ")));
    }
  }

  static EngineException mismatch(String verb, List<ArrayType> types, String found) {
    return new EngineException(
        "the module is to " + verb + " " + types + " by its signature, and does " + found);
  }

  private static String element(DType dtype) {
    return switch (dtype) {
      case BOOL -> "pred";
      case I8, I16, I32, I64 -> "s" + dtype.name().substring(1);
      case U8, U16, U32, U64 -> "u" + dtype.name().substring(1);
      case BF16 -> "bf16";
      case F16, F32, F64 -> "f" + dtype.name().substring(1);
      case C64, C128 -> "c" + dtype.name().substring(1);
    };
  }
}
