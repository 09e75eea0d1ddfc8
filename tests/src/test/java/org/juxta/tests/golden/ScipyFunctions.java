package org.juxta.tests.golden;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.EdgeMode;
import org.juxta.Image;
import org.juxta.Np;
import org.juxta.Overlap;
import org.juxta.RegularGridInterpolator;
import org.juxta.ResizeMethod;
import org.juxta.Segment;
import org.juxta.Signal;

/** What Juxta has of jax.image, jax.ops, and of SciPy's signals, images and interpolation. */
final class ScipyFunctions {
  private ScipyFunctions() {}

  static void define(Functions f) {
    f.define(
        "jax.ops.segment_sum",
        "data, segment_ids, num_segments",
        in -> Segment.sum(in.array("data"), in.array("segment_ids"), in.integer("num_segments")));
    f.define(
        "jax.ops.segment_prod",
        "data, segment_ids, num_segments",
        in -> Segment.prod(in.array("data"), in.array("segment_ids"), in.integer("num_segments")));
    f.define(
        "jax.image.resize",
        "x, shape, method, antialias=True",
        in -> Image.resize(in.array("x"), method(in), in.flag("antialias"), in.integers("shape")));
    f.define(
        "jax.image.scale_and_translate",
        "x, shape, axes, scale, translation, method, antialias=True",
        in ->
            Image.scaleAndTranslate(
                in.array("x"),
                in.integers("shape"),
                in.integers("axes"),
                in.array("scale"),
                in.array("translation"),
                method(in),
                in.flag("antialias")));
    f.define(
        "scipy.ndimage.map_coordinates",
        "x, coordinates, order, mode='constant', cval=0.0",
        in ->
            Image.mapCoordinates(
                in.array("x"),
                in.arrays("coordinates"),
                in.integer("order"),
                EdgeMode.valueOf(in.text("mode").toUpperCase(Locale.ROOT)),
                in.number("cval")));
    f.define(
        "scipy.interpolate.RegularGridInterpolator",
        "points, values, method='linear', bounds_error=False, fill_value='nan'",
        ScipyFunctions::interpolator);
    signal(f, "convolve", Signal::convolve);
    signal(f, "correlate", Signal::correlate);
    signal(f, "convolve2d", Signal::convolve2d);
    signal(f, "correlate2d", Signal::correlate2d);
    f.define(
        "scipy.signal.detrend",
        "x, axis=-1, type='linear'",
        in ->
            in.text("type").equals("linear")
                ? Signal.detrendLinear(in.array("x"), in.integer("axis"))
                : Signal.detrendConstant(in.array("x"), in.integer("axis")));
  }

  /** A product of two signals. */
  private interface Sliding {
    Array of(Array x, Array y, Overlap overlap);
  }

  private static void signal(Functions f, String name, Sliding product) {
    f.define(
        "scipy.signal." + name,
        "x, y, mode='full'",
        in -> product.of(in.array("x"), in.array("y"), NumpyProducts.overlap(in)));
  }

  private static ResizeMethod method(Arguments in) {
    return switch (in.text("method")) {
      case "nearest" -> ResizeMethod.NEAREST;
      case "linear", "bilinear" -> ResizeMethod.LINEAR;
      case "cubic", "bicubic" -> ResizeMethod.CUBIC;
      case "lanczos3" -> ResizeMethod.LANCZOS3;
      case "lanczos5" -> ResizeMethod.LANCZOS5;
      default -> throw in.notThere("method");
    };
  }

  private static Function interpolator(Arguments in) {
    Array unknown = Np.array(Double.NaN);
    boolean given = !in.value("fill_value").equals("nan");
    @Nullable Array outside =
        given ? (in.has("fill_value") ? in.array("fill_value") : null) : unknown;
    RegularGridInterpolator interpolator =
        new RegularGridInterpolator(
            in.arrays("points"), in.array("values"), in.text("method").equals("nearest"), outside);
    return (positional, named) -> interpolator.apply(Values.array(positional.getFirst()));
  }
}
