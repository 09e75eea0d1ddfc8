package org.juxta.probability;

import io.vavr.Function1;
import io.vavr.Tuple2;
import org.juxta.Array;

/**
 * The leapfrog integrator (velocity Verlet): half a kick, a drift, the other half of the kick, with
 * one gradient a step. As NumPyro's {@code velocity_verlet}.
 */
public final class Leapfrog {
  private Leapfrog() {}

  /**
   * The point one step further.
   *
   * @param potential gives the potential energy and its gradient at a position
   * @param mass the masses
   * @param stepSize the length of the step, a scalar; backwards in time if negative
   * @param from where the step begins
   */
  public static PhasePoint step(
      Function1<Array, Tuple2<Array, Array>> potential,
      MassMatrix mass,
      Array stepSize,
      PhasePoint from) {
    Array half = stepSize.mul(0.5);
    Array kicked = from.momentum().sub(half.mul(from.gradient()));
    Array position = from.position().add(stepSize.mul(mass.velocity(kicked)));
    Tuple2<Array, Array> there = potential.apply(position);
    return new PhasePoint(position, kicked.sub(half.mul(there._2)), there._1, there._2);
  }
}
