package org.juxta;

import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * Draws of the Poisson and binomial distributions, as {@code jax.random}: by counting waiting times
 * where the mean is below 10, else by transformed rejection (Hörmann 1993). All elements share the
 * keys of a step, so both ways are run for all.
 */
final class CountDraws {
  private static final double FEW = 10;

  /** Σ (-1)^k terms of Stirling's series at 0 … 9, where it is not exact. */
  private static final double[] STIRLING = {
    0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509,
    0.0166446911898211, 0.0138761288230707, 0.0118967099458917, 0.010411265261972,
    0.00925546218271273, 0.00833056343336287
  };

  private CountDraws() {}

  // ---- Poisson ----

  /** Of means {@code rate} (F32), which has the shape of the result. */
  static Array poisson(Key key, Array rate, DType dtype) {
    Array few = Np.isnan(rate).or(rate.lt(FEW));
    Array waiting = poissonWaiting(key, Np.where(few, rate, 0.0), dtype);
    Array rejection = poissonRejection(key, Np.where(few, 1e5, rate), dtype);
    return Np.where(rate.eq(0), 0, Np.where(few, waiting, rejection));
  }

  /** Knuth's: uniform numbers are multiplied until the product is below exp(-rate). */
  private static Array poissonWaiting(Key key, Array rate, DType dtype) {
    Shape shape = rate.shape();
    Array bound = rate.neg();
    Array count = Np.full(shape, 0, dtype);
    Array product = Np.zerosLike(rate);
    Tuple3<Key, Array, Array> last =
        Lax.whileLoop(
            (Tuple3<Key, Array, Array> s) -> Np.any(s._3.gt(bound)),
            s -> {
              Key[] keys = s._1.split();
              Array u = Rng.uniform(keys[1], shape, DType.F32);
              Array more = Np.where(s._3.gt(bound), s._2.add(1), s._2);
              return Tuple.of(keys[0], more, s._3.add(u.log()));
            },
            Tuple.of(key, count, product));
    return last._2.sub(1);
  }

  /** PTRS. */
  private static Array poissonRejection(Key key, Array rate, DType dtype) {
    Shape shape = rate.shape();
    Array logRate = rate.log();
    Array b = rate.sqrt().mul(2.53).add(0.931);
    Array a = b.mul(0.02483).add(-0.059);
    Array inverseAlpha = Np.divide(1.1328, b.sub(3.4)).add(1.1239);
    Array sure = Np.subtract(0.9277, Np.divide(3.6224, b.sub(2)));
    Array none = Np.full(shape, -1, DType.F32);
    return accepted(
            key,
            none,
            keys -> {
              Array u = Rng.uniform(keys[1], shape, DType.F32).sub(0.5);
              Array v = Rng.uniform(keys[2], shape, DType.F32);
              Array edge = Np.subtract(0.5, u.abs());
              Array k = a.mul(2).div(edge).add(b).mul(u).add(rate).add(0.43).floor();
              Array s = v.mul(inverseAlpha).div(a.div(edge.mul(edge)).add(b)).log();
              Array t = rate.neg().add(k.mul(logRate)).sub(GammaFunctions.gammaln(k.add(1)));
              Array never = k.lt(0).or(edge.lt(0.013).and(v.gt(edge)));
              Array inside = edge.ge(0.07).and(v.le(sure));
              return Tuple.of(k, inside.or(never.not().and(s.le(t))));
            })
        .astype(dtype);
  }

  /** What one step with new keys proposes: values, and where they are accepted. */
  private interface Step {
    Tuple2<Array, Array> propose(Key[] keys);
  }

  /** The values that are accepted last; steps are made until all have one. */
  private static Array accepted(Key key, Array start, Step step) {
    Array none = Np.full(start.shape(), 0, DType.BOOL);
    return Lax.<Tuple3<Key, Array, Array>>whileLoop(
            s -> Np.any(s._3.not()),
            s -> {
              Key[] keys = s._1.split(3);
              Tuple2<Array, Array> next = step.propose(keys);
              return Tuple.of(keys[0], Np.where(next._2, next._1, s._2), s._3.or(next._2));
            },
            Tuple.of(key, start, none))
        ._2;
  }

  // ---- Binomial ----

  /**
   * Of {@code count} trials of chance {@code chance}, which have one type and the shape of the
   * result.
   */
  static Array binomial(Key key, Array count, Array chance, DType dtype) {
    Array low = chance.lt(0.5);
    Array q = Np.where(low, chance, Np.subtract(1.0, chance));
    Array noCount = Np.isnan(count).or(count.lt(0));
    Array noChance = Np.isnan(q).or(q.lt(0));
    Array safe = Np.where(noChance, 0.01, q);
    Array few = noCount.or(count.mul(safe).le(FEW));
    Array whole = count.floor();
    Array waiting = binomialWaiting(key, Np.where(few, whole, 0.0), safe);
    Array rejection = binomialRejection(key, Np.where(few, 1e4, whole), Np.where(few, 0.5, safe));
    Array draws = Np.where(few, waiting, rejection).astype(dtype);
    Array invalid = noChance.or(noCount);
    Array endless = Np.isinf(count);
    Array marked =
        Np.where(
            endless.and(invalid.not()),
            Double.POSITIVE_INFINITY,
            Np.where(invalid, Double.NaN, draws));
    Array asIs = low.or(noCount).or(Np.isnan(q)).or(endless);
    return Np.where(asIs, marked, whole.astype(dtype).sub(marked));
  }

