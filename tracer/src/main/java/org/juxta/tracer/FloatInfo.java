package org.juxta.tracer;

/**
 * The numbers of a float type; of a complex one, of its parts. As {@code jax.numpy.finfo}.
 *
 * @param bits of an element
 * @param exponentBits of the exponent
 * @param fractionBits of the fraction, the leading one not counted
 * @param eps the distance from 1 to the next number
 * @param max the greatest finite number
 * @param tiny the least positive number of full precision
 * @param smallestSubnormal the least positive number
 */
public record FloatInfo(
    DType dtype,
    int bits,
    int exponentBits,
    int fractionBits,
    double eps,
    double max,
    double tiny,
    double smallestSubnormal) {

  static FloatInfo of(DType dtype) {
    return switch (dtype) {
      case BF16 -> of(dtype, 8, 7);
      case F16 -> of(dtype, 5, 10);
      case F32 -> of(dtype, 8, 23);
      case F64 -> of(dtype, 11, 52);
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128 ->
          throw new DTypeException(dtype + " is not a float type");
    };
  }

  private static FloatInfo of(DType dtype, int exponentBits, int fractionBits) {
    int bias = (1 << (exponentBits - 1)) - 1;
    double eps = Math.scalb(1.0, -fractionBits);
    double tiny = Math.scalb(1.0, 1 - bias);
    return new FloatInfo(
        dtype,
        dtype.bits(),
        exponentBits,
        fractionBits,
        eps,
        Math.scalb(2 - eps, bias),
        tiny,
        tiny * eps);
  }

  /** The least finite number. */
  public double min() {
    return -max;
  }
}
