package org.juxta;

import io.vavr.Tuple;
import io.vavr.Tuple3;
import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/** Loops that every element runs for as long as it needs, keeping its result from then on. */
final class Lanes {
  private Lanes() {}

  /** The next state, and which elements go on from it. */
  record Next(List<Array> state, Array on) {}

  /** A step; the number of steps with this one is a scalar of the element type computed in. */
  @FunctionalInterface
  interface Step {
    Next apply(Array count, List<Array> state);
  }

  /** The state after at most {@code limit} steps of the elements that {@code on} names. */
  static List<Array> loop(Array on, int limit, DType dtype, List<Array> init, Step step) {
    Tuple3<Array, Array, List<Array>> first = Tuple.of(on, Np.full(Shape.SCALAR, 0, dtype), init);
    return Lax.whileLoop(
            (Tuple3<Array, Array, List<Array>> s) -> s._2.lt(limit).and(Np.any(s._1)),
            s -> {
              Array count = s._2.add(1);
              Next next = step.apply(count, s._3);
              List<Array> kept = new ArrayList<>();
              for (int i = 0; i < s._3.size(); i++) {
                kept.add(Np.where(s._1, next.state().get(i), s._3.get(i)));
              }
              return Tuple.of(s._1.and(next.on()), count, List.copyOf(kept));
            },
            first)
        ._3;
  }

  /** The relative error of a number of the type. */
  static double epsilon(DType dtype) {
    return dtype == DType.F64 ? Math.ulp(1.0) : Math.ulp(1.0f);
  }
}
