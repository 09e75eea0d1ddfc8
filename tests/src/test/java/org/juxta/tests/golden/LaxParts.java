package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.juxta.Array;
import org.juxta.GatherDimensionNumbers;
import org.juxta.GatherScatterMode;
import org.juxta.Lax;
import org.juxta.ScatterDimensionNumbers;
import org.juxta.Segment;
import org.juxta.Special;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** Functions of jax.lax, jax.ops and jax.scipy.special with arguments of several kinds. */
final class LaxParts {
  private LaxParts() {}

  static void define(Functions f) {
    elementwise(f);
    structural(f);
    dynamic(f);
    reductions(f);
    segments(f);
    special(f);
  }

  private static void elementwise(Functions f) {
    f.alias("lax.conj", "np.conj").alias("lax.real", "np.real").alias("lax.imag", "np.imag");
    f.define("lax.population_count", "x", in -> Lax.populationCount(in.array("x")));
    f.define("lax.clz", "x", in -> Lax.clz(in.array("x")));
    f.define("lax.complex", "x, y", in -> Lax.complex(in.array("x"), in.array("y")));
    f.define(
        "lax.reduce_precision",
        "x, exponent_bits, mantissa_bits",
        in ->
            Lax.reducePrecision(
                in.array("x"), in.integer("exponent_bits"), in.integer("mantissa_bits")));
    f.define("lax.round_away", "x", in -> Lax.roundAwayFromZero(in.array("x")));
  }

  private static void structural(Functions f) {
    f.alias("lax.expand_dims", "np.expand_dims").alias("lax.tile", "np.tile");
    f.alias("lax.squeeze", "np.squeeze").alias("lax.full", "np.full");
    f.alias("lax.full_like", "np.full_like").alias("lax.stack", "np.stack");
    f.alias("lax.unstack", "np.unstack").alias("lax.batch_matmul", "np.matmul");
    f.define(
        "lax.broadcasted_iota",
        "dtype, shape, dimension",
        in -> Lax.iota(in.dtype("dtype"), Shape.of(in.integers("shape")), in.integer("dimension")));
    f.define(
        "lax.collapse",
        "x, start, stop=None",
        in ->
            Lax.collapse(
                in.array("x"),
                in.integer("start"),
                in.has("stop") ? in.integer("stop") : in.array("x").rank()));
    f.define(
        "lax.split",
        "x, sizes, axis=0",
        in -> Lax.split(in.array("x"), Ints.of(in.integers("sizes")), in.integer("axis")));
    f.define(
        "lax.index_in_dim",
        "x, position, axis=0, keepdims=True",
        in ->
            Lax.indexInDim(
                in.array("x"), in.integer("position"), in.integer("axis"), in.flag("keepdims")));
    f.define(
        "lax.index_take",
        "x, positions, axes",
        in -> Lax.indexTake(in.array("x"), in.arrays("positions"), Ints.of(in.integers("axes"))));
  }

