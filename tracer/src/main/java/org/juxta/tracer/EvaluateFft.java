package org.juxta.tracer;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.juxta.tracer.Contraction.Fft;
import org.juxta.tracer.Contraction.FftKind;

/** Fourier transforms, one axis after the other, in double. */
final class EvaluateFft {
  private EvaluateFft() {}

  static HostArray fft(Fft op, HostArray x, ArrayType type) {
    if (type.shape().size() == 0) {
      return HostArray.allocate(type);
    }
    int axes = op.lengths().size();
    int last = x.type().rank() - 1;
    boolean back = op.kind() == FftKind.IFFT || op.kind() == FftKind.IRFFT;
    Numbers numbers = Numbers.of(x);
    if (op.kind() == FftKind.RFFT) {
      numbers = spectrum(numbers, last, op.lengths().last());
    } else if (op.kind() != FftKind.IRFFT) {
      numbers = transform(numbers, last, back);
    }
    for (int axis = last - 1; axis > last - axes; axis--) {
      numbers = transform(numbers, axis, back);
    }
    if (op.kind() == FftKind.IRFFT) {
      return HostArray.wrap(
          type, EvaluateConvert.narrow(signal(numbers, last, op.lengths().last()), type.dtype()));
    }
    return HostArray.wrap(type, EvaluateConvert.narrow(numbers.parts, type.dtype().real()));
  }

  /** Complex numbers, whose parts take turns. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Numbers(Shape shape, double[] parts) {
    static Numbers of(HostArray x) {
      double[] parts = EvaluateConvert.parts(x);
      if (!x.type().dtype().isComplex()) {
        double[] complex = new double[2 * parts.length];
        for (int i = 0; i < parts.length; i++) {
          complex[2 * i] = parts[i];
        }
        return new Numbers(x.type().shape(), complex);
      }
      return new Numbers(x.type().shape(), parts);
    }
  }

  private static Numbers transform(Numbers x, int axis, boolean back) {
    int n = x.shape.dim(axis);
    FourierTransform transform = new FourierTransform(n);
    return lines(x, axis, n, back ? transform::inverse : transform::forward);
  }

  private static Numbers spectrum(Numbers x, int axis, int n) {
    FourierTransform transform = new FourierTransform(n);
    return lines(x, axis, n / 2 + 1, transform::forward);
  }

  /** The first {@code size} numbers of what {@code f} makes of each line along {@code axis}. */
  private static Numbers lines(Numbers x, int axis, int size, UnaryOperator<double[]> f) {
    Shape shape = x.shape.with(axis, size);
    double[] result = new double[2 * shape.size()];
    int n = x.shape.dim(axis);
    int step = Strided.strides(x.shape)[axis];
    int outer = x.shape.size() / (n * step);
    double[] line = new double[2 * n];
    for (int i = 0; i < outer; i++) {
      for (int j = 0; j < step; j++) {
        for (int k = 0; k < n; k++) {
          int from = 2 * ((i * n + k) * step + j);
          line[2 * k] = x.parts[from];
          line[2 * k + 1] = x.parts[from + 1];
        }
        double[] made = f.apply(line);
        for (int k = 0; k < size; k++) {
          int to = 2 * ((i * size + k) * step + j);
          result[to] = made[2 * k];
          result[to + 1] = made[2 * k + 1];
        }
      }
    }
    return new Numbers(shape, result);
  }

  /** Real numbers along the last axis from the first half of their spectrum. */
  private static double[] signal(Numbers x, int axis, int n) {
    FourierTransform transform = new FourierTransform(n);
    int half = n / 2 + 1;
    Numbers whole =
        lines(
            x,
            axis,
            n,
            line -> {
              double[] full = Arrays.copyOf(line, 2 * n);
              full[1] = 0;
              for (int k = half; k < n; k++) {
                full[2 * k] = line[2 * (n - k)];
                full[2 * k + 1] = -line[2 * (n - k) + 1];
              }
              if (n % 2 == 0) {
                full[n + 1] = 0;
              }
              return transform.inverse(full);
            });
    double[] real = new double[whole.parts.length / 2];
    for (int i = 0; i < real.length; i++) {
      real[i] = whole.parts[2 * i];
    }
    return real;
  }
}
