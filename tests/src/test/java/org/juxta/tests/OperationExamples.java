package org.juxta.tests;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.Contraction.Convolution;
import org.juxta.tracer.Contraction.DotGeneral;
import org.juxta.tracer.Contraction.Fft;
import org.juxta.tracer.Contraction.FftKind;
import org.juxta.tracer.ConvDimensionNumbers;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise.Binary;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.BitcastConvert;
import org.juxta.tracer.Elementwise.Compare;
import org.juxta.tracer.Elementwise.Convert;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.Elementwise.Name;
import org.juxta.tracer.Elementwise.ReducePrecision;
import org.juxta.tracer.Elementwise.Select;
import org.juxta.tracer.Elementwise.StopGradient;
import org.juxta.tracer.Elementwise.Unary;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.Indexing.DynamicSlice;
import org.juxta.tracer.Indexing.DynamicUpdateSlice;
import org.juxta.tracer.Indexing.Gather;
import org.juxta.tracer.Indexing.Scatter;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Precision;
import org.juxta.tracer.Random.RngAlgorithm;
import org.juxta.tracer.Random.RngBitGenerator;
import org.juxta.tracer.Random.Threefry;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Structural.Broadcast;
import org.juxta.tracer.Structural.Concatenate;
import org.juxta.tracer.Structural.Iota;
import org.juxta.tracer.Structural.OptimizationBarrier;
import org.juxta.tracer.Structural.Pad;
import org.juxta.tracer.Structural.Reshape;
import org.juxta.tracer.Structural.Reverse;
import org.juxta.tracer.Structural.Slice;
import org.juxta.tracer.Structural.Transpose;

/** At least one application of each operation. */
final class OperationExamples {
  private static final double[] REALS = {
    -1.31, 0.37, 1.21, -0.62, 0.83, 1.66, 0.11, -0.94, -1.47, 0.56, 1.04, -0.23
  };
  static final Array INDEX = Np.array(1);

  private OperationExamples() {}

  static List<OperationExample> all() {
    List<OperationExample> examples = new ArrayList<>();
    unary(examples);
    binary(examples);
    otherElementwise(examples);
    structural(examples);
    indexing(examples);
    examples.add(product(real(3, 2), real(2, 2, 3)));
    examples.add(product(complex(3, 2), complex(2, 2, 3)));
    examples.add(OperationExample.of(convolution(1, 1), real(2, 2, 5), real(2, 2, 2)));
    examples.add(OperationExample.of(convolution(2, 1), real(2, 4, 5), real(2, 2, 2)));
    examples.add(OperationExample.of(convolution(1, 2), real(2, 2, 5), real(2, 2, 2)));
    for (FftKind kind : List.of(FftKind.FFT, FftKind.IFFT)) {
      examples.add(OperationExample.of(new Fft(kind, Ints.of(2, 3)), complex(2, 3)));
    }
    for (int length : new int[] {4, 5}) {
      examples.add(OperationExample.of(new Fft(FftKind.RFFT, Ints.of(length)), real(2, length)));
      examples.add(OperationExample.of(new Fft(FftKind.IRFFT, Ints.of(length)), complex(2, 3)));
    }
    Array words = Np.array(3, 14, 15, 92).astype(DType.U32);
    examples.add(OperationExample.of(new Threefry(), words, words, words, words));
    Array state = Np.array(3, 14).astype(DType.U64);
    for (RngAlgorithm algorithm : RngAlgorithm.values()) {
      RngBitGenerator bits = new RngBitGenerator(algorithm, DType.U32, Shape.of(3, 5));
      examples.add(OperationExample.of(bits, state));
    }
    examples.addAll(OperationExamplesOfPrograms.all());
    examples.addAll(OperationExamplesInOrder.all());
    return examples;
  }

  /** Numbers between -1.5 and 1.7, none of them near another or a multiple of a half. */
  static Array real(int... dims) {
    double[] values = new double[Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = REALS[i % REALS.length] - 0.007 * Math.floorDiv(i, REALS.length);
    }
    return Np.array(values).reshape(dims);
  }

