/**
 * Distributions, bijectors, models, Markov chain Monte Carlo and its diagnostics. What TensorFlow
 * Probability and NumPyro are to JAX.
 */
@NullMarked
package org.juxta.probability;

import org.jspecify.annotations.NullMarked;
