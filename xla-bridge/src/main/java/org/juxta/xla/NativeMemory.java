package org.juxta.xla;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;

/**
 * The accounts of native memory. Each block belongs to a Java object and is freed when that is
 * collected, or earlier by hand.
 *
 * <p>The garbage collector sees small Java objects where there are large native blocks, and would
 * not run in time. So when more than a budget of bytes has come to life since the last collection,
 * a thread that asks for more has the heap collected first. The budget is 256 MiB (the system
 * property {@code juxta.garbage.mib} sets another), or half of what survived the last collection,
 * native or on the heap, if that is more: a collection takes the longer the more survives.
 *
 * <p>Results are large blocks that come and go with every call, which glibc's allocator would
 * return to the kernel each time, to fault them in again at the next. So unless {@code
 * -Djuxta.malloc=default} is set, {@link LibC#keepFreedMemory} tells it to keep them. What lies
 * idle goes back to the kernel after a quiet second; in a process that is never quiet every ten
 * seconds, if it is more than half a gigabyte and more than half of what is in use. A loop needs no
 * longer than some hundredths of a second to fault that in again.
 */
final class NativeMemory {
  /** What the native library needs for an array besides its elements, roughly. */
  private static final long OVERHEAD = 1024;

  private static final long MIB = 1 << 20;
  private static final long IDLE_MILLIS = 1000;
  private static final long WORTH_TRIMMING = 64 * MIB;

  /** When busy. */
  private static final long BUSY_NANOS = 10_000_000_000L;

  private static final long MUCH_IDLE = 512 * MIB;

  private final long budget = Long.getLong("juxta.garbage.mib", 256) * MIB;

  /** Whether freed memory stays with the process, to be returned to the kernel in quiet moments. */
  private final boolean trims;

  private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
  private final AtomicLong live = new AtomicLong();
  private final AtomicLong freed = new AtomicLong();
  private final AtomicLong collections = new AtomicLong();
  private volatile long limit = budget;

  /** Keeps the references themselves reachable: a ring through all blocks that are not free. */
  private final Block ring = new Block();

  private NativeMemory() {
    this.trims = !"default".equals(System.getProperty("juxta.malloc")) && LibC.keepFreedMemory();
    Thread.ofPlatform().daemon().name("juxta-memory").start(this::reclaim);
  }

  private static final class Holder {
    static final NativeMemory PROCESS = new NativeMemory();
  }

  /** The accounts of this process; the first call sets its allocator. */
  static NativeMemory process() {
    return Holder.PROCESS;
  }

  /** Bytes of blocks that have not been freed. */
  long liveBytes() {
    return live.get();
  }

  /** How often the heap was collected to find native garbage. */
  long collections() {
    return collections.get();
  }

