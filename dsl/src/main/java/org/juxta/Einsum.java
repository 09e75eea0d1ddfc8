package org.juxta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;

/**
 * Sums of products in Einstein's notation: repeated labels of a term become diagonals, labels of
 * one term only are summed, and terms are contracted two by two, the pair with the smallest result
 * first.
 */
final class Einsum {
  /**
   * An operand with a label, a letter or a negative number for an axis of the ellipsis, for each
   * axis.
   */
  private record Term(Array array, List<Integer> labels) {
    boolean has(int label) {
      return labels.contains(label);
    }
  }

  private final String subscripts;
  private final Map<Integer, Integer> sizes = new HashMap<>();

  private Einsum(String subscripts) {
    this.subscripts = subscripts.replace(" ", "");
  }

  static Array of(String subscripts, Array... operands) {
    return new Einsum(subscripts).evaluate(operands);
  }

  private ShapeException error(String what) {
    return new ShapeException("einsum '" + subscripts + "': " + what);
  }

  private Array evaluate(Array... operands) {
    String[] sides = subscripts.split("->", -1);
    String[] inputs = sides[0].split(",", -1);
    if (sides.length > 2 || inputs.length != operands.length) {
      throw error("describes " + inputs.length + " operands, not " + operands.length);
    }
    DType dtype = Promotion.common(List.of(operands));
    List<Term> terms = new ArrayList<>();
    int ellipsis = 0;
    for (int i = 0; i < operands.length; i++) {
      Term term = new Term(Promotion.to(operands[i], dtype), labels(inputs[i], operands[i].rank()));
      ellipsis = Math.max(ellipsis, (int) term.labels().stream().filter(l -> l < 0).count());
      terms.add(term);
    }
    terms.forEach(this::measure);
    terms.replaceAll(this::withoutStretched);
    List<Integer> output =
        sides.length == 2
            ? labels(sides[1], letters(sides[1]) + ellipsis)
            : implicit(terms, ellipsis);
    return contract(terms, output);
  }

  private static int letters(String text) {
    return text.replace("...", "").length();
  }

  /** Axes of the ellipsis count from -1, the last one, down. */
  private List<Integer> labels(String text, int rank) {
    List<Integer> labels = new ArrayList<>();
    int hidden = rank - letters(text);
    int at = text.indexOf("...");
    if (hidden < 0 || (hidden > 0 && at < 0)) {
      throw error("'" + text + "' does not describe " + rank + " axes");
    }
    for (int i = 0; i < text.length(); i++) {
      if (i == at) {
        IntStream.rangeClosed(1, hidden).forEach(j -> labels.add(j - hidden - 1));
        i += 2;
      } else if (Character.isLetter(text.charAt(i))) {
        labels.add((int) text.charAt(i));
      } else {
        throw error("'" + text.charAt(i) + "' is not a letter");
      }
    }
    return labels;
  }

  private void measure(Term term) {
    for (int i = 0; i < term.labels().size(); i++) {
      int label = term.labels().get(i);
      int size = term.array().dim(i);
      int known = sizes.merge(label, size, (a, b) -> label < 0 ? Math.max(a, b) : a);
      if (known != size && !(label < 0 && (size == 1 || known == 1))) {
        throw error(
            "axis '"
                + (label < 0 ? "..." : Character.toString(label))
                + "' has sizes "
                + known
                + " and "
                + size);
      }
    }
  }

  /** Without axes of the ellipsis that other operands stretch. */
  private Term withoutStretched(Term term) {
    int[] gone =
        IntStream.range(0, term.labels().size())
            .filter(
                i ->
                    term.labels().get(i) < 0
                        && term.array().dim(i) == 1
                        && sizes.get(term.labels().get(i)) != 1)
            .toArray();
    List<Integer> left =
        IntStream.range(0, term.labels().size())
            .filter(i -> IntStream.of(gone).noneMatch(g -> g == i))
            .mapToObj(term.labels()::get)
            .toList();
    return gone.length == 0 ? term : new Term(Np.squeeze(term.array(), gone), left);
  }

