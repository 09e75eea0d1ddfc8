package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Transformed1;
import org.juxta.xla.Engines;

/** The memory that a program needs in between stays with the process. */
class TemporaryMemoryTest {
  private static final Path STATISTICS = Path.of("/proc/self/stat");
  private static final int ARRAYS = 7;
  private static final int N = 2048;
  private static final long PAGE = 4096;
  private static final int RUNS = 12;

  /** Of x (N, N): makes seven arrays of 16 MiB that are all needed at the end. */
  private static Array ofSums(Array x) {
    Array all = Np.ones(DType.F32);
    for (int i = 0; i < ARRAYS; i++) {
      all = all.mul(Np.cumsum(x.add(i), 0));
    }
    return all.sum();
  }

  @Test
  void temporariesLargerThanAHeapOfTheAllocatorAreNotFaultedInAgain() throws IOException {
    assumeThat(STATISTICS).as("Linux' statistics of this process").isReadable();
    assumeThat(Engines.current().name()).as("TensorFlow's engine has one block").isEqualTo("pjrt");
    Array x = Np.full(Shape.of(N, N), 1e-6, DType.F32);
    Transformed1<Array, Array> f = Jit.of(TemporaryMemoryTest::ofSums);
    double first = f.apply(x).toDouble();
    long least = Long.MAX_VALUE; // a run on a thread that has run none faults its arena in
    for (int i = 0; i < RUNS; i++) {
      long before = faults();
      assertThat(f.apply(x).toDouble()).isEqualTo(first);
      least = Math.min(least, faults() - before);
    }
    long pages = (long) ARRAYS * N * N * Float.BYTES / PAGE;
    assertThat(least).as("pages faulted in by a run").isLessThan(pages / 4);
  }

  /** The pages that this process had to ask for so far. */
  private static long faults() throws IOException {
    String line = Files.readString(STATISTICS);
    List<String> afterName = List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
    return Long.parseLong(afterName.get(7));
  }
}
