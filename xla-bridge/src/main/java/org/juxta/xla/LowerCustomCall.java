package org.juxta.xla;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Effect;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Variable;

/** Calls of the Java functions of {@link CustomCalls}. */
final class LowerCustomCall {
  private LowerCustomCall() {}

  static List<String> hostCall(Emitter e, Call.HostCall op, Equation q) {
    return call(
        e,
        HostCalls.TARGET,
        "function = " + op.site() + " : i64",
        op.effect() != Effect.NONE,
        e.values(q.operands()),
        q.operandTypes(),
        q.results().stream().map(Variable::type).toList());
  }

  /**
   * A call of the handler of {@code target}, whose operands and results are row-major.
   *
   * @param attributes as MLIR writes them, such as {@code lower = true, block = 64 : i64}
   * @param effect whether it is to run even if nothing needs its results
   */
  static List<String> call(
      Emitter e,
      String target,
      String attributes,
      boolean effect,
      List<String> operands,
      List<ArrayType> types,
      List<ArrayType> results) {
    return e.emit(
        results.size(),
        "stablehlo.custom_call @"
            + target
            + "("
            + String.join(", ", operands)
            + ") {api_version = 4 : i32, backend_config = {"
            + attributes
            + "}, has_side_effect = "
            + effect
            + ", operand_layouts = "
            + layouts(types)
            + ", result_layouts = "
            + layouts(results)
            + "} : ("
            + MlirText.types(types)
            + ") -> "
            + (results.size() == 1
                ? MlirText.type(results.getFirst())
                : "(" + MlirText.types(results) + ")"));
  }

  /** For each array its axes from the last to the first. */
  private static String layouts(List<ArrayType> types) {
    return types.stream()
        .map(type -> layout(type.rank()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String layout(int rank) {
    String axes =
        rank == 0
            ? ""
            : IntStream.range(0, rank)
                .mapToObj(i -> Integer.toString(rank - 1 - i))
                .collect(Collectors.joining(", ", "[", "]"));
    return "dense<" + axes + "> : tensor<" + rank + "xindex>";
  }
}
