package org.juxta.benchmarks;

import java.util.concurrent.TimeUnit;
import org.juxta.Key;
import org.juxta.probability.Draws;
import org.juxta.probability.Mcmc;
import org.juxta.tracer.DType;
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

/** One chain of the posterior of a softmax regression on the irises: warm-up and draws. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
@Fork(1)
public class SamplerBenchmark {
  /** The precision. */
  @Param({"F64", "F32"})
  public DType dtype = DType.F64;

  private final SamplerModels.Posterior posterior = SamplerModels.iris(true);
  private final Mcmc mcmc = Samplers.mcmc(posterior).chains(1);
  private Object[] data = {};

  /** Reads the data. */
  @Setup
  public void prepare() {
    data = posterior.data().apply(dtype).toArray();
  }

  /** 1000 steps of warm-up and 1000 draws. */
  @Benchmark
  public Draws iris() {
    return mcmc.run(Key.of(0), data);
  }
}
