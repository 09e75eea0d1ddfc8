package org.juxta.transforms;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a transformed function has compiled.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="cacheReport"}
 *
 * @param entries one for each signature of arguments it was called with, in the order of the first
 *     calls
 */
public record CacheReport(List<Entry> entries) {
  /** Copies the list. */
  public CacheReport {
    entries = List.copyOf(entries);
  }

  /**
   * One compiled signature.
   *
   * @param signature structure and types of the arguments
   * @param calls how often it was called
   * @param traceMillis how long tracing and rewriting took
   * @param compileMillis how long lowering and compiling took; next to nothing where the same
   *     program was compiled before
   * @param reason what differed from the nearest signature there was already, empty for the first
   */
  public record Entry(
      String signature, long calls, double traceMillis, double compileMillis, String reason) {}

  /** A line for each entry. */
  @Override
  public String toString() {
    return entries.stream()
        .map(
            e ->
                "%s: %d calls, traced in %.1f ms, compiled in %.1f ms%s"
                    .formatted(
                        e.signature(),
                        e.calls(),
                        e.traceMillis(),
                        e.compileMillis(),
                        e.reason().isEmpty() ? "" : "; compiled because " + e.reason()))
        .collect(Collectors.joining("\n"));
  }
}
