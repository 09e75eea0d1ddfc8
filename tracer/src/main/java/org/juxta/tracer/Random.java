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

  /** The generators that {@link RngBitGenerator} knows, by StableHLO's names. */
  enum RngAlgorithm {
    /** The engine's own: Philox in XLA on CPUs and GPUs, and in the reference evaluator. */
    DEFAULT,
    /** Threefry-2x32 with 20 rounds: a key and a counter of 64 bits. */
    THREE_FRY,
    /** Philox-4x32 with 10 rounds: a key of 64 bits and a counter of 128. */
    PHILOX
  }

  /**
   * Random bits of a counter-based generator (Salmon et al. 2011) as StableHLO's {@code
   * rng_bit_generator} and XLA define them. The state is U64(2), a key and a counter, or for Philox
   * U64(3), whose counter has two words, the low one first; of a state of two words the key is the
   * counter's high word too. The results are the state after as many blocks as were used, and the
   * bits.
   *
   * @param dtype U8, U16, U32 or U64
   */
  record RngBitGenerator(RngAlgorithm algorithm, DType dtype, Shape shape) implements Random {
    @Override
    public String name() {
      return "rng_bit_generator";
    }

    @Override
    public String parameters() {
      return algorithm + " " + ArrayType.of(dtype, shape);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      Check.dtype(dtype.isUnsigned(), this, operands, "bits are unsigned integers");
      ArrayType state = operands.getFirst();
      Check.dtype(state.dtype() == DType.U64, this, operands, "the state must be U64");
      boolean two = state.shape().equals(Shape.of(2));
      boolean three = state.shape().equals(Shape.of(3)) && algorithm != RngAlgorithm.THREE_FRY;
      Check.shape(two || three, this, operands, "the state must have 2 elements, of Philox also 3");
      return List.of(ArrayType.of(DType.U64, state.shape()), ArrayType.of(dtype, shape));
    }
  }
}
