package org.juxta.xla;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The few functions of the C library that Java does not offer. */
@SuppressWarnings("restricted") // native code is what this class is for
final class LibC {
  private LibC() {}

  /** What a native library of this process will read as the environment variable {@code name}. */
  static void setEnvironment(String name, String value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(name);
      MemorySegment text = arena.allocateFrom(value);
      Optional<MethodHandle> setenv =
          find("setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
      if (setenv.isPresent()) {
        int _ = (int) setenv.get().invokeExact(key, text, 1);
      } else {
        MethodHandle putenv =
            find("_putenv_s", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS)).orElseThrow();
        int _ = (int) putenv.invokeExact(key, text);
      }
    } catch (Throwable e) {
      throw new EngineException("the environment variable " + name + " could not be set", e);
    }
  }

  /**
   * Makes the allocator of this process keep large blocks that are freed, for the next ones, rather
   * than return them to the kernel at once and fault them in again. Only glibc; does nothing
   * elsewhere.
   *
   * @return whether it did
   */
  static boolean keepFreedMemory() {
    Optional<MethodHandle> mallopt =
        find("mallopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    if (mallopt.isEmpty()) {
      return false;
    }
    try {
      int threshold = (int) mallopt.get().invokeExact(M_MMAP_THRESHOLD, 1 << 30);
      int trim = (int) mallopt.get().invokeExact(M_TRIM_THRESHOLD, Integer.MAX_VALUE);
      int pad = (int) mallopt.get().invokeExact(M_TOP_PAD, HEAP);
      return threshold == 1 && trim == 1 && pad == 1;
    } catch (Throwable e) {
      throw new EngineException("mallopt could not be called", e);
    }
  }

  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_TOP_PAD = -2;
  private static final int M_MMAP_THRESHOLD = -3;

  /**
   * The size of a heap of an arena that is not the first: unless so much is to be left over, an
   * empty one is unmapped as soon as the heap before it has room.
   */
  private static final int HEAP = 1 << 26;

  /**
   * What such a heap has room for. A larger block is mapped for itself, and unmapped when it is
   * freed, whatever {@code mallopt} was told.
   */
  static final int KEPT_BLOCK = HEAP / 16 * 15;

  /** Returns freed memory to the kernel now. */
  static void trim() {
    Optional<MethodHandle> trim = find("malloc_trim", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    if (trim.isPresent()) {
      try {
        int _ = (int) trim.get().invokeExact(0L);
      } catch (Throwable e) {
        throw new EngineException("malloc_trim could not be called", e);
      }
    }
  }

  /**
   * What the allocator has of its heaps, large blocks with mappings of their own left out.
   *
   * @param used in blocks that are not free
   * @param free in blocks that are, whether returned to the kernel or not
   */
  record Heaps(long used, long free) {}

  /** The numbers of the {@code mallinfo2} structure. */
  private static final StructLayout MALLINFO =
      MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, JAVA_LONG).withName("numbers"));

  private static final int UORDBLKS = 7;
  private static final int FORDBLKS = 8;

  private static final Optional<MethodHandle> MALLINFO2 =
      find("mallinfo2", FunctionDescriptor.of(MALLINFO));

  /** The allocator's heaps now; needs glibc 2.33 or newer. */
  static Optional<Heaps> heaps() {
    if (MALLINFO2.isEmpty()) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      SegmentAllocator allocator = arena;
      MemorySegment info = (MemorySegment) MALLINFO2.get().invokeExact(allocator);
      return Optional.of(
          new Heaps(info.getAtIndex(JAVA_LONG, UORDBLKS), info.getAtIndex(JAVA_LONG, FORDBLKS)));
    } catch (Throwable e) {
      throw new EngineException("mallinfo2 could not be called", e);
    }
  }

  private static final int RLIMIT_CORE = 4;
  private static final int RLIMIT_AS = 9;

  /** A process that may crash: it leaves no memory image, and is the first to go without memory. */
  static void expectToDie() {
    limit(RLIMIT_CORE, 0);
    try {
      Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
    } catch (IOException _) {
      // Not Linux.
    }
  }

  /** Limits the memory of this process on Linux. */
  static void limitAddressSpace(long bytes) {
    if (System.getProperty("os.name").equals("Linux")) {
      limit(RLIMIT_AS, bytes);
    }
  }

  /** Sets a limit if that can be: none is a promise. */
  private static void limit(int resource, long value) {
    Optional<MethodHandle> set =
        find("setrlimit", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    if (set.isPresent()) {
      try (Arena arena = Arena.ofConfined()) {
        int _ = (int) set.get().invokeExact(resource, arena.allocateFrom(JAVA_LONG, value, value));
      } catch (Throwable e) {
        throw new EngineException("setrlimit could not be called", e);
      }
    }
  }

  private static Optional<MethodHandle> find(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.defaultLookup().find(name).map(symbol -> linker.downcallHandle(symbol, type));
  }
}
