package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.Over;
import org.juxta.tracer.DType;

/** The arguments of a call, by parameter name. */
final class Arguments {
  private final String function;
  private final Map<String, Object> bound;

  Arguments(String function, Map<String, Object> bound) {
    this.function = function;
    this.bound = bound;
  }

  Object value(String name) {
    Object value = bound.get(name);
    if (value == null) {
      throw new IllegalStateException(function + " has no parameter " + name);
    }
    return value;
  }

  /** Whether it is given and not None. */
  boolean has(String name) {
    return value(name) != None.NONE;
  }

  NotYetThere notThere(String name) {
    return new NotYetThere(function + "(" + name + "=" + value(name) + ")");
  }

  /** Gives up unless it is what Juxta does anyway. */
  void require(String name, Object only) {
    if (!value(name).equals(only)) {
      throw notThere(name);
    }
  }

  /** An array; a Python number is weak beside other arrays, else F64 or I64, Python's own types. */
  Array array(String name) {
    Object value = value(name);
    boolean beside = bound.values().stream().anyMatch(v -> v instanceof Array);
    return beside && value instanceof Number number ? Values.weak(number) : Values.array(value);
  }

  /** An array of its own type; Python's numbers and lists of them are F64 or I64. */
  Array real(String name) {
    if (!has(name)) {
      throw notThere(name);
    }
    return Values.array(value(name));
  }

  /** The arrays of a list. */
  List<Array> arrays(String name) {
    List<Array> arrays = new ArrayList<>();
    if (value(name) instanceof Array array) {
      for (int i = 0; i < array.dim(0); i++) {
        arrays.add(array.get(i));
      }
      return arrays;
    }
    for (Object item : list(name)) {
      arrays.add(Values.array(item));
    }
    return arrays;
  }

  List<?> list(String name) {
    return value(name) instanceof List<?> list ? list : List.of(value(name));
  }

  int integer(String name) {
    return Math.toIntExact(wholeNumber(name, value(name)));
  }

  private long wholeNumber(String name, Object value) {
    return switch (value) {
      case Long number -> number;
      case Array array when array.dtype().isInteger() && array.rank() == 0 -> array.toLong();
      default -> throw notThere(name);
    };
  }

  double number(String name) {
    return switch (value(name)) {
      case Number number -> number.doubleValue();
      case Array array when array.rank() == 0 -> array.toDouble();
      default -> throw notThere(name);
    };
  }

  boolean flag(String name) {
    return value(name) instanceof Boolean flag ? flag : integer(name) != 0;
  }

  String text(String name) {
    if (value(name) instanceof String text) {
      return text;
    }
    throw notThere(name);
  }

  /** Axes, sizes: a number or several; none for None. */
  int[] integers(String name) {
    if (!has(name)) {
      return new int[0];
    }
    if (value(name) instanceof Array array && array.rank() == 1 && array.dtype().isInteger()) {
      return array.toInts();
    }
    return list(name).stream().mapToInt(v -> Math.toIntExact(wholeNumber(name, v))).toArray();
  }

  DType dtype(String name) {
    return value(name) instanceof DType dtype ? dtype : Values.dtype(text(name));
  }

  Function function(String name) {
    if (value(name) instanceof Function f) {
      return f;
    }
    throw notThere(name);
  }

  Array call(String name, Array... arguments) {
    return Values.array(function(name).call(List.of((Object[]) arguments), Map.of()));
  }

  /** {@code reduced}, put back to the rank of {@code x} where {@code keepdims} says so. */
  Array keep(Array reduced, Array x) {
    if (!flag("keepdims")) {
      return reduced;
    }
    int[] dims = x.shape().dims().toArray();
    int[] axes = integers("axis");
    for (int i = 0; i < dims.length; i++) {
      int axis = i;
      int rank = dims.length;
      boolean gone =
          axes.length == 0
              || java.util.Arrays.stream(axes).anyMatch(a -> Math.floorMod(a, rank) == axis);
      dims[i] = gone ? 1 : dims[i];
    }
    return reduced.reshape(dims);
  }

  /** The axes and those options of a reduction that the function has. */
  Over over() {
    Over over = Over.axes(integers("axis"));
    if (flag("keepdims")) {
      over = over.keepDims();
    }
    if (bound.containsKey("where") && has("where")) {
      over = over.where(array("where"));
    }
    if (bound.containsKey("initial") && has("initial")) {
      over = over.initial(array("initial"));
    }
    return bound.containsKey("ddof") ? over.ddof(number("ddof")) : over;
  }
}
