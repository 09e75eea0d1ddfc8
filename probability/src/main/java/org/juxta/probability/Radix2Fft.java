package org.juxta.probability;

/**
 * The fast Fourier transform of host arrays whose length is a power of 2. Diagnostics take it
 * rather than {@link org.juxta.Fft} since each chain and parameter is a series of its own on the
 * host: an engine would compile a program for each length (2 s for 262,144 elements) and be asked
 * for each series; up to some ten thousand draws that takes two to five times as long, to the same
 * digits.
 */
final class Radix2Fft {
  private Radix2Fft() {}

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
