package org.juxta;

import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Reduction.ArgKind;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Random numbers from a {@link Key}: the samplers of {@code jax.random}, with its draws. Each is a
 * pure function: the same key, shape and parameters give the same numbers. What is decided by
 * random bits alone agrees with JAX in each bit, what goes through exp, log or erfInv to the last
 * digits.
 *
 * <p>Shapes are those of the result; parameters must be broadcastable to them. Draws are F32 or
 * F64; 64-bit ones take twice the bits and so are other numbers. All are differentiable in their
 * parameters where JAX's are.
 *
 * {@snippet class="org.juxta.tests.snippets.RandomSnippets" region="rng"}
 */
public final class Rng {
  private static final double SQRT2 = Math.sqrt(2);

  private Rng() {}

  // ---- Bits and uniform numbers ----

  /** Random bits, U32. */
  public static Array bits(Key key, int... dims) {
    return bits(key, Integer.SIZE, Shape.of(dims));
  }

  /**
   * {@code width} random bits in each element of an unsigned integer type: U8, U16, U32 or U64. As
   * {@code jax.random.bits}.
   *
   * @throws DTypeException for another width
   */
  public static Array bits(Key key, int width, Shape shape) {
    if (width != 8 && width != 16 && width != 32 && width != 64) {
      throw new DTypeException("Rng.bits makes 8, 16, 32 or 64 bits, not " + width);
    }
    DType dtype =
        switch (width) {
          case 8 -> DType.U8;
          case 16 -> DType.U16;
          case 32 -> DType.U32;
          default -> DType.U64;
        };
    Array bits = key.stream("Rng.bits").bits(width, shape.size());
    return Lax.reshape(Lax.convert(bits, dtype), shape);
  }

  /** Uniform on [0, 1), F32. */
  public static Array uniform(Key key, int... dims) {
    return uniform(key, Shape.of(dims), DType.F32);
  }

  /** Uniform on [0, 1). */
  public static Array uniform(Key key, Shape shape, DType dtype) {
    return unit("Rng.uniform", key, shape, dtype);
  }

  /** Uniform on [low, high), up to rounding. */
  public static Array uniform(Key key, Shape shape, double low, double high, DType dtype) {
    return uniform("Rng.uniform", key, shape, low, high, dtype);
  }

  /**
   * Uniform on [low, high), up to rounding. As {@code jax.random.uniform}.
   *
   * @throws ShapeException if the bounds can't be broadcast to {@code shape}
   */
  public static Array uniform(Key key, Shape shape, Array low, Array high, DType dtype) {
    requireShape("Rng.uniform", shape, low, high);
    Array u = unit("Rng.uniform", key, shape, dtype);
    Array from = Lax.convert(low, dtype);
    return Np.maximum(from, u.mul(Lax.convert(high, dtype).sub(from)).add(from));
  }

  private static Array uniform(
      String what, Key key, Shape shape, double low, double high, DType dtype) {
    Array u = unit(what, key, shape, dtype);
    double from = rounded(low, dtype);
    double span = rounded(rounded(high, dtype) - from, dtype);
    return Np.maximum((span == 1 ? u : u.mul(span)).add(from), from);
  }

  private static double rounded(double value, DType dtype) {
    return Literal.of(ArrayType.of(dtype), value).asDouble();
  }

  private static Array unit(String what, Key key, Shape shape, DType dtype) {
    requireFloat(what, dtype);
    return Lax.reshape(key.stream(what).uniform(shape.size(), dtype), shape);
  }

  /** {@link #randint(Key, Shape, long, long, DType)} of I32. */
  public static Array randint(Key key, long low, long high, int... dims) {
    return randint(key, Shape.of(dims), low, high, DType.I32);
  }

  /**
   * Integers, of any integer type, from {@code low} to before {@code high}; {@code low} where that
   * is none. As {@code jax.random.randint}: the remainder of a number of twice the bits, whose bias
   * is below 2^-32 (I32).
   */
  public static Array randint(Key key, Shape shape, long low, long high, DType dtype) {
    return RandomIntegers.draw(key, shape, low, high, dtype);
  }

