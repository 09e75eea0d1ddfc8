package org.juxta.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Computations that other libraries do too, one line of JSON for each. The arguments select them,
 * by a name ({@code mlp_train_128}) or the word it begins with ({@code mlp}).
 *
 * <p>The environment sets how: {@code PEERS_THREADS} (2; with 1 the process stays on one
 * processor), {@code PEERS_BUDGET_S} (3, seconds for each), {@code PEERS_REPS} (3, runs of a
 * sampler). Programs are compiled anew unless {@code -Djuxta.cache} names a folder.
 */
public final class Workloads {
  private Workloads() {}

  private static SequencedMap<String, Consumer<Bench>> all() {
    SequencedMap<String, Consumer<Bench>> all = new LinkedHashMap<>();
    all.put("dispatch", Dispatch::run);
    all.put("elementwise", Elementwise::run);
    all.put("matmul", Elementwise::products);
    all.put("mlp", Training::run);
    all.put("flow", Training::flow);
    all.put("pergrad", Training::perExample);
    all.put("hessian", LogisticRegression::hessian);
    all.put("logreg", LogisticRegression::valueAndGrad);
    all.put("scan", Scans::run);
    all.put("nuts", Samplers::run);
    all.put("linalg", Workloads::linalg);
    all.put("trace", Training::trace);
    all.put("compile", Training::compile);
    return all;
  }

  private static void linalg(Bench bench) {
    LinearAlgebra.run(bench);
    Orders.run(bench);
  }

  /** Runs the workloads that {@code arguments} select, or all. */
  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    if (System.getProperty("juxta.cache") == null) {
      System.setProperty("juxta.cache", "off");
    }
    if (Bench.environment("PEERS_THREADS", "2").equals("1")) {
      Machine.useOneProcessor();
    }
    Bench bench = Bench.of(List.of(arguments), out);
    all()
        .forEach(
            (word, workload) -> {
              if (bench.group(word)) {
                guarded(bench, word, workload);
              }
            });
  }

  /** One that fails must not stop the rest. */
  private static void guarded(Bench bench, String word, Consumer<Bench> workload) {
    try {
      workload.accept(bench);
    } catch (RuntimeException e) {
      bench.out().println(new Line().text("bench", word).text("error", e.toString()));
      e.printStackTrace();
    }
  }
}
