package org.juxta.tracer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function's derivative in reverse mode, as code that records or runs operations. */
@FunctionalInterface
public interface VjpRule {
  /** The way forward. */
  Pass forward(List<Value> x);

  /**
   * The results of a function and the way back from there.
   *
   * @param residuals what the way back needs
   */
  record Pass(List<Value> results, List<Value> residuals, Backward backward) {}

  /** The way back. */
  @FunctionalInterface
  interface Backward {
    /** The cotangents of the inputs, null where zero, from those of the results. */
    List<@Nullable Value> apply(List<Value> residuals, List<Value> cotangents);
  }
}
