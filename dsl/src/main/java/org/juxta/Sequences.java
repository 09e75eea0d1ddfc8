package org.juxta;

import java.util.stream.IntStream;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
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
    Array a = longer ? x : y;
    Array b = longer ? y : x;
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
    if (x.rank() != y.rank() || x.rank() == 0 || x.size() == 0 || y.size() == 0) {
      throw new ShapeException(
          what
              + ": arrays of as many axes, with at least one element, are needed, not "
              + x.type()
              + " and "
              + y.type());
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
   * The sum over {@code kernel} at each of its positions on {@code x} with zeros at its ends:
   * windows times the kernel as a vector. In floats, as JAX's.
   */
  private static Array slide(Array x, Array kernel, Ints low, Ints high) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), kernel.type()));
    int rank = x.rank();
    Array padded = Lax.pad(Promotion.to(x, dtype), Array.scalar(0), low, high, Ints.fill(rank, 0));
    Shape out = new Shape(Ints.build(rank, i -> padded.dim(i) - kernel.dim(i) + 1));
    Array windows = padded.ravel().get(positions(padded.shape(), out, kernel.shape()));
    return windows.matmul(Promotion.to(kernel, dtype).ravel()).reshape(out);
  }

  /** Row-major positions in {@code padded} of the elements of each window. */
  private static Array positions(Shape padded, Shape out, Shape kernel) {
    Array start = flat(padded, out);
    Array inside = flat(padded, kernel);
    return start.expandDims(1).add(inside.expandDims(0));
  }

  private static Array flat(Shape padded, Shape corner) {
    Array position = Np.zeros(DType.I32, corner.dims().toArray());
    for (int i = 0; i < corner.rank(); i++) {
      position = position.mul(padded.dim(i)).add(Lax.iota(DType.I32, corner, i));
    }
    return position.ravel();
  }
}
