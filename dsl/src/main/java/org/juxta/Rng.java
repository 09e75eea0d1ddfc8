package org.juxta;

import org.jspecify.annotations.Nullable;
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
    return between(unit(what, key, shape, dtype), low, high, dtype);
  }

  private static Array between(Array u, double low, double high, DType dtype) {
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

  /**
   * Standard normal: √2 erfInv(u), u uniform on (-1, 1). Of a complex type, of variance 1: its
   * parts have variance 1/2. As {@code jax.random.normal}.
   */
  public static Array normal(Key key, Shape shape, DType dtype) {
    if (dtype.isComplex()) {
      Key[] keys = key.split();
      Array real = normal(keys[0], shape, dtype.real());
      return Lax.complex(real, normal(keys[1], shape, dtype.real())).div(SQRT2);
    }
    requireFloat("Rng.normal", dtype);
    return normalOf(unit("Rng.normal", key, shape, dtype));
  }

  /** Standard normal numbers from uniform ones of [0, 1). */
  static Array normalOf(Array unit) {
    DType dtype = unit.dtype();
    return Np.erfInv(between(unit, aboveMinusOne(dtype), 1, dtype)).mul(SQRT2);
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

  /**
   * {@link #gumbel(Key, Shape, DType)}, which has no numbers beyond some 16 (F32) in its right tail
   * in {@link DrawMode#LOW}.
   */
  public static Array gumbel(Key key, Shape shape, DType dtype, DrawMode mode) {
    return FineDraws.gumbel(key, shape, dtype, mode);
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

  /**
   * {@link #bernoulli(Key, Array, Shape)}, for which chances are multiples of 2^-23 (F32) in {@link
   * DrawMode#LOW}.
   */
  public static Array bernoulli(Key key, Array p, Shape shape, DrawMode mode) {
    if (mode == DrawMode.LOW) {
      return bernoulli(key, p, shape);
    }
    requireShape("Rng.bernoulli", shape, p);
    return FineDraws.bernoulli(key, p, shape);
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
    return categorical(key, logits, axis, shape, DrawMode.LOW);
  }

  /** {@link #categorical(Key, Array, int, Shape)} with finer or coarser noise. */
  public static Array categorical(Key key, Array logits, int axis, Shape shape, DrawMode mode) {
    requireFloat("Rng.categorical: logits", logits.dtype());
    int at = logits.shape().axis(axis);
    Shape batch = logits.shape().without(Ints.of(at));
    requireShape("Rng.categorical", shape, batch);
    int front = shape.rank() - batch.rank();
    Shape noise = shape.insert(front + at, logits.dim(at));
    return Lax.argReduce(
        ArgKind.MAX, gumbel(key, noise, logits.dtype(), mode).add(logits), front + at, DType.I32);
  }

  /**
   * {@link #categorical(Key, Array, int, Shape)} without replacement: the classes of a batch differ
   * along the axes of {@code shape} before the batch.
   *
   * @throws ShapeException if there are fewer classes than draws
   */
  public static Array categoricalWithoutReplacement(
      Key key, Array logits, int axis, Shape shape, DrawMode mode) {
    requireFloat("Rng.categorical: logits", logits.dtype());
    return Shuffling.categorical(key, logits, logits.shape().axis(axis), shape, mode);
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

  // ---- Gamma and what is built on it ----

  /**
   * Gamma of shape {@code alpha} and scale 1. As {@code jax.random.gamma}: by rejection, each
   * element with a key of its own.
   *
   * @throws ShapeException if {@code alpha} can't be broadcast to {@code shape}
   */
  public static Array gamma(Key key, Array alpha, Shape shape, DType dtype) {
    return GammaDraws.draw(key, parameter("Rng.gamma", alpha, shape, dtype), false);
  }

  /**
   * The logarithm of {@link #gamma}, which does not underflow where {@code alpha} is small. As
   * {@code jax.random.loggamma}.
   */
  public static Array loggamma(Key key, Array alpha, Shape shape, DType dtype) {
    return GammaDraws.draw(key, parameter("Rng.loggamma", alpha, shape, dtype), true);
  }

  /** Beta of {@code a} and {@code b}. As {@code jax.random.beta}. */
  public static Array beta(Key key, Array a, Array b, Shape shape, DType dtype) {
    requireShape("Rng.beta", shape, a, b);
    Key[] keys = key.split();
    Array first = loggamma(keys[0], a, shape, dtype);
    Array second = loggamma(keys[1], b, shape, dtype);
    Array greater = Np.maximum(first, second);
    Array scaled = first.sub(greater).exp();
    return scaled.div(scaled.add(second.sub(greater).exp()));
  }

  /**
   * Dirichlet of {@code alpha} along its last axis. As {@code jax.random.dirichlet}.
   *
   * @param shape of the batch of vectors, without their axis
   */
  public static Array dirichlet(Key key, Array alpha, Shape shape, DType dtype) {
    if (alpha.rank() == 0) {
      throw new ShapeException("Rng.dirichlet: alpha must have an axis of classes");
    }
    Shape full = shape.insert(shape.rank(), alpha.dim(-1));
    return Nn.softmax(loggamma(key, alpha, full, dtype), -1);
  }

  /** Student's t of {@code df} degrees of freedom. As {@code jax.random.t}. */
  public static Array t(Key key, Array df, Shape shape, DType dtype) {
    Key[] keys = key.split();
    Array half = parameter("Rng.t", df, shape, dtype).div(2);
    Array scale = half.div(gamma(keys[1], half, shape, dtype)).sqrt();
    return normal(keys[0], shape, dtype).mul(scale);
  }

  /** χ² of {@code df} degrees of freedom. As {@code jax.random.chisquare}. */
  public static Array chisquare(Key key, Array df, Shape shape, DType dtype) {
    Array half = parameter("Rng.chisquare", df, shape, dtype).div(2);
    return loggamma(key, half, shape, dtype).exp().mul(2);
  }

  /** F of the degrees of freedom {@code above} and {@code below}. As {@code jax.random.f}. */
  public static Array f(Key key, Array above, Array below, Shape shape, DType dtype) {
    Key[] keys = key.split();
    Array m = parameter("Rng.f", above, shape, dtype);
    Array n = parameter("Rng.f", below, shape, dtype);
    Array numerator = chisquare(keys[1], m, shape, dtype).div(m);
    return numerator.div(chisquare(keys[0], n, shape, dtype).div(n));
  }

  /**
   * Of density proportional to exp(-|x|^p). As {@code jax.random.generalized_normal}.
   *
   * @param p positive; infinite for the ends of [-1, 1]
   */
  public static Array generalizedNormal(Key key, double p, Shape shape, DType dtype) {
    requireFloat("Rng.generalizedNormal", dtype);
    Key[] keys = key.split();
    Array power = Np.divide(1, constant(dtype, p));
    Array sizes = Np.power(gamma(keys[0], power, shape, dtype), power);
    return rademacher(keys[1], shape, dtype).mul(sizes);
  }

  /**
   * Uniform in the unit ball of the {@code p}-norm in {@code dimensions} dimensions, the last axis
   * (Barthe et al. 2005). As {@code jax.random.ball}.
   *
   * @param shape of the batch of points, without their axis
   */
  public static Array ball(Key key, int dimensions, double p, Shape shape, DType dtype) {
    Key[] keys = key.split();
    Shape full = shape.insert(shape.rank(), dimensions);
    Array x = generalizedNormal(keys[0], p, full, dtype);
    Array power = constant(dtype, p);
    Array sum = Np.power(x.abs(), power).sum(-1).add(exponential(keys[1], shape, dtype));
    return x.div(Np.power(sum, Np.divide(1, power)).expandDims(-1));
  }

  /** Triangular from {@code left} by {@code mode} to {@code right}, F32 or F64. */
  public static Array triangular(
      Key key, Array left, Array mode, Array right, Shape shape, DType dtype) {
    Array from = parameter("Rng.triangular", left, shape, dtype);
    Array top = parameter("Rng.triangular", mode, shape, dtype);
    Array to = parameter("Rng.triangular", right, shape, dtype);
    Array width = to.sub(from);
    Array u = unit("Rng.triangular", key, shape, dtype);
    Array rising = from.add(u.mul(width).mul(top.sub(from)).sqrt());
    Array falling = to.sub(Np.subtract(1, u).mul(width).mul(to.sub(top)).sqrt());
    return Np.where(u.lt(top.sub(from).div(width)), rising, falling);
  }

  // ---- Vectors ----

  /** How the covariance is factored for {@link #multivariateNormal}. */
  public enum Factor {
    /** By its Cholesky factor: the fastest, for positive definite matrices. */
    CHOLESKY,
    /** By its eigenvectors: for positive semidefinite matrices too. */
    EIGH,
    /** By its singular vectors: for positive semidefinite matrices too. */
    SVD
  }

  /**
   * {@link #multivariateNormal(Key, Array, Array, Shape, DType, Factor)} by the Cholesky factor.
   */
  public static Array multivariateNormal(
      Key key, Array mean, Array covariance, Shape shape, DType dtype) {
    return multivariateNormal(key, mean, covariance, shape, dtype, Factor.CHOLESKY);
  }

  /**
   * Normal vectors along the last axis. As {@code jax.random.multivariate_normal}.
   *
   * @param mean of shape (…, n)
   * @param covariance of shape (…, n, n)
   * @param shape of the batch of vectors, without their axis
   * @throws ShapeException if the shapes do not fit
   */
  public static Array multivariateNormal(
      Key key, Array mean, Array covariance, Shape shape, DType dtype, Factor method) {
    return VectorDraws.multivariateNormal(key, mean, covariance, shape, dtype, method);
  }

  /**
   * Orthogonal matrices, uniform on their group. As {@code jax.random.orthogonal}.
   *
   * @param shape of the batch of matrices
   */
  public static Array orthogonal(Key key, int n, Shape shape, DType dtype) {
    return orthogonal(key, n, n, shape, dtype);
  }

  /**
   * {@code n} by {@code m} matrices whose rows or columns, whichever are fewer, are orthonormal.
   */
  public static Array orthogonal(Key key, int n, int m, Shape shape, DType dtype) {
    requireFloat("Rng.orthogonal", dtype);
    return VectorDraws.orthogonal(key, n, m, shape, dtype);
  }

  // ---- Permutations and choices ----

  /** The numbers from 0 to before {@code n} in random order, I32. */
  public static Array permutation(Key key, int n) {
    return Shuffling.permutation(key, n);
  }

  /** The slices of {@code x} along its first axis in random order. */
  public static Array permutation(Key key, Array x) {
    return permutation(key, x, 0, false);
  }

  /**
   * The slices of {@code x} along {@code axis} in random order, or if {@code independent} each line
   * along it in an order of its own. As {@code jax.random.permutation}.
   */
  public static Array permutation(Key key, Array x, int axis, boolean independent) {
    return Shuffling.permutation(key, x, axis, independent);
  }

  /** Numbers (I32) from 0 to before {@code n}, with or without replacement. */
  public static Array choice(Key key, int n, Shape shape, boolean replace) {
    return choice(key, n, shape, replace, null, DType.I32);
  }

  /**
   * Numbers from 0 to before {@code n}, with or without replacement. As {@code jax.random.choice};
   * I64 takes the bits that JAX takes with 64-bit types enabled.
   *
   * @param p the chance of each, not necessarily of sum 1; null if all are equal
   * @throws ShapeException if there are fewer numbers than draws without replacement, or {@code p}
   *     does not have shape (n,)
   */
  public static Array choice(
      Key key, int n, Shape shape, boolean replace, @Nullable Array p, DType index) {
    Shuffling.requireIndex("Rng.choice", index);
    return Shuffling.choice(key, n, shape, replace, p, index);
  }

  /** Slices of {@code x} along its first axis, with or without replacement. */
  public static Array choice(Key key, Array x, Shape shape, boolean replace) {
    return choice(key, x, shape, replace, null, 0);
  }

  /**
   * Slices of {@code x} along {@code axis}, with or without replacement. As {@code
   * jax.random.choice}; from 64-bit elements it draws I64 positions, as JAX does with 64-bit types
   * enabled.
   *
   * @param shape takes the place of the axis in the shape of the result
   * @param p the chance of each slice, not necessarily of sum 1; null if all are equal
   * @throws ShapeException if there are fewer slices than draws without replacement, or {@code p}
   *     is not a vector as long as the axis
   */
  public static Array choice(
      Key key, Array x, Shape shape, boolean replace, @Nullable Array p, int axis) {
    return Shuffling.choice(key, x, shape, replace, p, axis);
  }

  // ---- Counts ----

  /**
   * Poisson of mean {@code rate}, I32 or I64; -1 where that is negative or NaN. As {@code
   * jax.random.poisson}, which decides by F32 numbers.
   *
   * @throws ShapeException if {@code rate} can't be broadcast to {@code shape}
   */
  public static Array poisson(Key key, Array rate, Shape shape, DType dtype) {
    requireShape("Rng.poisson", shape, rate);
    requireInteger("Rng.poisson", dtype);
    Array means = Np.broadcastTo(Lax.convert(rate, DType.F32), shape);
    return CountDraws.poisson(key, Lax.stopGradient(means), dtype);
  }

  /**
   * The number of successes of chance {@code p} in {@code n} trials, as a float type; NaN where
   * there is no such distribution. As {@code jax.random.binomial}: the element type of {@code p}
   * decides how many bits are drawn.
   *
   * @throws ShapeException if {@code n} or {@code p} can't be broadcast to {@code shape}
   */
  public static Array binomial(Key key, Array n, Array p, Shape shape, DType dtype) {
    requireFloat("Rng.binomial", dtype);
    requireShape("Rng.binomial", shape, n, p);
    DType real = Promotion.inexact(p.dtype());
    Array count = Np.broadcastTo(Lax.convert(n, real), shape);
    Array chance = Np.broadcastTo(Lax.convert(p, real), shape);
    return CountDraws.binomial(key, Lax.stopGradient(count), Lax.stopGradient(chance), dtype);
  }

  /**
   * How {@code n} trials fall into classes of chances {@code p} along the last axis. As {@code
   * jax.random.multinomial}: class by class, each binomial among the trials left.
   *
   * @param shape of the result, with the axis of classes
   * @throws ShapeException if {@code n} can't be broadcast to {@code shape} without its last axis,
   *     or {@code p} to {@code shape}
   */
  public static Array multinomial(Key key, Array n, Array p, Shape shape, DType dtype) {
    requireShape("Rng.multinomial", shape, p);
    if (shape.rank() == 0) {
      throw new ShapeException("Rng.multinomial: the result must have an axis of classes");
    }
    Shape batch = shape.without(Ints.of(shape.rank() - 1));
    requireShape("Rng.multinomial", batch, n);
    DType real = Promotion.inexact(Promotion.common(n.type(), p.type()));
    return CountDraws.multinomial(
            key,
            Np.broadcastTo(Lax.convert(n, real), batch),
            Np.moveaxis(Np.broadcastTo(Lax.convert(p, real), shape), -1, 0))
        .astype(dtype);
  }

  // ---- Arguments ----

  /** A parameter as {@code dtype} and of the shape of the result. */
  private static Array parameter(String what, Array value, Shape shape, DType dtype) {
    requireFloat(what, dtype);
    requireShape(what, shape, value);
    return Np.broadcastTo(Lax.convert(value, dtype), shape);
  }

  private static void requireInteger(String what, DType dtype) {
    if (!dtype.isInteger()) {
      throw new DTypeException(what + ": an integer type is needed, not " + dtype);
    }
  }

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

  static void requireShape(String what, Shape shape, Shape parameter) {
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
