package org.juxta.xla;

import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Reduction.CumulativeKind;

/** A running combination of integers of 32 or 64 bits, the lower ones of which count. */
final class RunningIntegers {
  private final CumulativeKind kind;

  /** Turns numbers without sign into signed ones in the same order. */
  private final long turn;

  private long state;

  RunningIntegers(CumulativeKind kind, DType dtype) {
    this.kind = kind;
    this.turn =
        switch (dtype) {
          case U32 -> Integer.MIN_VALUE;
          case U64 -> Long.MIN_VALUE;
          case I32, I64 -> 0;
          case BOOL, I8, I16, U8, U16, F16, BF16, F32, F64, C64, C128 ->
              throw new DTypeException("not for " + dtype);
        };
    this.state =
        switch (kind) {
          case SUM -> 0;
          case PROD -> 1;
          case MAX -> Long.MIN_VALUE;
          case MIN -> Long.MAX_VALUE;
          case LOGSUMEXP -> throw new DTypeException(kind + " is not defined for integers");
        };
  }

  /** Replaces the next {@code count} elements, those of 32 bits with their sign extended. */
  void combine(long[] x, int count) {
    long last = state;
    switch (kind) {
      case SUM -> {
        for (int i = 0; i < count; i++) {
          last += x[i];
          x[i] = last;
        }
      }
      case PROD -> {
        for (int i = 0; i < count; i++) {
          last *= x[i];
          x[i] = last;
        }
      }
      case MAX -> {
        for (int i = 0; i < count; i++) {
          last = Math.max(last, x[i] ^ turn);
          x[i] = last ^ turn;
        }
      }
      case MIN -> {
        for (int i = 0; i < count; i++) {
          last = Math.min(last, x[i] ^ turn);
          x[i] = last ^ turn;
        }
      }
      case LOGSUMEXP -> throw new DTypeException(kind + " is not defined for integers");
    }
    state = last;
  }
}
