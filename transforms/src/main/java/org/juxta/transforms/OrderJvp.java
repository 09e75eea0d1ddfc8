package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.internal.Primitives;
import org.juxta.tracer.DType;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Reduction;
import org.juxta.transforms.JvpRules.Result;

/** Forward derivatives of sorts: tangents go where their elements go. */
final class OrderJvp {
  private OrderJvp() {}

  /** The positions are sorted along. */
  static Result sort(Reduction.Sort op, List<Array> x, List<Tangent> t) {
    Array position = Lax.iota(DType.I32, x.getFirst().shape(), op.axis());
    List<Array> all = new ArrayList<>(x);
    all.add(position);
    List<Array> sorted = Primitives.bind(op, all);
    Array from = sorted.getLast();
    List<Tangent> tangents =
        t.stream()
            .map(v -> v.isZero() ? v : Tangent.of(along(v.array(), from, op.axis())))
            .toList();
    return new Result(sorted.subList(0, x.size()), tangents);
  }

  static Result topK(Reduction.TopK op, Array x, Tangent t) {
    List<Array> primals = Primitives.bind(op, List.of(x));
    Array indices = primals.get(1);
    Tangent values =
        t.isZero()
            ? Tangent.zero(primals.get(0).type())
            : Tangent.of(along(t.array(), indices, op.axis()));
    return new Result(primals, List.of(values, Tangent.zero(indices.type())));
  }

  /** The elements at positions along {@code axis}, which are known to be inside. */
  private static Array along(Array x, Array positions, int axis) {
    Ints others = Ints.range(0, x.rank()).without(Ints.of(axis));
    boolean nothing = positions.size() == 0;
    Indexing.Gather gather =
        new Indexing.Gather(
            Ints.EMPTY, Ints.of(axis), others, others, Ints.of(axis), Ints.fill(x.rank(), 1));
    return nothing
        ? Lax.sliceAlong(x, 0, positions.dim(axis), axis)
        : Primitives.bindOne(gather, x, positions.expandDims(-1));
  }
}
