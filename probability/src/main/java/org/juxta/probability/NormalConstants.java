package org.juxta.probability;

/** Constants of the normal density. */
final class NormalConstants {
  static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  static final double SQRT2 = Math.sqrt(2);

  private NormalConstants() {}
}
