package org.juxta.tests.golden;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.QuantileMethod;

/** NumPy's functions over axes: sums, extremes, statistics, differences. */
final class NumpyReductions {
  private NumpyReductions() {}

  /** A function over axes, all if there are none. */
  private interface Reduction {
    Array of(Array x, int... axes);
  }

  static void define(Functions f) {
    reduction(f, "sum", Np::sum);
    reduction(f, "prod", Np::prod);
    reduction(f, "mean", Np::mean);
    reduction(f, "max", Np::max);
    reduction(f, "min", Np::min);
    reduction(f, "all", Np::all);
    reduction(f, "any", Np::any);
    reduction(f, "ptp", Np::ptp);
    reduction(f, "count_nonzero", Np::countNonzero);
    reduction(f, "nansum", Np::nansum);
    reduction(f, "nanprod", Np::nanprod);
    reduction(f, "nanmin", Np::nanmin);
    reduction(f, "nanmax", Np::nanmax);
    reduction(f, "nanmean", Np::nanmean);
    f.alias("np.amax", "np.max").alias("np.amin", "np.min");
    for (String name : new String[] {"sum", "prod", "mean", "max", "min", "all", "any"}) {
      f.alias("." + name, "np." + name);
    }
    spreads(f);
    positions(f);
    sequences(f);
    running(f);
    orders(f);
    quantiles(f);
  }

  private static void reduction(Functions f, String name, Reduction reduction) {
    f.define(
        "np." + name,
        "x, axis=None, keepdims=False",
        in -> in.keep(reduction.of(in.array("x"), in.integers("axis")), in.array("x")));
  }

  private static void spreads(Functions f) {
    spread(f, "var", Np::var, Np::sampleVar);
    spread(f, "std", Np::std, Np::sampleStd);
    f.define(
        "np.nanvar",
        "x, axis=None, ddof=0, keepdims=False",
        in ->
            in.keep(
                Np.nanvar(in.array("x"), in.integer("ddof"), in.integers("axis")), in.array("x")));
    f.define(
        "np.nanstd",
        "x, axis=None, ddof=0, keepdims=False",
        in ->
            in.keep(
                Np.nanstd(in.array("x"), in.integer("ddof"), in.integers("axis")), in.array("x")));
    f.define("np.average", "x, axis=None, weights=None, keepdims=False", NumpyReductions::average);
    f.define("np.cov", "x, rowvar=True, ddof=1", in -> Np.cov(rows(in), in.integer("ddof")));
    f.define("np.corrcoef", "x, rowvar=True", in -> Np.corrcoef(rows(in)));
    f.define(
        "scipy.special.logsumexp",
        "x, axis=None, b=None, keepdims=False",
        NumpyReductions::logsumexp);
    f.alias("nn.logsumexp", "scipy.special.logsumexp");
    f.alias(".var", "np.var").alias(".std", "np.std");
  }

  private static void spread(Functions f, String name, Reduction population, Reduction sample) {
    f.define(
        "np." + name,
        "x, axis=None, ddof=0, keepdims=False",
        in -> {
          Reduction reduction =
              switch (in.integer("ddof")) {
                case 0 -> population;
                case 1 -> sample;
                default -> throw in.notThere("ddof");
              };
          return in.keep(reduction.of(in.array("x"), in.integers("axis")), in.array("x"));
        });
  }

  private static Array rows(Arguments in) {
    return in.flag("rowvar") ? in.array("x") : in.array("x").transpose();
  }

  private static Array average(Arguments in) {
    Array x = in.array("x");
    Array reduced =
        in.has("weights")
            ? Np.average(x, in.array("weights"), in.integers("axis"))
            : Np.mean(x, in.integers("axis"));
    return in.keep(reduced, x);
  }

  private static Array logsumexp(Arguments in) {
    Array x = in.array("x");
    int[] axes = in.integers("axis");
    return in.keep(in.has("b") ? Np.logsumexp(x, in.array("b"), axes) : Np.logsumexp(x, axes), x);
  }

  /** The position of an element along an axis. */
  private interface Position {
    Array of(Array x, int axis);
  }

  private static void positions(Functions f) {
    position(f, "argmax", Np::argmax);
    position(f, "argmin", Np::argmin);
    position(f, "nanargmax", Np::nanargmax);
    position(f, "nanargmin", Np::nanargmin);
    f.alias(".argmax", "np.argmax").alias(".argmin", "np.argmin");
  }

  private static void position(Functions f, String name, Position position) {
    f.define(
        "np." + name,
        "x, axis=None, keepdims=False",
        in -> {
          Array x = in.array("x");
          return in.keep(
              in.has("axis") ? position.of(x, in.integer("axis")) : position.of(x.ravel(), 0), x);
        });
  }

  private static void sequences(Functions f) {
    f.define("np.diff", "x, n=1, axis=-1, prepend=None, append=None", NumpyReductions::diff);
    f.define("np.ediff1d", "x", in -> Np.diff(in.array("x").ravel()));
    f.define("np.gradient", "x, spacing=1.0, axis=None", NumpyReductions::gradient);
    f.define("np.trapezoid", "y, x=None, dx=1.0", NumpyReductions::trapezoid);
  }

