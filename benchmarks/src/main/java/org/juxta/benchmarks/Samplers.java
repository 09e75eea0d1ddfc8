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
import org.juxta.Key;
import org.juxta.benchmarks.SamplerModels.Posterior;
import org.juxta.probability.Draws;
import org.juxta.probability.Mcmc;
import org.juxta.probability.ProgressListener;
import org.juxta.tracer.DType;
import org.juxta.xla.CompileStats;
import org.juxta.xla.Engines;

/**
 * The No-U-Turn sampler: four chains one after the other on one processor, and two at a time on
 * two. The draws go to files of doubles, [parameter][chain][draw], in the folder {@code nuts} of
 * {@code PEERS_WORK} (the folder for temporary files without it); who reads the lines computes the
 * effective sample sizes from them.
 */
final class Samplers {
  static final int CHAINS = 4;
  private static final int WARMUP = 1000;
  private static final int DRAWS = 1000;

  private Samplers() {}

  static Mcmc mcmc(Posterior posterior) {
    return Mcmc.of(posterior.nuts())
        .warmup(WARMUP)
        .draws(DRAWS)
        .chains(CHAINS)
        .progress(ProgressListener.NONE);
  }

  static void run(Bench bench) {
    for (Posterior posterior : SamplerModels.all()) {
      if (bench.wanted(posterior.name())) {
        for (DType dtype : new DType[] {DType.F64, DType.F32}) {
          new Runs(bench, posterior, dtype).all();
        }
      }
    }
  }

  /** The runs of one posterior in one precision. */
  private static final class Runs {
    private final Bench bench;
    private final Posterior posterior;
    private final DType dtype;
    private final String peer;
    private final Mcmc mcmc;
    private final Object[] data;

    Runs(Bench bench, Posterior posterior, DType dtype) {
      this.bench = bench;
      this.posterior = posterior;
      this.dtype = dtype;
      this.peer = bench.peer() + (dtype == DType.F64 ? "-x64" : "-x32");
      this.mcmc = mcmc(posterior);
      this.data = posterior.data().apply(dtype).toArray();
    }

    private Draws sample(int repeat, int threads) {
      Key key = Key.of(100 + repeat);
      return mcmc.threads(threads)
          .start(posterior.starts().apply(key.fold(1), dtype))
          .run(key, data);
    }

    void all() {
      double first = seconds(() -> sample(0, 1));
      CompileStats before = Engines.current().stats();
      double again = seconds(() -> sample(0, 1));
      double recompile = Engines.current().stats().seconds() - before.seconds();
      for (int r = 0; r < bench.repeats(); r++) {
        Line line = repeat(r);
        line.number("compile_s", first - again)
            .number("first_run_s", first)
            .number("rerun_s", again)
            .number("rerun_compile_s", recompile);
        bench.out().println(line);
      }
    }

    private Line repeat(int r) {
      Machine.Usage[] usage = new Machine.Usage[2];
      double[] others = new double[1];
      Draws draws =
          Machine.onOneProcessor(
              () -> {
                usage[0] = Machine.Usage.now();
                Draws made = sample(r, 1);
                usage[1] = Machine.Usage.now();
                others[0] = usage[0].othersSince();
                return made;
              });
      Draws.Timing timing = draws.timing();
      // On one processor the time that the process had it is what the clock shows on a quiet
      // machine.
      double processor = usage[1].process() - usage[0].process();
      double wall = usage[1].time() - usage[0].time();
      double warmup = processor * timing.warmupSeconds() / wall;
      Line line =
          line(r)
              .number("sampler_s", processor)
              .number("warmup_s", warmup)
              .number("draws_s", processor - warmup)
              .number("wall_1core_s", wall)
              .number("others_cores", others[0]);
      if (bench.threads() > 1) {
        Machine.Usage begin = Machine.Usage.now();
        double both = sample(r, 2).timing().seconds();
        line.number("sampler_2core_s", both).number("others_cores_2threads", begin.othersSince());
      }
      return results(line, r, draws);
    }

    private Line line(int r) {
      return new Line()
          .text("bench", posterior.name())
          .text("peer", peer)
          .text(
              "param",
              "%s %d chains %d+%d"
                  .formatted(dtype == DType.F64 ? "f64" : "f32", CHAINS, WARMUP, DRAWS))
          .whole("rep", r)
          .whole("chains", CHAINS);
    }

    private Line results(Line line, int r, Draws draws) {
      SequencedMap<String, double[][]> columns = draws.columns();
      String file = "%s-%s-%d.bin".formatted(peer, posterior.name(), r);
      write(folder().resolve(file), columns.values());
      double[] means = columns.values().stream().mapToDouble(Samplers::mean).toArray();
      double[] deviations = columns.values().stream().mapToDouble(Samplers::deviation).toArray();
      return line.whole("leapfrogs", draws.totalLeapfrogs())
          .whole("divergences", draws.divergences())
          .number("stepsize", lastStepSize(draws))
          .text("draws", file)
          .texts("names", columns.keySet().stream().toList())
          .numbers("means", means)
          .numbers("sds", deviations);
    }
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

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
