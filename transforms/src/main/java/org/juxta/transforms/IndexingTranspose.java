package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.DType;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** Transposes of the operations with computed positions. */
final class IndexingTranspose {
  private IndexingTranspose() {}

  private static List<Array> starts(List<Operand> x, int first) {
    return x.subList(first, x.size()).stream().map(Operand::array).toList();
  }

  private static List<Tangent> withoutStarts(List<Operand> x, Tangent... cotangents) {
    List<Tangent> all = new ArrayList<>(List.of(cotangents));
    x.subList(cotangents.length, x.size()).forEach(o -> all.add(Tangent.zero(o.type())));
    return all;
  }

  static List<Tangent> dynamicSlice(List<Operand> x, Array ct) {
    Array zeros = TransposeRules.zeros(x.getFirst().type());
    return withoutStarts(x, Tangent.of(Windows.update(zeros, ct, starts(x, 1))));
  }

  static List<Tangent> dynamicUpdateSlice(List<Operand> x, Array ct) {
    Operand operand = x.get(0);
    Operand update = x.get(1);
    List<Array> starts = starts(x, 2);
    Tangent kept =
        operand.isLinear()
            ? Tangent.of(Windows.update(ct, TransposeRules.zeros(update.type()), starts))
            : Tangent.zero(operand.type());
    Tangent window =
        update.isLinear()
            ? Tangent.of(Windows.slice(ct, update.type().shape().dims(), starts))
            : Tangent.zero(update.type());
    return withoutStarts(x, kept, window);
  }

  /** Adds each slice back where it was taken, at the clamped start. */
  static List<Tangent> gather(Indexing.Gather op, List<Operand> x, Array ct) {
    Operand operand = x.getFirst();
    Array indices =
        clamped(x.get(1).array(), operand.type().shape(), op.startAxes(), op.sliceSizes());
    Indexing.Scatter add =
        new Indexing.Scatter(
            Indexing.ScatterKind.ADD,
            op.offsetAxes(),
            op.collapsedAxes(),
            op.operandBatchAxes(),
            op.indexBatchAxes(),
            op.startAxes(),
            false);
    Array result = Primitives.bindOne(add, TransposeRules.zeros(operand.type()), indices, ct);
    return List.of(Tangent.of(result), Tangent.zero(x.get(1).type()));
  }

  private static Array clamped(Array indices, Shape operand, Ints startAxes, Ints sizes) {
    int[] last = startAxes.map(axis -> operand.dim(axis) - sizes.get(axis)).toArray();
    Array limits = Lax.convert(Np.array(last), indices.dtype());
    Array signed =
        indices.dtype() == DType.U32 ? indices : Np.maximum(indices, Np.zerosLike(indices));
    return Np.minimum(signed, limits);
  }

  /**
   * The operand keeps the cotangent where no update replaced it; an update gets it where it lies,
   * unless another update that came later replaced this one.
   */
  static List<Tangent> scatter(Indexing.Scatter op, List<Operand> x, Array ct) {
    Operand operand = x.get(0);
    Array indices = x.get(1).array();
    Operand updates = x.get(2);
    boolean set = op.kind() == Indexing.ScatterKind.SET;
    if (!set && op.kind() != Indexing.ScatterKind.ADD) {
      return product(op, x, ct);
    }
    Tangent kept = Tangent.zero(operand.type());
    if (operand.isLinear()) {
      kept =
          Tangent.of(
              set ? Primitives.bindOne(op, ct, indices, TransposeRules.zeros(updates.type())) : ct);
    }
    Tangent taken = Tangent.zero(updates.type());
    if (updates.isLinear() && ct.size() > 0) {
      Array there = windows(op, ct, indices, updates.type().shape());
      taken =
          Tangent.of(
              Np.where(
                  effective(op, operand.type().shape(), indices, updates.type().shape()),
                  there,
                  0));
    }
    return List.of(kept, Tangent.zero(x.get(1).type()), taken);
  }

  /** A scatter that multiplies by known updates: so does its transpose. */
  private static List<Tangent> product(Indexing.Scatter op, List<Operand> x, Array ct) {
    if (op.kind() != Indexing.ScatterKind.MUL || x.get(2).isLinear()) {
      throw new IllegalStateException(op.name() + " is not linear");
    }
    Array scaled = Primitives.bindOne(op, ct, x.get(1).array(), x.get(2).array());
    return List.of(
        Tangent.of(scaled), Tangent.zero(x.get(1).type()), Tangent.zero(x.get(2).type()));
  }

  /** The windows of {@code from} that updates of the given shape fall on. */
  static Array windows(Indexing.Scatter op, Array from, Array indices, Shape updates) {
    Ints single = op.insertedAxes().concat(op.operandBatchAxes());
    Ints window = Ints.range(0, from.rank()).without(single);
    Ints sizes =
        Ints.build(
            from.rank(),
            axis ->
                single.contains(axis) ? 1 : updates.dim(op.windowAxes().get(window.indexOf(axis))));
    Indexing.Gather gather =
        new Indexing.Gather(
            op.windowAxes(),
            op.insertedAxes(),
            op.operandBatchAxes(),
            op.indexBatchAxes(),
            op.startAxes(),
            sizes);
    return Primitives.bindOne(gather, from, indices);
  }

  /**
   * Which elements of the updates are in the result: found by scattering their numbers and looking
   * who is there.
   */
  private static Array effective(Indexing.Scatter op, Shape operand, Array indices, Shape updates) {
    Array numbers = Lax.iota(DType.I32, Shape.of(updates.size()), 0).reshape(updates);
    Indexing.Scatter set =
        new Indexing.Scatter(
            Indexing.ScatterKind.SET,
            op.windowAxes(),
            op.insertedAxes(),
            op.operandBatchAxes(),
            op.indexBatchAxes(),
            op.startAxes(),
            op.unique());
    Array none = Np.full(operand, -1, DType.I32);
    if (op.kind() == Indexing.ScatterKind.SET) {
      return windows(op, Primitives.bindOne(set, none, indices, numbers), indices, updates)
          .eq(numbers);
    }
    return inside(op, operand, indices, updates);
  }

  /** Whether the window of each update lies within the operand. */
  private static Array inside(Indexing.Scatter op, Shape operand, Array indices, Shape updates) {
    Ints single = op.insertedAxes().concat(op.operandBatchAxes());
    Ints window = Ints.range(0, operand.rank()).without(single);
    int[] last =
        op.startAxes()
            .map(
                axis ->
                    operand.dim(axis)
                        - (single.contains(axis)
                            ? 1
                            : updates.dim(op.windowAxes().get(window.indexOf(axis)))))
            .toArray();
    Array limits = Lax.convert(Np.array(last), indices.dtype());
    Array fits = indices.ge(0).and(indices.le(limits)).all(-1);
    Ints batch = Ints.range(0, updates.rank()).without(op.windowAxes());
    return Lax.broadcastInDim(fits, updates, batch);
  }
}
