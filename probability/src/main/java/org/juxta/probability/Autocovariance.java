package org.juxta.probability;

/** Autocovariance of one series by the Wiener-Khinchin theorem. */
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
    Radix2Fft.transform(re, im);
    for (int k = 0; k < size; k++) {
      re[k] = re[k] * re[k] + im[k] * im[k];
      im[k] = 0;
    }
    // The power spectrum is real and even, so the forward transform is size times the inverse.
    Radix2Fft.transform(re, im);
    double[] sums = new double[n];
    for (int k = 0; k < n; k++) {
      sums[k] = re[k] / size;
    }
    return sums;
  }
}
