package org.juxta;

import io.vavr.Function1;
import io.vavr.Tuple2;
import org.juxta.internal.Primitives;
import org.juxta.tracer.DType;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** Gather and scatter in general, with a choice of what happens outside. */
final class Scattering {
  private Scattering() {}

  static Array gather(
      Array x,
      Array indices,
      GatherDimensionNumbers numbers,
      Ints sliceSizes,
      GatherScatterMode mode,
      Array fill) {
    // The operation itself clamps.
    Array slices = Primitives.bindOne(op(numbers, sliceSizes), x, indices);
    if (mode != GatherScatterMode.FILL_OR_DROP) {
      return slices;
    }
    Array inside = inside(indices, limits(x, indices, numbers.startAxes(), sliceSizes));
    Ints batch = Ints.range(0, slices.rank()).without(numbers.offsetAxes());
    Array everywhere = Lax.broadcastInDim(inside, slices.shape(), batch);
    return Lax.select(everywhere, slices, Promotion.to(fill, x.dtype()));
  }

  private static Indexing.Gather op(GatherDimensionNumbers numbers, Ints sliceSizes) {
    return new Indexing.Gather(
        numbers.offsetAxes(),
        numbers.collapsedAxes(),
        numbers.operandBatchAxes(),
        numbers.indexBatchAxes(),
        numbers.startAxes(),
        sliceSizes);
  }

  /** The last start on each axis that leaves the window inside. */
  private static Array limits(Array x, Array indices, Ints startAxes, Ints sizes) {
    int[] last = startAxes.map(axis -> x.dim(axis) - sizes.get(axis)).toArray();
    return Lax.convert(Np.array(last), indices.dtype());
  }

  private static Array inside(Array indices, Array limits) {
    return Np.all(indices.ge(0).and(indices.le(limits)), -1);
  }

  private static Array clamped(Array indices, Array limits) {
    Array low =
        indices.dtype().kind() == DType.Kind.UNSIGNED
            ? indices
            : Np.maximum(indices, Np.zerosLike(indices));
    return Np.minimum(low, limits);
  }

  static Array scatter(
      ScatterKind kind,
      Array x,
      Array indices,
      Array updates,
      ScatterDimensionNumbers numbers,
      GatherScatterMode mode,
      boolean unique) {
    // The operation itself leaves updates outside out.
    Array places =
        mode == GatherScatterMode.CLIP
            ? clamped(
                indices,
                limits(x, indices, numbers.startAxes(), window(x, updates.shape(), numbers)))
            : indices;
    return Primitives.bindOne(
        op(kind, numbers, unique), x, places, Promotion.to(updates, x.dtype()));
  }

  private static Indexing.Scatter op(
      ScatterKind kind, ScatterDimensionNumbers numbers, boolean unique) {
    return new Indexing.Scatter(
        kind,
        numbers.windowAxes(),
        numbers.insertedAxes(),
        numbers.operandBatchAxes(),
        numbers.indexBatchAxes(),
        numbers.startAxes(),
        unique);
  }

  /** The size of an update on each axis of the operand. */
  private static Ints window(Array x, Shape updates, ScatterDimensionNumbers numbers) {
    Ints single = numbers.insertedAxes().concat(numbers.operandBatchAxes());
    Ints axes = Ints.range(0, x.rank()).without(single);
    return Ints.build(
        x.rank(),
        axis ->
            single.contains(axis) ? 1 : updates.dim(numbers.windowAxes().get(axes.indexOf(axis))));
  }

  static Array apply(
      Array x,
      Array indices,
      Function1<Array, Array> f,
      Shape updates,
      ScatterDimensionNumbers numbers,
      GatherScatterMode mode,
      boolean unique) {
    Array ones = Np.full(updates, 1, DType.I32);
    Array none = Np.full(x.shape(), 0, DType.I32);
    Array times = scatter(ScatterKind.ADD, none, indices, ones, numbers, mode, unique);
    return applied(x, f, times, unique);
  }

  /** {@code f} applied to each element as many times as given, which is once at most if unique. */
  static Array applied(Array x, Function1<Array, Array> f, Array times, boolean unique) {
    if (unique) {
      return Np.where(times.gt(0), Promotion.to(f.apply(x), x.dtype()), x);
    }
    return Lax.whileLoop(
            (Tuple2<Array, Array> s) -> Np.any(s._2.gt(0)),
            s ->
                new Tuple2<>(
                    Np.where(s._2.gt(0), Promotion.to(f.apply(s._1), x.dtype()), s._1),
                    s._2.sub(1)),
            new Tuple2<>(x, times))
        ._1;
  }
}
