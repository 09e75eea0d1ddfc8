package org.juxta.xla;

import org.jspecify.annotations.Nullable;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Value;

/**
 * An array that an engine holds. Its memory goes back when nothing refers to it any more, and
 * sooner by {@link #close} or a {@link MemoryScope}. It may stand for a result that is still being
 * computed: reading it waits, and throws what the computation threw.
 */
public interface Buffer extends Value.Concrete, AutoCloseable {
  /** The engine that holds it. */
  Engine engine();

  /** Where it lies. */
  Device device();

  /**
   * Whether someone put it there: calls that take it run there, and their results are committed
   * too. Other arrays go along to where such ones are. As in JAX.
   */
  boolean isCommitted();

  /** The line of the call that took its memory over; null if none did. */
  @Nullable SourceLine donatedAt();

  /** Whether reading would not wait. */
  boolean isReady();

  /** Waits until the array is computed. */
  void await();

  /** Whether the memory has been given back; such an array can't be read or passed on. */
  boolean isClosed();

  /**
   * Gives the memory back now, or when the last call that is using it has ended. Does nothing a
   * second time.
   */
  @Override
  void close();
}
