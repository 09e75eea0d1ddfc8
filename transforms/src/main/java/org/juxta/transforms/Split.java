package org.juxta.transforms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.juxta.Array;

/**
 * How values and the tangents that some of them have lie in one list: all values first, then the
 * tangents of the active ones.
 */
final class Split {
  private final int size;
  private final boolean[] active;

  Split(int size, boolean[] active) {
    this.size = size;
    this.active = active;
  }

  int size() {
    return size;
  }

  /** Of one entry per value, those of the active values. */
  <T> List<T> choose(List<T> entries) {
    List<T> chosen = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (active[i]) {
        chosen.add(entries.get(i));
      }
    }
    return chosen;
  }

  /** The list for these values and tangents. */
  List<Array> join(JvpRules.Result result) {
    List<Array> joined = new ArrayList<>(result.primals());
    choose(result.tangents()).forEach(t -> joined.add(t.array()));
    return joined;
  }

  /** Marks of the values, and again those of the active ones. */
  boolean[] join(boolean[] marks) {
    boolean[] joined = Arrays.copyOf(marks, size);
    for (int i = 0; i < size; i++) {
      if (active[i]) {
        joined = Dependence.concat(joined, new boolean[] {marks[i]});
      }
    }
    return joined;
  }

  List<Array> primals(List<Array> joined) {
    return joined.subList(0, size);
  }

  /** The tangent of each value, zero where it is not active. */
  List<Tangent> tangents(List<Array> joined) {
    return spread(joined.subList(0, size), joined.subList(size, joined.size()));
  }

  /** The tangent of each value from those of the active ones. */
  List<Tangent> spread(List<Array> values, List<Array> tangents) {
    List<Tangent> spread = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < size; i++) {
      spread.add(active[i] ? Tangent.of(tangents.get(next++)) : Tangent.zero(values.get(i).type()));
    }
    return spread;
  }
}
