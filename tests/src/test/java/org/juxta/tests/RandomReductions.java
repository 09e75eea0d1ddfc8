package org.juxta.tests;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ConvOptions;
import org.juxta.ConvPadding;
import org.juxta.Fft;
import org.juxta.FftNorm;
import org.juxta.FftOptions;
import org.juxta.Lax;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.tests.RandomOps.Entry;
import org.juxta.tracer.ConvDimensionNumbers;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Shape;

/** Random reductions and contractions. */
final class RandomReductions {
  private final RandomOps ops;

  RandomReductions(RandomOps ops) {
    this.ops = ops;
  }

  List<Supplier<@Nullable Entry>> operations() {
    return List.of(
        this::floats,
        this::floats,
        this::integers,
        this::bools,
        this::extreme,
        this::argument,
        this::contract,
        this::contract,
        this::contract,
        this::matmul,
        this::softmax,
        this::running,
        this::window,
        this::sorted,
        this::ordered,
        this::convolution,
        this::fourier,
        this::barrier);
  }

  private int[] axes(Array x) {
    return IntStream.range(0, x.rank()).filter(_ -> ops.oneIn(2)).toArray();
  }

  private static boolean nothing(Array x, int[] axes) {
    return axes.length == 0 ? x.size() == 0 : IntStream.of(axes).anyMatch(a -> x.dim(a) == 0);
  }

  private @Nullable Entry floats() {
    Array x = ops.floating().array();
    int[] axes = axes(x);
    int n = Math.max(1, x.size());
    return switch (ops.below(7)) {
      case 0, 1 -> new Entry(x.sum(axes).mul(1.0 / n), false);
      case 2 -> new Entry(x.mul(0.6).prod(axes), false);
      case 3 -> nothing(x, axes) ? null : new Entry(x.mean(axes), false);
      case 4 -> nothing(x, axes) ? null : new Entry(x.var(axes).mul(0.5), false);
      case 5 -> nothing(x, axes) ? null : new Entry(Np.logsumexp(x, axes).mul(0.3), false);
      default -> nothing(x, axes) ? null : new Entry(extremeOfApart(x, axes), false);
    };
  }

  /** The greatest and least of elements far from each other. */
  private static Array extremeOfApart(Array narrow, int[] axes) {
    Array x = narrow.dtype().bytes() < Float.BYTES ? narrow.astype(DType.F32) : narrow;
    Shape shape = x.shape();
    Array number =
        Np.mod(Lax.iota(DType.I32, Shape.of(shape.size()), 0).mul(7), Np.array(shape.size()))
            .reshape(shape);
    Array spread = x.add(number.astype(x.dtype()).mul(5));
    Array greatest = spread.max(axes).sub(number.max(axes).mul(5));
    Array least = spread.min(axes).sub(number.min(axes).mul(5));
    return Np.where(Np.isfinite(greatest), greatest.sub(least).mul(0.05), 0);
  }

  private Entry integers() {
    Array x = ops.integer().array();
    return new Entry(ops.oneIn(2) ? x.sum(axes(x)) : x.prod(axes(x)), true);
  }

  private Entry bools() {
    Array x = ops.bool().array();
    return new Entry(
        switch (ops.below(3)) {
          case 0 -> x.any(axes(x));
          case 1 -> x.all(axes(x));
          default -> x.sum(axes(x));
        },
        true);
  }

  private @Nullable Entry extreme() {
    Entry x = ops.exact();
    int[] axes = axes(x.array());
    if (nothing(x.array(), axes)) {
      return null;
    }
    return new Entry(ops.oneIn(2) ? x.array().max(axes) : x.array().min(axes), true);
  }

  private @Nullable Entry argument() {
    Array x = ops.exact().array();
    if (x.rank() == 0 || x.size() == 0) {
      return null;
    }
    DType index = ops.oneIn(2) ? DType.I32 : DType.I64;
    Reduction.ArgKind kind = ops.oneIn(2) ? Reduction.ArgKind.MAX : Reduction.ArgKind.MIN;
    return new Entry(Lax.argReduce(kind, x, ops.axis(x), index), true);
  }

  /** A product of two arrays with random contracted and batch axes, in random places. */
  private @Nullable Entry contract() {
    Entry left = ops.oneIn(4) ? ops.integer() : ops.inexact();
    Array a = left.array();
    Ints order = ops.permutation(a.rank());
    int contracted = ops.below(a.rank() + 1);
    int batched = ops.below(a.rank() - contracted + 1);
    Ints lhsContract = order.slice(0, contracted);
    Ints lhsBatch = order.slice(contracted, contracted + batched);
    Shape shape = new Shape(a.shape().dims().at(lhsContract.concat(lhsBatch)));
    int free = ops.below(2);
    for (int i = 0; i < free; i++) {
      shape = shape.insert(shape.rank(), 1 + ops.below(2));
    }
    Ints place = ops.permutation(shape.rank());
    Shape placed = new Shape(shape.dims().at(place));
    Ints inverse = place.inverse();
    Array b = RandomOps.fit(ops.as(ops.pick(), a.dtype()), placed);
    Array product =
        Lax.dotGeneral(
            a,
            b,
            lhsContract,
            inverse.slice(0, contracted),
            lhsBatch,
            inverse.slice(contracted, contracted + batched));
    int terms = 1;
    for (int i = 0; i < contracted; i++) {
      terms *= a.dim(lhsContract.get(i));
    }
    return new Entry(
        left.isInexact() ? product.mul(0.5 / Math.max(1, terms)) : product, !left.isInexact());
  }

