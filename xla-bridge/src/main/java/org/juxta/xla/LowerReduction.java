package org.juxta.xla;

import java.util.List;
import java.util.Locale;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Contraction.DotGeneral;
import org.juxta.tracer.DType;
import org.juxta.tracer.DotAlgorithm;
import org.juxta.tracer.DotPrecision;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Precision;
import org.juxta.tracer.Reduction.ArgReduce;
import org.juxta.tracer.Reduction.Reduce;
import org.juxta.tracer.Reduction.ReduceKind;

/** Operations that combine the elements along axes. */
final class LowerReduction {
  private LowerReduction() {}

  static String reduce(Emitter e, Reduce op, Equation q) {
    Atom x = q.operands().getFirst();
    return reduce(e, op.kind(), e.value(x), x.type(), op.axes());
  }

  static String reduce(Emitter e, ReduceKind kind, String x, ArrayType type, Ints axes) {
    if (axes.isEmpty()) {
      return x;
    }
    boolean extreme = kind == ReduceKind.MAX || kind == ReduceKind.MIN;
    if (!extreme && type.dtype().isFloat() && type.dtype().bytes() < DType.F32.bytes()) {
      return reduceWide(e, kind, x, type, axes);
    }
    String result = reduceAsXla(e, kind, x, type, axes);
    return extreme && type.dtype().isFloat() && e.isGuarded()
        ? keepNaNs(e, x, type, axes, result)
        : result;
  }

  /** Sums and products of BF16 and F16 are taken in F32. */
  private static String reduceWide(
      Emitter e, ReduceKind kind, String x, ArrayType type, Ints axes) {
    ArrayType wide = type.with(DType.F32);
    String widened = e.emit("stablehlo.convert", x, MlirText.type(type), wide);
    String result = reduceAsXla(e, kind, widened, wide, axes);
    ArrayType reduced = type.with(type.shape().without(axes));
    return e.emit("stablehlo.convert", result, MlirText.type(reduced.with(DType.F32)), reduced);
  }

  private static String keepNaNs(Emitter e, String x, ArrayType type, Ints axes, String result) {
    String isNaN = LowerElementwise.isNaN(e, x, type);
    String any = reduceAsXla(e, ReduceKind.OR, isNaN, type.with(DType.BOOL), axes);
    ArrayType reduced = type.with(type.shape().without(axes));
    String nan = e.constant(type.dtype(), Double.doubleToRawLongBits(Double.NaN), reduced.shape());
    return LowerElementwise.select(e, any, nan, result, reduced);
  }

  private static String reduceAsXla(
      Emitter e, ReduceKind kind, String x, ArrayType type, Ints axes) {
    DType dtype = type.dtype();
    ArrayType scalar = ArrayType.of(dtype);
    String none = e.constant(dtype, none(kind, dtype), scalar.shape());
    return e.emit(
        "stablehlo.reduce("
            + x
            + " init: "
            + none
            + ") applies stablehlo."
            + combiner(kind, dtype)
            + " across dimensions = "
            + axes
            + " : ("
            + MlirText.type(type)
            + ", "
            + MlirText.type(scalar)
            + ") -> "
            + MlirText.type(dtype, type.shape().without(axes)));
  }

  static String combiner(ReduceKind kind, DType dtype) {
    return switch (kind) {
      case SUM -> "add";
      case PROD -> "multiply";
      case MAX -> dtype.isBool() ? "or" : "maximum";
      case MIN -> dtype.isBool() ? "and" : "minimum";
      case AND -> "and";
      case OR -> "or";
      case XOR -> "xor";
    };
  }

  /** The bits of the literal that stands for no element. */
  static long none(ReduceKind kind, DType dtype) {
    return switch (kind) {
      case SUM, OR, XOR -> 0;
      case PROD -> dtype.isInexact() ? Double.doubleToRawLongBits(1) : 1;
      case MAX -> least(dtype);
      case MIN -> greatest(dtype);
      case AND -> LowerElementwise.allOnes(dtype);
    };
  }

  private static long least(DType dtype) {
    return dtype.isFloat() ? Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY) : dtype.least();
  }

  private static long greatest(DType dtype) {
    return dtype.isFloat()
        ? Double.doubleToRawLongBits(Double.POSITIVE_INFINITY)
        : dtype.greatest();
  }

  /**
   * The least index of an element that equals the extreme or is NaN: if there is a NaN it is the
   * extreme and equals nothing. Two plain reductions, which XLA runs as vector code on CPU, unlike
   * one over pairs.
   */
  static String argReduce(Emitter e, ArgReduce op, Equation q) {
    Atom operand = q.operands().getFirst();
    ArrayType type = operand.type();
    String x = e.value(operand);
    ReduceKind kind =
        switch (op.kind()) {
          case MAX -> ReduceKind.MAX;
          case MIN -> ReduceKind.MIN;
        };
    Ints axis = Ints.of(op.axis());
    ArrayType reduced = type.with(type.shape().without(axis));
    String extreme =
        e.broadcast(
            reduce(e, kind, x, type, axis),
            reduced,
            type,
            Ints.range(0, type.rank()).without(axis));
    String found = LowerElementwise.compare(e, "EQ", x + ", " + extreme, type);
    if (type.dtype().isFloat()) {
      String isNaN = LowerElementwise.isNaN(e, x, type);
      found = e.emit("stablehlo.or", found + ", " + isNaN, type.with(DType.BOOL));
    }
    ArrayType indexType = type.with(op.index());
    String index = e.emit("stablehlo.iota", "dim = " + op.axis(), indexType);
    String none = e.constant(op.index(), greatest(op.index()), type.shape());
    String candidates = LowerElementwise.select(e, found, index, none, indexType);
    return reduce(e, ReduceKind.MIN, candidates, indexType, axis);
  }

  static String dotGeneral(Emitter e, DotGeneral op, Equation q) {
    List<String> operands = e.values(q.operands());
    String batch =
        op.lhsBatch().isEmpty() ? "" : ", batching_dims = " + op.lhsBatch() + " x " + op.rhsBatch();
    ArrayType to = q.result().type();
    ArrayType summed =
        op.precision() instanceof DotAlgorithm algorithm ? to.with(algorithm.sums()) : to;
    String product =
        e.emit(
            "stablehlo.dot_general",
            String.join(", ", operands)
                + batch
                + ", contracting_dims = "
                + op.lhsContract()
                + " x "
                + op.rhsContract()
                + precision(op.precision()),
            MlirText.types(q.operandTypes()),
            summed);
    return summed.dtype() == to.dtype()
        ? product
        : e.emit("stablehlo.convert", product, MlirText.types(List.of(summed)), to);
  }

  private static String precision(DotPrecision precision) {
    return switch (precision) {
      case Precision level ->
          level == Precision.DEFAULT ? "" : ", precision = [" + level + ", " + level + "]";
      case DotAlgorithm a -> {
        String factors = a.factors().name().toLowerCase(Locale.ROOT);
        yield ", precision = [DEFAULT, DEFAULT], algorithm = <lhs_precision_type = "
            + factors
            + ", rhs_precision_type = "
            + factors
            + ", accumulation_type = "
            + MlirText.element(a.sums())
            + ", lhs_component_count = 1, rhs_component_count = 1, num_primitive_operations = "
            + a.products()
            + ", allow_imprecise_accumulation = "
            + a.impreciseSums()
            + ">";
      }
    };
  }
}
