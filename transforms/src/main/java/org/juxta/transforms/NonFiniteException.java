package org.juxta.transforms;

import org.juxta.tracer.JuxtaException;

/** A function that {@link Debug#nans} watches gave NaN or an infinity. */
public final class NonFiniteException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  NonFiniteException(String message) {
    super(message);
  }
}
