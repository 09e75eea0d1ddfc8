package org.juxta;

import org.juxta.tracer.Contraction.FftKind;
import org.juxta.tracer.DType;
import org.juxta.tracer.ShapeException;

/**
 * Discrete Fourier transforms: {@code X[k] = Σ x[j] exp(-2πi jk / n)}. As {@code jax.numpy.fft},
 * and the cosine transforms of {@code jax.scipy.fft}. Results are C64, or of 64-bit numbers C128.
 *
 * {@snippet class="org.juxta.tests.snippets.NpSnippets" region="fft"}
 */
public final class Fft {
  private Fft() {}

  /** The transform along the last axis. */
  public static Array fft(Array x) {
    return fft(x, FftOptions.NONE);
  }

  /**
   * The transform along one axis.
   *
   * @throws ShapeException if the options name several axes, or a length is not positive
   */
  public static Array fft(Array x, FftOptions options) {
    return FourierTransforms.ofOneAxis("fft", x, FftKind.FFT, options);
  }

  /** The inverse of {@link #fft(Array)}. */
  public static Array ifft(Array x) {
    return ifft(x, FftOptions.NONE);
  }

  /** The inverse of {@link #fft(Array, FftOptions)}. */
  public static Array ifft(Array x, FftOptions options) {
    return FourierTransforms.ofOneAxis("ifft", x, FftKind.IFFT, options);
  }

  /** The first n / 2 + 1 elements of the transform of real numbers along the last axis. */
  public static Array rfft(Array x) {
    return rfft(x, FftOptions.NONE);
  }

  /**
   * {@link #rfft(Array)} along one axis.
   *
   * @throws org.juxta.tracer.DTypeException if {@code x} is complex
   */
  public static Array rfft(Array x, FftOptions options) {
    return FourierTransforms.ofOneAxis("rfft", x, FftKind.RFFT, options);
  }

  /** The inverse of {@link #rfft(Array)}: 2 (m - 1) real numbers from m. */
  public static Array irfft(Array x) {
    return irfft(x, FftOptions.NONE);
  }

  /** The inverse of {@link #rfft(Array, FftOptions)}; the length is that of the result. */
  public static Array irfft(Array x, FftOptions options) {
    return FourierTransforms.ofOneAxis("irfft", x, FftKind.IRFFT, options);
  }

  /** {@link #fftn} along the last two axes. */
  public static Array fft2(Array x) {
    return fft2(x, FftOptions.NONE);
  }

  /** {@link #fftn(Array, FftOptions)} along two axes, the last two unless given. */
  public static Array fft2(Array x, FftOptions options) {
    return FourierTransforms.ofTwoAxes("fft2", x, FftKind.FFT, options);
  }

  /** The inverse of {@link #fft2(Array)}. */
  public static Array ifft2(Array x) {
    return ifft2(x, FftOptions.NONE);
  }

  /** The inverse of {@link #fft2(Array, FftOptions)}. */
  public static Array ifft2(Array x, FftOptions options) {
    return FourierTransforms.ofTwoAxes("ifft2", x, FftKind.IFFT, options);
  }

  /** {@link #rfftn(Array)} along the last two axes. */
  public static Array rfft2(Array x) {
    return rfft2(x, FftOptions.NONE);
  }

  /** {@link #rfftn(Array, FftOptions)} along two axes, the last two unless given. */
  public static Array rfft2(Array x, FftOptions options) {
    return FourierTransforms.ofTwoAxes("rfft2", x, FftKind.RFFT, options);
  }

  /** The inverse of {@link #rfft2(Array)}. */
  public static Array irfft2(Array x) {
    return irfft2(x, FftOptions.NONE);
  }

  /** The inverse of {@link #rfft2(Array, FftOptions)}. */
  public static Array irfft2(Array x, FftOptions options) {
    return FourierTransforms.ofTwoAxes("irfft2", x, FftKind.IRFFT, options);
  }

  /** The transform along all axes. */
  public static Array fftn(Array x) {
    return fftn(x, FftOptions.NONE);
  }

  /**
   * The transform along several axes.
   *
   * @throws ShapeException if an axis is repeated or out of bounds, if there are not as many
   *     lengths as axes, or if one is not positive
   */
  public static Array fftn(Array x, FftOptions options) {
    return FourierTransforms.of("fftn", x, FftKind.FFT, options);
  }

  /** The inverse of {@link #fftn(Array)}. */
  public static Array ifftn(Array x) {
    return ifftn(x, FftOptions.NONE);
  }

  /** The inverse of {@link #fftn(Array, FftOptions)}. */
  public static Array ifftn(Array x, FftOptions options) {
    return FourierTransforms.of("ifftn", x, FftKind.IFFT, options);
  }

  /** The transform of real numbers along all axes, with the first half of the last one. */
  public static Array rfftn(Array x) {
    return rfftn(x, FftOptions.NONE);
  }

