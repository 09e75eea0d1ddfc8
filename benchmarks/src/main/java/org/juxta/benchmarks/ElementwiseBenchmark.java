package org.juxta.benchmarks;

import java.util.concurrent.TimeUnit;
import org.juxta.Array;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Transformed2;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The sum of a chain of elementwise functions, fused by the compiler. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ElementwiseBenchmark {
  /** The number of elements. */
  @Param({"1000", "100000", "10000000"})
  public int n;

  private Runnable call = () -> {};

  /** Makes the inputs. */
  @Setup
  public void prepare() {
    Array x = Elementwise.x(n);
    Array y = Elementwise.y(n);
    Transformed2<Array, Array, Array> f = Jit.of(Elementwise::loss);
    call = Calls.freed(() -> f.apply(x, y));
  }

  /** A call; its result is awaited and freed. */
  @Benchmark
  public void sum() {
    call.run();
  }
}