  private @Nullable Entry matmul() {
    Array x = ops.inexact().array();
    if (x.rank() == 0) {
      return null;
    }
    int n = x.dim(-1);
    Shape shape = ops.oneIn(2) ? Shape.of(n) : Shape.of(n, 1 + ops.below(3));
    Array y = RandomOps.fit(ops.as(ops.pick(), x.dtype()), shape);
    return new Entry(x.matmul(y).mul(0.5 / Math.max(1, n)), false);
  }

  private @Nullable Entry softmax() {
    Array x = ops.floating().array();
    if (x.rank() == 0 || x.size() == 0) {
      return null;
    }
    return new Entry(
        ops.oneIn(2) ? Nn.softmax(x, ops.axis(x)) : Nn.logSoftmax(x, ops.axis(x)).mul(0.3), false);
  }

  private @Nullable Entry running() {
    Entry entry = ops.oneIn(3) ? ops.oneIn(4) ? ops.bool() : ops.integer() : ops.floating();
    Array x = entry.array();
    if (x.rank() == 0) {
      return null;
    }
    int axis = ops.axis(x);
    boolean reverse = ops.oneIn(2);
    if (x.dtype().isBool()) {
      return new Entry(
          ops.oneIn(2) ? Lax.cummax(x, axis, reverse) : Lax.cummin(x, axis, reverse), true);
    }
    if (!entry.isFloat()) {
      return new Entry(
          switch (ops.below(4)) {
            case 0 -> Lax.cumsum(x, axis, reverse);
            case 1 -> Lax.cumprod(x, axis, reverse);
            case 2 -> Lax.cummax(x, axis, reverse);
            default -> Lax.cummin(x, axis, reverse);
          },
          true);
    }
    Array result =
        switch (ops.below(4)) {
          case 0 -> Lax.cumsum(x, axis, reverse).mul(1.0 / Math.max(1, x.dim(axis)));
          case 1 -> Lax.cumprod(x.mul(0.6), axis, reverse);
          case 2 -> Lax.cumlogsumexp(x, axis, reverse).mul(0.3);
          default ->
              Np.tanh(
                  (ops.oneIn(2)
                          ? Lax.cummax(apart(x), axis, reverse)
                          : Lax.cummin(apart(x), axis, reverse))
                      .mul(0.05));
        };
    return new Entry(result, false);
  }

  /**
   * {@code x} with its elements moved so far from each other that their order is known; at least
   * F32.
   */
  private static Array apart(Array narrow) {
    Array x = narrow.dtype().bytes() < Float.BYTES ? narrow.astype(DType.F32) : narrow;
    Shape shape = x.shape();
    Array number =
        Np.mod(Lax.iota(DType.I32, Shape.of(shape.size()), 0).mul(7), Np.array(shape.size()))
            .reshape(shape);
    return x.add(number.astype(x.dtype()).mul(5));
  }

  private @Nullable Entry window() {
    Array x = ops.inexact().array();
    int rank = x.rank();
    Ints window = Ints.build(rank, _ -> 1 + ops.below(3));
    Ints strides = Ints.build(rank, _ -> 1 + ops.below(2));
    Ints low = Ints.build(rank, _ -> ops.below(3) - 1);
    Ints high = Ints.build(rank, _ -> ops.below(2));
    Ints base = Ints.build(rank, _ -> 1 + ops.below(2));
    Ints dilation = Ints.build(rank, _ -> 1 + ops.below(2));
    boolean cut = IntStream.range(0, rank).anyMatch(i -> low.get(i) < 0 && x.dim(i) < 2);
    if (cut) {
      return null;
    }
    Reduction.ReduceKind kind =
        switch (ops.below(x.dtype().isComplex() ? 2 : 4)) {
          case 0 -> Reduction.ReduceKind.SUM;
          case 1 -> Reduction.ReduceKind.PROD;
          case 2 -> Reduction.ReduceKind.MAX;
          default -> Reduction.ReduceKind.MIN;
        };
    boolean extreme = kind == Reduction.ReduceKind.MAX || kind == Reduction.ReduceKind.MIN;
    Array in = extreme ? apart(x) : x.mul(0.6);
    Array out = Lax.reduceWindow(kind, in, window, strides, low, high, base, dilation);
    return new Entry(extreme ? Np.where(Np.isfinite(out), out.mul(0.01), 0) : out.mul(0.2), false);
  }