  private static void dynamic(Functions f) {
    f.define(
        "lax.dynamic_slice_in_dim",
        "x, start, size, axis=0",
        in ->
            Lax.dynamicSliceInDim(
                in.array("x"), in.array("start"), in.integer("size"), in.integer("axis")));
    f.define(
        "lax.dynamic_update_slice_in_dim",
        "x, update, start, axis",
        in ->
            Lax.dynamicUpdateSliceInDim(
                in.array("x"), in.array("update"), in.array("start"), in.integer("axis")));
    f.define(
        "lax.sort_key_val",
        "keys, values, dimension=-1",
        in ->
            Lax.sortKeyVal(in.array("keys"), in.array("values"), in.integer("dimension"))
                .apply((keys, values) -> List.of(keys, values)));
    f.define(
        "lax.switch",
        "index, branches, *operands",
        in -> {
          Array[] operands = in.arrays("operands").toArray(Array[]::new);
          List<Supplier<Array>> branches = new ArrayList<>();
          for (Object branch : in.list("branches")) {
            branches.add(
                () ->
                    Values.array(((Function) branch).call(List.of((Object[]) operands), Map.of())));
          }
          return Lax.switchCase(in.array("index"), branches);
        });
    f.define(
        "lax.scatter_sub",
        "x, indices, updates, dimensions, mode='fill'",
        in ->
            Lax.scatterSub(
                in.array("x"),
                in.array("indices"),
                in.array("updates"),
                (ScatterDimensionNumbers) in.value("dimensions"),
                mode(in),
                false));
    f.define(
        "lax.filled_gather",
        "x, indices, dimensions, slice_sizes, mode='fill', fill_value=None",
        in -> {
          List<?> axes = in.list("dimensions");
          return Lax.gather(
              in.array("x"),
              in.array("indices"),
              GatherDimensionNumbers.of((Ints) axes.get(0), (Ints) axes.get(1), (Ints) axes.get(2)),
              Ints.of(in.integers("slice_sizes")),
              mode(in),
              in.array("fill_value"));
        });
  }

  private static GatherScatterMode mode(Arguments in) {
    return switch (in.text("mode").toLowerCase(Locale.ROOT)) {
      case "clip" -> GatherScatterMode.CLIP;
      case "fill", "drop" -> GatherScatterMode.FILL_OR_DROP;
      default -> GatherScatterMode.PROMISE_IN_BOUNDS;
    };
  }

  private static void reductions(Functions f) {
    f.define("lax.reduce_and", "x, axes", in -> Lax.reduceAnd(in.array("x"), in.integers("axes")));
    f.define("lax.reduce_or", "x, axes", in -> Lax.reduceOr(in.array("x"), in.integers("axes")));
    f.define("lax.reduce_xor", "x, axes", in -> Lax.reduceXor(in.array("x"), in.integers("axes")));
  }

  private static void segments(Functions f) {
    f.define(
        "jax.ops.segment_max",
        "data, segment_ids, num_segments",
        in -> Segment.max(in.array("data"), in.array("segment_ids"), in.integer("num_segments")));
    f.define(
        "jax.ops.segment_min",
        "data, segment_ids, num_segments",
        in -> Segment.min(in.array("data"), in.array("segment_ids"), in.integer("num_segments")));
  }

  private static void special(Functions f) {
    f.define("scipy.special.factorial", "n", in -> Special.factorial(in.array("n")));
    f.define("scipy.special.gammasgn", "x", in -> Special.gammasgn(in.array("x")));
    f.define("scipy.special.loggamma", "x", in -> Special.loggamma(in.array("x")));
    f.define("scipy.special.boxcox", "x, y", in -> Special.boxcox(in.array("x"), in.array("y")));
    f.define(
        "scipy.special.boxcox1p", "x, y", in -> Special.boxcox1p(in.array("x"), in.array("y")));
    f.define(
        "scipy.special.comb",
        "n, k, repetition=False",
        in ->
            in.flag("repetition")
                ? Special.combWithRepetition(in.array("n"), in.array("k"))
                : Special.comb(in.array("n"), in.array("k")));
    f.define(
        "scipy.special.sici",
        "x",
        in -> Special.sici(in.array("x")).apply((si, ci) -> List.of(si, ci)));
    f.define(
        "scipy.special.fresnel",
        "x",
        in -> Special.fresnel(in.array("x")).apply((s, c) -> List.of(s, c)));
    f.define("scipy.special.bernoulli", "n", in -> Special.bernoulli(in.integer("n"), DType.F64));
    f.define(
        "scipy.special.bessel_jn",
        "z, v, n_iter=50",
        in -> Special.besselJn(in.array("z"), in.integer("v"), in.integer("n_iter")));
    f.alias("scipy.special.softmax", "nn.softmax");
    f.alias("scipy.special.log_softmax", "nn.log_softmax");
  }
}