  static Array complex(int... dims) {
    return Np.complex(real(dims), Np.flip(real(dims)).mul(0.8));
  }

  static Array integers(DType dtype, int... dims) {
    int[] values = new int[Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (5 * i + 3) % 7;
    }
    return Np.array(values).reshape(dims).astype(dtype);
  }

  static Array bools(int... dims) {
    return integers(DType.I32, dims).gt(2);
  }

  private static Array inDomain(UnaryKind kind, Array x) {
    return switch (kind) {
      case ACOSH -> x.mul(0.5).add(2.2);
      case LOG, SQRT, RSQRT -> x.mul(0.4).add(1.2);
      case LOG1P, ASIN, ACOS, ATANH, ERF_INV -> x.mul(0.45);
      default -> x;
    };
  }

  private static void unary(List<OperationExample> examples) {
    for (UnaryKind kind : UnaryKind.values()) {
      Unary op = new Unary(kind);
      for (Array x :
          List.of(
              inDomain(kind, real(2, 3)),
              inDomain(kind, complex(2, 3)),
              integers(DType.I32, 2, 3),
              integers(DType.U8, 3),
              bools(4))) {
        if (OperationTable.accepts(op, x)) {
          examples.add(OperationExample.of(op, x));
        }
      }
    }
  }

  private static void binary(List<OperationExample> examples) {
    for (BinaryKind kind : BinaryKind.values()) {
      Binary op = new Binary(kind);
      Array x = kind == BinaryKind.POW ? real(2, 3).mul(0.4).add(1.2) : real(2, 3);
      Array y = kind == BinaryKind.REM ? real(2, 3).mul(0.1).add(0.7) : Np.flip(real(2, 3));
      Array z = kind == BinaryKind.POW ? complex(2, 3).mul(0.4).add(1.5) : complex(2, 3);
      List<List<Array>> operands =
          List.of(
              List.of(x, y),
              List.of(x, y.get(1, 1).add(0.05)),
              List.of(x.get(0, 1).add(0.05), y),
              List.of(z, Np.flip(complex(2, 3))),
              List.of(integers(DType.I32, 2, 3), integers(DType.I32, 3, 2).reshape(2, 3).add(1)),
              List.of(integers(DType.U64, 4), integers(DType.U64, 1).reshape()),
              List.of(bools(2, 3), bools(3, 2).reshape(2, 3)));
      for (List<Array> both : operands) {
        if (OperationTable.accepts(op, both.toArray(Array[]::new))) {
          examples.add(OperationExample.of(op, both.toArray(Array[]::new)));
        }
      }
    }
    for (Direction direction : Direction.values()) {
      examples.add(OperationExample.of(new Compare(direction), real(2, 3), Np.flip(real(2, 3))));
      examples.add(
          OperationExample.of(
              new Compare(direction), integers(DType.I8, 4), integers(DType.I8, 1).reshape()));
    }
  }

  private static void otherElementwise(List<OperationExample> examples) {
    Array x = real(2, 3);
    examples.add(OperationExample.of(new Select(), bools(2, 3), x, Np.flip(x)));
    examples.add(OperationExample.of(new Select(), bools(1).reshape(), x, x.get(0, 0)));
    examples.add(
        OperationExample.of(new Select(), bools(2, 3), complex(2, 3), complex(6, 1).reshape(2, 3)));
    examples.add(OperationExample.of(new Convert(DType.C128), x));
    examples.add(OperationExample.of(new Convert(DType.F64), complex(2, 3)));
    examples.add(OperationExample.of(new Convert(DType.I16), x));
    examples.add(OperationExample.of(new Convert(DType.BF16), integers(DType.U8, 4)));
    examples.add(OperationExample.of(new BitcastConvert(DType.I64), x));
    examples.add(OperationExample.of(new BitcastConvert(DType.F16), integers(DType.I32, 3)));
    examples.add(OperationExample.of(new ReducePrecision(11, 52), x));
    examples.add(OperationExample.of(new Name("a"), x));
    examples.add(OperationExample.of(new StopGradient(), x));
  }

