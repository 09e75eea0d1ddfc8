package org.juxta.tests.golden;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.Over;
import org.juxta.QuantileMethod;

/** NumPy's functions over axes: sums, extremes, statistics, differences. */
final class NumpyReductions {
  private NumpyReductions() {}

  /** A function over axes, with options. */
  private interface Reduction {
    Array of(Array x, Over over);
  }

  private static final String MASKED = "x, axis=None, keepdims=False, where=None";
  private static final String STARTED = "x, axis=None, keepdims=False, initial=None, where=None";
  private static final String SPREAD = "x, axis=None, ddof=0, keepdims=False, where=None";

  static void define(Functions f) {
    reduction(f, "sum", STARTED, Np::sum);
    reduction(f, "prod", STARTED, Np::prod);
    reduction(f, "max", STARTED, Np::max);
    reduction(f, "min", STARTED, Np::min);
    reduction(f, "mean", MASKED, Np::mean);
    reduction(f, "all", MASKED, Np::all);
    reduction(f, "any", MASKED, Np::any);
    reduction(f, "ptp", "x, axis=None, keepdims=False", Np::ptp);
    reduction(f, "count_nonzero", "x, axis=None, keepdims=False", Np::countNonzero);
    reduction(f, "nansum", STARTED, Np::nansum);
    reduction(f, "nanprod", STARTED, Np::nanprod);
    reduction(f, "nanmin", STARTED, Np::nanmin);
    reduction(f, "nanmax", STARTED, Np::nanmax);
    reduction(f, "nanmean", MASKED, Np::nanmean);
    reduction(f, "var", SPREAD, Np::var);
    reduction(f, "std", SPREAD, Np::std);
    reduction(f, "nanvar", SPREAD, Np::nanvar);
    reduction(f, "nanstd", SPREAD, Np::nanstd);
    f.alias("np.amax", "np.max").alias("np.amin", "np.min");
    for (String name :
        new String[] {"sum", "prod", "mean", "max", "min", "all", "any", "var", "std"}) {
      f.alias("." + name, "np." + name);
    }
    spreads(f);
    positions(f);
    sequences(f);
    running(f);
    orders(f);
    quantiles(f);
  }

  private static void reduction(Functions f, String name, String parameters, Reduction reduction) {
    f.define("np." + name, parameters, in -> reduction.of(in.array("x"), in.over()));
  }

  private static void spreads(Functions f) {
    f.define("np.average", "x, axis=None, weights=None, keepdims=False", NumpyReductions::average);
    f.define(
        "np.cov",
        "x, rowvar=True, ddof=1, fweights=None, aweights=None",
        in ->
            Np.cov(
                rows(in),
                in.integer("ddof"),
                in.has("fweights") ? in.array("fweights") : null,
                in.has("aweights") ? in.array("aweights") : null));
    f.define("np.corrcoef", "x, rowvar=True", in -> Np.corrcoef(rows(in)));
    f.define(
        "scipy.special.logsumexp",
        "x, axis=None, b=None, keepdims=False, where=None",
        NumpyReductions::logsumexp);
    f.alias("nn.logsumexp", "scipy.special.logsumexp");
  }

  private static Array rows(Arguments in) {
    return in.flag("rowvar") ? in.array("x") : in.array("x").transpose();
  }

  private static Array average(Arguments in) {
    Array x = in.array("x");
    return in.has("weights")
        ? Np.average(x, in.array("weights"), in.over())
        : Np.mean(x, in.over());
  }

  private static Array logsumexp(Arguments in) {
    Array x = in.array("x");
    return in.has("b") ? Np.logsumexp(x, in.array("b"), in.over()) : Np.logsumexp(x, in.over());
  }

  private static void positions(Functions f) {
    String parameters = "x, axis=None, keepdims=False";
    reduction(f, "argmax", parameters, Np::argmax);
    reduction(f, "argmin", parameters, Np::argmin);
    reduction(f, "nanargmax", parameters, Np::nanargmax);
    reduction(f, "nanargmin", parameters, Np::nanargmin);
    f.alias(".argmax", "np.argmax").alias(".argmin", "np.argmin");
  }

  private static void sequences(Functions f) {
    f.define("np.diff", "x, n=1, axis=-1, prepend=None, append=None", NumpyReductions::diff);
    f.define("np.ediff1d", "x", in -> Np.ediff1d(in.array("x")));
    f.define("np.unwrap", "x, axis=-1", in -> Np.unwrap(in.array("x"), in.integer("axis")));
    f.define("np.gradient", "x, spacing=1.0, axis=None", NumpyReductions::gradient);
    f.define("np.trapezoid", "y, x=None, dx=1.0, axis=-1", NumpyReductions::trapezoid);
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
    Array spacing = in.array("spacing");
    if (in.has("axis") || x.rank() == 1) {
      return Np.gradient(x, spacing, in.has("axis") ? in.integer("axis") : 0);
    }
    return java.util.stream.IntStream.range(0, x.rank())
        .mapToObj(axis -> Np.gradient(x, spacing, axis))
        .toList();
  }

  private static Array trapezoid(Arguments in) {
    int axis = in.integer("axis");
    return in.has("x")
        ? Np.trapezoid(in.array("y"), in.array("x"), axis)
        : Np.trapezoid(in.array("y"), in.number("dx"), axis);
  }

  /** Something along an axis. */
  private interface Position {
    Array of(Array x, int axis);
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
    Array of(Array x, Array q, QuantileMethod method, Over over);
  }

  private static void quantiles(Functions f) {
    reduction(f, "median", "x, axis=None, keepdims=False", Np::median);
    reduction(f, "nanmedian", "x, axis=None, keepdims=False", Np::nanmedian);
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
          QuantileMethod method =
              switch ((String) in.value("method")) {
                case "linear" -> QuantileMethod.LINEAR;
                case "lower" -> QuantileMethod.LOWER;
                case "higher" -> QuantileMethod.HIGHER;
                case "midpoint" -> QuantileMethod.MIDPOINT;
                case "nearest" -> QuantileMethod.NEAREST;
                default -> throw in.notThere("method");
              };
          return quantile.of(in.array("x"), q, method, in.over());
        });
  }
}
