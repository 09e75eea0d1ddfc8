package org.juxta;

import io.vavr.Tuple2;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Activations and other functions of networks, as {@code jax.nn}, with its values and derivatives
 * at kinks and infinities. Activations work element by element and keep the element type, but for
 * integers, which most of them take as floats. What NumPy's users have too is elsewhere: {@link
 * Np#sigmoid}, {@link Np#tanh}, {@link Np#logsumexp(Array, int...)}; initialisers are in {@link
 * Initializers}.
 *
 * {@snippet class="org.juxta.tests.snippets.NnSnippets" region="activations"}
 */
public final class Nn {
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SQRT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
  private static final double SQRT_HALF = Math.sqrt(0.5);

  private Nn() {}

  private static Array floats(Array x) {
    return Promotion.to(x, Promotion.inexact(x.dtype()));
  }

  // ---- Activations ----

  /** x. */
  public static Array identity(Array x) {
    return x;
  }

  /** max(x, 0); the derivative at 0 is 0. */
  public static Array relu(Array x) {
    // The second branch is 0, or NaN where x is.
    return Np.where(x.gt(0), x, Lax.stopGradient(Np.maximum(x, Array.scalar(0))));
  }

  /** min(max(x, 0), 6); the derivative at 0 and 6 is 0. */
  public static Array relu6(Array x) {
    Array y = floats(x);
    return Np.where(y.gt(0).and(y.lt(6)), y, Lax.stopGradient(Np.clip(y, 0.0, 6.0)));
  }

  /** {@link #leakyRelu(Array, double)} of slope 0.01. */
  public static Array leakyRelu(Array x) {
    return leakyRelu(x, 0.01);
  }

  /** x from 0 on, {@code slope} x below. */
  public static Array leakyRelu(Array x, double slope) {
    return leakyRelu(x, Array.scalar(slope));
  }

  /** x from 0 on, {@code slope} x below; with a learnt slope the PReLU of He et al. (2015). */
  public static Array leakyRelu(Array x, Array slope) {
    Array y = floats(x);
    return Np.where(y.ge(0), y, y.mul(slope));
  }

  /** {@link #elu(Array, double)} of alpha 1. */
  public static Array elu(Array x) {
    return elu(x, 1);
  }

  /** x above 0, {@code alpha} (exp(x) - 1) below (Clevert et al. 2016). */
  public static Array elu(Array x, double alpha) {
    return elu(x, Array.scalar(alpha));
  }

  /** {@link #elu(Array, double)} of a computed {@code alpha}. */
  public static Array elu(Array x, Array alpha) {
    Array y = floats(x);
    Array positive = y.gt(0);
    return Np.where(positive, y, Np.expm1(Np.where(positive, Array.scalar(0.0), y)).mul(alpha));
  }

  /** {@link #celu(Array, double)} of alpha 1. */
  public static Array celu(Array x) {
    return celu(x, 1);
  }

  /** max(x, 0) + {@code alpha} (exp(min(x, 0) / alpha) - 1): smooth for each alpha. */
  public static Array celu(Array x, double alpha) {
    return celu(x, Array.scalar(alpha));
  }

  /** {@link #celu(Array, double)} of a computed {@code alpha}. */
  public static Array celu(Array x, Array alpha) {
    Array y = floats(x);
    return Np.maximum(y, 0.0).add(Np.expm1(Np.minimum(y, 0.0).div(alpha)).mul(alpha));
  }

  /** The self-normalising scaled ELU (Klambauer et al. 2017). */
  public static Array selu(Array x) {
    return elu(x, SELU_ALPHA).mul(SELU_SCALE);
  }

  /** {@link #gelu(Array, boolean)}, approximate, as in JAX. */
  public static Array gelu(Array x) {
    return gelu(x, true);
  }

