package org.juxta.probability;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.juxta.tracer.JuxtaException;

/**
 * A Gaussian kernel density estimate of draws on a regular grid over their range, mirrored at both
 * ends of it so that little mass is lost there (ArviZ's {@code kde}).
 *
 * <p>The bandwidth is the mean of Silverman's rule, which smooths much, and of the improved
 * Sheather-Jones method (Botev, Grotowski and Kroese 2010), which keeps modes apart.
 *
 * {@snippet class="org.juxta.tests.snippets.DiagnosticsSnippets" region="kernelDensity"}
 */
public final class KernelDensity {
  private static final int GRID = 512;

  private final double[] grid;
  private final double[] density;
  private final double bandwidth;

  private KernelDensity(double[] grid, double[] density, double bandwidth) {
    this.grid = grid;
    this.density = density;
    this.bandwidth = bandwidth;
  }

  /** The estimate from draws that are finite and not all equal. */
  public static KernelDensity of(double[] draws) {
    double[] x = DrawStatistics.sorted(draws);
    if (x.length == 0 || !Double.isFinite(x[0]) || !Double.isFinite(x[x.length - 1])) {
      throw new JuxtaException("KernelDensity: needs at least one draw, and finite draws only");
    }
    double min = x[0];
    double range = x[x.length - 1] - min;
    double width = range / GRID;
    if (!(width > 0 && Double.isFinite(width))) {
      throw new JuxtaException(
          "KernelDensity: the draws lie in [%s, %s], which has no density to estimate"
              .formatted(min, x[x.length - 1]));
    }
    double[] shares = shares(x, min, width);
    double silverman = silverman(x);
    double bandwidth = (silverman + sheatherJones(shares, x.length, range, silverman)) / 2;
    double[] grid = IntStream.range(0, GRID).mapToDouble(i -> min + (i + 0.5) * width).toArray();
    return new KernelDensity(grid, smooth(shares, width, bandwidth), bandwidth);
  }

  /**
   * The 512 points at which the density is estimated, in increasing order and equally far apart.
   */
  public double[] grid() {
    return grid.clone();
  }

  /** The density at each point of {@link #grid}. */
  public double[] density() {
    return density.clone();
  }

  /** The standard deviation of the Gaussian kernel. */
  public double bandwidth() {
    return bandwidth;
  }

  /** The share of sorted draws in each cell of the grid; the last cell has both its ends. */
  private static double[] shares(double[] sorted, double min, double width) {
    double[] shares = new double[GRID];
    int cell = 0;
    for (double v : sorted) {
      while (cell < GRID - 1 && v >= min + (cell + 1) * width) {
        cell++;
      }
      shares[cell] += 1.0 / sorted.length;
    }
    return shares;
  }

  private static double silverman(double[] sorted) {
    double std = Math.sqrt(DrawStatistics.variance(sorted, 0));
    double quartiles =
        DrawStatistics.quantile(sorted, 0.75) - DrawStatistics.quantile(sorted, 0.25);
    double scale = quartiles > 0 ? Math.min(std, quartiles / 1.34) : std;
    return 0.9 * scale * Math.pow(sorted.length, -0.2);
  }

  /** The bandwidth of Botev et al.'s algorithm 1, or {@code otherwise} where it finds none. */
  private static double sheatherJones(double[] shares, int n, double range, double otherwise) {
    double[] cosine = cosineTransform(shares);
    double[] power = Arrays.stream(cosine).map(a -> a * a).toArray();
    double low = 0;
    double high = 0.01;
    double atLow = low - fixedPoint(low, n, power);
    double atHigh = high - fixedPoint(high, n, power);
    if (!(atLow * atHigh < 0)) {
      return otherwise;
    }
    for (double mid = 0.005; low < mid && mid < high; mid = (low + high) / 2) {
      if ((mid - fixedPoint(mid, n, power)) * atLow > 0) {
        low = mid;
      } else {
        high = mid;
      }
    }
    return Math.sqrt(high) * range;
  }

  /** Botev et al.'s function xi gamma^[7] (t), with the unit of length set to the range. */
  private static double fixedPoint(double t, int n, double[] power) {
    double norm = norm(7, t, power);
    double oddFactorial = 135135; // 1 * 3 * ... * 13
    for (int s = 6; s >= 2; s--) {
      oddFactorial /= 2 * s + 1;
      double factor = (1 + Math.pow(0.5, s + 0.5)) / 3;
      double constant = oddFactorial / Math.sqrt(Math.PI / 2);
      double time = Math.pow(factor * constant / (n * norm), 2 / (3 + 2.0 * s));
      norm = norm(s, time, power);
    }
    return Math.pow(2 * n * Math.sqrt(Math.PI) * norm, -0.4);
  }

  /** The squared norm of the density's derivative of order {@code s} after diffusion by t. */
  private static double norm(int s, double t, double[] power) {
    double sum = 0;
    for (int k = 1; k < power.length - 1; k++) {
      double square = (double) k * k;
      sum += Math.pow(square, s) * power[k] * Math.exp(-square * Math.PI * Math.PI * t);
    }
    return 0.5 * Math.pow(Math.PI, 2 * s) * sum;
  }

  /** The discrete cosine transform of type 2, its terms after the first doubled. */
  private static double[] cosineTransform(double[] x) {
    int n = x.length;
    double[] re = new double[n];
    double[] im = new double[n];
    for (int i = 0; i < n / 2; i++) {
      re[i] = x[2 * i];
      re[n - 1 - i] = x[2 * i + 1];
    }
    Radix2Fft.transform(re, im);
    double[] cosine = new double[n];
    cosine[0] = re[0];
    for (int k = 1; k < n; k++) {
      double angle = -k * Math.PI / (2 * n);
      cosine[k] = 2 * (re[k] * Math.cos(angle) - im[k] * Math.sin(angle));
    }
    return cosine;
  }

  private static double[] smooth(double[] shares, double width, double bandwidth) {
    double sigma = bandwidth / width; // in cells
    int size = Math.max((int) (sigma * 2 * Math.PI), 1);
    double[] kernel = new double[size];
    for (int j = 0; j < size; j++) {
      double d = (j - (size - 1) / 2.0) / sigma;
      kernel[j] = Math.exp(-d * d / 2);
    }
    double[] density = new double[GRID];
    for (int i = 0; i < GRID; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += reflected(shares, i + (size - 1) / 2 - j) * kernel[j];
      }
      density[i] = sum / width / (sigma * Math.sqrt(2 * Math.PI));
    }
    return density;
  }

  /** A cell of the grid or of its mirror images, which reach a fifth of the grid on either side. */
  private static double reflected(double[] shares, int cell) {
    if (cell < -GRID / 5 || cell >= GRID + GRID / 5) {
      return 0;
    }
    return shares[cell < 0 ? -1 - cell : cell < GRID ? cell : 2 * GRID - 1 - cell];
  }
}
