package org.juxta.benchmarks;

import java.util.concurrent.TimeUnit;
import org.juxta.tracer.Program;
import org.juxta.xla.Engines;
import org.juxta.xla.Executable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the step of {@link TrainingBenchmark} as a function to its program, and to one that runs.
 */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Djuxta.cache=off")
public class CompilingBenchmark {
  private final Adam.State<Mlp.Params> state = Training.initial();
  private final Mlp.Batch batch = Mlp.Batch.of(128);
  private double rate = Training.RATE;

  /** Tracing alone: derivatives and optimizer included, nothing compiled. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Warmup(iterations = 3, time = 1)
  @Measurement(iterations = 5, time = 1)
  public Program trace() {
    return Training.step(Training.RATE).program(state, batch);
  }

  /** Tracing, lowering and compiling in a warm process. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 3)
  @Measurement(iterations = 10)
  public Executable compile() {
    return anew();
  }

  /** The first compile of a process, with all that is loaded for it. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  @Fork(value = 5, jvmArgsAppend = "-Djuxta.cache=off")
  public Executable compileFirst() {
    return anew();
  }

  /** Of another learning rate each time, so that no cache of programs has it. */
  private Executable anew() {
    rate += 1e-8;
    return Engines.current().compile(Training.step(rate).program(state, batch));
  }
}
