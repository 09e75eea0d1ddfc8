package org.juxta.xla;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What an engine has compiled, each program once in a process: a program is known by its text. A
 * thread that asks for one that another thread is compiling waits for that. A program that failed
 * is forgotten and will fail anew. What an engine can unload is forgotten as well, once nobody uses
 * it and some hundred others have been asked for since.
 */
final class Compilations<T> {
  /** The compiler recurses along chains of operations. */
  private static final long STACK_BYTES = 1L << 30;

  /** So many are kept whether they are used or not, if they are not too large: the last ones. */
  private static final int RECENT = 256;

  /** As much as those may weigh together. */
  static final long RECENT_BYTES = 8 << 20;

  private final ConcurrentMap<String, Entry<T>> compiled = new ConcurrentHashMap<>();
  private final ReferenceQueue<T> forgotten = new ReferenceQueue<>();
  private final boolean forgets;
  private final ToLongFunction<T> weight;
  private final SequencedMap<String, T> recent = new LinkedHashMap<>(16, 0.75f, true);
  private long recentBytes;

  private final LongAdder compiles = new LongAdder();
  private final LongAdder hits = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  private Compilations(boolean forgets, ToLongFunction<T> weight) {
    this.forgets = forgets;
    this.weight = weight;
  }

  /** For programs that can't be unloaded. */
  static <T> Compilations<T> forEver() {
    return new Compilations<>(false, _ -> 0);
  }

  /**
   * For programs that are unloaded when nothing refers to them.
   *
   * @param weight the bytes of a program
   */
  static <T> Compilations<T> whileUsed(ToLongFunction<T> weight) {
    return new Compilations<>(true, weight);
  }

  /** A program under way, and then, if it may be forgotten, only a reference to it. */
  private static final class Entry<T> {
    private final String key;
    private volatile @Nullable CompletableFuture<T> future = new CompletableFuture<>();
    private volatile @Nullable Kept<T> kept;

    Entry(String key) {
      this.key = key;
    }
  }

  private static final class Kept<T> extends WeakReference<T> {
    private final Entry<T> entry;

    Kept(T program, ReferenceQueue<T> queue, Entry<T> entry) {
      super(program, queue);
      this.entry = entry;
    }
  }

  CompileStats stats() {
    return new CompileStats(compiles.sum(), hits.sum(), nanos.sum());
  }

  /** What {@code compile} makes, on a thread with a large stack, of the program of that key. */
  T get(String key, Function<String, T> compile) {
    dropForgotten();
    while (true) {
      Entry<T> mine = new Entry<>(key);
      Entry<T> theirs = compiled.putIfAbsent(key, mine);
      if (theirs == null) {
        return touch(key, compileNow(mine, compile));
      }
      CompletableFuture<T> future = theirs.future;
      Kept<T> kept = theirs.kept;
      T program = kept == null ? null : kept.get();
      if (program == null && future != null) {
        program = await(future);
      }
      if (program != null) {
        hits.increment();
        return touch(key, program);
      }
      compiled.remove(key, theirs);
    }
  }

  private T compileNow(Entry<T> entry, Function<String, T> compile) {
    CompletableFuture<T> future = Objects.requireNonNull(entry.future);
    Thread.ofPlatform()
        .daemon()
        .name("juxta-compile")
        .stackSize(STACK_BYTES)
        .start(
            () -> {
              long start = System.nanoTime();
              try {
                T done = compile.apply(entry.key);
                compiles.increment();
                nanos.add(System.nanoTime() - start);
                if (forgets) {
                  entry.kept = new Kept<>(done, forgotten, entry);
                }
                future.complete(done);
                if (forgets) {
                  entry.future = null;
                }
              } catch (Throwable e) {
                compiled.remove(entry.key);
                future.completeExceptionally(e);
              }
            });
    return await(future);
  }

  private T touch(String key, T program) {
    if (forgets) {
      synchronized (recent) {
        T before = recent.put(key, program);
        recentBytes += weight.applyAsLong(program);
        recentBytes -= before == null ? 0 : weight.applyAsLong(before);
        while (recent.size() > 1 && (recent.size() > RECENT || recentBytes > RECENT_BYTES)) {
          recentBytes -= weight.applyAsLong(recent.pollFirstEntry().getValue());
        }
      }
    }
    return program;
  }

  private void dropForgotten() {
    for (Reference<? extends T> gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
      if (gone instanceof Kept<?> kept) {
        compiled.remove(kept.entry.key, kept.entry);
      }
    }
  }

  private T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof XlaException error) {
        throw new XlaException(error.getMessage());
      }
      throw CallFrame.rethrow(e.getCause());
    }
  }

  /** The key of a text, the same in every process, so that a cache on disk finds it again. */
  static String key(String text) {
    return key(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The key of bytes, given in parts. */
  static String key(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
