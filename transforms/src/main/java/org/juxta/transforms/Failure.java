package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.tracer.SourceLine;

/**
 * Which check of a function was the first to fail, if one did; see {@link Checkify}. A tree as any
 * other: under {@link Vmap} it has a lane for each of the batch's.
 *
 * @param code 0, or the number of the check that failed, from 1
 * @param details what the checks' messages are about
 * @param checks what the numbers stand for, which no array tells
 */
public record Failure(Array code, List<Array> details, Checks checks) {
  /** What a message says of values. */
  interface Text {
    String of(List<Array> values);
  }

  /**
   * A check of a program.
   *
   * @param first the first of the details that it speaks of
   * @param count how many these are
   */
  record Site(Text text, SourceLine source, int first, int count) {
    String message(List<Array> details) {
      return text.of(details.subList(first, first + count)) + "\n  at " + source;
    }
  }

  /** The checks of a function as it was traced; equal only to themselves. */
  public static final class Checks {
    private final List<Site> sites;

    Checks(List<Site> sites) {
      this.sites = List.copyOf(sites);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /**
   * What the check that failed says, with the line of source that it is of; under {@link Vmap} a
   * line for each lane. Reads the arrays on the host.
   */
  public Optional<String> message() {
    if (code.rank() == 0) {
      return Optional.ofNullable(text(code, details));
    }
    List<String> lines = new ArrayList<>();
    for (int lane = 0; lane < code.dim(0); lane++) {
      int at = lane;
      List<Array> its = details.stream().map(d -> d.get(at)).toList();
      new Failure(code.get(lane), its, checks)
          .message()
          .ifPresent(m -> lines.add("lane " + at + ": " + m));
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  private @Nullable String text(Array number, List<Array> values) {
    int site = number.toInt();
    return site == 0 ? null : checks.sites.get(site - 1).message(values);
  }

  /**
   * Throws if a check has failed.
   *
   * @throws CheckException with the message
   */
  public void orThrow() {
    message()
        .ifPresent(
            m -> {
              throw new CheckException(m);
            });
  }
}
