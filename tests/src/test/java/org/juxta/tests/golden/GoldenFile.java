package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** One file of reference cases, run. */
public final class GoldenFile {
  private final Path path;
  private final JsonNode content;
  private final List<Result> results = new ArrayList<>();

  /** What became of a case, and its checks that are still to be run compiled. */
  private static final class Result {
    final String id;
    final List<Check> toCompile = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    final List<String> missing = new ArrayList<>();

    Result(String id) {
      this.id = id;
    }
  }

  private GoldenFile(Path path, JsonNode content) {
    this.path = path;
    this.content = content;
  }

  /** The folder named by the system property {@code juxta.goldens}, else the project's own copy. */
  public static Path folder() {
    String named = System.getProperty("juxta.goldens");
    if (named != null) {
      return Path.of(named);
    }
    try {
      return Path.of(Objects.requireNonNull(GoldenFile.class.getResource("/goldens")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The files of a folder that have cases, by name. */
  public static List<GoldenFile> all(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(".json"))
          .sorted()
          .map(path -> new GoldenFile(path, read(path)))
          .filter(file -> file.content.has("cases"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path path) {
    try {
      return new ObjectMapper().readTree(path.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(path + " can't be read", e);
    }
  }

  public String name() {
    return path.getFileName().toString();
  }

  /**
   * Runs all cases, operation by operation and compiled; or, evenly spread, no more than the system
   * property {@code juxta.goldens.most} says.
   */
  public void run() {
    runEach();
    List<Compiled.Job> jobs = new ArrayList<>();
    for (Result result : results) {
      for (Check check : result.toCompile) {
        jobs.add(new Compiled.Job(check, result.failures, result.missing));
      }
    }
    Compiled.run(jobs);
  }

  private void runEach() {
    GoldenCases cases = GoldenKinds.of(name(), content);
    JsonNode all = content.get("cases");
    int most = Integer.getInteger("juxta.goldens.most", Integer.MAX_VALUE);
    int step = Math.max(1, Math.ceilDiv(all.size(), most));
    for (int i = 0; i < all.size(); i += step) {
      JsonNode test = all.get(i);
      Result result = new Result(test.get("id").asText());
      results.add(result);
      try {
        for (Check check : cases.checks(test)) {
          run(check, result);
        }
      } catch (NotYetThere e) {
        result.missing.add(e.getMessage());
      } catch (RuntimeException e) {
        result.failures.add(describe(e));
      }
    }
  }

  private static void run(Check check, Result result) {
    if (check.runs() == Check.Runs.COMPILED) {
      result.toCompile.add(check);
      return;
    }
    try {
      List<String> differences =
          check.differences(Encoded.leaves(check.function().apply(check.inputs())));
      result.failures.addAll(differences);
      if (differences.isEmpty() && check.runs() == Check.Runs.BOTH) {
        result.toCompile.add(check);
      }
    } catch (NotYetThere e) {
      result.missing.add(check.name() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      result.failures.add(check.name() + ": " + describe(e));
    }
  }

  static String describe(RuntimeException e) {
    StackTraceElement[] stack = e.getStackTrace();
    return e + (stack.length == 0 ? "" : " at " + stack[0]);
  }

  /** {@code goldens FILE: P passed, F failed, S not yet there}. */
  public String summary() {
    long failed = results.stream().filter(r -> !r.failures.isEmpty()).count();
    long missing =
        results.stream().filter(r -> r.failures.isEmpty() && !r.missing.isEmpty()).count();
    return "goldens %s: %d passed, %d failed, %d not yet there"
        .formatted(name(), results.size() - failed - missing, failed, missing);
  }

  /** A line for each failed case. */
  public List<String> failures() {
    return lines(r -> r.failures);
  }

  /** A line for each case that asks for something Juxta does not have. */
  public List<String> missing() {
    return lines(r -> r.missing);
  }

  private List<String> lines(Function<Result, List<String>> what) {
    return results.stream()
        .filter(r -> !what.apply(r).isEmpty())
        .map(r -> name() + " " + r.id + ": " + String.join(" | ", what.apply(r)))
        .toList();
  }
}
