package org.juxta.tracer;

/** Holds the precision of the innermost {@link DotPrecision#in}. */
final class PrecisionScope {
  static final ScopedValue<DotPrecision> CURRENT = ScopedValue.newInstance();

  private PrecisionScope() {}
}
