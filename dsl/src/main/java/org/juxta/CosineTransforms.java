package org.juxta;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;

/**
 * Cosine transforms of type 2 by Fourier transforms of as many elements (Makhoul 1980): the even
 * ones and, in reverse, the odd ones.
 */
final class CosineTransforms {
  private CosineTransforms() {}

  /** A transform along one axis. */
  private interface Line {
    Array of(Array x, int axis);
  }

  static Array dct(String what, Array x, FftOptions options) {
    return along(what, x, options, (y, axis) -> forward(y, axis, options.norm()));
  }

  static Array idct(String what, Array x, FftOptions options) {
    return along(what, x, options, (y, axis) -> inverse(y, axis, options.norm()));
  }

  private static Array along(String what, Array x, FftOptions options, Line line) {
    if (x.dtype().isComplex()) {
      return Np.complex(
          along(what, Np.real(x), options, line), along(what, Np.imag(x), options, line));
    }
    Ints axes = FourierTransforms.axes(what, x, options);
    Ints lengths = options.lengths();
    DType dtype = Promotion.inexact(x.dtype());
    Array result = Promotion.to(x, dtype);
    for (int i = 0; i < axes.size(); i++) {
      result = FourierTransforms.resized(result, axes.get(i), length(what, x, lengths, axes, i));
    }
    for (int axis : axes.toArray()) {
      result = line.of(result, axis);
    }
    return result;
  }

  private static int length(String what, Array x, @Nullable Ints lengths, Ints axes, int i) {
    int n = lengths == null ? x.dim(axes.get(i)) : lengths.get(i);
    if (n <= 0) {
      throw new ShapeException(
          what + ": the length along axis " + axes.get(i) + " must be positive: " + x.type());
    }
    return n;
  }

  private static Array forward(Array x, int axis, FftNorm norm) {
    int n = x.dim(axis);
    Array even = Lax.sliceInDim(x, 0, n, 2, axis);
    Array odd = Lax.sliceInDim(x, Math.min(1, n), n, 2, axis);
    Array mixed = Np.concatenate(List.of(even, Np.flip(odd, axis)), axis);
    Array spectrum = Fft.fft(mixed, FftOptions.NONE.axes(axis));
    Array turned = Np.real(spectrum.mul(turns(spectrum, axis, -1)));
    return turned.mul(weights(x, axis, norm).mul(2));
  }

  private static Array inverse(Array x, int axis, FftNorm norm) {
    int n = x.dim(axis);
    Array level = x.div(weights(x, axis, norm));
    // Element k beside element n - k, with 0 beside the first.
    Array mirrored = Np.flip(level, axis);
    Ints none = Ints.fill(x.rank(), 0);
    Array rest = Lax.sliceAlong(mirrored, 0, n - 1, axis);
    Array beside = Lax.pad(rest, Np.zeros(x.dtype()), none.with(axis, 1), none, none);
    Array both = Np.complex(level, beside.neg());
    Array spectrum = both.mul(turns(both, axis, 1)).mul(0.5);
    Array mixed = Np.real(Fft.ifft(spectrum, FftOptions.NONE.axes(axis)));
    int evens = (n + 1) / 2;
    Array even = Lax.sliceAlong(mixed, 0, evens, axis);
    Array odd = Np.flip(Lax.sliceAlong(mixed, evens, n, axis), axis);
    return interleaved(even, odd, axis, n);
  }

  private static Array interleaved(Array even, Array odd, int axis, int n) {
    Ints none = Ints.fill(even.rank(), 0);
    Ints one = none.with(axis, 1);
    Array zero = Np.zeros(even.dtype());
    Array first = Lax.pad(even, zero, none, n % 2 == 0 ? one : none, one);
    if (odd.dim(axis) == 0) {
      return first;
    }
    return first.add(Lax.pad(odd, zero, one, n % 2 == 0 ? none : one, one));
  }

  /** exp(sign πi k / 2n) along an axis. */
  private static Array turns(Array like, int axis, int sign) {
    int n = like.dim(axis);
    double[] cosines = new double[n];
    double[] sines = new double[n];
    for (int k = 0; k < n; k++) {
      cosines[k] = Math.cos(Math.PI * k / (2.0 * n));
      sines[k] = sign * Math.sin(Math.PI * k / (2.0 * n));
    }
    DType real = like.dtype().real();
    Array turns = Np.complex(Np.array(cosines).astype(real), Np.array(sines).astype(real));
    return turns.reshape(Ints.fill(like.rank(), 1).with(axis, n).toArray());
  }

  /** What the transform without a scale is multiplied by, for each element along an axis. */
  private static Array weights(Array like, int axis, FftNorm norm) {
    int n = like.dim(axis);
    double[] weights = new double[n];
    Arrays.setAll(
        weights,
        k ->
            switch (norm) {
              case BACKWARD -> 1;
              case ORTHO -> k == 0 ? Math.sqrt(0.25 / n) : Math.sqrt(0.5 / n);
              case FORWARD -> 0.5 / n;
            });
    Ints dims = Ints.fill(like.rank(), 1).with(axis, n);
    return Np.array(weights).astype(like.dtype()).reshape(dims.toArray());
  }
}
