package org.juxta;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.Contraction.FftKind;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;

/** Fourier transforms along any axes, of any length and scale. */
final class FourierTransforms {
  private static final Ints LAST_TWO = Ints.of(-2, -1);

  private FourierTransforms() {}

  static FftOptions one(String what, FftOptions options) {
    Ints axes = options.axes() == null ? Ints.of(-1) : options.axes();
    Ints lengths = options.lengths();
    if (axes.size() != 1 || (lengths != null && lengths.size() != 1)) {
      throw new ShapeException(what + ": one axis and one length, not " + axes + " and " + lengths);
    }
    return new FftOptions(lengths, axes, options.norm());
  }

  static Array ofOneAxis(String what, Array x, FftKind kind, FftOptions options) {
    return of(what, x, kind, one(what, options));
  }

  static Array ofTwoAxes(String what, Array x, FftKind kind, FftOptions options) {
    Ints axes = options.axes() == null ? LAST_TWO : options.axes();
    if (axes.size() != 2) {
      throw new ShapeException(what + ": two axes, not " + axes);
    }
    return of(what, x, kind, new FftOptions(options.lengths(), axes, options.norm()));
  }

  static Ints allUnless(Array x, int... axes) {
    return axes.length == 0 ? Ints.range(0, x.rank()) : x.shape().axes(Ints.of(axes));
  }

  static Array frequencies(String what, int n, int count, int greatest, double spacing) {
    if (n < 0) {
      throw new ShapeException(what + ": the number of samples must not be negative, not " + n);
    }
    double[] values = new double[count];
    Arrays.setAll(values, i -> (i <= greatest ? i : i - n) / (n * spacing)); // 0 / 0 of no samples
    return Np.array(values);
  }

  static Array of(String what, Array x, FftKind kind, FftOptions options) {
    Ints axes = axes(what, x, options);
    if (kind == FftKind.RFFT && x.dtype().isComplex()) {
      throw new DTypeException(what + ": real numbers are needed, not " + x.type() + "; use fft");
    }
    if (axes.isEmpty()) {
      return Promotion.to(x, Promotion.inexact(x.dtype()).complex());
    }
    int count = axes.size();
    int kept = x.rank() - count;
    int[] from = axes.toArray();
    int[] last = Ints.range(kept, x.rank()).toArray();
    Array moved = Np.moveaxis(x, from, last);
    Ints sizes = moved.shape().dims().slice(kept, x.rank());
    Ints lengths = lengths(what, x, kind, options.lengths(), sizes);
    Ints needed = kind == FftKind.IRFFT ? lengths.with(count - 1, lengths.last() / 2 + 1) : lengths;
    for (int i = 0; i < count; i++) {
      moved = resized(moved, kept + i, needed.get(i));
    }
    double n = lengths.stream().asDoubleStream().reduce(1, (a, b) -> a * b);
    boolean back = kind == FftKind.IFFT || kind == FftKind.IRFFT;
    double factor = (back ? options.norm().other() : options.norm()).factor(n) * (back ? n : 1);
    Array made = nested(moved, kind, lengths);
    return Np.moveaxis(options.norm() == FftNorm.BACKWARD ? made : made.mul(factor), last, from);
  }

  private static Ints lengths(
      String what, Array x, FftKind kind, @Nullable Ints given, Ints sizes) {
    Ints lengths =
        given != null
            ? given
            : kind == FftKind.IRFFT ? sizes.with(sizes.size() - 1, 2 * (sizes.last() - 1)) : sizes;
    boolean real = kind == FftKind.IRFFT && lengths.last() <= 0;
    if (real || (given != null && given.stream().anyMatch(v -> v <= 0))) {
      throw new ShapeException(
          what + ": the lengths must be positive, not " + lengths + ": " + x.type());
    }
    return lengths;
  }

  /** Of more than three axes, three at a time: those of the halved axis first, or back last. */
  private static Array nested(Array x, FftKind kind, Ints lengths) {
    int count = lengths.size();
    if (count <= 3) {
      return Lax.fft(x, kind, lengths);
    }
    int inner = count == 4 ? 2 : 3;
    int rank = x.rank();
    int[] outerAxes = Ints.range(rank - count, rank - inner).toArray();
    int[] ends = Ints.range(rank - count + inner, rank).toArray();
    Ints innerLengths = lengths.slice(count - inner, count);
    Ints outerLengths = lengths.slice(0, count - inner);
    if (kind == FftKind.FFT || kind == FftKind.RFFT) {
      Array part = Np.moveaxis(Lax.fft(x, kind, innerLengths), outerAxes, ends);
      return Np.moveaxis(nested(part, FftKind.FFT, outerLengths), ends, outerAxes);
    }
    Array part = nested(Np.moveaxis(x, outerAxes, ends), FftKind.IFFT, outerLengths);
    return Lax.fft(Np.moveaxis(part, ends, outerAxes), kind, innerLengths);
  }

  /** The axes meant, counted from 0. */
  static Ints axes(String what, Array x, FftOptions options) {
    Ints lengths = options.lengths();
    if (options.axes() != null) {
      if (lengths != null && lengths.size() != options.axes().size()) {
        throw new ShapeException(
            what + ": lengths " + lengths + " are not as many as axes " + options.axes());
      }
      return x.shape().axes(options.axes());
    }
    if (lengths == null) {
      return Ints.range(0, x.rank());
    }
    if (lengths.size() > x.rank()) {
      throw new ShapeException(what + ": lengths " + lengths + " are too many for " + x.type());
    }
    return Ints.range(x.rank() - lengths.size(), x.rank());
  }

  /**
   * {@code size} elements along an axis: longer ones cut off, shorter ones with zeros at the end.
   */
  static Array resized(Array x, int axis, int size) {
    int n = x.dim(axis);
    if (size <= n) {
      return size == n ? x : Lax.sliceAlong(x, 0, size, axis);
    }
    Ints none = Ints.fill(x.rank(), 0);
    return Lax.pad(x, Np.zeros(x.dtype()), none, none.with(axis, size - n), none);
  }
}
