package org.juxta;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.juxta.tracer.Ints;

/**
 * The order in which to contract terms two by two: the cheapest of all for a few, by the sizes of
 * what goes away for many. As opt_einsum's (Smith and Gray 2018) dynamic programming and greedy
 * paths.
 */
final class EinsumOrder {
  /** Up to how many terms all orders are compared: 3^n splits. */
  private static final int FEW = 8;

  private final List<BitSet> terms;
  private final BitSet output;
  private final double[] sizes;

  /** A step: the positions of two terms, the later one first gone; the result is appended. */
  record Step(int a, int b) {}

  private EinsumOrder(List<BitSet> terms, BitSet output, double[] sizes) {
    this.terms = terms;
    this.output = output;
    this.sizes = sizes;
  }

  static EinsumOrder of(
      List<List<Integer>> terms, List<Integer> output, Map<Integer, Integer> sizes) {
    List<Integer> labels = new ArrayList<>(sizes.keySet());
    double[] each = labels.stream().mapToDouble(sizes::get).toArray();
    List<BitSet> sets = terms.stream().map(term -> set(term, labels)).toList();
    return new EinsumOrder(sets, set(output, labels), each);
  }

  private static BitSet set(List<Integer> term, List<Integer> labels) {
    BitSet set = new BitSet();
    term.forEach(label -> set.set(labels.indexOf(label)));
    return set;
  }

  List<Step> steps() {
    return terms.size() <= 1 ? List.of() : terms.size() <= FEW ? cheapest() : greedy();
  }

  private double size(BitSet labels) {
    return labels.stream().mapToDouble(i -> sizes[i]).reduce(1, (a, b) -> a * b);
  }

  private static BitSet union(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.or(b);
    return both;
  }

  /** Multiplications, and additions if some label is summed. */
  private double cost(BitSet a, BitSet b, BitSet result) {
    BitSet both = union(a, b);
    return size(both) * (both.cardinality() > result.cardinality() ? 2 : 1);
  }

  // ---- A few terms: the best order for every subset of them ----

  /** Of a subset: the labels of its result, the least cost, and one half of its last step. */
  private record Best(BitSet labels, double cost, int half) {}

  private List<Step> cheapest() {
    int n = terms.size();
    Best[] best = new Best[1 << n];
    for (int subset = 1; subset < best.length; subset++) {
      BitSet labels = result(subset);
      if (Integer.bitCount(subset) == 1) {
        best[subset] = new Best(terms.get(Integer.numberOfTrailingZeros(subset)), 0, 0);
        continue;
      }
      for (int half = (subset - 1) & subset; half > subset - half; half = (half - 1) & subset) {
        Best a = best[half];
        Best b = best[subset ^ half];
        double cost = a.cost() + b.cost() + cost(a.labels(), b.labels(), labels);
        if (best[subset] == null || cost < best[subset].cost()) {
          best[subset] = new Best(labels, cost, half);
        }
      }
    }
    List<Step> steps = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      left.add(1 << i);
    }
    unfold(best, best.length - 1, left, steps);
    return steps;
  }

  /** The labels of a product of some terms that others or the output have. */
  private BitSet result(int subset) {
    BitSet inside = new BitSet();
    BitSet outside = (BitSet) output.clone();
    for (int i = 0; i < terms.size(); i++) {
      ((subset >> i & 1) == 1 ? inside : outside).or(terms.get(i));
    }
    inside.and(outside);
    return inside;
  }

  private static void unfold(Best[] best, int subset, List<Integer> left, List<Step> steps) {
    if (Integer.bitCount(subset) == 1) {
      return;
    }
    int half = best[subset].half();
    unfold(best, half, left, steps);
    unfold(best, subset ^ half, left, steps);
    int i = left.indexOf(half);
    int j = left.indexOf(subset ^ half);
    left.removeAll(List.of(half, subset ^ half));
    left.add(subset);
    steps.add(new Step(Math.min(i, j), Math.max(i, j)));
  }

  // ---- Many terms: always the pair whose result is smallest beside the two ----

  private List<Step> greedy() {
    List<BitSet> left = new ArrayList<>(terms);
    List<Step> steps = new ArrayList<>();
    while (left.size() > 1) {
      Step step = smallest(left);
      BitSet result = result(left, step);
      left.remove(step.b());
      left.remove(step.a());
      left.add(result);
      steps.add(step);
    }
    return steps;
  }

  private Step smallest(List<BitSet> left) {
    Step best = new Step(0, 1);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < left.size(); i++) {
      for (int j = i + 1; j < left.size(); j++) {
        Step step = new Step(i, j);
        double apart =
            left.get(i).intersects(left.get(j)) ? 0 : size(union(left.get(i), left.get(j)));
        double growth = size(result(left, step)) - size(left.get(i)) - size(left.get(j)) + apart;
        if (growth < least) {
          least = growth;
          best = step;
        }
      }
    }
    return best;
  }

  private BitSet result(List<BitSet> left, Step step) {
    BitSet needed = (BitSet) output.clone();
    for (int k = 0; k < left.size(); k++) {
      if (k != step.a() && k != step.b()) {
        needed.or(left.get(k));
      }
    }
    BitSet result = union(left.get(step.a()), left.get(step.b()));
    result.and(needed);
    return result;
  }

  // ---- What it costs ----

  EinsumPath path() {
    List<BitSet> left = new ArrayList<>(terms);
    List<Ints> pairs = new ArrayList<>();
    double cost = 0;
    double largest = 0;
    for (Step step : steps()) {
      BitSet result = result(left, step);
      cost += cost(left.get(step.a()), left.get(step.b()), result);
      largest = Math.max(largest, size(result));
      left.remove(step.b());
      left.remove(step.a());
      left.add(result);
      pairs.add(Ints.of(step.a(), step.b()));
    }
    return new EinsumPath(List.copyOf(pairs), naive(), cost, largest);
  }

  private double naive() {
    BitSet all = new BitSet();
    terms.forEach(all::or);
    int summed = all.cardinality() > output.cardinality() ? 1 : 0;
    return size(all) * (Math.max(1, terms.size() - 1) + summed);
  }
}
