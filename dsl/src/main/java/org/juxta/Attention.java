package org.juxta;

import org.jspecify.annotations.Nullable;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Attention with heads in groups that share a key head: axes are named b (batch), t (queries), s
 * (keys), k (key heads), g (heads of a group) and h (features).
 *
 * @param logits masked, (b, k, g, t, s)
 * @param value (b, s, k, h)
 * @param shape that of the query as it was given
 */
record Attention(Array logits, Array value, Shape shape, AttentionOptions options) {

  static Attention of(Array query, Array key, Array value, AttentionOptions options) {
    Array q = batched("query", query);
    Array k = batched("key", key);
    Array v = batched("value", value);
    requireFit(q, k, v);
    int groups = q.dim(2) / k.dim(2);
    Array grouped = q.reshape(q.dim(0), q.dim(1), k.dim(2), groups, q.dim(3));
    @Nullable Double scale = options.scale();
    Array logits =
        Np.einsum("btkgh,bskh->bkgts", grouped, k)
            .mul(scale == null ? 1 / Math.sqrt(q.dim(3)) : scale);
    Array biased =
        options.bias() == null
            ? logits
            : logits.add(
                Promotion.to(grouped("bias", options.bias(), logits.shape()), logits.dtype()));
    return new Attention(masked(biased, options), v, query.shape(), options);
  }

  private static Array batched(String name, Array x) {
    if (x.rank() != 3 && x.rank() != 4) {
      throw new ShapeException(
          "attention: the "
              + name
              + " must have the axes ([batch,] length, heads, features), not "
              + x.type());
    }
    return x.rank() == 4 ? x : x.expandDims(0);
  }

  private static void requireFit(Array q, Array k, Array v) {
    boolean fits =
        v.shape().equals(k.shape())
            && q.dim(0) == k.dim(0)
            && q.dim(3) == k.dim(3)
            && k.dim(2) > 0
            && q.dim(2) % k.dim(2) == 0;
    if (!fits) {
      throw new ShapeException(
          "attention: key and value must be of one shape, of the batch and features of the query,"
              + " and its heads a multiple of theirs: query "
              + q.type()
              + ", key "
              + k.type()
              + ", value "
              + v.type());
    }
    if (!q.dtype().isFloat() || q.dtype() != k.dtype() || k.dtype() != v.dtype()) {
      throw new DTypeException(
          "attention: query, key and value must be of one float type, not "
              + q.dtype()
              + ", "
              + k.dtype()
              + " and "
              + v.dtype());
    }
  }

  /** A bias or mask, (b, k g, t, s) with sizes 1 where it is the same for all, by groups. */
  private static Array grouped(String name, Array x, Shape logits) {
    Array full = x;
    while (full.rank() < 4) {
      full = full.expandDims(0);
    }
    int heads = logits.dim(1) * logits.dim(2);
    if (full.rank() > 4 || (full.dim(1) != 1 && full.dim(1) != heads)) {
      throw new ShapeException(
          "attention: the "
              + name
              + " must be (batch, heads, queries, keys) with "
              + heads
              + " heads or 1, not "
              + x.type());
    }
    boolean one = full.dim(1) == 1;
    Array split =
        full.reshape(
            full.dim(0),
            one ? 1 : logits.dim(1),
            one ? 1 : logits.dim(2),
            full.dim(2),
            full.dim(3));
    return Np.broadcastTo(split, logits);
  }

  /** Logits that are left out are a large negative number, so that no row is without any. */
  private static Array masked(Array logits, AttentionOptions options) {
    @Nullable Array kept = null;
    int t = logits.dim(3);
    int s = logits.dim(4);
    Array query = Lax.iota(DType.I32, Shape.of(t, s), 0);
    Array key = Lax.iota(DType.I32, Shape.of(t, s), 1);
    if (options.mask() != null) {
      if (!options.mask().dtype().isBool()) {
        throw new DTypeException("attention: the mask must be BOOL, not " + options.mask().type());
      }
      kept = grouped("mask", options.mask(), logits.shape());
    }
    if (options.causal()) {
      kept = both(kept, query.ge(key));
    }
    if (options.window() != null) {
      kept = both(kept, query.le(key.add((long) options.window().before())));
      kept = both(kept, query.ge(key.sub((long) options.window().after())));
    }
    if (options.queryLengths() != null) {
      kept = both(kept, query.lt(perBatch("query", options.queryLengths(), logits)));
    }
    if (options.keyLengths() != null) {
      kept = both(kept, key.lt(perBatch("key", options.keyLengths(), logits)));
    }
    return kept == null
        ? logits
        : Np.where(kept, logits, -0.7 * Math.min(logits.dtype().finfo().max(), Float.MAX_VALUE));
  }

  private static Array both(@Nullable Array a, Array b) {
    return a == null ? b : Np.logicalAnd(a, b);
  }

  private static Array perBatch(String name, Array lengths, Array logits) {
    if (lengths.rank() != 1 || lengths.dim(0) != logits.dim(0) || !lengths.dtype().isInteger()) {
      throw new ShapeException(
          "attention: the "
              + name
              + " lengths must be integers, one for each of the batch of "
              + logits.dim(0)
              + ", not "
              + lengths.type());
    }
    return lengths.reshape(lengths.dim(0), 1, 1, 1, 1);
  }

  Array values() {
    Array weights = Nn.softmax(logits, -1);
    Array sums = Np.einsum("bkgts,bskh->btkgh", weights, value);
    Array result = sums;
    if (options.queryLengths() != null) {
      Array position = Lax.iota(DType.I32, Shape.of(sums.dim(1), 1, 1, 1), 0);
      Array used = position.lt(perBatch("query", options.queryLengths(), logits));
      result = Np.where(used, sums, 0.0);
    }
    return Lax.reshape(result, shape);
  }

  /** (…, t, heads). */
  Array residual() {
    Array sums = Np.transpose(Np.logsumexp(logits, -1), 0, 3, 1, 2);
    return Lax.stopGradient(Lax.reshape(sums, new Shape(shape.dims().slice(0, shape.rank() - 1))));
  }
}
