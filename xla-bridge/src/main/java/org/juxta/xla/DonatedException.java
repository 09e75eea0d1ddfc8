package org.juxta.xla;

import org.juxta.tracer.ArrayType;
import org.juxta.tracer.SourceLine;

/** An array was used whose memory a call had taken over. */
public final class DonatedException extends EngineException {
  private static final long serialVersionUID = 1L;

  private DonatedException(String message) {
    super(message);
  }

  /** For an array of that type that the call at {@code caller} took over. */
  public static DonatedException of(ArrayType type, SourceLine caller) {
    return new DonatedException(
        "the memory of this "
            + type
            + " array was donated to the call at "
            + caller
            + ", which wrote its results there; use those results, or don't donate the argument");
  }
}
