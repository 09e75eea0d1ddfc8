package org.juxta.probability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;

/**
 * How a tree of arrays of one float type is a vector: its elements one after the other. As JAX's
 * {@code ravel_pytree}.
 *
 * @param structure the tree's structure
 * @param types its arrays' types
 */
record FlatTree(TreeDef structure, List<ArrayType> types) {
  /** The name of a tree that is a lone array. */
  private static final String LONE = "x";

  FlatTree {
    types = List.copyOf(types);
  }

  /**
   * The layout of trees like this one.
   *
   * @throws DTypeException if it has no arrays, or they are not of one float type
   */
  static FlatTree of(@Nullable Object tree) {
    Tree.Flat flat = Tree.flatten(tree);
    List<ArrayType> types = flat.leaves().stream().map(a -> a.type().strong()).toList();
    FlatTree layout = new FlatTree(flat.def(), types);
    DType dtype = types.isEmpty() ? DType.BOOL : types.getFirst().dtype();
    if (!dtype.isFloat() || types.stream().anyMatch(t -> t.dtype() != dtype)) {
      throw new DTypeException(
          "a position to sample must be made of arrays of one float type, F32 or F64; found "
              + layout.named(types));
    }
    return layout;
  }

  DType dtype() {
    return types.getFirst().dtype();
  }

  int size() {
    return types.stream().mapToInt(t -> t.shape().size()).sum();
  }

  /** The elements of a tree of this layout as one vector. */
  Array ravel(@Nullable Object tree) {
    List<Array> leaves = new ArrayList<>();
    if (!structure.matches(tree, leaves)
        || !leaves.stream().map(a -> a.type().strong()).toList().equals(types)) {
      throw new DTypeException(
          "a position must have the structure and types that the chain began with: expected "
              + structure
              + " of "
              + types
              + ", found "
              + Tree.structure(tree)
              + " of "
              + Tree.leaves(tree).stream().map(Array::type).toList());
    }
    return Lax.concatenate(leaves.stream().map(Array::ravel).toList(), 0);
  }

  /** The tree whose elements are those of a vector. */
  @Nullable Object unravel(Array vector) {
    return structure.unflatten(leaves(vector));
  }

  private List<Array> leaves(Array vector) {
    List<Array> leaves = new ArrayList<>();
    int at = 0;
    for (ArrayType type : types) {
      int end = at + type.shape().size();
      leaves.add(Lax.reshape(Lax.sliceAlong(vector, at, end, 0), type.shape()));
      at = end;
    }
    return leaves;
  }

  /** The arrays by their names. */
  SequencedMap<String, Array> sites(Array vector) {
    return named(leaves(vector));
  }

  private <T> SequencedMap<String, T> named(List<T> values) {
    SequencedMap<String, T> named = new LinkedHashMap<>();
    List<String> paths = structure.paths();
    for (int i = 0; i < paths.size(); i++) {
      named.put(paths.get(i).isEmpty() ? LONE : paths.get(i), values.get(i));
    }
    return named;
  }
}
