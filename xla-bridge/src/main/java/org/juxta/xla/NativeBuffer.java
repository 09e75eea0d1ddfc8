package org.juxta.xla;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.SourceLine;

/** An array in native memory, known by a pointer to something of an engine's own. */
abstract class NativeBuffer implements Buffer {
  private final ArrayType type;
  private final NativeMemory.Block block;
  private volatile @Nullable SourceLine donatedAt;

  NativeBuffer(ArrayType type, long pointer, NativeMemory.Release release) {
    this.type = type;
    this.block = NativeMemory.process().own(this, pointer, type, release);
  }

  /**
   * Begins a use of the memory, which {@link #leave} ends.
   *
   * @return the pointer
   * @throws EngineException if the memory was given back
   */
  final long enter() {
    long pointer = block.enter();
    if (pointer == 0) {
      throw unusable();
    }
    return pointer;
  }

  final void leave() {
    try {
      block.leave();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private EngineException unusable() {
    SourceLine line = donatedAt;
    return line == null ? Arguments.closed(type) : DonatedException.of(type, line);
  }

  /**
   * Gives the memory to a call, which frees it by {@link #freeDonated}: waits until nobody else
   * uses it.
   *
   * @return the pointer
   * @throws EngineException if the memory was given back
   */
  final long donate(SourceLine caller) {
    long pointer = block.claim();
    if (pointer == 0) {
      throw unusable();
    }
    donatedAt = caller;
    return pointer;
  }

  final void freeDonated() {
    try {
      block.free();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public final @Nullable SourceLine donatedAt() {
    return donatedAt;
  }

  @Override
  public final ArrayType type() {
    return type;
  }

  @Override
  public final boolean isClosed() {
    return block.isClosed();
  }

  @Override
  public final void close() {
    block.close();
  }

  @Override
  public final String toString() {
    return "Buffer<" + type + " on " + device() + ">";
  }
}
