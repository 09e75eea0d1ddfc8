package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.ShapeException;

/**
 * Trees as vectors.
 *
 * @param mixed whether the arrays have different element types
 */
record TreeVector(TreeDef structure, List<ArrayType> types, boolean mixed) {
  static <T extends @Nullable Object> Tree.Raveled<T> ravel(T tree) {
    Tree.Flat flat = Tree.flatten(tree);
    List<ArrayType> types = flat.leaves().stream().map(Array::type).toList();
    if (types.isEmpty()) {
      return new Tree.Raveled<>(Np.zeros(0), _ -> flat.def().unflatten(List.of()));
    }
    DType first = types.getFirst().dtype();
    boolean mixed = types.stream().anyMatch(t -> t.dtype() != first);
    DType common = mixed ? Np.resultType(flat.leaves().toArray(Array[]::new)) : first;
    List<Array> parts = flat.leaves().stream().map(a -> a.astype(common).ravel()).toList();
    Array vector = parts.size() == 1 ? parts.getFirst() : Lax.concatenate(parts, 0);
    return new Tree.Raveled<>(vector, new TreeVector(flat.def(), types, mixed)::unravel);
  }

  // As in TreeDef.unflatten: who raveled a T knows that a T comes of it.
  @SuppressWarnings("TypeParameterUnusedInFormals")
  private <T extends @Nullable Object> T unravel(Array vector) {
    int size = types.stream().mapToInt(t -> Math.toIntExact(t.shape().size())).sum();
    if (vector.rank() != 1 || vector.dim(0) != size) {
      throw new ShapeException(
          "unravel: a vector of " + size + " elements is needed, not " + vector.type());
    }
    List<Array> leaves = new ArrayList<>(types.size());
    int start = 0;
    for (ArrayType type : types) {
      int stop = start + Math.toIntExact(type.shape().size());
      Array leaf = Lax.sliceAlong(vector, start, stop, 0).reshape(type.shape());
      leaves.add(mixed ? leaf.astype(type.dtype()) : leaf);
      start = stop;
    }
    return structure.unflatten(leaves);
  }
}
