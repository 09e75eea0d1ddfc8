package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.tests.LoweringCase.Recorder;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Op;
import org.juxta.tracer.Reduction.Cumulative;
import org.juxta.tracer.Reduction.CumulativeKind;
import org.juxta.tracer.Reduction.Sort;
import org.juxta.tracer.Reduction.TopK;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Variable;
import org.juxta.xla.Buffer;
import org.juxta.xla.Engines;
import org.juxta.xla.Lowering;

/** Sorts and running combinations of lines that are long enough for Java within programs. */
class NativeRoutinesTest {
  private static final int[][] SHAPES = {{256}, {1000}, {5, 700}, {700, 3}, {2, 20_000}};

  private final Random random = new Random(11);

  static Stream<DType> keyTypes() {
    return Arrays.stream(DType.values()).filter(d -> !d.isComplex());
  }

  /** Any bits: for floats zeros of both signs, infinities and NaNs of several kinds among them. */
  private HostArray anyBits(DType dtype, int... dims) {
    HostArray x = HostArray.allocate(ArrayType.of(dtype, dims));
    switch (x.data()) {
      case byte[] data -> {
        for (int i = 0; i < data.length; i++) {
          data[i] = (byte) (dtype.isBool() ? random.nextInt(2) : random.nextInt());
        }
      }
      case short[] data -> IntStream.range(0, data.length).forEach(i -> data[i] = half(dtype));
      case int[] data -> Arrays.setAll(data, _ -> random.nextInt(-50, 50) * (coin() ? 1 : 1 << 24));
      case long[] data ->
          Arrays.setAll(data, _ -> random.nextInt(-50, 50) * (coin() ? 1L : 1L << 53));
      case float[] data -> IntStream.range(0, data.length).forEach(i -> data[i] = single());
      case double[] data -> Arrays.setAll(data, _ -> real());
      default -> throw new AssertionError(dtype);
    }
    return x;
  }

  private boolean coin() {
    return random.nextBoolean();
  }

  private short half(DType dtype) {
    short any = (short) random.nextInt();
    if (!dtype.isFloat()) {
      return any;
    }
    if (coin()) {
      return coin() ? 0 : Short.MIN_VALUE;
    }
    // A conversion to a wider type makes a signaling NaN a quiet one.
    boolean brain = dtype == DType.BF16;
    boolean isNaN = (any & Short.MAX_VALUE) > (brain ? 0x7f80 : 0x7c00);
    return isNaN ? (short) (any | (brain ? 0x40 : 0x200)) : any;
  }

  private float single() {
    return switch (random.nextInt(6)) {
      case 0 -> 0f;
      case 1 -> -0f;
      case 2 -> Float.intBitsToFloat(0x7fc00000 | random.nextInt(1000));
      case 3 -> Float.intBitsToFloat(0xffc00000 | random.nextInt(1000));
      case 4 -> coin() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
      default -> random.nextInt(-9, 9) * (coin() ? 1f : 1e30f);
    };
  }

  private double real() {
    return switch (random.nextInt(6)) {
      case 0 -> 0.0;
      case 1 -> -0.0;
      case 2 -> Double.longBitsToDouble(0x7ff8000000000000L | random.nextInt(1000));
      case 3 -> Double.longBitsToDouble(0xfff8000000000000L | random.nextInt(1000));
      case 4 -> coin() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      default -> random.nextInt(-9, 9) * (coin() ? 1 : 1e300);
    };
  }

