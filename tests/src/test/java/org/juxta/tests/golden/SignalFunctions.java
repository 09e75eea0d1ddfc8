package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.juxta.Array;
import org.juxta.ConvOptions;
import org.juxta.ConvPadding;
import org.juxta.Fft;
import org.juxta.FftNorm;
import org.juxta.FftOptions;
import org.juxta.Lax;
import org.juxta.Signal;
import org.juxta.SpectrumOptions;
import org.juxta.tracer.Contraction.FftKind;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;

/** Convolutions of jax.lax, and what Juxta has of the fft and signal modules. */
final class SignalFunctions {
  private SignalFunctions() {}

  /** A transform with options. */
  private interface Transform {
    Array of(Array x, FftOptions options);
  }

  static void define(Functions f) {
    convolutions(f);
    transforms(f);
    spectra(f);
  }

  private static void convolutions(Functions f) {
    f.define(
        "lax.conv_general_dilated",
        "x, w, window_strides, padding, lhs_dilation=None, rhs_dilation=None,"
            + " dimension_numbers=None, feature_group_count=1, batch_group_count=1",
        in ->
            Lax.convGeneralDilated(
                in.array("x"),
                in.array("w"),
                options(in)
                    .featureGroups(in.integer("feature_group_count"))
                    .batchGroups(in.integer("batch_group_count"))));
    f.define(
        "lax.conv",
        "x, w, window_strides, padding",
        in -> Lax.conv(in.array("x"), in.array("w"), strides(in), padding(in)));
    f.define(
        "lax.conv_with_general_padding",
        "x, w, window_strides, padding, lhs_dilation, rhs_dilation",
        in ->
            Lax.convWithGeneralPadding(
                in.array("x"),
                in.array("w"),
                strides(in),
                padding(in),
                in.has("lhs_dilation") ? Ints.of(in.integers("lhs_dilation")) : null,
                in.has("rhs_dilation") ? Ints.of(in.integers("rhs_dilation")) : null));
    f.define(
        "lax.conv_transpose",
        "x, w, window_strides, padding, rhs_dilation=None, dimension_numbers=None,"
            + " transpose_kernel=False, lhs_dilation=None, use_consistent_padding=False",
        in ->
            Lax.convTranspose(
                in.array("x"),
                in.array("w"),
                options(in),
                in.flag("transpose_kernel"),
                in.flag("use_consistent_padding")));
    f.define(
        "lax.conv_general_dilated_patches",
        "x, filter_shape, window_strides, padding, lhs_dilation=None, rhs_dilation=None,"
            + " dimension_numbers=None",
        in ->
            Lax.convGeneralDilatedPatches(
                in.array("x"), Ints.of(in.integers("filter_shape")), options(in)));
    f.define(
        "lax.fft",
        "x, fft_type, fft_lengths",
        in ->
            Lax.fft(
                in.array("x"),
                FftKind.valueOf(in.text("fft_type").toUpperCase(Locale.ROOT)),
                Ints.of(in.integers("fft_lengths"))));
  }

  private static Ints strides(Arguments in) {
    return Ints.of(in.integers("window_strides"));
  }

  private static ConvPadding padding(Arguments in) {
    if (in.value("padding") instanceof String name) {
      return ConvPadding.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }
    List<int[]> widths = new ArrayList<>();
    for (Object pair : in.list("padding")) {
      widths.add(new Arguments("padding", Map.of("pair", pair)).integers("pair"));
    }
    return ConvPadding.of(widths.toArray(int[][]::new));
  }

  private static ConvOptions options(Arguments in) {
    ConvOptions options = ConvOptions.NONE.strides(in.integers("window_strides"));
    options = options.padding(padding(in));
    if (in.has("lhs_dilation")) {
      options = options.lhsDilation(in.integers("lhs_dilation"));
    }
    if (in.has("rhs_dilation")) {
      options = options.rhsDilation(in.integers("rhs_dilation"));
    }
    if (in.has("dimension_numbers")) {
      List<?> letters = in.list("dimension_numbers");
      options =
          options.numbers(
              letters.get(0).toString(), letters.get(1).toString(), letters.get(2).toString());
    }
    return options;
  }

