package org.juxta.tests.golden;

import java.util.function.Supplier;
import org.juxta.Array;
import org.juxta.probability.DistributionException;

/** What cases about distributions share. */
final class Distributions {
  private Distributions() {}

  /**
   * A distribution says by an exception that it has no such function, or that no closed form is
   * known.
   */
  static Array orMissing(Supplier<Array> property) {
    try {
      return property.get();
    } catch (DistributionException e) {
      throw new NotYetThere(e.getMessage());
    }
  }
}
