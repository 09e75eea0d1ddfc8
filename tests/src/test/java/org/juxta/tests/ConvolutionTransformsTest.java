package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.Function1;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ConvOptions;
import org.juxta.ConvPadding;
import org.juxta.Fft;
import org.juxta.FftNorm;
import org.juxta.FftOptions;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Overlap;
import org.juxta.Signal;
import org.juxta.SpectrumOptions;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vmap;

/** Convolutions and Fourier transforms under every transformation. */
class ConvolutionTransformsTest {
  private static final double STEP = 1e-6;
  private static final Array POINT = numbers(0.7, 24);
  private static final Array DIRECTION = numbers(1.9, 24);

  private static final ConvOptions PLAIN = ConvOptions.NONE;

  record Case(String name, Function1<Array, Array> f) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Array numbers(double phase, int size) {
    return Lax.iota(DType.F64, Shape.of(size), 0).mul(phase).add(phase).sin();
  }

  /** The first numbers of {@code x}, repeated as often as needed. */
  private static Array part(Array x, int... dims) {
    int size = Shape.of(dims).size();
    return Lax.sliceAlong(Np.tile(x, size / x.dim(0) + 1), 0, size, 0).reshape(dims);
  }

  private static Case line(String name, int[] data, int[] kernel, ConvOptions options) {
    return new Case(
        name,
        x -> {
          Array k = part(Np.flip(x).mul(0.5), kernel);
          return Lax.convGeneralDilated(part(x, data), k, options);
        });
  }

  private static Array complex(Array x) {
    return Np.complex(part(x, 2, 6), part(Np.flip(x), 2, 6));
  }

  private static Array parts(Array z) {
    return Np.concatenate(List.of(Np.real(z).ravel(), Np.imag(z).ravel()), 0);
  }

  static Stream<Case> cases() {
    return Stream.concat(convolutions(), transforms());
  }

  private static Stream<Case> convolutions() {
    ConvOptions last = PLAIN.numbers("NHWC", "HWIO", "NHWC");
    return Stream.of(
        line("plain", new int[] {2, 2, 6}, new int[] {3, 2, 2}, PLAIN),
        line("same", new int[] {2, 2, 6}, new int[] {3, 2, 3}, PLAIN.padding(ConvPadding.SAME)),
        line(
            "strided, spread and cut",
            new int[] {2, 2, 6},
            new int[] {3, 2, 2},
            PLAIN.strides(2).lhsDilation(3).rhsDilation(2).padding(new int[] {-2, 3})),
        line(
            "places left over",
            new int[] {2, 2, 6},
            new int[] {3, 2, 2},
            PLAIN.strides(4).padding(new int[] {1, 0})),
        line("feature groups", new int[] {2, 4, 5}, new int[] {6, 2, 2}, PLAIN.featureGroups(2)),
        line("depthwise", new int[] {1, 3, 5}, new int[] {6, 1, 2}, PLAIN.featureGroups(3)),
        line("batch groups", new int[] {4, 2, 5}, new int[] {6, 2, 2}, PLAIN.batchGroups(2)),
        line(
            "planes",
            new int[] {2, 4, 3, 2},
            new int[] {2, 3, 1, 4},
            last.strides(1, 2).padding(new int[] {1, 0}, new int[] {1, 2}).featureGroups(2)),
        line("no place", new int[] {2, 2, 2}, new int[] {3, 2, 4}, PLAIN),
        line("nothing", new int[] {0, 2, 6}, new int[] {3, 2, 2}, PLAIN),
        line("no space", new int[] {3, 4}, new int[] {2, 4}, PLAIN),
        new Case(
            "transposed",
            x ->
                Lax.convTranspose(
                    part(x, 1, 5, 2),
                    part(x.mul(x), 3, 2, 2),
                    PLAIN.strides(2).padding(ConvPadding.SAME))),
        new Case(
            "patches",
            x ->
                Lax.convGeneralDilatedPatches(
                        part(x, 1, 2, 4, 3), Ints.of(2, 2), PLAIN.strides(1, 1))
                    .square()),
        new Case(
            "complex kernel",
            x ->
                parts(
                    Lax.convGeneralDilated(
                        complex(x).reshape(2, 2, 3), complex(x.mul(x)).reshape(3, 2, 2), PLAIN))),
        new Case(
            "signals", x -> Signal.convolve(part(x, 4, 3), part(x.square(), 2, 2), Overlap.SAME)),
        new Case(
            "signals by spectra",
            x -> Signal.fftconvolve(part(x, 4, 3), part(x.square(), 2, 2), Overlap.FULL)));
  }

