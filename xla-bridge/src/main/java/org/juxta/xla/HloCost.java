package org.juxta.xla;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what an optimised HLO program does, for plugins that do not: an operation for each element
 * of an elementwise result or reduced operand, two for each product of a contraction; the bytes of
 * the operands and results of what the entry computation and its calls run. Bodies of loops count
 * once, as in XLA's own analysis.
 */
final class HloCost {
  private static final Set<String> FREE =
      Set.of(
          "parameter",
          "constant",
          "iota",
          "broadcast",
          "reshape",
          "transpose",
          "copy",
          "bitcast",
          "bitcast-convert",
          "convert",
          "tuple",
          "get-tuple-element",
          "slice",
          "dynamic-slice",
          "dynamic-update-slice",
          "concatenate",
          "pad",
          "reverse",
          "gather");

  private static final Set<String> CALLS = Set.of("fusion", "call", "while", "conditional");

  /** Instructions that move no bytes of their own. */
  private static final Set<String> WEIGHTLESS =
      Set.of("parameter", "constant", "tuple", "get-tuple-element", "bitcast", "while", "call");

  private final Map<Long, ProtoReader> computations = new HashMap<>();
  private final Map<Long, ProtoReader> instructions = new HashMap<>();

  private HloCost(ProtoReader module) {
    for (ProtoReader computation : module.messages(3)) {
      computations.put(computation.number(5), computation);
      computation.messages(2).forEach(i -> instructions.put(i.number(35), i));
    }
  }

  /** Under the names of XLA's analysis. */
  static Map<String, Double> of(byte[] program) {
    ProtoReader module = HloText.module(program);
    HloCost cost = new HloCost(module);
    long entry = module.number(6);
    return Map.of("flops", cost.flops(entry), "bytes accessed", cost.bytes(entry));
  }

  private double flops(long computation) {
    double sum = 0;
    for (ProtoReader i : computations.get(computation).messages(2)) {
      String opcode = i.text(2);
      if (CALLS.contains(opcode)) {
        sum += i.numbers(38).stream().mapToDouble(this::flops).sum();
      } else if (opcode.equals("dot")) {
        sum += 2 * elements(i) * contracted(i);
      } else if (opcode.startsWith("reduce")) {
        sum += elements(instructions.get(i.numbers(36).getFirst()));
      } else if (!FREE.contains(opcode)) {
        sum += elements(i);
      }
    }
    return sum;
  }

  private double bytes(long computation) {
    double sum = 0;
    for (ProtoReader i : computations.get(computation).messages(2)) {
      String opcode = i.text(2);
      if (CALLS.contains(opcode) && !opcode.equals("fusion")) {
        sum += i.numbers(38).stream().mapToDouble(this::bytes).sum();
      }
      if (!WEIGHTLESS.contains(opcode)) {
        sum += HloText.bytes(i.message(3).orElseThrow());
        for (long operand : i.numbers(36)) {
          sum += HloText.bytes(instructions.get(operand).message(3).orElseThrow());
        }
      }
    }
    return sum;
  }

  private static double elements(ProtoReader instruction) {
    return instruction.message(3).map(s -> product(s.numbers(3))).orElse(0.0);
  }

  /** The sizes of the left operand's contracted axes, multiplied. */
  private double contracted(ProtoReader dot) {
    ProtoReader left = instructions.get(dot.numbers(36).getFirst());
    List<Long> sizes = left.message(3).orElseThrow().numbers(3);
    List<Long> axes = dot.message(30).map(d -> d.numbers(1)).orElse(List.of());
    return product(axes.stream().map(axis -> sizes.get(axis.intValue())).toList());
  }

  private static double product(List<Long> sizes) {
    return sizes.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
  }
}
