package org.juxta.xla;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.Value;

/**
 * Gives memory back at the end of a block rather than at the next garbage collection: the buffers
 * that this thread made inside, but for those kept.
 *
 * {@snippet class="org.juxta.tests.snippets.EngineSnippets" region="memoryScope"}
 *
 * <p>Scopes nest; what an inner one keeps belongs to the outer one. A scope belongs to the thread
 * that opened it.
 */
public final class MemoryScope implements AutoCloseable {
  private static final ThreadLocal<@Nullable MemoryScope> CURRENT = new ThreadLocal<>();

  private final @Nullable MemoryScope outer;
  private final boolean frees;
  private final Set<Buffer> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean open = true;

  private MemoryScope(@Nullable MemoryScope outer, boolean frees) {
    this.outer = outer;
    this.frees = frees;
  }

  /** Opens a scope inside the one that this thread is in, if any; close it on this thread. */
  public static MemoryScope open() {
    return enter(true);
  }

  /**
   * Runs {@code work} as if no scope were open: for arrays that a cache keeps beyond the scope that
   * first asked for them.
   */
  public static <T> T detached(Supplier<T> work) {
    try (MemoryScope _ = enter(false)) {
      return work.get();
    }
  }

  private static MemoryScope enter(boolean frees) {
    MemoryScope scope = new MemoryScope(CURRENT.get(), frees);
    CURRENT.set(scope);
    return scope;
  }

  /** A buffer was made on this thread. */
  static void made(Buffer buffer) {
    MemoryScope scope = CURRENT.get();
    if (scope != null && scope.frees) {
      scope.buffers.add(buffer);
    }
  }

  /** Lets {@code value} outlive this scope. */
  public <T extends Value> T keep(T value) {
    if (value instanceof Buffer buffer && buffers.remove(buffer) && outer != null && outer.frees) {
      outer.buffers.add(buffer);
    }
    return value;
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    if (CURRENT.get() != this) {
      throw new EngineException(
          "a MemoryScope was closed on another thread than it was opened on, or before a scope"
              + " opened inside it");
    }
    open = false;
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
    buffers.forEach(Buffer::close);
    buffers.clear();
  }
}
