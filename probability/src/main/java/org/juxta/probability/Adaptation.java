package org.juxta.probability;

import org.juxta.tracer.JuxtaException;

/**
 * How a kernel begins and what its warm-up changes.
 *
 * @param stepSize the first step size
 * @param adaptsStepSize whether the warm-up looks for the step size that has the target acceptance
 * @param heuristicStepSize whether it first doubles or halves the step size until one step is
 *     accepted about as often
 * @param adaptsMass whether the warm-up estimates the masses from its draws
 * @param denseMass whether the masses are a full matrix
 * @param targetAcceptance the mean acceptance probability to reach, between 0 and 1
 */
public record Adaptation(
    double stepSize,
    boolean adaptsStepSize,
    boolean heuristicStepSize,
    boolean adaptsMass,
    boolean denseMass,
    double targetAcceptance) {
  /** NumPyro's settings. */
  public static final Adaptation DEFAULT = new Adaptation(1, true, false, true, false, 0.8);

  /** Checks the numbers. */
  public Adaptation {
    if (!(stepSize > 0) || Double.isInfinite(stepSize)) {
      throw new JuxtaException("the step size must be positive and finite, not " + stepSize);
    }
    if (!(targetAcceptance > 0 && targetAcceptance < 1)) {
      throw new JuxtaException(
          "the target acceptance must be between 0 and 1, not " + targetAcceptance);
    }
  }

  /** With another first step size. */
  public Adaptation stepSize(double value) {
    return new Adaptation(
        value, adaptsStepSize, heuristicStepSize, adaptsMass, denseMass, targetAcceptance);
  }

  /** With or without the search for a step size in the warm-up. */
  public Adaptation adaptsStepSize(boolean value) {
    return new Adaptation(
        stepSize, value, heuristicStepSize, adaptsMass, denseMass, targetAcceptance);
  }

  /** With or without the doubling or halving of the step size first. */
  public Adaptation heuristicStepSize(boolean value) {
    return new Adaptation(stepSize, adaptsStepSize, value, adaptsMass, denseMass, targetAcceptance);
  }

  /** With masses that the warm-up estimates, or fixed ones. */
  public Adaptation adaptsMass(boolean value) {
    return new Adaptation(
        stepSize, adaptsStepSize, heuristicStepSize, value, denseMass, targetAcceptance);
  }

  /** With a full matrix of masses, or a diagonal one. */
  public Adaptation denseMass(boolean value) {
    return new Adaptation(
        stepSize, adaptsStepSize, heuristicStepSize, adaptsMass, value, targetAcceptance);
  }

  /** With another acceptance probability to reach. */
  public Adaptation targetAcceptance(double value) {
    return new Adaptation(
        stepSize, adaptsStepSize, heuristicStepSize, adaptsMass, denseMass, value);
  }
}
