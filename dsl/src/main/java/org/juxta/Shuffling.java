package org.juxta;

import org.jspecify.annotations.Nullable;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Permutations by sorting random keys, and choices with and without replacement. */
final class Shuffling {
  private static final double LARGEST_KEY = 0xFFFF_FFFFL;

  /** Sorting is repeated until ties among n³ pairs of keys can be expected to have been broken. */
  private static final int EXPONENT = 3;

  private Shuffling() {}

  static Array permutation(Key key, Array x, int axis, boolean independent) {
    if (x.rank() == 0) {
      throw new ShapeException("Rng.permutation: there is nothing to permute in " + x.type());
    }
    int a = x.shape().axis(axis);
    return independent || x.rank() == 1
        ? shuffle(key, x, a)
        : Np.take(x, shuffle(key, positions(x.dim(a), DType.I32), 0), a);
  }

  static Array permutation(Key key, int n) {
    if (n < 0) {
      throw new ShapeException("Rng.permutation: there is no range of " + n + " numbers");
    }
    return shuffle(key, positions(n, DType.I32), 0);
  }

  private static Array positions(int n, DType dtype) {
    return Lax.iota(dtype, Shape.of(n), 0);
  }

  private static Array shuffle(Key key, Array x, int axis) {
    double rounds = EXPONENT * Math.log(Math.max(1, x.size())) / Math.log(LARGEST_KEY);
    Array shuffled = x;
    Key rest = key;
    for (int i = 0; i < Math.ceil(rounds); i++) {
      Key[] keys = rest.split();
      rest = keys[0];
      Array order = Rng.bits(keys[1], Integer.SIZE, x.shape());
      shuffled = Lax.sortKeyVal(order, shuffled, axis)._2;
    }
    return shuffled;
  }

  static Array choice(
      Key key, int n, Shape shape, boolean replace, @Nullable Array p, DType index) {
    requireEnough(n, shape, replace);
    if (shape.size() == 0) {
      return Np.full(shape, 0, index);
    }
    if (p != null) {
      return Lax.convert(weighted(key, n, shape, replace, p), index);
    }
    return replace
        ? Rng.randint(key, shape, 0, n, index)
        : Lax.convert(first(permutation(key, n), shape, 0), index);
  }

  /** The draws from {@code x} along {@code axis}, which the axes of {@code shape} take. */
  static Array choice(Key key, Array x, Shape shape, boolean replace, @Nullable Array p, int axis) {
    int a = x.shape().axis(axis);
    int n = x.dim(a);
    requireEnough(n, shape, replace);
    if (p == null && !replace) {
      return first(permutation(key, x, a, false), shape, a);
    }
    DType index = x.dtype().bytes() == Long.BYTES ? DType.I64 : DType.I32;
    return Np.take(x, choice(key, n, shape, replace, p, index), a);
  }

  private static Array first(Array shuffled, Shape shape, int axis) {
    Array some = Lax.sliceAlong(shuffled, 0, shape.size(), axis);
    Ints dims = some.shape().dims();
    return Lax.reshape(
        some,
        new Shape(
            dims.slice(0, axis).concat(shape.dims()).concat(dims.slice(axis + 1, dims.size()))));
  }

  private static Array weighted(Key key, int n, Shape shape, boolean replace, Array p) {
    Array chances = Promotion.to(p, Promotion.inexact(p.dtype()));
    if (!p.shape().equals(Shape.of(n))) {
      throw new ShapeException(
          "Rng.choice: the chances must be a vector as long as there are choices, "
              + n
              + ", not "
              + p.type());
    }
    if (replace) {
      Array sums = Lax.cumsum(chances, 0, false);
      Array u = Rng.uniform(key, shape, chances.dtype());
      Array target = Lax.sliceAlong(sums, n - 1, n, 0).reshape().mul(Np.subtract(1, u));
      return Np.searchsorted(sums, target, false);
    }
    Array noisy = Rng.gumbel(key, Shape.of(n), chances.dtype()).add(chances.log());
    return Lax.reshape(Lax.topK(noisy, shape.size())._2, shape);
  }

  private static void requireEnough(int n, Shape shape, boolean replace) {
    if (shape.size() > 0 && n <= 0) {
      throw new ShapeException("Rng.choice: there is nothing to choose from");
    }
    if (!replace && shape.size() > n) {
      throw new ShapeException(
          "Rng.choice: "
              + shape.size()
              + " draws without replacement from "
              + n
              + "; draw fewer, or with replacement");
    }
  }

  /** Classes drawn without replacement: the greatest of logits plus noise. */
  static Array categorical(Key key, Array logits, int axis, Shape shape, DrawMode mode) {
    Shape batch = logits.shape().without(Ints.of(axis));
    int front = shape.rank() - batch.rank();
    int count = new Shape(shape.dims().slice(0, front)).size();
    if (!shape.dims().slice(front, shape.rank()).equals(batch.dims())) {
      throw new ShapeException(
          "Rng.categorical: without replacement the shape must end with that of the batch, "
              + batch
              + ", and not be "
              + shape);
    }
    if (count > logits.dim(axis)) {
      throw new ShapeException(
          "Rng.categorical: "
              + count
              + " draws without replacement from the "
              + logits.dim(axis)
              + " classes of "
              + logits.type());
    }
    Array noisy = logits.add(Rng.gumbel(key, logits.shape(), logits.dtype(), mode));
    Array indices = Lax.topK(Np.moveaxis(noisy, axis, -1), count)._2;
    return Lax.reshape(Np.moveaxis(indices, -1, 0), shape);
  }

  static void requireIndex(String what, DType index) {
    if (index != DType.I32 && index != DType.I64) {
      throw new DTypeException(what + ": positions are I32 or I64, not " + index);
    }
  }
}
