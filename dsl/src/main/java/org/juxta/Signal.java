package org.juxta;

import java.util.Arrays;
import org.juxta.tracer.DType;
import org.juxta.tracer.ShapeException;

/** Functions of sampled signals, in floats. As {@code jax.scipy.signal}. */
public final class Signal {
  private Signal() {}

  /**
   * The convolution along all axes of two arrays of as many, of which one is at least as large as
   * the other on every axis; {@link Overlap#SAME} is the part of the size of {@code x}. Directly,
   * by the definition.
   *
   * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="signal"}
   *
   * @throws ShapeException if neither array contains the other
   */
  public static Array convolve(Array x, Array y, Overlap overlap) {
    return Sequences.convolve("convolve", x, y, overlap);
  }

  /** {@link #convolve} of {@code x} and {@code y} in reverse along all axes. */
  public static Array correlate(Array x, Array y, Overlap overlap) {
    return Sequences.convolve("correlate", x, Np.flip(y), overlap);
  }

  /** {@link #convolve} of matrices. */
  public static Array convolve2d(Array x, Array y, Overlap overlap) {
    requireMatrices("convolve2d", x, y);
    return Sequences.convolve("convolve2d", x, y, overlap);
  }

  /** {@link #correlate} of matrices; as SciPy's, the same part lies as {@code x} does. */
  public static Array correlate2d(Array x, Array y, Overlap overlap) {
    requireMatrices("correlate2d", x, y);
    boolean larger = !x.shape().equals(y.shape()) && Sequences.contains(y, x);
    boolean swap = overlap == Overlap.FULL ? Sequences.contains(y, x) : larger;
    return swap && overlap != Overlap.SAME
        ? Sequences.convolve("correlate2d", Np.flip(y), x, overlap)
        : Np.flip(Sequences.convolve("correlate2d", Np.flip(x), y, overlap));
  }

  private static void requireMatrices(String what, Array x, Array y) {
    if (x.rank() != 2 || y.rank() != 2) {
      throw new ShapeException(
          what + ": matrices are needed, not " + x.type() + " and " + y.type());
    }
  }

  /** {@code x} less its mean along {@code axis}. */
  public static Array detrendConstant(Array x, int axis) {
    return x.sub(Np.mean(x, Over.axes(axis).keepDims()));
  }

  /** {@code x} less the line along {@code axis} that is nearest in least squares. */
  public static Array detrendLinear(Array x, int axis) {
    int a = x.shape().axis(axis);
    DType dtype = Promotion.inexact(x.dtype());
    int[] dims = new int[x.rank()];
    Arrays.fill(dims, 1);
    dims[a] = x.dim(a);
    Array centred = Np.arange(x.dim(a)).astype(dtype).sub((x.dim(a) - 1) / 2.0).reshape(dims);
    Array level = detrendConstant(Promotion.to(x, dtype), a);
    Array spread = centred.square().sum();
    Over along = Over.axes(a).keepDims();
    Array slope = Np.sum(level.mul(centred), along).div(Np.where(spread.eq(0), 1, spread));
    return level.sub(slope.mul(centred));
  }
}
