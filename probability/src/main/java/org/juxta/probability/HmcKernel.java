package org.juxta.probability;

import io.vavr.Function1;
import io.vavr.Tuple2;
import org.juxta.Array;
import org.juxta.Key;

/**
 * A Markov chain's step by Hamiltonian dynamics: {@link Hmc} or {@link Nuts}, with what it samples
 * from and how it is adapted. Its steps are pure functions of a state and a key; {@link Mcmc} runs
 * them, and {@link SampleChain} makes them part of other programs.
 *
 * @param <K> the kernel's own type
 */
public sealed interface HmcKernel<K extends HmcKernel<K>> permits Hmc, Nuts {
  /** The density that is sampled from. */
  Target target();

  /** How the kernel begins and what warm-up changes. */
  Adaptation adaptation();

  /** This kernel with other settings. */
  K with(Adaptation adaptation);

  /**
   * One step.
   *
   * @param potential gives the potential energy, minus the log density, and its gradient at a
   *     position (n)
   * @param mass the masses
   * @param stepSize the step size of the leapfrog steps, a scalar
   * @param state where the chain is
   * @param key the step's random numbers
   */
  Tuple2<HmcState, StepInfo> step(
      Function1<Array, Tuple2<Array, Array>> potential,
      MassMatrix mass,
      Array stepSize,
      HmcState state,
      Key key);

  /** The greatest depth of trees, 0 where there are none. */
  int maxTreeDepth();

  /** With another first step size. */
  default K stepSize(double stepSize) {
    return with(adaptation().stepSize(stepSize));
  }

  /** Whether the warm-up looks for a step size of the target acceptance; it does by default. */
  default K adaptStepSize(boolean adapts) {
    return with(adaptation().adaptsStepSize(adapts));
  }

  /**
   * Whether the step size is first doubled or halved, at the start and after each change of the
   * masses, until a single step is accepted with about the target probability; not by default, as
   * in NumPyro.
   */
  default K heuristicStepSize(boolean heuristic) {
    return with(adaptation().heuristicStepSize(heuristic));
  }

  /**
   * Whether the warm-up estimates the masses from its draws, which are one else; it does by
   * default.
   */
  default K adaptMass(boolean adapts) {
    return with(adaptation().adaptsMass(adapts));
  }

  /** Whether the masses are a full matrix instead of a diagonal one; not by default. */
  default K denseMass(boolean dense) {
    return with(adaptation().denseMass(dense));
  }

  /** The mean acceptance probability that the step size is adapted to; 0.8 by default. */
  default K targetAcceptance(double probability) {
    return with(adaptation().targetAcceptance(probability));
  }
}
