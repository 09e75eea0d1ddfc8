package org.juxta.tests.golden;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.transforms.Jit;

/** Checks run compiled: many in one program, since compiling costs far more than running. */
final class Compiled {
  private static final int TOGETHER = 40;

  /** A check and where to write down what is wrong with it, or not there. */
  record Job(Check check, List<String> failures, List<String> missing) {}

  private final List<Job> jobs;
  private final Map<Job, List<String>> parts = new LinkedHashMap<>();

  private Compiled(List<Job> jobs) {
    this.jobs = jobs;
  }

  static void run(List<Job> jobs) {
    for (int i = 0; i < jobs.size(); i += TOGETHER) {
      new Compiled(jobs.subList(i, Math.min(i + TOGETHER, jobs.size()))).run();
    }
  }

  private void run() {
    Function1<List<List<Array>>, List<List<Array>>> program = this::trace;
    List<List<Array>> results;
    try {
      results = Jit.of(program).apply(jobs.stream().map(job -> job.check().inputs()).toList());
    } catch (RuntimeException e) {
      apart(e);
      return;
    }
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      List<String> names = parts.get(job);
      if (names != null) {
        Map<String, Array> got = new LinkedHashMap<>();
        for (int j = 0; j < names.size(); j++) {
          got.put(names.get(j), results.get(i).get(j));
        }
        job.check().compiled().differences(got).forEach(d -> job.failures().add("compiled: " + d));
      }
    }
  }

  private List<List<Array>> trace(List<List<Array>> inputs) {
    List<List<Array>> results = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      try {
        Map<String, Array> leaves = Encoded.leaves(job.check().function().apply(inputs.get(i)));
        parts.put(job, List.copyOf(leaves.keySet()));
        results.add(List.copyOf(leaves.values()));
      } catch (NotYetThere e) {
        job.missing().add(job.check().name() + ": " + e.getMessage());
        results.add(List.of());
      } catch (RuntimeException e) {
        job.failures().add("compiled: " + job.check().name() + ": " + GoldenFile.describe(e));
        results.add(List.of());
      }
    }
    return results;
  }

  /** After an error of the whole program: each check by itself, to find whose it is. */
  private void apart(RuntimeException e) {
    if (jobs.size() == 1) {
      jobs.getFirst()
          .failures()
          .add("compiled: " + jobs.getFirst().check().name() + ": " + GoldenFile.describe(e));
      return;
    }
    jobs.forEach(job -> new Compiled(List.of(job)).run());
  }
}
