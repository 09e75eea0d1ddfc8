package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.ConvOptions;
import org.juxta.ConvPadding;
import org.juxta.Fft;
import org.juxta.FftOptions;
import org.juxta.Image;
import org.juxta.Index;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.OutOfBounds;
import org.juxta.Over;
import org.juxta.Overlap;
import org.juxta.PadMode;
import org.juxta.RegularGridInterpolator;
import org.juxta.ResizeMethod;
import org.juxta.Segment;
import org.juxta.Signal;
import org.juxta.SpectrumOptions;
import org.juxta.tracer.Contraction.FftKind;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.TraceException;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Minimize;
import org.juxta.transforms.Vectorize;

/** What misuse of NumPy's functions gets: an error that names what was asked, shapes and types. */
class NumpyMisuseTest {
  private static final Array TWO = Np.array(1f, 2f);
  private static final Array THREE = Np.array(1f, 2f, 3f);
  private static final Array INTS = Np.array(1, 2, 3);
  private static final Array MATRIX = Np.array(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private static final Array EMPTY = Np.zeros(DType.F64, 0, 2);
  private static final Array ONE = Np.array(1.0);

  private static void rejects(
      Class<? extends JuxtaException> type, ThrowingCallable action, String... fragments) {
    assertThat(catchThrowable(action))
        .isExactlyInstanceOf(type)
        .hasMessageContainingAll(fragments)
        .hasMessageContaining("NumpyMisuseTest.java:");
  }

  private static void rejects(ThrowingCallable action, String... fragments) {
    rejects(ShapeException.class, action, fragments);
  }

  @Test
  void convolutionsThatDoNotFit() {
    Array image = Np.zeros(1, 4, 5, 5);
    Array kernel = Np.zeros(2, 4, 3, 3);
    ConvOptions plain = ConvOptions.NONE;
    rejects(
        () -> Lax.convGeneralDilated(image, Np.zeros(2, 3, 3, 3), plain),
        "convolution",
        "F32(1, 4, 5, 5)",
        "F32(2, 3, 3, 3)",
        "4 is not 3 * 1");
    rejects(
        () -> Lax.convGeneralDilated(image, kernel, plain.strides(1)), "one for each of the sizes");
    rejects(() -> Lax.convGeneralDilated(image, kernel, plain.strides(0, 1)), "positive");
    rejects(() -> Lax.convGeneralDilated(image, kernel, plain.featureGroups(2)), "4 is not 4 * 2");
    rejects(() -> Lax.convGeneralDilated(image, kernel, plain.batchGroups(2)), "the batch, 1");
    rejects(() -> Lax.convGeneralDilated(image, THREE, plain), "F32(3)", "number of axes");
    rejects(() -> Lax.convGeneralDilated(image, Np.zeros(2, 4, 0, 3), plain), "F32(2, 4, 0, 3)");
    rejects(
        () ->
            Lax.convGeneralDilated(
                image, kernel, plain.lhsDilation(2, 2).padding(ConvPadding.SAME)),
        "SAME",
        "convTranspose");
    rejects(
        DTypeException.class,
        () -> Lax.convGeneralDilated(image, kernel.astype(DType.F64), plain),
        "F64(2, 4, 3, 3)");
    rejects(() -> plain.numbers("NHWC", "HWIO", "NCDH"), "NHWC", "NCDH");
    rejects(() -> plain.padding(new int[] {1}), "{before, after}");
    rejects(() -> Lax.convTranspose(THREE, THREE, plain), "convTranspose", "two axes");
    rejects(() -> Lax.convGeneralDilatedPatches(image, Ints.of(2), plain), "F32(1, 4, 5, 5)");
  }

  @Test
  void transformsThatDoNotFit() {
    FftOptions plain = FftOptions.NONE;
    rejects(() -> Fft.fft(THREE, plain.axes(1)), "axis 1", "(3,)");
    rejects(() -> Fft.fft(THREE, plain.lengths(0)), "fft", "[0]", "positive");
    rejects(() -> Fft.fft(MATRIX, plain.axes(0, 1)), "one axis", "[0, 1]");
    rejects(() -> Fft.fftn(MATRIX, plain.axes(0, -2)), "repeated");
    rejects(() -> Fft.fftn(MATRIX, plain.axes(0).lengths(2, 2)), "[2, 2]", "[0]");
    rejects(() -> Fft.fft2(THREE), "axis -2", "(3,)");
    rejects(() -> Fft.irfft(ONE.reshape(1)), "irfft", "[0]", "F64(1)");
    rejects(() -> Fft.fftfreq(-1, 1), "fftfreq", "0");
    rejects(
        DTypeException.class, () -> Fft.rfft(Np.complex(TWO, TWO)), "rfft", "C64(2)", "use fft");
    rejects(() -> Lax.fft(THREE, FftKind.FFT, Ints.of(4)), "fft", "C64(3)", "[4]");
    rejects(
        () -> Signal.fftconvolve(Np.ones(2, 5), Np.ones(3, 3), Overlap.VALID),
        "F32(2, 5)",
        "F32(3, 3)");
    rejects(() -> Signal.fftconvolve(MATRIX, ONE, Overlap.FULL), "F64(2, 3)", "F64()");
    rejects(() -> Signal.welch(THREE, SpectrumOptions.WELCH.overlap(3)), "welch", "share 3");
    rejects(() -> Signal.stft(ONE, SpectrumOptions.STFT), "stft", "F64()");
    rejects(() -> Signal.istft(THREE, SpectrumOptions.STFT), "istft", "F32(3)");
  }

  @Test
  void axesThatAreNotThereOrTwice() {
    rejects(() -> Np.mean(MATRIX, 2), "axis 2", "(2, 3)");
    rejects(() -> Np.var(MATRIX, Over.axes(-3).ddof(1)), "axis -3", "(2, 3)");
    rejects(() -> Np.nansum(MATRIX, 0, -2), "repeated", "(2, 3)");
    rejects(() -> Np.flip(MATRIX, 1, 1), "repeated", "(2, 3)");
    rejects(() -> Np.moveaxis(MATRIX, 0, 2), "axis 2", "(2, 3)");
    rejects(() -> Np.moveaxis(MATRIX, new int[] {0, 1}, new int[] {0}), "moveaxis", "F64(2, 3)");
    rejects(() -> Np.moveaxis(MATRIX, new int[] {0, 0}, new int[] {0, 1}), "repeated");
    rejects(() -> Np.swapaxes(MATRIX, 0, 3), "axis 3", "(2, 3)");
    rejects(() -> Np.rollaxis(MATRIX, 0, 4), "rollaxis", "4", "F64(2, 3)");
    rejects(() -> Np.expandDims(MATRIX, 0, 0), "expandDims", "repeated", "F64(2, 3)");
    rejects(() -> Np.expandDims(MATRIX, 4), "axis 4", "F64(2, 3)");
    rejects(() -> Np.rot90(MATRIX, 1, 0, 0), "repeated");
    rejects(() -> Np.diagonal(MATRIX, 0, 1, 1), "repeated");
    rejects(() -> Np.take(MATRIX, INTS, 2), "axis 2", "(2, 3)");
    rejects(() -> Np.argmax(MATRIX, 2), "axis 2", "(2, 3)");
    rejects(() -> Np.argmax(Np.zeros(2, 2, 2), Over.axes(0, 1)), "one axis or all", "[0, 1]");
    rejects(() -> Np.roll(MATRIX, new int[] {1, 2}, new int[] {0}), "roll", "[1, 2]", "[0]");
    rejects(() -> Np.trapezoid(MATRIX, 1.0, 5), "axis 5");
    rejects(() -> Np.gradient(MATRIX, 1.0, 2), "axis 2");
    rejects(() -> Np.unstack(MATRIX, -3), "axis -3");
  }

  @Test
  void optionsOfReductions() {
    rejects(() -> Np.max(THREE, Over.all().where(THREE.gt(1))), "max", "initial", "F32(3)");
    rejects(() -> Np.nanmin(THREE, Over.all().where(THREE.gt(1))), "min", "initial");
    rejects(() -> Np.sum(THREE, Over.all().ddof(1)), "sum", "ddof");
    rejects(() -> Np.mean(THREE, Over.all().initial(1)), "mean", "initial");
    rejects(() -> Np.ptp(THREE, Over.all().where(THREE.gt(1))), "ptp", "where");
    rejects(() -> Np.sum(THREE, Over.all().where(TWO.gt(1))), "BOOL(2)", "F32(3)");
    rejects(() -> Np.average(MATRIX, TWO, 1), "average", "F32(2)", "F64(2, 3)", "[1]");
    rejects(() -> Np.cov(Np.zeros(2, 2, 2)), "cov", "F32(2, 2, 2)");
    rejects(() -> Np.cov(MATRIX, 1, null, TWO), "cov", "3 columns", "F32(2)");
    rejects(() -> Np.gradient(Np.array(1.0), 1, 0), "axis 0");
    rejects(() -> Np.gradient(Np.ones(1), 1, 0), "gradient", "F32(1)", "two elements");
    rejects(() -> Np.gradient(THREE, TWO, 0), "gradient", "F32(3)", "F32(2)");
  }

  @Test
  void einsumNamesTheLetters() {
    rejects(() -> Np.einsum("ij,jk->ik", MATRIX, MATRIX), "'j'", "3 and 2", "F64(2, 3)");
    rejects(() -> Np.einsum("ij,jk", MATRIX), "2 operands", "not 1");
    rejects(() -> Np.einsum("ijk->i", MATRIX), "'ijk'", "2 axes", "F64(2, 3)");
    rejects(() -> Np.einsum("ij->ik", MATRIX), "'k'", "no operand");
    rejects(() -> Np.einsum("ij->ii", MATRIX), "'i'", "twice");
    rejects(() -> Np.einsum("i1->i", MATRIX), "'1'", "letter");
    rejects(() -> Np.einsum("ij->i->j", MATRIX), "'->'");
    rejects(() -> Np.einsum("...j->j", MATRIX), "the result", "'j'");
    rejects(() -> Np.einsumPath("ij,jk", MATRIX, MATRIX), "'j'", "3 and 2");
  }

  @Test
  void productsThatDoNotFit() {
    rejects(() -> Np.inner(TWO, THREE), "tensordot", "F32(2)", "F32(3)");
    rejects(() -> Np.vdot(TWO, THREE), "inner dimensions", "2 and 3");
    rejects(() -> Np.vecdot(TWO, THREE), "vecdot", "F32(2)", "F32(3)");
    rejects(() -> Np.matvec(MATRIX, TWO), "matvec", "F64(2, 3)", "F32(2)");
    rejects(() -> Np.vecmat(THREE, MATRIX), "vecmat", "F32(3)", "F64(2, 3)");
    rejects(() -> Np.vecdot(ONE, THREE), "vecdot", "scalar", "F64()");
    rejects(() -> Np.cross(TWO, Np.ones(4)), "cross", "F32(2)", "F32(4)");
    rejects(() -> Np.tensordot(MATRIX, MATRIX, 3), "tensordot", "3 axes");
    rejects(
        () -> Np.tensordot(MATRIX, MATRIX, new int[] {0, 1}, new int[] {0}), "tensordot", "[0, 1]");
    rejects(() -> Np.convolve(MATRIX, MATRIX, Overlap.FULL), "convolve", "F64(2, 3)");
    rejects(() -> Np.correlate(THREE, Np.zeros(0), Overlap.FULL), "correlate", "F32(0)");
    rejects(
        () -> Signal.convolve(Np.ones(2, 5), Np.ones(3, 3), Overlap.VALID),
        "as large",
        "F32(2, 5)");
    rejects(() -> Signal.convolve2d(THREE, THREE, Overlap.FULL), "convolve2d", "F32(3)");
    rejects(() -> Np.polyval(MATRIX, ONE), "polyval", "F64(2, 3)");
    rejects(() -> Np.poly(MATRIX), "poly", "F64(2, 3)");
    rejects(() -> Np.polyfit(THREE, TWO, 1), "polyfit", "F32(3)", "F32(2)");
  }

  @Test
  void shapesThatCannotBe() {
    rejects(() -> Np.resize(MATRIX, -1, 2), "negative", "-1");
    rejects(() -> Np.tile(MATRIX, 1 << 20, 1 << 20), "2^31");
    rejects(() -> Np.repeat(MATRIX, 1 << 30, 0), "2^31", "1073741824");
    rejects(() -> Np.repeat(MATRIX, -1, 0), "repeat", "-1");
    rejects(() -> Np.repeat(THREE, new int[] {1, -1, 1}, 0), "repeat", "-1");
    rejects(() -> Np.repeat(THREE, new int[] {1, 1}, 0), "repeat", "F32(3)");
    rejects(() -> Np.repeat(THREE, TWO, 0, 4), "repeat", "F32(3)", "F32(2)");
    rejects(() -> Np.split(MATRIX, 2, 1), "split", "axis 1", "F64(2, 3)", "arraySplit");
    rejects(() -> Np.arraySplit(MATRIX, 0, 1), "split", "0");
    rejects(() -> Np.pad(MATRIX, new int[][] {{1, 1}}, 0), "pad", "F64(2, 3)");
    rejects(() -> Np.pad(MATRIX, new int[][] {{1, -1}, {0, 0}}, PadMode.EDGE), "pad", "-1");
    rejects(() -> Np.pad(EMPTY, new int[][] {{1, 0}, {0, 0}}, PadMode.EDGE), "empty", "F64(0, 2)");
    rejects(() -> Np.linspace(0, 1, -1), "linspace", "-1");
    rejects(() -> Np.geomspace(-1, 1, 3, DType.F64), "geomspace", "-1.0");
    rejects(() -> Np.mgrid(Index.from(1)), "mgrid", "end");
    rejects(() -> Np.diag(Np.zeros(2, 2, 2)), "diag", "F32(2, 2, 2)");
    rejects(() -> Np.tril(THREE), "tril", "F32(3)");
    rejects(() -> Np.block(List.of(List.of(TWO), TWO)), "block", "depths");
    rejects(() -> Np.block(List.of()), "block", "empty");
    rejects(() -> Np.matrixTranspose(THREE), "matrixTranspose", "F32(3)");
    rejects(() -> Np.hanning(-1), "hanning", "-1");
    rejects(() -> Np.broadcastShapes(Shape.of(2), Shape.of(3)), "broadcast", "(2,)", "(3,)");
  }

  @Test
  void positionsOutside() {
    rejects(() -> Np.delete(MATRIX, new int[] {3}, 1), "delete", "3", "axis 1", "F64(2, 3)");
    rejects(() -> Np.insert(MATRIX, 4, ONE, 1), "insert", "4", "axis 1", "F64(2, 3)");
    rejects(
        () -> Np.ravelMultiIndex(List.of(INTS, INTS), Shape.of(3, 9)),
        "ravelMultiIndex",
        "axis 0",
        "(3, 9)",
        "OutOfBounds.CLIP");
    rejects(() -> Np.ravelMultiIndex(List.of(INTS), Shape.of(3, 9)), "1 positions", "(3, 9)");
    rejects(DTypeException.class, () -> Np.unravelIndex(THREE, Shape.of(3, 9)), "F32(3)");
    rejects(() -> Np.choose(INTS, List.of(), OutOfBounds.CLIP), "choose");
    rejects(() -> Np.takeAlongAxis(MATRIX, INTS, 0), "takeAlongAxis", "I32(3)", "F64(2, 3)");
    rejects(() -> Np.fillDiagonal(THREE, ONE), "fillDiagonal", "F32(3)");
    rejects(() -> Np.place(THREE, TWO.gt(1), ONE), "place", "BOOL(2)", "F32(3)");
    rejects(() -> Np.compress(Np.ones(4), THREE, 0, 2, 0), "compress", "3 elements", "BOOL(4)");
    rejects(() -> Np.nonzero(ONE), "nonzero", "F64()", "atleast1d");
    rejects(() -> Np.select(List.of(THREE.gt(1)), List.of()), "select", "1 conditions");
    rejects(
        () -> Np.piecewise(THREE, List.of(THREE.gt(1)), List.of()), "piecewise", "1 conditions");
  }

  @Test
  void sizesThatDependOnTracedData() {
    rejects(TraceException.class, () -> Jit.of(x -> Np.unique(x)).apply(THREE), "unique", "size");
    rejects(
        TraceException.class,
        () -> Jit.of(x -> Np.intersect1d(x, x)).apply(THREE),
        "intersect1d",
        "size");
    rejects(TraceException.class, () -> Jit.of(x -> Np.argwhere(x)).apply(THREE), "BOOL(3)");
    rejects(TraceException.class, () -> Jit.of(x -> Np.bincount(x)).apply(INTS), "I32()");
    rejects(() -> Np.unique(Np.zeros(0), 2), "unique", "F32(0)");
  }

  @Test
  void binsAndPlaces() {
    rejects(DTypeException.class, () -> Np.bincount(THREE, 3), "bincount", "F32(3)");
    rejects(() -> Np.histogram(THREE, 0), "bin", "0");
    rejects(() -> Np.histogram(THREE, Np.ones(1)), "edges", "F32(1)");
    rejects(() -> Np.histogramdd(MATRIX, List.of(THREE)), "histogramdd", "F64(2, 3)");
    rejects(() -> Np.digitize(THREE, MATRIX, false), "digitize", "F64(2, 3)");
    rejects(() -> Np.interp(ONE, THREE, TWO), "interp", "F32(3)", "F32(2)");
    rejects(() -> Np.interp(ONE, THREE, THREE, 0.0), "interp", "period 0.0");
    rejects(() -> Segment.sum(MATRIX, INTS, 2), "segment sum", "I32(3)", "F64(2, 3)");
    rejects(DTypeException.class, () -> Segment.sum(THREE, THREE, 2), "segment sum", "F32(3)");
    rejects(() -> Image.resize(MATRIX, ResizeMethod.CUBIC, 4), "resize", "F64(2, 3)", "[4]");
    rejects(() -> Image.mapCoordinates(MATRIX, List.of(TWO), 1), "mapCoordinates", "F64(2, 3)");
    rejects(
        () -> RegularGridInterpolator.linear(List.of(THREE), MATRIX),
        "RegularGridInterpolator",
        "F32(3)",
        "F64(2, 3)");
    rejects(
        () -> RegularGridInterpolator.linear(List.of(TWO, THREE), MATRIX).apply(THREE),
        "2 coordinates",
        "F32(3)");
  }

  @Test
  void signaturesThatDoNotFit() {
    rejects(() -> Vectorize.of("(n)->", x -> x), "vectorize", "(n)->");
    rejects(() -> Vectorize.of("(n),(n)->()", x -> x), "2 arguments", "not 1");
    rejects(
        () -> Vectorize.of("(n),(n)->()", (x, y) -> x.dot(y)).apply(TWO, THREE), "'n'", "2 and 3");
    rejects(() -> Vectorize.of("(m,n)->()", x -> x.sum()).apply(TWO), "argument 1", "F32(2)");
    rejects(() -> Vectorize.of("(n)->()", x -> x).apply(TWO), "result", "F32(2)", "1 axes");
    rejects(() -> Minimize.bfgs(x -> x.sum(), MATRIX), "bfgs", "F64(2, 3)");
    rejects(DTypeException.class, () -> Minimize.bfgs(x -> x.sum(), INTS), "bfgs", "I32(3)");
  }
}
