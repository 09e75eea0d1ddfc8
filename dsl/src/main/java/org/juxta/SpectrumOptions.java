package org.juxta;

import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ShapeException;

/**
 * How {@link Signal} cuts a signal into segments and makes spectra of them. As the arguments of
 * {@code jax.scipy.signal.welch} and {@code stft}.
 *
 * @param rate samples in a unit of time
 * @param window what a segment is multiplied by, one number a sample; null for a Hann window that
 *     goes on periodically
 * @param segment samples in a segment; 0 for the window's, or all, in {@link Signal#stft} 256 at
 *     most, in {@link Signal#istft} as the spectra have it
 * @param overlap samples that neighbours share; -1 for half a segment
 * @param fftLength the length of the transforms, not less than a segment; 0 for that
 * @param detrend what is taken from each segment
 * @param oneSided whether of real signals only frequencies from 0 up are given; those of complex
 *     ones are all
 * @param scaling what the power is of
 * @param average how the segments' powers are combined
 * @param edges what is put around the signal, half a segment at each end
 * @param padded whether zeros at the end make the last segment full; else it is left out
 * @param axis the axis of the samples
 */
public record SpectrumOptions(
    double rate,
    @Nullable Array window,
    int segment,
    int overlap,
    int fftLength,
    Detrend detrend,
    boolean oneSided,
    Scaling scaling,
    Average average,
    Edges edges,
    boolean padded,
    int axis) {

  /** What is taken from each segment. */
  public enum Detrend {
    NONE,
    /** Its mean. */
    CONSTANT,
    /** The nearest line. */
    LINEAR
  }

  /** The unit of a power. */
  public enum Scaling {
    /** By frequency: of a signal in V, V²/Hz. */
    DENSITY,
    /** Of each frequency: V². */
    SPECTRUM
  }

  /** How powers are combined. */
  public enum Average {
    MEAN,
    /** Divided by what the median of such powers is for a mean of 1. */
    MEDIAN
  }

  /** What is put around a signal. */
  public enum Edges {
    NONE,
    ZEROS,
    /** The first and last sample. */
    CONSTANT,
    /** The signal mirrored. */
    EVEN,
    /** The signal turned round its end points. */
    ODD
  }

  /** What is usual for {@link Signal#welch} and {@link Signal#csd}. */
  public static final SpectrumOptions WELCH =
      new SpectrumOptions(
          1,
          null,
          0,
          -1,
          0,
          Detrend.CONSTANT,
          true,
          Scaling.DENSITY,
          Average.MEAN,
          Edges.NONE,
          false,
          -1);

  /** What is usual for {@link Signal#stft} and {@link Signal#istft}. */
  public static final SpectrumOptions STFT =
      new SpectrumOptions(
          1,
          null,
          0,
          -1,
          0,
          Detrend.NONE,
          true,
          Scaling.SPECTRUM,
          Average.MEAN,
          Edges.ZEROS,
          true,
          -1);

  /** With so many samples in a unit of time. */
  public SpectrumOptions rate(double perUnit) {
    return new SpectrumOptions(
        perUnit, window, segment, overlap, fftLength, detrend, oneSided, scaling, average, edges,
        padded, axis);
  }

  /** With each segment multiplied by this. */
  public SpectrumOptions window(Array factors) {
    return new SpectrumOptions(
        rate, factors, segment, overlap, fftLength, detrend, oneSided, scaling, average, edges,
        padded, axis);
  }

  /** With so many samples in a segment, at least 1. */
  public SpectrumOptions segment(int samples) {
    if (samples < 1) {
      throw new ShapeException("a segment has at least one sample, not " + samples);
    }
    return new SpectrumOptions(
        rate, window, samples, overlap, fftLength, detrend, oneSided, scaling, average, edges,
        padded, axis);
  }

  /** With so many samples shared by neighbours. */
  public SpectrumOptions overlap(int shared) {
    return new SpectrumOptions(
        rate, window, segment, shared, fftLength, detrend, oneSided, scaling, average, edges,
        padded, axis);
  }

  /** With transforms of this length. */
  public SpectrumOptions fftLength(int length) {
    return new SpectrumOptions(
        rate, window, segment, overlap, length, detrend, oneSided, scaling, average, edges, padded,
        axis);
  }

  /** With this taken from each segment. */
  public SpectrumOptions detrend(Detrend what) {
    return new SpectrumOptions(
        rate, window, segment, overlap, fftLength, what, oneSided, scaling, average, edges, padded,
        axis);
  }

  /** With frequencies from 0 up only, or all. */
  public SpectrumOptions oneSided(boolean half) {
    return new SpectrumOptions(
        rate, window, segment, overlap, fftLength, detrend, half, scaling, average, edges, padded,
        axis);
  }

  /** With powers in this unit. */
  public SpectrumOptions scaling(Scaling unit) {
    return new SpectrumOptions(
        rate, window, segment, overlap, fftLength, detrend, oneSided, unit, average, edges, padded,
        axis);
  }

  /** With powers combined in this way. */
  public SpectrumOptions average(Average how) {
    return new SpectrumOptions(
        rate, window, segment, overlap, fftLength, detrend, oneSided, scaling, how, edges, padded,
        axis);
  }

  /** With this put around the signal. */
  public SpectrumOptions edges(Edges around) {
    return new SpectrumOptions(
        rate, window, segment, overlap, fftLength, detrend, oneSided, scaling, average, around,
        padded, axis);
  }

  /** With zeros that make the last segment full, or without. */
  public SpectrumOptions padded(boolean full) {
    return new SpectrumOptions(
        rate, window, segment, overlap, fftLength, detrend, oneSided, scaling, average, edges, full,
        axis);
  }

  /** With the samples along this axis. */
  public SpectrumOptions axis(int along) {
    return new SpectrumOptions(
        rate, window, segment, overlap, fftLength, detrend, oneSided, scaling, average, edges,
        padded, along);
  }
}
