package org.juxta;

import io.vavr.Tuple2;
import java.util.List;
import org.juxta.internal.CustomDerivative;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Shape;

/** Functions that take floats apart into sign, exponent and significand. */
final class FloatBits {
  private FloatBits() {}

  /** How a float type lays out its bits. */
  private record Layout(DType bits, int significandBits, int bias) {
    static Layout of(DType dtype) {
      return switch (dtype) {
        case F64 -> new Layout(DType.I64, 52, 1023);
        case F32 -> new Layout(DType.I32, 23, 127);
        case BF16 -> new Layout(DType.I16, 7, 127);
        case F16 -> new Layout(DType.I16, 10, 15);
        case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128 ->
            throw new DTypeException("only floats are taken apart, not " + dtype);
      };
    }
  }

  private static Array floats(Array x) {
    return Promotion.to(x, Promotion.inexact(x.dtype()));
  }

  static Array signbit(Array x) {
    if (!x.dtype().isFloat()) {
      return x.dtype().isBool() ? Np.zerosLike(x) : x.lt(0);
    }
    return Lax.bitcastConvert(x, Layout.of(x.dtype()).bits()).lt(0);
  }

  static Array copysign(Array x, Array y) {
    DType dtype = Promotion.inexact(Promotion.common(x.type(), y.type()));
    Array size = Promotion.to(x, dtype);
    Array same = Np.equal(signbit(size), signbit(Promotion.to(y, dtype)));
    return Np.where(same, size, Np.negative(size));
  }

  static Array nextafter(Array from, Array to) {
    DType dtype = Promotion.inexact(Promotion.common(from.type(), to.type()));
    Array x = Promotion.to(from, dtype);
    Array y = Promotion.to(to, dtype);
    Shape shape = Np.broadcastShapes(x.shape(), y.shape());
    return Lax.nextafter(Np.broadcastTo(x, shape), Np.broadcastTo(y, shape));
  }

  static Tuple2<Array, Array> frexp(Array number) {
    Array x = floats(number);
    Layout layout = Layout.of(x.dtype());
    double lift = Math.pow(2, layout.significandBits() + 1.0);
    Array tiny = Np.abs(x).lt(Math.pow(2, 1.0 - layout.bias()));
    Array lifted = Np.where(tiny, x.mul(lift), x);
    Array bits = Lax.bitcastConvert(lifted, layout.bits());
    long field = 2L * layout.bias() + 1;
    Array biased =
        Np.rightShift(bits, Array.scalar(layout.significandBits())).and(Array.scalar(field));
    Array exponent =
        biased
            .sub(layout.bias() - 1L)
            .sub(Np.where(tiny, Array.scalar(layout.significandBits() + 1L), Array.scalar(0)));
    long half = (layout.bias() - 1L) << layout.significandBits();
    long exponentMask = field << layout.significandBits();
    Array significand =
        Lax.bitcastConvert(bits.and(Array.scalar(~exponentMask)).or(Array.scalar(half)), x.dtype());
    Array whole = Np.isfinite(x).and(x.ne(0));
    Array scale = Np.where(whole, exponent, Array.scalar(0)).astype(DType.I32);
    return new Tuple2<>(significand(x, Np.where(whole, significand, x), scale), scale);
  }

  /** The bits have no derivative: it is that of x / 2^exponent, whose exponent is constant. */
  private static Array significand(Array x, Array bits, Array exponent) {
    return CustomDerivative.byArgument(
        "frexp",
        List.of(x, bits, exponent),
        in -> in.get(1),
        List.of((tangent, _, in) -> ldexp(tangent, Np.negative(in.get(2)))));
  }

  /** In three steps, none of which leaves the range of normal powers of two. */
  static Array ldexp(Array number, Array exponent) {
    if (!exponent.dtype().isInteger()) {
      throw new DTypeException("ldexp: the exponent must be integers, not " + exponent.type());
    }
    Array x = floats(number);
    Layout layout = Layout.of(x.dtype());
    Array rest = Np.clip(exponent.astype(layout.bits()), -4L * layout.bias(), 4L * layout.bias());
    for (int i = 0; i < 4; i++) {
      Array part = Np.clip(rest, 1L - layout.bias(), layout.bias());
      x = x.mul(powerOfTwo(part, layout, x.dtype()));
      rest = rest.sub(part);
    }
    return x;
  }

  private static Array powerOfTwo(Array exponent, Layout layout, DType dtype) {
    Array shifted =
        Np.leftShift(exponent.add(layout.bias()), Array.scalar(layout.significandBits()));
    return Lax.bitcastConvert(shifted, dtype);
  }

  static Array spacing(Array number) {
    Array x = floats(number);
    Array size = Np.abs(x);
    Array next = nextafter(size, Np.fullLike(x, Double.POSITIVE_INFINITY));
    Array gap = copysign(next.sub(size), x);
    return Np.where(Np.isfinite(x), gap, Array.scalar(Double.NaN));
  }

  /** By adding neighbours of twice the width at each step (Warren, Hacker's Delight, 5-1). */
  static Array bitCount(Array integers) {
    if (!integers.dtype().isInteger()) {
      throw new DTypeException("bitwiseCount: integers are needed, not " + integers.type());
    }
    Array x = Np.abs(integers);
    long[] masks = {0x5555555555555555L, 0x3333333333333333L, 0x0f0f0f0f0f0f0f0fL};
    int width = 8 * x.dtype().bytes();
    int shift = 1;
    for (long mask : masks) {
      Array bits = Array.scalar(width == 64 ? mask : mask & ((1L << width) - 1));
      x = x.and(bits).add(Lax.shiftRightLogical(x, Array.scalar(shift)).and(bits));
      shift *= 2;
    }
    for (; shift < width; shift *= 2) {
      x = x.add(Lax.shiftRightLogical(x, Array.scalar(shift)));
    }
    return x.and(Array.scalar(0x7f)).astype(DType.U8);
  }
}
