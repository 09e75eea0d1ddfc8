package org.juxta.tracer;

import java.util.List;

/** Operations that make random bits. */
public sealed interface Random extends Op {

  /**
   * {@code (k0, k1, c0, c1)}, all U32: the counter-based generator Threefry-2x32 with 20 rounds
   * (Salmon et al. 2011), element by element. Operands have one shape or are scalars; two results
   * of that shape.
   */
  record Threefry() implements Random {
    @Override
    public String name() {
      return "threefry2x32";
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 4);
      Check.dtype(
          operands.stream().allMatch(t -> t.dtype() == DType.U32),
          this,
          operands,
          "all must be U32");
      ArrayType result = ArrayType.of(DType.U32, Elementwise.commonShape(this, operands));
      return List.of(result, result);
    }
  }
}
