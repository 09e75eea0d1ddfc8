package org.juxta;

import org.juxta.tracer.JuxtaException;

/**
 * Something can't be taken apart into arrays and put together again, or two trees that must agree
 * do not.
 */
public final class TreeException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  /** With a message that names the place in the tree. */
  public TreeException(String message) {
    super(message);
  }
}
