package org.juxta;

import org.juxta.tracer.Ints;

/**
 * Which axes {@link Lax#scatter} takes for what; the index vector is the last axis of the indices.
 * As {@code jax.lax.ScatterDimensionNumbers}.
 *
 * @param windowAxes the axes of the updates that run over a window
 * @param insertedAxes axes of the operand that windows do not have
 * @param operandBatchAxes axes of the operand that go together with {@code indexBatchAxes}
 * @param indexBatchAxes axes of the indices
 * @param startAxes the axis of the operand that each entry of an index vector is the start on
 */
public record ScatterDimensionNumbers(
    Ints windowAxes,
    Ints insertedAxes,
    Ints operandBatchAxes,
    Ints indexBatchAxes,
    Ints startAxes) {
  /** Without batch axes. */
  public static ScatterDimensionNumbers of(Ints windowAxes, Ints insertedAxes, Ints startAxes) {
    return new ScatterDimensionNumbers(windowAxes, insertedAxes, Ints.EMPTY, Ints.EMPTY, startAxes);
  }
}
