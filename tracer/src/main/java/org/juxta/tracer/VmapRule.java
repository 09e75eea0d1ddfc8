package org.juxta.tracer;

import java.util.List;

/** What a function gives for the lanes of a batch, as code that records or runs operations. */
@FunctionalInterface
public interface VmapRule {
  /**
   * The results for all lanes, which lie along their first axis.
   *
   * @param size how many lanes there are
   * @param batched which inputs have lanes, along their first axis; the others are the same for all
   */
  List<Value> apply(int size, List<Boolean> batched, List<Value> x);
}
