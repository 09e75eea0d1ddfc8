package org.juxta.probability;

import static org.juxta.probability.NormalConstants.HALF_LOG_TWO_PI;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.Special;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/** The distributions symmetric about 0 from which the members of {@link LocationScale} are made. */
enum Standard {
  /** exp(-z² / 2) / √(2π). */
  NORMAL(true, 1, HALF_LOG_TWO_PI + 0.5) {
    @Override
    Array sample(Key key, Shape shape, DType dtype) {
      return Rng.normal(key, shape, dtype);
    }

    @Override
    Array logProb(Array z) {
      return z.mul(z).mul(-0.5).sub(HALF_LOG_TWO_PI);
    }

    @Override
    Array cdf(Array z) {
      return Special.ndtr(z);
    }

    @Override
    Array logCdf(Array z) {
      return Special.logNdtr(z);
    }

    @Override
    Array quantile(Array p) {
      return Special.ndtri(p);
    }
  },

  /** exp(-|z|) / 2. */
  LAPLACE(true, 2, 1 + Math.log(2)) {
    @Override
    Array sample(Key key, Shape shape, DType dtype) {
      return Rng.laplace(key, shape, dtype);
    }

    @Override
    Array logProb(Array z) {
      return z.abs().neg().sub(Math.log(2));
    }

    @Override
    Array cdf(Array z) {
      Array tail = z.abs().neg().exp().mul(0.5);
      return Np.where(z.lt(0), tail, Np.subtract(1, tail));
    }

    @Override
    Array logCdf(Array z) {
      Array left = z.lt(0);
      Array upper = Np.where(left, 0.0, z).neg().exp().mul(-0.5).log1p();
      return Np.where(left, z.sub(Math.log(2)), upper);
    }

    @Override
    Array quantile(Array p) {
      Array left = p.le(0.5);
      Array smaller = Np.where(left, p, Np.subtract(1, p));
      Array magnitude = smaller.mul(2).log();
      return Np.where(left, magnitude, magnitude.neg());
    }
  },

  /** 1 / (π (1 + z²)). */
  CAUCHY(false, Double.NaN, Math.log(4 * Math.PI)) {
    @Override
    Array sample(Key key, Shape shape, DType dtype) {
      return Rng.cauchy(key, shape, dtype);
    }

    @Override
    Array logProb(Array z) {
      return logOnePlusSquare(z).neg().sub(Math.log(Math.PI));
    }

    @Override
    Array cdf(Array z) {
      return Np.arctan2(Np.onesLike(z), z.neg()).mul(1 / Math.PI);
    }

    @Override
    Array logCdf(Array z) {
      Array left = z.le(0);
      Array lower = cdf(Np.where(left, z, 0.0)).log();
      Array upper = cdf(Np.where(left, 0.0, z).neg()).neg().log1p();
      return Np.where(left, lower, upper);
    }

    @Override
    Array quantile(Array p) {
      Array left = p.lt(0.25);
      Array right = p.gt(0.75);
      // In the tails the tangent of an angle close to ±π/2 is the reciprocal of that of the small
      // rest.
      Array rest = Np.where(right, Np.subtract(1, p), p).mul(Math.PI);
      Array tail = Np.reciprocal(Np.where(left.or(right), rest.tan(), 1.0));
      Array centre = Np.where(left.or(right), 0.5, p).sub(0.5).mul(Math.PI).tan();
      Array z = Np.where(left, tail.neg(), Np.where(right, tail, centre));
      return Np.where(p.lt(0).or(p.gt(1)), Double.NaN, z);
    }
  };

  /** Whether the mean exists. */
  final boolean hasMoments;

  final double variance;
  final double entropy;

  Standard(boolean hasMoments, double variance, double entropy) {
    this.hasMoments = hasMoments;
    this.variance = variance;
    this.entropy = entropy;
  }

  /** Draws. */
  abstract Array sample(Key key, Shape shape, DType dtype);

  /** The log density. */
  abstract Array logProb(Array z);

  /** The distribution function, exact in the left tail. */
  abstract Array cdf(Array z);

  /** The log of {@link #cdf}, exact in both tails. */
  abstract Array logCdf(Array z);

  /** The inverse of {@link #cdf}, exact in both tails; NaN outside [0, 1]. */
  abstract Array quantile(Array p);

  /** log(1 + z²), also where z² overflows. */
  static Array logOnePlusSquare(Array z) {
    Array size = z.abs();
    Array small = size.le(1);
    Array inner = Np.where(small, z, 0.0);
    Array outer = Np.where(small, 1.0, size);
    Array reciprocal = Np.reciprocal(outer);
    Array far = outer.log().mul(2).add(reciprocal.mul(reciprocal).log1p());
    return Np.where(small, inner.mul(inner).log1p(), far);
  }
}
