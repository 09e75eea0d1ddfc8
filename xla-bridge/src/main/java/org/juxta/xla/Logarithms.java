package org.juxta.xla;

import static org.juxta.xla.Recorded.add;
import static org.juxta.xla.Recorded.and;
import static org.juxta.xla.Recorded.binary;
import static org.juxta.xla.Recorded.compare;
import static org.juxta.xla.Recorded.div;
import static org.juxta.xla.Recorded.mul;
import static org.juxta.xla.Recorded.one;
import static org.juxta.xla.Recorded.or;
import static org.juxta.xla.Recorded.select;
import static org.juxta.xla.Recorded.sub;
import static org.juxta.xla.Recorded.unary;

import java.util.List;
import java.util.function.UnaryOperator;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.BitcastConvert;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * Logarithms of F64 arrays by operations that processors have for vectors, where XLA calls a
 * function for each element: a third of the time. The methods are those of FreeBSD's {@code
 * e_log.c} and {@code s_log1p.c} (Sun Microsystems 1993), with errors below one unit in the last
 * place. Bits are looked at as integers, so that subnormal numbers count where the processor takes
 * them for zeros.
 */
final class Logarithms {
  private static final double[] COEFFICIENTS = {
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01
  };
  private static final double LN_2_HIGH = 6.93147180369123816490e-01;
  private static final double LN_2_LOW = 1.90821492927058770002e-10;

  private static final long MANTISSA = 0x000fffffffffffffL;
  private static final long INFINITY = 0x7ff0000000000000L;

  /** The square root of one half, cut off, and how far one is from it. */
  private static final long ROOT_OF_HALF = 0x3fe6a09e00000000L;

  private static final long TO_ONE = 0x3ff0000000000000L - ROOT_OF_HALF;

  /** 2^52, below which integers stand in the mantissa as they are. */
  private static final long SHIFTED = 0x4330000000000000L;

  private static final double SHIFT = 0x1p52;
  private static final int BIAS = 1023;
  private static final int MANTISSA_BITS = 52;
  private static final int PRECISION = 53;
  private static final int LEAST_EXPONENT = -1074;

  /** Within these, log1p needs no other exponent than zero. */
  private static final double NEAR_BELOW = -0.29;

  private static final double NEAR_ABOVE = 0.41;

  /** Of fewer elements the function is as fast. */
  private static final int WORTH = 32;

  private Logarithms() {}

  /** Whether the engine's own logarithm is slower: it computes on a CPU, and there are many. */
  static boolean areFor(Emitter e, ArrayType type) {
    return e.callsJava() && type.dtype() == DType.F64 && type.shape().size() >= WORTH;
  }

  /** The natural logarithm. */
  static Program log(ArrayType type) {
    return program(
        type,
        x -> {
          Value bits = bits(x);
          Value tiny = compare(bits, Direction.LT, integer(MANTISSA + 1));
          Value whole = sub(real(or(and(bits, integer(MANTISSA)), integer(SHIFTED))), plain(SHIFT));
          Parts parts = Parts.of(select(tiny, bits(whole), bits));
          Value exponent = add(parts.exponent, select(tiny, plain(LEAST_EXPONENT), plain(0)));
          Value value = sum(parts.fraction(), exponent, plain(0));
          Value known = select(compare(bits, Direction.GE, integer(INFINITY)), x, value);
          Value signed = select(compare(bits, Direction.LT, integer(0)), plain(Double.NaN), known);
          // No comparison of the bits with zero: LLVM makes it one of the number.
          Value zero =
              and(
                  compare(whole, Direction.EQ, plain(0)),
                  compare(and(bits, integer(INFINITY)), Direction.EQ, integer(0)));
          return select(zero, plain(Double.NEGATIVE_INFINITY), signed);
        });
  }

