package org.juxta;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.juxta.internal.Axes;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Collective;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;

/** What {@link Lax} does across the lanes of batches that have a name. */
final class Collectives {
  private Collectives() {}

  static <T extends @Nullable Object> T reduce(
      String what, Collective.Kind kind, T tree, String axis, String... more) {
    T result = reduce(what, kind, tree, axis);
    for (String other : more) {
      result = reduce(what, kind, result, other);
    }
    return result;
  }

  private static <T extends @Nullable Object> T reduce(
      String what, Collective.Kind kind, T tree, String axis) {
    Collective op = new Collective.AllReduce(kind, axis, Axes.size(what, axis));
    return Tree.map(x -> Primitives.bindOne(op, summable(kind, x)), tree);
  }

  /** Truth values are counted. */
  private static Array summable(Collective.Kind kind, Array x) {
    return kind == Collective.Kind.SUM && x.dtype().isBool() ? Lax.convert(x, DType.I32) : x;
  }

  static <T extends @Nullable Object> T mean(T tree, String axis, String... more) {
    int lanes = size("pmean", axis, more);
    return Tree.map(x -> x.div(lanes), reduce("pmean", Collective.Kind.SUM, tree, axis, more));
  }

  /** The product of the sizes. */
  static int size(String what, String axis, String... more) {
    int size = Axes.size(what, axis);
    for (String other : more) {
      size = Math.multiplyExact(size, Axes.size(what, other));
    }
    return size;
  }

  /** The number of the lane, the last axis running fastest. */
  static Array index(String axis, String... more) {
    Array index = one(axis);
    for (String other : more) {
      index = index.mul(Axes.size("axisIndex", other)).add(one(other));
    }
    return index;
  }

  private static Array one(String axis) {
    return Primitives.bindOne(new Collective.AxisIndex(axis, Axes.size("axisIndex", axis)));
  }

  static <T extends @Nullable Object> T gather(T tree, String axis, int position, boolean tiled) {
    int size = Axes.size("allGather", axis);
    return each(
        tree, x -> new Collective.AllGather(axis, size, at(x, position, tiled ? 0 : 1), tiled));
  }

  static <T extends @Nullable Object> T scatter(T tree, String axis, int position, boolean tiled) {
    int size = Axes.size("psumScatter", axis);
    return each(tree, x -> new Collective.ReduceScatter(axis, size, at(x, position, 0), tiled));
  }

  static <T extends @Nullable Object> T allToAll(
      T tree, String axis, int split, int concat, boolean tiled) {
    int size = Axes.size("allToAll", axis);
    return each(
        tree, x -> new Collective.AllToAll(axis, size, at(x, split, 0), at(x, concat, 0), tiled));
  }

  static <T extends @Nullable Object> T permute(T tree, String axis, int[][] pairs) {
    int size = Axes.size("ppermute", axis);
    for (int[] pair : pairs) {
      if (pair.length != 2) {
        throw new ShapeException(
            "ppermute takes pairs of a source and a target lane, not " + Arrays.toString(pair));
      }
    }
    Ints sources = Ints.build(pairs.length, i -> pairs[i][0]);
    Ints targets = Ints.build(pairs.length, i -> pairs[i][1]);
    return each(tree, _ -> new Collective.Permute(axis, size, sources, targets));
  }

  static <T extends @Nullable Object> T shuffle(T tree, String axis, int... sources) {
    int size = Axes.size("pshuffle", axis);
    if (sources.length != size) {
      throw new ShapeException(
          "pshuffle: " + sources.length + " sources for the " + size + " lanes of `" + axis + "`");
    }
    int[][] pairs = new int[size][];
    for (int i = 0; i < size; i++) {
      pairs[i] = new int[] {sources[i], i};
    }
    return permute(tree, axis, pairs);
  }

  static <T extends @Nullable Object> T broadcast(T tree, String axis, int source) {
    int size = Axes.size("pbroadcast", axis);
    if (source < 0 || source >= size) {
      throw new ShapeException(
          "pbroadcast: there is no lane " + source + " among the " + size + " of `" + axis + "`");
    }
    Array isSource = one(axis).eq(source);
    return Tree.map(
        x -> {
          Array only = Np.where(isSource, x, Np.zerosLike(x));
          Array sum = reduce("pbroadcast", Collective.Kind.SUM, only, axis);
          return Lax.convert(sum, x.dtype());
        },
        tree);
  }

  private static <T extends @Nullable Object> T each(T tree, Function<Array, Collective> op) {
    return Tree.map(x -> Primitives.bindOne(op.apply(x), x), tree);
  }

  /** An axis counted from the front; {@code extra} ones more than {@code x} has may be meant. */
  private static int at(Array x, int axis, int extra) {
    return axis < 0 ? axis + x.rank() + extra : axis;
  }
}
