package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Nested Java arrays of primitives, joined into one array. */
final class NestedArrays {
  private NestedArrays() {}

  static Array toArray(Object[] nested) {
    List<Array> rows = new ArrayList<>();
    collect(nested, rows);
    if (rows.isEmpty()) {
      throw new ShapeException(
          "the element type of a nested Java array without rows is not known; use Np.zeros");
    }
    List<Integer> dims = new ArrayList<>();
    for (Object level = nested; level instanceof Object[] array; level = array[0]) {
      dims.add(array.length);
    }
    Array first = rows.getFirst();
    dims.add(first.size());
    Shape shape = new Shape(Ints.build(dims.size(), dims::get));
    requireRegular(nested, dims, 0);
    DType dtype = first.dtype();
    for (Array row : rows) {
      if (row.dtype() != dtype) {
        throw new DTypeException(
            "the rows of a nested Java array differ in type: " + dtype + " and " + row.dtype());
      }
    }
    HostArray whole = HostArray.allocate(org.juxta.tracer.ArrayType.of(dtype, shape));
    int at = 0;
    for (Array row : rows) {
      System.arraycopy(row.toHost().data(), 0, whole.data(), at, row.size());
      at += row.size();
    }
    return Array.of(whole);
  }

  private static void collect(Object[] level, List<Array> rows) {
    for (Object entry : level) {
      switch (entry) {
        case Object[] inner -> collect(inner, rows);
        case double[] row -> rows.add(Np.array(row));
        case float[] row -> rows.add(Np.array(row));
        case int[] row -> rows.add(Np.array(row));
        case long[] row -> rows.add(Np.array(row));
        case byte[] row -> rows.add(Np.array(row));
        case short[] row -> rows.add(Np.array(row));
        case boolean[] row -> rows.add(Np.array(row));
        case null, default ->
            throw new DTypeException(
                "a nested Java array must hold double, float, long, int, short, byte or boolean,"
                    + " not "
                    + (entry == null ? "null" : entry.getClass().getSimpleName()));
      }
    }
  }

  private static void requireRegular(Object level, List<Integer> dims, int depth) {
    int length = java.lang.reflect.Array.getLength(level);
    if (length != dims.get(depth)) {
      throw new ShapeException(
          "a nested Java array is ragged: "
              + length
              + " entries at depth "
              + depth
              + ", where the first has "
              + dims.get(depth));
    }
    if (level instanceof Object[] inner) {
      for (Object entry : inner) {
        requireRegular(entry, dims, depth + 1);
      }
    }
  }

  /** What {@link #toArray} takes; of an array without axes a boxed number. */
  static Object fromArray(HostArray host) {
    Class<?> type = element(host.type().dtype());
    int[] dims = host.type().shape().dims().toArray();
    if (dims.length == 0) {
      Object single = java.lang.reflect.Array.newInstance(type, 1);
      set(single, 0, host, 0);
      return java.lang.reflect.Array.get(single, 0);
    }
    Object whole = java.lang.reflect.Array.newInstance(type, dims);
    fill(whole, dims, 0, host, 0);
    return whole;
  }

  private static Class<?> element(DType dtype) {
    if (dtype.isBool()) {
      return boolean.class;
    }
    if (dtype.isFloat()) {
      return dtype.bytes() == 8 ? double.class : float.class;
    }
    if (dtype.isInteger()) {
      return dtype.bytes() < 4 || dtype == DType.I32 ? int.class : long.class;
    }
    throw new DTypeException("Java has no arrays of " + dtype);
  }

  private static int fill(Object level, int[] dims, int axis, HostArray host, int from) {
    int at = from;
    for (int i = 0; i < dims[axis]; i++) {
      if (axis < dims.length - 1) {
        at = fill(((Object[]) level)[i], dims, axis + 1, host, at);
      } else {
        set(level, i, host, at++);
      }
    }
    return at;
  }

  private static void set(Object row, int i, HostArray host, int at) {
    switch (row) {
      case double[] values -> values[i] = host.getDouble(at);
      case float[] values -> values[i] = (float) host.getDouble(at);
      case int[] values -> values[i] = (int) host.getLong(at);
      case long[] values -> values[i] = host.getLong(at);
      case boolean[] values -> values[i] = host.getBoolean(at);
      default -> throw new IllegalStateException("no row of an array: " + row.getClass());
    }
  }
}