  /**
   * x Φ(x), Φ the standard normal distribution function (Hendrycks and Gimpel 2016).
   *
   * @param approximate whether to take tanh for Φ, off by up to 0.0005
   */
  public static Array gelu(Array x, boolean approximate) {
    Array y = floats(x);
    if (!approximate) {
      return y.mul(0.5).mul(Np.erfc(y.mul(-SQRT_HALF)));
    }
    // (1 + tanh(z)) / 2 without the cancellation in the left tail.
    Array twice = y.add(Np.power(y, 3).mul(0.044715)).mul(2 * SQRT_TWO_OVER_PI);
    return y.mul(Np.sigmoid(twice));
  }

  /** {@link #glu(Array, int)} along the last axis. */
  public static Array glu(Array x) {
    return glu(x, -1);
  }

  /**
   * The first half along {@code axis} times the sigmoid of the second half.
   *
   * @throws ShapeException if the size along the axis is odd
   */
  public static Array glu(Array x, int axis) {
    int size = x.dim(x.shape().axis(axis));
    if (size % 2 != 0) {
      throw new ShapeException(
          "glu halves axis " + axis + " of " + x.type() + ", whose size must be even");
    }
    Array first = Lax.sliceAlong(x, 0, size / 2, axis);
    return floats(first).mul(Np.sigmoid(Lax.sliceAlong(x, size / 2, size, axis)));
  }

  /** x sigmoid(x), also called swish. */
  public static Array silu(Array x) {
    Array y = floats(x);
    return y.mul(Np.sigmoid(y));
  }

  /** x tanh(softplus(x)) (Misra 2019). */
  public static Array mish(Array x) {
    Array y = floats(x);
    return y.mul(Np.tanh(softplus(y)));
  }

  /** log(1 + exp(x)), without overflow. */
  public static Array softplus(Array x) {
    Array y = floats(x);
    Array above = y.gt(0);
    Array exponent = Np.where(above, Np.negative(y), y);
    return Np.where(above, y, Array.scalar(0)).add(Np.log1p(Np.exp(exponent)));
  }

  /** log(sigmoid(x)), without overflow or cancellation in either tail. */
  public static Array logSigmoid(Array x) {
    return Np.negative(softplus(Np.negative(x)));
  }

  /** {@link #squareplus(Array, double)} of b 4. */
  public static Array squareplus(Array x) {
    return squareplus(x, 4);
  }

  /** (x + √(x² + b)) / 2, a softplus without exponentials (Barron 2021). */
  public static Array squareplus(Array x, double b) {
    return squareplus(x, Array.scalar(b));
  }

  /** {@link #squareplus(Array, double)} of a computed {@code b}. */
  public static Array squareplus(Array x, Array b) {
    Array y = floats(x);
    return y.add(Np.sqrt(Np.square(y).add(b))).div(2);
  }

  /** 0 up to -1, x from 1 on, a parabola between. */
  public static Array sparsePlus(Array x) {
    Array y = floats(x);
    Array between = Np.square(y.add(1)).div(4);
    return Np.where(y.le(-1), 0.0, Np.where(y.ge(1), y, between));
  }

  /** The derivative of {@link #sparsePlus}: 0 up to -1, 1 from 1 on, a line between. */
  public static Array sparseSigmoid(Array x) {
    return Np.clip(floats(x).add(1), 0.0, 2.0).mul(0.5);
  }

  /** x / (1 + |x|). */
  public static Array softSign(Array x) {
    Array y = floats(x);
    return y.div(y.abs().add(1));
  }

  /** x held between -1 and 1; the derivative at both is 1. */
  public static Array hardTanh(Array x) {
    return Np.where(x.gt(1), 1, Np.where(x.lt(-1), -1, x));
  }

  /** relu6(x + 3) / 6. */
  public static Array hardSigmoid(Array x) {
    return relu6(floats(x).add(3)).div(6);
  }

  /** x hardSigmoid(x), also called hard swish. */
  public static Array hardSilu(Array x) {
    Array y = floats(x);
    return y.mul(hardSigmoid(y));
  }

  // ---- Sums of exponentials ----