  private @Nullable Entry sorted() {
    Array x = ops.floating().array();
    if (x.rank() == 0) {
      return null;
    }
    int axis = ops.axis(x);
    Array keys = apart(x);
    Array result =
        switch (ops.below(4)) {
          case 0 -> Np.sort(keys, axis, ops.oneIn(2)).mul(0.01);
          case 1 -> Lax.sortKeyVal(keys, x, axis)._2;
          case 2 ->
              Lax.sort(
                      List.of(RandomOps.fit(ops.integer().array(), x.shape()), keys, x.mul(0.5)),
                      axis,
                      2)
                  .get(2);
          default -> Lax.topK(keys, x.dim(axis) / 2, axis)._1.mul(0.01);
        };
    return new Entry(result, false);
  }

  private @Nullable Entry ordered() {
    Array x = ops.exact().array();
    if (x.rank() == 0) {
      return null;
    }
    int axis = ops.axis(x);
    return new Entry(
        switch (ops.below(3)) {
          case 0 -> Np.sort(x, axis);
          case 1 -> Np.argsort(x, axis, ops.oneIn(2));
          default -> Lax.topK(x, x.dim(axis), axis)._2;
        },
        true);
  }

  /** Of any arrays, cut or repeated into those of a convolution of one or two axes of space. */
  private @Nullable Entry convolution() {
    Entry left = ops.oneIn(4) ? ops.integer() : ops.inexact();
    Entry right = ops.pick();
    DType dtype = left.dtype();
    int space = 1 + ops.below(2);
    int groups = 1 + ops.below(2);
    boolean byBatch = ops.oneIn(3);
    int features = 1 + ops.below(2);
    int batchGroups = byBatch ? groups : 1;
    int featureGroups = byBatch ? 1 : groups;
    Ints size = Ints.build(space, _ -> 1 + ops.below(3));
    Ints window = Ints.build(space, _ -> 1 + ops.below(2));
    Ints low = Ints.build(space, _ -> ops.below(3) - 1);
    Ints around = Ints.build(space, _ -> ops.below(3));
    Ints lhs = size.insert(0, features * featureGroups).insert(0, batchGroups);
    Ints rhs = window.insert(0, features).insert(0, groups);
    Ints[] place = {
      ops.permutation(space + 2), ops.permutation(space + 2), ops.permutation(space + 2)
    };
    Array x = RandomOps.fit(left.array(), new Shape(lhs.at(place[0].inverse())));
    Array w = RandomOps.fit(ops.as(right, dtype), new Shape(rhs.at(place[1].inverse())));
    ConvOptions options =
        ConvOptions.NONE
            .numbers(new ConvDimensionNumbers(place[0], place[1], place[2]))
            .strides(Ints.build(space, _ -> 1 + ops.below(2)).toArray())
            .padding(new ConvPadding.Explicit(low, around))
            .lhsDilation(Ints.build(space, _ -> 1 + ops.below(2)).toArray())
            .rhsDilation(Ints.build(space, _ -> 1 + ops.below(2)).toArray())
            .featureGroups(featureGroups)
            .batchGroups(batchGroups);
    Array result = Lax.convGeneralDilated(x, w, options);
    return new Entry(left.isInexact() ? result.mul(0.1) : result, !left.isInexact());
  }

  /** To the spectrum, and from one made of two arrays. */
  private @Nullable Entry fourier() {
    Array x = ops.wide().array();
    if (x.rank() == 0 || x.size() == 0) {
      return null;
    }
    int axis = ops.axis(x);
    int n = x.dim(axis);
    FftOptions options = FftOptions.NONE.axes(axis).norm(FftNorm.ORTHO);
    Array other = RandomOps.fit(ops.as(ops.pick(), x.dtype()), x.shape());
    Array result =
        switch (ops.below(6)) {
          case 0 -> Np.real(Fft.rfft(x, options));
          case 1 -> Np.imag(Fft.rfft(x, options));
          case 2 -> Fft.irfft(Np.complex(x, other), options.lengths(2 * n - ops.below(2)));
          case 3 -> Np.imag(Fft.fft(Np.complex(x, other), options));
          case 4 -> Np.real(Fft.ifftn(Np.complex(x, other)));
          default ->
              Fft.irfftn(
                  Fft.rfftn(x).mul(0.5), FftOptions.NONE.lengths(x.shape().dims().toArray()));
        };
    return new Entry(result.mul(0.5), false);
  }

  private Entry barrier() {
    Entry x = ops.pick();
    return new Entry(
        Lax.optimizationBarrier(List.of(x.array(), ops.pick().array())).getFirst(), x.exact());
  }
}
