package org.juxta.transforms;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.internal.Axes;
import org.juxta.tracer.Call;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Op;
import org.juxta.tracer.Program;

/**
 * The lanes of a batch.
 *
 * @param size how many there are
 * @param name what collective operations call them, if they may
 */
record Axis(int size, @Nullable String name) {
  /** Lanes without a name. */
  static Axis of(int size) {
    return new Axis(size, null);
  }

  /** Runs code for one lane, which may speak of the lanes by their name. */
  <T> T within(Supplier<T> action) {
    return Axes.within(name, size, action);
  }

  /** Which values differ by lane, if the marked ones do. */
  Dependence dependence() {
    return name == null ? Dependence.ANY : new Dependence(false, this);
  }

  boolean isOf(Collective op) {
    return op.axis().equals(name);
  }

  /** Whether {@code op}, or one in its programs, speaks of these lanes. */
  boolean isIn(Op op) {
    if (name == null) {
      return false;
    }
    return switch (op) {
      case Collective o -> isOf(o);
      case Call.LinearSolve o ->
          isIn(o.program()) || isIn(o.map()) || (o.transposed() != null && isIn(o.transposed()));
      case Op o -> o.programs().stream().anyMatch(this::isIn);
    };
  }

  private boolean isIn(Program program) {
    return program.equations().stream().anyMatch(equation -> isIn(equation.op()));
  }
}
