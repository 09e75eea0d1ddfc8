package org.juxta.benchmarks;

import java.util.concurrent.TimeUnit;
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

/** A step of training a network of three layers by Adam. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TrainingBenchmark {
  /** The number of examples. */
  @Param({"128", "1024"})
  public int batch;

  private Runnable step = () -> {};
  private Runnable engine = () -> {};

  /** Makes the network and the batch. */
  @Setup
  public void prepare() {
    Mlp.Batch examples = Mlp.Batch.of(batch);
    var compiled = Training.step(Training.RATE);
    step = Training.chain(compiled, Training.initial(), examples, true);
    engine = Training.engine(compiled.program(Training.initial(), examples), examples);
  }

  /** A step from the state of the one before, which is freed. */
  @Benchmark
  public void step() {
    step.run();
  }

  /** The same by the engine alone. */
  @Benchmark
  public void stepEngineAlone() {
    engine.run();
  }
}