  private static Array diff(Arguments in) {
    int axis = in.integer("axis");
    Array x = in.array("x");
    if (in.has("prepend")) {
      x = Np.concatenate(java.util.List.of(Np.atleast1d(in.array("prepend")), x), axis);
    }
    if (in.has("append")) {
      x = Np.append(x, Np.atleast1d(in.array("append")), axis);
    }
    return Np.diff(x, in.integer("n"), axis);
  }

  private static Object gradient(Arguments in) {
    Array x = in.array("x");
    double spacing = in.number("spacing");
    if (in.has("axis") || x.rank() == 1) {
      return Np.gradient(x, spacing, in.has("axis") ? in.integer("axis") : 0);
    }
    return java.util.stream.IntStream.range(0, x.rank())
        .mapToObj(axis -> Np.gradient(x, spacing, axis))
        .toList();
  }

  private static Array trapezoid(Arguments in) {
    return in.has("x")
        ? Np.trapezoid(in.array("y"), in.array("x"))
        : Np.trapezoid(in.array("y"), in.number("dx"));
  }

  private static void running(Functions f) {
    running(f, "cumsum", Np::cumsum);
    running(f, "cumprod", Np::cumprod);
    running(f, "nancumsum", Np::nancumsum);
    running(f, "nancumprod", Np::nancumprod);
    f.alias(".cumsum", "np.cumsum").alias(".cumprod", "np.cumprod");
    f.define(
        "np.cumulative_sum",
        "x, axis=None, include_initial=False",
        in -> Np.cumulativeSum(in.array("x"), axisOr(in, 0), in.flag("include_initial")));
    f.define(
        "np.cumulative_prod",
        "x, axis=None, include_initial=False",
        in -> Np.cumulativeProd(in.array("x"), axisOr(in, 0), in.flag("include_initial")));
  }

  private static int axisOr(Arguments in, int otherwise) {
    return in.has("axis") ? in.integer("axis") : otherwise;
  }

  private static void running(Functions f, String name, Position running) {
    f.define(
        "np." + name,
        "x, axis=None, dtype=None",
        in -> {
          Array x = in.array("x");
          if (in.has("dtype")) {
            x = x.astype(in.dtype("dtype"));
          }
          return in.has("axis") ? running.of(x, in.integer("axis")) : running.of(x.ravel(), 0);
        });
  }

  private static void orders(Functions f) {
    f.define(
        "np.sort",
        "x, axis=-1, stable=True, descending=False",
        in ->
            in.has("axis")
                ? Np.sort(in.array("x"), in.integer("axis"), in.flag("descending"))
                : Np.sort(in.array("x").ravel(), 0, in.flag("descending")));
    f.define(
        "np.argsort",
        "x, axis=-1, kind=None, stable=True, descending=False",
        in ->
            in.has("axis")
                ? Np.argsort(in.array("x"), in.integer("axis"), in.flag("descending"))
                : Np.argsort(in.array("x").ravel(), 0, in.flag("descending")));
    f.alias(".sort", "np.sort").alias(".argsort", "np.argsort");
    f.define(
        "np.lexsort", "keys, axis=-1", in -> Np.lexsort(in.arrays("keys"), in.integer("axis")));
    f.define(
        "np.partition",
        "x, kth, axis=-1",
        in -> Np.partition(in.array("x"), in.integer("kth"), in.integer("axis")));
    f.define(
        "np.argpartition",
        "x, kth, axis=-1",
        in -> Np.argpartition(in.array("x"), in.integer("kth"), in.integer("axis")));
  }

  /** A quantile at fractions or hundredths. */
  private interface Quantile {
    Array of(Array x, Array q, QuantileMethod method, int... axes);
  }

  private static void quantiles(Functions f) {
    reduction(f, "median", Np::median);
    reduction(f, "nanmedian", Np::nanmedian);
    quantile(f, "quantile", Np::quantile);
    quantile(f, "nanquantile", Np::nanquantile);
    quantile(f, "percentile", Np::percentile);
    quantile(f, "nanpercentile", Np::nanpercentile);
  }

  private static void quantile(Functions f, String name, Quantile quantile) {
    f.define(
        "np." + name,
        "x, q, axis=None, method=\"linear\", keepdims=False",
        in -> {
          Array q = in.real("q");
          if (q.rank() > 0 && in.flag("keepdims")) {
            throw in.notThere("keepdims");
          }
          QuantileMethod method =
              switch ((String) in.value("method")) {
                case "linear" -> QuantileMethod.LINEAR;
                case "lower" -> QuantileMethod.LOWER;
                case "higher" -> QuantileMethod.HIGHER;
                case "midpoint" -> QuantileMethod.MIDPOINT;
                case "nearest" -> QuantileMethod.NEAREST;
                default -> throw in.notThere("method");
              };
          return in.keep(quantile.of(in.array("x"), q, method, in.integers("axis")), in.array("x"));
        });
  }
}
