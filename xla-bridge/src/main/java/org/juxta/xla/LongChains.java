package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Program;
import org.juxta.tracer.Structural;

/**
 * Programs with thousands of elementwise operations in a row. XLA fuses such a chain into one
 * kernel, and the time that its newer emitters take for a kernel grows with the square of the
 * length: 20,000 additions take 110 seconds, and 4 with the older ones. Those make slower kernels
 * of reductions and products, so they are used for such programs only.
 */
final class LongChains {
  private static final int LONG = 2000;
  private static final String OLD_EMITTERS = "--xla_cpu_use_fusion_emitters=false";
  private static final String NEW_EMITTERS = "--xla_cpu_use_fusion_emitters=true";

  /** Flags belong to the process: held for writing while they differ from the usual. */
  private final ReadWriteLock flags = new ReentrantReadWriteLock();

  private final String usual = TensorFlowLibrary.xlaFlags();
  private final Optional<MethodHandle> parseFlags;

  LongChains(SymbolLookup library) {
    this.parseFlags = usual.contains("fusion_emitters") ? Optional.empty() : parser(library);
  }

  /**
   * {@code xla::ParseDebugOptionFlagsFromEnv(bool)}, which with true reads {@code XLA_FLAGS} again.
   */
  @SuppressWarnings("restricted") // a function of the library
  private static Optional<MethodHandle> parser(SymbolLookup library) {
    return library
        .find("_ZN3xla28ParseDebugOptionFlagsFromEnvEb")
        .map(
            symbol ->
                Linker.nativeLinker()
                    .downcallHandle(symbol, FunctionDescriptor.ofVoid(JAVA_BOOLEAN)));
  }

  static boolean isLong(Program program) {
    int streak = 0;
    for (Equation equation : program.equations()) {
      boolean fuses =
          switch (equation.op()) {
            case Elementwise _ -> true;
            case Structural.Broadcast _, Structural.Reshape _ -> streak > 0;
            default -> false;
          };
      streak = fuses ? streak + 1 : 0;
      if (streak >= LONG || equation.op().programs().stream().anyMatch(LongChains::isLong)) {
        return true;
      }
    }
    return false;
  }

  /** Compiles with the emitters that suit the program. */
  <T> T compile(boolean isLong, Supplier<T> compile) {
    if (!isLong || parseFlags.isEmpty()) {
      flags.readLock().lock();
      try {
        return compile.get();
      } finally {
        flags.readLock().unlock();
      }
    }
    flags.writeLock().lock();
    try {
      set(OLD_EMITTERS);
      return compile.get();
    } finally {
      set(NEW_EMITTERS);
      flags.writeLock().unlock();
    }
  }

  private void set(String flag) {
    LibC.setEnvironment("XLA_FLAGS", (usual + " " + flag).strip());
    try {
      parseFlags.orElseThrow().invokeExact(true);
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    } finally {
      // Another XLA in this process may not know the flag, and ends the process if so.
      LibC.setEnvironment("XLA_FLAGS", usual);
    }
  }
}
