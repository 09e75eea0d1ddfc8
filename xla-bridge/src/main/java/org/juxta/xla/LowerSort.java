package org.juxta.xla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.DType;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Reduction.Sort;
import org.juxta.tracer.Reduction.TopK;

/**
 * Orders along an axis. XLA on CPU sorts floats, which need a comparison of several steps, about
 * six times as slow as one array of integers: floats are sorted by integers in the same order. Long
 * lines are left to {@link NativeSort} where the engine can call Java.
 */
final class LowerSort {
  private static final ArrayType FLAG = ArrayType.of(DType.BOOL);
  private static final ArrayType INDEX = ArrayType.of(DType.I32);

  private LowerSort() {}

  /** Whether equal keys may differ in their bits: -0 and 0, NaNs. */
  private enum Equality {
    AS_NUMBERS,
    AS_BITS
  }

  static List<String> sort(Emitter e, Sort op, Equation q) {
    List<Atom> operands = q.operands();
    ArrayType first = operands.getFirst().type();
    if (NativeSort.pays(e, first, op.axis())) {
      return NativeSort.lower(e, e.values(operands), q.operandTypes(), op.axis(), op.keys());
    }
    if (operands.size() == 1 && first.dtype().isFloat() && first.dtype().bytes() >= 4) {
      return List.of(sortOne(e, e.value(operands.getFirst()), first, op.axis()));
    }
    List<String> values = new ArrayList<>();
    List<ArrayType> types = new ArrayList<>();
    for (Atom key : operands.subList(0, op.keys())) {
      values.add(key(e, e.value(key), key.type(), Equality.AS_NUMBERS));
      types.add(keyType(key.type()));
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Atom x = operands.get(i);
      if (i < op.keys() && !x.type().dtype().isFloat()) {
        places.add(i);
      } else {
        places.add(values.size());
        values.add(e.value(x));
        types.add(x.type());
      }
    }
    List<String> sorted = sort(e, values, types, op.axis(), op.keys());
    return places.stream().map(sorted::get).toList();
  }

  /**
   * One array of floats: as long as equal ones have the same bits, which is nearly always so, the
   * sorted keys alone tell the result; else the floats go along with their keys.
   */
  private static String sortOne(Emitter e, String x, ArrayType type, int axis) {
    ArrayType keyType = keyType(type);
    String key = key(e, x, type, Equality.AS_NUMBERS);
    String plain = key(e, x, type, Equality.AS_BITS);
    String differ = LowerElementwise.compare(e, "NE", key + ", " + plain, keyType);
    ArrayType flags = type.with(DType.BOOL);
    String any = LowerReduction.reduce(e, ReduceKind.OR, differ, flags, Ints.range(0, type.rank()));
    String index = e.emit("stablehlo.convert", any, MlirText.type(FLAG), INDEX);
    Emitter.Region keysAlone =
        new Emitter.Region(
            "({",
            "}",
            List.of(type),
            () -> {
              List<String> sorted = sort(e, List.of(key), List.of(keyType), axis, 1);
              return List.of(ofKey(e, sorted.getFirst(), type));
            });
    Emitter.Region together =
        new Emitter.Region(
            ", {",
            "})",
            List.of(type),
            () -> List.of(sort(e, List.of(key, x), List.of(keyType, type), axis, 1).get(1)));
    return e.emit(
            1,
            "\"stablehlo.case\"(" + index + ") ",
            List.of(keysAlone, together),
            " : (" + MlirText.type(INDEX) + ") -> " + MlirText.type(type))
        .getFirst();
  }

  static List<String> topK(Emitter e, TopK op, Equation q) {
    Atom operand = q.operands().getFirst();
    ArrayType type = operand.type();
    String x = e.value(operand);
    ArrayType keyType = keyType(type);
    String key = e.emit("stablehlo.not", key(e, x, type, Equality.AS_BITS), keyType);
    ArrayType indexType = type.with(DType.I32);
    String index = e.emit("stablehlo.iota", "dim = " + op.axis(), indexType);
    List<String> sorted =
        sort(e, List.of(key, x, index), List.of(keyType, type, indexType), op.axis(), 1);
    return List.of(
        LowerStructural.sliceAlong(e, sorted.get(1), type, op.axis(), 0, op.k(), 1),
        LowerStructural.sliceAlong(e, sorted.get(2), indexType, op.axis(), 0, op.k(), 1));
  }

  /** The type of integers that stand for elements in their order. */
  private static ArrayType keyType(ArrayType type) {
    DType dtype = type.dtype();
    return dtype.isFloat() ? type.with(dtype.bytes() > 4 ? DType.I64 : DType.I32) : type;
  }

