package org.juxta.tests;

import static org.juxta.tests.LoweringData.odd;
import static org.juxta.tests.LoweringData.small;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tests.LoweringCase.Recorder;
import org.juxta.tracer.Contraction.Convolution;
import org.juxta.tracer.Contraction.Fft;
import org.juxta.tracer.Contraction.FftKind;
import org.juxta.tracer.ConvDimensionNumbers;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Precision;
import org.juxta.tracer.Variable;

/** Convolutions with everything that they can have, and Fourier transforms of many lengths. */
final class LoweringContractionCases {
  private LoweringContractionCases() {}

  static List<LoweringCase> all() {
    List<LoweringCase> cases = new ArrayList<>();
    for (DType dtype : DType.values()) {
      if (!dtype.isBool()) {
        cases.add(convolutions(dtype));
      }
    }
    cases.add(transforms(DType.F32));
    cases.add(transforms(DType.F64));
    return cases;
  }

  private static Convolution line(int[] p, int featureGroups, int batchGroups) {
    return new Convolution(
        ConvDimensionNumbers.channelsFirst(3),
        Ints.of(p[0]),
        Ints.of(p[1]),
        Ints.of(p[2]),
        Ints.of(p[3]),
        Ints.of(p[4]),
        featureGroups,
        batchGroups,
        null,
        Precision.DEFAULT);
  }

  private static LoweringCase convolutions(DType dtype) {
    Recorder b = new Recorder("convolutions " + dtype);
    Variable x = b.input(small(dtype, 2, 4, 7));
    Variable short1 = b.input(small(dtype, 2, 4, 1));
    Variable empty = b.input(small(dtype, 2, 4, 0));
    Variable w = b.input(odd(dtype, 6, 4, 3));
    Variable grouped = b.input(odd(dtype, 6, 2, 3));
    Variable deep = b.input(odd(dtype, 4, 1, 3));
    for (int[] p :
        new int[][] {
          {1, 0, 0, 1, 1},
          {2, 1, 1, 1, 1},
          {1, 2, 3, 2, 1},
          {1, 1, 0, 1, 2},
          {3, 2, 2, 3, 2},
          {1, -1, -2, 1, 1},
          {2, -2, 1, 2, 1},
          {1, -4, -4, 1, 1}
        }) {
      for (Variable data : List.of(x, short1, empty)) {
        b.exact(line(p, 1, 1), data, w)
            .exact(line(p, 2, 1), data, grouped)
            .exact(line(p, 4, 1), data, deep)
            .exact(line(p, 1, 2), data, w);
      }
    }
    planes(b, dtype);
    Variable none = b.input(small(dtype, 0, 4, 7));
    Variable noFeatures = b.input(small(dtype, 2, 0, 7));
    Variable noKernel = b.input(small(dtype, 3, 0, 3));
    Variable noOutput = b.input(small(dtype, 0, 4, 3));
    int[] plain = {1, 1, 1, 1, 1};
    b.exact(line(plain, 1, 1), none, w)
        .exact(line(plain, 1, 1), noFeatures, noKernel)
        .exact(line(plain, 1, 1), x, noOutput);
    Ints no = Ints.EMPTY;
    Variable rows = b.input(small(dtype, 3, 4));
    Variable matrix = b.input(odd(dtype, 5, 4));
    return b.exact(
            new Convolution(
                ConvDimensionNumbers.channelsFirst(2),
                no,
                no,
                no,
                no,
                no,
                1,
                1,
                null,
                Precision.DEFAULT),
            rows,
            matrix)
        .build();
  }

  private static void planes(Recorder b, DType dtype) {
    Variable plane = b.input(small(dtype, 2, 4, 5, 3));
    Variable kernel = b.input(odd(dtype, 2, 3, 3, 4));
    Variable half = b.input(odd(dtype, 2, 3, 1, 4));
    Ints ones = Ints.of(1, 1);
    for (String out : List.of("NHWC", "WNCH")) {
      ConvDimensionNumbers n = ConvDimensionNumbers.of("NHWC", "HWIO", out);
      Ints low = Ints.of(1, -1);
      b.exact(
              new Convolution(
                  n, Ints.of(1, 2), low, Ints.of(0, 2), ones, ones, 1, 1, null, Precision.DEFAULT),
              plane,
              kernel)
          .exact(
              new Convolution(
                  n,
                  Ints.of(2, 1),
                  Ints.of(2, 1),
                  ones,
                  Ints.of(2, 1),
                  ones,
                  1,
                  1,
                  null,
                  Precision.DEFAULT),
              plane,
              kernel);
    }
    ConvDimensionNumbers turned = ConvDimensionNumbers.of("CWNH", "HWIO", "NHWC");
    b.exact(
        new Convolution(
            turned, ones, ones, ones, ones, Ints.of(1, 2), 2, 1, null, Precision.HIGHEST),
        plane,
        half);
    for (DType wide : DType.values()) {
      if (wide.kind() == dtype.kind() && wide.bytes() > dtype.bytes()) {
        ConvDimensionNumbers n = ConvDimensionNumbers.of("NHWC", "HWIO", "NHWC");
        b.exact(
            new Convolution(n, ones, ones, ones, ones, ones, 1, 1, wide, Precision.DEFAULT),
            plane,
            kernel);
      }
    }
  }

  private static LoweringCase transforms(DType real) {
    Recorder b = new Recorder("fft " + real);
    DType complex = real.complex();
    // Relative to the largest element, rounding errors of a few units; smaller ones have more.
    int ulps = Ulps.OF_LARGEST;
    for (int n : new int[] {1, 2, 3, 4, 5, 7, 8, 12, 15, 16, 31, 36, 37, 64, 74, 97, 100, 128}) {
      Variable x = b.input(small(complex, 2, n));
      Variable r = b.input(small(real, 2, n));
      Variable half = b.input(small(complex, 2, n / 2 + 1));
      Ints length = Ints.of(n);
      b.within(ulps, new Fft(FftKind.FFT, length), x)
          .within(ulps, new Fft(FftKind.IFFT, length), x)
          .within(ulps, new Fft(FftKind.RFFT, length), r)
          .within(ulps, new Fft(FftKind.IRFFT, length), half);
    }
    Variable x = b.input(small(complex, 2, 3, 4, 5));
    Variable r = b.input(small(real, 2, 3, 4, 5));
    for (int axes = 1; axes <= 3; axes++) {
      Ints lengths = Ints.of(3, 4, 5).slice(3 - axes, 3);
      b.within(ulps, new Fft(FftKind.FFT, lengths), x)
          .within(ulps, new Fft(FftKind.IFFT, lengths), x)
          .within(ulps, new Fft(FftKind.RFFT, lengths), r)
          .within(ulps, new Fft(FftKind.IRFFT, lengths.with(axes - 1, 8)), x)
          .within(ulps, new Fft(FftKind.IRFFT, lengths.with(axes - 1, 9)), x);
    }
    Variable none = b.input(small(complex, 0, 4));
    Variable nothing = b.input(small(real, 3, 0));
    return b.exact(new Fft(FftKind.FFT, Ints.of(4)), none)
        .exact(new Fft(FftKind.RFFT, Ints.of(0)), nothing)
        .build();
  }
}
