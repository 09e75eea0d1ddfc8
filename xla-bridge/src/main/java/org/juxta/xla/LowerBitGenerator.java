package org.juxta.xla;

import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Random.RngBitGenerator;

/** The bits of XLA's own generators. */
final class LowerBitGenerator {
  private LowerBitGenerator() {}

  /** Fewer than 32 bits are the low ones of 32, as XLA makes them where it knows such types. */
  static List<String> bits(Emitter e, RngBitGenerator op, Equation q) {
    ArrayType state = q.results().get(0).type();
    ArrayType wanted = q.results().get(1).type();
    ArrayType made = wanted.dtype().bytes() < Integer.BYTES ? wanted.with(DType.U32) : wanted;
    List<String> results =
        e.emit(
            2,
            "stablehlo.rng_bit_generator %s, algorithm = %s : (%s) -> (%s, %s)"
                .formatted(
                    e.value(q.operands().getFirst()),
                    op.algorithm(),
                    MlirText.type(state),
                    MlirText.type(state),
                    MlirText.type(made)));
    String bits = results.get(1);
    return made.equals(wanted)
        ? results
        : List.of(
            results.getFirst(), e.emit("stablehlo.convert", bits, MlirText.type(made), wanted));
  }
}
