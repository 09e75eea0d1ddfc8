package org.juxta.transforms;

import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Decomposition;

/** Factorisations of many matrices: lanes are one more leading axis. */
final class DecompositionBatch {
  private DecompositionBatch() {}

  static List<Batched> apply(Decomposition op, List<Batched> x, int size) {
    if (op instanceof Decomposition.TriangularSolve solve
        && !x.get(0).isBatched()
        && x.get(0).rank() == 2) {
      return List.of(manySides(solve, x.get(0).array(), x.get(1), size));
    }
    List<Array> operands = x.stream().map(b -> b.along(0, size)).toList();
    return Primitives.bind(op, operands).stream().map(r -> Batched.lanes(r, 0)).toList();
  }

  /** One triangle for all lanes: their right-hand sides side by side, solved at once. */
  private static Batched manySides(Decomposition.TriangularSolve op, Array a, Batched b, int size) {
    int axis = op.leftSide() ? 1 : 0;
    Array lanes = b.along(axis, size);
    int n = a.dim(0);
    int each = op.leftSide() ? lanes.dim(2) : lanes.dim(1);
    Array flat =
        op.leftSide() ? Np.reshape(lanes, n, size * each) : Np.reshape(lanes, size * each, n);
    Array solved = Primitives.bindOne(op, a, flat);
    return Batched.lanes(Np.reshape(solved, lanes.shape().dims().toArray()), axis);
  }
}
