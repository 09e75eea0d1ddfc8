package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;

/** The arrays among nested arguments, taken out and put back. */
final class Inputs {
  private Inputs() {}

  private record Hole(int position) {}

  /** {@code value} with its arrays, which are added to {@code arrays}, replaced by holes. */
  static Object mark(Object value, List<Array> arrays) {
    return switch (value) {
      case Array array -> {
        arrays.add(array);
        yield new Hole(arrays.size() - 1);
      }
      case List<?> list -> {
        List<Object> marked = new ArrayList<>();
        list.forEach(item -> marked.add(mark(item, arrays)));
        yield marked;
      }
      default -> value;
    };
  }

  static Object fill(Object marked, List<Array> arrays) {
    return switch (marked) {
      case Hole(int position) -> arrays.get(position);
      case List<?> list -> {
        List<Object> filled = new ArrayList<>();
        list.forEach(item -> filled.add(fill(item, arrays)));
        yield filled;
      }
      default -> marked;
    };
  }
}
