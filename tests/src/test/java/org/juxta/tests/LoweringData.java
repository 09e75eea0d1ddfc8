package org.juxta.tests;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Shape;

/** Arrays to try operations on: the values where things go wrong, and random ones. */
final class LoweringData {
  private static final double[] REALS = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    -1.5,
    2.5,
    -2.5,
    1e-3,
    -1e-3,
    1e-10,
    -1e-10,
    1e-20,
    2,
    3,
    -3,
    3.7,
    -3.7,
    9.5,
    10,
    -10,
    0.1,
    0.3,
    -0.3,
    0.7,
    0.9,
    -0.9,
    0.99,
    0.999999,
    -0.999999,
    1.000001,
    -1.000001,
    20.5,
    -20.5,
    50,
    -50,
    87,
    -87,
    88.5,
    -88.5,
    103,
    -103,
    300,
    -300,
    709,
    -709,
    1000,
    -1000,
    4e4,
    1e7,
    123456.7,
    2147483647.0,
    2147483648.0,
    -2147483648.0,
    -2147483904.0,
    4294967295.0,
    4294967296.0,
    9.3e18,
    -9.3e18,
    1e10,
    -1e10,
    1e30,
    -1e30,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Math.PI,
    -Math.PI / 2,
    Math.E,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    5,
    -7,
    10,
    31,
    32,
    33,
    63,
    64,
    65,
    100,
    -100,
    1000000007L,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE - 1L,
    4294967295L,
    4294967296L,
    4000000000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1234567890123456789L
  };

  private LoweringData() {}

  /** The edge values of a type, as a vector. */
  static HostArray edges(DType dtype) {
    int size = dtype.isBool() ? 2 : dtype.isInexact() ? REALS.length : INTEGERS.length;
    return fill(ArrayType.of(dtype, size), 0, 1);
  }

  /** Each edge value in rows of a matrix, or in its columns: together, each with each. */
  static HostArray edges(DType dtype, boolean rows) {
    int size = edges(dtype).size();
    return fill(ArrayType.of(dtype, size, size), 0, rows ? size : 1);
  }

  /** Edge values one after the other from the given one, each {@code repeat} times. */
  static HostArray fill(ArrayType type, int first, int repeat) {
    int size = type.shape().size();
    return switch (type.dtype().kind()) {
      case BOOLEAN -> integers(type, i -> (first + i / repeat) % 2);
      case SIGNED, UNSIGNED ->
          integers(type, i -> INTEGERS[(first + i / repeat) % INTEGERS.length]);
      case FLOAT -> reals(type, i -> REALS[(first + i / repeat) % REALS.length]);
      case COMPLEX ->
          complex(
              reals(
                  type.with(type.dtype().real()), i -> REALS[(first + i / repeat) % REALS.length]),
              reals(
                  type.with(type.dtype().real()),
                  i -> REALS[(size + 3 * i + first) % REALS.length]));
    };
  }

  /** Of the low bits of integers. */
  private static HostArray integers(ArrayType type, IntToLongFunction value) {
    long[] values = new long[type.shape().size()];
    Arrays.setAll(values, value);
    return converted(HostArray.wrap(type.with(DType.I64), values), type.dtype());
  }

  private static HostArray reals(ArrayType type, IntToDoubleFunction value) {
    double[] values = new double[type.shape().size()];
    Arrays.setAll(values, value);
    return converted(HostArray.wrap(type.with(DType.F64), values), type.dtype());
  }

  private static HostArray converted(HostArray x, DType dtype) {
    return ReferenceEvaluator.evaluate(new Elementwise.Convert(dtype), List.of(x)).getFirst();
  }

  private static HostArray complex(HostArray real, HostArray imaginary) {
    return ReferenceEvaluator.evaluate(
            new Elementwise.Binary(Elementwise.BinaryKind.COMPLEX), List.of(real, imaginary))
        .getFirst();
  }

  /** Small whole numbers (0 and 1 for BOOL), so that sums and products of a few are exact. */
  static HostArray small(DType dtype, int... dims) {
    ArrayType type = ArrayType.of(dtype, dims);
    Random random = new Random(type.toString().hashCode());
    int size = type.shape().size();
    int least = dtype.isUnsigned() || dtype.isBool() ? 0 : -4;
    int bound = dtype.isBool() ? 2 : 9;
    int[] values = random.ints(size, least, least + bound).toArray();
    return of(type, values);
  }

  /** Small odd numbers, of which no product is zero. */
  static HostArray odd(DType dtype, int... dims) {
    ArrayType type = ArrayType.of(dtype, dims);
    Random random = new Random(type.toString().hashCode());
    return of(type, random.ints(type.shape().size(), 0, 5).map(i -> 2 * i + 1).toArray());
  }

  /** Random numbers of all sizes that functions of the reals are curved at. */
  static HostArray sweep(DType dtype) {
    double[] scales = {1e-5, 0.01, 1, 1.0, 3, 30, 100, 1e6};
    Random random = new Random(5);
    ArrayType type = ArrayType.of(dtype, 50 * scales.length);
    if (dtype.isComplex()) {
      // Beyond this the angle of a rounded number says little.
      ArrayType parts = type.with(dtype.real());
      return complex(
          reals(parts, _ -> random.nextDouble(-3, 3)), reals(parts, _ -> random.nextDouble(-3, 3)));
    }
    return reals(type, i -> scales[i % scales.length] * (2 * random.nextDouble() - 1));
  }

  /** The given whole numbers. */
  static HostArray of(DType dtype, Shape shape, int... values) {
    return of(ArrayType.of(dtype, shape), values);
  }

  private static HostArray of(ArrayType type, int[] values) {
    return integers(type, i -> values[i]);
  }
}
