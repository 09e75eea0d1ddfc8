package org.juxta.tests.golden;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.GatherScatterMode;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.ScatterDimensionNumbers;
import org.juxta.tracer.DType;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Random.RngAlgorithm;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Shape;

/** What Juxta has of jax.lax. */
final class LaxFunctions {
  private LaxFunctions() {}

  static void define(Functions f) {
    elementwise(f);
    structural(f);
    indexing(f);
    reductions(f);
    control(f);
    orders(f);
    monoids(f);
    f.define(
        "lax.rng_bit_generator",
        "key, shape, dtype='uint32', algorithm=0",
        in ->
            Lax.rngBitGenerator(
                    in.array("key"),
                    Shape.of(in.integers("shape")),
                    in.dtype("dtype"),
                    algorithm(in.integer("algorithm")))
                .apply((state, bits) -> List.of(state, bits)));
  }

  /** By the number that JAX gives it. */
  private static RngAlgorithm algorithm(int number) {
    return switch (number) {
      case 0 -> RngAlgorithm.DEFAULT;
      case 1 -> RngAlgorithm.THREE_FRY;
      default -> RngAlgorithm.PHILOX;
    };
  }

  private static void elementwise(Functions f) {
    String same =
        "abs sign floor ceil round exp exp2 expm1 log log1p sqrt cbrt sin cos tan sinh cosh tanh"
            + " square reciprocal add multiply=mul subtract=sub maximum=max minimum=min"
            + " negative=neg arcsin=asin arccos=acos arctan=atan arcsinh=asinh arccosh=acosh"
            + " arctanh=atanh arctan2=atan2 power=pow equal=eq not_equal=ne less=lt less_equal=le"
            + " greater=gt greater_equal=ge bitwise_and bitwise_or bitwise_xor bitwise_not"
            + " isfinite=is_finite left_shift=shift_left nextafter";
    for (String entry : same.split(" ", -1)) {
      String[] names = entry.split("=", -1);
      f.alias("lax." + names[names.length - 1], "np." + names[0]);
    }
    f.define("lax.div", "x, y", in -> Lax.div(in.array("x"), in.array("y")));
    f.define("lax.rem", "x, y", in -> Lax.rem(in.array("x"), in.array("y")));
    f.define(
        "lax.shift_right_logical",
        "x, y",
        in -> Lax.shiftRightLogical(in.array("x"), in.array("y")));
    f.alias("lax.shift_right_arithmetic", "np.right_shift");
    f.define("lax.rsqrt", "x", in -> Np.rsqrt(in.array("x")));
    f.define("lax.logistic", "x", in -> Np.sigmoid(in.array("x")));
    f.define("lax.erf", "x", in -> Np.erf(in.array("x")));
    f.define("lax.erfc", "x", in -> Np.erfc(in.array("x")));
    f.define("lax.erf_inv", "x", in -> Np.erfInv(in.array("x")));
    f.define("lax.integer_pow", "x, n", in -> Np.power(in.array("x"), in.integer("n")));
    f.define(
        "lax.clamp",
        "low, x, high",
        in -> Lax.clamp(in.array("low"), in.array("x"), in.array("high")));
    f.define(
        "lax.select",
        "condition, x, y",
        in -> Lax.select(in.array("condition"), in.array("x"), in.array("y")));
    f.define("lax.stop_gradient", "x", in -> Lax.stopGradient(in.array("x")));
    f.define(
        "lax.convert_element_type",
        "x, dtype",
        in -> Lax.convert(in.array("x"), in.dtype("dtype")));
    f.define(
        "lax.bitcast_convert_type",
        "x, dtype",
        in -> Lax.bitcastConvert(in.array("x"), in.dtype("dtype")));
  }

  private static void structural(Functions f) {
    f.define(
        "lax.reshape",
        "x, shape",
        in -> Lax.reshape(in.array("x"), Shape.of(in.integers("shape"))));
    f.define(
        "lax.transpose",
        "x, permutation",
        in -> Lax.transpose(in.array("x"), ints(in, "permutation")));
    f.define("lax.rev", "x, axes", in -> Lax.reverse(in.array("x"), ints(in, "axes")));
    f.define(
        "lax.concatenate", "xs, axis", in -> Lax.concatenate(in.arrays("xs"), in.integer("axis")));
    f.define(
        "lax.iota",
        "dtype, size",
        in -> Lax.iota(in.dtype("dtype"), Shape.of(in.integer("size")), 0));
    f.define(
        "lax.broadcast_in_dim",
        "x, shape, axes",
        in -> Lax.broadcastInDim(in.array("x"), Shape.of(in.integers("shape")), ints(in, "axes")));
    f.define("lax.slice", "x, starts, limits, strides=None", LaxFunctions::slice);
    f.define(
        "lax.slice_in_dim",
        "x, start, limit, axis=0",
        in ->
            Lax.sliceInDim(
                in.array("x"), in.integer("start"), in.integer("limit"), 1, in.integer("axis")));
    f.define("lax.pad", "x, value, config", LaxFunctions::pad);
    f.define("lax.dot_general", "x, y, dimensions", LaxFunctions::dotGeneral);
    f.alias("lax.dot", "np.dot");
  }

