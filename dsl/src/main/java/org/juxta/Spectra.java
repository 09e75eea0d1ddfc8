package org.juxta;

import io.vavr.Tuple2;
import io.vavr.Tuple3;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.juxta.SpectrumOptions.Average;
import org.juxta.SpectrumOptions.Edges;
import org.juxta.SpectrumOptions.Scaling;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Spectra of the segments of signals. */
final class Spectra {
  private static final int USUAL_SEGMENT = 256;

  /** Where the windows add up to less than this, nothing is known of the signal. */
  private static final double NOTHING = 1e-10;

  private Spectra() {}

  /** The lengths that a signal is cut by, and what its segments are multiplied by. */
  private record Cut(int segment, int step, int fftLength, Array window) {
    static Cut of(String what, SpectrumOptions o, int samples, int usual, DType real) {
      Array given = o.window();
      if (given != null && given.rank() != 1) {
        throw new ShapeException(what + ": the window must be a vector, not " + given.type());
      }
      int segment = o.segment() > 0 ? o.segment() : given == null ? usual : given.dim(0);
      segment = given == null ? Math.min(segment, samples) : segment;
      int overlap = o.overlap() < 0 ? segment / 2 : o.overlap();
      int length = o.fftLength() == 0 ? segment : o.fftLength();
      boolean fits = given == null || given.dim(0) == segment;
      if (segment < 1
          || segment > samples
          || overlap >= segment
          || length < segment
          || !fits
          || o.segment() < 0) {
        throw new ShapeException(
            ("%s: of %d samples, segments of %d that share %d, a window of %d and transforms of %d"
                    + " do not fit: samples >= segment = window > shared, transforms >= segment")
                .formatted(
                    what,
                    samples,
                    o.segment() < 0 ? o.segment() : segment,
                    overlap,
                    given == null ? segment : given.dim(0),
                    length));
      }
      Array window = given == null ? hann(segment).astype(real) : Promotion.to(given, real);
      return new Cut(segment, segment - overlap, length, window);
    }

    /** A period of the Hann window. */
    private static Array hann(int n) {
      double[] values = new double[n];
      Arrays.setAll(values, i -> n == 1 ? 1 : square(Math.sin(Math.PI * i / n)));
      return Np.array(values);
    }

    private static double square(double x) {
      return x * x;
    }

    Array scale(Scaling scaling, double rate) {
      return scaling == Scaling.DENSITY
          ? Np.reciprocal(window.square().sum().mul(rate))
          : Np.reciprocal(window.sum().square());
    }
  }

  static Tuple2<Array, Array> crossPower(Array x, @Nullable Array y, SpectrumOptions o) {
    String what = y == null ? "welch" : "csd";
    if (y != null && y.rank() != x.rank()) {
      throw new ShapeException("csd: signals of as many axes, not " + x.type() + ", " + y.type());
    }
    DType dtype = Promotion.inexact(y == null ? x.dtype() : Promotion.common(x.type(), y.type()));
    Array a = samplesLast(what, x, o, dtype);
    Array b = y == null ? a : samplesLast(what, y, o, dtype);
    int samples = Math.max(a.dim(-1), b.dim(-1));
    a = FourierTransforms.resized(a, a.rank() - 1, samples);
    b = FourierTransforms.resized(b, b.rank() - 1, samples);
    Cut cut = Cut.of(what, o, samples, samples, dtype.real());
    boolean half = o.oneSided() && !dtype.isComplex();
    Array first = segments(a, cut, o, half);
    Array second = y == null ? first : segments(b, cut, o, half);
    Array power = Np.conj(first).mul(second).mul(cut.scale(o.scaling(), o.rate()));
    power = y == null ? Np.real(power) : power;
    if (half) {
      power = power.mul(doubled(cut.fftLength(), dtype.real()));
    }
    Array mean = o.average() == Average.MEAN ? power.mean(-2) : median(power);
    return new Tuple2<>(frequencies(cut, o, half, dtype), Np.moveaxis(mean, -1, axis(o, x.rank())));
  }

