package org.juxta.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tests.RandomOps.Entry;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** Random operations that move elements. */
final class RandomStructure {
  private final RandomOps ops;

  RandomStructure(RandomOps ops) {
    this.ops = ops;
  }

  List<Supplier<@Nullable Entry>> operations() {
    return List.of(
        this::broadcast,
        this::reshape,
        this::transpose,
        this::slice,
        this::pad,
        this::pad,
        this::concatenate,
        this::reverse,
        this::stack,
        this::iota);
  }

  private @Nullable Entry broadcast() {
    Entry x = ops.pick();
    int[] dims = x.array().shape().dims().toArray();
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dims[i] == 1 ? ops.below(4) : dims[i];
    }
    Shape shape = Shape.of(dims);
    if (ops.oneIn(2)) {
      int at = ops.below(dims.length + 1);
      Ints axes = Ints.range(0, dims.length + 1).without(Ints.of(at));
      Shape wide = shape.insert(at, ops.below(4));
      return wide.size() > RandomOps.LARGEST
          ? null
          : new Entry(Lax.broadcastInDim(x.array(), wide, axes), x.exact());
    }
    return shape.size() > RandomOps.LARGEST
        ? null
        : new Entry(x.array().broadcastTo(shape), x.exact());
  }

  private Entry reshape() {
    Entry x = ops.pick();
    Array a = x.array();
    Array shaped =
        switch (ops.below(5)) {
          case 0 -> a.ravel();
          case 1 -> a.expandDims(ops.below(a.rank() + 1));
          case 2 -> a.squeeze();
          case 3 -> a.reshape(ops.oneIn(2) ? Shape.of(1, a.size()) : Shape.of(a.size(), 1));
          default ->
              a.size() % 2 == 0
                  ? a.reshape(Shape.of(2, a.size() / 2))
                  : a.reshape(a.shape().insert(0, 1));
        };
    return new Entry(shaped, x.exact());
  }

  private Entry transpose() {
    Entry x = ops.pick();
    return new Entry(Lax.transpose(x.array(), ops.permutation(x.array().rank())), x.exact());
  }

  private Entry slice() {
    Entry x = ops.pick();
    Array a = x.array();
    int[] starts = new int[a.rank()];
    int[] limits = new int[a.rank()];
    int[] strides = new int[a.rank()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = ops.below(Math.min(2, a.dim(i)) + 1);
      limits[i] = starts[i] + ops.below(a.dim(i) - starts[i] + 1);
      limits[i] = ops.oneIn(3) ? limits[i] : a.dim(i);
      strides[i] = 1 + ops.below(3);
    }
    return new Entry(Lax.slice(a, Ints.of(starts), Ints.of(limits), Ints.of(strides)), x.exact());
  }

  private @Nullable Entry pad() {
    Entry x = ops.pick();
    Array a = x.array();
    int[] low = new int[a.rank()];
    int[] high = new int[a.rank()];
    int[] interior = new int[a.rank()];
    long size = 1;
    for (int i = 0; i < low.length; i++) {
      low[i] = ops.below(4) - 2;
      high[i] = ops.below(4) - 2;
      interior[i] = Math.max(0, ops.below(4) - 1);
      int n = a.dim(i);
      int inside = n + Math.max(0, n - 1) * interior[i];
      if (inside + low[i] + high[i] < 0) {
        low[i] = 0;
        high[i] = 1;
      }
      size *= inside + low[i] + high[i];
    }
    if (size > RandomOps.LARGEST) {
      return null;
    }
    Entry filler = ops.pick();
    Array value = RandomOps.fit(ops.as(filler, a.dtype()), Shape.SCALAR);
    return new Entry(
        Lax.pad(a, value, Ints.of(low), Ints.of(high), Ints.of(interior)),
        x.exact() && filler.exact());
  }

  private @Nullable Entry concatenate() {
    Entry x = ops.pick();
    Array a = x.array();
    if (a.rank() == 0) {
      return null;
    }
    int axis = ops.axis(a);
    List<Array> parts = new ArrayList<>();
    boolean exact = true;
    for (int i = 0, n = 1 + ops.below(3); i < n; i++) {
      Entry other = ops.oneIn(2) ? x : ops.pick();
      parts.add(RandomOps.fit(ops.as(other, a.dtype()), a.shape().with(axis, ops.below(3))));
      exact &= other.exact();
    }
    parts.add(ops.below(parts.size() + 1), a);
    return new Entry(Np.concatenate(parts, axis), exact && x.exact());
  }

  private Entry reverse() {
    Entry x = ops.pick();
    int rank = x.array().rank();
    int[] axes = IntStream.range(0, rank).filter(_ -> ops.oneIn(2)).toArray();
    return new Entry(Lax.reverse(x.array(), Ints.of(axes)), x.exact());
  }

  private Entry stack() {
    Entry x = ops.pick();
    Entry y = ops.pick();
    Array other = RandomOps.fit(ops.as(y, x.dtype()), x.array().shape());
    return new Entry(
        Np.stack(List.of(x.array(), other), ops.below(x.array().rank() + 1)),
        x.exact() && y.exact());
  }

  private Entry iota() {
    return ops.constant(ops.elementType());
  }
}
