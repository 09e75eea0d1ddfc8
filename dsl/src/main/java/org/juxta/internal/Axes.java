package org.juxta.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.TraceException;

/**
 * The batch axes that have a name where a function is being traced for one lane, the innermost
 * first.
 */
public final class Axes {
  private static final ScopedValue<Axes> CURRENT = ScopedValue.newInstance();

  private final String name;
  private final int size;
  private final @Nullable Axes outer;

  private Axes(String name, int size, @Nullable Axes outer) {
    this.name = name;
    this.size = size;
    this.outer = outer;
  }

  private static @Nullable Axes current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /** Runs {@code action} with one more axis; without a name, with those there are. */
  public static <T> T within(@Nullable String name, int size, Supplier<T> action) {
    return name == null
        ? action.get()
        : ScopedValue.where(CURRENT, new Axes(name, size, current())).call(action::get);
  }

  /**
   * The number of lanes along the axis of that name.
   *
   * @param what who asks, for the error
   * @throws TraceException if there is none
   */
  public static int size(String what, String name) {
    List<String> known = new ArrayList<>();
    for (Axes axes = current(); axes != null; axes = axes.outer) {
      if (axes.name.equals(name)) {
        return axes.size;
      }
      known.add("`" + axes.name + "` of " + axes.size + " lanes");
    }
    throw new TraceException(
        what
            + ": there is no axis named `"
            + name
            + "` here; "
            + (known.isEmpty()
                ? "no axis has a name"
                : "those with a name are " + String.join(", ", known))
            + ". Name one with Vmap.named(\""
            + name
            + "\")");
  }
}
