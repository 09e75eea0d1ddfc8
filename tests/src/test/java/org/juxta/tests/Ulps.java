package org.juxta.tests;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.FloatInfo;
import org.juxta.tracer.HostArray;

/** How far apart two arrays are, in units in the last place. */
final class Ulps {
  /** In place of a distance: the same number, where the sign of a zero is left open. */
  static final int SAME_NUMBER = -1;

  /** In place of a distance: a few units of the largest element, as of sums of all elements. */
  static final int OF_LARGEST = -2;

  /** What {@link #OF_LARGEST} allows. */
  private static final int UNITS_OF_LARGEST = 16;

  private static final int SHOWN = 8;

  private Ulps() {}

  /**
   * The elements further than {@code most} from what is expected, as text. NaNs are all the same;
   * zeros of the two signs are not. Of numbers below the least normal one, only the sign counts:
   * XLA takes them for zero.
   */
  static List<String> differences(HostArray expected, HostArray found, int most) {
    if (!expected.type().sameAs(found.type())) {
      return List.of("expected " + expected.type() + ", found " + found.type());
    }
    if (most == OF_LARGEST) {
      return differencesOfLargest(expected, found);
    }
    List<String> result = new ArrayList<>();
    for (int i = 0; i < expected.size() && result.size() < SHOWN; i++) {
      if (!(apart(expected, found, i, most == SAME_NUMBER) <= Math.max(0, most))) {
        result.add("[" + i + "] expected " + text(expected, i) + ", found " + text(found, i));
      }
    }
    return result;
  }

  private static List<String> differencesOfLargest(HostArray expected, HostArray found) {
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      double size = Math.max(Math.abs(expected.getDouble(i)), Math.abs(expected.getImaginary(i)));
      largest = Math.max(largest, size);
    }
    double allowed = UNITS_OF_LARGEST * ulp(expected.type().dtype().real(), largest);
    List<String> result = new ArrayList<>();
    for (int i = 0; i < expected.size() && result.size() < SHOWN; i++) {
      double real = Math.abs(expected.getDouble(i) - found.getDouble(i));
      double imaginary = Math.abs(expected.getImaginary(i) - found.getImaginary(i));
      if (!(Math.max(real, imaginary) <= allowed)) {
        result.add("[" + i + "] expected " + text(expected, i) + ", found " + text(found, i));
      }
    }
    return result;
  }

  private static double apart(HostArray expected, HostArray found, int i, boolean anyZero) {
    DType dtype = expected.type().dtype();
    if (dtype.isComplex()) {
      return complexApart(expected, found, i);
    }
    if (!dtype.isFloat()) {
      return expected.getLong(i) == found.getLong(i) ? 0 : Double.POSITIVE_INFINITY;
    }
    double a = expected.getDouble(i);
    double b = found.getDouble(i);
    double leastNormal = dtype.finfo().tiny();
    boolean tiny = Math.abs(a) <= leastNormal && Math.abs(b) <= leastNormal;
    if (Double.compare(a, b) == 0 || (tiny && Math.copySign(1, a) == Math.copySign(1, b))) {
      return 0;
    }
    if (a == b && anyZero) {
      return 0;
    }
    if (a == b || !Double.isFinite(a) || !Double.isFinite(b)) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.abs(a - b) / ulp(dtype, a);
  }

  private static double ulp(DType dtype, double x) {
    FloatInfo info = dtype.finfo();
    return Math.max(
        info.smallestSubnormal(), Math.scalb(1.0, Math.getExponent(x) - info.fractionBits()));
  }

  /** In units of the greater part; of numbers that are not finite, part by part. */
  private static double complexApart(HostArray expected, HostArray found, int i) {
    double[] a = {expected.getDouble(i), expected.getImaginary(i)};
    double[] b = {found.getDouble(i), found.getImaginary(i)};
    double greatest = Math.max(Math.abs(a[0]), Math.abs(a[1]));
    if (!Double.isFinite(greatest)) {
      return Double.compare(a[0], b[0]) == 0 && Double.compare(a[1], b[1]) == 0
          ? 0
          : Double.POSITIVE_INFINITY;
    }
    double apart = Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));
    return apart == 0 ? 0 : apart / ulp(expected.type().dtype().real(), greatest);
  }

  private static String text(HostArray x, int i) {
    if (x.type().dtype().isComplex()) {
      return x.getDouble(i) + " + " + x.getImaginary(i) + "i";
    }
    return switch (x.data()) {
      case float[] data -> Float.toString(data[i]);
      case double[] data -> Double.toString(data[i]);
      default ->
          x.type().dtype().isFloat()
              ? Double.toString(x.getDouble(i))
              : Long.toString(x.getLong(i));
    };
  }
}
