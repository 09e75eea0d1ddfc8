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
}
