package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.PadMode;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/** NumPy's functions that make, shape, join and repeat arrays. */
final class NumpyShapes {
  private NumpyShapes() {}

  static void define(Functions f) {
    making(f);
    shaping(f);
    joining(f);
    repeating(f);
  }

  private static void making(Functions f) {
    f.define("np.array", "x, dtype=None", in -> typed(in, Values.array(in.value("x"))));
    f.alias("np.asarray", "np.array");
    f.define(
        "np.zeros",
        "shape, dtype='float64'",
        in -> Np.zeros(in.dtype("dtype"), in.integers("shape")));
    f.define(
        "np.ones",
        "shape, dtype='float64'",
        in -> Np.ones(in.dtype("dtype"), in.integers("shape")));
    f.define(
        "np.full",
        "shape, value",
        in -> Np.full(Shape.of(in.integers("shape")), in.array("value")));
    f.define("np.zeros_like", "x", in -> Np.zerosLike(in.array("x")));
    f.define("np.ones_like", "x", in -> Np.onesLike(in.array("x")));
    f.define("np.full_like", "x, value", in -> Np.fullLike(in.array("x"), in.number("value")));
    f.define("np.eye", "N, M=None, k=0, dtype='float64'", NumpyShapes::eye);
    f.define("np.identity", "n", in -> Np.eye(in.integer("n"), DType.F64));
    f.define(
        "np.tri",
        "N, M=None, k=0",
        in ->
            Np.tri(
                in.integer("N"), in.integer(in.has("M") ? "M" : "N"), in.integer("k"), DType.F64));
    f.define("np.arange", "*bounds", NumpyShapes::arange);
    f.define("np.linspace", "start, stop, num=50, axis=0", NumpyShapes::linspace);
    f.define(
        "np.logspace",
        "start, stop, num=50, base=10.0",
        in ->
            Np.logspace(
                in.number("start"),
                in.number("stop"),
                in.integer("num"),
                in.number("base"),
                DType.F64));
    f.define(
        "np.geomspace",
        "start, stop, num=50",
        in -> Np.geomspace(in.number("start"), in.number("stop"), in.integer("num"), DType.F64));
    f.define("np.meshgrid", "*xs, indexing='xy'", NumpyShapes::meshgrid);
    f.define("np.indices", "dimensions", in -> Np.indices(in.integers("dimensions")));
    f.define("np.diag", "x, k=0", in -> Np.diag(in.array("x"), in.integer("k")));
    f.define("np.diagflat", "x, k=0", in -> Np.diagflat(in.array("x"), in.integer("k")));
    f.define("np.vander", "x, N=None, increasing=False", NumpyShapes::vander);
  }

  private static Array typed(Arguments in, Array x) {
    return in.has("dtype") ? x.astype(in.dtype("dtype")) : x;
  }

  private static Array eye(Arguments in) {
    int rows = in.integer("N");
    return Np.eye(rows, in.has("M") ? in.integer("M") : rows, in.integer("k"), in.dtype("dtype"));
  }

  private static Array arange(Arguments in) {
    List<?> bounds = in.list("bounds");
    if (bounds.stream().allMatch(b -> b instanceof Long)) {
      int[] b = in.integers("bounds");
      return b.length == 1
          ? Np.arange(b[0])
          : b.length == 2 ? Np.arange(b[0], b[1]) : Np.arange(b[0], b[1], b[2]);
    }
    double[] b = bounds.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
    return Np.arange(
        b.length == 1 ? 0 : b[0], b.length == 1 ? b[0] : b[1], b.length > 2 ? b[2] : 1, DType.F64);
  }

  private static Array linspace(Arguments in) {
    int count = in.integer("num");
    boolean numbers = in.value("start") instanceof Number && in.value("stop") instanceof Number;
    Array points =
        numbers
            ? Np.linspace(in.number("start"), in.number("stop"), count, DType.F64)
            : Np.linspace(in.array("start"), in.array("stop"), count);
    return Np.moveaxis(points, 0, in.integer("axis"));
  }

  private static List<Array> meshgrid(Arguments in) {
    Array[] axes = in.arrays("xs").toArray(Array[]::new);
    return in.text("indexing").equals("ij") ? Np.meshgridMatrix(axes) : Np.meshgrid(axes);
  }

  private static Array vander(Arguments in) {
    int columns = in.has("N") ? in.integer("N") : in.array("x").size();
    Array decreasing = Np.vander(in.array("x"), columns);
    return in.flag("increasing") ? Np.fliplr(decreasing) : decreasing;
  }

