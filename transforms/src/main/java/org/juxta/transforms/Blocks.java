package org.juxta.transforms;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.tracer.DType;
import org.juxta.tracer.ShapeException;

/**
 * All partial derivatives of a tree by a tree: for each array of the result a tree like the
 * argument, whose arrays are the derivatives by each of its own, of shape (result's) +
 * (argument's).
 *
 * @param rows for each array of the result, in its order, the derivatives
 * @param result the result's structure
 */
public record Blocks<R, A>(List<A> rows, TreeDef result) {
  /** The derivatives of the array that {@code which} picks from the result, by the argument. */
  // The array is found by its identity: the copies were made so that each has one.
  @SuppressWarnings("ReferenceEquality")
  public A of(Function1<? super R, Array> which) {
    Array zero = Np.zeros(DType.F32);
    List<Array> copies = new ArrayList<>();
    rows.forEach(_ -> copies.add(Array.of(zero.value())));
    R probe = result.unflatten(copies);
    Array found = which.apply(probe);
    List<Array> leaves = Tree.leaves(probe);
    for (int i = 0; i < leaves.size(); i++) {
      if (leaves.get(i) == found) {
        return rows.get(i);
      }
    }
    throw new ShapeException(
        "the accessor must return an array of the result as it is, which has " + result.paths());
  }
}
