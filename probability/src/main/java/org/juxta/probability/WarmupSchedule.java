package org.juxta.probability;

import java.util.ArrayList;
import java.util.List;

/**
 * Stan's windows of the warm-up: first only the step size is adapted, then the masses too, in
 * windows of growing length after each of which they change, and in the end the step size alone. As
 * NumPyro's {@code build_adaptation_schedule}.
 *
 * @param windows one after the other, without gaps
 */
public record WarmupSchedule(List<Window> windows) {
  private static final int TOO_FEW = 20;
  private static final int START = 75;
  private static final int END = 50;
  private static final int FIRST = 25;

  /** Copies the list. */
  public WarmupSchedule {
    windows = List.copyOf(windows);
  }

  /**
   * A stretch of steps.
   *
   * @param start its first step
   * @param end its last step
   * @param adaptsMass whether draws are collected in it, from which new masses are made after its
   *     last step
   */
  public record Window(int start, int end, boolean adaptsMass) {}

  /** The windows of a number of steps. */
  public static WarmupSchedule of(int steps) {
    if (steps < TOO_FEW) {
      return new WarmupSchedule(steps == 0 ? List.of() : List.of(new Window(0, steps - 1, false)));
    }
    boolean enough = START + FIRST + END <= steps;
    int start = enough ? START : (int) (0.15 * steps);
    int end = steps - (enough ? END : (int) (0.1 * steps));
    int size = enough ? FIRST : end - start;
    List<Window> windows = new ArrayList<>(List.of(new Window(0, start - 1, false)));
    for (int at = start; at < end; ) {
      boolean last = 3 * size > end - at;
      int next = last ? end : at + size;
      windows.add(new Window(at, next - 1, true));
      size *= 2;
      at = next;
    }
    windows.add(new Window(end, steps - 1, false));
    return new WarmupSchedule(windows);
  }
}
