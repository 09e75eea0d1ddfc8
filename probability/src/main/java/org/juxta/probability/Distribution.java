package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * A probability distribution, or a batch of them, with the shape semantics of TensorFlow
 * Probability:
 *
 * <ul>
 *   <li>the <em>event shape</em> is that of one draw of one distribution;
 *   <li>the <em>batch shape</em> counts distributions of one family with other parameters, which
 *       are independent but not identical; it is what the parameters' shapes broadcast to;
 *   <li>a <em>sample shape</em> counts identical and independent draws.
 * </ul>
 *
 * <p>So {@link #sample} gives an array of shape {@code sample + batch + event}, and {@link
 * #logProb} takes one of shape {@code any + batch + event}, or one that broadcasts to it, and
 * reduces the event axes.
 *
 * <p>A distribution is a record of Arrays: it passes through {@code Jit}, {@code Vmap} and {@code
 * Grad} as any tree does. Its factories named {@code of} (for discrete ones also {@code logits} and
 * {@code probs}) check that the parameters' shapes broadcast and that those whose values are known
 * are possible; the record's own constructor checks nothing, since a record of gradients is one
 * too.
 *
 * <p>A parameter given as a plain Java number is weak: results take the element type of the value
 * or of the other parameters, and F32 if there is no other. A NaN parameter gives NaN. Matches
 * {@code tfp.distributions.Distribution} and {@code numpyro.distributions.Distribution}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="distribution"}
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="gradients"}
 */
public interface Distribution {
  /** The shape of the batch of distributions. */
  Shape batchShape();

  /** The shape of one draw. */
  Shape eventShape();

  /** The element type of {@link #sample}'s draws. */
  DType dtype();

  /** The values it can take. */
  Constraint support();

  /** Independent draws, of shape {@code sampleShape + batchShape + eventShape}. */
  Array sample(Key key, Shape sampleShape);

  /**
   * {@link #sample(Key, Shape)} with the sizes of the sample shape one by one; none for one draw.
   */
  default Array sample(Key key, int... sampleShape) {
    return sample(key, Shape.of(sampleShape));
  }

  /**
   * The log of the density, or of the probability if discrete, at {@code value}; -inf outside the
   * support.
   *
   * @param value of a shape that ends in the event shape and broadcasts with {@code batchShape +
   *     eventShape}
   * @throws org.juxta.tracer.ShapeException if it does not
   */
  Array logProb(Array value);

  /** The density, or the probability if discrete: the exponential of {@link #logProb}. */
  default Array prob(Array value) {
    return logProb(value).exp();
  }

  /** The expected value, of shape {@code batchShape + eventShape}. */
  default Array mean() {
    throw DistributionException.undefined(this, "mean");
  }

  /** The variance of each element, of shape {@code batchShape + eventShape}. */
  default Array variance() {
    throw DistributionException.undefined(this, "variance");
  }

  /** The standard deviation of each element: the square root of {@link #variance}. */
  default Array stddev() {
    return variance().sqrt();
  }

  /** A most probable value, of shape {@code batchShape + eventShape}. */
  default Array mode() {
    throw DistributionException.undefined(this, "mode");
  }

  /** The probability of a draw not above {@code value}. */
  default Array cdf(Array value) {
    throw DistributionException.undefined(this, "cdf");
  }

  /** The log of {@link #cdf}, exact in the tails. */
  default Array logCdf(Array value) {
    return cdf(value).log();
  }

  /** The probability of a draw above {@code value}. */
  default Array survivalFunction(Array value) {
    return Np.subtract(1, cdf(value));
  }

  /** The log of {@link #survivalFunction}, exact in the tails. */
  default Array logSurvivalFunction(Array value) {
    return survivalFunction(value).log();
  }

  /**
   * The least value whose {@link #cdf} is at least {@code p}; NaN for a {@code p} outside [0, 1].
   */
  default Array quantile(Array p) {
    throw DistributionException.undefined(this, "quantile");
  }

  /** Minus the expected {@link #logProb}, in nats, of shape {@code batchShape}. */
  default Array entropy() {
    throw DistributionException.undefined(this, "entropy");
  }

  /** Whether its values are integers. */
  default boolean isDiscrete() {
    return support().isDiscrete();
  }

  /**
   * The same distributions, repeated to a batch of the given shape; each is then independent of the
   * others. As NumPyro's {@code expand} and TFP's {@code BatchBroadcast}.
   *
   * @throws org.juxta.tracer.ShapeException if the batch shape does not broadcast to it
   */
  default Distribution expand(int... batchShape) {
    return Expanded.of(this, Shape.of(batchShape));
  }

  /** With the last {@code rank} batch axes taken as event axes. As NumPyro's {@code to_event}. */
  default Distribution toEvent(int rank) {
    return rank == 0 ? this : Independent.of(this, rank);
  }

  /** {@link #toEvent(int)} of all batch axes. */
  default Distribution toEvent() {
    return toEvent(batchShape().rank());
  }
}
