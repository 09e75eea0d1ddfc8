package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.juxta.Array;
import org.juxta.At;
import org.juxta.Np;
import org.juxta.OutOfBounds;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;

/** Python's own functions and the attributes and methods of lists and arrays. */
final class PythonBasics {
  private PythonBasics() {}

  static void define(Functions f) {
    f.constant("inf", Double.POSITIVE_INFINITY).constant("nan", Double.NaN).constant("pi", Math.PI);
    f.constant("np.inf", Double.POSITIVE_INFINITY)
        .constant("np.nan", Double.NaN)
        .constant("np.pi", Math.PI);
    f.constant("np.e", Math.E).constant("np.newaxis", None.NONE);
    for (String name :
        List.of(
            "bool_",
            "int8",
            "int16",
            "int32",
            "int64",
            "uint8",
            "uint16",
            "uint32",
            "uint64",
            "bfloat16",
            "float16",
            "float32",
            "float64",
            "complex64",
            "complex128")) {
      f.constant("np." + name, Values.dtype(name));
    }
    f.constant("bool", DType.BOOL);
    f.define(
        "len",
        "x",
        in -> (long) (in.value("x") instanceof Array x ? x.dim(0) : in.list("x").size()));
    f.define("range", "*bounds", in -> range(in.integers("bounds")));
    f.define("float", "x", in -> in.number("x"));
    f.define("int", "x", in -> (long) in.number("x"));
    f.define(".append", "list, item", in -> append(in.value("list"), in.value("item")));
    f.define(".T", "x", in -> in.array("x").transpose());
    f.define(".ndim", "x", in -> (long) in.array("x").rank());
    f.define(".size", "x", in -> (long) in.array("x").size());
    f.define(".shape", "x", in -> shape(in.array("x").shape().dims()));
    f.define(".dtype", "x", in -> in.array("x").dtype());
    f.define(".at", "x", in -> new Subscripts.Place(in.array("x")));
    update(f, "set", At::set);
    update(f, "add", At::add);
    update(f, "subtract", At::subtract);
    update(f, "multiply", At::multiply);
    update(f, "divide", At::divide);
    update(f, "power", At::power);
    update(f, "min", At::min);
    update(f, "max", At::max);
    f.define(
        ".get",
        "place, mode='clip', fill_value=None",
        in ->
            in.has("fill_value")
                ? place(in, List.of("fill")).get(in.real("fill_value"))
                : place(in, List.of("fill", "clip", "wrap", "promise_in_bounds"))
                    .get(
                        switch (in.text("mode")) {
                          case "clip" -> OutOfBounds.CLIP;
                          case "wrap" -> OutOfBounds.WRAP;
                          default -> OutOfBounds.FILL;
                        }));
    f.define(".astype", "x, dtype", in -> in.array("x").astype(in.dtype("dtype")));
    f.define(".flatten", "x", in -> in.array("x").ravel());
    f.define(".reshape", "x, *shape", in -> reshape(in));
  }

  /** An update of a place. */
  private interface Update {
    Array of(At place, Array values);
  }

  private static void update(Functions f, String name, Update update) {
    f.define(
        ".at." + name,
        "place, values, mode='drop'",
        in -> update.of(place(in, List.of("drop", "fill")), update(in)));
  }

  /** The place of an update, if what Juxta does out of bounds is what is asked for. */
  private static At place(Arguments in, List<String> modes) {
    if (!modes.contains(in.text("mode"))) {
      throw in.notThere("mode");
    }
    return (At) in.value("place");
  }

  private static Array update(Arguments in) {
    return in.value("values") instanceof Number number ? Values.weak(number) : in.array("values");
  }

  private static List<Long> range(int... bounds) {
    long start = bounds.length > 1 ? bounds[0] : 0;
    long stop = bounds.length > 1 ? bounds[1] : bounds[0];
    long step = bounds.length > 2 ? bounds[2] : 1;
    return LongStream.iterate(start, i -> step > 0 ? i < stop : i > stop, i -> i + step)
        .boxed()
        .toList();
  }

  private static List<Object> shape(Ints dims) {
    List<Object> shape = new ArrayList<>();
    dims.stream().forEach(d -> shape.add((long) d));
    return shape;
  }

  private static Array reshape(Arguments in) {
    List<?> sizes = in.list("shape");
    List<?> flat = sizes.size() == 1 && sizes.getFirst() instanceof List<?> inner ? inner : sizes;
    return Np.reshape(
        in.array("x"), new Arguments("reshape", Map.of("shape", flat)).integers("shape"));
  }

  /** The list is one that the program made. */
  @SuppressWarnings("unchecked")
  private static Object append(Object list, Object item) {
    ((List<Object>) list).add(item);
    return None.NONE;
  }
}