  /** The natural logarithm of 1 + x. */
  static Program log1p(ArrayType type) {
    return program(
        type,
        x -> {
          Value u = add(x, plain(1));
          Parts parts = Parts.of(bits(u));
          Value near =
              and(
                  compare(x, Direction.GT, plain(NEAR_BELOW)),
                  compare(x, Direction.LT, plain(NEAR_ABOVE)));
          // Of what the sum has lost; written so that no compiler takes it for zero.
          Value lost = sub(mul(x, parts.scale), sub(parts.scaled, parts.scale));
          Value whole = or(near, compare(parts.exponent, Direction.GE, plain(PRECISION)));
          Value value =
              sum(
                  select(near, x, parts.fraction()),
                  select(near, plain(0), parts.exponent),
                  select(whole, plain(0), div(lost, parts.scaled)));
          Value small = compare(unary(UnaryKind.ABS, x), Direction.LT, plain(0x1p-53));
          Value itself = or(small, compare(x, Direction.EQ, plain(Double.POSITIVE_INFINITY)));
          Value known = select(itself, x, value);
          Value least =
              select(compare(x, Direction.EQ, plain(-1)), plain(Double.NEGATIVE_INFINITY), known);
          return select(compare(x, Direction.GE, plain(-1)), least, plain(Double.NaN));
        });
  }

  private static Program program(ArrayType type, UnaryOperator<Value> f) {
    return Trace.record(List.of(type), in -> List.of(f.apply(in.getFirst()))).program();
  }

  /**
   * A positive number by its bits, as 2^exponent times a number near one.
   *
   * @param scaled from the square root of one half to the square root of two
   * @param scale 2^-exponent, if that is a normal number
   */
  private record Parts(Value scaled, Value exponent, Value scale) {
    static Parts of(Value bits) {
      Value shifted = add(bits, integer(TO_ONE));
      Value power = binary(BinaryKind.SHIFT_RIGHT_LOGICAL, shifted, integer(MANTISSA_BITS));
      Value exponent = sub(real(or(power, integer(SHIFTED))), plain(SHIFT + BIAS));
      Value scaled = real(add(and(shifted, integer(MANTISSA)), integer(ROOT_OF_HALF)));
      Value opposite = sub(integer(2 * BIAS), power);
      Value scale = real(binary(BinaryKind.SHIFT_LEFT, opposite, integer(MANTISSA_BITS)));
      return new Parts(scaled, exponent, scale);
    }

    Value fraction() {
      return sub(scaled, plain(1));
    }
  }

  /** log(1 + f) + k log(2) + c, for an f of {@link Parts}. */
  private static Value sum(Value f, Value k, Value c) {
    Value halfSquare = mul(mul(f, f), plain(0.5));
    Value s = div(f, add(f, plain(2)));
    Value z = mul(s, s);
    Value w = mul(z, z);
    Value even = mul(w, polynomial(w, 1, 3, 5));
    Value odd = mul(z, polynomial(w, 0, 2, 4, 6));
    Value rest = mul(s, add(halfSquare, add(odd, even)));
    Value low = add(rest, add(mul(k, plain(LN_2_LOW)), c));
    return add(add(sub(low, halfSquare), f), mul(k, plain(LN_2_HIGH)));
  }

  /** By powers of w, the coefficients of these numbers. */
  private static Value polynomial(Value w, int... numbers) {
    Value sum = plain(COEFFICIENTS[numbers[numbers.length - 1]]);
    for (int i = numbers.length - 2; i >= 0; i--) {
      sum = add(mul(sum, w), plain(COEFFICIENTS[numbers[i]]));
    }
    return sum;
  }

  private static Value bits(Value x) {
    return one(new BitcastConvert(DType.I64), x);
  }

  private static Value real(Value bits) {
    return one(new BitcastConvert(DType.F64), bits);
  }

  private static Value integer(long value) {
    return Literal.of(ArrayType.of(DType.I64), value);
  }

  private static Value plain(double value) {
    return Literal.of(ArrayType.of(DType.F64), value);
  }
}
