package org.juxta.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.juxta.Key;
import org.juxta.benchmarks.SamplerModels.Posterior;
import org.juxta.probability.Draws;
import org.juxta.probability.Mcmc;
import org.juxta.probability.ProgressListener;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;

/**
 * The No-U-Turn sampler: four chains one after the other on one processor, and two at a time on
 * two. The draws go to files of doubles, [parameter][chain][draw], in the folder {@code nuts} of
 * {@code PEERS_WORK} (the folder for temporary files without it); who reads the lines computes the
 * effective sample sizes from them.
 */
final class Samplers {
  static final int CHAINS = 4;
  static final int WARMUP = 1000;
  static final int DRAWS = 1000;

  private Samplers() {}

  static Mcmc mcmc(Posterior posterior) {
    return Mcmc.of(posterior.nuts())
        .warmup(WARMUP)
        .draws(DRAWS)
        .chains(CHAINS)
        .progress(ProgressListener.NONE);
  }

  /** A run with the key of a repeat. */
  static Draws sample(Mcmc mcmc, Posterior posterior, DType dtype, int repeat, int threads) {
    Key key = Key.of(100 + repeat);
    return mcmc.threads(threads)
        .start(posterior.starts().apply(key.fold(1), dtype))
        .run(key, posterior.data().apply(dtype).toArray());
  }

  static void run(Bench bench) {
    for (Posterior posterior : SamplerModels.all()) {
      if (bench.wanted(posterior.name())) {
        for (DType dtype : new DType[] {DType.F64, DType.F32}) {
          List<String> lines = process(posterior, dtype);
          if (bench.threads() > 1) {
            lines = withTwoThreads(lines, posterior, dtype);
          }
          lines.forEach(bench.out()::println);
        }
      }
    }
  }

  /** The lines, a repeat each, with the times of the same runs on two threads. */
  private static List<String> withTwoThreads(List<String> lines, Posterior posterior, DType dtype) {
    Mcmc mcmc = mcmc(posterior);
    sample(mcmc, posterior, dtype, 0, 2);
    List<String> both = new ArrayList<>();
    for (int r = 0; r < lines.size(); r++) {
      Machine.Usage begin = Machine.Usage.now();
      double seconds = sample(mcmc, posterior, dtype, r, 2).timing().seconds();
      Line line =
          new Line()
              .number("sampler_2core_s", seconds)
              .number("others_cores_2threads", begin.othersSince());
      both.add(line.appendedTo(lines.get(r)));
    }
    return both;
  }

  /** What {@link SamplerProcess} prints: as much as there are repeats. */
  private static List<String> process(Posterior posterior, DType dtype) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Djuxta.cache=" + System.getProperty("juxta.cache"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SamplerProcess.class.getName());
    command.add(posterior.name());
    command.add(dtype.name());
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new JuxtaException("the process of " + posterior.name() + " failed");
      }
      return output.lines().filter(line -> line.startsWith("{")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JuxtaException("interrupted", e);
    }
  }
}