  /**
   * The largest arrays that have not been freed, a line for each type, for an error that says where
   * the memory went.
   */
  String largest(int lines) {
    Map<ArrayType, Integer> counts = new HashMap<>();
    synchronized (ring) {
      for (Block block = ring.next; block != ring; block = block.next) {
        if (block.type != null) {
          counts.merge(block.type, 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .sorted(Comparator.comparingLong(e -> -e.getKey().bytes() * e.getValue()))
        .limit(lines)
        .map(e -> e.getValue() + " x " + e.getKey() + ", " + mib(e.getKey().bytes() * e.getValue()))
        .collect(Collectors.joining("\n  ", "live arrays, the largest first:\n  ", ""));
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) MIB);
  }

  /** How to free one kind of block. */
  interface Release {
    void free(long address);
  }

  /**
   * Takes over the block at {@code address}; it is freed at the latest when {@code owner} is
   * unreachable.
   */
  Block own(Object owner, long address, ArrayType type, Release release) {
    Block block = new Block(owner, address, type, release);
    link(block);
    if (live.addAndGet(block.bytes) > limit) {
      collect();
    }
    return block;
  }

  private void link(Block block) {
    synchronized (ring) {
      block.previous = ring;
      block.next = ring.next;
      ring.next.previous = block;
      ring.next = block;
    }
  }

  /** A block of native memory. */
  final class Block extends PhantomReference<@Nullable Object> {
    private static final VarHandle STATE;

    static {
      try {
        STATE = MethodHandles.lookup().findVarHandle(Block.class, "state", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    /** Set once the block is to be freed; the other bits count the users that it must wait for. */
    private static final int CLOSED = 1 << 31;

    private final long address;
    private final long bytes;
    private final @Nullable ArrayType type;
    private final @Nullable Release release;
    private Block previous = this;
    private Block next = this;

    @SuppressWarnings("unused") // by STATE
    private volatile int state;

    private Block() {
      super(null, unreachable);
      this.address = 0;
      this.bytes = 0;
      this.type = null;
      this.release = null;
    }

    private Block(Object owner, long address, ArrayType type, Release release) {
      super(owner, unreachable);
      this.address = address;
      this.bytes = type.bytes() + OVERHEAD;
      this.type = type;
      this.release = release;
    }

    /** A block of nothing. */
    private Block(Object owner) {
      super(owner, unreachable);
      this.address = 0;
      this.bytes = 0;
      this.type = null;
      this.release = null;
    }

    /**
     * Begins a use of the block, which {@link #leave} ends: it is not freed in between. The owner
     * must stay reachable.
     *
     * @return the address, or 0 if the block has been given up
     */
    long enter() {
      while (true) {
        int users = (int) STATE.getVolatile(this);
        if (users < 0) {
          return 0;
        }
        if (STATE.compareAndSet(this, users, users + 1)) {
          return address;
        }
      }
    }

    /**
     * Takes the block out of use once nobody uses it; {@link #free} is the caller's duty then.
     *
     * @return the address, or 0 if the block has been given up
     */
    long claim() {
      while (true) {
        int users = (int) STATE.getVolatile(this);
        if (users < 0) {
          return 0;
        }
        if (users == 0 && STATE.compareAndSet(this, 0, CLOSED)) {
          return address;
        }
        Thread.onSpinWait();
      }
    }

    void leave() {
      if ((int) STATE.getAndAdd(this, -1) - 1 == CLOSED) {
        free();
      }
    }

    boolean isClosed() {
      return (int) STATE.getVolatile(this) < 0;
    }

    /** Frees the block once nobody uses it. Does nothing a second time. */
    void close() {
      if ((int) STATE.getAndBitwiseOr(this, CLOSED) == 0) {
        free();
      }
    }

    /** Frees the block, which must be closed. */
    void free() {
      clear();
      synchronized (ring) {
        previous.next = next;
        next.previous = previous;
        previous = this;
        next = this;
      }
      live.addAndGet(-bytes);
      freed.addAndGet(bytes);
      if (release != null) {
        release.free(address);
      }
    }
  }

  /** Frees what is unreachable, as it turns up. */
  private void reclaim() {
    long trimmed = 0;
    long before = 0;
    long looked = System.nanoTime();
    while (true) {
      try {
        Reference<?> reference = unreachable.remove(IDLE_MILLIS);
        if (reference instanceof Block block) {
          block.close();
        } else if (trims) {
          long now = freed.get();
          if (now == before && now - trimmed > WORTH_TRIMMING) {
            LibC.trim();
            trimmed = now;
          }
          before = now;
        }
        if (trims && System.nanoTime() - looked > BUSY_NANOS) {
          looked = System.nanoTime();
          if (LibC.heaps().filter(NativeMemory::isMostlyIdle).isPresent()) {
            LibC.trim();
          }
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /** Whether a busy process keeps more freed memory than it has use for. */
  static boolean isMostlyIdle(LibC.Heaps heaps) {
    return heaps.free() > MUCH_IDLE && heaps.free() > heaps.used() / 2;
  }

  private void drain() {
    while (unreachable.poll() instanceof Block block) {
      block.close();
    }
  }

  /**
   * Has the heap collected, and frees what that finds. One thread does it; others that need memory
   * wait.
   */
  private synchronized void collect() {
    drain();
    if (live.get() <= limit) {
      return;
    }
    collections.incrementAndGet();
    // Garbage from the start: when it has turned up, the collection is over.
    Block last = new Block(new Object());
    link(last);
    System.gc();
    for (int i = 0; i < 100 && !last.isClosed(); i++) {
      closeNext();
    }
    // Others of the same collection may turn up a little after it.
    while (closeNext()) {}
    Runtime java = Runtime.getRuntime();
    long survived = Math.max(live.get(), java.totalMemory() - java.freeMemory());
    limit = live.get() + Math.max(budget, survived / 2);
  }

  private boolean closeNext() {
    try {
      if (unreachable.remove(10) instanceof Block block) {
        block.close();
        return true;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