  /** {@link #softmax(Array, int)} along the last axis. */
  public static Array softmax(Array x) {
    return softmax(x, -1);
  }

  /** exp(x) over its sum along {@code axis}. */
  public static Array softmax(Array x, int axis) {
    Array y = floats(x);
    if (y.size() == 0) {
      return y;
    }
    Over along = Over.axes(axis).keepDims();
    Array exp = Np.exp(y.sub(Lax.stopGradient(Np.max(y, along))));
    return exp.div(Np.sum(exp, along));
  }

  /** {@link #softmax(Array, int)} among the elements where {@code mask} is true; 0 elsewhere. */
  public static Array softmax(Array x, int axis, Array mask) {
    return Np.where(mask, softmax(among(x, mask), axis), 0.0);
  }

  /** {@link #logSoftmax(Array, int)} along the last axis. */
  public static Array logSoftmax(Array x) {
    return logSoftmax(x, -1);
  }

  /** log of {@link #softmax}. */
  public static Array logSoftmax(Array x, int axis) {
    Array y = floats(x);
    if (y.size() == 0) {
      return y;
    }
    Over along = Over.axes(axis).keepDims();
    Array shifted = y.sub(Lax.stopGradient(Np.max(y, along)));
    return shifted.sub(Np.log(Np.sum(Np.exp(shifted), along)));
  }

  /**
   * {@link #logSoftmax(Array, int)} among the elements where {@code mask} is true; -∞ elsewhere.
   */
  public static Array logSoftmax(Array x, int axis, Array mask) {
    return Np.where(mask, logSoftmax(among(x, mask), axis), Double.NEGATIVE_INFINITY);
  }

  private static Array among(Array x, Array mask) {
    requireMask(mask);
    return Np.where(mask, floats(x), Double.NEGATIVE_INFINITY);
  }

  private static void requireMask(Array mask) {
    if (!mask.dtype().isBool()) {
      throw new DTypeException("a mask must be BOOL, not " + mask.type());
    }
  }

