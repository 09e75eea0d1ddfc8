package org.juxta.xla;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.DType;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Reduction.ReduceWindow;

/** Combinations of the elements in windows. */
final class LowerWindow {
  private LowerWindow() {}

  static String reduceWindow(Emitter e, ReduceWindow op, Equation q) {
    Atom operand = q.operands().getFirst();
    ArrayType type = operand.type();
    ArrayType to = q.result().type();
    DType dtype = type.dtype();
    if (type.shape().size() == 0) {
      return e.constant(dtype, LowerReduction.none(op.kind(), dtype), to.shape());
    }
    String x = e.value(operand);
    if (type.rank() == 0) {
      return x;
    }
    String result = reduceWindow(e, op, op.kind(), x, type, to);
    boolean extreme = op.kind() == ReduceKind.MAX || op.kind() == ReduceKind.MIN;
    if (!extreme || !dtype.isFloat() || !e.isGuarded()) {
      return result;
    }
    String isNaN = LowerElementwise.isNaN(e, x, type);
    String any =
        reduceWindow(e, op, ReduceKind.OR, isNaN, type.with(DType.BOOL), to.with(DType.BOOL));
    String nan = e.constant(dtype, Double.doubleToRawLongBits(Double.NaN), to.shape());
    return LowerElementwise.select(e, any, nan, result, to);
  }

  private static String reduceWindow(
      Emitter e, ReduceWindow op, ReduceKind kind, String x, ArrayType type, ArrayType to) {
    ArrayType scalar = ArrayType.of(type.dtype());
    String none = e.constant(type.dtype(), LowerReduction.none(kind, type.dtype()), scalar.shape());
    List<String> arguments = e.fresh(2);
    Emitter.Region combine =
        new Emitter.Region(
            LowerSort.regionHead(arguments, List.of(scalar, scalar)),
            "})",
            List.of(scalar),
            () ->
                List.of(
                    e.emit(
                        "stablehlo." + LowerReduction.combiner(kind, type.dtype()),
                        String.join(", ", arguments),
                        scalar)));
    return e.emit(
            1,
            "\"stablehlo.reduce_window\"("
                + x
                + ", "
                + none
                + ") <{window_dimensions = "
                + MlirText.array(op.window())
                + ", window_strides = "
                + MlirText.array(op.strides())
                + ", base_dilations = "
                + MlirText.array(op.baseDilation())
                + ", window_dilations = "
                + MlirText.array(op.windowDilation())
                + ", padding = "
                + padding(op)
                + "}> ",
            List.of(combine),
            " : (" + MlirText.types(List.of(type, scalar)) + ") -> " + MlirText.type(to))
        .getFirst();
  }

  private static String padding(ReduceWindow op) {
    int rank = op.window().size();
    return IntStream.range(0, rank)
        .mapToObj(i -> "[" + op.low().get(i) + ", " + op.high().get(i) + "]")
        .collect(Collectors.joining(", ", "dense<[", "]> : tensor<" + rank + "x2xi64>"));
  }
}
