package org.juxta;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.juxta.tracer.DType;
import org.juxta.tracer.ShapeException;

/** Windows that fall off towards both ends. */
final class Windows {
  private Windows() {}

  /** {@code f} at positions from 0 to 1, both included; 1 if there is one point only. */
  private static Array window(String what, int points, DType dtype, DoubleUnaryOperator f) {
    if (points < 0) {
      throw new ShapeException(what + ": the number of points may not be negative: " + points);
    }
    double[] values = new double[points];
    Arrays.setAll(values, i -> points == 1 ? 1 : f.applyAsDouble(i / (points - 1.0)));
    return Np.array(values).astype(dtype);
  }

  private static double cos(double turns) {
    return Math.cos(2 * Math.PI * turns);
  }

  static Array hanning(int points, DType dtype) {
    return window("hanning", points, dtype, t -> 0.5 - 0.5 * cos(t));
  }

  static Array hamming(int points, DType dtype) {
    return window("hamming", points, dtype, t -> 0.54 - 0.46 * cos(t));
  }

  static Array blackman(int points, DType dtype) {
    return window("blackman", points, dtype, t -> 0.42 - 0.5 * cos(t) + 0.08 * cos(2 * t));
  }

  static Array bartlett(int points, DType dtype) {
    return window("bartlett", points, dtype, t -> 1 - Math.abs(2 * t - 1));
  }
}