  /**
   * As {@link Np#logsumexp(Array, Array, int...)} of sums of either sign: the log of the size of
   * the sum of {@code factors} exp(x) along the axes, and its sign, -1, 0 or 1.
   */
  public static Tuple2<Array, Array> logsumexpSign(Array x, Array factors, int... axes) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), factors.type()));
    Array exponents = Np.where(factors.ne(0), Promotion.to(x, dtype), Double.NEGATIVE_INFINITY);
    Array max = Np.max(exponents, Over.axes(axes).keepDims());
    Array shift = Lax.stopGradient(Np.where(Np.isfinite(max), max, 0.0));
    Array sum = Np.sum(Np.exp(exponents.sub(shift)).mul(Promotion.to(factors, dtype)), axes);
    Array log = Np.log(sum.abs()).add(Lax.reshape(shift, sum.shape()));
    return new Tuple2<>(log, sum.sign());
  }

  /** log of the mean of exp(x) along the axes, of all elements if none are given. */
  public static Array logmeanexp(Array x, int... axes) {
    return logmeanexp(x, Over.axes(axes));
  }

  /** {@link #logmeanexp(Array, int...)} with options: a mask. */
  public static Array logmeanexp(Array x, Over over) {
    Array count = Np.sum(Np.onesLike(floats(x)), over);
    return Np.logsumexp(x, over).sub(Np.log(count));
  }

  /** log(1 - exp(-x)) of positive x (Mächler 2012); -∞ at 0, NaN below. */
  public static Array log1mexp(Array x) {
    Array y = floats(x);
    return Np.where(y.lt(0), Double.NaN, Special.log1mexp(y));
  }

  // ---- Normalisation, encoding, attention ----

  /** {@link #standardize(Array, double, int...)} along the last axis, with epsilon 1e-5. */
  public static Array standardize(Array x) {
    return standardize(x, 1e-5, -1);
  }

  /** (x - mean) / √(variance + epsilon) with mean and variance along the axes. */
  public static Array standardize(Array x, double epsilon, int... axes) {
    Array y = floats(x);
    int[] all = axes.length == 0 ? Ints.range(0, x.rank()).toArray() : axes;
    Array mean = keep(y.mean(all), y, all);
    return standardize(y, mean, keep(Np.square(y.sub(mean)).mean(all), y, all), epsilon);
  }

  /** {@link #standardize(Array, double, int...)} by the elements where {@code mask} is true. */
  public static Array standardize(Array x, Array mask, double epsilon, int... axes) {
    requireMask(mask);
    Array y = floats(x);
    int[] all = axes.length == 0 ? Ints.range(0, x.rank()).toArray() : axes;
    Array used = Np.broadcastTo(mask, x.shape());
    Array count = keep(Np.sum(used.astype(y.dtype()), all), y, all);
    Array mean = keep(Np.sum(Np.where(used, y, 0.0), all), y, all).div(count);
    Array squares = Np.where(used, Np.square(y.sub(mean)), 0.0);
    return standardize(y, mean, keep(Np.sum(squares, all), y, all).div(count), epsilon);
  }

  /** (x - mean) / √(variance + epsilon) with given mean and variance. */
  public static Array standardize(Array x, Array mean, Array variance, double epsilon) {
    return floats(x).sub(mean).mul(Np.rsqrt(floats(variance).add(epsilon)));
  }

  private static Array keep(Array reduced, Array x, int... axes) {
    Ints gone = x.shape().axes(Ints.of(axes));
    return Lax.reshape(
        reduced, new Shape(Ints.build(x.rank(), i -> gone.contains(i) ? 1 : x.dim(i))));
  }

  /** {@link #oneHot(Array, int, DType)} of F32. */
  public static Array oneHot(Array x, int classes) {
    return oneHot(x, classes, DType.F32);
  }

  /**
   * 1 where the class along a new last axis is {@code x}, else 0; all 0 for a class that there is
   * not.
   */
  public static Array oneHot(Array x, int classes, DType dtype) {
    return oneHot(x, classes, -1, dtype);
  }

  /** {@link #oneHot(Array, int, DType)} with the classes along a new axis at {@code axis}. */
  public static Array oneHot(Array x, int classes, int axis, DType dtype) {
    Shape shape = x.shape().insert(x.rank(), classes);
    int at = shape.axis(axis);
    Shape result = x.shape().insert(at, classes);
    return Np.expandDims(x, at).eq(Lax.iota(x.dtype(), result, at)).astype(dtype);
  }

  /** {@link #dotProductAttention(Array, Array, Array, AttentionOptions)} without options. */
  public static Array dotProductAttention(Array query, Array key, Array value) {
    return dotProductAttention(query, key, value, AttentionOptions.NONE);
  }

  /**
   * Softmax(query · key / √features) · value for each head (Vaswani et al. 2017). As {@code
   * jax.nn.dot_product_attention}, but the softmax of F64 is computed in F64.
   *
   * @param query of shape ([batch,] T, heads, features)
   * @param key of shape ([batch,] S, key heads, features); the number of heads is a multiple of
   *     that of key heads, and neighbouring heads share one (grouped queries)
   * @param value of the shape of {@code key}
   * @return of the shape of {@code query}
   * @throws ShapeException if the shapes do not fit
   */
  public static Array dotProductAttention(
      Array query, Array key, Array value, AttentionOptions options) {
    return Attention.of(query, key, value, options).values();
  }

  /**
   * {@link #dotProductAttention(Array, Array, Array, AttentionOptions)}, and the log of the sum of
   * exponentials of each query's logits, ([batch,] T, heads), a constant to derivatives.
   */
  public static Tuple2<Array, Array> dotProductAttentionResidual(
      Array query, Array key, Array value, AttentionOptions options) {
    Attention attention = Attention.of(query, key, value, options);
    return new Tuple2<>(attention.values(), attention.residual());
  }
}
