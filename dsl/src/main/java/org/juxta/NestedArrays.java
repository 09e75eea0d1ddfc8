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
}
