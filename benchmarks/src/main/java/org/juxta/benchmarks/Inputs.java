package org.juxta.benchmarks;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;

/**
 * The workloads' inputs, by formulas that every language computes alike: in double precision,
 * row-major.
 */
final class Inputs {
  private Inputs() {}

  /** Number k of stream s in (0, 1): an integer hash of 32 bits. */
  static double u(int stream, int k) {
    int z = (k + 1 + stream * 16777216) * 0x9E3779B9;
    z ^= z >>> 16;
    z *= 0x85EBCA6B;
    z ^= z >>> 13;
    z *= 0xC2B2AE35;
    z ^= z >>> 16;
    return (Integer.toUnsignedLong(z) + 0.5) / 4294967296.0;
  }

  /** A standard normal by Box and Muller. */
  static double g(int stream, int k) {
    return Math.sqrt(-2 * Math.log(u(stream, 2 * k)))
        * Math.cos(2 * Math.PI * u(stream, 2 * k + 1));
  }

  static double[] fill(int n, IntToDoubleFunction f) {
    double[] values = new double[n];
    Arrays.setAll(values, f);
    return values;
  }

  /** {@code values} as an array of this element type and shape. */
  static Array array(DType dtype, double[] values, int... dims) {
    return Np.array(values).astype(dtype).reshape(dims);
  }

  static Array array(DType dtype, IntToDoubleFunction f, int... dims) {
    return array(dtype, fill(Arrays.stream(dims).reduce(1, (a, b) -> a * b), f), dims);
  }

  /**
   * A logistic regression.
   *
   * @param x (n, d)
   * @param y (n): 0 or 1
   */
  @SuppressWarnings("ArrayRecordComponent") // data that is never compared
  record LogisticData(double[] x, double[] y, int n, int d) {
    /** x of stream s, coefficients of stream s + 1 times {@code scale}, labels by stream s + 2. */
    static LogisticData of(int n, int d, int stream, double scale) {
      double[] x = fill(n * d, k -> g(stream, k));
      double[] w = fill(d, j -> scale * g(stream + 1, j));
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        double z = 0;
        for (int j = 0; j < d; j++) {
          z += x[i * d + j] * w[j];
        }
        y[i] = u(stream + 2, i) < 1 / (1 + Math.exp(-z)) ? 1 : 0;
      }
      return new LogisticData(x, y, n, d);
    }

    Array features(DType dtype) {
      return array(dtype, x, n, d);
    }

    Array labels(DType dtype) {
      return array(dtype, y, n);
    }
  }
}
