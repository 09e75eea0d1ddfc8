package org.juxta.probability;

import io.vavr.Function1;
import io.vavr.Tuple2;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;

/** Step sizes to begin with. */
public final class StepSizes {
  private static final double ACCEPTANCE = 0.8;

  private StepSizes() {}

  /** A search that goes up or down. */
  private record Search(Array stepSize, Array last, Array direction, Key key) {}

  /**
   * Doubles a step size as long as a single leapfrog step is accepted with a probability above 0.8,
   * or else halves it as long as it is not: Hoffman and Gelman's (2014) heuristic as NumPyro's
   * {@code find_reasonable_step_size}.
   */
  public static Array reasonable(
      Function1<Array, Tuple2<Array, Array>> potential,
      MassMatrix mass,
      Function1<Key, Array> momenta,
      HmcState state,
      Array stepSize,
      Key key) {
    boolean wide = stepSize.dtype() == DType.F64;
    double least = wide ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    double greatest = wide ? Double.MAX_VALUE : Float.MAX_VALUE;
    Array none = Constants.integer(0);
    return Lax.whileLoop(
            s -> {
              Array below = s.stepSize.gt(least).or(s.direction.ge(0));
              Array above = s.stepSize.lt(greatest).or(s.direction.le(0));
              return below.and(above).and(s.last.eq(0).or(s.direction.eq(s.last)));
            },
            s -> {
              Key[] keys = s.key.split();
              Array tried = s.stepSize.mul(Np.power(2.0, s.direction.astype(stepSize.dtype())));
              Array momentum = momenta.apply(keys[1]);
              PhasePoint end = Leapfrog.step(potential, mass, tried, state.with(momentum));
              Array before = state.potential().add(mass.kineticEnergy(momentum));
              Array after = end.potential().add(mass.kineticEnergy(end.momentum()));
              Array accepted = before.sub(after).gt(Math.log(ACCEPTANCE));
              Array direction = Np.where(accepted, Constants.integer(1), Constants.integer(-1));
              return new Search(tried, s.direction, direction, keys[0]);
            },
            new Search(stepSize, none, none, key))
        .stepSize;
  }
}
