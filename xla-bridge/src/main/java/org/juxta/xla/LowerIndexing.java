package org.juxta.xla;

import java.util.List;
import java.util.stream.Collectors;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Indexing.DynamicSlice;
import org.juxta.tracer.Indexing.Gather;
import org.juxta.tracer.Indexing.Scatter;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** Operations whose element positions are computed. */
final class LowerIndexing {
  private LowerIndexing() {}

  static String dynamicSlice(Emitter e, DynamicSlice op, Equation q) {
    Atom x = q.operands().getFirst();
    String value = e.value(x);
    return x.type().shape().equals(q.result().type().shape())
        ? value
        : dynamicSlice(e, value, x.type(), starts(e, q, 1), startType(q, 1), op.sizes());
  }

  static String dynamicSlice(
      Emitter e, String x, ArrayType type, List<String> starts, DType startType, Ints sizes) {
    return e.emit(
        "stablehlo.dynamic_slice",
        x + ", " + String.join(", ", starts) + ", sizes = " + sizes,
        MlirText.type(type) + startTypes(startType, starts.size()),
        type.with(new Shape(sizes)));
  }

  static String dynamicUpdateSlice(Emitter e, Equation q) {
    Atom x = q.operands().get(0);
    Atom update = q.operands().get(1);
    if (update.type().shape().equals(x.type().shape())) {
      return e.value(update);
    }
    String operands = e.value(x);
    if (update.type().shape().size() == 0) {
      return operands;
    }
    operands += ", " + e.value(update);
    return dynamicUpdateSlice(
        e, operands, x.type(), update.type(), starts(e, q, 2), startType(q, 2));
  }

  static String dynamicUpdateSlice(
      Emitter e,
      String operands,
      ArrayType type,
      ArrayType update,
      List<String> starts,
      DType startType) {
    return e.emit(
        "stablehlo.dynamic_update_slice",
        operands + ", " + String.join(", ", starts),
        MlirText.types(List.of(type, update)) + startTypes(startType, starts.size()),
        type);
  }

  private static String startTypes(DType dtype, int count) {
    return (", " + MlirText.type(ArrayType.of(dtype))).repeat(count);
  }

  /** The one type that the starts have or, where they differ, are converted to. */
  private static DType startType(Equation q, int first) {
    DType type = q.operands().get(first).type().dtype();
    boolean same =
        q.operands().stream().skip(first).allMatch(start -> start.type().dtype() == type);
    return same ? type : DType.I64;
  }

  private static List<String> starts(Emitter e, Equation q, int first) {
    DType to = startType(q, first);
    return q.operands().stream()
        .skip(first)
        .map(
            start ->
                start.type().dtype() == to
                    ? e.value(start)
                    : e.emit(
                        "stablehlo.convert",
                        e.value(start),
                        MlirText.type(start.type()),
                        ArrayType.of(to)))
        .toList();
  }

  static String gather(Emitter e, Gather op, Equation q) {
    List<String> operands = e.values(q.operands());
    return e.emit(
        "\"stablehlo.gather\"("
            + String.join(", ", operands)
            + ") <{dimension_numbers = #stablehlo.gather<"
            + axes("offset_dims", op.offsetAxes())
            + axes("collapsed_slice_dims", op.collapsedAxes().sorted())
            + axes("operand_batching_dims", op.operandBatchAxes())
            + axes("start_indices_batching_dims", op.indexBatchAxes())
            + axes("start_index_map", op.startAxes())
            + "index_vector_dim = "
            + (q.operands().get(1).type().rank() - 1)
            + ">, indices_are_sorted = false, slice_sizes = "
            + MlirText.array(op.sliceSizes())
            + "}> : ("
            + MlirText.types(q.operandTypes())
            + ") -> "
            + MlirText.type(q.result().type()));
  }

  static String scatter(Emitter e, Scatter op, Equation q) {
    List<String> operands = e.values(q.operands());
    ArrayType type = q.result().type();
    if (q.operands().get(2).type().shape().size() == 0) {
      return operands.getFirst();
    }
    List<String> arguments = e.fresh(2);
    ArrayType element = ArrayType.of(type.dtype());
    Emitter.Region combine =
        new Emitter.Region(
            "({\n    ^bb0("
                + arguments.stream()
                    .map(a -> a + ": " + MlirText.type(element))
                    .collect(Collectors.joining(", "))
                + "):",
            "})",
            List.of(element),
            () ->
                List.of(
                    switch (op.kind()) {
                      case SET -> arguments.get(1);
                      case ADD -> LowerElementwise.combine(e, BinaryKind.ADD, arguments, element);
                      case MUL -> LowerElementwise.combine(e, BinaryKind.MUL, arguments, element);
                      case MIN -> LowerElementwise.combine(e, BinaryKind.MIN, arguments, element);
                      case MAX -> LowerElementwise.combine(e, BinaryKind.MAX, arguments, element);
                    }));
    return e.emit(
            1,
            "\"stablehlo.scatter\"("
                + String.join(", ", operands)
                + ") <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<"
                + axes("update_window_dims", op.windowAxes())
                + axes("inserted_window_dims", op.insertedAxes().sorted())
                + axes("input_batching_dims", op.operandBatchAxes())
                + axes("scatter_indices_batching_dims", op.indexBatchAxes())
                + axes("scatter_dims_to_operand_dims", op.startAxes())
                + "index_vector_dim = "
                + (q.operands().get(1).type().rank() - 1)
                + ">, unique_indices = "
                + op.unique()
                + "}> ",
            List.of(combine),
            " : (" + MlirText.types(q.operandTypes()) + ") -> " + MlirText.type(type))
        .getFirst();
  }

  private static String axes(String name, Ints axes) {
    return axes.isEmpty() ? "" : name + " = " + axes + ", ";
  }
}
