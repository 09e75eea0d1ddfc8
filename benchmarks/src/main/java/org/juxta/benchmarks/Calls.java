package org.juxta.benchmarks;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Tree;
import org.juxta.tracer.Program;
import org.juxta.tracer.Value;
import org.juxta.xla.Buffer;
import org.juxta.xla.Engines;
import org.juxta.xla.Executable;
import org.juxta.xla.MemoryScope;

/** Calls whose results are complete, and freed, when they return. */
final class Calls {
  private Calls() {}

  /** Waits for the arrays of a result. */
  static <T> T await(T tree) {
    for (Array array : Tree.leaves(tree)) {
      if (array.value() instanceof Buffer buffer) {
        buffer.await();
      }
    }
    return tree;
  }

  /** Gives back the memory of the arrays of a result now. */
  static void free(@Nullable Object tree) {
    for (Array array : Tree.leaves(tree)) {
      if (array.value() instanceof Buffer buffer) {
        buffer.close();
      }
    }
  }

  /** A call of {@code f}: the result is waited for and freed. */
  static Runnable freed(Supplier<?> f) {
    return () -> {
      try (MemoryScope _ = MemoryScope.open()) {
        await(f.get());
      }
    };
  }

  /** A call of the engine alone, without the library above it, on arguments that it holds. */
  static Runnable engine(Program program, List<Array> arguments) {
    Executable executable = Engines.current().compile(program);
    List<Buffer> buffers = buffers(arguments);
    return () -> {
      for (Buffer result : executable.execute(buffers)) {
        result.await();
        result.close();
      }
    };
  }

  static List<Buffer> buffers(List<Array> arrays) {
    return arrays.stream().map(array -> buffer(array.value())).toList();
  }

  private static Buffer buffer(Value value) {
    return value instanceof Buffer buffer
        ? buffer
        : Engines.current().transfer(((Value.Concrete) value).toHost());
  }
}
