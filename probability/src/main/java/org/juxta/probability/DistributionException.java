package org.juxta.probability;

import org.juxta.tracer.JuxtaException;

/** A parameter that a distribution can't have, or a quantity that it does not define. */
public final class DistributionException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  /** An exception whose message ends in the user's line. */
  public DistributionException(String message) {
    super(message);
  }

  static DistributionException undefined(Distribution distribution, String quantity) {
    return new DistributionException(
        "%s: %s is not defined, or has no closed form"
            .formatted(Parameters.describe(distribution), quantity));
  }
}
