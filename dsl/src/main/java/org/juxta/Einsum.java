package org.juxta;

import java.util.ArrayList;
import java.util.Arrays;
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
 * one term only are summed, and terms are contracted two by two in the order of {@link
 * EinsumOrder}.
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
    Einsum einsum = new Einsum(subscripts);
    Parsed parsed = einsum.parse(operands);
    Array result = einsum.contract(parsed.terms(), parsed.output());
    boolean truths = Arrays.stream(operands).allMatch(x -> x.dtype().isBool());
    return truths && !result.dtype().isBool() ? result.ne(0) : result;
  }

  static EinsumPath path(String subscripts, Array... operands) {
    Einsum einsum = new Einsum(subscripts);
    Parsed parsed = einsum.parse(operands);
    return einsum.order(parsed.terms(), parsed.output()).path();
  }

  private EinsumOrder order(List<Term> terms, List<Integer> output) {
    List<List<Integer>> labels =
        IntStream.range(0, terms.size())
            .mapToObj(
                i ->
                    terms.get(i).labels().stream()
                        .filter(label -> needed(label, without(terms, i, i), output))
                        .toList())
            .toList();
    return EinsumOrder.of(labels, output, sizes);
  }

  private ShapeException error(String what) {
    return new ShapeException("einsum '" + subscripts + "': " + what);
  }

  /** The operands with their labels, and those of the result. */
  private record Parsed(List<Term> terms, List<Integer> output) {}

  private Parsed parse(Array... operands) {
    String[] sides = subscripts.split("->", -1);
    String[] inputs = sides[0].split(",", -1);
    if (sides.length > 2) {
      throw error("there is more than one '->'");
    }
    if (inputs.length != operands.length) {
      throw error("describes " + inputs.length + " operands, not " + operands.length);
    }
    DType dtype = Promotion.common(List.of(operands));
    List<Term> terms = new ArrayList<>();
    int ellipsis = 0;
    for (int i = 0; i < operands.length; i++) {
      List<Integer> labels = labels(inputs[i], operands[i]);
      ellipsis = Math.max(ellipsis, (int) labels.stream().filter(l -> l < 0).count());
      terms.add(new Term(Promotion.to(operands[i], dtype), labels));
    }
    terms.forEach(term -> measure(term, operands));
    terms.replaceAll(this::withoutStretched);
    List<Integer> output =
        sides.length == 2 ? output(sides[1], ellipsis) : implicit(terms, ellipsis);
    requireFrom(terms, output);
    return new Parsed(terms, output);
  }

  private List<Integer> output(String text, int ellipsis) {
    return labels(text, letters(text) + ellipsis, "the result");
  }

  private void requireFrom(List<Term> terms, List<Integer> output) {
    for (int label : output) {
      if (output.indexOf(label) != output.lastIndexOf(label)) {
        throw error("'" + name(label) + "' is in the result twice");
      }
      if (label >= 0 && terms.stream().noneMatch(term -> term.has(label))) {
        throw error("'" + name(label) + "' is in the result but in no operand");
      }
    }
  }

  private static String name(int label) {
    return label < 0 ? "..." : Character.toString(label);
  }

  private static int letters(String text) {
    return text.replace("...", "").length();
  }

  /** Axes of the ellipsis count from -1, the last one, down. */
  private List<Integer> labels(String text, Array operand) {
    return labels(text, operand.rank(), operand.type().toString());
  }

  private List<Integer> labels(String text, int rank, String what) {
    List<Integer> labels = new ArrayList<>();
    int hidden = rank - letters(text);
    int at = text.indexOf("...");
    if (hidden < 0 || (hidden > 0 && at < 0)) {
      throw error("'" + text + "' does not describe the " + rank + " axes of " + what);
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

  private void measure(Term term, Array... operands) {
    for (int i = 0; i < term.labels().size(); i++) {
      int label = term.labels().get(i);
      int size = term.array().dim(i);
      int known = sizes.merge(label, size, (a, b) -> label < 0 ? Math.max(a, b) : a);
      if (known != size && !(label < 0 && (size == 1 || known == 1))) {
        throw error(
            "axis '"
                + name(label)
                + "' has sizes "
                + known
                + " and "
                + size
                + ": "
                + Arrays.stream(operands).map(Array::type).toList());
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
    for (EinsumOrder.Step step : order(left, output).steps()) {
      Term b = left.remove(step.b());
      Term a = left.remove(step.a());
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
        return diagonal(new Term(Np.diagonal(moved, 0, -2, -1), rest));
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

  private static Array arranged(Term term, List<Integer> output) {
    return Lax.transpose(term.array(), axes(term, output));
  }
}
