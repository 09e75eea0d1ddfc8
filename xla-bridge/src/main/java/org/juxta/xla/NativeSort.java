package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Reduction.Sort;

/**
 * {@link Sort} along the last axis by {@link RadixSort}, as a custom call of compiled programs:
 * XLA's own sort on CPU calls a comparator for each pair.
 */
final class NativeSort {
  private static final String TARGET = "juxta_sort";

  /** From so many elements along the axis on it is faster than XLA's. */
  private static final int WORTH = 128;

  private NativeSort() {}

  private static final class Registered {
    static final String NAME = register();

    private static String register() {
      CustomCalls.register(TARGET, NativeSort::sort);
      return TARGET;
    }
  }

  static boolean pays(Emitter e, ArrayType type, int axis) {
    return e.callsJava() && type.shape().dim(axis) >= WORTH;
  }

  static List<String> lower(
      Emitter e, List<String> values, List<ArrayType> types, int axis, int keys) {
    return Lines.call(e, Registered.NAME, "keys = " + keys + " : i64", values, types, axis);
  }

  private static void sort(CustomCall call) {
    int keys = (int) call.integer("keys");
    List<CustomCall.Memory> from =
        IntStream.range(0, call.operands()).mapToObj(call::operand).toList();
    List<CustomCall.Memory> to = IntStream.range(0, call.results()).mapToObj(call::result).toList();
    Lines lines = Lines.of(from.getFirst().type());
    lines.forEach(i -> sort(lines, i, keys, from, to));
  }

  private static void sort(
      Lines lines, int i, int keys, List<CustomCall.Memory> from, List<CustomCall.Memory> to) {
    DType dtype = from.getFirst().type().dtype();
    if (from.size() == 1
        && sortedAlone(
            dtype, lines.line(from.getFirst(), i), lines.line(to.getFirst(), i), lines.size())) {
      return;
    }
    int[] order = identity(lines.size());
    for (CustomCall.Memory key : from.subList(0, keys).reversed()) {
      order = ordered(key.type().dtype(), lines.line(key, i), order);
    }
    for (int k = 0; k < from.size(); k++) {
      int bytes = from.get(k).type().dtype().bytes();
      gather(bytes, lines.line(from.get(k), i), lines.line(to.get(k), i), order);
    }
  }

  private static int[] identity(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return order;
  }

  /** {@code order} with its entries in the ascending order of the keys that they stand for. */
  private static int[] ordered(DType dtype, MemorySegment line, int[] order) {
    int n = order.length;
    if (dtype.bytes() > Integer.BYTES) {
      long[] keys = longs(line, n);
      SortableKeys.of(dtype, keys);
      long[] given = new long[n];
      for (int i = 0; i < n; i++) {
        given[i] = keys[order[i]];
      }
      return RadixSort.order(given, order);
    }
    int[] keys = SortableKeys.narrow(dtype, line, n);
    long[] pairs = new long[n];
    for (int i = 0; i < n; i++) {
      pairs[i] = (long) keys[order[i]] << Integer.SIZE | order[i];
    }
    long[] sorted = RadixSort.sort(pairs, Integer.BYTES);
    for (int i = 0; i < n; i++) {
      order[i] = (int) sorted[i];
    }
    return order;
  }

  /** Sorts elements that their keys tell, and only these. */
  private static boolean sortedAlone(DType dtype, MemorySegment from, MemorySegment to, int n) {
    return switch (dtype) {
      case F32, I32, U32 -> {
        int[] keys = ints(from, n);
        if (!SortableKeys.of(dtype, keys)) {
          yield false;
        }
        int[] sorted = RadixSort.sort(keys);
        SortableKeys.back(dtype, sorted);
        MemorySegment.copy(sorted, 0, to, JAVA_INT_UNALIGNED, 0, n);
        yield true;
      }
      case F64, I64, U64 -> {
        long[] keys = longs(from, n);
        if (!SortableKeys.of(dtype, keys)) {
          yield false;
        }
        long[] sorted = RadixSort.sort(keys, 0);
        SortableKeys.back(dtype, sorted);
        MemorySegment.copy(sorted, 0, to, JAVA_LONG_UNALIGNED, 0, n);
        yield true;
      }
      case BOOL, I8, I16, U8, U16, F16, BF16, C64, C128 -> false;
    };
  }

  private static int[] ints(MemorySegment line, int n) {
    int[] values = new int[n];
    MemorySegment.copy(line, JAVA_INT_UNALIGNED, 0, values, 0, n);
    return values;
  }

  private static long[] longs(MemorySegment line, int n) {
    long[] values = new long[n];
    MemorySegment.copy(line, JAVA_LONG_UNALIGNED, 0, values, 0, n);
    return values;
  }

  /** Fills a line with the elements of another one, of so many octets each, in this order. */
  private static void gather(int bytes, MemorySegment from, MemorySegment to, int[] order) {
    switch (bytes) {
      case 1 -> {
        for (int i = 0; i < order.length; i++) {
          to.set(JAVA_BYTE, i, from.get(JAVA_BYTE, order[i]));
        }
      }
      case 2 -> {
        for (int i = 0; i < order.length; i++) {
          to.set(JAVA_SHORT_UNALIGNED, 2L * i, from.get(JAVA_SHORT_UNALIGNED, 2L * order[i]));
        }
      }
      case 4 -> {
        for (int i = 0; i < order.length; i++) {
          to.set(JAVA_INT_UNALIGNED, 4L * i, from.get(JAVA_INT_UNALIGNED, 4L * order[i]));
        }
      }
      case 8 -> {
        for (int i = 0; i < order.length; i++) {
          to.set(JAVA_LONG_UNALIGNED, 8L * i, from.get(JAVA_LONG_UNALIGNED, 8L * order[i]));
        }
      }
      default -> {
        for (int i = 0; i < order.length; i++) {
          MemorySegment.copy(from, (long) bytes * order[i], to, (long) bytes * i, bytes);
        }
      }
    }
  }
}
