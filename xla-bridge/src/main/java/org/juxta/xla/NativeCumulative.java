package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Reduction.Cumulative;
import org.juxta.tracer.Reduction.CumulativeKind;

/**
 * {@link Cumulative} along the last axis as a custom call of compiled programs: one pass over
 * memory and a small program, where operations of XLA need 2 log n arrays. Elements of F32 are
 * combined in F64, sums of F64 carry the rounding errors of the sums before along (Knuth's
 * two-sum), so no error grows with the length.
 */
final class NativeCumulative {
  private static final String TARGET = "juxta_cumulative";

  /** From so many elements along the axis on it is faster than operations of XLA. */
  private static final int WORTH = 256;

  /** How many elements are worked on at a time, so that they stay in the nearest cache. */
  private static final int PIECE = 1024;

  private NativeCumulative() {}

  private static final class Registered {
    static final String NAME = register();

    private static String register() {
      CustomCalls.register(TARGET, NativeCumulative::cumulative);
      return TARGET;
    }
  }

  static boolean pays(Emitter e, ArrayType type, int axis) {
    return e.callsJava() && !type.dtype().isComplex() && type.shape().dim(axis) >= WORTH;
  }

  static String lower(Emitter e, Cumulative op, String x, ArrayType type) {
    ArrayType wide = type.with(wide(type.dtype()));
    boolean same = wide.dtype() == type.dtype();
    String given = same ? x : e.emit("stablehlo.convert", x, MlirText.type(type), wide);
    String attributes = "kind = \"%s\", reverse = %s".formatted(op.kind().name(), op.reverse());
    String found =
        Lines.call(e, Registered.NAME, attributes, List.of(given), List.of(wide), op.axis())
            .getFirst();
    return same ? found : e.emit("stablehlo.convert", found, MlirText.type(wide), type);
  }

  /** The type with at least 32 bits whose results, made narrower, are those of this one. */
  private static DType wide(DType dtype) {
    return switch (dtype) {
      case F16, BF16 -> DType.F32;
      case I8, I16 -> DType.I32;
      case U8, U16 -> DType.U32;
      case I32, I64, U32, U64, F32, F64 -> dtype;
      case BOOL, C64, C128 ->
          throw new DTypeException("not for " + dtype.name().toLowerCase(Locale.ROOT));
    };
  }

  private static void cumulative(CustomCall call) {
    CustomCall.Memory from = call.operand(0);
    CustomCall.Memory to = call.result(0);
    DType dtype = from.type().dtype();
    CumulativeKind kind = CumulativeKind.valueOf(call.text("kind"));
    boolean reverse = call.flag("reverse");
    Lines lines = Lines.of(from.type());
    lines.forEach(
        i -> {
          MemorySegment x = lines.line(from, i);
          MemorySegment y = lines.line(to, i);
          if (dtype.isFloat()) {
            floats(RunningFloats.of(kind, dtype), dtype, x, y, reverse, lines.size());
          } else {
            integers(new RunningIntegers(kind, dtype), dtype, x, y, reverse, lines.size());
          }
        });
  }

  /** Where piece {@code i} of a line begins, from the end if in reverse. */
  private static int start(int done, int count, int size, boolean reverse) {
    return reverse ? size - done - count : done;
  }

  private static void floats(
      RunningFloats state,
      DType dtype,
      MemorySegment from,
      MemorySegment to,
      boolean reverse,
      int size) {
    double[] x = new double[PIECE];
    float[] narrow = new float[dtype == DType.F32 ? PIECE : 0];
    for (int done = 0; done < size; done += PIECE) {
      int count = Math.min(PIECE, size - done);
      long offset = (long) dtype.bytes() * start(done, count, size, reverse);
      if (dtype == DType.F32) {
        MemorySegment.copy(from, JAVA_FLOAT_UNALIGNED, offset, narrow, 0, count);
        for (int i = 0; i < count; i++) {
          x[i] = narrow[i];
        }
      } else {
        MemorySegment.copy(from, JAVA_DOUBLE_UNALIGNED, offset, x, 0, count);
      }
      if (reverse) {
        reverse(x, count);
      }
      state.combine(x, count);
      if (reverse) {
        reverse(x, count);
      }
      if (dtype == DType.F32) {
        for (int i = 0; i < count; i++) {
          narrow[i] = (float) x[i];
        }
        MemorySegment.copy(narrow, 0, to, JAVA_FLOAT_UNALIGNED, offset, count);
      } else {
        MemorySegment.copy(x, 0, to, JAVA_DOUBLE_UNALIGNED, offset, count);
      }
    }
  }

  private static void integers(
      RunningIntegers state,
      DType dtype,
      MemorySegment from,
      MemorySegment to,
      boolean reverse,
      int size) {
    long[] x = new long[PIECE];
    boolean narrow = dtype.bytes() == Integer.BYTES;
    for (int done = 0; done < size; done += PIECE) {
      int count = Math.min(PIECE, size - done);
      int start = start(done, count, size, reverse);
      for (int i = 0; i < count; i++) {
        int at = reverse ? start + count - 1 - i : start + i;
        x[i] =
            narrow ? from.get(JAVA_INT_UNALIGNED, 4L * at) : from.get(JAVA_LONG_UNALIGNED, 8L * at);
      }
      state.combine(x, count);
      for (int i = 0; i < count; i++) {
        int at = reverse ? start + count - 1 - i : start + i;
        if (narrow) {
          to.set(JAVA_INT_UNALIGNED, 4L * at, (int) x[i]);
        } else {
          to.set(JAVA_LONG_UNALIGNED, 8L * at, x[i]);
        }
      }
    }
  }

  private static void reverse(double[] x, int count) {
    for (int i = 0, j = count - 1; i < j; i++, j--) {
      double spare = x[i];
      x[i] = x[j];
      x[j] = spare;
    }
  }
}