  private static int axis(SpectrumOptions o, int rank) {
    return o.axis() < 0 ? o.axis() + rank : o.axis();
  }

  private static Array samplesLast(String what, Array x, SpectrumOptions o, DType dtype) {
    if (x.rank() == 0) {
      throw new ShapeException(what + ": an axis of samples is needed: " + x.type());
    }
    return Np.moveaxis(Promotion.to(x, dtype), x.shape().axis(o.axis()), -1);
  }

  private static Array frequencies(Cut cut, SpectrumOptions o, boolean half, DType dtype) {
    double spacing = 1 / o.rate();
    return half
        ? Fft.rfftfreq(cut.fftLength(), spacing, dtype.real())
        : Fft.fftfreq(cut.fftLength(), spacing, dtype.real());
  }

  /** 2 for the frequencies that stand for one below 0 too, else 1. */
  private static Array doubled(int n, DType real) {
    double[] counts = new double[n / 2 + 1];
    Arrays.setAll(counts, k -> k == 0 || 2 * k == n ? 1 : 2);
    return Np.array(counts).astype(real);
  }

  /** The median over segments, divided by its bias (Allen et al. 2012, appendix B). */
  private static Array median(Array power) {
    double bias = 1;
    for (int i = 2; i < power.dim(-2); i += 2) {
      bias += 1.0 / (i + 1) - 1.0 / i;
    }
    Array median =
        power.dtype().isComplex()
            ? Np.complex(Np.median(Np.real(power), -2), Np.median(Np.imag(power), -2))
            : Np.median(power, -2);
    return median.div(bias);
  }

  /** The spectra of the segments along the last axis, one row for each. */
  private static Array segments(Array x, Cut cut, SpectrumOptions o, boolean half) {
    int count = (x.dim(-1) - cut.segment()) / cut.step() + 1;
    int[] positions = new int[count * cut.segment()];
    Arrays.setAll(positions, i -> i / cut.segment() * cut.step() + i % cut.segment());
    Array index = Np.array(positions).reshape(count, cut.segment());
    Array rows = Np.take(x, index, x.rank() - 1);
    Array level =
        switch (o.detrend()) {
          case NONE -> rows;
          case CONSTANT -> Signal.detrendConstant(rows, -1);
          case LINEAR -> Signal.detrendLinear(rows, -1);
        };
    Array shaped = level.mul(cut.window());
    FftOptions length = FftOptions.NONE.lengths(cut.fftLength()).axes(-1);
    return half ? Fft.rfft(shaped, length) : Fft.fft(shaped, length);
  }

  static Tuple3<Array, Array, Array> shortTime(Array x, SpectrumOptions o) {
    DType dtype = Promotion.inexact(x.dtype());
    Array samples = samplesLast("stft", x, o, dtype);
    Cut cut = Cut.of("stft", o, samples.dim(-1), USUAL_SEGMENT, dtype.real());
    Array whole = extended(samples, o.edges(), cut.segment() / 2);
    int n = whole.dim(-1);
    if (o.padded()) {
      int missing = Math.floorMod(-(n - cut.segment()), cut.step()) % cut.segment();
      n += missing;
      whole = FourierTransforms.resized(whole, whole.rank() - 1, n);
    }
    boolean half = o.oneSided() && !dtype.isComplex();
    Array scale = Np.sqrt(cut.scale(o.scaling(), o.rate()));
    Array spectra = segments(whole, cut, o, half).mul(scale);
    double first = (o.edges() == Edges.NONE ? cut.segment() / 2.0 : 0) / o.rate();
    double[] times = new double[spectra.dim(-2)];
    Arrays.setAll(times, i -> first + i * cut.step() / o.rate());
    // Frequencies where the samples were, segments last.
    Array placed = Np.moveaxis(Np.swapaxes(spectra, -1, -2), -2, axis(o, x.rank()));
    return new Tuple3<>(
        frequencies(cut, o, half, dtype), Np.array(times).astype(dtype.real()), placed);
  }

