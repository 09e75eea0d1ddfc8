package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.juxta.Array;
import org.juxta.At;
import org.juxta.Index;
import org.juxta.Np;
import org.juxta.OutOfBounds;
import org.juxta.tracer.Shape;

/** NumPy's functions that pick, place, search and count. */
final class NumpyIndexing {
  private NumpyIndexing() {}

  static void define(Functions f) {
    f.define("np.getitem", "x, index", in -> in.array("x").get(index(in)));
    f.define("np.at_set", "x, index, values", in -> place(in).set(in.array("values")));
    f.define("np.at_add", "x, index, values", in -> place(in).add(in.array("values")));
    f.define(
        "np.where",
        "condition, x, y",
        in -> Np.where(in.array("condition"), in.array("x"), in.array("y")));
    f.define("np.take", "x, positions, axis=None, mode='fill'", NumpyIndexing::take);
    f.define(
        "np.take_along_axis",
        "x, positions, axis",
        in -> Np.takeAlongAxis(in.array("x"), in.array("positions"), in.integer("axis")));
    f.define(
        "np.put_along_axis",
        "x, positions, values, axis",
        in ->
            Np.putAlongAxis(
                in.array("x"), in.array("positions"), in.array("values"), in.integer("axis")));
    f.define(
        "np.select",
        "conditions, choices, default=0",
        in ->
            Np.select(
                in.arrays("conditions"),
                in.arrays("choices"),
                in.value("default") instanceof Number n ? Values.weak(n) : in.array("default")));
    f.define(
        "np.fill_diagonal", "x, value", in -> Np.fillDiagonal(in.array("x"), in.array("value")));
    f.define("np.diagonal", "x, offset=0", in -> Np.diagonal(in.array("x"), in.integer("offset")));
    f.define("np.nonzero", "x", in -> Np.nonzero(in.array("x")));
    f.define("np.argwhere", "x", in -> Np.argwhere(in.array("x")));
    f.define("np.extract", "condition, x", in -> Np.extract(in.array("condition"), in.array("x")));
    f.define(
        "np.compress",
        "condition, x, axis",
        in -> Np.compress(in.array("condition"), in.array("x"), in.integer("axis")));
    f.define("np.trace", "x, offset=0", in -> Np.trace(in.array("x"), in.integer("offset")));
    f.define(
        "np.unravel_index",
        "positions, shape",
        in -> Np.unravelIndex(in.array("positions"), Shape.of(in.integers("shape"))));
    f.define(
        "np.ravel_multi_index",
        "positions, shape",
        in -> Np.ravelMultiIndex(in.arrays("positions"), Shape.of(in.integers("shape"))));
    f.define("np.ix_", "*xs", in -> Np.ix(in.arrays("xs").toArray(Array[]::new)));
    f.define(
        "np.searchsorted",
        "sorted, values, side='left'",
        in ->
            Np.searchsorted(
                in.array("sorted"), in.array("values"), in.text("side").equals("right")));
    f.define(
        "np.digitize",
        "x, bins, right=False",
        in -> Np.digitize(in.array("x"), in.array("bins"), in.flag("right")));
    f.define("np.bincount", "x, weights=None, minlength=0, length=None", NumpyIndexing::bincount);
    f.define("np.histogram", "x, bins=10, weights=None", NumpyIndexing::histogram);
    f.define("np.interp", "x, xp, fp, left=None, right=None", NumpyIndexing::interp);
  }

  /** The cases write newaxis and the ellipsis as strings. */
  private static Index[] index(Arguments in) {
    List<Object> entries = new ArrayList<>();
    for (Object entry : in.list("index")) {
      entries.add(
          entry.equals("newaxis")
              ? Index.newAxis()
              : entry.equals("...") ? Index.ellipsis() : entry);
    }
    return Subscripts.indices(entries);
  }

  private static At place(Arguments in) {
    return in.array("x").at(index(in));
  }

  private static Array take(Arguments in) {
    OutOfBounds mode = OutOfBounds.valueOf(in.text("mode").toUpperCase(Locale.ROOT));
    return in.has("axis")
        ? Np.take(in.array("x"), in.array("positions"), in.integer("axis"), mode)
        : Np.take(in.array("x").ravel(), in.array("positions"), 0, mode);
  }

  private static Array bincount(Arguments in) {
    int length = in.has("length") ? in.integer("length") : in.integer("minlength");
    if (length == 0) {
      throw in.notThere("minlength");
    }
    return in.has("weights")
        ? Np.bincount(in.array("x"), in.array("weights"), length)
        : Np.bincount(in.array("x"), length);
  }

  private static List<Array> histogram(Arguments in) {
    Array x = in.array("x");
    if (in.value("bins") instanceof Long bins) {
      in.require("weights", None.NONE);
      return Np.histogram(x, Math.toIntExact(bins))
          .apply((counts, edges) -> List.of(counts, edges));
    }
    Array edges = in.array("bins");
    Array weights = in.has("weights") ? in.array("weights") : Np.array(1);
    return List.of(Np.histogram(x, edges, weights), edges);
  }

  private static Array interp(Arguments in) {
    if (!in.has("left") && !in.has("right")) {
      return Np.interp(in.array("x"), in.array("xp"), in.array("fp"));
    }
    return Np.interp(
        in.array("x"), in.array("xp"), in.array("fp"), in.number("left"), in.number("right"));
  }
}