  /** Geometric numbers are added until they exceed the trials. */
  private static Array binomialWaiting(Key key, Array count, Array chance) {
    Shape shape = chance.shape();
    Array rate = chance.neg().log1p();
    Array zero = Np.zerosLike(chance);
    Tuple3<Key, Array, Array> last =
        Lax.whileLoop(
            (Tuple3<Key, Array, Array> s) -> Np.any(s._3.le(count)),
            s -> {
              Key[] keys = s._1.split();
              Array u = Rng.uniform(keys[0], shape, chance.dtype());
              Array more = Np.where(s._3.le(count), s._2.add(1), s._2);
              return Tuple.of(keys[1], more, s._3.add(u.log().div(rate).ceil()));
            },
            Tuple.of(key, zero, zero));
    return last._2.sub(1);
  }

  /** BTRS. */
  private static Array binomialRejection(Key key, Array count, Array chance) {
    Shape shape = chance.shape();
    DType dtype = chance.dtype();
    Array spread = count.mul(chance).mul(Np.subtract(1, chance)).sqrt();
    Array b = spread.mul(2.53).add(1.15);
    Array a = b.mul(0.0248).add(-0.0873).add(chance.mul(0.01));
    Array c = count.mul(chance).add(0.5);
    Array sure = Np.subtract(0.92, Np.divide(4.2, b));
    Array odds = chance.div(Np.subtract(1, chance));
    Array alpha = Np.divide(5.1, b).add(2.83).mul(spread);
    Array mode = count.add(1).mul(chance).floor();
    Array none = Np.full(shape, -1, dtype);
    return accepted(
        key,
        none,
        keys -> {
          Array u = Rng.uniform(keys[1], shape, dtype).sub(0.5);
          Array v = Rng.uniform(keys[2], shape, dtype);
          Array edge = Np.subtract(0.5, u.abs());
          Array k = a.mul(2).div(edge).add(b).mul(u).add(c).floor();
          Array never = k.lt(0).or(k.gt(count));
          Array height = v.mul(alpha).div(a.div(edge.mul(edge)).add(b)).log();
          Array inside = edge.ge(0.07).and(v.le(sure));
          Array below = height.le(binomialBound(count, odds, mode, k));
          return Tuple.of(k, inside.or(never.not().and(below)));
        });
  }

  /** The log of the ratio of the probabilities of {@code k} and of the mode. */
  private static Array binomialBound(Array count, Array odds, Array mode, Array k) {
    Array fromMode = count.sub(mode).add(1);
    Array fromK = count.sub(k).add(1);
    Array first = mode.add(0.5).mul(mode.add(1).div(odds.mul(fromMode)).log());
    Array second = count.add(1).mul(fromMode.div(fromK).log());
    Array third = k.add(0.5).mul(odds.mul(fromK).div(k.add(1)).log());
    return first
        .add(second)
        .add(third)
        .add(stirling(mode))
        .add(stirling(count.sub(mode)))
        .sub(stirling(k))
        .sub(stirling(count.sub(k)));
  }

  /** log k! - (log √(2π) + (k + 1/2) log(k + 1) - (k + 1)). */
  private static Array stirling(Array k) {
    Array table = Np.array(STIRLING).astype(k.dtype());
    Array small = Np.where(k.le(9), Np.where(k.ge(0), k, 0.0), 9.0);
    Array listed = Np.take(table, small.floor().astype(DType.I32), 0);
    Array square = small.add(1).mul(small.add(1));
    Array series = Np.divide(1.0 / 1260, square);
    Array inner = Np.subtract(1.0 / 360, series).div(square);
    return Np.where(k.le(9), listed, Np.subtract(1.0 / 12, inner).div(small.add(1)));
  }

  // ---- Multinomial ----

  /** Of {@code count} trials; the classes are the first axis of {@code chances}. */
  static Array multinomial(Key key, Array count, Array chances) {
    Array none = Np.zerosLike(count);
    Function2<Array, Array, Tuple2<Array, Array>> add =
        (sum, chance) -> Tuple.of(sum.add(chance), sum.add(chance));
    Array rest = Lax.scan(add, none, chances, chances.dim(0), true)._2;
    Array ratios = Np.clip(chances.div(Np.where(rest.eq(0), 1.0, rest)), 0.0, 1.0);
    Function2<Array, Tuple2<Array, Key>, Tuple2<Array, Array>> draw =
        (left, x) -> {
          Array drawn =
              Lax.stopGradient(
                  binomial(x._2, left, Np.broadcastTo(x._1, left.shape()), left.dtype()));
          return Tuple.of(left.sub(drawn), drawn);
        };
    Key keys = key.splitBatch(chances.dim(0));
    Array start = Lax.stopGradient(count);
    Array drawn = Lax.scan(draw, start, Tuple.of(Lax.stopGradient(ratios), keys))._2;
    return Np.moveaxis(drawn, 0, -1);
  }
}