  private static Ints ints(Arguments in, String name) {
    return Ints.of(in.integers(name));
  }

  private static Ints ints(Object list) {
    return Ints.of(new Arguments("lax", Map.of("list", list)).integers("list"));
  }

  private static Array slice(Arguments in) {
    Array x = in.array("x");
    Ints strides = in.has("strides") ? ints(in, "strides") : Ints.fill(x.rank(), 1);
    return Lax.slice(x, ints(in, "starts"), ints(in, "limits"), strides);
  }

  private static Array pad(Arguments in) {
    List<Ints> config = new ArrayList<>();
    in.list("config").forEach(axis -> config.add(ints(axis)));
    int rank = config.size();
    return Lax.pad(
        in.array("x"),
        in.array("value"),
        Ints.build(rank, i -> config.get(i).get(0)),
        Ints.build(rank, i -> config.get(i).get(1)),
        Ints.build(rank, i -> config.get(i).get(2)));
  }

  private static Array dotGeneral(Arguments in) {
    List<?> contract = (List<?>) in.list("dimensions").get(0);
    List<?> batch = (List<?>) in.list("dimensions").get(1);
    return Lax.dotGeneral(
        in.array("x"),
        in.array("y"),
        ints(contract.get(0)),
        ints(contract.get(1)),
        ints(batch.get(0)),
        ints(batch.get(1)));
  }

  private static void indexing(Functions f) {
    f.define(
        "lax.dynamic_slice",
        "x, starts, sizes",
        in -> Lax.dynamicSlice(in.array("x"), ints(in, "sizes"), starts(in)));
    f.define(
        "lax.dynamic_update_slice",
        "x, update, starts",
        in -> Lax.dynamicUpdateSlice(in.array("x"), in.array("update"), starts(in)));
    f.define(
        "lax.dynamic_index_in_dim",
        "x, position, axis=0, keepdims=True",
        in -> {
          int axis = in.integer("axis");
          Array slice = Lax.dynamicIndex(in.array("x"), in.array("position"), axis);
          return in.flag("keepdims") ? slice.expandDims(axis) : slice;
        });
    f.define(
        "lax.dynamic_update_index_in_dim",
        "x, update, position, axis",
        in ->
            Lax.dynamicUpdateIndex(
                in.array("x"), in.array("update"), in.array("position"), in.integer("axis")));
    f.define(
        "lax.GatherDimensionNumbers",
        "offset_dims, collapsed_slice_dims, start_index_map",
        in ->
            List.of(
                ints(in, "offset_dims"),
                ints(in, "collapsed_slice_dims"),
                ints(in, "start_index_map")));
    f.define(
        "lax.gather", "x, indices, dimensions, slice_sizes, mode='clip'", LaxFunctions::gather);
  }

  private static Array[] starts(Arguments in) {
    return in.arrays("starts").stream().map(start -> start.astype(DType.I32)).toArray(Array[]::new);
  }

  private static Array gather(Arguments in) {
    in.require("mode", "clip");
    List<?> axes = in.list("dimensions");
    return Lax.gather(
        in.array("x"),
        in.array("indices"),
        (Ints) axes.get(0),
        (Ints) axes.get(1),
        (Ints) axes.get(2),
        ints(in, "slice_sizes"));
  }

  private static void reductions(Functions f) {
    f.define(
        "lax.reduce_sum",
        "x, axes",
        in -> Lax.reduce(ReduceKind.SUM, in.array("x"), ints(in, "axes")));
    f.define(
        "lax.reduce_prod",
        "x, axes",
        in -> Lax.reduce(ReduceKind.PROD, in.array("x"), ints(in, "axes")));
    f.define(
        "lax.reduce_max",
        "x, axes",
        in -> Lax.reduce(ReduceKind.MAX, in.array("x"), ints(in, "axes")));
    f.define(
        "lax.reduce_min",
        "x, axes",
        in -> Lax.reduce(ReduceKind.MIN, in.array("x"), ints(in, "axes")));
    f.define(
        "lax.argmax",
        "x, axis, dtype",
        in -> Np.argmax(in.array("x"), in.integer("axis")).astype(in.dtype("dtype")));
    f.define(
        "lax.argmin",
        "x, axis, dtype",
        in -> Np.argmin(in.array("x"), in.integer("axis")).astype(in.dtype("dtype")));
  }

  private static void control(Functions f) {
    f.define(
        "lax.cond",
        "test, then, otherwise, *operands",
        in -> {
          Array[] operands = in.arrays("operands").toArray(Array[]::new);
          return Lax.cond(
              in.array("test"),
              () -> in.call("then", operands),
              () -> in.call("otherwise", operands));
        });
    f.define("lax.fori_loop", "start, stop, body, init", LaxFunctions::foriLoop);
    f.define("lax.while_loop", "test, body, init", LaxFunctions::whileLoop);
    f.define("lax.scan", "body, init, xs, reverse=False", LaxFunctions::scan);
    f.define("lax.map", "body, xs", in -> Lax.map((Array x) -> in.call("body", x), in.array("xs")));
  }

