package org.juxta.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.GatherScatterMode;
import org.juxta.Index;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.ScatterDimensionNumbers;
import org.juxta.tests.RandomOps.Entry;
import org.juxta.tracer.DType;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** Random indexing, updates, gathers and scatters, with positions that may lie outside. */
final class RandomIndexing {
  private final RandomOps ops;

  RandomIndexing(RandomOps ops) {
    this.ops = ops;
  }

  List<Supplier<@Nullable Entry>> operations() {
    return List.of(
        this::dynamicSlice,
        this::dynamicUpdateSlice,
        this::get,
        this::get,
        this::update,
        this::update,
        this::take,
        this::scatter,
        this::scatter,
        this::windows);
  }

  private Array[] starts(Array x) {
    return IntStream.range(0, x.rank()).mapToObj(_ -> ops.index()).toArray(Array[]::new);
  }

  private Entry dynamicSlice() {
    Entry x = ops.pick();
    Array a = x.array();
    Ints sizes = Ints.build(a.rank(), i -> ops.below(a.dim(i) + 1));
    return new Entry(Lax.dynamicSlice(a, sizes, starts(a)), x.exact());
  }

  private Entry dynamicUpdateSlice() {
    Entry x = ops.pick();
    Entry y = ops.pick();
    Array a = x.array();
    Shape sizes = new Shape(Ints.build(a.rank(), i -> ops.below(a.dim(i) + 1)));
    Array update = RandomOps.fit(ops.as(y, a.dtype()), sizes);
    return new Entry(Lax.dynamicUpdateSlice(a, update, starts(a)), x.exact() && y.exact());
  }

  /** A random description of a part. */
  private Index[] indices(Array x) {
    List<Index> indices = new ArrayList<>();
    boolean ellipsis = false;
    Shape common = ops.oneIn(2) ? Shape.of(2) : Shape.of(2, 1);
    for (int axis = 0; axis < x.rank(); axis++) {
      int size = x.dim(axis);
      if (ops.oneIn(6)) {
        indices.add(Index.newAxis());
      }
      switch (ops.below(7)) {
        case 0 -> indices.add(Index.range(ops.below(5) - 2, ops.below(5) - 1));
        case 1 -> indices.add(Index.step(new int[] {-2, -1, 2, 3}[ops.below(4)]));
        case 2 -> indices.add(Index.from(ops.below(3)));
        case 3 -> indices.add(size == 0 ? Index.all() : Index.index(ops.below(2 * size) - size));
        case 4, 5 ->
            indices.add(
                size == 0
                    ? Index.all()
                    : Index.index(RandomOps.fit(ops.integer().array(), common)));
        default -> {
          if (!ellipsis && axis == x.rank() - 1) {
            indices.add(Index.ellipsis());
            ellipsis = true;
          } else {
            indices.add(Index.all());
          }
        }
      }
    }
    return indices.toArray(Index[]::new);
  }

  private @Nullable Entry get() {
    Entry x = ops.pick();
    return new Entry(x.array().get(indices(x.array())), x.exact());
  }

  private Entry update() {
    Entry x = ops.pick();
    Entry y = ops.pick();
    Array a = x.array();
    Index[] at = indices(a);
    Shape part = a.at(at).get().shape();
    Array value = ops.as(y, a.dtype());
    Array fitted = ops.oneIn(3) ? RandomOps.fit(value, Shape.SCALAR) : RandomOps.fit(value, part);
    boolean add = !a.dtype().isBool() && ops.oneIn(2);
    boolean exact = x.exact() && y.exact();
    return add
        ? new Entry(
            x.isInexact() ? a.at(at).add(fitted.mul(0.25)).mul(0.5) : a.at(at).add(fitted),
            exact && !x.isInexact())
        : new Entry(a.at(at).set(fitted), exact);
  }

  private @Nullable Entry take() {
    Entry x = ops.pick();
    Array a = x.array();
    if (a.rank() == 0 || a.size() == 0) {
      return null;
    }
    int axis = ops.axis(a);
    Array positions = ops.integer().array();
    if (positions.size() * a.size() > 4 * RandomOps.LARGEST) {
      return null;
    }
    // NaN for numbers outside would go on into everything
    Array inside = Np.mod(positions, Np.array(a.dim(axis)));
    return new Entry(Np.take(a, x.isInexact() ? inside : positions, axis), x.exact());
  }

