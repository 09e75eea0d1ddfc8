package org.juxta.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.juxta.tracer.JuxtaException;

/** What the machine does besides, and which of its processors this process may use. */
@SuppressWarnings("restricted") // sched_setaffinity is a native function
final class Machine {
  private static final int CPU_SET_BYTES = 128;
  private static final double TICKS = 100;
  private static final double CLOCKS_PER_SECOND = 1e6;

  /** As many as there were before any thread was bound. */
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private Machine() {}

  /**
   * The time on the clock, and processor seconds used so far by the machine and this process.
   *
   * @param machine 0 where the system does not tell
   */
  record Usage(double time, double machine, double process) {
    static Usage now() {
      return new Usage(System.nanoTime() / 1e9, machineSeconds(), processSeconds());
    }

    /** How many processors others have used since. */
    double othersSince() {
      Usage now = now();
      return Math.max(0, (now.machine - machine - (now.process - process)) / (now.time - time));
    }
  }

  /** C's {@code clock}, which counts in finer steps than Java's bean. */
  private static double processSeconds() {
    try {
      return (long) Clock.HANDLE.invokeExact() / CLOCKS_PER_SECOND;
    } catch (Throwable e) {
      throw new JuxtaException("the processor time can't be read", e);
    }
  }

  private static final class Clock {
    static final MethodHandle HANDLE = find("clock", FunctionDescriptor.of(JAVA_LONG));
  }

  private static double machineSeconds() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] cells = lines.findFirst().orElse("").trim().split(" +", -1);
      double busy = 0;
      for (int i = 1; i < Math.min(cells.length, 9); i++) {
        if (i != 4 && i != 5) { // idle, and waiting for a disk
          busy += Long.parseLong(cells[i]);
        }
      }
      return busy / TICKS;
    } catch (IOException _) {
      return 0;
    }
  }

  /**
   * Keeps all threads of this process, and those they start, on the processor of the highest
   * number. Only on Linux.
   *
   * @throws JuxtaException if that can't be done
   */
  static void useOneProcessor() {
    byte[] set = new byte[CPU_SET_BYTES];
    int processor = PROCESSORS - 1;
    set[processor / 8] = (byte) (1 << processor % 8);
    bind(set);
  }

  private static MethodHandle find(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new JuxtaException("this system has no " + name)),
        type);
  }

  private static void bind(byte[] processors) {
    MethodHandle setAffinity =
        find("sched_setaffinity", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
    try (Arena arena = Arena.ofConfined();
        Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      MemorySegment set = arena.allocateFrom(JAVA_BYTE, processors);
      for (Path thread : threads.toList()) {
        int id = Integer.parseInt(thread.getFileName().toString());
        if ((int) setAffinity.invokeExact(id, set.byteSize(), set) != 0 && Files.exists(thread)) {
          throw new JuxtaException("the threads can't be bound to processors");
        }
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new JuxtaException("the threads can't be bound to processors", e);
    }
  }
}
