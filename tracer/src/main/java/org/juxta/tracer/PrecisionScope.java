package org.juxta.tracer;

/** Holds the precision of the contractions that do not name one. */
final class PrecisionScope {
  static final ScopedValue<Precision> CURRENT = ScopedValue.newInstance();

  private PrecisionScope() {}
}
