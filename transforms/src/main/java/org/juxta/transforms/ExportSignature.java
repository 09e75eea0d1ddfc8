package org.juxta.transforms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;

/**
 * What an exported function takes and gives. Its module's arguments are the number of the platform
 * if it is for several, the weights, and the inputs that it keeps.
 *
 * @param platforms in JAX's names, such as {@code cpu}; none if it is for all
 * @param platformIndex whether the module is told which of them it runs on
 * @param weights the arrays that the function captured
 * @param arguments the structure of the arguments, if a file can hold it
 * @param results the structure of what the function returns, if a file can hold it
 */
record ExportSignature(
    String name,
    List<String> platforms,
    boolean platformIndex,
    List<Leaf> weights,
    List<Leaf> inputs,
    List<Leaf> outputs,
    @Nullable PortableTree arguments,
    @Nullable PortableTree results) {

  /**
   * An array.
   *
   * @param kept whether it is among the arguments of the module
   */
  record Leaf(String name, SymbolicType type, boolean kept) {
    @Override
    public String toString() {
      return name + ": " + type;
    }
  }

  ExportSignature {
    platforms = List.copyOf(platforms);
    weights = List.copyOf(weights);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (Stream.concat(weights.stream(), inputs.stream()).map(Leaf::name).distinct().count()
        != weights.size() + inputs.size()) {
      throw new ExportException("damaged: two arguments of one name");
    }
    if (results != null) {
      List<String> paths = new ArrayList<>();
      results.paths("", paths);
      if (paths.size() != outputs.size()) {
        throw new ExportException(
            "damaged: %d results in a tree of %d".formatted(outputs.size(), paths.size()));
      }
    }
  }

  static List<Leaf> leaves(List<String> names, List<SymbolicType> types) {
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      leaves.add(new Leaf(names.get(i), types.get(i), true));
    }
    return leaves;
  }

  boolean isStatic() {
    return Stream.of(weights, inputs, outputs)
        .flatMap(List::stream)
        .allMatch(leaf -> leaf.type().isStatic());
  }

  /**
   * The values of the symbolic sizes for inputs of these types.
   *
   * @throws ExportException that names the first input that can't be of its type
   */
  Map<String, Long> sizes(List<ArrayType> types) {
    if (types.size() != inputs.size()) {
      throw new ExportException(
          name + " takes " + inputs.size() + " arrays, not " + types.size() + ": " + this);
    }
    for (int i = 0; i < types.size(); i++) {
      if (!inputs.get(i).type().mayBe(types.get(i))) {
        throw mismatch(i, types.get(i), Map.of());
      }
    }
    Map<String, Long> names = SymbolicType.solve(inputs.stream().map(Leaf::type).toList(), types);
    for (int i = 0; i < types.size(); i++) {
      if (!inputs.get(i).type().refine(names).sameAs(types.get(i))) {
        throw mismatch(i, types.get(i), names);
      }
    }
    return names;
  }

  private ExportException mismatch(int i, ArrayType type, Map<String, Long> names) {
    return new ExportException(
        name
            + ": "
            + inputs.get(i).name()
            + " is to be "
            + inputs.get(i).type()
            + (names.isEmpty() || inputs.get(i).type().isStatic() ? "" : " with " + names)
            + ", not "
            + type.strong());
  }

  /** The static values among the arguments, by path. */
  static Map<String, @Nullable Object> constants(@Nullable PortableTree arguments) {
    Map<String, @Nullable Object> constants = new LinkedHashMap<>();
    if (arguments instanceof PortableTree.Items(PortableTree.Kind _, List<PortableTree> parts)) {
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).constants("argument " + (i + 1), constants);
      }
    }
    return constants;
  }

  /** Such as {@code f(argument 1: F32(b, 3)) -> F32(b)}. */
  @Override
  public String toString() {
    return name
        + inputs.stream().map(Leaf::toString).collect(Collectors.joining(", ", "(", ")"))
        + " -> "
        + outputs.stream()
            .map(leaf -> leaf.type().toString())
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
