package org.juxta.probability;

import io.vavr.Function1;
import io.vavr.Tuple2;
import org.juxta.Array;

/**
 * Where a chain is.
 *
 * @param position the unconstrained position, (n)
 * @param potential the potential energy there, minus the log density; a scalar
 * @param gradient the potential's gradient, (n)
 */
public record HmcState(Array position, Array potential, Array gradient) {
  /** The state at a position, with one gradient. */
  public static HmcState at(Function1<Array, Tuple2<Array, Array>> potential, Array position) {
    Tuple2<Array, Array> there = potential.apply(position);
    return new HmcState(position, there._1, there._2);
  }

  PhasePoint with(Array momentum) {
    return new PhasePoint(position, momentum, potential, gradient);
  }
}
