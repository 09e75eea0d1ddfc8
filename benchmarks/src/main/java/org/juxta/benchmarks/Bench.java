package org.juxta.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.transforms.CacheReport;
import org.juxta.xla.CompileStats;
import org.juxta.xla.Engines;

/**
 * Times calls and prints a line for each workload.
 *
 * @param selected the workloads to run, by name or by the words it begins with; empty for all
 * @param threads how many threads there are to use
 * @param budget seconds of samples for each measurement
 * @param repeats of a sampler's run
 * @param peer how the lines call this library
 */
record Bench(
    List<String> selected, int threads, double budget, int repeats, String peer, PrintStream out) {
  private static final int SAMPLES = 300;
  private static final int FEWEST = 5;

  /** The bench of these arguments and of the environment variables PEERS_*. */
  static Bench of(List<String> arguments, PrintStream out) {
    String version = System.getProperty("juxta.version", "dev");
    return new Bench(
        arguments.stream().filter(a -> !a.equals("all")).toList(),
        Integer.parseInt(environment("PEERS_THREADS", "2")),
        Double.parseDouble(environment("PEERS_BUDGET_S", "3")),
        Integer.parseInt(environment("PEERS_REPS", "3")),
        "juxta-" + version + "-" + Engines.current().name(),
        out);
  }

  static String environment(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : value;
  }

  boolean wanted(String name) {
    return selected.isEmpty()
        || selected.stream().anyMatch(s -> name.equals(s) || name.startsWith(s + "_"));
  }

  /** Whether a workload whose name begins with this word may be wanted. */
  boolean group(String word) {
    return selected.isEmpty()
        || selected.stream().anyMatch(s -> s.equals(word) || s.startsWith(word + "_"));
  }

  /** A measurement of workload {@code name}; {@code param} says what exactly is measured. */
  Measurement of(String name, String param) {
    return new Measurement(name, param);
  }

  /** What is to be measured, how, and what its result must agree with. */
  final class Measurement {
    private final String name;
    private final String param;
    private String variant = "";
    private Supplier<double[]> check = () -> new double[0];
    private @Nullable Supplier<CacheReport> compiled;

    private Measurement(String name, String param) {
      this.name = name;
      this.param = param;
    }

    /** What is appended to the peer's name where it is not the library used as a whole. */
    Measurement variant(String name) {
      variant = "-" + name;
      return this;
    }

    /** Numbers by which the result is compared with that of others. */
    Measurement check(Supplier<double[]> numbers) {
      check = numbers;
      return this;
    }

    /** Where to read how long the first call has spent on its parts. */
    Measurement compiled(Supplier<CacheReport> report) {
      compiled = report;
      return this;
    }

    /** Times {@code call}, whose result must be complete when it returns. */
    void run(Runnable call) {
      if (!wanted(name)) {
        return;
      }
      CompileStats before = Engines.current().stats();
      double first = seconds(call);
      CompileStats after = Engines.current().stats();
      double each = warm(call);
      Samples samples = sample(call, each);
      Line line = line(samples).number("first_call_s", first).numbers("check", check.get());
      if (compiled != null) {
        CacheReport.Entry entry = compiled.get().entries().getFirst();
        double backend = after.seconds() - before.seconds();
        line.number("trace_s", entry.traceMillis() / 1e3)
            .number("lower_s", entry.compileMillis() / 1e3 - backend)
            .number("backend_s", backend)
            .number("compile_s", (entry.traceMillis() + entry.compileMillis()) / 1e3);
      }
      out.println(line);
    }

    /**
     * Times {@code work}, which takes what {@code prepare} makes for each sample anew and is not
     * timed.
     */
    <T> void each(int samples, Supplier<T> prepare, Timed<T> work) {
      if (!wanted(name)) {
        return;
      }
      double first = parts(prepare.get(), work)[0];
      double warm = Math.min(1, budget / 3);
      for (double spent = 0; spent < warm; ) {
        spent += parts(prepare.get(), work)[0];
      }
      Machine.Usage before = Machine.Usage.now();
      double[][] all = new double[samples][];
      for (int i = 0; i < samples; i++) {
        all[i] = parts(prepare.get(), work);
      }
      double others = before.othersSince();
      Line line = line(new Samples(column(all, 0), 1, others)).number("first_call_s", first);
      for (int p = 0; p < work.parts().size(); p++) {
        line.number(work.parts().get(p), column(all, p + 1)[samples / 2]);
      }
      out.println(line);
    }

    private static double[] column(double[][] rows, int column) {
      return Arrays.stream(rows).mapToDouble(row -> row[column]).sorted().toArray();
    }

    private <T> double[] parts(T input, Timed<T> work) {
      double[] parts = new double[work.parts().size() + 1];
      long start = System.nanoTime();
      double[] found = work.run(input);
      parts[0] = (System.nanoTime() - start) / 1e9;
      System.arraycopy(found, 0, parts, 1, found.length);
      return parts;
    }

    private double warm(Runnable call) {
      double least = Math.max(0.5, Math.min(2, budget / 2));
      long start = System.nanoTime();
      int calls = 0;
      double spent = 0;
      while (calls < 3 || spent < least) {
        call.run();
        calls++;
        spent = since(start);
      }
      return spent / calls;
    }

    private Samples sample(Runnable call, double each) {
      int inner = each > 1e-4 ? 1 : Math.max(1, (int) (1e-3 / each));
      double[] seconds = new double[SAMPLES];
      int n = 0;
      Machine.Usage before = Machine.Usage.now();
      long start = System.nanoTime();
      while (n < FEWEST || (n < SAMPLES && since(start) < budget)) {
        long begin = System.nanoTime();
        for (int i = 0; i < inner; i++) {
          call.run();
        }
        seconds[n++] = since(begin) / inner;
      }
      double others = before.othersSince();
      double[] sorted = Arrays.copyOf(seconds, n);
      Arrays.sort(sorted);
      return new Samples(sorted, inner, others);
    }

    private Line line(Samples samples) {
      double[] sorted = samples.seconds;
      return new Line()
          .text("bench", name)
          .text("peer", peer + variant)
          .text("param", param)
          .number("median_us", sorted[sorted.length / 2] * 1e6)
          .number("min_us", sorted[0] * 1e6)
          .number("max_us", sorted[sorted.length - 1] * 1e6)
          .whole("n", sorted.length)
          .whole("inner", samples.inner)
          .whole("threads", threads)
          .number("others_cores", samples.others);
    }
  }

  /** Work that says how long its parts have taken. */
  interface Timed<T> {
    /** The names of the parts. */
    List<String> parts();

    /** Does the work; returns the seconds that each part took. */
    double[] run(T input);
  }

  /**
   * Sorted times of a call.
   *
   * @param inner how many calls a sample is the mean of
   * @param others how many processors were busy with other work
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Samples(double[] seconds, int inner, double others) {}

  private static double seconds(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return since(start);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
