package org.juxta.benchmarks;

import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.juxta.Array;
import org.juxta.Tree;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Transformed1;
import org.juxta.transforms.Transformed2;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A compiled addition of two small arrays, and of a map of six: results awaited and freed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DispatchBenchmark {
  private final Array x = Dispatch.x();
  private final Array y = Dispatch.y();
  private final SequencedMap<String, Array> tree = Dispatch.tree();
  private final Transformed2<Array, Array, Array> add = Jit.of((Array a, Array b) -> a.add(b));
  private final Transformed1<SequencedMap<String, Array>, SequencedMap<String, Array>> update =
      Jit.of(Dispatch::updated);
  private final Runnable addCall = Calls.freed(() -> add.apply(x, y));
  private final Runnable treeCall = Calls.freed(() -> update.apply(tree));
  private final Runnable addEngine = Calls.engine(add.program(x, y), List.of(x, y));
  private final Runnable treeEngine = Calls.engine(update.program(tree), Tree.leaves(tree));

  /** Arrays in, an array out. */
  @Benchmark
  public void add() {
    addCall.run();
  }

  /** The same by the engine alone. */
  @Benchmark
  public void addEngineAlone() {
    addEngine.run();
  }

  /** A map of six in, another out. */
  @Benchmark
  public void tree() {
    treeCall.run();
  }

  /** The same by the engine alone. */
  @Benchmark
  public void treeEngineAlone() {
    treeEngine.run();
  }
}