  private static void assertSameBits(LoweringCase c) {
    List<HostArray> expected = ReferenceEvaluator.run(c.program(), List.of(), c.inputs());
    List<Buffer> found = Engines.current().compile(c.program()).execute(c.inputs());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(bits(found.get(i).toHost()))
          .as(c.labels().get(i))
          .isEqualTo(bits(expected.get(i)));
    }
  }

  private static Object bits(HostArray x) {
    return switch (x.data()) {
      case float[] data ->
          IntStream.range(0, data.length).map(i -> Float.floatToRawIntBits(data[i])).toArray();
      case double[] data -> Arrays.stream(data).mapToLong(Double::doubleToRawLongBits).toArray();
      default -> x.data();
    };
  }

  @ParameterizedTest
  @MethodSource("keyTypes")
  void sortsChangeNoBit(DType dtype) {
    Recorder b = new Recorder("sort " + dtype);
    for (int[] dims : SHAPES) {
      Variable x = b.input(anyBits(dtype, dims));
      Variable y = b.input(anyBits(DType.F64, dims));
      Variable position = b.input(LoweringData.small(DType.I32, dims));
      for (int axis = 0; axis < dims.length; axis++) {
        if (dims[axis] >= 256) {
          b.exact(new Sort(axis, 1), x).exact(new Sort(axis, 1), x, position);
          b.exact(new Sort(axis, 2), position, x, y).exact(new Sort(axis, 2), x, y);
          b.exact(new TopK(7, axis), x);
        }
      }
    }
    assertSameBits(b.build());
  }

  @Test
  void sortsOfPlainNumbersChangeNoBit() {
    Recorder b = new Recorder("plain");
    for (DType dtype : new DType[] {DType.F32, DType.F64, DType.I32, DType.I64}) {
      int n = 30_000;
      HostArray x = HostArray.allocate(ArrayType.of(dtype, n));
      switch (x.data()) {
        case float[] data ->
            IntStream.range(0, n).forEach(i -> data[i] = (float) random.nextGaussian());
        case double[] data -> Arrays.setAll(data, _ -> random.nextGaussian());
        case int[] data -> Arrays.setAll(data, _ -> random.nextInt());
        case long[] data -> Arrays.setAll(data, _ -> random.nextLong());
        default -> throw new AssertionError(dtype);
      }
      b.exact(new Sort(0, 1), b.input(x));
    }
    assertSameBits(b.build());
  }

  @ParameterizedTest
  @EnumSource(CumulativeKind.class)
  void runningCombinationsAgreeWithTheReference(CumulativeKind kind) {
    Recorder b = new Recorder("cumulative " + kind);
    for (DType dtype : DType.values()) {
      boolean defined = kind != CumulativeKind.LOGSUMEXP || dtype.isFloat();
      if (dtype.isBool() || dtype.isComplex() || !defined) {
        continue;
      }
      for (int[] dims : new int[][] {{512}, {1025}, {3, 2050}, {1500, 2}, {2, 20_000}}) {
        int axis = dims.length == 2 && dims[0] > dims[1] ? 0 : dims.length - 1;
        Variable x = b.input(values(kind, dtype, dims));
        for (boolean reverse : new boolean[] {false, true}) {
          b.within(ulps(kind, dtype), new Cumulative(kind, axis, reverse), x);
        }
      }
    }
    agree(b.build());
  }

  /** Such that combinations in floats are exact in any order, but for LOGSUMEXP. */
  private HostArray values(CumulativeKind kind, DType dtype, int... dims) {
    Shape shape = Shape.of(dims);
    int[] whole = new int[shape.size()];
    for (int i = 0; i < whole.length; i++) {
      whole[i] =
          switch (kind) {
            case SUM -> dtype.isFloat() ? 1 - 2 * (i % 2) : random.nextInt(100);
            case PROD -> dtype.isFloat() ? 1 - 2 * random.nextInt(2) : 1 + 2 * random.nextInt(4);
            case MAX, MIN, LOGSUMEXP -> random.nextInt(100);
          };
    }
    return LoweringData.of(dtype, shape, whole);
  }

  private static void set(HostArray x, int i, double value) {
    switch (x.data()) {
      case float[] data -> data[i] = (float) value;
      case double[] data -> data[i] = value;
      default -> throw new AssertionError(x);
    }
  }

  private static int ulps(CumulativeKind kind, DType dtype) {
    return kind != CumulativeKind.LOGSUMEXP ? 0 : dtype == DType.F64 ? 64 : 1;
  }

  private static void agree(LoweringCase c) {
    List<HostArray> expected = ReferenceEvaluator.run(c.program(), List.of(), c.inputs());
    List<Buffer> found = Engines.current().compile(c.program()).execute(c.inputs());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(Ulps.differences(expected.get(i), found.get(i).toHost(), c.ulps().get(i)))
          .as(c.labels().get(i))
          .isEmpty();
    }
  }

  @Test
  void extremesAndLimitsGoOnFromWhereTheyAre() {
    Recorder b = new Recorder("limits");
    for (CumulativeKind kind : CumulativeKind.values()) {
      for (DType dtype : new DType[] {DType.F32, DType.F64}) {
        for (double odd :
            new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN}) {
          HostArray x = values(kind, dtype, 1100);
          set(x, 0, Double.NEGATIVE_INFINITY);
          set(x, 700, odd);
          HostArray y = values(kind, dtype, 1100);
          set(y, 3, odd);
          int ulps = kind == CumulativeKind.LOGSUMEXP ? 64 : 0;
          b.within(ulps, new Cumulative(kind, 0, false), b.input(x));
          b.within(ulps, new Cumulative(kind, 0, true), b.input(x));
          b.within(ulps, new Cumulative(kind, 0, false), b.input(y));
        }
      }
    }
    agree(b.build());
  }

  /** 0.1 is no binary number: added one by one, so many are off by thousands of units. */
  @Test
  void errorsOfLongSumsDoNotGrow() {
    int n = 3_000_000;
    HostArray x = HostArray.allocate(ArrayType.of(DType.F64, n));
    Arrays.fill((double[]) x.data(), 0.1);
    double[] sums = (double[]) run(new Cumulative(CumulativeKind.SUM, 0, false), x).data();
    BigDecimal tenth = new BigDecimal("0.1000000000000000055511151231257827021181583404541015625");
    for (int i = 0; i < n; i += 9973) {
      double exact = tenth.multiply(BigDecimal.valueOf(i + 1L)).doubleValue();
      assertThat(sums[i]).isCloseTo(exact, Offset.offset(2 * Math.ulp(exact)));
    }
  }

  private static HostArray run(Op op, HostArray x) {
    Recorder b = new Recorder(op.name());
    LoweringCase c = b.exact(op, new Atom[] {b.input(x)}).build();
    return Engines.current().compile(c.program()).execute(c.inputs()).getFirst().toHost();
  }

  @Test
  void enginesWithoutJavaSortAndSumThemselves() {
    Recorder b = new Recorder("without Java");
    Variable x = b.input(anyBits(DType.F32, 1000));
    b.exact(new Sort(0, 1), x).exact(new Cumulative(CumulativeKind.SUM, 0, false), x);
    assertThat(Lowering.lower(b.build().program()))
        .contains("stablehlo.sort")
        .doesNotContain("custom_call");
  }
}
