package org.juxta.probability;

import java.util.SequencedMap;
import org.juxta.Array;

/**
 * Is given draws while a sampler runs: to stream them to a file, or to look at them. One call at a
 * time.
 */
@FunctionalInterface
public interface DrawsListener {
  /**
   * Draws have been made.
   *
   * @param chain the number of the chain
   * @param first the number of the first of these draws
   * @param sites the values of each site, with a first axis over these draws
   */
  void drawn(int chain, int first, SequencedMap<String, Array> sites);
}
