package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Index;
import org.juxta.Np;
import org.juxta.OutOfBounds;
import org.juxta.Unique;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Vectorize;

/** NumPy's different elements, histograms of several columns, choices and element types. */
final class NumpySets {
  private NumpySets() {}

  static void define(Functions f) {
    different(f);
    choosing(f);
    counting(f);
    types(f);
    places(f);
  }

  private static void different(Functions f) {
    f.define("np.unique_all", "x", in -> parts(Np.uniqueAll(in.array("x")), "vfic"));
    f.define("np.unique_counts", "x", in -> parts(Np.uniqueAll(in.array("x")), "vc"));
    f.define("np.unique_inverse", "x", in -> parts(Np.uniqueAll(in.array("x")), "vi"));
    f.alias("np.unique_values", "np.unique");
    f.define("np.unique_slices", "x, axis", in -> parts(unique(in, in.integer("axis")), "vfic"));
    f.define(
        "np.unique_sized",
        "x, size, fill",
        in -> Np.unique(in.array("x"), in.integer("size"), in.array("fill")));
  }

  private static Unique unique(Arguments in, int axis) {
    return Np.uniqueSlices(in.array("x"), axis);
  }

  private static List<Array> parts(Unique unique, String which) {
    List<Array> parts = new ArrayList<>();
    for (int i = 0; i < which.length(); i++) {
      parts.add(
          switch (which.charAt(i)) {
            case 'v' -> unique.values();
            case 'f' -> unique.indices();
            case 'i' -> unique.inverse();
            default -> unique.counts();
          });
    }
    return parts;
  }

  private static void choosing(Functions f) {
    f.define(
        "np.choose",
        "which, choices, mode='clip'",
        in ->
            Np.choose(
                in.array("which"),
                in.arrays("choices"),
                OutOfBounds.valueOf(in.text("mode").toUpperCase(Locale.ROOT))));
    f.define(
        "np.piecewise",
        "x, conditions, functions",
        in -> {
          List<ArrayFunction1> functions = new ArrayList<>();
          for (Object piece : in.list("functions")) {
            functions.add(
                x ->
                    piece instanceof Function function
                        ? Values.array(function.call(List.of(x), Map.of()))
                        : Np.fullLike(x, ((Number) piece).doubleValue()));
          }
          return Np.piecewise(in.array("x"), in.arrays("conditions"), functions);
        });
    f.define(
        "np.apply_along_axis",
        "f, axis, x",
        in -> Vectorize.alongAxis(x -> in.call("f", x), in.integer("axis"), in.array("x")));
  }

  private static void counting(Functions f) {
    f.define(
        "np.histogram_bin_edges",
        "x, bins=10, range=None",
        in -> {
          int bins = in.integer("bins");
          if (!in.has("range")) {
            return Np.histogramBinEdges(in.array("x"), bins);
          }
          double[] range = Values.array(in.value("range")).toDoubles();
          return Np.histogramBinEdges(in.array("x"), bins, range[0], range[1]);
        });
    f.define(
        "np.histogram2d",
        "x, y, bins",
        in ->
            Np.histogram2d(
                in.array("x"),
                in.array("y"),
                Values.array(in.list("bins").get(0)),
                Values.array(in.list("bins").get(1))));
    f.define(
        "np.histogramdd",
        "points, bins",
        in -> Np.histogramdd(in.array("points"), in.arrays("bins")));
  }

  private static void types(Functions f) {
    f.define(
        "np.result_type",
        "*xs",
        in -> Np.resultType(in.list("xs").stream().map(NumpySets::typed).toArray(Array[]::new)));
    f.define("np.promote_types", "a, b", in -> Np.promoteTypes(in.dtype("a"), in.dtype("b")));
    f.define("np.can_cast", "a, b", in -> Np.canCast(in.dtype("a"), in.dtype("b")));
    f.define(
        "np.broadcast_shapes",
        "*shapes",
        in -> {
          List<Shape> shapes = new ArrayList<>();
          for (Object shape : in.list("shapes")) {
            shapes.add(
                Shape.of(
                    new Arguments("shape", new LinkedHashMap<>(Map.of("shape", shape)))
                        .integers("shape")));
          }
          Shape all = Np.broadcastShapes(shapes.toArray(Shape[]::new));
          return all.dims().stream().mapToObj(d -> (Object) (long) d).toList();
        });
  }

  private static Array typed(Object value) {
    return switch (value) {
      case DType dtype -> Np.zeros(dtype);
      case Number number -> Values.weak(number);
      default -> Values.array(value);
    };
  }

  private static void places(Functions f) {
    f.define("np.diag_indices_from", "x", in -> Np.diagIndicesFrom(in.array("x")));
    f.define(
        "np.tril_indices_from", "x, k=0", in -> Np.trilIndicesFrom(in.array("x"), in.integer("k")));
    f.define(
        "np.triu_indices_from", "x, k=0", in -> Np.triuIndicesFrom(in.array("x"), in.integer("k")));
    f.define("np.dsplit", "x, parts", in -> Np.dsplit(in.array("x"), in.integer("parts")));
    f.alias("np.empty", "np.zeros").alias("np.empty_like", "np.zeros_like");
    f.define("slice", "*bounds", in -> range(in.list("bounds")));
  }

  private static Index range(List<?> bounds) {
    return new Index.Range(bound(bounds, 0), bound(bounds, 1), 1);
  }

  private static Integer bound(List<?> bounds, int which) {
    return ((Long) bounds.get(which)).intValue();
  }
}
