package org.juxta.tracer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function's derivative in forward mode, as code that records or runs operations. */
@FunctionalInterface
public interface JvpRule {
  /**
   * The results and their tangents.
   *
   * @param x the inputs
   * @param tangents of the inputs; null where zero
   */
  Derivative apply(List<Value> x, List<@Nullable Value> tangents);

  /** What rules made for several calls of one function share. */
  default Object origin() {
    return this;
  }

  /** {@code code}, made for a call of the function that {@code origin} belongs to. */
  static JvpRule of(Object origin, JvpRule code) {
    record Made(Object origin, JvpRule code) implements JvpRule {
      @Override
      public Derivative apply(List<Value> x, List<@Nullable Value> tangents) {
        return code.apply(x, tangents);
      }
    }
    return new Made(origin, code);
  }

  /**
   * The results of a function and their tangents, which are linear in those of the inputs.
   *
   * @param tangents of the results' types; null where zero
   */
  record Derivative(List<Value> results, List<@Nullable Value> tangents) {}
}
