package org.juxta.xla;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * What an engine has compiled, each program once in a process: a program is known by its text. A
 * thread that asks for one that another thread is compiling waits for that. A program that failed
 * is forgotten and will fail anew.
 */
final class Compilations<T> {
  /** The compiler recurses along chains of operations. */
  private static final long STACK_BYTES = 1L << 30;

  private final ConcurrentMap<String, CompletableFuture<T>> compiled = new ConcurrentHashMap<>();
  private final LongAdder compiles = new LongAdder();
  private final LongAdder hits = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  CompileStats stats() {
    return new CompileStats(compiles.sum(), hits.sum(), nanos.sum());
  }

  /** What {@code compile} makes, on a thread with a large stack, of the program of that key. */
  T get(String key, Function<String, T> compile) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> theirs = compiled.putIfAbsent(key, mine);
    if (theirs != null) {
      hits.increment();
      return await(theirs);
    }
    Thread.ofPlatform()
        .daemon()
        .name("juxta-compile")
        .stackSize(STACK_BYTES)
        .start(
            () -> {
              long start = System.nanoTime();
              try {
                T done = compile.apply(key);
                compiles.increment();
                nanos.add(System.nanoTime() - start);
                mine.complete(done);
              } catch (Throwable e) {
                compiled.remove(key);
                mine.completeExceptionally(e);
              }
            });
    return await(mine);
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
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