  private static void structural(List<OperationExample> examples) {
    Array x = real(2, 3);
    for (Array a : List.of(x, complex(2, 3), integers(DType.U16, 2, 3))) {
      examples.add(OperationExample.of(new Reshape(Shape.of(3, 1, 2)), a));
      examples.add(OperationExample.of(new Transpose(Ints.of(1, 0)), a));
      examples.add(OperationExample.of(new Reverse(Ints.of(1)), a));
      examples.add(OperationExample.of(new Concatenate(1), a, Np.flip(a), a));
      examples.add(
          OperationExample.of(
              new Pad(Ints.of(1, -1), Ints.of(0, 2), Ints.of(1, 2)), a, a.get(0, 0)));
    }
    examples.add(OperationExample.of(new Broadcast(Shape.of(4, 2, 3), Ints.of(1, 2)), real(2, 1)));
    examples.add(OperationExample.of(new Broadcast(Shape.of(2, 2), Ints.EMPTY), real()));
    examples.add(OperationExample.of(new Slice(Ints.of(0, 0), Ints.of(2, 3), Ints.of(1, 2)), x));
    examples.add(OperationExample.of(new Slice(Ints.of(1), Ints.of(1), Ints.of(1)), real(4)));
    examples.add(OperationExample.of(new Iota(DType.F64, Shape.of(2, 3), 1)));
    examples.add(OperationExample.of(new OptimizationBarrier(), x, integers(DType.I32, 2)));
  }

  private static void indexing(List<OperationExample> examples) {
    Array x = real(3, 4);
    Ints no = Ints.EMPTY;
    Ints a0 = Ints.of(0);
    Ints a1 = Ints.of(1);
    examples.add(OperationExample.of(new DynamicSlice(Ints.of(2, 3)), x, INDEX, INDEX));
    examples.add(OperationExample.of(new DynamicUpdateSlice(), x, real(2, 2).mul(2), INDEX, INDEX));
    Array rows = Np.array(2, 0, 2, 1).reshape(4, 1);
    examples.add(OperationExample.of(new Gather(a1, a0, no, no, a0, Ints.of(1, 3)), x, rows));
    examples.add(
        OperationExample.of(
            new Gather(no, a1, a0, a0, a1, Ints.of(1, 1)), x, integers(DType.I64, 3, 2, 1)));
    for (ScatterKind kind : ScatterKind.values()) {
      Array updates = Np.flip(real(3, 4)).mul(1.3);
      Array distinct = Np.array(2, 0, 1).reshape(3, 1);
      examples.add(
          OperationExample.of(new Scatter(kind, a1, a0, no, no, a0, true), x, distinct, updates));
      examples.add(
          OperationExample.of(
              new Scatter(kind, no, a1, a0, a0, a1, true),
              x,
              Np.array(2, 0, 3, 1, 0, 2).reshape(3, 2, 1),
              Np.flip(real(3, 2)).mul(1.2)));
      if (kind != ScatterKind.MUL) {
        examples.add(
            OperationExample.of(
                new Scatter(kind, a1, a0, no, no, a0, false),
                x,
                Np.array(2, 0, 9, 2).reshape(4, 1),
                real(4, 4).mul(0.9).add(0.03)));
      }
    }
    examples.add(
        OperationExample.of(
            new Scatter(ScatterKind.ADD, a1, a0, no, no, a0, false),
            complex(3, 4),
            rows,
            complex(4, 4)));
  }

  private static OperationExample product(Array a, Array b) {
    Ints contracted = Ints.of(0);
    return OperationExample.of(
        new DotGeneral(contracted, Ints.of(2), Ints.of(1), Ints.of(0)), a, b);
  }

  private static Convolution convolution(int featureGroups, int batchGroups) {
    Ints one = Ints.of(1);
    return new Convolution(
        ConvDimensionNumbers.channelsFirst(3),
        one,
        one,
        Ints.of(2),
        one,
        Ints.of(2),
        featureGroups,
        batchGroups,
        null,
        Precision.DEFAULT);
  }
}
