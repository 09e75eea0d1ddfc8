package org.juxta.tracer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The discrete Fourier transform of one length, in double: by the factors of the length (Cooley and
 * Tukey 1965), and where a large prime is left, by a convolution of a power of two (Bluestein
 * 1970). Real and imaginary parts take turns. May be shared by threads.
 */
final class FourierTransform {
  /** Prime factors up to this are taken one by one. */
  private static final int LARGEST_FACTOR = 31;

  private final int length;
  private final int[] factors;

  /** exp(-2πi k / length) for each k. */
  private final double[] roots;

  private final @Nullable Chirp chirp;

  FourierTransform(int length) {
    this.length = length;
    this.roots = roots(length);
    int[] found = new int[Integer.SIZE];
    int count = 0;
    int rest = length;
    for (int p = 2; p <= LARGEST_FACTOR && rest > 1; p++) {
      while (rest % p == 0) {
        found[count++] = p;
        rest /= p;
      }
    }
    this.factors = Arrays.copyOf(found, count);
    this.chirp = rest > 1 ? Chirp.of(rest) : null;
  }

  /**
   * Each from an angle of at most an eighth of a turn, so that they are right to the last place.
   */
  private static double[] roots(int n) {
    double[] roots = new double[2 * n];
    for (int k = 0; k < n; k++) {
      roots[2 * k] = cosine(k, n);
      roots[2 * k + 1] = -sine(k, n);
    }
    return roots;
  }

  /** cos(2π k / n) for k from 0 to n. */
  private static double cosine(long k, long n) {
    long eighths = 8 * k;
    if (eighths <= n) {
      return Math.cos(2 * Math.PI * k / n);
    }
    if (eighths <= 3 * n) {
      return Math.sin(2 * Math.PI * (n - 4 * k) / (4.0 * n));
    }
    return 2 * k <= n ? -Math.cos(Math.PI * (n - 2 * k) / n) : cosine(n - k, n);
  }

  /** sin(2π k / n) for k from 0 to n. */
  private static double sine(long k, long n) {
    if (2 * k > n) {
      return -sine(n - k, n);
    }
    if (8 * k <= n) {
      return Math.sin(2 * Math.PI * k / n);
    }
    return 8 * k <= 3 * n
        ? Math.cos(2 * Math.PI * (n - 4 * k) / (4.0 * n))
        : Math.sin(Math.PI * (n - 2 * k) / n);
  }

  /** The transform of {@code x}, not scaled. */
  double[] forward(double[] x) {
    double[] result = new double[2 * length];
    transform(x, 0, 1, result, 0, length, 0);
    return result;
  }

  /** The transform back, divided by the length. */
  double[] inverse(double[] x) {
    double[] result = forward(swapped(x, 1));
    return swapped(result, 1.0 / length);
  }

  /** Real and imaginary parts in each other's place, times {@code scale}. */
  private static double[] swapped(double[] x, double scale) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i += 2) {
      result[i] = x[i + 1] * scale;
      result[i + 1] = x[i] * scale;
    }
    return result;
  }

  /** Of the {@code n} elements of {@code x} from {@code start}, {@code step} apart. */
  private void transform(double[] x, int start, int step, double[] y, int to, int n, int level) {
    if (level == factors.length) {
      leaf(x, start, step, y, to);
      return;
    }
    int p = factors[level];
    int m = n / p;
    for (int r = 0; r < p; r++) {
      transform(x, start + r * step, step * p, y, to + r * m, m, level + 1);
    }
    if (p == 2) {
      combinePairs(y, to, m, length / n);
    } else {
      combine(y, to, p, m, length / n);
    }
  }

  private void leaf(double[] x, int start, int step, double[] y, int to) {
    if (chirp == null) {
      y[2 * to] = x[2 * start];
      y[2 * to + 1] = x[2 * start + 1];
    } else {
      chirp.transform(x, start, step, y, to);
    }
  }

  private void combinePairs(double[] y, int to, int m, int turn) {
    for (int k = 0; k < m; k++) {
      int i = 2 * (to + k);
      int j = i + 2 * m;
      double c = roots[2 * k * turn];
      double s = roots[2 * k * turn + 1];
      double re = y[j] * c - y[j + 1] * s;
      double im = y[j] * s + y[j + 1] * c;
      y[j] = y[i] - re;
      y[j + 1] = y[i + 1] - im;
      y[i] += re;
      y[i + 1] += im;
    }
  }

  /** Of {@code p} transforms of {@code m} elements one of all, in place. */
  private void combine(double[] y, int to, int p, int m, int turn) {
    double[] terms = new double[2 * p];
    for (int k = 0; k < m; k++) {
      for (int r = 0; r < p; r++) {
        int i = 2 * (to + r * m + k);
        int w = 2 * (r * k * turn);
        terms[2 * r] = y[i] * roots[w] - y[i + 1] * roots[w + 1];
        terms[2 * r + 1] = y[i] * roots[w + 1] + y[i + 1] * roots[w];
      }
      for (int q = 0; q < p; q++) {
        double re = terms[0];
        double im = terms[1];
        for (int r = 1; r < p; r++) {
          int w = 2 * (r * q % p * (length / p));
          re += terms[2 * r] * roots[w] - terms[2 * r + 1] * roots[w + 1];
          im += terms[2 * r] * roots[w + 1] + terms[2 * r + 1] * roots[w];
        }
        y[2 * (to + q * m + k)] = re;
        y[2 * (to + q * m + k) + 1] = im;
      }
    }
  }

  /**
   * A transform as a convolution with a chirp: jk = (j² + k² - (k - j)²) / 2.
   *
   * @param factors exp(-πi k² / n) for each k
   * @param transformed of their conjugates, laid round the convolution's length
   */
  @SuppressWarnings("ArrayRecordComponent") // tables that are never compared
  private record Chirp(
      int n, FourierTransform convolution, double[] factors, double[] transformed) {
    static Chirp of(int n) {
      int size = Integer.highestOneBit(2 * n - 1) << 1;
      FourierTransform convolution = new FourierTransform(size);
      double[] factors = new double[2 * n];
      double[] kernel = new double[2 * size];
      for (int k = 0; k < n; k++) {
        long turn = (long) k * k % (2L * n);
        factors[2 * k] = cosine(turn, 2L * n);
        factors[2 * k + 1] = -sine(turn, 2L * n);
        for (int at : new int[] {k, (size - k) % size}) {
          kernel[2 * at] = factors[2 * k];
          kernel[2 * at + 1] = -factors[2 * k + 1];
        }
      }
      return new Chirp(n, convolution, factors, convolution.forward(kernel));
    }

    void transform(double[] x, int start, int step, double[] y, int to) {
      double[] turned = new double[2 * convolution.length];
      for (int k = 0; k < n; k++) {
        times(x, 2 * (start + k * step), factors, 2 * k, turned, 2 * k);
      }
      double[] product = convolution.forward(turned);
      for (int i = 0; i < product.length; i += 2) {
        times(product, i, transformed, i, product, i);
      }
      double[] convolved = convolution.inverse(product);
      for (int k = 0; k < n; k++) {
        times(convolved, 2 * k, factors, 2 * k, y, 2 * (to + k));
      }
    }

    private static void times(double[] a, int i, double[] b, int j, double[] c, int k) {
      double re = a[i] * b[j] - a[i + 1] * b[j + 1];
      double im = a[i] * b[j + 1] + a[i + 1] * b[j];
      c[k] = re;
      c[k + 1] = im;
    }
  }
}