  /**
   * {@link #rfftn(Array)} along several axes.
   *
   * @throws org.juxta.tracer.DTypeException if {@code x} is complex
   */
  public static Array rfftn(Array x, FftOptions options) {
    return FourierTransforms.of("rfftn", x, FftKind.RFFT, options);
  }

  /** The inverse of {@link #rfftn(Array)}. */
  public static Array irfftn(Array x) {
    return irfftn(x, FftOptions.NONE);
  }

  /** The inverse of {@link #rfftn(Array, FftOptions)}; the lengths are those of the result. */
  public static Array irfftn(Array x, FftOptions options) {
    return FourierTransforms.of("irfftn", x, FftKind.IRFFT, options);
  }

  /** The real spectrum of a signal whose second half mirrors the first, which {@code x} is. */
  public static Array hfft(Array x) {
    return hfft(x, FftOptions.NONE);
  }

  /** {@link #hfft(Array)} along one axis; the length is that of the result. */
  public static Array hfft(Array x, FftOptions options) {
    FftOptions turned = options.norm(options.norm().other());
    return FourierTransforms.ofOneAxis("hfft", Np.conj(x), FftKind.IRFFT, turned);
  }

  /** The inverse of {@link #hfft(Array)}. */
  public static Array ihfft(Array x) {
    return ihfft(x, FftOptions.NONE);
  }

  /** The inverse of {@link #hfft(Array, FftOptions)}. */
  public static Array ihfft(Array x, FftOptions options) {
    FftOptions turned = options.norm(options.norm().other());
    return Np.conj(FourierTransforms.ofOneAxis("ihfft", x, FftKind.RFFT, turned));
  }

  /** The frequencies of the elements of {@link #fft(Array)} of n samples {@code spacing} apart. */
  public static Array fftfreq(int n, double spacing) {
    return fftfreq(n, spacing, DType.F32);
  }

  /** {@link #fftfreq(int, double)} in the given element type. */
  public static Array fftfreq(int n, double spacing, DType dtype) {
    return FourierTransforms.frequencies("fftfreq", n, n, (n - 1) / 2, spacing).astype(dtype);
  }

  /**
   * The frequencies of the elements of {@link #rfft(Array)} of n samples {@code spacing} apart; of
   * no samples, NaN for the one element.
   */
  public static Array rfftfreq(int n, double spacing) {
    return rfftfreq(n, spacing, DType.F32);
  }

  /** {@link #rfftfreq(int, double)} in the given element type. */
  public static Array rfftfreq(int n, double spacing, DType dtype) {
    return FourierTransforms.frequencies("rfftfreq", n, n / 2 + 1, n / 2, spacing).astype(dtype);
  }

  /** {@code x} rotated such that frequency 0 is in the middle of the axes, or of all. */
  public static Array fftshift(Array x, int... axes) {
    Array result = x;
    for (int axis : FourierTransforms.allUnless(x, axes).toArray()) {
      result = Np.roll(result, x.dim(axis) / 2, axis);
    }
    return result;
  }

  /** The inverse of {@link #fftshift}. */
  public static Array ifftshift(Array x, int... axes) {
    Array result = x;
    for (int axis : FourierTransforms.allUnless(x, axes).toArray()) {
      result = Np.roll(result, -(x.dim(axis) / 2), axis);
    }
    return result;
  }

  /** The cosine transform of type 2 along the last axis. */
  public static Array dct(Array x) {
    return dct(x, FftOptions.NONE);
  }

  /** {@code 2 Σ x[j] cos(πk (2j + 1) / 2n)} along one axis; of {@link FftNorm#ORTHO} orthogonal. */
  public static Array dct(Array x, FftOptions options) {
    return CosineTransforms.dct("dct", x, FourierTransforms.one("dct", options));
  }

  /** The inverse of {@link #dct(Array)}. */
  public static Array idct(Array x) {
    return idct(x, FftOptions.NONE);
  }

  /** The inverse of {@link #dct(Array, FftOptions)}. */
  public static Array idct(Array x, FftOptions options) {
    return CosineTransforms.idct("idct", x, FourierTransforms.one("idct", options));
  }

  /** {@link #dct(Array)} along all axes. */
  public static Array dctn(Array x) {
    return dctn(x, FftOptions.NONE);
  }

  /** {@link #dct(Array, FftOptions)} along several axes. */
  public static Array dctn(Array x, FftOptions options) {
    return CosineTransforms.dct("dctn", x, options);
  }

  /** The inverse of {@link #dctn(Array)}. */
  public static Array idctn(Array x) {
    return idctn(x, FftOptions.NONE);
  }

  /** The inverse of {@link #dctn(Array, FftOptions)}. */
  public static Array idctn(Array x, FftOptions options) {
    return CosineTransforms.idct("idctn", x, options);
  }
}
