package org.juxta.transforms;

import org.juxta.tracer.JuxtaException;

/** A derivative is not what differences say: see {@link CheckGrads}. */
public final class DerivativeException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  public DerivativeException(String message) {
    super(message);
  }
}