  /** Integers in the order of the floats: of negative ones all bits but the sign turned over. */
  private static String key(Emitter e, String x, ArrayType type, Equality equality) {
    if (!type.dtype().isFloat()) {
      return x;
    }
    ArrayType integers = keyType(type);
    ArrayType floats = type.with(type.dtype().bytes() > 4 ? DType.F64 : DType.F32);
    String wide =
        floats.dtype() == type.dtype()
            ? x
            : e.emit("stablehlo.convert", x, MlirText.type(type), floats);
    String bits = e.emit("stablehlo.bitcast_convert", wide, MlirText.type(floats), integers);
    if (equality == Equality.AS_NUMBERS) {
      String isZero = LowerElementwise.compare(e, "EQ", wide + ", " + e.zeros(floats), floats);
      bits = LowerElementwise.select(e, isZero, e.zeros(integers), bits, integers);
      long nan =
          floats.dtype() == DType.F64
              ? Double.doubleToLongBits(Double.NaN)
              : Float.floatToIntBits(Float.NaN);
      String canonical = e.constant(integers.dtype(), nan, type.shape());
      String isNaN = LowerElementwise.isNaN(e, wide, floats);
      bits = LowerElementwise.select(e, isNaN, canonical, bits, integers);
    }
    return turned(e, bits, integers);
  }

  /** Turns all bits of negative integers but the sign over; does so back as well. */
  private static String turned(Emitter e, String bits, ArrayType type) {
    boolean wide = type.dtype() == DType.I64;
    String places = e.constant(type.dtype(), wide ? 63L : 31L, type.shape());
    String sign = e.emit("stablehlo.shift_right_arithmetic", bits + ", " + places, type);
    long mask = wide ? Long.MAX_VALUE : Integer.MAX_VALUE;
    String rest = e.constant(type.dtype(), mask, type.shape());
    String turn = e.emit("stablehlo.and", sign + ", " + rest, type);
    return e.emit("stablehlo.xor", bits + ", " + turn, type);
  }

  private static String ofKey(Emitter e, String key, ArrayType type) {
    ArrayType integers = keyType(type);
    String bits = turned(e, key, integers);
    return e.emit("stablehlo.bitcast_convert", bits, MlirText.type(integers), type);
  }

  /** Sorts by the first {@code keys} values, which must not be floats. */
  private static List<String> sort(
      Emitter e, List<String> values, List<ArrayType> types, int axis, int keys) {
    if (NativeSort.pays(e, types.getFirst(), axis)) {
      return NativeSort.lower(e, values, types, axis, keys);
    }
    List<String> arguments = e.fresh(2 * values.size());
    List<ArrayType> scalars = new ArrayList<>();
    types.forEach(t -> scalars.addAll(Collections.nCopies(2, ArrayType.of(t.dtype()))));
    Emitter.Region less =
        new Emitter.Region(
            regionHead(arguments, scalars),
            "})",
            List.of(FLAG),
            () -> List.of(less(e, arguments, scalars, keys)));
    String text = MlirText.types(types);
    return e.emit(
        values.size(),
        "\"stablehlo.sort\"("
            + String.join(", ", values)
            + ") <{dimension = "
            + axis
            + " : i64, is_stable = true}> ",
        List.of(less),
        " : (" + text + ") -> (" + text + ")");
  }

  /** Whether the left ones of pairs come first, by the first of {@code keys} pairs that differ. */
  private static String less(Emitter e, List<String> arguments, List<ArrayType> types, int keys) {
    String less = "";
    for (int i = keys - 1; i >= 0; i--) {
      String pair = arguments.get(2 * i) + ", " + arguments.get(2 * i + 1);
      ArrayType type = types.get(2 * i);
      String here = LowerElementwise.compare(e, "LT", pair, type);
      if (i < keys - 1) {
        String equal = LowerElementwise.compare(e, "EQ", pair, type);
        String later = e.emit("stablehlo.and", equal + ", " + less, FLAG);
        here = e.emit("stablehlo.or", here + ", " + later, FLAG);
      }
      less = here;
    }
    return less;
  }

  /** The opening of a region with these arguments. */
  static String regionHead(List<String> arguments, List<ArrayType> types) {
    return IntStream.range(0, arguments.size())
        .mapToObj(i -> arguments.get(i) + ": " + MlirText.type(types.get(i)))
        .collect(Collectors.joining(", ", "({\n    ^bb0(", "):"));
  }
}
