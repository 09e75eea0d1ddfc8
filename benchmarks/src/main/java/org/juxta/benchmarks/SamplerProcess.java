package org.juxta.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import org.juxta.benchmarks.SamplerModels.Posterior;
import org.juxta.probability.Draws;
import org.juxta.probability.Mcmc;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.xla.CompileStats;
import org.juxta.xla.Engines;

/**
 * A process of its own, on one processor from the start: runs a sampler's chains one after the
 * other and prints a line for each repeat. Times are those that the process had the processor,
 * which is what the clock shows on a quiet machine. The arguments are the name of a workload and an
 * element type.
 */
final class SamplerProcess {
  /** Seconds of runs before any is measured: the JVM compiles on the same processor meanwhile. */
  private static final double WARM = 6;

  private final Bench bench;
  private final Posterior posterior;
  private final DType dtype;
  private final Mcmc mcmc;

  private SamplerProcess(Bench bench, Posterior posterior, DType dtype) {
    this.bench = bench;
    this.posterior = posterior;
    this.dtype = dtype;
    this.mcmc = Samplers.mcmc(posterior);
  }

  /** Runs the sampler. */
  public static void main(String[] arguments) {
    Machine.useOneProcessor();
    Posterior posterior =
        SamplerModels.all().stream()
            .filter(p -> p.name().equals(arguments[0]))
            .findFirst()
            .orElseThrow(() -> new JuxtaException("there is no workload " + arguments[0]));
    Bench bench = Bench.of(List.of(arguments[0]), System.out);
    new SamplerProcess(bench, posterior, DType.valueOf(arguments[1])).run();
  }

  private void run() {
    double first = seconds();
    CompileStats before = Engines.current().stats();
    double again = seconds();
    double recompile = Engines.current().stats().seconds() - before.seconds();
    for (double warm = again; warm < WARM; ) {
      warm += seconds();
    }
    for (int r = 0; r < bench.repeats(); r++) {
      bench
          .out()
          .println(
              repeat(r)
                  .number("compile_s", first - again)
                  .number("first_run_s", first)
                  .number("rerun_s", again)
                  .number("rerun_compile_s", recompile));
    }
  }

  private double seconds() {
    Machine.Usage begin = Machine.Usage.now();
    Samplers.sample(mcmc, posterior, dtype, 0, 1);
    return Machine.Usage.now().process() - begin.process();
  }

  private Line repeat(int r) {
    Machine.Usage begin = Machine.Usage.now();
    Draws draws = Samplers.sample(mcmc, posterior, dtype, r, 1);
    Machine.Usage end = Machine.Usage.now();
    double processor = end.process() - begin.process();
    double wall = end.time() - begin.time();
    double warmup = processor * draws.timing().warmupSeconds() / wall;
    Line line =
        new Line()
            .text("bench", posterior.name())
            .text("peer", bench.peer() + (dtype == DType.F64 ? "-x64" : "-x32"))
            .text("param", param())
            .whole("rep", r)
            .whole("chains", Samplers.CHAINS)
            .number("sampler_s", processor)
            .number("warmup_s", warmup)
            .number("draws_s", processor - warmup)
            .number("wall_1core_s", wall)
            .number("others_cores", begin.othersSince());
    return results(line, r, draws);
  }

  private String param() {
    return "%s %d chains %d+%d"
        .formatted(
            dtype == DType.F64 ? "f64" : "f32", Samplers.CHAINS, Samplers.WARMUP, Samplers.DRAWS);
  }

  private Line results(Line line, int r, Draws draws) {
    SequencedMap<String, double[][]> columns = draws.columns();
    String file = "%s-%s-%s-%d.bin".formatted(bench.peer(), dtype, posterior.name(), r);
    write(folder().resolve(file), columns.values());
    double[] means = columns.values().stream().mapToDouble(SamplerProcess::mean).toArray();
    double[] deviations =
        columns.values().stream().mapToDouble(SamplerProcess::deviation).toArray();
    return line.whole("leapfrogs", draws.totalLeapfrogs())
        .whole("divergences", draws.divergences())
        .number("stepsize", lastStepSize(draws))
        .text("draws", file)
        .texts("names", columns.keySet().stream().toList())
        .numbers("means", means)
        .numbers("sds", deviations);
  }

  private static double lastStepSize(Draws draws) {
    return Arrays.stream(draws.stepSize())
        .mapToDouble(s -> s[s.length - 1])
        .average()
        .orElseThrow();
  }

  private static double mean(double[][] column) {
    return Arrays.stream(column).flatMapToDouble(Arrays::stream).average().orElseThrow();
  }

  private static double deviation(double[][] column) {
    double mean = mean(column);
    double[] all = Arrays.stream(column).flatMapToDouble(Arrays::stream).toArray();
    double squares = Arrays.stream(all).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / (all.length - 1));
  }

  private static Path folder() {
    Path work = Path.of(Bench.environment("PEERS_WORK", System.getProperty("java.io.tmpdir")));
    try {
      return Files.createDirectories(work.resolve("nuts"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, Iterable<double[][]> columns) {
    List<double[]> chains = new ArrayList<>();
    columns.forEach(column -> chains.addAll(List.of(column)));
    int values = chains.stream().mapToInt(chain -> chain.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(values * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    DoubleBuffer doubles = bytes.asDoubleBuffer();
    chains.forEach(doubles::put);
    try {
      Files.write(file, bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException("the draws can't be written to " + file, e);
    }
  }
}