  private static Array foriLoop(Arguments in) {
    Function2<Array, Array, Array> body = (i, state) -> in.call("body", i, state);
    return Lax.foriLoop(in.integer("start"), in.integer("stop"), body, in.array("init"));
  }

  private static Array whileLoop(Arguments in) {
    Function1<Array, Array> test = state -> in.call("test", state);
    Function1<Array, Array> body = state -> in.call("body", state);
    return Lax.whileLoop(test, body, in.array("init"));
  }

  private static List<Array> scan(Arguments in) {
    Array xs = in.array("xs");
    Function2<Array, Array, Tuple2<Array, Array>> body =
        (carry, x) -> {
          List<?> results = (List<?>) in.function("body").call(List.of(carry, x), Map.of());
          return Tuple.of(Values.array(results.get(0)), Values.array(results.get(1)));
        };
    Array init = in.array("init").astype(xs.dtype());
    return Lax.scan(body, init, xs, xs.dim(0), in.flag("reverse"))
        .apply((carry, ys) -> List.of(carry, ys));
  }

  private static void orders(Functions f) {
    f.define(
        "lax.sort",
        "operands, dimension=-1, is_stable=True, num_keys=1",
        in ->
            in.value("operands") instanceof Array x
                ? Lax.sort(x, in.integer("dimension"))
                : Lax.sort(in.arrays("operands"), in.integer("dimension"), in.integer("num_keys")));
    f.define(
        "lax.top_k",
        "x, k, axis=-1",
        in ->
            Lax.topK(in.array("x"), in.integer("k"), in.integer("axis"))
                .apply((values, indices) -> List.of(values, indices)));
    f.define(
        "lax.select_n",
        "which, *cases",
        in -> Lax.selectN(in.array("which"), in.arrays("cases").toArray(Array[]::new)));
    f.define(
        "lax.ScatterDimensionNumbers",
        "update_window_dims, inserted_window_dims, scatter_dims_to_operand_dims",
        in ->
            ScatterDimensionNumbers.of(
                ints(in, "update_window_dims"),
                ints(in, "inserted_window_dims"),
                ints(in, "scatter_dims_to_operand_dims")));
    scatter(f, "lax.scatter", ScatterKind.SET);
    scatter(f, "lax.scatter_add", ScatterKind.ADD);
    scatter(f, "lax.scatter_mul", ScatterKind.MUL);
    scatter(f, "lax.scatter_min", ScatterKind.MIN);
    scatter(f, "lax.scatter_max", ScatterKind.MAX);
  }

  private static void scatter(Functions f, String name, ScatterKind kind) {
    f.define(
        name,
        "x, indices, updates, dimensions",
        in ->
            Lax.scatter(
                kind,
                in.array("x"),
                in.array("indices"),
                in.array("updates"),
                (ScatterDimensionNumbers) in.value("dimensions"),
                GatherScatterMode.FILL_OR_DROP,
                false));
  }

  /** A running combination along an axis. */
  private interface Running {
    Array of(Array x, int axis, boolean reverse);
  }

  private static void monoids(Functions f) {
    running(f, "cumsum", Lax::cumsum);
    running(f, "cumprod", Lax::cumprod);
    running(f, "cummax", Lax::cummax);
    running(f, "cummin", Lax::cummin);
    running(f, "cumlogsumexp", Lax::cumlogsumexp);
    f.define(
        "lax.associative_scan",
        "f, x, reverse=False, axis=0",
        in ->
            Lax.associativeScan(
                combiner(in), in.array("x"), in.flag("reverse"), in.integer("axis")));
    f.define(
        "lax.reduce",
        "x, init, f, axes",
        in -> Lax.reduce(in.array("x"), in.array("init"), combiner(in), in.integers("axes")));
    f.define(
        "lax.reduce_window",
        "x, init, f, window, strides, padding, base_dilation=None, window_dilation=None",
        LaxFunctions::reduceWindow);
  }

  private static void running(Functions f, String name, Running running) {
    f.define(
        "lax." + name,
        "x, axis=0, reverse=False",
        in -> running.of(in.array("x"), in.integer("axis"), in.flag("reverse")));
  }

  private static Function2<Array, Array, Array> combiner(Arguments in) {
    return (a, b) -> in.call("f", a, b);
  }

  private static Array reduceWindow(Arguments in) {
    Array x = in.array("x");
    int rank = x.rank();
    Ints low = Ints.fill(rank, 0);
    Ints high = low;
    if (in.value("padding") instanceof List<?> padding) {
      low = Ints.build(rank, i -> ints(padding.get(i)).get(0));
      high = Ints.build(rank, i -> ints(padding.get(i)).get(1));
    } else {
      in.require("padding", "VALID");
    }
    Ints ones = Ints.fill(rank, 1);
    return Lax.reduceWindow(
        x,
        in.array("init"),
        combiner(in),
        ints(in, "window"),
        ints(in, "strides"),
        low,
        high,
        in.has("base_dilation") ? ints(in, "base_dilation") : ones,
        in.has("window_dilation") ? ints(in, "window_dilation") : ones);
  }
}
