package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.juxta.Array;
import org.juxta.At;
import org.juxta.Index;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.OutOfBounds;
import org.juxta.Unique;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Value;

/** NumPy's functions that pick, place, search and count. */
final class NumpyIndexing {
  private NumpyIndexing() {}

  static void define(Functions f) {
    f.define("np.getitem", "x, index", in -> in.array("x").get(index(in)));
    f.define("np.at_set", "x, index, values", in -> place(in).set(in.array("values")));
    f.define("np.at_add", "x, index, values", in -> place(in).add(in.array("values")));
    f.define("np.at_min", "x, index, values", in -> place(in).min(in.array("values")));
    f.define("np.at_max", "x, index, values", in -> place(in).max(in.array("values")));
    f.define(
        "np.top_k",
        "x, k",
        in ->
            Lax.topK(in.array("x"), in.integer("k"))
                .apply((values, indices) -> Map.of("values", values, "indices", indices)));
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
        "x, positions, values, axis, inplace=False",
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
        "np.fill_diagonal",
        "x, value, inplace=False",
        in -> Np.fillDiagonal(in.array("x"), in.array("value")));
    f.define(
        "np.diagonal",
        "x, offset=0, axis1=0, axis2=1",
        in ->
            Np.diagonal(
                in.array("x"), in.integer("offset"), in.integer("axis1"), in.integer("axis2")));
    f.define("np.nonzero", "x, size=None, fill_value=0", NumpyIndexing::nonzero);
    f.define(
        "np.sized_nonzero",
        "x, size, fill",
        in -> Np.nonzero(in.array("x"), in.integer("size"), in.integer("fill")));
    f.define("np.argwhere", "x", in -> Np.argwhere(in.array("x")));
    f.define("np.flatnonzero", "x", in -> Np.flatnonzero(in.array("x")));
    f.define(
        "np.diag_indices", "n, ndim=2", in -> Np.diagIndices(in.integer("n"), in.integer("ndim")));
    f.define(
        "np.tril_indices",
        "n, k=0",
        in -> Np.trilIndices(in.integer("n"), in.integer("k"), in.integer("n")));
    f.define(
        "np.triu_indices",
        "n, k=0",
        in -> Np.triuIndices(in.integer("n"), in.integer("k"), in.integer("n")));
    f.define(
        "np.put",
        "x, positions, values, inplace=False",
        in -> Np.put(in.array("x"), in.array("positions"), in.array("values")));
    f.define(
        "np.place",
        "x, mask, values, inplace=False",
        in -> Np.place(in.array("x"), in.array("mask"), in.array("values")));
    f.define("np.isin", "x, candidates", in -> Np.isin(in.array("x"), in.array("candidates")));
    f.define("np.unique", "x", in -> Np.unique(in.array("x")));
    f.define("np.sized_unique", "x, size, fill", NumpyIndexing::sizedUnique);
    f.define("np.union1d", "x, y", in -> Np.union1d(in.array("x"), in.array("y")));
    f.define("np.intersect1d", "x, y", in -> Np.intersect1d(in.array("x"), in.array("y")));
    f.define("np.setdiff1d", "x, y", in -> Np.setdiff1d(in.array("x"), in.array("y")));
    f.define("np.setxor1d", "x, y", in -> Np.setxor1d(in.array("x"), in.array("y")));
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
        "positions, shape, mode='raise'",
        in ->
            in.text("mode").equals("raise")
                ? Np.ravelMultiIndex(in.arrays("positions"), Shape.of(in.integers("shape")))
                : Np.ravelMultiIndex(
                    in.arrays("positions"),
                    Shape.of(in.integers("shape")),
                    OutOfBounds.valueOf(in.text("mode").toUpperCase(Locale.ROOT))));
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
    f.define(
        "np.histogram",
        "x, bins=10, range=None, weights=None, density=False",
        NumpyIndexing::histogram);
    f.define("np.interp", "x, xp, fp, left=None, right=None, period=None", NumpyIndexing::interp);
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

  private static List<Array> nonzero(Arguments in) {
    return in.has("size")
        ? Np.nonzero(in.array("x"), in.integer("size"), in.integer("fill_value"))
        : Np.nonzero(in.array("x"));
  }

  private static Map<String, Array> sizedUnique(Arguments in) {
    Unique unique = Np.uniqueAll(in.array("x"), in.integer("size"));
    Array values = Np.unique(in.array("x"), in.integer("size"), in.array("fill"));
    return Map.of("values", values, "counts", unique.counts(), "inverse", unique.inverse());
  }

  private static Array bincount(Arguments in) {
    int length = in.has("length") ? in.integer("length") : 0;
    if (length == 0) {
      length = in.integer("minlength");
    }
    if (!in.has("length") && in.array("x").value() instanceof Value.Concrete) {
      length = Math.max(length, Np.bincount(in.array("x")).size());
    }
    return in.has("weights")
        ? Np.bincount(in.array("x"), in.array("weights"), length)
        : Np.bincount(in.array("x"), length);
  }

  private static List<Array> histogram(Arguments in) {
    Array x = in.array("x");
    Array edges = edges(in, x);
    Array counts =
        in.has("weights") ? Np.histogram(x, edges, in.array("weights")) : Np.histogram(x, edges);
    return List.of(in.flag("density") ? Np.histogramDensity(counts, edges) : counts, edges);
  }

  private static Array edges(Arguments in, Array x) {
    if (!(in.value("bins") instanceof Long bins)) {
      return in.array("bins");
    }
    int count = Math.toIntExact(bins);
    if (!in.has("range")) {
      return Np.histogramBinEdges(x, count);
    }
    List<?> range = in.list("range");
    return Np.histogramBinEdges(x, count, number(range.get(0)), number(range.get(1)));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static Array interp(Arguments in) {
    if (in.has("period")) {
      return Np.interp(in.array("x"), in.array("xp"), in.array("fp"), in.number("period"));
    }
    if (!in.has("left") && !in.has("right")) {
      return Np.interp(in.array("x"), in.array("xp"), in.array("fp"));
    }
    return Np.interp(
        in.array("x"), in.array("xp"), in.array("fp"), in.number("left"), in.number("right"));
  }
}
