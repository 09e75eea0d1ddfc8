package org.juxta.probability;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;

/**
 * A density as chains see it: over vectors of real numbers, its positions. A tree, whose leaves are
 * the arrays in the data, so that programs take it as an argument.
 */
sealed interface Space permits DensitySpace, ModelSpace {
  /** The length of a position. */
  int size();

  /** The element type of positions. */
  DType dtype();

  /** The potential energy, minus the log density, at a position: a scalar. */
  Array energy(Array position);

  /** The sites and their values at a position. */
  SequencedMap<String, Array> sites(Array position);

  /** A position as the user's kind of value: a tree, or a map of a model's latent sites. */
  @Nullable Object point(Array position);

  /** Where a chain begins. */
  Array start(Start start, Key key, int chain);

  /**
   * What is to be said after the last of some starts, where the density or its gradient is not
   * finite.
   */
  JuxtaException cannotStart(HmcState last, int attempts);
}