  private static Stream<Case> transforms() {
    FftOptions ortho = FftOptions.NONE.norm(FftNorm.ORTHO);
    FftOptions first = FftOptions.NONE.axes(0);
    return Stream.of(
        new Case("fft", x -> parts(Fft.fft(complex(x)))),
        new Case("fft of reals", x -> parts(Fft.fft(x.square()))),
        new Case("ifft", x -> parts(Fft.ifft(complex(x), first))),
        new Case("fftn", x -> parts(Fft.fftn(complex(x), ortho))),
        new Case("rfft", x -> parts(Fft.rfft(part(x, 3, 8)))),
        new Case("rfft of an odd length", x -> parts(Fft.rfft(part(x.square(), 3, 7)))),
        new Case("rfftn", x -> parts(Fft.rfftn(part(x, 2, 3, 4)))),
        new Case("irfft", x -> Fft.irfft(complex(x))),
        new Case("irfft to an odd length", x -> Fft.irfft(complex(x.sin()), ortho.lengths(11))),
        new Case("irfftn", x -> Fft.irfftn(complex(x), FftOptions.NONE.lengths(2, 9))),
        new Case("irfft2", x -> Fft.irfft2(complex(x).mul(complex(x)))),
        new Case("hfft", x -> Fft.hfft(complex(x))),
        new Case("four axes", x -> parts(Fft.rfftn(part(x, 2, 3, 2, 2)))),
        new Case("back from four axes", x -> Fft.irfftn(complex(x).reshape(2, 1, 2, 3))),
        new Case("power", x -> Np.real(Fft.fft(x).mul(Np.conj(Fft.fft(x))))),
        new Case("dct", x -> Fft.dct(part(x, 3, 7), ortho)),
        new Case("idctn", x -> Fft.idctn(part(x.square(), 3, 4))),
        new Case("welch", x -> Signal.welch(x, SpectrumOptions.WELCH.segment(8))._2));
  }

