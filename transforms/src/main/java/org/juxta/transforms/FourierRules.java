package org.juxta.transforms;

import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Contraction.Fft;
import org.juxta.tracer.Contraction.FftKind;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/** Transposes of Fourier transforms. */
final class FourierRules {
  private FourierRules() {}

  /** Those of complex numbers are symmetric; in the halved ones most terms stand for two. */
  static Array transpose(Fft op, Array ct) {
    return switch (op.kind()) {
      case FFT, IFFT -> Primitives.bindOne(op, ct);
      case RFFT -> {
        Array halves = Np.conj(ct).mul(ends(op, ct.dtype(), 0.5));
        yield Primitives.bindOne(new Fft(FftKind.IRFFT, op.lengths()), halves).mul(size(op));
      }
      case IRFFT -> {
        Array spectrum = Primitives.bindOne(new Fft(FftKind.RFFT, op.lengths()), ct);
        yield Np.conj(spectrum.mul(ends(op, spectrum.dtype(), 2)).div(size(op)));
      }
    };
  }

  private static double size(Fft op) {
    return op.lengths().stream().asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  /**
   * 1 for the terms of the last axis that stand for themselves alone, the first and of an even
   * length the last; {@code others} for those that stand for two of the whole transform.
   */
  private static Array ends(Fft op, DType dtype, double others) {
    int n = op.lengths().last();
    Array k = Lax.iota(DType.I32, Shape.of(n == 0 ? 0 : n / 2 + 1), 0);
    Array single = k.eq(0).or(k.mul(2).eq(n));
    return Np.where(single, Np.array(1.0), others).astype(dtype);
  }
}
