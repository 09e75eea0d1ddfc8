package org.juxta;

import java.util.stream.IntStream;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;

/** Convolutions and correlations of arrays of one rank, along all axes at once. */
final class Sequences {
  private Sequences() {}

  /** Of vectors, as NumPy's. */
  static Array convolveVectors(Array x, Array y, Overlap overlap) {
    requireVectors("convolve", x, y);
    Array a = x.size() >= y.size() ? x : y;
    Array b = x.size() >= y.size() ? y : x;
    return slide(a, Np.flip(b), before(b, b, overlap), after(b, b, overlap));
  }

  /** Of vectors, as NumPy's. */
  static Array correlateVectors(Array x, Array y, Overlap overlap) {
    requireVectors("correlate", x, y);
    boolean longer = x.size() >= y.size();
    Array conjugate = Np.conj(y);
    Array a = longer ? x : conjugate;
    Array b = longer ? conjugate : x;
    Array result = slide(a, b, before(b, b, overlap), after(b, b, overlap));
    return longer ? result : Np.flip(result);
  }

  private static void requireVectors(String what, Array x, Array y) {
    require(what, x, y);
    if (x.rank() != 1) {
      throw new ShapeException(what + ": vectors are needed, not " + x.type() + ", " + y.type());
    }
  }

  private static void require(String what, Array x, Array y) {
    requireRanks(what, x, y);
    if (x.size() == 0 || y.size() == 0) {
      throw new ShapeException(
          what
              + ": arrays with at least one element are needed, not "
              + x.type()
              + " and "
              + y.type());
    }
  }

  private static void requireRanks(String what, Array x, Array y) {
    if (x.rank() != y.rank() || x.rank() == 0) {
      throw new ShapeException(
          what + ": arrays of as many axes are needed, not " + x.type() + " and " + y.type());
    }
  }

  static boolean contains(Array x, Array y) {
    return IntStream.range(0, x.rank()).allMatch(i -> x.dim(i) >= y.dim(i));
  }

  /** As {@code scipy.signal.convolve}: the same part is that of {@code x}. */
  static Array convolve(String what, Array x, Array y, Overlap overlap) {
    require(what, x, y);
    boolean swap = contains(y, x);
    if (!swap && !contains(x, y)) {
      throw new ShapeException(
          what
              + ": one array must be at least as large as the other on every axis: "
              + x.type()
              + ", "
              + y.type());
    }
    Array a = swap ? y : x;
    Array b = swap ? x : y;
    return slide(a, Np.flip(b), before(b, y, overlap), after(b, y, overlap));
  }

  private static Ints before(Array kernel, Array second, Overlap overlap) {
    return Ints.build(
        kernel.rank(),
        i ->
            switch (overlap) {
              case FULL -> kernel.dim(i) - 1;
              case SAME -> kernel.dim(i) - 1 - (second.dim(i) - 1) / 2;
              case VALID -> 0;
            });
  }

  private static Ints after(Array kernel, Array second, Overlap overlap) {
    return Ints.build(
        kernel.rank(),
        i ->
            switch (overlap) {
              case FULL -> kernel.dim(i) - 1;
              case SAME -> kernel.dim(i) - second.dim(i) + (second.dim(i) - 1) / 2;
              case VALID -> 0;
            });
  }

  /**
   * The sum over {@code kernel} at each of its positions on {@code x} with zeros at its ends. In
   * floats, as JAX's.
   */
  private static Array slide(Array x, Array kernel, Ints low, Ints high) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), kernel.type()));
    Array image = Promotion.to(x, dtype).expandDims(0, 1);
    Array filter = Promotion.to(kernel, dtype).expandDims(0, 1);
    ConvOptions options = ConvOptions.NONE.padding(new ConvPadding.Explicit(low, high));
    return Lax.convGeneralDilated(image, filter, options).squeeze(0, 1);
  }

  /**
   * The product of the spectra, transformed back, along the axes. As {@code
   * scipy.signal.fftconvolve}: the same part is that of {@code x}.
   */
  static Array fftConvolve(Array x, Array y, Overlap overlap, Ints axes) {
    requireRanks("fftconvolve", x, y);
    if (!x.shape().without(axes).equals(y.shape().without(axes))) {
      throw new ShapeException(
          "fftconvolve: the other axes must have the same sizes: "
              + x.type()
              + ", "
              + y.type()
              + " along "
              + axes);
    }
    boolean swap = axes.stream().allMatch(a -> y.dim(a) >= x.dim(a));
    boolean keep = axes.stream().allMatch(a -> x.dim(a) >= y.dim(a));
    if (overlap == Overlap.VALID && !swap && !keep) {
      throw new ShapeException(
          "fftconvolve: for the valid part one array must be at least as large as the other along"
              + " each axis: "
              + x.type()
              + ", "
              + y.type());
    }
    DType dtype = Promotion.inexact(Promotion.common(x.type(), y.type()));
    Ints full = Ints.build(axes.size(), i -> x.dim(axes.get(i)) + y.dim(axes.get(i)) - 1);
    Array result = fullProduct(Promotion.to(x, dtype), Promotion.to(y, dtype), axes, full);
    for (int i = 0; i < axes.size(); i++) {
      int axis = axes.get(i);
      int size =
          switch (overlap) {
            case FULL -> full.get(i);
            case SAME -> x.dim(axis);
            case VALID -> Math.abs(x.dim(axis) - y.dim(axis)) + 1;
          };
      if (size > full.get(i)) {
        throw new ShapeException(
            "fftconvolve: without elements along an axis there is no such part of "
                + x.type()
                + " and "
                + y.type());
      }
      int start = (full.get(i) - size) / 2;
      result = Lax.sliceAlong(result, start, start + size, axis);
    }
    return result.astype(dtype);
  }

  /** The whole convolution: sums of no products are 0, and a single element only scales. */
  private static Array fullProduct(Array x, Array y, Ints axes, Ints full) {
    int[] spread = axes.stream().filter(a -> x.dim(a) != 1 && y.dim(a) != 1).toArray();
    if (spread.length == 0) {
      return x.mul(y);
    }
    if (x.size() == 0 || y.size() == 0) {
      return Np.zeros(x.dtype(), lengths(x, axes, full));
    }
    int[] lengths = IntStream.of(spread).map(a -> fastLength(x.dim(a) + y.dim(a) - 1)).toArray();
    FftOptions options = FftOptions.NONE.axes(spread).lengths(lengths);
    return x.dtype().isComplex()
        ? Fft.ifftn(Fft.fftn(x, options).mul(Fft.fftn(y, options)), options)
        : Fft.irfftn(Fft.rfftn(x, options).mul(Fft.rfftn(y, options)), options).astype(x.dtype());
  }

  private static int[] lengths(Array x, Ints axes, Ints full) {
    int[] dims = IntStream.range(0, x.rank()).map(x::dim).toArray();
    for (int i = 0; i < axes.size(); i++) {
      if (full.get(i) < 0) {
        throw new ShapeException("fftconvolve: both arrays are empty along an axis: " + x.type());
      }
      dims[axes.get(i)] = full.get(i);
    }
    return dims;
  }

  /** The least number from {@code n} on without a prime factor above 5. */
  private static int fastLength(int n) {
    int length = n;
    while (!isFast(length)) {
      length++;
    }
    return length;
  }

  private static boolean isFast(int n) {
    int rest = n;
    for (int p : new int[] {2, 3, 5}) {
      while (rest % p == 0) {
        rest /= p;
      }
    }
    return rest == 1;
  }
}