  private static Array scalar(Case c, Array x) {
    Array flat = c.f().apply(x).ravel();
    return flat.mul(Lax.iota(DType.F64, flat.shape(), 0).add(1).cos()).sum();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tangentsAreDifferences(Case c) {
    Array up = c.f().apply(POINT.add(DIRECTION.mul(STEP)));
    Array down = c.f().apply(POINT.sub(DIRECTION.mul(STEP)));
    Array found = Jvp.of((Array x) -> c.f().apply(x)).apply(POINT, DIRECTION)._2;
    assertClose(found, up.sub(down).div(2 * STEP), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreTransposedTangents(Case c) {
    Array forward = Jvp.of((Array x) -> scalar(c, x)).apply(POINT, DIRECTION)._2;
    Array backward = Grad.of((ArrayFunction1) x -> scalar(c, x)).apply(POINT);
    assertClose(backward.mul(DIRECTION).sum(), forward, 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secondDerivativesAreDifferencesOfGradients(Case c) {
    var grad = Grad.of((ArrayFunction1) x -> scalar(c, x).square());
    Array up = grad.apply(POINT.add(DIRECTION.mul(STEP)));
    Array down = grad.apply(POINT.sub(DIRECTION.mul(STEP)));
    Array found = Jvp.of((Array x) -> grad.apply(x)).apply(POINT, DIRECTION)._2;
    assertClose(found, up.sub(down).div(2 * STEP), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lanesAreLoopsAndCompiledIsEager(Case c) {
    Array lanes = Np.stack(POINT, POINT.mul(0.5).add(0.2), Np.flip(POINT));
    Array batched = Vmap.of(x -> c.f().apply(x)).apply(lanes);
    Array gradients =
        Vmap.of(x -> Grad.of((ArrayFunction1) y -> scalar(c, y)).apply(x)).apply(lanes);
    for (int i = 0; i < 3; i++) {
      Array x = lanes.get(i);
      assertClose(batched.get(i), c.f().apply(x), 1e-12);
      assertClose(gradients.get(i), Grad.of((ArrayFunction1) y -> scalar(c, y)).apply(x), 1e-12);
    }
    assertClose(Jit.of(x -> c.f().apply(x)).apply(POINT), c.f().apply(POINT), 1e-13);
    Array none = Vmap.of(x -> c.f().apply(x)).apply(Np.zeros(DType.F64, 0, POINT.dim(0)));
    assertThat(none.shape()).isEqualTo(c.f().apply(POINT).shape().insert(0, 0));
  }

  /** Lanes of the array alone, and of the kernel alone, on an axis in the middle. */
  @Test
  void lanesOfOneOperand() {
    for (ConvOptions options :
        List.of(PLAIN.batchGroups(2), PLAIN.featureGroups(2), PLAIN.strides(2))) {
      Array arrays = part(POINT, 4, 2 * options.featureGroups(), 3, 6);
      Array kernels = part(DIRECTION, 4, 3, 2, 3);
      Array array = Np.take(arrays, Np.array(0), 2);
      Array kernel = Np.take(kernels, Np.array(1), 1);
      Array ofArrays =
          Vmap.axes(2).of(x -> Lax.convGeneralDilated(x, kernel, options)).apply(arrays);
      Array ofKernels =
          Vmap.axes(1).of(w -> Lax.convGeneralDilated(array, w, options)).apply(kernels);
      for (int i = 0; i < 3; i++) {
        Array x = Np.take(arrays, Np.array(i), 2);
        assertClose(ofArrays.get(i), Lax.convGeneralDilated(x, kernel, options), 1e-13);
        Array w = Np.take(kernels, Np.array(i), 1);
        assertClose(ofKernels.get(i), Lax.convGeneralDilated(array, w, options), 1e-13);
      }
    }
  }

  @Test
  void transformsAreSumsOfTurns() {
    for (int n : new int[] {1, 2, 3, 6, 16, 31, 35, 37, 41, 62, 74, 96, 101, 128, 202, 243}) {
      Array z = Np.complex(part(POINT, n), part(DIRECTION, n));
      Array k = Np.arange(n).astype(DType.I64);
      Array turns = Np.mod(k.expandDims(1).mul(k), Np.array(n)).astype(DType.F64);
      Array angle = turns.mul(-2 * Math.PI / n);
      Array matrix = Np.complex(angle.cos(), angle.sin());
      Array expected = matrix.matmul(z);
      assertClose(parts(Fft.fft(z)), parts(expected), 1e-13);
      assertClose(parts(Fft.ifft(expected)), parts(z), 1e-13);
      assertClose(Fft.irfft(Fft.rfft(Np.real(z)), FftOptions.NONE.lengths(n)), Np.real(z), 1e-13);
      assertClose(Fft.idct(Fft.dct(Np.real(z))), Np.real(z), 1e-13);
    }
  }

  @Test
  void normsUndoEachOther() {
    for (FftNorm norm : FftNorm.values()) {
      FftOptions options = FftOptions.NONE.norm(norm);
      Array x = part(POINT, 3, 4);
      assertClose(Np.real(Fft.ifftn(Fft.fftn(x, options), options)), x, 1e-14);
      assertClose(Fft.irfft2(Fft.rfft2(x, options), options), x, 1e-14);
      assertClose(Np.real(Fft.ifft2(Fft.fft2(x, options), options)), x, 1e-14);
      assertClose(Fft.hfft(Fft.ihfft(x, options), options.lengths(4)), x, 1e-14);
      assertClose(Fft.idctn(Fft.dctn(x, options), options), x, 1e-14);
      assertClose(Fft.ifftshift(Fft.fftshift(x)), x, 0);
    }
    assertThat(Fft.rfftfreq(5, 0.5).toDoubles()).containsExactly(0, 0.4f, 0.8f);
  }

  private static void assertClose(Array found, Array expected, double tolerance) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    double[] a = found.toDoubles();
    double[] b = expected.toDoubles();
    double largest = IntStream.range(0, b.length).mapToDouble(i -> Math.abs(b[i])).max().orElse(0);
    for (int i = 0; i < b.length; i++) {
      assertThat(Math.abs(a[i] - b[i])).isLessThanOrEqualTo(tolerance * (1 + largest));
    }
  }
}