  /** {@link #randint(Key, Shape, long, long, DType)} with computed bounds. */
  public static Array randint(Key key, Shape shape, Array low, Array high, DType dtype) {
    requireShape("Rng.randint", shape, low, high);
    return RandomIntegers.draw(key, shape, low, high, dtype);
  }

  // ---- Standard distributions ----

  /** Standard normal, F32. */
  public static Array normal(Key key, int... dims) {
    return normal(key, Shape.of(dims), DType.F32);
  }

  /** Standard normal: √2 erfInv(u), u uniform on (-1, 1). As {@code jax.random.normal}. */
  public static Array normal(Key key, Shape shape, DType dtype) {
    requireFloat("Rng.normal", dtype);
    Array u = uniform("Rng.normal", key, shape, aboveMinusOne(dtype), 1, dtype);
    return Np.erfInv(u).mul(SQRT2);
  }

  /** The number after -1: bounds that leave -1 out. */
  private static double aboveMinusOne(DType dtype) {
    return dtype.finfo().eps() / 2 - 1;
  }

  private static double smallestNormal(DType dtype) {
    return dtype.finfo().tiny();
  }

  private static double ulpOfOne(DType dtype) {
    return dtype.finfo().eps();
  }

  /** Exponential of rate 1, F32. */
  public static Array exponential(Key key, int... dims) {
    return exponential(key, Shape.of(dims), DType.F32);
  }

  /** Exponential of rate 1: -log(1 - u). As {@code jax.random.exponential}. */
  public static Array exponential(Key key, Shape shape, DType dtype) {
    return unit("Rng.exponential", key, shape, dtype).neg().log1p().neg();
  }

  /** Standard Gumbel, F32. */
  public static Array gumbel(Key key, int... dims) {
    return gumbel(key, Shape.of(dims), DType.F32);
  }

  /** Standard Gumbel: -log(-log(u)). As {@code jax.random.gumbel} in its default mode. */
  public static Array gumbel(Key key, Shape shape, DType dtype) {
    requireFloat("Rng.gumbel", dtype);
    Array u = uniform("Rng.gumbel", key, shape, smallestNormal(dtype), 1, dtype);
    return u.log().neg().log().neg();
  }

  /** Standard Laplace, F32. */
  public static Array laplace(Key key, int... dims) {
    return laplace(key, Shape.of(dims), DType.F32);
  }

  /**
   * Standard Laplace: sign(u) log(1 - |u|), u uniform on (-1, 1). As {@code jax.random.laplace}.
   */
  public static Array laplace(Key key, Shape shape, DType dtype) {
    requireFloat("Rng.laplace", dtype);
    Array u = uniform("Rng.laplace", key, shape, aboveMinusOne(dtype), 1, dtype);
    return u.sign().mul(u.abs().neg().log1p());
  }

  /** Standard logistic, F32. */
  public static Array logistic(Key key, int... dims) {
    return logistic(key, Shape.of(dims), DType.F32);
  }

  /** Standard logistic: log(u) - log(1 - u). As {@code jax.random.logistic}. */
  public static Array logistic(Key key, Shape shape, DType dtype) {
    requireFloat("Rng.logistic", dtype);
    Array u = uniform("Rng.logistic", key, shape, smallestNormal(dtype), 1, dtype);
    return u.log().sub(u.neg().log1p());
  }

  /** Standard Cauchy, F32. */
  public static Array cauchy(Key key, int... dims) {
    return cauchy(key, Shape.of(dims), DType.F32);
  }

  /** Standard Cauchy: tan(π (u - 1/2)). As {@code jax.random.cauchy}. */
  public static Array cauchy(Key key, Shape shape, DType dtype) {
    requireFloat("Rng.cauchy", dtype);
    Array u = uniform("Rng.cauchy", key, shape, ulpOfOne(dtype), 1, dtype);
    return u.sub(0.5).mul(Math.PI).tan();
  }

  /** Maxwell, the length of three standard normals. As {@code jax.random.maxwell}. */
  public static Array maxwell(Key key, Shape shape, DType dtype) {
    return normal(key, shape.insert(shape.rank(), 3), dtype).square().sum(-1).sqrt();
  }

  /** -1 or 1 with equal chances, F32. */
  public static Array rademacher(Key key, int... dims) {
    return rademacher(key, Shape.of(dims), DType.F32);
  }

