package org.juxta.probability;

/** Autocovariance of one series by the Wiener-Khinchin theorem, with a radix-2 FFT in doubles. */
final class Autocovariance {
  private Autocovariance() {}

  /**
   * The sums {@code s[k] = sum_t (x[t] - mean) (x[t + k] - mean)} for every lag {@code k} from 0 to
   * {@code x.length - 1}, not yet divided by a number of terms.
   */
  static double[] laggedProducts(double[] x) {
    int n = x.length;
    if (n == 0) {
      return new double[0];
    }
    // Twice the length, so that the circular correlation of the padded series has no wrap-around.
    int size = Integer.highestOneBit(Math.max(2 * n - 1, 1)) << 1;
    double mean = DrawStatistics.mean(x);
    double[] re = new double[size];
    double[] im = new double[size];
    for (int t = 0; t < n; t++) {
      re[t] = x[t] - mean;
    }
    transform(re, im);
    for (int k = 0; k < size; k++) {
      re[k] = re[k] * re[k] + im[k] * im[k];
      im[k] = 0;
    }
    // The power spectrum is real and even, so the forward transform is size times the inverse.
    transform(re, im);
    double[] sums = new double[n];
    for (int k = 0; k < n; k++) {
      sums[k] = re[k] / size;
    }
    return sums;
  }

  /** The discrete Fourier transform of {@code re + i im} in place; the length is a power of 2. */
  static void transform(double[] re, double[] im) {
    int n = re.length;
    reverseBits(re, im);
    double[] cos = new double[n / 2];
    double[] sin = new double[n / 2];
    for (int k = 0; k < n / 2; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / n);
      sin[k] = -Math.sin(2 * Math.PI * k / n);
    }
    for (int half = 1; half < n; half *= 2) {
      int stride = n / (2 * half);
      for (int start = 0; start < n; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          butterfly(re, im, start + k, start + k + half, cos[k * stride], sin[k * stride]);
        }
      }
    }
  }

  private static void butterfly(double[] re, double[] im, int a, int b, double c, double s) {
    double r = re[b] * c - im[b] * s;
    double i = re[b] * s + im[b] * c;
    re[b] = re[a] - r;
    im[b] = im[a] - i;
    re[a] += r;
    im[a] += i;
  }

  private static void reverseBits(double[] re, double[] im) {
    int n = re.length;
    int unused = Integer.numberOfLeadingZeros(n) + 1;
    for (int i = 0; i < n && n > 1; i++) {
      int j = Integer.reverse(i) >>> unused;
      if (i < j) {
        double r = re[i];
        re[i] = re[j];
        re[j] = r;
        double m = im[i];
        im[i] = im[j];
        im[j] = m;
      }
    }
  }
}
