package org.juxta.tests.golden;

/** A case asks for a function, an argument or an element type that Juxta does not have. */
final class NotYetThere extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotYetThere(String what) {
    super(what);
  }
}
