package org.juxta.transforms;

import org.juxta.tracer.JuxtaException;

/** A check has failed; see {@link Checkify}. */
public final class CheckException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  CheckException(String message) {
    super(message);
  }
}