  private static void transforms(Functions f) {
    one(f, "np.fft.fft", Fft::fft);
    one(f, "np.fft.ifft", Fft::ifft);
    one(f, "np.fft.rfft", Fft::rfft);
    one(f, "np.fft.irfft", Fft::irfft);
    one(f, "np.fft.hfft", Fft::hfft);
    one(f, "np.fft.ihfft", Fft::ihfft);
    several(f, "np.fft.fft2", Fft::fft2);
    several(f, "np.fft.ifft2", Fft::ifft2);
    several(f, "np.fft.rfft2", Fft::rfft2);
    several(f, "np.fft.irfft2", Fft::irfft2);
    several(f, "np.fft.fftn", Fft::fftn);
    several(f, "np.fft.ifftn", Fft::ifftn);
    several(f, "np.fft.rfftn", Fft::rfftn);
    several(f, "np.fft.irfftn", Fft::irfftn);
    f.define(
        "np.fft.fftfreq",
        "n, d=1.0",
        in -> Fft.fftfreq(in.integer("n"), in.number("d"), DType.F64));
    f.define(
        "np.fft.rfftfreq",
        "n, d=1.0",
        in -> Fft.rfftfreq(in.integer("n"), in.number("d"), DType.F64));
    f.define("np.fft.fftshift", "x, axes=None", in -> Fft.fftshift(in.array("x"), axes(in)));
    f.define("np.fft.ifftshift", "x, axes=None", in -> Fft.ifftshift(in.array("x"), axes(in)));
    f.define("scipy.fft.dct", "x, type=2, n=None, axis=-1, norm=None", in -> cosine(in, Fft::dct));
    f.define(
        "scipy.fft.idct", "x, type=2, n=None, axis=-1, norm=None", in -> cosine(in, Fft::idct));
    f.define(
        "scipy.fft.dctn", "x, type=2, s=None, axes=None, norm=None", in -> cosines(in, Fft::dctn));
    f.define(
        "scipy.fft.idctn",
        "x, type=2, s=None, axes=None, norm=None",
        in -> cosines(in, Fft::idctn));
  }

  private static int[] axes(Arguments in) {
    return in.integers("axes");
  }

  private static Array cosine(Arguments in, Transform transform) {
    in.require("type", 2L);
    return transform.of(in.array("x"), oneAxis(in));
  }

  private static Array cosines(Arguments in, Transform transform) {
    in.require("type", 2L);
    return transform.of(in.array("x"), severalAxes(in));
  }

  private static void one(Functions f, String name, Transform transform) {
    f.define(name, "x, n=None, axis=-1, norm=None", in -> transform.of(in.array("x"), oneAxis(in)));
  }

  private static void several(Functions f, String name, Transform transform) {
    f.define(
        name,
        "x, s=None, axes=None, norm=None",
        in -> transform.of(in.array("x"), severalAxes(in)));
  }

  private static FftOptions oneAxis(Arguments in) {
    FftOptions options = FftOptions.NONE.axes(in.integer("axis")).norm(norm(in));
    return in.has("n") ? options.lengths(in.integer("n")) : options;
  }

  private static FftOptions severalAxes(Arguments in) {
    FftOptions options = FftOptions.NONE.norm(norm(in));
    options = in.has("s") ? options.lengths(in.integers("s")) : options;
    return in.has("axes") ? options.axes(in.integers("axes")) : options;
  }

  private static FftNorm norm(Arguments in) {
    return in.has("norm")
        ? FftNorm.valueOf(in.text("norm").toUpperCase(Locale.ROOT))
        : FftNorm.BACKWARD;
  }

  private static void spectra(Functions f) {
    f.define(
        "scipy.signal.fftconvolve",
        "x, y, mode='full', axes=None",
        in ->
            Signal.fftconvolve(
                in.array("x"), in.array("y"), NumpyProducts.overlap(in), in.integers("axes")));
    f.define(
        "scipy.signal.welch",
        "x, nperseg=None, noverlap=None",
        in ->
            Signal.welch(in.array("x"), lengths(in, SpectrumOptions.WELCH))
                .apply((a, b) -> List.of(a, b)));
    f.define(
        "scipy.signal.csd",
        "x, y, nperseg=None, noverlap=None",
        in ->
            Signal.csd(in.array("x"), in.array("y"), lengths(in, SpectrumOptions.WELCH))
                .apply((a, b) -> List.of(a, b)));
    f.define(
        "scipy.signal.stft",
        "x, nperseg=None, noverlap=None",
        in ->
            Signal.stft(in.array("x"), lengths(in, SpectrumOptions.STFT))
                .apply((a, b, c) -> List.of(a, b, c)));
    f.define(
        "scipy.signal.istft",
        "x, nperseg=None, noverlap=None",
        in ->
            Signal.istft(in.array("x"), lengths(in, SpectrumOptions.STFT))
                .apply((a, b) -> List.of(a, b)));
  }

  private static SpectrumOptions lengths(Arguments in, SpectrumOptions usual) {
    SpectrumOptions options = in.has("nperseg") ? usual.segment(in.integer("nperseg")) : usual;
    return in.has("noverlap") ? options.overlap(in.integer("noverlap")) : options;
  }
}
