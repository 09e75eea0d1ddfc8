package org.juxta;

import io.vavr.Tuple;
import io.vavr.Tuple3;
import io.vavr.Tuple5;
import java.util.Arrays;
import java.util.List;
import org.juxta.internal.CustomDerivative;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/**
 * Draws of the gamma distribution by rejection (Marsaglia and Tsang 2000), each element with a key
 * of its own, as {@code jax.random.gamma}. Elements loop together until the last is accepted.
 */
final class GammaDraws {
  private static final double SQUEEZE = 0.0331;

  private final Array alpha;
  private final KeyLayout layout;
  private final Array boosted;
  private final Array d;
  private final Array c;

  private GammaDraws(Array alpha, KeyLayout layout) {
    this.alpha = alpha;
    this.layout = layout;
    this.boosted = alpha.lt(1);
    this.d = Np.where(boosted, alpha.add(1), alpha).sub(1.0 / 3);
    this.c = Np.divide(1.0 / 3, d.sqrt());
  }

  /**
   * Draws of the shape of {@code alpha}, or their logarithms, which do not underflow. The
   * derivative by alpha is that of a draw whose probability stays.
   */
  static Array draw(Key key, Array alpha, boolean log) {
    if (alpha.size() == 0) {
      return alpha;
    }
    Array keys = key.stream("Rng.gamma").split(alpha.size());
    return CustomDerivative.byArgument(
        log ? "loggamma" : "gamma",
        List.of(keys, alpha),
        in -> draw(in.get(0), in.get(1), key.layout(), log),
        Arrays.asList(null, log ? GammaDraws::ofLog : GammaDraws::ofDraw));
  }

  /** Computed in F32 at least, as JAX does. */
  private static Array slope(Array alpha, Array draw) {
    DType dtype = draw.dtype();
    DType wide = dtype.bytes() < Float.BYTES ? DType.F32 : dtype;
    Array slope = IncompleteGamma.ofSample(Lax.convert(alpha, wide), Lax.convert(draw, wide));
    return Lax.convert(slope, dtype);
  }

  private static Array ofDraw(Array tangent, Array draw, List<Array> in) {
    return tangent.mul(slope(in.get(1), draw));
  }

  private static Array ofLog(Array tangent, Array logDraw, List<Array> in) {
    Array draw = logDraw.exp();
    Array positive = Np.where(draw.eq(0), draw.dtype().finfo().tiny(), draw);
    return tangent.mul(slope(in.get(1), positive).div(positive));
  }

  private static Array draw(Array keys, Array alpha, KeyLayout layout, boolean log) {
    Array flat = Lax.reshape(alpha, Shape.of(alpha.size()));
    return Lax.reshape(new GammaDraws(flat, layout).draw(keys, log), alpha.shape());
  }

  private Array draw(Array keys, boolean log) {
    Array split = split(keys, 2);
    Array v = accepted(key(split, 0));
    Array unit = unit(key(split, 1));
    if (!log) {
      Array power = Np.divide(1, alpha);
      Array boost = Np.where(boosted, Np.power(Np.subtract(1, unit), power), 1.0);
      return d.mul(v).mul(boost);
    }
    Array tail = unit.neg().log1p();
    Array boost = Np.where(boosted.and(tail.ne(0)), tail.mul(Np.divide(1, alpha)), 0.0);
    return d.log().add(v.log()).add(boost);
  }

  /** The cubes V that pass: state is keys, squared normals, V, uniforms, and who goes on. */
  private Array accepted(Array keys) {
    Array zero = Np.zerosLike(alpha);
    Array one = Np.onesLike(alpha);
    Tuple5<Array, Array, Array, Array, Array> start =
        Tuple.of(keys, zero, one, one.add(1), rejected(zero, one, one.add(1)));
    return Lax.<Tuple5<Array, Array, Array, Array, Array>>whileLoop(
            s -> Np.any(s._5), this::propose, start)
        ._3;
  }

  private Array rejected(Array square, Array v, Array u) {
    Array outside = u.ge(Np.subtract(1, square.mul(square).mul(SQUEEZE)));
    Array bound = square.mul(0.5).add(d.mul(Np.subtract(1, v).add(v.log())));
    return outside.and(u.log().ge(bound));
  }

  private Tuple5<Array, Array, Array, Array, Array> propose(
      Tuple5<Array, Array, Array, Array, Array> s) {
    Array on = s._5;
    Array split = split(s._1, 3);
    Tuple3<Array, Array, Array> normal = positive(key(split, 1), on);
    Array square = normal._2.mul(normal._2);
    Array v = normal._3.mul(normal._3).mul(normal._3);
    Array u = unit(key(split, 2));
    return Tuple.of(
        Np.where(on.expandDims(-1), key(split, 0), s._1),
        Np.where(on, square, s._2),
        Np.where(on, v, s._3),
        Np.where(on, u, s._4),
        on.and(rejected(square, v, u)));
  }

  /** Keys, normals x and 1 + c x, drawn until that is positive for all that are {@code on}. */
  private Tuple3<Array, Array, Array> positive(Array keys, Array on) {
    Array none = Np.zerosLike(alpha);
    return Lax.whileLoop(
        (Tuple3<Array, Array, Array> s) -> Np.any(s._3.le(0)),
        s -> {
          Array again = s._3.le(0);
          Array split = split(s._1, 2);
          Array x = Rng.normalOf(unit(key(split, 1)));
          return Tuple.of(
              Np.where(again.expandDims(-1), key(split, 0), s._1),
              Np.where(again, x, s._2),
              Np.where(again, x.mul(c).add(1), s._3));
        },
        Tuple.of(keys, none, Np.where(on, -1.0, Np.onesLike(alpha))));
  }

  private Threefry stream(Array keys) {
    return Threefry.of(new Key(keys, layout));
  }

  /** (elements, n, 2). */
  private Array split(Array keys, int n) {
    return stream(keys).split(n);
  }

  private static Array key(Array split, int i) {
    return Lax.reshape(Lax.sliceAlong(split, i, i + 1, 1), split.shape().without(Ints.of(1)));
  }

  /** A uniform number of [0, 1) for each element. */
  private Array unit(Array keys) {
    DType dtype = alpha.dtype();
    return Lax.reshape(stream(keys).uniform(1, dtype), alpha.shape());
  }
}
