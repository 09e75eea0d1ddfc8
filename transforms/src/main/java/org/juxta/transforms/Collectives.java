package org.juxta.transforms;

import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Collective;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** The rules of operations across the lanes of a batch that has a name. */
final class Collectives {
  private Collectives() {}

  /** A sum is linear; of an extreme, the tangents of the lanes that reach it, averaged. */
  static JvpRules.Result jvp(Collective.AllReduce op, Array x, Tangent t) {
    Array y = Primitives.bindOne(op, x);
    if (t.isZero()) {
      return JvpRules.Result.constant(List.of(y));
    }
    if (op.kind() == Collective.Kind.SUM) {
      return JvpRules.Result.of(y, Primitives.bindOne(op, t.array()));
    }
    Collective sum = sum(op);
    Array reached = x.eq(y).astype(x.dtype());
    Array weight = reached.div(Primitives.bindOne(sum, reached));
    return JvpRules.Result.of(y, Primitives.bindOne(sum, t.array().mul(weight)));
  }

  private static Collective sum(Collective op) {
    return new Collective.AllReduce(Collective.Kind.SUM, op.axis(), op.size());
  }

  /** The cotangent of the operand. Every lane has a result, so a sum is its own transpose. */
  static Array transpose(Collective op, Array ct) {
    return switch (op) {
      case Collective.AxisIndex o -> throw TransposeRules.notLinear(o);
      case Collective.AllReduce o -> {
        if (o.kind() != Collective.Kind.SUM) {
          throw TransposeRules.notLinear(o);
        }
        yield Primitives.bindOne(o, ct);
      }
      case Collective.AllGather o ->
          Primitives.bindOne(
              new Collective.ReduceScatter(o.axis(), o.size(), o.position(), o.tiled()), ct);
      case Collective.ReduceScatter o ->
          Primitives.bindOne(
              new Collective.AllGather(o.axis(), o.size(), o.position(), o.tiled()), ct);
      case Collective.Permute o ->
          Primitives.bindOne(
              new Collective.Permute(o.axis(), o.size(), o.targets(), o.sources()), ct);
      case Collective.AllToAll o ->
          Primitives.bindOne(
              new Collective.AllToAll(o.axis(), o.size(), o.concat(), o.split(), o.tiled()), ct);
    };
  }

  /** Whether the result can be another for each lane. */
  static boolean differs(Collective op) {
    return switch (op) {
      case Collective.AllReduce _, Collective.AllGather _ -> false;
      case Collective.AxisIndex _,
          Collective.ReduceScatter _,
          Collective.Permute _,
          Collective.AllToAll _ ->
          true;
    };
  }

  static List<Batched> batch(Collective op, List<Batched> x, Axis batch) {
    if (!batch.isOf(op)) {
      return acrossOthers(op, x.getFirst());
    }
    return List.of(
        switch (op) {
          case Collective.AxisIndex o ->
              Batched.lanes(Lax.iota(DType.I32, Shape.of(o.size()), 0), 0);
          case Collective.AllReduce o -> Batched.same(reduced(o, x.getFirst()));
          case Collective.AllGather o -> Batched.same(gathered(o, x.getFirst()));
          case Collective.ReduceScatter o -> scattered(o, x.getFirst());
          case Collective.Permute o -> permuted(o, x.getFirst());
          case Collective.AllToAll o -> exchanged(o, x.getFirst());
        });
  }

  /** An operation across the lanes of another batch, for all lanes of this one. */
  private static List<Batched> acrossOthers(Collective op, Batched x) {
    return switch (op) {
      case Collective.AxisIndex o -> throw new IllegalStateException(o.name() + " has no operand");
      case Collective.AllReduce o -> BatchRules.front(o, x);
      case Collective.Permute o -> BatchRules.front(o, x);
      case Collective.AllGather o ->
          BatchRules.front(
              new Collective.AllGather(o.axis(), o.size(), o.position() + 1, o.tiled()), x);
      case Collective.ReduceScatter o ->
          BatchRules.front(
              new Collective.ReduceScatter(o.axis(), o.size(), o.position() + 1, o.tiled()), x);
      case Collective.AllToAll o ->
          BatchRules.front(
              new Collective.AllToAll(o.axis(), o.size(), o.split() + 1, o.concat() + 1, o.tiled()),
              x);
    };
  }

  private static Array reduced(Collective.AllReduce op, Batched x) {
    return switch (x) {
      case Batched.Lanes lanes ->
          Lax.reduce(op.kind().reduction(), lanes.array(), Ints.of(lanes.axis()));
      case Batched.Same same ->
          op.kind() == Collective.Kind.SUM ? same.array().mul(op.size()) : same.array();
    };
  }

  private static Array gathered(Collective.AllGather op, Batched x) {
    Array all = x.along(op.position(), op.size());
    return op.tiled() ? merged(all, op.position()) : all;
  }

  /** Axis {@code axis} and the next one as one. */
  private static Array merged(Array x, int axis) {
    Shape without = x.shape().without(Ints.of(axis));
    return Lax.reshape(x, without.with(axis, x.dim(axis) * x.dim(axis + 1)));
  }

  /** {@code axis} as {@code parts} blocks: an axis over the blocks, then one inside of them. */
  private static Array divided(Array x, int axis, int parts) {
    Shape inside = x.shape().with(axis, x.dim(axis) / parts);
    return Lax.reshape(x, inside.insert(axis, parts));
  }

  private static Batched scattered(Collective.ReduceScatter op, Batched x) {
    Array sum = reduced(new Collective.AllReduce(Collective.Kind.SUM, op.axis(), op.size()), x);
    return Batched.lanes(op.tiled() ? divided(sum, op.position(), op.size()) : sum, op.position());
  }

  private static Batched permuted(Collective.Permute op, Batched x) {
    Array all = x.along(0, op.size());
    int[] source = new int[op.size()];
    boolean[] given = new boolean[op.size()];
    for (int i = 0; i < op.targets().size(); i++) {
      source[op.targets().get(i)] = op.sources().get(i);
      given[op.targets().get(i)] = true;
    }
    Array moved = Np.take(all, Np.array(source), 0);
    if (op.targets().size() == op.size()) {
      return Batched.lanes(moved, 0);
    }
    Array mask = Lax.broadcastInDim(Np.array(given), moved.shape(), Ints.of(0));
    return Batched.lanes(Lax.select(mask, moved, Np.zerosLike(moved)), 0);
  }

  /** With the lanes that give first, then those that take, which are the parts. */
  private static Batched exchanged(Collective.AllToAll op, Batched x) {
    Array all = x.along(0, op.size());
    Array parts = op.tiled() ? divided(all, op.split() + 1, op.size()) : all;
    Array taken = Np.moveaxis(parts, op.split() + 1, 0);
    Array placed = Np.moveaxis(taken, 1, op.concat() + 1);
    return Batched.lanes(op.tiled() ? merged(placed, op.concat() + 1) : placed, 0);
  }
}