  /** Windows at computed starts of some axes; some axes of size 1 are left out of the result. */
  private @Nullable Entry windows() {
    Entry x = ops.pick();
    Array a = x.array();
    if (a.rank() == 0 || a.size() == 0) {
      return null;
    }
    Ints order = ops.permutation(a.rank());
    Ints startAxes = order.slice(0, 1 + ops.below(a.rank()));
    int[] sizes = new int[a.rank()];
    List<Integer> collapsed = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = 1 + ops.below(a.dim(i));
      if (sizes[i] == 1 && ops.oneIn(2)) {
        collapsed.add(i);
      }
    }
    int batch = ops.below(3);
    Shape indexShape =
        batch == 0
            ? Shape.of(startAxes.size())
            : batch == 1 ? Shape.of(2, startAxes.size()) : Shape.of(1, 2, startAxes.size());
    Array indices = RandomOps.fit(ops.integer().array(), indexShape);
    int window = a.rank() - collapsed.size();
    int first = ops.below(batch + 1);
    Ints offset = Ints.range(first, first + window);
    Array gathered =
        Lax.gather(
            a,
            indices.dtype() == DType.U32 ? indices.and(Np.array(7).astype(DType.U32)) : indices,
            offset,
            Ints.of(collapsed.stream().mapToInt(Integer::intValue).toArray()),
            startAxes,
            Ints.of(sizes));
    return new Entry(gathered, x.exact());
  }

  /** Updates of slices along the first axis, or along the second in batches of the first. */
  private @Nullable Entry scatter() {
    Entry x = ops.oneIn(2) ? ops.inexact() : ops.exact();
    Array a = x.array();
    if (a.rank() == 0 || a.size() == 0 || x.dtype().isBool()) {
      return null;
    }
    int batch = a.rank() > 1 && ops.oneIn(3) ? 1 : 0;
    int n = a.dim(batch);
    Entry y = ops.pick();
    boolean smooth = x.isInexact() && !(x.exact() && y.exact());
    List<ScatterKind> kinds =
        x.isInexact() && !x.isWide()
            ? List.of(ScatterKind.SET, ScatterKind.ADD, ScatterKind.MUL)
            : List.of(ScatterKind.values());
    ScatterKind kind = kinds.get(ops.below(kinds.size()));
    boolean unique = ops.oneIn(2) || (smooth && kind == ScatterKind.MUL);
    Array positions =
        unique
            ? Np.array(ops.permutation(n).slice(0, ops.below(n + 1)).toArray())
            : RandomOps.fit(ops.integer().array().astype(DType.I32), Shape.of(1 + ops.below(3)));
    int count = positions.size();
    Array indices =
        batch == 0
            ? positions.expandDims(-1)
            : positions.expandDims(-1).broadcastTo(Shape.of(a.dim(0), count, 1));
    Array updates = RandomOps.fit(ops.as(y, a.dtype()), a.shape().with(batch, count)).mul(0.5);
    boolean extreme = kind == ScatterKind.MIN || kind == ScatterKind.MAX;
    if (smooth && extreme) {
      updates = updates.add(steps(updates, batch));
    }
    Array result =
        Lax.scatter(
            kind,
            a,
            indices,
            updates.astype(a.dtype()),
            new ScatterDimensionNumbers(
                Ints.range(batch + 1, a.rank()),
                Ints.of(batch),
                Ints.range(0, batch),
                Ints.range(0, batch),
                Ints.of(batch)),
            GatherScatterMode.FILL_OR_DROP,
            unique);
    return new Entry(x.isInexact() ? result.mul(extreme ? 0.1 : 0.5) : result, !x.isInexact());
  }

  /** 5, -10, 15, … along an axis: so far apart that it is known which is the greater. */
  private static Array steps(Array like, int axis) {
    Array number = Lax.iota(like.dtype(), like.shape(), axis);
    Array even = Np.mod(number, Np.array(2).astype(like.dtype())).eq(0);
    return Np.where(even, number.add(1), number.add(1).neg()).mul(5);
  }
}
