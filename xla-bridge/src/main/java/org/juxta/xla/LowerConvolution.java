package org.juxta.xla;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Contraction.Convolution;
import org.juxta.tracer.Contraction.Fft;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Precision;

/** Convolutions and Fourier transforms. */
final class LowerConvolution {
  private LowerConvolution() {}

  static String fft(Emitter e, Fft op, Equation q) {
    Atom x = q.operands().getFirst();
    return e.emit(
        "stablehlo.fft",
        e.value(x) + ", type = " + op.kind() + ", length = " + op.lengths(),
        MlirText.types(List.of(x.type())),
        q.result().type());
  }

  /** Nothing summed is zero, and XLA is spared operands without elements. */
  static String convolution(Emitter e, Convolution op, Equation q) {
    for (ArrayType type : q.operandTypes()) {
      if (type.shape().size() == 0) {
        return e.zeros(q.result().type());
      }
    }
    ArrayType lhs = q.operandTypes().get(0);
    ArrayType rhs = q.operandTypes().get(1);
    String x = e.value(q.operands().get(0));
    String w = e.value(q.operands().get(1));
    return q.result().type().dtype().isComplex()
        ? complex(e, op, x, w, lhs, rhs, q.result().type())
        : real(e, op, x, w, lhs, rhs, q.result().type());
  }

  /** XLA has none of complex numbers on CPU. */
  private static String complex(
      Emitter e, Convolution op, String x, String w, ArrayType lhs, ArrayType rhs, ArrayType to) {
    ArrayType lhsPart = lhs.with(lhs.dtype().real());
    ArrayType rhsPart = rhs.with(rhs.dtype().real());
    ArrayType part = to.with(to.dtype().real());
    String xr = part(e, "real", x, lhs, lhsPart);
    String xi = part(e, "imag", x, lhs, lhsPart);
    String wr = part(e, "real", w, rhs, rhsPart);
    String wi = part(e, "imag", w, rhs, rhsPart);
    String rr = real(e, op, xr, wr, lhsPart, rhsPart, part);
    String ii = real(e, op, xi, wi, lhsPart, rhsPart, part);
    String ri = real(e, op, xr, wi, lhsPart, rhsPart, part);
    String ir = real(e, op, xi, wr, lhsPart, rhsPart, part);
    String re = e.emit("stablehlo.subtract", rr + ", " + ii, part);
    String im = e.emit("stablehlo.add", ri + ", " + ir, part);
    return e.emit("stablehlo.complex", re + ", " + im, MlirText.types(List.of(part, part)), to);
  }

  private static String part(Emitter e, String name, String x, ArrayType from, ArrayType to) {
    return e.emit("stablehlo." + name, x, MlirText.types(List.of(from)), to);
  }

  private static String real(
      Emitter e, Convolution op, String x, String w, ArrayType lhs, ArrayType rhs, ArrayType to) {
    String name = "stablehlo.convolution(" + x + ", " + w + ")";
    return e.emit(
        name
            + " dim_numbers = "
            + letters(op.numbers().lhs(), "b", "f")
            + "x"
            + letters(op.numbers().rhs(), "o", "i")
            + "->"
            + letters(op.numbers().out(), "b", "f")
            + ", window = {"
            + window(op)
            + "} {batch_group_count = "
            + op.batchGroups()
            + " : i64, feature_group_count = "
            + op.featureGroups()
            + " : i64"
            + precision(op)
            + "} : ("
            + MlirText.types(List.of(lhs, rhs))
            + ") -> "
            + MlirText.type(to));
  }

  private static String precision(Convolution op) {
    if (op.precision() == Precision.DEFAULT) {
      return "";
    }
    String level = "#stablehlo<precision " + op.precision() + ">";
    return ", precision_config = [" + level + ", " + level + "]";
  }

  private static String window(Convolution op) {
    if (op.strides().isEmpty()) {
      return "";
    }
    String pad =
        IntStream.range(0, op.strides().size())
            .mapToObj(i -> "[" + op.low().get(i) + ", " + op.high().get(i) + "]")
            .collect(Collectors.joining(", ", "[", "]"));
    return "stride = "
        + op.strides()
        + ", pad = "
        + pad
        + ", lhs_dilate = "
        + op.lhsDilation()
        + ", rhs_dilate = "
        + op.rhsDilation();
  }

  /** What each axis is: {@code first}, {@code second} or the number of an axis of space. */
  private static String letters(Ints axes, String first, String second) {
    return IntStream.range(0, axes.size())
        .map(axes::indexOf)
        .mapToObj(i -> i == 0 ? first : i == 1 ? second : Integer.toString(i - 2))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