  /**
   * -1 or 1 with equal chances, of any number type; 64-bit types take 64 random bits for each, as
   * {@code jax.random.rademacher} does with 64-bit types enabled.
   */
  public static Array rademacher(Key key, Shape shape, DType dtype) {
    if (dtype.isBool() || dtype.isUnsigned()) {
      throw new DTypeException("Rng.rademacher draws -1 and 1, which " + dtype + " does not have");
    }
    DType chance = dtype.bytes() == Long.BYTES ? DType.F64 : DType.F32;
    Array up = unit("Rng.rademacher", key, shape, chance).lt(0.5);
    return Np.where(up, constant(dtype, 1), constant(dtype, -1));
  }

  // ---- Distributions with parameters ----

  /** True with chance {@code p}; decided by F32 numbers. */
  public static Array bernoulli(Key key, double p, int... dims) {
    return bernoulli(key, constant(DType.F32, p), Shape.of(dims));
  }

  /**
   * True (BOOL) with chance {@code p}, F32 or F64, whose element type decides how many bits are
   * drawn. As {@code jax.random.bernoulli}.
   *
   * @throws DTypeException if {@code p} is not of a float type
   * @throws ShapeException if {@code p} can't be broadcast to {@code shape}
   */
  public static Array bernoulli(Key key, Array p, Shape shape) {
    requireShape("Rng.bernoulli", shape, p);
    return unit("Rng.bernoulli", key, shape, p.dtype()).lt(p);
  }

  /** One class (I32) for each row of {@code logits} along the last axis. */
  public static Array categorical(Key key, Array logits) {
    return categorical(key, logits, -1, logits.shape().without(Ints.of(logits.shape().axis(-1))));
  }

  /**
   * Classes (I32) drawn with chances softmax(logits) along {@code axis}, by the greatest of logits
   * plus Gumbel noise. As {@code jax.random.categorical}.
   *
   * @param shape of the result: any axes, then those of {@code logits} without {@code axis}
   * @throws ShapeException if {@code shape} does not end so
   */
  public static Array categorical(Key key, Array logits, int axis, Shape shape) {
    requireFloat("Rng.categorical: logits", logits.dtype());
    int at = logits.shape().axis(axis);
    Shape batch = logits.shape().without(Ints.of(at));
    requireShape("Rng.categorical", shape, batch);
    int front = shape.rank() - batch.rank();
    Shape noise = shape.insert(front + at, logits.dim(at));
    return Lax.argReduce(
        ArgKind.MAX, gumbel(key, noise, logits.dtype()).add(logits), front + at, DType.I32);
  }

  /** Standard normal kept between the bounds, F32. */
  public static Array truncatedNormal(Key key, double low, double high, int... dims) {
    Array from = constant(DType.F32, low);
    return truncatedNormal(key, from, constant(DType.F32, high), Shape.of(dims), DType.F32);
  }

  /**
   * Standard normal kept strictly between the bounds, by inversion: √2 erfInv of a uniform number
   * between erf(low / √2) and erf(high / √2). As {@code jax.random.truncated_normal}; in the far
   * tails its numbers are coarse.
   *
   * @throws ShapeException if the bounds can't be broadcast to {@code shape}
   */
  public static Array truncatedNormal(Key key, Array low, Array high, Shape shape, DType dtype) {
    requireFloat("Rng.truncatedNormal", dtype);
    requireShape("Rng.truncatedNormal", shape, low, high);
    Array from = Lax.convert(low, dtype);
    Array to = Lax.convert(high, dtype);
    Array u = uniform(key, shape, Np.erf(from.div(SQRT2)), Np.erf(to.div(SQRT2)), dtype);
    Array draws = Np.erfInv(u).mul(SQRT2);
    return Np.clip(draws, FloatNeighbours.up(from), FloatNeighbours.down(to));
  }

  /**
   * Maxwell times {@code scale} with a random sign, plus {@code loc}. As {@code
   * jax.random.double_sided_maxwell}.
   */
  public static Array doubleSidedMaxwell(
      Key key, Array loc, Array scale, Shape shape, DType dtype) {
    requireShape("Rng.doubleSidedMaxwell", shape, loc, scale);
    Key[] keys = key.split();
    Array signed = rademacher(keys[1], shape, dtype).mul(maxwell(keys[0], shape, dtype));
    return signed.mul(Lax.convert(scale, dtype)).add(Lax.convert(loc, dtype));
  }

