package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Densities and distribution functions, and statistics of samples, as {@code jax.scipy.stats}: a
 * nested class for each distribution. Parameters are broadcast; {@code loc} and {@code scale} shift
 * and stretch the standard distribution and may be left out together. Integers and 16-bit floats
 * are taken as F32. Densities are 0 (and their logarithms -∞) outside the support.
 *
 * {@snippet class="org.juxta.tests.snippets.NnSnippets" region="stats"}
 */
public final class Stats {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);
  private static final double NEGATIVE = Double.NEGATIVE_INFINITY;

  private Stats() {}

  /** As the float type, at least F32, that {@code value} and the others meet in. */
  private static Array as(Array value, Array... others) {
    List<Array> all = new ArrayList<>(List.of(others));
    all.add(value);
    DType dtype = Promotion.inexact(Promotion.common(all));
    return Promotion.to(value, dtype.bytes() < Float.BYTES ? DType.F32 : dtype);
  }

  private static Array floats(Array x) {
    return as(x);
  }

  /** (x - loc) / scale; NaN unless {@code scale} is positive. */
  private static Array standard(Array x, Array loc, Array scale) {
    Array y = as(x, loc, scale);
    Array width = as(scale, y);
    return Np.where(width.gt(0), y.sub(as(loc, y)).div(width), Double.NaN);
  }

  /** {@code x}, or a number instead where {@code unless} is true, so that no branch makes a NaN. */
  private static Array safe(Array x, Array unless, double instead) {
    return Np.where(unless, Array.scalar(instead), x);
  }

  /** {@code value}, NaN where {@code q} is no probability. */
  private static Array ofProbability(Array q, Array value) {
    return Np.where(q.ge(0).and(q.le(1)), value, Double.NaN);
  }

  /**
   * log(p), where 1 - p is known as {@code rest}: precise also where p is nearly 1, and constant
   * where p is 0. The derivatives are those of p alone: at the end of a support, where they are
   * infinite, one of the two unused would be NaN.
   */
  private static Array logOf(Array p, Array rest) {
    Array near = p.gt(0.5);
    Array none = p.eq(0);
    Array far = Np.where(none, NEGATIVE, safe(p, near.or(none), 1).log());
    Array value = Np.where(near, safe(rest, near.not(), 0).neg().log1p(), far);
    Array slope = safe(p, none, 1).log();
    return Lax.stopGradient(value).add(slope.sub(Lax.stopGradient(slope)));
  }

  /** {@code value}, below 0 {@code instead} for a shape that is positive. */
  private static Array below0(Array x, Array shape, double instead, Array value) {
    Array constant = Np.where(shape.gt(0), Array.scalar(instead), Array.scalar(Double.NaN));
    return Np.where(x.lt(0), constant, value);
  }

  // ---- Continuous distributions ----

  /** The normal distribution. */
  public static final class Norm {
    private Norm() {}

    /** The log of the density. */
    public static Array logpdf(Array x) {
      return floats(x).square().add(LOG_TWO_PI).div(-2);
    }

    /** {@link #logpdf(Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale)).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x) {
      return logpdf(x).exp();
    }

    /** {@link #pdf(Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array loc, Array scale) {
      return logpdf(x, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x) {
      return Special.ndtr(x);
    }

    /** {@link #cdf(Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array loc, Array scale) {
      return cdf(standard(x, loc, scale));
    }

    /** The log of {@link #cdf}, without underflow. */
    public static Array logcdf(Array x) {
      return Special.logNdtr(x);
    }

    /** {@link #logcdf(Array)}, shifted and scaled. */
    public static Array logcdf(Array x, Array loc, Array scale) {
      return logcdf(standard(x, loc, scale));
    }

    /** The probability of more than x. */
    public static Array sf(Array x) {
      return cdf(floats(x).neg());
    }

    /** {@link #sf(Array)}, shifted and scaled. */
    public static Array sf(Array x, Array loc, Array scale) {
      return sf(standard(x, loc, scale));
    }

    /** The log of {@link #sf}, without underflow. */
    public static Array logsf(Array x) {
      return logcdf(floats(x).neg());
    }

    /** {@link #logsf(Array)}, shifted and scaled. */
    public static Array logsf(Array x, Array loc, Array scale) {
      return logsf(standard(x, loc, scale));
    }

    /** The point with probability q of at most that. */
    public static Array ppf(Array q) {
      return Special.ndtri(q);
    }

    /** {@link #ppf(Array)}, shifted and scaled. */
    public static Array ppf(Array q, Array loc, Array scale) {
      return ppf(q).mul(scale).add(loc);
    }

    /** The point with probability q of more than that. */
    public static Array isf(Array q) {
      return Special.ndtri(q).neg();
    }

    /** {@link #isf(Array)}, shifted and scaled. */
    public static Array isf(Array q, Array loc, Array scale) {
      return isf(q).mul(scale).add(loc);
    }
  }

  /** The uniform distribution on [0, 1]. */
  public static final class Uniform {
    private Uniform() {}

    /** The log of the density. */
    public static Array logpdf(Array x) {
      Array y = floats(x);
      Array inside = Np.where(y.lt(0).or(y.gt(1)), NEGATIVE, Np.zerosLike(y));
      return Np.where(Np.isnan(y), y, inside);
    }

    /** {@link #logpdf(Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale)).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x) {
      return logpdf(x).exp();
    }

    /** {@link #pdf(Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array loc, Array scale) {
      return logpdf(x, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x) {
      Array y = floats(x);
      return Np.where(y.lt(0), 0.0, Np.where(y.gt(1), 1.0, y));
    }

    /** {@link #cdf(Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array loc, Array scale) {
      return cdf(standard(x, loc, scale));
    }

    /** The point with probability q of at most that. */
    public static Array ppf(Array q) {
      Array p = floats(q);
      return ofProbability(p, p);
    }

    /** {@link #ppf(Array)}, shifted and scaled. */
    public static Array ppf(Array q, Array loc, Array scale) {
      return ppf(q).mul(scale).add(loc);
    }
  }

  /** The exponential distribution of rate 1. */
  public static final class Expon {
    private Expon() {}

    /** The log of the density. */
    public static Array logpdf(Array x) {
      Array y = floats(x);
      return Np.where(y.lt(0), NEGATIVE, y.neg());
    }

    /** {@link #logpdf(Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale)).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x) {
      return logpdf(x).exp();
    }

    /** {@link #pdf(Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array loc, Array scale) {
      return logpdf(x, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x) {
      Array y = floats(x);
      return Np.where(y.lt(0), 0.0, safe(y, y.lt(0), 0).neg().expm1().neg());
    }

    /** {@link #cdf(Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array loc, Array scale) {
      return cdf(standard(x, loc, scale));
    }

    /** The log of {@link #cdf}, without underflow. */
    public static Array logcdf(Array x) {
      Array y = floats(x);
      Array none = y.le(0);
      return Np.where(none, NEGATIVE, Nn.log1mexp(safe(y, none, 1)));
    }

    /** {@link #logcdf(Array)}, shifted and scaled. */
    public static Array logcdf(Array x, Array loc, Array scale) {
      return logcdf(standard(x, loc, scale));
    }

    /** The probability of more than x. */
    public static Array sf(Array x) {
      return logsf(x).exp();
    }

    /** {@link #sf(Array)}, shifted and scaled. */
    public static Array sf(Array x, Array loc, Array scale) {
      return sf(standard(x, loc, scale));
    }

    /** The log of {@link #sf}, without underflow. */
    public static Array logsf(Array x) {
      Array y = floats(x);
      return Np.where(y.lt(0), 0.0, y.neg());
    }

    /** {@link #logsf(Array)}, shifted and scaled. */
    public static Array logsf(Array x, Array loc, Array scale) {
      return logsf(standard(x, loc, scale));
    }

    /** The point with probability q of at most that. */
    public static Array ppf(Array q) {
      Array p = floats(q);
      return ofProbability(p, p.neg().log1p().neg());
    }

    /** {@link #ppf(Array)}, shifted and scaled. */
    public static Array ppf(Array q, Array loc, Array scale) {
      return ppf(q).mul(scale).add(loc);
    }
  }

  /** The Laplace distribution. */
  public static final class Laplace {
    private Laplace() {}

    /** The log of the density. */
    public static Array logpdf(Array x) {
      return floats(x).abs().add(Math.log(2)).neg();
    }

    /** {@link #logpdf(Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale)).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x) {
      return logpdf(x).exp();
    }

    /** {@link #pdf(Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array loc, Array scale) {
      return logpdf(x, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x) {
      Array y = floats(x);
      Array left = y.le(0);
      Array tail = Np.where(left, y, y.neg()).exp().mul(0.5);
      return Np.where(left, tail, Np.subtract(1, tail));
    }

    /** {@link #cdf(Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array loc, Array scale) {
      return cdf(standard(x, loc, scale));
    }
  }

  /** The logistic distribution. */
  public static final class Logistic {
    private Logistic() {}

    /** The log of the density. */
    public static Array logpdf(Array x) {
      Array y = floats(x);
      return Nn.softplus(y).add(Nn.softplus(y.neg())).neg();
    }

    /** {@link #logpdf(Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale)).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x) {
      return logpdf(x).exp();
    }

    /** {@link #pdf(Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array loc, Array scale) {
      return logpdf(x, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x) {
      return Np.sigmoid(floats(x));
    }

    /** {@link #cdf(Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array loc, Array scale) {
      return cdf(standard(x, loc, scale));
    }

    /** The probability of more than x. */
    public static Array sf(Array x) {
      return Np.sigmoid(floats(x).neg());
    }

    /** {@link #sf(Array)}, shifted and scaled. */
    public static Array sf(Array x, Array loc, Array scale) {
      return sf(standard(x, loc, scale));
    }

    /** The point with probability q of at most that. */
    public static Array ppf(Array q) {
      return Special.logit(q);
    }

    /** {@link #ppf(Array)}, shifted and scaled. */
    public static Array ppf(Array q, Array loc, Array scale) {
      return ppf(q).mul(scale).add(loc);
    }

    /** The point with probability q of more than that. */
    public static Array isf(Array q) {
      return Special.logit(q).neg();
    }

    /** {@link #isf(Array)}, shifted and scaled. */
    public static Array isf(Array q, Array loc, Array scale) {
      return isf(q).mul(scale).add(loc);
    }
  }

  /** The Cauchy distribution. */
  public static final class Cauchy {
    private Cauchy() {}

    /** The log of the density. */
    public static Array logpdf(Array x) {
      return floats(x).square().log1p().add(Math.log(Math.PI)).neg();
    }

    /** {@link #logpdf(Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale)).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x) {
      return logpdf(x).exp();
    }

    /** {@link #pdf(Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array loc, Array scale) {
      return logpdf(x, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x) {
      // Exact in the left tail too, where 1/2 + arctan(x) / π cancels.
      Array y = floats(x);
      return Np.arctan2(Np.onesLike(y), y.neg()).div(Math.PI);
    }

    /** {@link #cdf(Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array loc, Array scale) {
      return cdf(standard(x, loc, scale));
    }

    /** The log of {@link #cdf}, without underflow. */
    public static Array logcdf(Array x) {
      return logOf(cdf(x), sf(x));
    }

    /** {@link #logcdf(Array)}, shifted and scaled. */
    public static Array logcdf(Array x, Array loc, Array scale) {
      return logcdf(standard(x, loc, scale));
    }

    /** The probability of more than x. */
    public static Array sf(Array x) {
      return cdf(floats(x).neg());
    }

    /** {@link #sf(Array)}, shifted and scaled. */
    public static Array sf(Array x, Array loc, Array scale) {
      return sf(standard(x, loc, scale));
    }

    /** The log of {@link #sf}, without underflow. */
    public static Array logsf(Array x) {
      return logOf(sf(x), cdf(x));
    }

    /** {@link #logsf(Array)}, shifted and scaled. */
    public static Array logsf(Array x, Array loc, Array scale) {
      return logsf(standard(x, loc, scale));
    }

    /** The point with probability q of at most that. */
    public static Array ppf(Array q) {
      return isf(q).neg();
    }

    /** {@link #ppf(Array)}, shifted and scaled. */
    public static Array ppf(Array q, Array loc, Array scale) {
      return ppf(q).mul(scale).add(loc);
    }

    /** The point with probability q of more than that. */
    public static Array isf(Array q) {
      Array p = floats(q);
      Array left = p.gt(0.5);
      Array nearer = Np.where(left, Np.subtract(1, p), p);
      Array middle = nearer.gt(0.25);
      Array far = Np.divide(1, safe(nearer, middle, 0.25).mul(Math.PI).tan());
      Array near = Np.subtract(0.5, safe(nearer, middle.not(), 0.5)).mul(Math.PI).tan();
      Array size = Np.where(middle, near, far);
      return ofProbability(p, Np.where(left, size.neg(), size));
    }

    /** {@link #isf(Array)}, shifted and scaled. */
    public static Array isf(Array q, Array loc, Array scale) {
      return isf(q).mul(scale).add(loc);
    }
  }

  /** The Gumbel distribution of maxima. */
  public static final class GumbelR {
    private GumbelR() {}

    /** The log of the density. */
    public static Array logpdf(Array x) {
      Array y = floats(x);
      Array end = y.eq(NEGATIVE);
      Array inside = safe(y, end, 0);
      return Np.where(end, NEGATIVE, inside.add(inside.neg().exp()).neg());
    }

    /** {@link #logpdf(Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale)).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x) {
      return logpdf(x).exp();
    }

    /** {@link #pdf(Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array loc, Array scale) {
      return logpdf(x, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x) {
      return logcdf(x).exp();
    }

    /** {@link #cdf(Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array loc, Array scale) {
      return cdf(standard(x, loc, scale));
    }

    /** The log of {@link #cdf}, without underflow. */
    public static Array logcdf(Array x) {
      return floats(x).neg().exp().neg();
    }

    /** {@link #logcdf(Array)}, shifted and scaled. */
    public static Array logcdf(Array x, Array loc, Array scale) {
      return logcdf(standard(x, loc, scale));
    }

    /** The probability of more than x. */
    public static Array sf(Array x) {
      return logcdf(x).expm1().neg();
    }

    /** {@link #sf(Array)}, shifted and scaled. */
    public static Array sf(Array x, Array loc, Array scale) {
      return sf(standard(x, loc, scale));
    }

    /** The log of {@link #sf}, without underflow. */
    public static Array logsf(Array x) {
      return Nn.log1mexp(floats(x).neg().exp());
    }

    /** {@link #logsf(Array)}, shifted and scaled. */
    public static Array logsf(Array x, Array loc, Array scale) {
      return logsf(standard(x, loc, scale));
    }

    /** The point with probability q of at most that. */
    public static Array ppf(Array q) {
      Array p = floats(q);
      return ofProbability(p, p.log().neg().log().neg());
    }

    /** {@link #ppf(Array)}, shifted and scaled; NaN for a scale that is not positive. */
    public static Array ppf(Array q, Array loc, Array scale) {
      return Np.where(scale.gt(0), ppf(q).mul(scale).add(loc), Double.NaN);
    }
  }

  /** The Gumbel distribution of minima. */
  public static final class GumbelL {
    private GumbelL() {}

    /** The log of the density. */
    public static Array logpdf(Array x) {
      Array y = floats(x);
      Array end = y.eq(Double.POSITIVE_INFINITY);
      Array inside = safe(y, end, 0);
      return Np.where(end, NEGATIVE, inside.sub(inside.exp()));
    }

    /** {@link #logpdf(Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale)).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x) {
      return logpdf(x).exp();
    }

    /** {@link #pdf(Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array loc, Array scale) {
      return logpdf(x, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x) {
      return logsf(x).expm1().neg();
    }

    /** {@link #cdf(Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array loc, Array scale) {
      return cdf(standard(x, loc, scale));
    }

    /** The log of {@link #cdf}, without underflow. */
    public static Array logcdf(Array x) {
      return Nn.log1mexp(floats(x).exp());
    }

    /** {@link #logcdf(Array)}, shifted and scaled. */
    public static Array logcdf(Array x, Array loc, Array scale) {
      return logcdf(standard(x, loc, scale));
    }

    /** The probability of more than x. */
    public static Array sf(Array x) {
      return logsf(x).exp();
    }

    /** {@link #sf(Array)}, shifted and scaled. */
    public static Array sf(Array x, Array loc, Array scale) {
      return sf(standard(x, loc, scale));
    }

    /** The log of {@link #sf}, without underflow. */
    public static Array logsf(Array x) {
      return floats(x).exp().neg();
    }

    /** {@link #logsf(Array)}, shifted and scaled. */
    public static Array logsf(Array x, Array loc, Array scale) {
      return logsf(standard(x, loc, scale));
    }

    /** The point with probability q of at most that. */
    public static Array ppf(Array q) {
      Array p = floats(q);
      return ofProbability(p, p.neg().log1p().neg().log());
    }

    /** {@link #ppf(Array)}, shifted and scaled; NaN for a scale that is not positive. */
    public static Array ppf(Array q, Array loc, Array scale) {
      return Np.where(scale.gt(0), ppf(q).mul(scale).add(loc), Double.NaN);
    }
  }

  /** The gamma distribution of shape a. */
  public static final class Gamma {
    private Gamma() {}

    /** The log of the density. */
    public static Array logpdf(Array x, Array a) {
      Array y = as(x, a);
      Array shape = as(a, y);
      Array below = y.lt(0);
      Array inside = safe(y, below, 1);
      Array value = Np.xlogy(shape.sub(1), inside).sub(inside).sub(GammaFunctions.gammaln(shape));
      return Np.where(below, NEGATIVE, value);
    }

    /** {@link #logpdf(Array, Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array a, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale), a).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x, Array a) {
      return logpdf(x, a).exp();
    }

    /** {@link #pdf(Array, Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array a, Array loc, Array scale) {
      return logpdf(x, a, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x, Array a) {
      Array y = as(x, a);
      Array shape = as(a, y);
      Array value = below0(y, shape, 0, IncompleteGamma.lower(shape, safe(y, y.lt(0), 1)));
      return Np.where(shape.eq(0), Double.NaN, value);
    }

    /** {@link #cdf(Array, Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array a, Array loc, Array scale) {
      return cdf(standard(x, loc, scale), a);
    }

    /** The log of {@link #cdf}, without underflow. */
    public static Array logcdf(Array x, Array a) {
      Array y = as(x, a);
      Array none = y.le(0).and(as(a, y).gt(0));
      Array inside = safe(y, none, 1);
      return Np.where(none, NEGATIVE, logOf(cdf(inside, a), sf(inside, a)));
    }

    /** {@link #logcdf(Array, Array)}, shifted and scaled. */
    public static Array logcdf(Array x, Array a, Array loc, Array scale) {
      return logcdf(standard(x, loc, scale), a);
    }

    /** The probability of more than x. */
    public static Array sf(Array x, Array a) {
      Array y = as(x, a);
      Array shape = as(a, y);
      return below0(y, shape, 1, IncompleteGamma.upper(shape, safe(y, y.lt(0), 1)));
    }

    /** {@link #sf(Array, Array)}, shifted and scaled. */
    public static Array sf(Array x, Array a, Array loc, Array scale) {
      return sf(standard(x, loc, scale), a);
    }

    /** The log of {@link #sf}, without underflow. */
    public static Array logsf(Array x, Array a) {
      return logOf(sf(x, a), cdf(x, a));
    }

    /** {@link #logsf(Array, Array)}, shifted and scaled. */
    public static Array logsf(Array x, Array a, Array loc, Array scale) {
      return logsf(standard(x, loc, scale), a);
    }
  }

  /** The χ² distribution of df degrees of freedom. */
  public static final class Chi2 {
    private Chi2() {}

    /** The log of the density. */
    public static Array logpdf(Array x, Array df) {
      return Gamma.logpdf(floats(x).div(2), floats(df).div(2)).sub(Math.log(2));
    }

    /** {@link #logpdf(Array, Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array df, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale), df).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x, Array df) {
      return logpdf(x, df).exp();
    }

    /** {@link #pdf(Array, Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array df, Array loc, Array scale) {
      return logpdf(x, df, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x, Array df) {
      return Gamma.cdf(floats(x).div(2), floats(df).div(2));
    }

    /** {@link #cdf(Array, Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array df, Array loc, Array scale) {
      return cdf(standard(x, loc, scale), df);
    }

    /** The log of {@link #cdf}, without underflow. */
    public static Array logcdf(Array x, Array df) {
      return logOf(cdf(x, df), sf(x, df));
    }

    /** {@link #logcdf(Array, Array)}, shifted and scaled. */
    public static Array logcdf(Array x, Array df, Array loc, Array scale) {
      return logcdf(standard(x, loc, scale), df);
    }

    /** The probability of more than x. */
    public static Array sf(Array x, Array df) {
      return Gamma.sf(floats(x).div(2), floats(df).div(2));
    }

    /** {@link #sf(Array, Array)}, shifted and scaled. */
    public static Array sf(Array x, Array df, Array loc, Array scale) {
      return sf(standard(x, loc, scale), df);
    }

    /** The log of {@link #sf}, without underflow. */
    public static Array logsf(Array x, Array df) {
      return logOf(sf(x, df), cdf(x, df));
    }

    /** {@link #logsf(Array, Array)}, shifted and scaled. */
    public static Array logsf(Array x, Array df, Array loc, Array scale) {
      return logsf(standard(x, loc, scale), df);
    }
  }

  /** The beta distribution of shapes a and b. */
  public static final class Beta {
    private Beta() {}

    /** The log of the density. */
    public static Array logpdf(Array x, Array a, Array b) {
      Array y = as(x, a, b);
      Array p = as(a, y);
      Array q = as(b, y);
      Array outside = y.lt(0).or(y.gt(1));
      Array inside = safe(y, outside, 0.5);
      Array powers = Np.xlogy(p.sub(1), inside).add(Special.xlog1py(q.sub(1), inside.neg()));
      Array value = Np.where(outside, NEGATIVE, powers.sub(BetaFunctions.betaln(p, q)));
      Array known = p.gt(0).and(q.gt(0)).and(Np.isnan(y).not());
      return Np.where(known, value, Double.NaN);
    }

    /** {@link #logpdf(Array, Array, Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array a, Array b, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale), a, b).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x, Array a, Array b) {
      return logpdf(x, a, b).exp();
    }

    /** {@link #pdf(Array, Array, Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array a, Array b, Array loc, Array scale) {
      return logpdf(x, a, b, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x, Array a, Array b) {
      Array y = as(x, a, b);
      return within01(y, IncompleteBeta.of(as(a, y), as(b, y), inside01(y)), 0, 1);
    }

    /** {@link #cdf(Array, Array, Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array a, Array b, Array loc, Array scale) {
      return cdf(standard(x, loc, scale), a, b);
    }

    /** The log of {@link #cdf}, without underflow. */
    public static Array logcdf(Array x, Array a, Array b) {
      return logOf(cdf(x, a, b), sf(x, a, b));
    }

    /** {@link #logcdf(Array, Array, Array)}, shifted and scaled. */
    public static Array logcdf(Array x, Array a, Array b, Array loc, Array scale) {
      return logcdf(standard(x, loc, scale), a, b);
    }

    /** The probability of more than x. */
    public static Array sf(Array x, Array a, Array b) {
      Array y = as(x, a, b);
      Array rest = Np.subtract(1, inside01(y));
      return within01(y, IncompleteBeta.of(as(b, y), as(a, y), rest), 1, 0);
    }

    private static Array inside01(Array x) {
      return safe(x, x.lt(0).or(x.gt(1)), 0.5);
    }

    /** NaN, as the value within, where a parameter is none. */
    private static Array within01(Array x, Array value, double below, double above) {
      Array outside = Np.where(x.lt(0), Array.scalar(below), Array.scalar(above));
      Array known = Np.where(Np.isnan(value), Array.scalar(Double.NaN), outside);
      return Np.where(x.lt(0).or(x.gt(1)), known, value);
    }

    /** {@link #sf(Array, Array, Array)}, shifted and scaled. */
    public static Array sf(Array x, Array a, Array b, Array loc, Array scale) {
      return sf(standard(x, loc, scale), a, b);
    }

    /** The log of {@link #sf}, without underflow. */
    public static Array logsf(Array x, Array a, Array b) {
      return logOf(sf(x, a, b), cdf(x, a, b));
    }

    /** {@link #logsf(Array, Array, Array)}, shifted and scaled. */
    public static Array logsf(Array x, Array a, Array b, Array loc, Array scale) {
      return logsf(standard(x, loc, scale), a, b);
    }
  }

  /** Student's t distribution of df degrees of freedom. */
  public static final class T {
    private T() {}

    /** The log of the density. */
    public static Array logpdf(Array x, Array df) {
      Array y = as(x, df);
      Array n = as(df, y);
      // log B(n / 2, 1 / 2) + log(n) / 2, without the difference of two large log Γ.
      Array norm = BetaFunctions.betaln(n.div(2), Np.fullLike(n, 0.5)).add(n.log().div(2));
      return norm.add(n.add(1).div(2).mul(y.square().div(n).log1p())).neg();
    }

    /** {@link #logpdf(Array, Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array df, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale), df).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x, Array df) {
      return logpdf(x, df).exp();
    }

    /** {@link #pdf(Array, Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array df, Array loc, Array scale) {
      return logpdf(x, df, loc, scale).exp();
    }
  }

  /** The Pareto distribution of shape b, from 1 on. */
  public static final class Pareto {
    private Pareto() {}

    /** The log of the density. */
    public static Array logpdf(Array x, Array b) {
      Array y = as(x, b);
      Array power = as(b, y);
      Array below = y.lt(1);
      Array value = power.log().sub(power.add(1).mul(safe(y, below, 1).log()));
      return Np.where(below, NEGATIVE, value);
    }

    /** {@link #logpdf(Array, Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array b, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale), b).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x, Array b) {
      return logpdf(x, b).exp();
    }

    /** {@link #pdf(Array, Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array b, Array loc, Array scale) {
      return logpdf(x, b, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x, Array b) {
      return logsf(x, b).expm1().neg();
    }

    /** {@link #cdf(Array, Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array b, Array loc, Array scale) {
      return cdf(standard(x, loc, scale), b);
    }

    /** The log of {@link #cdf}, without underflow. */
    public static Array logcdf(Array x, Array b) {
      return Nn.log1mexp(logsf(x, b).neg());
    }

    /** {@link #logcdf(Array, Array)}, shifted and scaled. */
    public static Array logcdf(Array x, Array b, Array loc, Array scale) {
      return logcdf(standard(x, loc, scale), b);
    }

    /** The probability of more than x. */
    public static Array sf(Array x, Array b) {
      return logsf(x, b).exp();
    }

    /** {@link #sf(Array, Array)}, shifted and scaled. */
    public static Array sf(Array x, Array b, Array loc, Array scale) {
      return sf(standard(x, loc, scale), b);
    }

    /** The log of {@link #sf}, without underflow. */
    public static Array logsf(Array x, Array b) {
      Array y = as(x, b);
      Array below = y.lt(1);
      return Np.where(below, 0.0, safe(y, below, 1).log().mul(as(b, y)).neg());
    }

    /** {@link #logsf(Array, Array)}, shifted and scaled. */
    public static Array logsf(Array x, Array b, Array loc, Array scale) {
      return logsf(standard(x, loc, scale), b);
    }

    /** The point with probability q of at most that. */
    public static Array ppf(Array q, Array b) {
      Array p = as(q, b);
      return ofProbability(p, p.neg().log1p().neg().div(as(b, p)).exp());
    }

    /** {@link #ppf(Array, Array)}, shifted and scaled. */
    public static Array ppf(Array q, Array b, Array loc, Array scale) {
      return ppf(q, b).mul(scale).add(loc);
    }
  }

  /** The standard normal distribution cut off at a and b. */
  public static final class Truncnorm {
    private Truncnorm() {}

    /** The log of the probability of a standard normal between. */
    private static Array logMass(Array from, Array to) {
      Array right = from.gt(0);
      Array tail = right.or(to.le(0));
      Array low = Np.where(right, to.neg(), from);
      Array high = Np.where(right, from.neg(), to);
      Array logHigh = Special.logNdtr(safe(high, tail.not(), 0));
      Array logLow = Special.logNdtr(safe(low, tail.not(), -1));
      Array central = Special.ndtr(from).add(Special.ndtr(to.neg())).neg().log1p();
      return Np.where(tail, logHigh.add(Nn.log1mexp(logHigh.sub(logLow))), central);
    }

    /** The log of the density. */
    public static Array logpdf(Array x, Array a, Array b) {
      Array y = as(x, a, b);
      Array from = as(a, y);
      Array to = as(b, y);
      Array value = Norm.logpdf(y).sub(logMass(from, to));
      Array inside = Np.where(y.lt(from).or(y.gt(to)), NEGATIVE, value);
      return Np.where(from.lt(to), inside, Double.NaN);
    }

    /** {@link #logpdf(Array, Array, Array)}, shifted and scaled. */
    public static Array logpdf(Array x, Array a, Array b, Array loc, Array scale) {
      return logpdf(standard(x, loc, scale), a, b).sub(floats(scale).log());
    }

    /** The density. */
    public static Array pdf(Array x, Array a, Array b) {
      return logpdf(x, a, b).exp();
    }

    /** {@link #pdf(Array, Array, Array)}, shifted and scaled. */
    public static Array pdf(Array x, Array a, Array b, Array loc, Array scale) {
      return logpdf(x, a, b, loc, scale).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x, Array a, Array b) {
      return logcdf(x, a, b).exp();
    }

    /** {@link #cdf(Array, Array, Array)}, shifted and scaled. */
    public static Array cdf(Array x, Array a, Array b, Array loc, Array scale) {
      return cdf(standard(x, loc, scale), a, b);
    }

    /** The log of {@link #cdf}, without underflow. */
    public static Array logcdf(Array x, Array a, Array b) {
      Array y = as(x, a, b);
      Array from = as(a, y);
      Array to = as(b, y);
      Array below = y.le(from);
      Array above = y.ge(to);
      Array outside = below.or(above);
      Array total = logMass(from, to);
      Array left = logMass(from, Np.where(outside, to, y)).sub(total);
      Array right = logMass(Np.where(outside, from, y), to).sub(total);
      // Near the upper end the mass that is left is the one known precisely.
      Array inside = Np.where(left.gt(-0.1), Nn.log1mexp(right.neg()), left);
      Array value = Np.where(above, 0.0, Np.where(below, NEGATIVE, inside));
      return Np.where(from.lt(to), value, Double.NaN);
    }

    /** {@link #logcdf(Array, Array, Array)}, shifted and scaled. */
    public static Array logcdf(Array x, Array a, Array b, Array loc, Array scale) {
      return logcdf(standard(x, loc, scale), a, b);
    }

    /** The probability of more than x. */
    public static Array sf(Array x, Array a, Array b) {
      return logsf(x, a, b).exp();
    }

    /** {@link #sf(Array, Array, Array)}, shifted and scaled. */
    public static Array sf(Array x, Array a, Array b, Array loc, Array scale) {
      return sf(standard(x, loc, scale), a, b);
    }

    /** The log of {@link #sf}, without underflow. */
    public static Array logsf(Array x, Array a, Array b) {
      return logcdf(floats(x).neg(), floats(b).neg(), floats(a).neg());
    }

    /** {@link #logsf(Array, Array, Array)}, shifted and scaled. */
    public static Array logsf(Array x, Array a, Array b, Array loc, Array scale) {
      return logsf(standard(x, loc, scale), a, b);
    }
  }

  /** The von Mises distribution of concentration kappa. */
  public static final class Vonmises {
    private Vonmises() {}

    /** The log of the density. */
    public static Array logpdf(Array x, Array kappa) {
      Array y = as(x, kappa);
      Array k = as(kappa, y);
      Array value = k.mul(y.cos().sub(1)).sub(BesselFunctions.i0e(k).log().add(LOG_TWO_PI));
      return Np.where(k.gt(0), value, Double.NaN);
    }

    /** The density. */
    public static Array pdf(Array x, Array kappa) {
      return logpdf(x, kappa).exp();
    }
  }

  /** The generalised normal distribution, of density proportional to exp(-|x|^beta). */
  public static final class Gennorm {
    private Gennorm() {}

    /** The log of the density. */
    public static Array logpdf(Array x, Array beta) {
      Array y = as(x, beta);
      Array power = as(beta, y);
      Array norm = power.div(2).log().sub(GammaFunctions.gammaln(Np.divide(1, power)));
      return norm.sub(Np.power(y.abs(), power));
    }

    /** The density. */
    public static Array pdf(Array x, Array beta) {
      return logpdf(x, beta).exp();
    }

    /** The probability of at most x. */
    public static Array cdf(Array x, Array beta) {
      Array y = as(x, beta);
      Array power = as(beta, y);
      Array size = Np.power(y.abs(), power);
      Array tail = IncompleteGamma.upper(Np.divide(1, power), size).div(2);
      Array value = Np.where(y.lt(0), tail, Np.subtract(1, tail));
      return Np.where(power.eq(0), Double.NaN, value);
    }
  }

  /** The wrapped Cauchy distribution on [0, 2π] of concentration c. */
  public static final class Wrapcauchy {
    private Wrapcauchy() {}

    /** The log of the density. */
    public static Array logpdf(Array x, Array c) {
      Array y = as(x, c);
      Array p = as(c, y);
      // 1 + c² - 2 c cos(x), without cancellation where c is near 1 and x near 0.
      Array half = y.div(2).sin().mul(2).square();
      Array distance = Np.subtract(1, p).square().add(p.mul(half));
      Array value = p.square().neg().log1p().sub(distance.log()).sub(LOG_TWO_PI);
      Array inside = Np.where(y.lt(0).or(y.gt(2 * Math.PI)), NEGATIVE, value);
      return Np.where(p.gt(0).and(p.lt(1)), inside, Double.NaN);
    }

    /** The density. */
    public static Array pdf(Array x, Array c) {
      return logpdf(x, c).exp();
    }
  }

  // ---- Discrete distributions ----

  /** The Bernoulli distribution of chance p. */
  public static final class Bernoulli {
    private Bernoulli() {}

    /** The log of the probability. */
    public static Array logpmf(Array k, Array p) {
      Array y = as(k, p);
      Array chance = as(p, y);
      Array outside = y.lt(0).or(y.gt(1));
      Array value = Np.xlogy(y, chance).add(Special.xlog1py(Np.subtract(1, y), chance.neg()));
      return Np.where(outside, NEGATIVE, value);
    }

    /** {@link #logpmf(Array, Array)}, shifted by {@code loc}. */
    public static Array logpmf(Array k, Array p, Array loc) {
      return logpmf(k.sub(loc), p);
    }

    /** The probability. */
    public static Array pmf(Array k, Array p) {
      return logpmf(k, p).exp();
    }

    /** {@link #pmf(Array, Array)}, shifted by {@code loc}. */
    public static Array pmf(Array k, Array p, Array loc) {
      return pmf(k.sub(loc), p);
    }

    /** The probability of at most k. */
    public static Array cdf(Array k, Array p) {
      Array y = as(k, p);
      Array chance = as(p, y);
      Array value = Np.where(y.lt(0), 0.0, Np.where(y.lt(1), Np.subtract(1, chance), 1.0));
      return Np.where(Np.isnan(y), y, ofProbability(chance, value));
    }

    /** The point with probability q of at most that. */
    public static Array ppf(Array q, Array p) {
      Array r = as(q, p);
      Array chance = as(p, r);
      Array step = Np.where(r.le(Np.subtract(1, chance)), Array.scalar(0.0), Np.onesLike(r));
      return ofProbability(r, ofProbability(chance, step));
    }
  }

  /** The binomial distribution of n trials of chance p. */
  public static final class Binom {
    private Binom() {}

    /** The log of the probability. */
    public static Array logpmf(Array k, Array n, Array p) {
      Array y = as(k, n, p);
      Array count = as(n, y);
      Array chance = as(p, y);
      Array outside = y.lt(0).or(y.gt(count));
      Array hits = safe(y, outside, 0);
      Array misses = count.sub(hits);
      // 1 / ((n + 1) B(n - k + 1, k + 1)) ways to choose.
      Array choices = count.log1p().add(BetaFunctions.betaln(misses.add(1), hits.add(1))).neg();
      Array ways = Special.zeroWhere(hits.eq(0).or(misses.eq(0)), choices);
      Array value = Np.xlogy(hits, chance).add(Special.xlog1py(misses, chance.neg())).add(ways);
      return Np.where(outside, NEGATIVE, value);
    }

    /** {@link #logpmf(Array, Array, Array)}, shifted by {@code loc}. */
    public static Array logpmf(Array k, Array n, Array p, Array loc) {
      return logpmf(k.sub(loc), n, p);
    }

    /** The probability. */
    public static Array pmf(Array k, Array n, Array p) {
      return logpmf(k, n, p).exp();
    }

    /** {@link #pmf(Array, Array, Array)}, shifted by {@code loc}. */
    public static Array pmf(Array k, Array n, Array p, Array loc) {
      return pmf(k.sub(loc), n, p);
    }
  }

  /** The negative binomial distribution: failures before n successes of chance p. */
  public static final class Nbinom {
    private Nbinom() {}

    /** The log of the probability. */
    public static Array logpmf(Array k, Array n, Array p) {
      Array y = as(k, n, p);
      Array count = as(n, y);
      Array chance = as(p, y);
      Array outside = y.lt(0);
      Array failures = safe(y, outside, 0);
      // Γ(k + n) / (Γ(n) k!) = 1 / ((k + n) B(n, k + 1)).
      Array ways =
          failures.add(count).log().add(BetaFunctions.betaln(count, failures.add(1))).neg();
      Array odds = Np.xlogy(count, chance).add(Special.xlog1py(failures, chance.neg()));
      return Np.where(outside, NEGATIVE, odds.add(ways));
    }

    /** {@link #logpmf(Array, Array, Array)}, shifted by {@code loc}. */
    public static Array logpmf(Array k, Array n, Array p, Array loc) {
      return logpmf(k.sub(loc), n, p);
    }

    /** The probability. */
    public static Array pmf(Array k, Array n, Array p) {
      return logpmf(k, n, p).exp();
    }

    /** {@link #pmf(Array, Array, Array)}, shifted by {@code loc}. */
    public static Array pmf(Array k, Array n, Array p, Array loc) {
      return pmf(k.sub(loc), n, p);
    }
  }

  /** The binomial distribution of n trials whose chance is beta of a and b. */
  public static final class Betabinom {
    private Betabinom() {}

    /** The log of the probability. */
    public static Array logpmf(Array k, Array n, Array a, Array b) {
      Array y = as(k, n, a, b).floor();
      Array count = as(n, y);
      Array p = as(a, y);
      Array q = as(b, y);
      Array outside = y.lt(0).or(y.gt(count));
      Array hits = safe(y, outside, 0);
      Array misses = count.sub(hits);
      Array ways = count.log1p().add(BetaFunctions.betaln(misses.add(1), hits.add(1))).neg();
      Array chances = BetaFunctions.betaln(hits.add(p), misses.add(q));
      Array value = ways.add(chances.sub(BetaFunctions.betaln(p, q)));
      Array inside = Np.where(outside, NEGATIVE, value);
      return Np.where(count.ge(0).and(p.gt(0)).and(q.gt(0)), inside, Double.NaN);
    }

    /** {@link #logpmf(Array, Array, Array, Array)}, shifted by {@code loc}. */
    public static Array logpmf(Array k, Array n, Array a, Array b, Array loc) {
      return logpmf(k.sub(loc), n, a, b);
    }

    /** The probability. */
    public static Array pmf(Array k, Array n, Array a, Array b) {
      return logpmf(k, n, a, b).exp();
    }

    /** {@link #pmf(Array, Array, Array, Array)}, shifted by {@code loc}. */
    public static Array pmf(Array k, Array n, Array a, Array b, Array loc) {
      return pmf(k.sub(loc), n, a, b);
    }
  }

  /** The geometric distribution: trials of chance p up to the first success, from 1 on. */
  public static final class Geom {
    private Geom() {}

    /** The log of the probability. */
    public static Array logpmf(Array k, Array p) {
      Array y = as(k, p);
      Array chance = as(p, y);
      Array outside = y.le(0);
      Array value = Special.xlog1py(safe(y, outside, 1).sub(1), chance.neg()).add(chance.log());
      return Np.where(outside, NEGATIVE, value);
    }

    /** {@link #logpmf(Array, Array)}, shifted by {@code loc}. */
    public static Array logpmf(Array k, Array p, Array loc) {
      return logpmf(k.sub(loc), p);
    }

    /** The probability. */
    public static Array pmf(Array k, Array p) {
      return logpmf(k, p).exp();
    }

    /** {@link #pmf(Array, Array)}, shifted by {@code loc}. */
    public static Array pmf(Array k, Array p, Array loc) {
      return pmf(k.sub(loc), p);
    }
  }

  /** The Poisson distribution of mean mu. */
  public static final class Poisson {
    private Poisson() {}

    /** Means from which on the entropy is taken from its asymptotic series. */
    private static final double LARGE = 100;

    /** No count from here on has a probability that matters, of means below {@link #LARGE}. */
    private static final int COUNTS = 250;

    /** The entropy. */
    public static Array entropy(Array mu) {
      Array mean = floats(mu);
      Array large = mean.ge(LARGE);
      Array count = Lax.iota(mean.dtype(), Shape.of(COUNTS), 0);
      Array sum = Special.entr(pmf(count, safe(mean, large, 1).expandDims(-1))).sum(-1);
      Array far = safe(mean, large.not(), LARGE);
      Array inverse = Np.divide(1, far);
      Array series = inverse.mul(19.0 / 360).add(1.0 / 24).mul(inverse).add(1.0 / 12).mul(inverse);
      Array asymptotic = far.log().add(LOG_TWO_PI + 1).div(2).sub(series);
      return Np.where(mean.eq(0), 0.0, Np.where(large, asymptotic, sum));
    }

    /** The log of the probability. */
    public static Array logpmf(Array k, Array mu) {
      Array y = as(k, mu);
      Array mean = as(mu, y);
      Array outside = y.lt(0).or(y.ne(y.round()));
      Array count = safe(y, outside, 0);
      Array value = Np.xlogy(count, mean).sub(GammaFunctions.gammaln(count.add(1))).sub(mean);
      return Np.where(Np.isnan(y), y, Np.where(outside, NEGATIVE, value));
    }

    /** {@link #logpmf(Array, Array)}, shifted by {@code loc}. */
    public static Array logpmf(Array k, Array mu, Array loc) {
      return logpmf(k.sub(loc), mu);
    }

    /** The probability. */
    public static Array pmf(Array k, Array mu) {
      return logpmf(k, mu).exp();
    }

    /** {@link #pmf(Array, Array)}, shifted by {@code loc}. */
    public static Array pmf(Array k, Array mu, Array loc) {
      return pmf(k.sub(loc), mu);
    }

    /** The probability of at most k. */
    public static Array cdf(Array k, Array mu) {
      Array y = as(k, mu);
      Array below = y.lt(0);
      Array upper = IncompleteGamma.upper(safe(y, below, 0).floor().add(1), as(mu, y));
      return Np.where(below, 0.0, upper);
    }

    /** {@link #cdf(Array, Array)}, shifted by {@code loc}. */
    public static Array cdf(Array k, Array mu, Array loc) {
      return cdf(k.sub(loc), mu);
    }
  }

  // ---- Distributions of vectors ----

  /** The multinomial distribution: how n trials fall into classes of chances p, the last axis. */
  public static final class Multinomial {
    private Multinomial() {}

    /**
     * The log of the probability of the counts {@code x}, integers.
     *
     * @throws DTypeException if {@code x} or {@code n} are not integers
     */
    public static Array logpmf(Array x, Array n, Array p) {
      if (!x.dtype().isInteger() || !n.dtype().isInteger()) {
        throw new DTypeException(
            "Multinomial.logpmf: counts are integers, not " + x.type() + " of " + n.type());
      }
      Array chances = floats(p);
      Array counts = x.astype(chances.dtype());
      Array terms = Np.xlogy(counts, chances).sub(GammaFunctions.gammaln(counts.add(1)));
      Array value = GammaFunctions.gammaln(n.astype(chances.dtype()).add(1)).add(terms.sum(-1));
      return Np.where(x.sum(-1).eq(n).and(Np.all(x.ge(0), -1)), value, NEGATIVE);
    }

    /** The probability of the counts {@code x}, integers. */
    public static Array pmf(Array x, Array n, Array p) {
      return logpmf(x, n, p).exp();
    }
  }

  /** The Dirichlet distribution of alpha, a vector. */
  public static final class Dirichlet {
    private static final double OFF = 1e-6;

    private Dirichlet() {}

    /**
     * The log of the density; points are along the first axis, and may leave out their last
     * coordinate.
     *
     * @throws ShapeException if {@code alpha} is no vector, or {@code x} is not as long
     */
    public static Array logpdf(Array x, Array alpha) {
      if (alpha.rank() != 1
          || x.rank() == 0
          || (x.dim(0) != alpha.dim(0) && x.dim(0) != alpha.dim(0) - 1)) {
        throw new ShapeException(
            "Dirichlet.logpdf: alpha must be a vector and points as long, or one shorter, along"
                + " their first axis: "
                + alpha.type()
                + " and "
                + x.type());
      }
      Array y = as(x, alpha);
      Array a = as(alpha, y);
      if (x.dim(0) != alpha.dim(0)) {
        y = Lax.concatenate(List.of(y, Np.subtract(1, Np.sum(y, Over.axes(0).keepDims()))), 0);
      }
      Array norm = GammaFunctions.gammaln(a).sum().sub(GammaFunctions.gammaln(a.sum()));
      Array powers = Lax.broadcastInDim(a.sub(1), y.shape(), Ints.of(0));
      Array inside = Np.all(y.gt(0), 0).and(y.sum(0).sub(1).abs().lt(OFF));
      return Np.where(inside, Np.xlogy(powers, y).sum(0).sub(norm), NEGATIVE);
    }

    /** The density; see {@link #logpdf}. */
    public static Array pdf(Array x, Array alpha) {
      return logpdf(x, alpha).exp();
    }
  }

  /** The normal distribution of vectors, the last axis. */
  public static final class MultivariateNormal {
    private MultivariateNormal() {}

    /**
     * The log of the density.
     *
     * @param covariance of shape (…, n, n) for a mean of shape (…, n), or a scalar for a multiple
     *     of the identity; NaN where it is not positive definite
     * @throws ShapeException if the shapes do not fit
     */
    public static Array logpdf(Array x, Array mean, Array covariance) {
      Array y = as(x, mean, covariance).sub(as(mean, x, covariance));
      Array c = as(covariance, y);
      if (mean.rank() == 0) {
        return y.square().div(c).add(c.log()).add(LOG_TWO_PI).div(-2);
      }
      int n = mean.dim(-1);
      if (c.rank() == 0) {
        Array norm = c.log().add(LOG_TWO_PI).mul(n);
        return y.square().sum(-1).div(c).add(norm).div(-2);
      }
      if (c.rank() < 2 || c.dim(-1) != n || c.dim(-2) != n) {
        throw new ShapeException(
            "MultivariateNormal.logpdf: a covariance (..., n, n) is needed for the mean "
                + mean.type()
                + ", not "
                + covariance.type());
      }
      Shape batch =
          Np.broadcastShapes(
              y.shape().without(Ints.of(y.rank() - 1)),
              c.shape().without(Ints.of(c.rank() - 2, c.rank() - 1)));
      Array l = Linalg.cholesky(c);
      Array full = Np.broadcastTo(l, batch.concat(Shape.of(n, n)));
      Array centred = Np.broadcastTo(y, batch.concat(Shape.of(n))).expandDims(-1);
      Array z = Linalg.solveTriangular(full, centred, Linalg.Triangle.LOWER);
      Array squares = z.square().sum(-1, -2);
      Array halfLogDet = Linalg.diagonal(l, 0).log().sum(-1);
      return squares.add(n * LOG_TWO_PI).div(-2).sub(halfLogDet);
    }

    /** The density; see {@link #logpdf}. */
    public static Array pdf(Array x, Array mean, Array covariance) {
      return logpdf(x, mean, covariance).exp();
    }
  }

  // ---- Samples ----

  /**
   * The most frequent elements along an axis.
   *
   * @param mode the least of the most frequent
   * @param count how often it occurs, I32
   */
  public record Mode(Array mode, Array count) {}

  /** The most frequent element along {@code axis}; NaN, 0 times, of none. */
  public static Mode mode(Array x, int axis) {
    return SampleRanks.mode(Np.moveaxis(x, axis, -1));
  }

  /** Which rank equal elements have. */
  public enum Ties {
    /** The average of those that they would have. */
    AVERAGE,
    /** The least of those that they would have. */
    LEAST,
    /** The greatest of those that they would have. */
    GREATEST,
    /** The least, and the next greater element has the next rank. */
    DENSE,
    /** Different ones, in the order of their positions. */
    ORDINAL
  }

  /** Ranks from 1 on of all elements, as a vector; equal ones have the average of theirs. */
  public static Array rankdata(Array x) {
    return rankdata(x.ravel(), Ties.AVERAGE, 0);
  }

  /** Ranks from 1 on along {@code axis}, floats; all NaN where there is a NaN. */
  public static Array rankdata(Array x, Ties ties, int axis) {
    return Np.moveaxis(SampleRanks.ranks(Np.moveaxis(x, axis, -1), ties), -1, axis);
  }

  /** The standard error of the mean along an axis: the standard deviation (ddof 1) over √n. */
  public static Array sem(Array x, int axis) {
    return sem(x, axis, 1);
  }

  /** {@link #sem(Array, int)} with the divisor n - {@code ddof}. */
  public static Array sem(Array x, int axis, int ddof) {
    Array y = floats(x);
    double n = x.dim(x.shape().axis(axis));
    return y.std(Over.axes(axis).ddof(ddof)).div(Math.sqrt(n));
  }
}
