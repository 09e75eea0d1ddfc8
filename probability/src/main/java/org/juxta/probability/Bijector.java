package org.juxta.probability;

import org.juxta.Array;
import org.juxta.tracer.Shape;

/**
 * A differentiable one-to-one map with the log of its Jacobian determinant. A record of Arrays, as
 * distributions are. Matches {@code tfp.bijectors.Bijector}.
 *
 * {@snippet class="org.juxta.tests.snippets.BijectorSnippets" region="bijector"}
 */
public interface Bijector {
  /** The image of {@code x}. */
  Array forward(Array x);

  /** The point whose image is {@code y}. */
  Array inverse(Array y);

  /**
   * The log of the absolute Jacobian determinant at {@code x}, reduced over the last {@link
   * #forwardMinEventRank} axes; of the shape of {@code x} before those.
   */
  Array forwardLogDetJacobian(Array x);

  /**
   * {@link #forwardLogDetJacobian(Array)} summed over events of {@code eventRank} axes of {@code
   * x}.
   */
  default Array forwardLogDetJacobian(Array x, int eventRank) {
    return Parameters.sumLast(forwardLogDetJacobian(x), eventRank - forwardMinEventRank());
  }

  /** The same of the inverse, at {@code y}. */
  default Array inverseLogDetJacobian(Array y) {
    return forwardLogDetJacobian(inverse(y)).neg();
  }

  /**
   * {@link #inverseLogDetJacobian(Array)} summed over events of {@code eventRank} axes of {@code
   * y}.
   */
  default Array inverseLogDetJacobian(Array y, int eventRank) {
    return Parameters.sumLast(inverseLogDetJacobian(y), eventRank - inverseMinEventRank());
  }

  /** How many of the last axes of {@code x} it mixes. */
  default int forwardMinEventRank() {
    return 0;
  }

  /** How many of the last axes of {@code y} it mixes. */
  default int inverseMinEventRank() {
    return 0;
  }

  /** The shape of {@link #forward} of an array of shape {@code x}. */
  default Shape forwardShape(Shape x) {
    return x;
  }

  /** The shape of {@link #inverse} of an array of shape {@code y}. */
  default Shape inverseShape(Shape y) {
    return y;
  }
}
