package org.juxta.tracer;

import java.util.Locale;

/**
 * How an accelerator computes a product of matrices, where a {@link Precision} does not tell
 * enough: what the factors are rounded to, and what the products are summed in. The constants are
 * those that XLA has for some device. CPUs compute the operands' own element type whatever is
 * asked. As {@code jax.lax.DotAlgorithm} and its presets, but that operands are not converted: they
 * must have an element type that the algorithm {@link #takes}.
 *
 * @param factors what both operands are rounded to
 * @param sums the element type that the products are summed in
 * @param products how many products of such factors are summed for one of the operands', which are
 *     split into several factors for that
 * @param impreciseSums whether some sums may be less exact than their element type
 */
public record DotAlgorithm(Factor factors, DType sums, int products, boolean impreciseSums)
    implements DotPrecision {

  /** What a factor is rounded to. */
  public enum Factor {
    BF16,
    F16,
    /** F32 with 10 bits of fraction, of NVIDIA's tensor cores. */
    TF32,
    F32,
    F64
  }

  public static final DotAlgorithm F16_F16_F16 = of(Factor.F16, DType.F16, 1);
  public static final DotAlgorithm F16_F16_F32 = of(Factor.F16, DType.F32, 1);
  public static final DotAlgorithm BF16_BF16_BF16 = of(Factor.BF16, DType.BF16, 1);
  public static final DotAlgorithm BF16_BF16_F32 = of(Factor.BF16, DType.F32, 1);
  public static final DotAlgorithm BF16_BF16_F32_X3 = of(Factor.BF16, DType.F32, 3);
  public static final DotAlgorithm BF16_BF16_F32_X6 = of(Factor.BF16, DType.F32, 6);
  public static final DotAlgorithm BF16_BF16_F32_X9 = of(Factor.BF16, DType.F32, 9);
  public static final DotAlgorithm TF32_TF32_F32 = of(Factor.TF32, DType.F32, 1);
  public static final DotAlgorithm TF32_TF32_F32_X3 = of(Factor.TF32, DType.F32, 3);
  public static final DotAlgorithm F32_F32_F32 = of(Factor.F32, DType.F32, 1);
  public static final DotAlgorithm F64_F64_F64 = of(Factor.F64, DType.F64, 1);

  private static DotAlgorithm of(Factor factors, DType sums, int products) {
    return new DotAlgorithm(factors, sums, products, false);
  }

  /** Whether operands may have this element type. */
  public boolean takes(DType operands) {
    return switch (factors) {
      case BF16 -> operands == DType.F32 || (operands == DType.BF16 && products == 1);
      case F16 -> operands == DType.F16;
      case TF32, F32 -> operands == DType.F32;
      case F64 -> operands == DType.F64;
    };
  }

  /** As XLA names it, such as {@code TF32_TF32_F32_X3}. */
  @Override
  public String toString() {
    return (factors + "_" + factors + "_" + sums).toUpperCase(Locale.ROOT)
        + (products == 1 ? "" : "_X" + products)
        + (impreciseSums ? "_FAST_ACCUM" : "");
  }
}
