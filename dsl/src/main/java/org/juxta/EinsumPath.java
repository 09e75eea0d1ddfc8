package org.juxta;

import java.util.List;
import org.juxta.tracer.Ints;

/**
 * In which order {@link Np#einsum} contracts its operands.
 *
 * @param steps the positions of the operands that are contracted at each step, in what is left; the
 *     result is appended
 * @param naiveCost multiplications and additions if all operands were multiplied at once
 * @param cost multiplications and additions of the steps
 * @param largest the number of elements of the largest intermediate result
 */
public record EinsumPath(List<Ints> steps, double naiveCost, double cost, double largest) {}
