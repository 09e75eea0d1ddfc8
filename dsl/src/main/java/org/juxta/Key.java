package org.juxta;

import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * The state of a random number generator, passed along by hand: the same key always gives the same
 * numbers, so a key is used once, for one call of {@link Rng} or one split. As JAX's keys of kind
 * {@code threefry2x32}, bit for bit.
 *
 * <p>A key is a record of an array, so it passes through {@code Jit}, and a batch of keys ({@link
 * #splitBatch}) goes through {@code Vmap} and {@link Lax#scan} key by key.
 *
 * {@snippet class="org.juxta.tests.snippets.RandomSnippets" region="key"}
 *
 * @param data the two words of the key, U32 (2,), or of a batch of keys, U32 (…, 2)
 * @param layout how bits are made from them; static
 */
public record Key(Array data, KeyLayout layout) {

  /**
   * The key of a 64-bit seed, in the original layout. As {@code jax.random.PRNGKey} with 64-bit
   * types enabled.
   */
  public static Key of(long seed) {
    return of(seed, KeyLayout.ORIGINAL);
  }

  /** The key of a 64-bit seed. */
  public static Key of(long seed, KeyLayout layout) {
    int[] words = {(int) (seed >>> Integer.SIZE), (int) seed};
    return new Key(Np.wrap(DType.U32, Shape.of(2), words), layout);
  }

  /** The key of a computed seed, in the original layout. */
  public static Key of(Array seed) {
    return of(seed, KeyLayout.ORIGINAL);
  }

  /**
   * The key of a computed seed, an integer scalar; of an I32 or U32 the high word is zero, as in
   * JAX.
   *
   * @throws DTypeException if the seed is not an integer
   * @throws ShapeException if the seed is not a scalar
   */
  public static Key of(Array seed, KeyLayout layout) {
    requireInteger("the seed of a key", seed);
    Array high =
        seed.dtype() == DType.I64
            ? Lax.convert(Lax.shiftRightLogical(seed, Array.scalar(Integer.SIZE)), DType.U32)
            : Np.full(Shape.SCALAR, 0, DType.U32);
    return new Key(Np.stack(high, Lax.convert(seed, DType.U32)), layout);
  }

  /**
   * The key, or batch of keys, of given words in the original layout. As {@code
   * jax.random.wrap_key_data}.
   *
   * @param data U32 (…, 2)
   * @throws DTypeException if {@code data} is of another type or shape
   */
  public static Key wrap(Array data) {
    requireWords(data);
    return new Key(data, KeyLayout.ORIGINAL);
  }

  private static void requireWords(Array data) {
    if (data.dtype() != DType.U32 || data.rank() == 0 || data.dim(-1) != 2) {
      throw new DTypeException("the data of a key must be U32(..., 2), not " + data.type());
    }
  }

  private static void requireInteger(String what, Array x) {
    if (!x.dtype().isInteger()) {
      throw new DTypeException(what + " must be an integer, not " + x.type());
    }
    if (x.rank() != 0) {
      throw new ShapeException(what + " must be a scalar, not " + x.type() + "; use Vmap for many");
    }
  }

  /** The stream of this key, if it is one key. */
  Threefry stream(String what) {
    requireWords(data);
    if (data.rank() > 1) {
      throw new ShapeException(
          what
              + " takes one key, not a batch of shape "
              + batchShape()
              + "; use Vmap, or get(i) for one of them");
    }
    return Threefry.of(this);
  }

  /** The shape of the batch of keys; of no axes for one key. */
  public Shape batchShape() {
    return data.shape().without(Ints.of(data.rank() - 1));
  }

  /** The key, or batch, at the given positions of a batch. */
  public Key get(int... indices) {
    if (indices.length > batchShape().rank()) {
      throw new ShapeException(
          "get: " + indices.length + " positions for a batch of keys of shape " + batchShape());
    }
    return new Key(data.get(indices), layout);
  }

  /** Two new keys. As {@code jax.random.split}. */
  public Key[] split() {
    return split(2);
  }

  /**
   * {@code n} new keys, independent of each other; this one is then not to be used again. As {@code
   * jax.random.split}.
   *
   * @throws ShapeException if {@code n} is negative, or this is a batch of keys
   */
  public Key[] split(int n) {
    Key batch = splitBatch(n);
    Key[] keys = new Key[n];
    for (int i = 0; i < n; i++) {
      Array row = Lax.sliceAlong(batch.data, i, i + 1, 0);
      keys[i] = new Key(Lax.reshape(row, Shape.of(2)), layout);
    }
    return keys;
  }

  /**
   * {@link #split(int)} as one batch of keys of the given shape, for {@code Vmap} and {@link
   * Lax#scan}.
   *
   * {@snippet class="org.juxta.tests.snippets.RandomSnippets" region="keys"}
   *
   * @throws ShapeException if a size is negative, or this is a batch of keys
   */
  public Key splitBatch(int... dims) {
    Shape shape = Shape.of(dims);
    return new Key(
        Lax.reshape(stream("split").split(shape.size()), shape.concat(Shape.of(2))), layout);
  }

  /**
   * The key made from this one and the low 32 bits of {@code data}. As {@code jax.random.fold_in}.
   */
  public Key fold(long data) {
    return fold(Array.scalar(data));
  }

  /**
   * The key made from this one and the low 32 bits of {@code data}, an integer scalar: the way to a
   * key for each step of a loop. As {@code jax.random.fold_in}.
   *
   * @throws DTypeException if {@code data} is not an integer
   * @throws ShapeException if {@code data} is not a scalar, or this is a batch of keys
   */
  public Key fold(Array data) {
    requireInteger("what is folded into a key", data);
    return new Key(stream("fold").fold(Promotion.to(data, DType.U32)), layout);
  }

  /** The words as NumPy prints them: {@code [4146024105 967050713]}. */
  @Override
  public String toString() {
    return data.toString();
  }
}