  /** The axes of the ellipsis, then the labels that appear once, in alphabetical order. */
  private static List<Integer> implicit(List<Term> terms, int ellipsis) {
    Map<Integer, Integer> counts = new TreeMap<>();
    terms.forEach(term -> term.labels().forEach(label -> counts.merge(label, 1, Integer::sum)));
    List<Integer> output = new ArrayList<>();
    IntStream.rangeClosed(-ellipsis, -1).forEach(output::add);
    counts.forEach(
        (label, count) -> {
          if (label >= 0 && count == 1) {
            output.add(label);
          }
        });
    return output;
  }

  private Array contract(List<Term> terms, List<Integer> output) {
    List<Term> left = new ArrayList<>(terms.stream().map(this::diagonal).toList());
    for (int i = 0; i < left.size(); i++) {
      left.set(i, summed(left.get(i), without(left, i, i), output));
    }
    while (left.size() > 1) {
      int[] pair = cheapest(left, output);
      Term b = left.remove(pair[1]);
      Term a = left.remove(pair[0]);
      left.add(product(a, b, left, output));
    }
    return arranged(left.getFirst(), output);
  }

  /** Repeated labels of a term replaced by one, along the diagonal. */
  private Term diagonal(Term term) {
    for (int i = 0; i < term.labels().size(); i++) {
      int j = term.labels().lastIndexOf(term.labels().get(i));
      if (j > i) {
        Array moved = Np.moveaxis(Np.moveaxis(term.array(), j, -1), i, -2);
        int first = i;
        List<Integer> rest = new ArrayList<>();
        IntStream.range(0, term.labels().size())
            .filter(axis -> axis != first && axis != j)
            .forEach(axis -> rest.add(term.labels().get(axis)));
        rest.add(term.labels().get(i));
        return diagonal(new Term(Np.diagonal(moved), rest));
      }
    }
    return term;
  }

  private static boolean needed(int label, List<Term> others, List<Integer> output) {
    return output.contains(label) || others.stream().anyMatch(t -> t.has(label));
  }

  private static List<Term> without(List<Term> terms, int i, int j) {
    return IntStream.range(0, terms.size())
        .filter(k -> k != i && k != j)
        .mapToObj(terms::get)
        .toList();
  }

  private static Term summed(Term term, List<Term> others, List<Integer> output) {
    int[] gone =
        IntStream.range(0, term.labels().size())
            .filter(i -> !needed(term.labels().get(i), others, output))
            .toArray();
    List<Integer> left =
        term.labels().stream().filter(label -> needed(label, others, output)).toList();
    return gone.length == 0 ? term : new Term(Np.sum(term.array(), gone), left);
  }

  private int[] cheapest(List<Term> terms, List<Integer> output) {
    int[] best = {0, 1};
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < terms.size(); i++) {
      for (int j = i + 1; j < terms.size(); j++) {
        Term a = terms.get(i);
        Term b = terms.get(j);
        List<Term> others = without(terms, i, j);
        double size = 1;
        for (int label : sizes.keySet()) {
          size *=
              (a.has(label) || b.has(label)) && needed(label, others, output)
                  ? sizes.get(label)
                  : 1;
        }
        if (size < least) {
          least = size;
          best = new int[] {i, j};
        }
      }
    }
    return best;
  }

  private static Term product(Term a, Term b, List<Term> others, List<Integer> output) {
    List<Integer> shared = a.labels().stream().filter(b::has).toList();
    List<Integer> batch = shared.stream().filter(label -> needed(label, others, output)).toList();
    List<Integer> inner = shared.stream().filter(label -> !batch.contains(label)).toList();
    Array product =
        Lax.dotGeneral(
            number(a.array()),
            number(b.array()),
            axes(a, inner),
            axes(b, inner),
            axes(a, batch),
            axes(b, batch));
    List<Integer> labels = new ArrayList<>(batch);
    a.labels().stream().filter(label -> !shared.contains(label)).forEach(labels::add);
    b.labels().stream().filter(label -> !shared.contains(label)).forEach(labels::add);
    return new Term(product, labels);
  }

  private static Array number(Array x) {
    return x.dtype().isBool() ? Promotion.to(x, DType.I32) : x;
  }

  private static Ints axes(Term term, List<Integer> labels) {
    return Ints.build(labels.size(), i -> term.labels().indexOf(labels.get(i)));
  }

  private Array arranged(Term term, List<Integer> output) {
    if (output.stream().distinct().count() != output.size() || !term.labels().containsAll(output)) {
      throw error("the labels of the result must be different ones of the operands");
    }
    return Lax.transpose(term.array(), axes(term, output));
  }
}