  private static void shaping(Functions f) {
    f.define("np.reshape", "x, shape", in -> Np.reshape(in.array("x"), in.integers("shape")));
    f.define("np.ravel", "x, order='C'", NumpyShapes::ravel);
    f.define(
        "np.transpose",
        "x, axes=None",
        in ->
            in.has("axes")
                ? Np.transpose(in.array("x"), in.integers("axes"))
                : in.array("x").transpose());
    f.alias("np.permute_dims", "np.transpose");
    f.define("np.matrix_transpose", "x", in -> Np.matrixTranspose(in.array("x")));
    f.define(
        "np.swapaxes",
        "x, a, b",
        in -> Np.swapaxes(in.array("x"), in.integer("a"), in.integer("b")));
    f.define(
        "np.moveaxis",
        "x, source, destination",
        in -> Np.moveaxis(in.array("x"), in.integers("source"), in.integers("destination")));
    f.define("np.squeeze", "x, axis=None", in -> Np.squeeze(in.array("x"), in.integers("axis")));
    f.define("np.expand_dims", "x, axis", in -> Np.expandDims(in.array("x"), in.integers("axis")));
    f.define(
        "np.broadcast_to",
        "x, shape",
        in -> Np.broadcastTo(in.array("x"), Shape.of(in.integers("shape"))));
    f.define(
        "np.broadcast_arrays",
        "*xs",
        in -> Np.broadcastArrays(in.arrays("xs").toArray(Array[]::new)));
    f.define("np.atleast_1d", "x", in -> Np.atleast1d(in.array("x")));
    f.define("np.atleast_2d", "x", in -> Np.atleast2d(in.array("x")));
    f.define("np.atleast_3d", "x", in -> Np.atleast3d(in.array("x")));
    f.alias(".transpose", "np.transpose")
        .alias(".ravel", "np.ravel")
        .alias(".squeeze", "np.squeeze");
    f.alias(".swapaxes", "np.swapaxes");
  }

  private static Array ravel(Arguments in) {
    return switch (in.text("order")) {
      case "C" -> Np.ravel(in.array("x"));
      case "F" -> Np.ravel(in.array("x").transpose());
      default -> throw in.notThere("order");
    };
  }

  private static void joining(Functions f) {
    f.define("np.concatenate", "xs, axis=0", NumpyShapes::concatenate);
    f.alias("np.concat", "np.concatenate");
    f.define("np.stack", "xs, axis=0", in -> Np.stack(in.arrays("xs"), in.integer("axis")));
    stack(f, "np.vstack", Np::vstack);
    stack(f, "np.hstack", Np::hstack);
    stack(f, "np.dstack", Np::dstack);
    stack(f, "np.column_stack", Np::columnStack);
    f.define("np.append", "x, values, axis=None", NumpyShapes::append);
    f.define("np.split", "x, parts, axis=0", in -> split(in, true));
    f.define("np.array_split", "x, parts, axis=0", in -> split(in, false));
    f.define("np.hsplit", "x, parts", in -> Np.hsplit(in.array("x"), in.integer("parts")));
    f.define("np.vsplit", "x, parts", in -> Np.vsplit(in.array("x"), in.integer("parts")));
    f.define("np.delete", "x, positions, axis=None", NumpyShapes::delete);
    f.define(
        "np.insert",
        "x, position, values, axis",
        in ->
            in.value("position") instanceof List<?>
                ? Np.insert(
                    in.array("x"), in.integers("position"), in.array("values"), in.integer("axis"))
                : Np.insert(
                    in.array("x"), in.integer("position"), in.array("values"), in.integer("axis")));
  }

  private static void stack(Functions f, String name, Function<Array[], Array> join) {
    f.define(name, "xs", in -> join.apply(in.arrays("xs").toArray(Array[]::new)));
  }

  private static Array concatenate(Arguments in) {
    List<Array> arrays = in.arrays("xs");
    return in.has("axis")
        ? Np.concatenate(arrays, in.integer("axis"))
        : Np.concatenate(arrays.stream().map(Np::ravel).toList(), 0);
  }

  private static Array append(Arguments in) {
    return in.has("axis")
        ? Np.append(in.array("x"), in.array("values"), in.integer("axis"))
        : Np.append(in.array("x").ravel(), in.array("values").ravel(), 0);
  }

  private static List<Array> split(Arguments in, boolean equal) {
    Array x = in.array("x");
    int axis = in.integer("axis");
    if (in.value("parts") instanceof List<?> || in.value("parts") instanceof Array) {
      return Np.split(x, in.integers("parts"), axis);
    }
    int parts = in.integer("parts");
    return equal ? Np.split(x, parts, axis) : Np.arraySplit(x, parts, axis);
  }

  private static Array delete(Arguments in) {
    Array x = in.has("axis") ? in.array("x") : in.array("x").ravel();
    return Np.delete(x, in.integers("positions"), in.has("axis") ? in.integer("axis") : 0);
  }

