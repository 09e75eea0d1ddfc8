package org.juxta.tracer;

import java.util.Arrays;

/** Positions of elements in row-major data, and copies between regular patterns of positions. */
final class Strided {
  private Strided() {}

  /** How far apart neighbours along each axis lie in dense row-major data. */
  static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape.dims().get(i);
    }
    return strides;
  }

  static int[] pick(int[] values, Ints positions) {
    int[] picked = new int[positions.size()];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values[positions.get(i)];
    }
    return picked;
  }

  static int dot(int[] a, int[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * The sum of index times stride for each index of an array of these sizes, in row-major order.
   */
  static int[] offsets(int[] dims, int[] strides) {
    return offsets(dims, strides, dims.length);
  }

  private static int[] offsets(int[] dims, int[] strides, int axes) {
    int size = 1;
    for (int i = 0; i < axes; i++) {
      size *= dims[i];
    }
    int[] offsets = new int[size];
    // The block of the inner axes is repeated for each further index of the next axis outwards.
    int block = 1;
    for (int axis = axes - 1; axis >= 0 && size > 0; axis--) {
      int filled = block;
      for (int index = 1; index < dims[axis]; index++) {
        for (int i = 0; i < block; i++) {
          offsets[filled++] = offsets[i] + index * strides[axis];
        }
      }
      block = filled;
    }
    return offsets;
  }

  /**
   * Copies the elements at one pattern of positions, {@code start + index · strides}, to those at
   * another, each with its parts if it is complex.
   */
  static void copy(
      DType dtype,
      int[] dims,
      Object from,
      int fromStart,
      int[] fromStrides,
      Object to,
      int toStart,
      int[] toStrides) {
    if (dtype.isComplex()) {
      copy(
          with(dims, 1, 2),
          from,
          2 * fromStart,
          with(fromStrides, 2, 1),
          to,
          2 * toStart,
          with(toStrides, 2, 1));
    } else {
      copy(dims, from, fromStart, fromStrides, to, toStart, toStrides);
    }
  }

  /** The values times {@code factor}, then {@code last}. */
  private static int[] with(int[] values, int factor, int last) {
    int[] r = Arrays.copyOf(values, values.length + 1);
    for (int i = 0; i < values.length; i++) {
      r[i] *= factor;
    }
    r[values.length] = last;
    return r;
  }

  private static void copy(
      int[] dims,
      Object from,
      int fromStart,
      int[] fromStrides,
      Object to,
      int toStart,
      int[] toStrides) {
    int last = dims.length - 1;
    int length = dims.length == 0 ? 1 : dims[last];
    if (length == 0) {
      return;
    }
    int fromStep = dims.length == 0 ? 1 : fromStrides[last];
    int toStep = dims.length == 0 ? 1 : toStrides[last];
    int[] fromRows = offsets(dims, fromStrides, Math.max(0, last));
    int[] toRows = offsets(dims, toStrides, Math.max(0, last));
    for (int row = 0; row < fromRows.length; row++) {
      int f = fromStart + fromRows[row];
      int t = toStart + toRows[row];
      if (fromStep == 1 && toStep == 1) {
        System.arraycopy(from, f, to, t, length);
      } else {
        copyRow(from, f, fromStep, to, t, toStep, length);
      }
    }
  }

  private static void copyRow(
      Object from, int f, int fromStep, Object to, int t, int toStep, int length) {
    switch (from) {
      case float[] a -> {
        float[] b = (float[]) to;
        for (int i = 0; i < length; i++) {
          b[t + i * toStep] = a[f + i * fromStep];
        }
      }
      case double[] a -> {
        double[] b = (double[]) to;
        for (int i = 0; i < length; i++) {
          b[t + i * toStep] = a[f + i * fromStep];
        }
      }
      case int[] a -> {
        int[] b = (int[]) to;
        for (int i = 0; i < length; i++) {
          b[t + i * toStep] = a[f + i * fromStep];
        }
      }
      case long[] a -> {
        long[] b = (long[]) to;
        for (int i = 0; i < length; i++) {
          b[t + i * toStep] = a[f + i * fromStep];
        }
      }
      case short[] a -> {
        short[] b = (short[]) to;
        for (int i = 0; i < length; i++) {
          b[t + i * toStep] = a[f + i * fromStep];
        }
      }
      case byte[] a -> {
        byte[] b = (byte[]) to;
        for (int i = 0; i < length; i++) {
          b[t + i * toStep] = a[f + i * fromStep];
        }
      }
      default -> throw new IllegalArgumentException(from.getClass().getName());
    }
  }

  /** The elements at {@code start + index · strides} as a dense array of this type. */
  static HostArray view(HostArray x, int start, int[] strides, ArrayType type) {
    HostArray result = HostArray.allocate(type);
    copy(
        type.dtype(),
        type.shape().dims().toArray(),
        x.data(),
        start,
        strides,
        result.data(),
        0,
        strides(type.shape()));
    return result;
  }

  /** A copy of the data of the same type. */
  static Object copyOf(Object data) {
    return switch (data) {
      case float[] a -> a.clone();
      case double[] a -> a.clone();
      case int[] a -> a.clone();
      case long[] a -> a.clone();
      case short[] a -> a.clone();
      case byte[] a -> a.clone();
      default -> throw new IllegalArgumentException(data.getClass().getName());
    };
  }

  /** Sets all elements to the one of {@code value}. */
  static void fill(Object data, HostArray value) {
    if (value.type().dtype().isComplex()) {
      fillParts(data, value);
      return;
    }
    switch (data) {
      case float[] a -> Arrays.fill(a, ((float[]) value.data())[0]);
      case double[] a -> Arrays.fill(a, ((double[]) value.data())[0]);
      case int[] a -> Arrays.fill(a, ((int[]) value.data())[0]);
      case long[] a -> Arrays.fill(a, ((long[]) value.data())[0]);
      case short[] a -> Arrays.fill(a, ((short[]) value.data())[0]);
      case byte[] a -> Arrays.fill(a, ((byte[]) value.data())[0]);
      default -> throw new IllegalArgumentException(data.getClass().getName());
    }
  }

  private static void fillParts(Object data, HostArray value) {
    int length = data instanceof float[] a ? a.length : ((double[]) data).length;
    for (int i = 0; i < length; i += 2) {
      System.arraycopy(value.data(), 0, data, i, 2);
    }
  }

  /** Positions of elements as positions of their parts in the Java array. */
  static int[] parts(DType dtype, int[] offsets) {
    if (!dtype.isComplex()) {
      return offsets;
    }
    int[] parts = new int[2 * offsets.length];
    for (int i = 0; i < offsets.length; i++) {
      parts[2 * i] = 2 * offsets[i];
      parts[2 * i + 1] = 2 * offsets[i] + 1;
    }
    return parts;
  }
}
