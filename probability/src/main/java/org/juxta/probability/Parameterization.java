package org.juxta.probability;

/** How the one array of a {@link Bernoulli} or {@link Categorical} gives its probabilities. */
public enum Parameterization {
  /** As log-odds of 1, or as log-probabilities up to a constant. */
  LOGITS,
  /** As probabilities. */
  PROBS
}