  private static void repeating(Functions f) {
    f.define("np.tile", "x, reps", in -> Np.tile(in.array("x"), in.integers("reps")));
    f.define("np.repeat", "x, repeats, axis=None", NumpyShapes::repeat);
    f.define("np.roll", "x, shift, axis=None", NumpyShapes::roll);
    f.define("np.rot90", "x, k=1, axes=None", NumpyShapes::rot90);
    f.define("np.resize", "x, shape", in -> Np.resize(in.array("x"), in.integers("shape")));
    f.define("np.trim_zeros", "x", in -> Np.trimZeros(in.array("x")));
    f.define(
        "np.rollaxis",
        "x, axis, start=0",
        in -> Np.rollaxis(in.array("x"), in.integer("axis"), in.integer("start")));
    f.define("np.unstack", "x, axis=0", in -> Np.unstack(in.array("x"), in.integer("axis")));
    f.define("np.block", "arrays", in -> Np.block((List<?>) blocks(in.value("arrays"))));
    f.define("np.hanning", "m", in -> Np.hanning(in.integer("m"), DType.F64));
    f.define("np.hamming", "m", in -> Np.hamming(in.integer("m"), DType.F64));
    f.define("np.blackman", "m", in -> Np.blackman(in.integer("m"), DType.F64));
    f.define("np.bartlett", "m", in -> Np.bartlett(in.integer("m"), DType.F64));
    f.define("np.flip", "x, axis=None", in -> Np.flip(in.array("x"), in.integers("axis")));
    f.define("np.fliplr", "x", in -> Np.fliplr(in.array("x")));
    f.define("np.flipud", "x", in -> Np.flipud(in.array("x")));
    f.define(
        "np.pad",
        "x, pad_width, mode='constant', constant_values=0.0, end_values=0.0, stat_length=None,"
            + " reflect_type='even'",
        NumpyShapes::pad);
    f.define("np.tril", "x, k=0", in -> Np.tril(in.array("x"), in.integer("k")));
    f.define("np.triu", "x, k=0", in -> Np.triu(in.array("x"), in.integer("k")));
  }

  private static Array repeat(Arguments in) {
    Array x = in.has("axis") ? in.array("x") : in.array("x").ravel();
    int axis = in.has("axis") ? in.integer("axis") : 0;
    return in.value("repeats") instanceof Long
        ? Np.repeat(x, in.integer("repeats"), axis)
        : Np.repeat(x, in.integers("repeats"), axis);
  }

  private static Array rot90(Arguments in) {
    int[] axes = in.has("axes") ? in.integers("axes") : new int[] {0, 1};
    return Np.rot90(in.array("x"), in.integer("k"), axes[0], axes[1]);
  }

  private static Object blocks(Object part) {
    return part instanceof List<?> list && list.stream().noneMatch(Number.class::isInstance)
        ? list.stream().map(NumpyShapes::blocks).toList()
        : Values.array(part);
  }

  private static Array roll(Arguments in) {
    Array x = in.array("x");
    int[] shifts = in.integers("shift");
    if (!in.has("axis")) {
      return Np.roll(x, shifts[0]);
    }
    int[] axes = in.integers("axis");
    for (int i = 0; i < axes.length; i++) {
      x = Np.roll(x, shifts[shifts.length == 1 ? 0 : i], axes[i]);
    }
    return x;
  }

  private static Array pad(Arguments in) {
    Array x = in.array("x");
    int[][] widths = widths(in.value("pad_width"), x.rank());
    return Np.pad(x, widths, mode(in));
  }

  private static PadMode mode(Arguments in) {
    boolean odd = in.text("reflect_type").equals("odd");
    int length = in.has("stat_length") ? in.integer("stat_length") : Integer.MAX_VALUE;
    return switch (in.text("mode")) {
      case "constant" ->
          PadMode.constant(ends(in, "constant_values")[0], ends(in, "constant_values")[1]);
      case "linear_ramp" ->
          PadMode.linearRamp(ends(in, "end_values")[0], ends(in, "end_values")[1]);
      case "edge" -> PadMode.EDGE;
      case "reflect" -> odd ? PadMode.REFLECT_ODD : PadMode.REFLECT;
      case "symmetric" -> odd ? PadMode.SYMMETRIC_ODD : PadMode.SYMMETRIC;
      case "wrap" -> PadMode.WRAP;
      case "maximum" -> PadMode.maximum(length);
      case "minimum" -> PadMode.minimum(length);
      case "mean" -> PadMode.mean(length);
      case "median" -> PadMode.median(length);
      default -> throw in.notThere("mode");
    };
  }

  private static double[] ends(Arguments in, String name) {
    List<?> values = in.list(name);
    double before = ((Number) values.getFirst()).doubleValue();
    return new double[] {before, ((Number) values.getLast()).doubleValue()};
  }

  /** NumPy's short forms: a number, a pair for all axes, or a pair for each. */
  private static int[][] widths(Object given, int rank) {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      Object entry =
          given instanceof List<?> list && list.getFirst() instanceof List<?>
              ? list.get(list.size() == 1 ? 0 : i)
              : given;
      pairs.add(
          entry instanceof List<?> pair
              ? new int[] {
                ((Long) pair.get(0)).intValue(), ((Long) pair.get(pair.size() - 1)).intValue()
              }
              : new int[] {((Long) entry).intValue(), ((Long) entry).intValue()});
    }
    return pairs.toArray(int[][]::new);
  }
}
