package org.juxta;

import io.vavr.Tuple2;
import io.vavr.Tuple3;
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

  /** {@link #convolve} of {@code x} and the conjugate of {@code y} in reverse along all axes. */
  public static Array correlate(Array x, Array y, Overlap overlap) {
    return Sequences.convolve("correlate", x, Np.flip(Np.conj(y)), overlap);
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
    Array conjugate = Np.conj(y);
    return swap && overlap != Overlap.SAME
        ? Sequences.convolve("correlate2d", Np.flip(conjugate), x, overlap)
        : Np.flip(Sequences.convolve("correlate2d", Np.flip(x), conjugate, overlap));
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

  /**
   * {@link #convolve} by Fourier transforms, along the axes given (the others go together) or all:
   * faster for large arrays, to rounding errors of the size of the largest element. Along axes
   * where one has a single element the product is exact, and of empty arrays it is 0.
   *
   * @throws ShapeException if the arrays have not as many axes, for {@link Overlap#VALID} neither
   *     contains the other, or an empty array leaves no such part
   */
  public static Array fftconvolve(Array x, Array y, Overlap overlap, int... axes) {
    return Sequences.fftConvolve(x, y, overlap, FourierTransforms.allUnless(x, axes));
  }

  /**
   * The power of each frequency of {@code x}: the mean of the squared spectra of overlapping
   * segments (Welch 1967). Unless the options say otherwise there is one segment, without its mean,
   * in a Hann window.
   *
   * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="spectrum"}
   *
   * @return the frequencies and the power, with the frequencies along the axis of the samples
   * @throws ShapeException if the segments do not fit
   */
  public static Tuple2<Array, Array> welch(Array x, SpectrumOptions options) {
    Tuple2<Array, Array> result = Spectra.crossPower(x, null, options);
    return new Tuple2<>(result._1, Np.real(result._2));
  }

  /**
   * The cross power of two signals: as {@link #welch}, with the one's spectra times the other's.
   */
  public static Tuple2<Array, Array> csd(Array x, Array y, SpectrumOptions options) {
    return Spectra.crossPower(x, y, options);
  }

  /**
   * The spectra of overlapping segments of {@code x}. See {@link SpectrumOptions#STFT} for what is
   * usual.
   *
   * @return the frequencies, the times of the segments' centres, and the spectra: frequencies along
   *     the axis of the samples, and the segments along the last
   * @throws ShapeException if the segments do not fit
   */
  public static Tuple3<Array, Array, Array> stft(Array x, SpectrumOptions options) {
    return Spectra.shortTime(x, options);
  }

  /**
   * The signal whose {@link #stft} is {@code spectra}, with frequencies along the last axis but one
   * and segments along the last.
   *
   * @return the times and the signal
   * @throws ShapeException if segments, overlap and window do not go with the spectra
   */
  public static Tuple2<Array, Array> istft(Array spectra, SpectrumOptions options) {
    return Spectra.inverse(spectra, options);
  }
}