  private static Array extended(Array x, Edges edges, int n) {
    int[][] widths = new int[x.rank()][2];
    widths[x.rank() - 1] = new int[] {n, n};
    return switch (edges) {
      case NONE -> x;
      case ZEROS -> Np.pad(x, widths, 0);
      case CONSTANT -> Np.pad(x, widths, PadMode.EDGE);
      case EVEN -> Np.pad(x, widths, PadMode.REFLECT);
      case ODD -> Np.pad(x, widths, PadMode.REFLECT_ODD);
    };
  }

  static Tuple2<Array, Array> inverse(Array spectra, SpectrumOptions o) {
    if (spectra.rank() < 2) {
      throw new ShapeException(
          "istft: axes of frequencies and segments are needed: " + spectra.type());
    }
    DType dtype = Promotion.inexact(spectra.dtype()).complex();
    int bins = spectra.dim(-2);
    int usual = o.oneSided() ? 2 * (bins - 1) : bins;
    int chosen = o.segment() == 0 && o.window() != null ? o.window().dim(0) : o.segment();
    int odd = o.oneSided() && chosen == usual + 1 ? 1 : 0;
    int length = o.fftLength() == 0 ? usual + odd : o.fftLength();
    if (chosen > length) {
      throw new ShapeException(
          "istft: segments of " + chosen + " from transforms of " + length + ": " + spectra.type());
    }
    Cut cut = Cut.of("istft", o.fftLength(length), length, usual, dtype.real());
    FftOptions along = FftOptions.NONE.lengths(length).axes(-2);
    Array z = Promotion.to(spectra, dtype);
    Array frames = o.oneSided() ? Fft.irfft(z, along) : Fft.ifft(z, along);
    Array rows = Np.swapaxes(Lax.sliceAlong(frames, 0, cut.segment(), frames.rank() - 2), -1, -2);
    Array shaped =
        rows.mul(cut.window()).mul(Np.sqrt(Np.reciprocal(cut.scale(o.scaling(), o.rate()))));
    Array signal = overlapped(shaped, cut.step());
    Array weight =
        overlapped(
            Np.broadcastTo(cut.window().square(), Shape.of(rows.dim(-2), rows.dim(-1))),
            cut.step());
    if (o.edges() != Edges.NONE) {
      int edge = cut.segment() / 2;
      signal = inner(signal, edge);
      weight = inner(weight, edge);
    }
    Array known = weight.gt(NOTHING);
    Array result = signal.div(Np.where(known, weight, 1));
    Array times = Np.arange(result.dim(-1)).astype(dtype.real()).div(o.rate());
    return new Tuple2<>(times, result);
  }

  private static Array inner(Array x, int edge) {
    return Lax.sliceAlong(x, edge, Math.max(edge, x.dim(-1) - edge), x.rank() - 1);
  }

  /** The rows of a matrix added up, each {@code step} further on than the one before. */
  private static Array overlapped(Array rows, int step) {
    int count = rows.dim(-2);
    int width = rows.dim(-1);
    int parts = (width + step - 1) / step;
    Array whole = FourierTransforms.resized(rows, rows.rank() - 1, parts * step);
    Array sum = null;
    // Part p of each row makes a line of its own, p steps on from the start.
    for (int p = 0; p < parts; p++) {
      Array part = Lax.sliceAlong(whole, p * step, (p + 1) * step, rows.rank() - 1);
      Ints outer = part.shape().dims().slice(0, rows.rank() - 2);
      Array line = part.reshape(outer.concat(Ints.of(count * step)).toArray());
      Ints none = Ints.fill(line.rank(), 0);
      int last = line.rank() - 1;
      Array placed =
          Lax.pad(
              line,
              Np.zeros(line.dtype()),
              none.with(last, p * step),
              none.with(last, (parts - 1 - p) * step),
              none);
      sum = sum == null ? placed : sum.add(placed);
    }
    Array total = Objects.requireNonNull(sum, "a row has parts");
    return Lax.sliceAlong(total, 0, step * (count - 1) + width, total.rank() - 1);
  }
}
