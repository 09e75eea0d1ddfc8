package org.juxta.probability;

import org.juxta.tracer.JuxtaException;

/**
 * A model can't be run as asked: a name used twice or not there, a site without a value, no start.
 */
public final class ModelException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  /** An exception whose message ends in the user's line. */
  public ModelException(String message) {
    super(message);
  }
}