  /** exp(sigma · normal). As {@code jax.random.lognormal}. */
  public static Array logNormal(Key key, Array sigma, Shape shape, DType dtype) {
    requireShape("Rng.logNormal", shape, sigma);
    return normal(key, shape, dtype).mul(Lax.convert(sigma, dtype)).exp();
  }

  /**
   * Rayleigh, the length of two normals of standard deviation {@code scale}. As {@code
   * jax.random.rayleigh}.
   */
  public static Array rayleigh(Key key, Array scale, Shape shape, DType dtype) {
    requireShape("Rng.rayleigh", shape, scale);
    Array u = unit("Rng.rayleigh", key, shape, dtype);
    return u.log().mul(-2).sqrt().mul(Lax.convert(scale, dtype));
  }

  /** Pareto of scale 1 and shape {@code alpha}. As {@code jax.random.pareto}. */
  public static Array pareto(Key key, Array alpha, Shape shape, DType dtype) {
    requireShape("Rng.pareto", shape, alpha);
    return exponential(key, shape, dtype).div(Lax.convert(alpha, dtype)).exp();
  }

  /**
   * Weibull of minima: scale · exponential^(1 / concentration). As {@code jax.random.weibull_min}.
   */
  public static Array weibullMin(
      Key key, Array scale, Array concentration, Shape shape, DType dtype) {
    requireShape("Rng.weibullMin", shape, scale, concentration);
    Array power = Np.divide(1, Lax.convert(concentration, dtype));
    return exponential(key, shape, dtype).pow(power).mul(Lax.convert(scale, dtype));
  }

  /** Wald, the inverse Gaussian of the given mean and shape 1. As {@code jax.random.wald}. */
  public static Array wald(Key key, Array mean, Shape shape, DType dtype) {
    requireShape("Rng.wald", shape, mean);
    Key[] keys = key.split();
    Array m = Lax.convert(mean, dtype);
    Array y = normal(keys[0], shape, dtype).square();
    Array z = unit("Rng.wald", keys[1], shape, dtype);
    Array m2 = m.square();
    Array root = m.mul(4).mul(y).add(m2.mul(y.square())).sqrt();
    Array x = m.add(m2.mul(y).div(2)).sub(m.div(2).mul(root));
    return Np.where(z.le(m.div(m.add(x))), x, m2.div(x));
  }

  /**
   * The number of trials of chance {@code p} up to the first success, 1, 2, …, as {@code dtype}. As
   * {@code jax.random.geometric}: the element type of {@code p} decides how many bits are drawn.
   */
  public static Array geometric(Key key, Array p, Shape shape, DType dtype) {
    requireShape("Rng.geometric", shape, p);
    Array u = unit("Rng.geometric", key, shape, p.dtype());
    Array positive = Np.where(u.eq(0), 1, u);
    return positive.log().div(p.neg().log1p()).floor().add(1).astype(dtype);
  }

  // ---- Arguments ----

  private static Array constant(DType dtype, double value) {
    return Array.of(Literal.of(ArrayType.of(dtype), value));
  }

  static void requireFloat(String what, DType dtype) {
    if (!dtype.isFloat()) {
      throw new DTypeException(what + ": a float type is needed, not " + dtype);
    }
  }

  private static void requireShape(String what, Shape shape, Array... parameters) {
    for (Array parameter : parameters) {
      requireShape(what, shape, parameter.shape());
    }
  }

  private static void requireShape(String what, Shape shape, Shape parameter) {
    int added = shape.rank() - parameter.rank();
    boolean fits = added >= 0;
    for (int i = 0; fits && i < parameter.rank(); i++) {
      fits = parameter.dim(i) == 1 || parameter.dim(i) == shape.dim(i + added);
    }
    if (!fits) {
      throw new ShapeException(
          what
              + ": parameters of shape "
              + parameter
              + " can't be broadcast to the shape of the result, "
              + shape);
    }
  }
}
