package org.juxta;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * A density estimated from points: the mean of normal kernels around them, whose covariance is that
 * of the points times the square of a bandwidth factor. As {@code jax.scipy.stats.gaussian_kde}. A
 * record of arrays, so it passes through transformations.
 *
 * {@snippet class="org.juxta.tests.snippets.NnSnippets" region="kde"}
 *
 * @param dataset the points as columns, (d, n)
 * @param weights of the points, of sum 1, (n,)
 * @param covariance of the kernels, (d, d)
 * @param inverse of the covariance
 * @param effective how many points of equal weight count as much, a scalar
 */
public record GaussianKde(
    Array dataset, Array weights, Array covariance, Array inverse, Array effective) {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  /** How the bandwidth factor follows from n points in d dimensions. */
  public enum Bandwidth {
    /** n^(-1 / (d + 4)) (Scott 1992). */
    SCOTT,
    /** (n (d + 2) / 4)^(-1 / (d + 4)) (Silverman 1986). */
    SILVERMAN
  }

  /** From points of equal weight, a vector or (d, n), with Scott's bandwidth. */
  public static GaussianKde of(Array dataset) {
    return of(dataset, Bandwidth.SCOTT, null);
  }

  /**
   * From points, a vector or (d, n).
   *
   * @param weights of the points, (n,), not necessarily of sum 1; null if equal
   * @throws ShapeException if there are fewer than two numbers, or other weights than points
   */
  public static GaussianKde of(Array dataset, Bandwidth bandwidth, @Nullable Array weights) {
    Array points = points(dataset, weights);
    Array w = normalised(points, weights);
    int d = points.dim(0);
    Array n = Np.divide(1, w.square().sum());
    Array count =
        switch (bandwidth) {
          case SCOTT -> n;
          case SILVERMAN -> n.mul((d + 2) / 4.0);
        };
    return of(points, w, n, Np.power(count, Np.full(Shape.SCALAR, -1.0 / (d + 4), n.dtype())));
  }

  /** {@link #of(Array, Bandwidth, Array)} with a given bandwidth factor, a scalar. */
  public static GaussianKde of(Array dataset, Array factor, @Nullable Array weights) {
    Array points = points(dataset, weights);
    Array w = normalised(points, weights);
    return of(points, w, Np.divide(1, w.square().sum()), factor);
  }

  private static Array points(Array dataset, @Nullable Array weights) {
    Array x = dataset.rank() < 2 ? dataset.reshape(1, dataset.size()) : dataset;
    if (x.rank() != 2 || x.size() < 2) {
      throw new ShapeException(
          "GaussianKde: points are a vector or a matrix of at least two numbers, not "
              + dataset.type());
    }
    DType dtype =
        Promotion.inexact(weights == null ? x.dtype() : Promotion.common(x.type(), weights.type()));
    return Promotion.to(x, dtype);
  }

  private static Array normalised(Array points, @Nullable Array weights) {
    int n = points.dim(1);
    if (weights == null) {
      return Np.full(Shape.of(n), 1.0 / n, points.dtype());
    }
    if (!weights.shape().equals(Shape.of(n))) {
      throw new ShapeException(
          "GaussianKde: " + n + " points need as many weights, not " + weights.type());
    }
    Array w = Promotion.to(weights, points.dtype());
    return w.div(w.sum());
  }

  private static GaussianKde of(Array points, Array weights, Array effective, Array factor) {
    Array centred = points.sub(points.mul(weights).sum(1).expandDims(1));
    Array products = centred.mul(weights).matmul(centred.transpose());
    Array spread = products.div(Np.subtract(1, weights.square().sum()));
    Array square = factor.square();
    return new GaussianKde(
        points, weights, spread.mul(square), Linalg.inv(spread).div(square), effective);
  }

  /** The density at points, a vector or (d, m): one for each column. */
  public Array evaluate(Array points) {
    return weights.mul(logKernels(points).exp()).sum(1);
  }

  /** {@link #evaluate}. */
  public Array pdf(Array points) {
    return evaluate(points);
  }

  /** The log of {@link #evaluate}, without underflow. */
  public Array logpdf(Array points) {
    return Np.logsumexp(logKernels(points).add(weights.log()), 1);
  }

  /** (m, n). */
  private Array logKernels(Array points) {
    Array at = columns(points);
    int d = dataset.dim(0);
    Array whitening = Linalg.cholesky(inverse);
    Array from = dataset.transpose().matmul(whitening);
    Array to = at.transpose().matmul(whitening);
    Array squares = from.sub(to.expandDims(1)).square().sum(2);
    Array norm = Linalg.diagonal(whitening, 0).log().sum().sub(0.5 * d * LOG_TWO_PI);
    return norm.sub(squares.mul(0.5));
  }

  private Array columns(Array points) {
    int d = dataset.dim(0);
    Array x = points.rank() < 2 ? points.reshape(1, points.size()) : points;
    if (x.rank() == 2 && x.dim(0) != d && x.dim(0) == 1 && x.dim(1) == d) {
      return x.reshape(d, 1);
    }
    if (x.rank() != 2 || x.dim(0) != d) {
      throw new ShapeException(
          "GaussianKde: the density is of points in " + d + " dimensions, not " + points.type());
    }
    return x;
  }

  /** The integral of the density times that of a normal of {@code mean} and covariance. */
  public Array integrateGaussian(Array mean, Array other) {
    int d = dataset.dim(0);
    Array at = mean.reshape(mean.size());
    Array spread = other.rank() < 2 ? other.reshape(1, 1) : other;
    if (at.size() != d || !spread.shape().equals(Shape.of(d, d))) {
      throw new ShapeException(
          "GaussianKde.integrateGaussian: a mean and covariance in "
              + d
              + " dimensions are needed, not "
              + mean.type()
              + " and "
              + other.type());
    }
    return convolved(at.expandDims(1), covariance.add(spread)).sum();
  }

  /** The integral from {@code low} to {@code high}, scalars, in one dimension. */
  public Array integrateBox1d(Array low, Array high) {
    if (dataset.dim(0) != 1 || low.rank() + high.rank() > 0) {
      throw new ShapeException(
          "GaussianKde.integrateBox1d needs one dimension and scalar bounds: "
              + dataset.type()
              + ", "
              + low.type()
              + " and "
              + high.type());
    }
    Array deviation = covariance.reshape().sqrt();
    Array points = dataset.reshape(dataset.size());
    Array above = Special.ndtr(high.sub(points).div(deviation));
    return weights.mul(above.sub(Special.ndtr(low.sub(points).div(deviation)))).sum();
  }

  /** The integral of the product with another estimate. */
  public Array integrateKde(GaussianKde other) {
    if (other.dataset.dim(0) != dataset.dim(0)) {
      throw new ShapeException(
          "GaussianKde.integrateKde: the estimates are in "
              + dataset.dim(0)
              + " and "
              + other.dataset.dim(0)
              + " dimensions");
    }
    Array sums = convolved(other.dataset, covariance.add(other.covariance));
    return sums.mul(other.weights.expandDims(1)).sum();
  }

  /** Densities of a normal at differences of the columns and the points, weighted: (m, n). */
  private Array convolved(Array columns, Array spread) {
    Array l = Linalg.cholesky(spread);
    int d = dataset.dim(0);
    int m = columns.dim(1);
    int n = dataset.dim(1);
    Array differences = dataset.expandDims(1).sub(columns.expandDims(2)).reshape(d, m * n);
    Array z = Linalg.solveTriangular(l, differences, Linalg.Triangle.LOWER);
    Array norm = Linalg.diagonal(l, 0).log().sum().add(0.5 * d * LOG_TWO_PI);
    Array density = z.square().sum(0).mul(-0.5).sub(norm).exp();
    return density.reshape(m, n).mul(weights);
  }

  /** Points drawn from the density, (d, …) for a batch of the given shape. */
  public Array resample(Key key, Shape shape) {
    Key[] keys = key.split();
    DType dtype = dataset.dtype();
    Array chosen = Rng.choice(keys[0], dataset, shape, true, weights, 1);
    Array mean = Np.full(Shape.of(dataset.dim(0)), 0, dtype);
    Array noise = Rng.multivariateNormal(keys[1], mean, covariance, shape, dtype);
    return chosen.add(Np.moveaxis(noise, -1, 0));
  }

  /** The dimensions and the points. */
  @Override
  public String toString() {
    return "GaussianKde" + List.of(dataset.dim(0), dataset.dim(1));
  }
}
