package org.juxta;

import org.juxta.tracer.Ints;

/**
 * Which axes {@link Lax#gather} takes for what; the index vector is the last axis of the indices.
 * As {@code jax.lax.GatherDimensionNumbers}.
 *
 * @param offsetAxes the result axes that run over a slice
 * @param collapsedAxes axes of the operand with slice size 1 that the result does not have
 * @param operandBatchAxes axes of the operand that go together with {@code indexBatchAxes}
 * @param indexBatchAxes axes of the indices
 * @param startAxes the axis of the operand that each entry of an index vector is the start on
 */
public record GatherDimensionNumbers(
    Ints offsetAxes,
    Ints collapsedAxes,
    Ints operandBatchAxes,
    Ints indexBatchAxes,
    Ints startAxes) {
  /** Without batch axes. */
  public static GatherDimensionNumbers of(Ints offsetAxes, Ints collapsedAxes, Ints startAxes) {
    return new GatherDimensionNumbers(offsetAxes, collapsedAxes, Ints.EMPTY, Ints.EMPTY, startAxes);
  }
}
