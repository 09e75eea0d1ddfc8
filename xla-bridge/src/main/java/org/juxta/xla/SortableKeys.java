package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;

/**
 * Signed integers in the order of {@link org.juxta.tracer.Reduction.Sort}: -0 equals 0, and all
 * NaNs are equal and greatest.
 */
final class SortableKeys {
  private SortableKeys() {}

  /**
   * Makes keys of the bits of F32, I32 or U32.
   *
   * @return whether {@link #back} makes the same bits of them again, as it does not of -0 and of
   *     NaNs other than Java's
   */
  static boolean of(DType dtype, int[] x) {
    if (dtype == DType.U32) {
      back(dtype, x);
    }
    if (dtype != DType.F32) {
      return true;
    }
    int lost = 0;
    for (int i = 0; i < x.length; i++) {
      int bits = x[i];
      // The sum turns -0 into 0, and floatToIntBits every NaN into the same one.
      int plain = Float.floatToIntBits(Float.intBitsToFloat(bits) + 0.0f);
      lost |= bits ^ plain;
      x[i] = plain ^ ((plain >> 31) & Integer.MAX_VALUE);
    }
    return lost == 0;
  }

  /** Makes the bits again. */
  static void back(DType dtype, int[] x) {
    if (dtype == DType.U32) {
      for (int i = 0; i < x.length; i++) {
        x[i] ^= Integer.MIN_VALUE;
      }
    } else if (dtype == DType.F32) {
      for (int i = 0; i < x.length; i++) {
        x[i] ^= (x[i] >> 31) & Integer.MAX_VALUE;
      }
    }
  }

  /** The same for F64, I64 or U64. */
  static boolean of(DType dtype, long[] x) {
    if (dtype == DType.U64) {
      back(dtype, x);
    }
    if (dtype != DType.F64) {
      return true;
    }
    long lost = 0;
    for (int i = 0; i < x.length; i++) {
      long bits = x[i];
      long plain = Double.doubleToLongBits(Double.longBitsToDouble(bits) + 0.0);
      lost |= bits ^ plain;
      x[i] = plain ^ ((plain >> 63) & Long.MAX_VALUE);
    }
    return lost == 0;
  }

  /** Makes the bits again. */
  static void back(DType dtype, long[] x) {
    if (dtype == DType.U64) {
      for (int i = 0; i < x.length; i++) {
        x[i] ^= Long.MIN_VALUE;
      }
    } else if (dtype == DType.F64) {
      for (int i = 0; i < x.length; i++) {
        x[i] ^= (x[i] >> 63) & Long.MAX_VALUE;
      }
    }
  }

  /** Keys of the first {@code n} elements, of at most 32 bits each, at {@code line}. */
  static int[] narrow(DType dtype, MemorySegment line, int n) {
    int[] keys = new int[n];
    switch (dtype) {
      case F32, I32, U32 -> {
        MemorySegment.copy(line, JAVA_INT_UNALIGNED, 0, keys, 0, n);
        of(dtype, keys);
      }
      case BOOL, I8 -> {
        for (int i = 0; i < n; i++) {
          keys[i] = line.get(JAVA_BYTE, i);
        }
      }
      case U8 -> {
        for (int i = 0; i < n; i++) {
          keys[i] = line.get(JAVA_BYTE, i) & 0xFF;
        }
      }
      case I16, U16, F16, BF16 -> {
        for (int i = 0; i < n; i++) {
          keys[i] = ofShort(dtype, line.get(JAVA_SHORT_UNALIGNED, 2L * i));
        }
        if (dtype.isFloat()) {
          of(DType.F32, keys);
        }
      }
      case I64, U64, F64, C64, C128 -> throw new DTypeException(dtype + " has more than 32 bits");
    }
    return keys;
  }

  /** The integer, or the bits of the same number in F32. */
  private static int ofShort(DType dtype, short bits) {
    return switch (dtype) {
      case U16 -> bits & 0xFFFF;
      case F16 -> Float.floatToRawIntBits(Float.float16ToFloat(bits));
      case BF16 -> bits << 16;
      case BOOL, I8, I16, I32, I64, U8, U32, U64, F32, F64, C64, C128 -> bits;
    };
  }
}
