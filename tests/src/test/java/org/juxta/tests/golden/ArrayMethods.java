package org.juxta.tests.golden;

import java.util.List;
import org.juxta.Array;

/** Methods of jax.Array that are not called as the functions of the same names. */
final class ArrayMethods {
  private ArrayMethods() {}

  static void define(Functions f) {
    f.define(".mT", "x", in -> in.array("x").matrixTranspose());
    f.define(".real", "x", in -> in.array("x").real());
    f.define(".imag", "x", in -> in.array("x").imag());
    f.define(".nbytes", "x", in -> in.array("x").bytes());
    f.define(".itemsize", "x", in -> (long) in.array("x").dtype().bytes());
    f.define(".conj", "x", in -> in.array("x").conj());
    f.alias(".conjugate", ".conj").alias(".flatten", ".ravel").alias(".ptp", "np.ptp");
    f.define(".item", "x", in -> item(in.array("x")));
    f.define(".view", "x, dtype", in -> in.array("x").view(in.dtype("dtype")));
    f.define(".trace", "x", in -> in.array("x").trace());
    f.define(".diagonal", "x", in -> in.array("x").diagonal());
    f.define(".matmul", "x, y", in -> in.array("x").matmul(in.array("y")));
    f.define(
        ".take",
        "x, positions, axis=None",
        in ->
            in.has("axis")
                ? in.array("x").take(in.array("positions"), in.integer("axis"))
                : in.array("x").take(in.array("positions")));
    f.define(
        ".repeat",
        "x, repeats, axis=None",
        in ->
            in.has("axis")
                ? in.array("x").repeat(in.integer("repeats"), in.integer("axis"))
                : in.array("x").repeat(in.integer("repeats")));
    for (String name :
        List.of("nonzero", "searchsorted", "argpartition", "choose", "compress", "partition")) {
      f.alias("." + name, "np." + name);
    }
    f.define("np.iscomplexobj", "x", in -> in.array("x").dtype().isComplex());
    f.define("np.ndim", "x", in -> (long) in.array("x").rank());
    f.define("np.size", "x", in -> (long) in.array("x").size());
  }

  private static Object item(Array x) {
    if (x.dtype().isBool()) {
      return x.toBoolean();
    }
    return x.dtype().isInteger() ? (Object) x.toLong() : (Object) x.toDouble();
  }
}
